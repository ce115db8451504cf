import type { TemperatureClass } from "#kernel/food-words.ts";
import type { BatchQualityStatus, BatchStatus, DishRunStatus, TaskKind, UndoableEventType } from "./vocabulary.ts";
import type { ProductionRejection } from "./rejections.ts";
import type { PortionCounts } from "#kernel/quantity.ts";

/**
 * Predicates of the stages, used by `decide` and by the screens alike, so a button is disabled for the very reason the
 * command would be rejected. Nothing here reads a clock: the time is handed in. Free of zod.
 */

/** What a stage rule needs of a dish run; a row of the board has it. */
export interface StageDishRun {
  readonly dishRunId: string;
  readonly status: DishRunStatus;
  readonly temperatureClass: TemperatureClass;
  readonly plannedStartAtMs: number;
  readonly lastCoreC: number | null;
  readonly lastCoreLimitC: number | null;
  readonly lastCoreIsPass: boolean | null;
  readonly tasting: "safe" | "unsafe" | null;
  readonly isReworkDecided: boolean;
}

/** What a stage rule needs of a batch; a row of the board has it. */
export interface StageBatch {
  readonly status: BatchStatus;
  readonly quality: BatchQualityStatus;
  readonly specialPackCount: number;
  readonly portionedCounts: PortionCounts;
  readonly portionedSpecialPackCount: number;
  readonly wasteMassG: number | null;
  readonly dishRuns: readonly StageDishRun[];
  readonly staff: readonly {
    readonly taskKind: TaskKind;
    readonly dishRunId: string | null;
    readonly staffId: string;
  }[];
}

/** What lies outside the batch: the kitchen's clock and the service day (`today` has both figures). */
export interface StageDay {
  readonly serviceDate: string;
  readonly dayStatus: "planned" | "open" | "closed" | "reopened";
  readonly cookFloorAtMs: number;
  readonly nowMs: number;
}

/** Core temperature is demanded of hot food only. */
export function isCoreNeeded(temperatureClass: TemperatureClass): boolean {
  return temperatureClass === "hot" || temperatureClass === "hot-rich";
}

/** The cook floor speaks of cooking: opening fruit or dry packs is none. */
export function isFloorApplied(temperatureClass: TemperatureClass): boolean {
  return temperatureClass !== "ambient";
}

/** The clock until consume-by runs for hot and cold food. */
export function isClockRunning(temperatureClass: TemperatureClass): boolean {
  return temperatureClass !== "ambient";
}

/** The lead cook of a dish: of the dish itself, else of the batch. */
export function assignedLeadOf(batch: Pick<StageBatch, "staff">, dishRunId: string): string | null {
  const leads = batch.staff.filter((task) => task.taskKind === "lead-cook");
  const lead = leads.find((task) => task.dishRunId === dishRunId) ?? leads.find((task) => task.dishRunId === null);
  return lead?.staffId ?? null;
}

type Why = ProductionRejection | null;

/** Closed days take no more production. */
export function whyDayFrozen(day: Pick<StageDay, "dayStatus" | "serviceDate">): Why {
  return day.dayStatus === "closed" ? { code: "day-closed", serviceDate: day.serviceDate } : null;
}

function whyNotOpen(batch: Pick<StageBatch, "quality">): Why {
  if (batch.quality === "held") return { code: "batch-held" };
  return batch.quality === "rejected" ? { code: "batch-rejected" } : null;
}

function whyNotIn(batch: Pick<StageBatch, "status">, statuses: readonly BatchStatus[]): Why {
  return statuses.includes(batch.status) ? null : { code: "wrong-state", state: batch.status };
}

/** A plan may be changed only until work on it begins. */
export function whyNotChangePlan(batch: Pick<StageBatch, "status">): Why {
  return whyNotIn(batch, ["planned"]);
}

export function whyNotAssign(batch: Pick<StageBatch, "status">): Why {
  return batch.status === "completed" || batch.status === "cancelled"
    ? { code: "wrong-state", state: batch.status }
    : null;
}

/** `isByPerson`: somebody named starts it, and is on the batch by that; a device alone needs somebody assigned before. */
export function whyNotStartPreparation(
  batch: StageBatch,
  day: StageDay,
  { isByPerson }: { readonly isByPerson: boolean },
): Why {
  return (
    whyDayFrozen(day) ??
    whyNotIn(batch, ["planned"]) ??
    (batch.staff.length === 0 && !isByPerson ? { code: "nobody-assigned" } : null)
  );
}

