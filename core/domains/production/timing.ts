import { totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import { HOUR_MS, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { BatchQualityStatus, BatchStatus, DishRunStatus } from "./vocabulary.ts";

/**
 * Everything of production that moves with the clock, computed on the face from a board row and the kitchen's time
 * (DOMAIN.md §4.8, §5; UX.md §3.1 slack). Free of zod.
 */

/** `board.slack-warn` and `board.slack-warn-share`, the built-in values. */
export const SLACK_WARN_DEFAULT_MS = 15 * MINUTE_MS;
export const SLACK_WARN_SHARE_DEFAULT_BP = 2_000;
/** Consume-by turns amber this long before (UX.md §3.1). */
export const CONSUME_BY_WARN_MS = 60 * MINUTE_MS;
/** Counting must have run this long before its pace says anything (house rule). */
export const PACE_MIN_MS = 3 * MINUTE_MS;

export interface TimingDishRun {
  readonly status: DishRunStatus;
  readonly plannedStartAtMs: number;
  readonly runStartedAtMs: number | null;
  readonly cookedAtMs: number | null;
  readonly forecast: { readonly durationMs: number };
}

export interface TimingBatch {
  readonly status: BatchStatus;
  readonly portionCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly portionedCounts: PortionCounts;
  readonly portionedSpecialPackCount: number;
  readonly plannedPreparationAtMs: number;
  readonly plannedStartAtMs: number;
  readonly cookedAtMs: number | null;
  readonly portioningStartedAtMs: number | null;
  readonly portioningFinishedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly neededByAtMs: number;
  readonly dishRuns: readonly TimingDishRun[];
  readonly checkingForecast: { readonly durationMs: number };
  readonly portioningForecast: { readonly durationMs: number };
}

/** When a dish is expected off the fire. Past its forecast the answer is now: no new time is invented. */
export function dishRunFinishAtMs(run: TimingDishRun, nowMs: number): number {
  if (run.status === "cooked" && run.cookedAtMs !== null) return run.cookedAtMs;
  const startAtMs = run.runStartedAtMs ?? Math.max(run.plannedStartAtMs, nowMs);
  return Math.max(startAtMs + run.forecast.durationMs, nowMs);
}

/** Whether a running dish has taken longer than its forecast ("lewat perkiraan"). */
export function isPastForecast(run: TimingDishRun, nowMs: number): boolean {
  return (
    run.status === "cooking" && run.runStartedAtMs !== null && nowMs > run.runStartedAtMs + run.forecast.durationMs
  );
}

/** When the batch is expected to be ready to load. */
export function batchFinishAtMs(batch: TimingBatch, nowMs: number): number {
  const { portioningFinishedAtMs } = batch;
  switch (batch.status) {
    case "ready":
    case "completed":
    case "cancelled":
      return portioningFinishedAtMs ?? batch.completedAtMs ?? nowMs;
    case "portioning":
      return portioningFinishMs(batch, nowMs);
    case "checking": {
      const checkedAtMs = Math.max((batch.cookedAtMs ?? nowMs) + batch.checkingForecast.durationMs, nowMs);
      return checkedAtMs + batch.portioningForecast.durationMs;
    }
    case "planned":
    case "preparing":
    case "cooking": {
      const cookedAtMs = Math.max(nowMs, ...batch.dishRuns.map((run) => dishRunFinishAtMs(run, nowMs)));
      return cookedAtMs + batch.checkingForecast.durationMs + batch.portioningForecast.durationMs;
    }
  }
}

function portioningFinishMs(batch: TimingBatch, nowMs: number): number {
  const startedAtMs = batch.portioningStartedAtMs ?? nowMs;
  const perMs = portionPacePerMs(batch, nowMs);
  if (perMs === null) return Math.max(startedAtMs + batch.portioningForecast.durationMs, nowMs);
  return nowMs + Math.ceil(remainingPortionCount(batch) / perMs);
}

export function remainingPortionCount(batch: TimingBatch): number {
  const doneCount = totalPortionCount(batch.portionedCounts) + batch.portionedSpecialPackCount;
  return Math.max(0, totalPortionCount(batch.portionCounts) + batch.specialPackCount - doneCount);
}

/** Portions counted per millisecond since portioning began; null until there is enough of it. */
export function portionPacePerMs(batch: TimingBatch, nowMs: number): number | null {
  if (batch.portioningStartedAtMs === null) return null;
  const elapsedMs = nowMs - batch.portioningStartedAtMs;
  const doneCount = totalPortionCount(batch.portionedCounts) + batch.portionedSpecialPackCount;
  return elapsedMs < PACE_MIN_MS || doneCount === 0 ? null : doneCount / elapsedMs;
}

/** Time to spare until the batch must be ready: negative is late. */
export function slackMs(batch: TimingBatch, nowMs: number): number {
  return batch.neededByAtMs - batchFinishAtMs(batch, nowMs);
}

/** The same for one dish: what checking and portioning still need comes off first. */
export function dishRunSlackMs(batch: TimingBatch, run: TimingDishRun, nowMs: number): number {
  const latestAtMs = batch.neededByAtMs - batch.checkingForecast.durationMs - batch.portioningForecast.durationMs;
  return latestAtMs - dishRunFinishAtMs(run, nowMs);
}

/** How long the stage a batch is in is expected to take. */
export function stageDurationMs(batch: TimingBatch): number {
  switch (batch.status) {
    case "planned":
    case "preparing":
      return Math.max(0, batch.plannedStartAtMs - batch.plannedPreparationAtMs);
    case "cooking":
      return Math.max(0, ...batch.dishRuns.map((run) => run.forecast.durationMs));
    case "checking":
      return batch.checkingForecast.durationMs;
    case "portioning":
      return batch.portioningForecast.durationMs;
    case "ready":
    case "completed":
    case "cancelled":
      return 0;
  }
}

/** Screen words: BERJALAN, SEGERA, LEWAT, SELESAI. */
export type DeadlineState = "on-track" | "soon" | "late" | "done";

export interface SlackWarning {
  readonly warnMs: number;
  readonly warnShareBp: number;
}
export const SLACK_WARNING_DEFAULT: SlackWarning = {
  warnMs: SLACK_WARN_DEFAULT_MS,
  warnShareBp: SLACK_WARN_SHARE_DEFAULT_BP,
};

/** Under the larger of 15 min and 20 % of the stage a deadline is near; below zero it is missed. */
export function deadlineStateOf(
  spareMs: number,
  stageMs: number,
  warning: SlackWarning = SLACK_WARNING_DEFAULT,
): Exclude<DeadlineState, "done"> {
  if (spareMs < 0) return "late";
  return spareMs < Math.max(warning.warnMs, (stageMs * warning.warnShareBp) / 10_000) ? "soon" : "on-track";
}

/** The deadline of the kitchen's own work on a batch: one that is ready has met it or missed it for good. */
export function batchDeadlineState(
  batch: TimingBatch,
  nowMs: number,
  warning: SlackWarning = SLACK_WARNING_DEFAULT,
): DeadlineState {
  if (batch.status === "ready" || batch.status === "completed" || batch.status === "cancelled") return "done";
  return deadlineStateOf(slackMs(batch, nowMs), stageDurationMs(batch), warning);
}

/** A deadline as a screen shows it: the word, and the time left or, when negative, over. */
export interface ShownDeadline {
  readonly state: DeadlineState;
  readonly spareMs: number;
}

/**
 * The deadline every face shows of a batch. One that is ready is not finished for who reads it: it has to be released and
 * loaded in time, so its clock runs on until it is. Null where a word of its own stands in the place (UX.md §3.1): LULUS,
 * Dibuang, Batal.
 */
export function shownDeadline(
  batch: TimingBatch & { readonly quality: BatchQualityStatus },
  nowMs: number,
  warning: SlackWarning = SLACK_WARNING_DEFAULT,
): ShownDeadline | null {
  if (batch.status === "cancelled" || batch.quality === "rejected") return null;
  if (batch.status !== "ready") {
    return { state: batchDeadlineState(batch, nowMs, warning), spareMs: slackMs(batch, nowMs) };
  }
  if (batch.quality === "released") return null;
  const spareMs = batch.neededByAtMs - nowMs;
  return { state: deadlineStateOf(spareMs, stageDurationMs(batch), warning), spareMs };
}

/** Consume-by beside it: amber 60 min before, red after. Null before a dish is cooked. */
export function consumeByState(consumeByAtMs: number | null, nowMs: number): "far" | "near" | "passed" | null {
  if (consumeByAtMs === null) return null;
  if (nowMs >= consumeByAtMs) return "passed";
  return consumeByAtMs - nowMs <= CONSUME_BY_WARN_MS ? "near" : "far";
}

/** The earliest cooking of a service day by the kitchen's own clock. */
export function cookFloorAtMs(day: {
  readonly serviceDate: string;
  readonly dayKind: "regular" | "dry-pack" | "ramadan" | "closed";
  /** `cook.floor` in force, `HH:MM` of the service date. */
  readonly floorClock: string;
  /** What was set for this very day; counts on dry-pack and ramadan days only. */
  readonly setAtMs: number | null;
  /** When the day begins: without a floor of its own a packed day has no other. */
  readonly startsAtMs: number;
  readonly timeZone: TimeZone;
}): number {
  switch (day.dayKind) {
    case "regular":
    case "closed":
      return msFromLocal(day.serviceDate, day.floorClock, day.timeZone);
    case "dry-pack":
    case "ramadan":
      return day.setAtMs ?? day.startsAtMs;
  }
}

export type DayPhase = "receive" | "prepare" | "cook" | "portion" | "dispatch" | "wash";

/** Phases by the clock of a usual day (DOMAIN.md §1), from the service date's midnight; before the day opens: receive. */
const PHASE_STARTS: readonly { readonly phase: DayPhase; readonly fromMs: number }[] = [
  { phase: "prepare", fromMs: -9 * HOUR_MS },
  { phase: "cook", fromMs: 2 * HOUR_MS },
  { phase: "portion", fromMs: 4 * HOUR_MS + 30 * MINUTE_MS },
  { phase: "dispatch", fromMs: 7 * HOUR_MS },
  { phase: "wash", fromMs: 13 * HOUR_MS },
];

export function phaseFromClock(nowMs: number, serviceDate: string, timeZone: TimeZone): DayPhase {
  const sinceMidnightMs = nowMs - msFromLocal(serviceDate, "00:00", timeZone);
  return PHASE_STARTS.findLast((start) => sinceMidnightMs >= start.fromMs)?.phase ?? "receive";
}

/** The phase a batch stands for. */
export function phaseOfStatus(status: BatchStatus): DayPhase | null {
  switch (status) {
    case "planned":
    case "cancelled":
      return null;
    case "preparing":
      return "prepare";
    case "cooking":
      return "cook";
    case "checking":
    case "portioning":
      return "portion";
    case "ready":
    case "completed":
      return "dispatch";
  }
}

const PHASE_ORDER: readonly DayPhase[] = ["receive", "prepare", "cook", "portion", "dispatch", "wash"];

/** The furthest phase of a day's batches; null before the first has begun. */
export function furthestPhase(statuses: readonly BatchStatus[]): DayPhase | null {
  const reached = statuses.map(phaseOfStatus);
  return PHASE_ORDER.findLast((phase) => reached.includes(phase)) ?? null;
}
