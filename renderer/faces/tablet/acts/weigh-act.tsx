import { useState } from "react";
import { portionTargetG } from "#domains/production/amounts.ts";
import { portionWeightTolerance } from "#domains/production/settings.ts";
import type { PortionProfile } from "#kernel/food-words.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { countedKinds } from "#renderer/domains/production/counted-kinds.ts";
import { batchRef, weighPortionRef } from "#renderer/domains/production/production-refs.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { ActProps } from "./act-props.ts";
import { Fact } from "./act-screen.tsx";
import { NumberAct } from "./number-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";

const GRAMS_DIGITS_COUNT = 4;

/** One filled portion on the scale, against the weight its recipe names. */
export function WeighAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("weigh-portion", batch, null);
  const { refusal, save } = useFactForm();
  const toleranceBp = useNumberSetting(batch.serviceDate)(portionWeightTolerance);
  const [plan] = useLiveQuery(batchRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const profiles = countedKinds(batch).flatMap(({ kind }) => (kind === "special" ? [] : [kind]));
  const [dishTurn, setDishTurn] = useState(0);
  const [profileTurn, setProfileTurn] = useState(0);
  const dish = batch.dishRuns[dishTurn % Math.max(1, batch.dishRuns.length)];
  const profile: PortionProfile = profiles[profileTurn % Math.max(1, profiles.length)] ?? "small";
  if (dish === undefined) return null;
  const planned = plan?.plannedDishRuns.find(({ dishRunId }) => dishRunId === dish.dishRunId);
  const targetG = planned === undefined ? null : portionTargetG(planned, profile);
  return (
    <NumberAct
      key={`${dish.dishRunId}.${profile}`}
      station={props.station}
      title={copy.t("acts.weigh.title")}
      subject={subject}
      draftName={`weigh.${dish.dishRunId}.${profile}`}
      digitsMaxCount={GRAMS_DIGITS_COUNT}
      unit={copy.t("acts.weigh.grams")}
      facts={
        <>
          <Tile
            icon="utensils"
            label={dish.dishName}
            detail={copy.t("acts.weigh.which")}
            onPress={() => setDishTurn(dishTurn + 1)}
          />
          <Tile
            icon="scale"
            label={copy.t(`shared.profile.${profile}`)}
            detail={copy.t("acts.weigh.profile")}
            onPress={() => setProfileTurn(profileTurn + 1)}
          />
          <Fact label={copy.t("acts.weigh.title")}>
            {targetG === null
              ? copy.t("acts.weigh.no-target")
              : copy.t("acts.weigh.target", { mass: units.mass(targetG) })}
          </Fact>
          <WhoTile />
        </>
      }
      verdict={(massG) => {
        if (massG === null || targetG === null) return null;
        const isWithin = Math.abs(massG - targetG) * 10_000 <= targetG * toleranceBp;
        return isWithin ? (
          <StateBadge state="weight-within" token="ok" word={copy.t("acts.weigh.within")} />
        ) : (
          <StateBadge
            state="weight-outside"
            token="warn"
            word={copy.t("acts.weigh.outside", { percent: units.percent(toleranceBp) })}
          />
        );
      }}
      refusal={refusal}
      primary={(massG, discard) => ({
        label: massG === null ? copy.t("tablet.save.plain") : copy.t("tablet.save.value", { value: units.mass(massG) }),
        icon: "check",
        reason:
          reason ??
          (targetG === null
            ? copy.t("acts.weigh.no-target")
            : massG === null || massG < 1
              ? copy.t("acts.waste.mass-missing")
              : null),
        onPress: () => {
          if (massG === null) return;
          void save(
            weighPortionRef,
            { batchId: batch.batchId, dishRunId: dish.dishRunId, profile, massG },
            { summary: `${dish.dishName} · ${units.mass(massG)}`, onKept: discardAndStay(discard) },
          );
        },
      })}
      secondary={backAction}
    />
  );
}

/** Several portions are weighed in a row: the form stays, empty. */
function discardAndStay(discard: () => void): () => void {
  return discard;
}