/** One line of the list shown before cooking starts; `why` is null when the condition is met. */
export interface PreflightLine {
  readonly condition: "day-open" | "stage" | "quality" | "time-window" | "lead-cook" | "stock" | "lots";
  readonly why: Why;
}

/** What the store room knows of a dish before it is cooked. A kitchen that keeps none of its ingredients knows nothing. */
export interface DishStock {
  /** Ingredients the kitchen keeps, must issue, and has issued nothing of to the batch. */
  readonly notIssuedNames: readonly string[];
  /** Lots issued to the batch that may no longer be used. */
  readonly blockedLotCodes: readonly string[];
}

function stockLines(stock: DishStock, isReasonGiven: boolean): readonly PreflightLine[] {
  const { notIssuedNames: ingredientNames, blockedLotCodes: lotCodes } = stock;
  const isShort = ingredientNames.length > 0 && !isReasonGiven;
  return [
    { condition: "stock", why: isShort ? { code: "stock-not-issued", ingredientNames } : null },
    { condition: "lots", why: lotCodes.length > 0 ? { code: "lot-recalled", lotCodes } : null },
  ];
}

/**
 * Every condition of starting one dish, each with what stands in its way. `leadStaffId` is the cook chosen on the screen,
 * when not the assigned one. The time window is not judged (`isClockUntrusted`) while the kitchen PC's clock is in doubt.
 */
export function startCookingPreflight(
  batch: StageBatch,
  run: StageDishRun,
  day: StageDay,
  options: {
    readonly leadStaffId?: string | null;
    readonly isClockUntrusted?: boolean;
    /** Null or absent: the kitchen keeps no stock of it, or this screen does not know. */
    readonly stock?: DishStock | null;
    /** Somebody says why the dish is begun all the same. */
    readonly isReasonGiven?: boolean;
  } = {},
): readonly PreflightLine[] {
  const lead = options.leadStaffId ?? assignedLeadOf(batch, run.dishRunId);
  const isTooEarly =
    options.isClockUntrusted !== true && isFloorApplied(run.temperatureClass) && day.nowMs < day.cookFloorAtMs;
  return [
    { condition: "day-open", why: whyDayFrozen(day) },
    {
      condition: "stage",
      why:
        whyNotIn(batch, ["preparing", "cooking"]) ??
        (run.status === "waiting" ? null : { code: "wrong-state", state: run.status }),
    },
    { condition: "quality", why: whyNotOpen(batch) },
    {
      condition: "time-window",
      why: isTooEarly ? { code: "too-early-to-cook", earliestAtMs: day.cookFloorAtMs } : null,
    },
    { condition: "lead-cook", why: lead === null ? { code: "lead-cook-missing" } : null },
    ...(options.stock === undefined || options.stock === null
      ? []
      : stockLines(options.stock, options.isReasonGiven === true)),
  ];
}

/** The first unmet condition of a preflight. */
export function firstUnmet(lines: readonly PreflightLine[]): Why {
  return lines.find((line) => line.why !== null)?.why ?? null;
}

/** A batch whose dishes began may get more of them going while it cooks; a run that is not cooking cannot progress. */
export function whyNotProgress(batch: StageBatch, run: StageDishRun, day: StageDay): Why {
  return (
    whyDayFrozen(day) ??
    whyNotIn(batch, ["cooking"]) ??
    (run.status === "cooking" ? null : { code: "wrong-state", state: run.status })
  );
}

export function whyNotFinishCooking(batch: StageBatch, run: StageDishRun, day: StageDay): Why {
  return whyNotProgress(batch, run, day) ?? whyCoreNotReached(run);
}

function whyCoreNotReached(run: StageDishRun): Why {
  if (!isCoreNeeded(run.temperatureClass)) return null;
  if (run.lastCoreC === null || run.lastCoreLimitC === null) return { code: "core-temperature-missing" };
  return run.lastCoreC >= run.lastCoreLimitC
    ? null
    : { code: "core-temperature-too-low", limitC: run.lastCoreLimitC, lowestC: run.lastCoreC };
}

export function whyNotRework(batch: StageBatch, run: StageDishRun, day: StageDay): Why {
  return (
    whyDayFrozen(day) ??
    whyNotIn(batch, ["cooking", "checking", "portioning"]) ??
    (run.status === "cooked" ? null : { code: "wrong-state", state: run.status }) ??
    (run.isReworkDecided ? null : { code: "rework-not-decided" })
  );
}

