import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import {
  firstUnmet,
  isCoreNeeded,
  nextStageOf,
  startCookingPreflight,
  whyDayFrozen,
  whyNotAssign,
  whyNotCancel,
  whyNotComplete,
  whyNotFinishCooking,
  whyNotFinishPortioning,
  whyNotProgress,
  whyNotRecordPortions,
  whyNotRework,
  whyNotStartPortioning,
  whyNotStartPreparation,
  type StageDay,
} from "#domains/production/rules.ts";
import type { GateFacts } from "#domains/quality/gate-facts.ts";
import { dishesHeldTogether } from "#domains/quality/judgement.ts";
import { releaseGates, whyNotReleased, whyNotSampled } from "#domains/quality/rules.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";

/** One act as the card offers it; `why` is the very reason the command would be refused for now. */
export interface ActOffer {
  readonly act: BatchAct;
  readonly dishRunId: string | null;
  readonly why: Rejection | null;
}

/** What lies around a batch when its acts are judged. */
export interface OfferContext {
  readonly day: StageDay;
  /** Quality's facts; null while not loaded. */
  readonly gateFacts: GateFacts | null;
  readonly isClockUntrusted: boolean;
}

/** The acts in sight on a batch card: two in the action zone, two beside the card. Everything else is under “Lainnya”. */
export interface StageOffers {
  readonly primary: ActOffer | null;
  readonly secondary: ActOffer | null;
  readonly beside: readonly ActOffer[];
}

type Placed = readonly [primary: BatchAct | null, secondary: BatchAct | null, ...beside: BatchAct[]];

/** What a batch needs next, by its stage and the dish the card is turned to. */
export function stageOffers(batch: BoardBatch, run: BoardDishRun | null, context: OfferContext): StageOffers {
  const target = offerTarget(batch, run);
  const [primary, secondary, ...beside] = placedActs(batch, target);
  const offer = (act: BatchAct) => actOffer(act, batch, target, context);
  return {
    primary: primary === null ? null : offer(primary),
    secondary: secondary === null ? null : offer(secondary),
    beside: beside.map(offer),
  };
}

/** The dish an act is about: the chosen one, but a finished dish gives way to the next that has work. */
function offerTarget(batch: BoardBatch, run: BoardDishRun | null): BoardDishRun | null {
  if (run !== null && run.status !== "cooked") return run;
  const next = nextStageOf(batch);
  return batch.dishRuns.find(({ dishRunId }) => dishRunId === next?.dishRunId) ?? run;
}

function placedActs(batch: BoardBatch, run: BoardDishRun | null): Placed {
  if (batch.quality === "held") return ["lift-hold", "reject", "deviations", "core-temperature"];
  if (batch.quality === "rejected") return ["cancel", "waste", "deviations", "note"];
  switch (batch.status) {
    case "planned":
      return ["start-preparation", "team", "ingredients", "hygiene"];
    case "preparing":
      return ["start-cooking", "ingredients", "cook-steps", "hygiene"];
    case "cooking":
      return cookingActs(run);
    case "checking":
      return checkingActs(batch);
    case "portioning":
      return ["portions", "finish-portioning", "take-sample", "holding-temperature"];
    case "ready":
      return batch.quality === "released"
        ? ["complete", "waste", "samples", "holding-temperature"]
        : ["release", "complete", "samples", "holding-temperature"];
    case "completed":
      return [null, "waste", "samples", "note"];
    case "cancelled":
      return [null, "waste", "note"];
  }
}

function cookingActs(run: BoardDishRun | null): Placed {
  if (run === null || run.status === "waiting") return ["start-cooking", "cook-steps", "ingredients", "waste"];
  if (run.status === "cooked") return [null, "core-temperature", "rework", "waste"];
  if (!isCoreNeeded(run.temperatureClass)) return ["finish-cooking", "progress", "cook-steps", "note"];
  return run.lastCoreIsPass === true
    ? ["finish-cooking", "core-temperature", "cook-steps", "progress"]
    : ["core-temperature", "finish-cooking", "cook-steps", "progress"];
}

function checkingActs(batch: BoardBatch): Placed {
  if (batch.dishRuns.some(({ isReworkDecided }) => isReworkDecided)) {
    return ["rework", "start-portioning", "tasting", "holding-temperature"];
  }
  return batch.dishRuns.some(({ tasting }) => tasting === null)
    ? ["tasting", "start-portioning", "rapid-test", "holding-temperature"]
    : ["start-portioning", "tasting", "rapid-test", "holding-temperature"];
}

