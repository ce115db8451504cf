import { useState } from "react";
import { tastingScoresMinPoints } from "#domains/quality/settings.ts";
import { TASTING_ATTRIBUTES } from "#domains/quality/vocabulary.ts";
import type { BoardDishRun } from "#domains/production/board.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { recordTastingRef } from "#renderer/domains/quality/quality-refs.ts";
import {
  isScoreDrafts,
  tastingReadiness,
  type DishScoreDraft,
  type ScoreDrafts,
} from "#renderer/domains/quality/tasting-scores.ts";
import { shortDishName } from "#renderer/domains/production/short-name.ts";
import { DishScores } from "#renderer/domains/quality/dish-scores.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { ReasonAct, type ReasonDraft } from "./reason-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";

const UNSAFE_REASONS = [
  "undercooked",
  "off-smell",
  "odd-colour",
  "foreign",
  "too-salty",
  "bland",
  "overcooked",
  "other",
] as const;
type UnsafeReason = (typeof UNSAFE_REASONS)[number];

/** Five chips an attribute, a dish at a time; then LULUS, or TAHAN with its reason. */
export function TastingAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { commands } = useKitchen();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("tasting", batch, null);
  const { refusal, save } = useFactForm();
  const scoresMinPoints = useNumberSetting(batch.serviceDate)(tastingScoresMinPoints);
  const dishes = tastedDishes(batch.dishRuns);
  const [drafts, setDrafts, discard] = useDraft<ScoreDrafts>(`tasting.${batch.batchId}`, {}, isScoreDrafts);
  const [index, setIndex] = useState(0);
  const [isFailing, setFailing] = useState(false);
  const [why, setWhy] = useState<ReasonDraft<UnsafeReason>>({ code: null, words: "" });
  const dish = dishes[Math.min(index, dishes.length - 1)];
  const readiness = tastingReadiness({
    dishRunIds: dishes.map(({ dishRunId }) => dishRunId),
    draftByDishRunId: drafts,
    scoresMinPoints,
  });
  const submit = (verdict: "safe" | "unsafe") => {
    const note = [why.code === null || why.code === "other" ? "" : copy.t(`acts.reason.${why.code}`), why.words.trim()]
      .filter((part) => part !== "")
      .join(" – ");
    void save(
      recordTastingRef,
      {
        checkId: commands.makeId("check"),
        batchId: batch.batchId,
        phase: "before-dispatch",
        dishes: dishes.map(({ dishRunId }) => ({ dishRunId, ...drafts[dishRunId] })),
        verdict,
        ...(verdict === "unsafe" ? { note } : {}),
      },
      {
        summary: copy.t("tablet.act.of-dish", {
          act: copy.t("acts.tasting.title"),
          dish: copy.t(verdict === "safe" ? "acts.tasting.pass" : "acts.tasting.fail"),
        }),
        onKept: () => {
          discard();
          leave();
        },
      },
    );
  };
  const missing =
    readiness.kind === "incomplete" ? copy.t("acts.tasting.missing", { count: readiness.missingCount }) : null;
  if (isFailing) {
    return (
      <ReasonAct
        station={props.station}
        title={copy.t("acts.tasting.fail-title")}
        subject={subject}
        choices={UNSAFE_REASONS.map((value) => ({ value, label: copy.t(`acts.reason.${value}`) }))}
        draft={why}
        onDraft={setWhy}
        needsWords={(code) => code === "other"}
        refusal={refusal}
        primary={(reasonMissing) => ({
          label: copy.t("acts.tasting.fail"),
          icon: "hand",
          kind: "danger",
          reason: reason ?? reasonMissing,
          onPress: () => submit("unsafe"),
        })}
        secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: () => setFailing(false) }}
      />
    );
  }
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.tasting.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      facts={
        <TastingFacts
          dish={dish}
          number={index + 1}
          count={dishes.length}
          onTurn={() => setIndex((index + 1) % Math.max(1, dishes.length))}
          onBack={backAction.onPress}
        />
      }
      primary={{
        label: copy.t("acts.tasting.pass"),
        icon: "circle-check",
        reason:
          reason ??
          missing ??
          (readiness.kind === "unsafe-only" ? copy.t("acts.tasting.too-low", { points: scoresMinPoints }) : null),
        onPress: () => submit("safe"),
      }}
      secondary={{
        label: copy.t("acts.tasting.fail"),
        icon: "hand",
        kind: "danger",
        reason: reason ?? missing,
        onPress: () => setFailing(true),
      }}
    >
      {dish === undefined ? null : (
        <DishScores
          key={dish.dishRunId}
          draft={drafts[dish.dishRunId] ?? {}}
          onScore={(attribute, points) => {
            const next: DishScoreDraft = { ...drafts[dish.dishRunId], [attribute]: points };
            setDrafts({ ...drafts, [dish.dishRunId]: next });
            const isDone = TASTING_ATTRIBUTES.every((each) => next[each] !== undefined);
            const wasDone = TASTING_ATTRIBUTES.every((each) => drafts[dish.dishRunId]?.[each] !== undefined);
            if (isDone && !wasDone && index + 1 < dishes.length) setIndex(index + 1);
          }}
        />
      )}
    </ActScreen>
  );
}

/** Dishes to be tasted: cooked, and not yet found good. When all were, every cooked one again. */
function tastedDishes(dishRuns: readonly BoardDishRun[]): readonly BoardDishRun[] {
  const cooked = dishRuns.filter(({ status }) => status === "cooked");
  const open = cooked.filter(({ tasting }) => tasting !== "safe");
  return open.length > 0 ? open : cooked;
}

function TastingFacts(props: {
  readonly dish: BoardDishRun | undefined;
  readonly number: number;
  readonly count: number;
  readonly onTurn: () => void;
  readonly onBack: () => void;
}) {
  const copy = useTabletCopy();
  return (
    <>
      <Tile
        icon={props.count > 1 ? "arrow-right" : "utensils"}
        label={props.dish === undefined ? copy.t("acts.tasting.not-cooked") : shortDishName(props.dish)}
        detail={copy.t("acts.tasting.dish", { number: props.number, count: props.count })}
        onPress={props.onTurn}
      />
      <WhoTile />
      <Tile icon="arrow-left" label={copy.t("shared.verb.back")} onPress={props.onBack} />
    </>
  );
}
