import { useState } from "react";
import { totalPortionCount } from "#kernel/quantity.ts";
import { portionsMaxCount } from "#domains/production/rules.ts";
import { portionOverrun } from "#domains/production/settings.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  addedPortions,
  countedKinds,
  withPending,
  type CountedKind,
} from "#renderer/domains/production/counted-kinds.ts";
import { PortionCounter } from "#renderer/domains/production/portion-counter.tsx";
import { portionPace } from "#renderer/domains/production/portion-pace.ts";
import { recordPortionsRef } from "#renderer/domains/production/production-refs.ts";
import { SpecialPacks } from "#renderer/domains/production/special-packs.tsx";
import { useBatch } from "#renderer/faces/tablet/batch/use-batch.ts";
import { actOffer } from "#renderer/faces/tablet/batch/act-offers.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useOfferAction } from "#renderer/faces/tablet/batch/use-offer-action.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { usePendingCounts } from "#renderer/faces/tablet/work/use-pending-counts.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

/** Trays as they are filled: +1, +10, +50, each taken back within ten seconds. */
export function PortionsAct(props: ActProps) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { nowMs, timeZone } = useKitchenTime();
  const record = useRecord();
  const refusalWords = useRefusalWordsNow();
  const { backAction } = useActExit({ batch: props.batch, run: null });
  const subject = useSubject({ batch: props.batch, run: null });
  const { rev } = useBatch(props.batch.batchId);
  const pending = usePendingCounts(props.batch.batchId, rev);
  const batch = withPending(props.batch, pending.bodies);
  const numberOf = useNumberSetting(batch.serviceDate);
  const reason = useOwnReason("portions", props.batch, null);
  const kinds = countedKinds(batch);
  const [kind, setKind] = useState<CountedKind>(kinds[0]?.kind ?? "small");
  const [refusal, setRefusal] = useState<string | null>(null);
  const context = useOfferContext(batch.batchId);
  const actionOf = useOfferAction(batch);
  const row = kinds.find((candidate) => candidate.kind === kind);
  if (row === undefined) return null;
  const maxCount =
    kind === "special" ? Number.POSITIVE_INFINITY : portionsMaxCount(row.targetCount, numberOf(portionOverrun));
  const kindWord = kind === "special" ? copy.t("acts.portions.special") : copy.t(`shared.profile.${kind}`);
  const pace = portionPace(batch, nowMs);
  const done = totalPortionCount(batch.portionedCounts);
  const whole = totalPortionCount(batch.portionCounts);

  const add = async (count: number) => {
    setRefusal(null);
    const body = { batchId: batch.batchId, ...addedPortions(kind, count) };
    const outcome = await record(recordPortionsRef, body, {
      summary: `${copy.t("acts.portions.add", { count })} ${kindWord}`,
      undo: { batchId: batch.batchId, type: "portions-counted" },
    });
    if (outcome.kind === "refused") setRefusal(refusalWords(outcome.rejection));
  };
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.portions.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      primary={actionOf(actOffer("finish-portioning", batch, null, context))}
      secondary={backAction}
      facts={
        <>
          <p className={styles["lines"]}>
            <span>
              {copy.t("acts.portions.whole", { done: units.outOf(done, whole) })}
              <SpecialPacks batch={batch} />
            </span>
            <span>
              {pace === null
                ? copy.t("acts.portions.pace-none")
                : pace.finishAtMs === null
                  ? copy.t("acts.portions.pace-done", { pace: units.count(pace.portionsPerMinuteCount) })
                  : copy.t("acts.portions.pace", {
                      pace: units.count(pace.portionsPerMinuteCount),
                      clock: units.clock(pace.finishAtMs, timeZone),
                    })}
            </span>
          </p>
          <WhoTile />
          {(["take-sample", "weigh-portion"] as const).map((act) => {
            const action = actionOf(actOffer(act, batch, null, context));
            return (
              <Tile
                key={act}
                label={action.label}
                reason={action.reason ?? null}
                onPress={action.onPress}
                {...(action.icon === undefined ? {} : { icon: action.icon })}
              />
            );
          })}
        </>
      }
    >
      <PortionCounter
        kinds={kinds}
        chosen={row}
        maxCount={maxCount}
        reason={reason}
        pendingCount={pending.bodies.length}
        onKind={setKind}
        onAdd={(count) => void add(count)}
      />
    </ActScreen>
  );
}