export function whyNotStartPortioning(batch: StageBatch, day: StageDay): Why {
  const stage = whyDayFrozen(day) ?? whyNotIn(batch, ["checking"]) ?? whyNotOpen(batch);
  if (stage !== null) return stage;
  const unsafe = batch.dishRuns.filter((run) => run.tasting === "unsafe").map((run) => run.dishRunId);
  if (unsafe.length > 0) return { code: "tasting-unsafe", dishRunIds: unsafe };
  const missing = batch.dishRuns.filter((run) => run.tasting === null).map((run) => run.dishRunId);
  return missing.length > 0 ? { code: "tasting-missing", dishRunIds: missing } : null;
}

export function whyNotRecordPortions(batch: StageBatch, day: StageDay): Why {
  return whyDayFrozen(day) ?? whyNotIn(batch, ["portioning"]);
}

export function whyNotFinishPortioning(batch: StageBatch, day: StageDay): Why {
  const stage = whyNotRecordPortions(batch, day);
  if (stage !== null) return stage;
  const { smallCount, largeCount, toddlerCount, maternalCount } = batch.portionedCounts;
  const isNothing = smallCount + largeCount + toddlerCount + maternalCount + batch.portionedSpecialPackCount === 0;
  if (isNothing) return { code: "nothing-portioned" };
  const missingCount = batch.specialPackCount - batch.portionedSpecialPackCount;
  return missingCount > 0 ? { code: "special-packs-missing", missingCount } : null;
}

/** `isWasteFree`: the person says there was none, which counts as entered. */
export function whyNotComplete(batch: StageBatch, day: StageDay, isWasteFree = false): Why {
  return (
    whyDayFrozen(day) ??
    whyNotIn(batch, ["ready"]) ??
    (batch.quality === "released" ? null : { code: "batch-not-released" }) ??
    (batch.wasteMassG === null && !isWasteFree ? { code: "waste-missing" } : null)
  );
}

/** Whether food exists that a cancelled batch must account for. */
export function isFoodMade(batch: Pick<StageBatch, "dishRuns">): boolean {
  return batch.dishRuns.some((run) => run.status !== "waiting");
}

export function whyNotCancel(batch: StageBatch, day: Pick<StageDay, "dayStatus" | "serviceDate">): Why {
  return whyDayFrozen(day) ?? whyNotAssign(batch);
}

/** The most that may be counted of a size: the plan and the overrun, rounded up to whole portions. */
export function portionsMaxCount(plannedCount: number, overrunBp: number): number {
  return plannedCount + Math.ceil((plannedCount * overrunBp) / 10_000);
}

export interface UndoableAct {
  readonly type: UndoableEventType;
  readonly recordedAtMs: number;
}

/** Until when an act may be taken back; past it `undo-window-passed`. */
export function isUndoOpen(act: UndoableAct, nowMs: number, windowMs: number): boolean {
  return nowMs - act.recordedAtMs <= windowMs;
}

export interface NextStage {
  readonly command:
    | "start-preparation"
    | "start-cooking"
    | "finish-cooking"
    | "start-portioning"
    | "finish-portioning"
    | "complete-batch";
  readonly dishRunId: string | null;
}

/** The next unsigned stage of a batch, or of one of its dishes: what the wall's Enter key and "Tahap berikut" send. */
export function nextStageOf(batch: StageBatch, dishRunId: string | null = null): NextStage | null {
  switch (batch.status) {
    case "planned":
      return { command: "start-preparation", dishRunId: null };
    case "preparing":
    case "cooking":
      return nextCookingStage(batch, dishRunId);
    case "checking":
      return { command: "start-portioning", dishRunId: null };
    case "portioning":
      return { command: "finish-portioning", dishRunId: null };
    case "ready":
      return { command: "complete-batch", dishRunId: null };
    case "completed":
    case "cancelled":
      return null;
  }
}

/** A dish already on the fire is finished before the next is started. */
function nextCookingStage(batch: StageBatch, dishRunId: string | null): NextStage | null {
  const runs = batch.dishRuns
    .filter((run) => dishRunId === null || run.dishRunId === dishRunId)
    .toSorted((left, right) => left.plannedStartAtMs - right.plannedStartAtMs);
  const cooking = runs.find((run) => run.status === "cooking");
  if (cooking !== undefined) return { command: "finish-cooking", dishRunId: cooking.dishRunId };
  const waiting = runs.find((run) => run.status === "waiting");
  return waiting === undefined ? null : { command: "start-cooking", dishRunId: waiting.dishRunId };
}