/** One act of a batch with the reason it cannot be done now. */
export function actOffer(act: BatchAct, batch: BoardBatch, run: BoardDishRun | null, context: OfferContext): ActOffer {
  const subject = runOfAct(act, batch, run);
  return { act, dishRunId: subject?.dishRunId ?? null, why: whyNotAct(act, batch, subject, context) };
}

const RUN_ACTS: ReadonlySet<BatchAct> = new Set([
  "start-cooking",
  "cook-steps",
  "progress",
  "core-temperature",
  "finish-cooking",
  "rework",
  "cooling",
]);

function runOfAct(act: BatchAct, batch: BoardBatch, run: BoardDishRun | null): BoardDishRun | null {
  if (!RUN_ACTS.has(act)) return null;
  if (act === "rework") return batch.dishRuns.find(({ isReworkDecided }) => isReworkDecided) ?? run;
  return run ?? batch.dishRuns[0] ?? null;
}

const NO_DISH: Rejection = { code: "wrong-state" };
const wrongState = (state: string): Rejection => ({ code: "wrong-state", ...{ state } });

function whyNotAct(
  act: BatchAct,
  batch: BoardBatch,
  run: BoardDishRun | null,
  context: OfferContext,
): Rejection | null {
  const { day } = context;
  switch (act) {
    case "start-preparation":
      return whyNotStartPreparation(batch, day, { isByPerson: true });
    case "start-cooking":
      return run === null
        ? NO_DISH
        : firstUnmet(
            // The screen behind it asks who leads.
            startCookingPreflight(batch, run, day, { isClockUntrusted: context.isClockUntrusted }).filter(
              ({ condition }) => condition !== "lead-cook",
            ),
          );
    case "progress":
      return run === null ? NO_DISH : whyNotProgress(batch, run, day);
    case "core-temperature":
      return run === null ? NO_DISH : whyNotMeasureCore(run);
    case "finish-cooking":
      return run === null ? NO_DISH : whyNotFinishCooking(batch, run, day);
    case "rework":
      return run === null ? NO_DISH : whyNotRework(batch, run, day);
    case "cooling":
      return run?.status === "cooked" ? null : wrongState(run?.status ?? batch.status);
    case "start-portioning":
      return whyNotStartPortioning(batch, day);
    case "portions":
    case "weigh-portion":
      return whyNotRecordPortions(batch, day);
    case "finish-portioning":
      return whyNotFinishPortioning(batch, day);
    case "complete":
      // The screen behind it asks whether there was waste.
      return whyNotComplete(batch, day, true);
    case "cancel":
      return whyNotCancel(batch, day);
    case "team":
      return whyNotAssign(batch);
    case "tasting":
      return batch.dishRuns.some(({ status }) => status === "cooked") ? null : wrongState(batch.status);
    case "holding-temperature":
      return whyNotMeasureHolding(batch);
    case "rapid-test":
      return batch.status === "cancelled" ? wrongState(batch.status) : null;
    case "hold":
      return batch.quality === "open" || batch.quality === "released" ? null : wrongState(batch.quality);
    case "lift-hold":
      return batch.quality === "held" ? null : wrongState(batch.quality);
    case "reject":
      return batch.quality === "open" || batch.quality === "held" ? null : wrongState(batch.quality);
    case "release":
      return whyNotRelease(context, day.nowMs);
    case "take-sample":
      return whyNotSampled(batch.status);
    case "waste":
    case "note":
      return whyDayFrozen(day);
    case "ingredients":
    case "cook-steps":
    case "hygiene":
    case "deviations":
    case "samples":
    case "more":
      return null;
  }
}

/** Core temperature is measured of hot food on the fire, and again of food that was cooked. */
function whyNotMeasureCore(run: BoardDishRun): Rejection | null {
  if (!isCoreNeeded(run.temperatureClass)) {
    return { code: "temperature-not-limited", ...{ temperatureClass: run.temperatureClass } };
  }
  return run.status === "waiting" ? wrongState(run.status) : null;
}

/** Holding is measured of what the batch keeps together: its hot dishes, or its cold ones, once one is cooked. */
function whyNotMeasureHolding(batch: BoardBatch): Rejection | null {
  const held = dishesHeldTogether(batch.dishRuns);
  if (held.length === 0) return { code: "temperature-not-limited", ...{ temperatureClass: "ambient" } };
  return held.some(({ status }) => status === "cooked") ? null : wrongState(batch.status);
}

function whyNotRelease({ gateFacts, isClockUntrusted }: OfferContext, nowMs: number): Rejection | null {
  if (gateFacts === null) return null;
  const gates = releaseGates(gateFacts, { nowMs, isClockUntrusted });
  // With an untrusted clock the screen behind it asks for the reason.
  return whyNotReleased(gateFacts, gates, { hasClockReason: true });
}
