import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { DishRunFacts } from "#domains/production/facts.ts";
import type { PlannedDishRun } from "#domains/production/plan.ts";
import type { DishRunProgress } from "#domains/production/progress.ts";
import { assignedLeadOf, isCoreNeeded } from "#domains/production/rules.ts";
import { stageBatchOf } from "#domains/production/stage-view.ts";
import { cookedAtMs, progressBp, stageStartedAtMs, startedAtMs } from "#domains/production/status.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { deviceById } from "#main/domains/devices/queries.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { Forecaster } from "./forecaster.ts";
import { seenByQuality, type SeenByQuality } from "./quality-view.ts";
import type { BatchNow } from "./queries.ts";

/** Board rows of batches: what the plan, the progress, quality and history say, with absolute times only. */
export function boardRows(
  db: ReadableDb,
  batches: readonly BatchNow[],
  deps: { readonly forecaster: Forecaster; readonly viewer: QueryViewer },
): readonly BoardBatch[] {
  const names = namesFor(db, batches, deps.viewer);
  return batches.map((batch) => {
    const read = settingReader(db, batch.plan.serviceDate);
    return boardRow(batch, { db, read, names, seen: seenByQuality(db, batch), forecaster: deps.forecaster });
  });
}

function namesFor(db: ReadableDb, batches: readonly BatchNow[], viewer: QueryViewer): ReadonlyMap<string, string> {
  if (!viewer.isNamesAllowed) return new Map();
  return staffNames(
    db,
    batches.flatMap(({ progress }) => [
      ...progress.tasks.map((task) => task.staffId),
      ...progress.dishRuns.flatMap((run) => (run.leadStaffId === null ? [] : [run.leadStaffId])),
    ]),
  );
}

interface RowDeps {
  readonly db: ReadableDb;
  readonly read: SettingReader;
  readonly names: ReadonlyMap<string, string>;
  readonly seen: SeenByQuality;
  readonly forecaster: Forecaster;
}

function boardRow(batch: BatchNow, deps: RowDeps): BoardBatch {
  const { plan, progress } = batch;
  const { seen, names } = deps;
  const stage = stageBatchOf(plan, progress, seen);
  const dishRuns = plan.dishRuns.flatMap((planned) => {
    const run = progress.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
    const view = stage.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
    return run === undefined || view === undefined ? [] : [{ planned, run, view }];
  });
  const act = progress.acts.at(-1);
  return {
    batchId: plan.batchId,
    batchCode: plan.batchCode,
    kloterNumber: batch.kloterNumber,
    serviceDate: plan.serviceDate,
    wave: plan.wave,
    label: plan.label,
    status: batch.status,
    quality: seen.quality,
    portionCounts: plan.portionCounts,
    specialPackCount: plan.specialPackCount,
    portionedCounts: progress.portionedCounts,
    portionedSpecialPackCount: progress.portionedSpecialPackCount,
    progressBp: progressBp(progress, plan),
    plannedPreparationAtMs: plan.plannedPreparationAtMs,
    preparationStartedAtMs: progress.preparationStartedAtMs,
    plannedStartAtMs: Math.min(...plan.dishRuns.map((run) => run.plannedStartAtMs)),
    plannedFinishAtMs: Math.max(...plan.dishRuns.map((run) => run.plannedFinishAtMs)),
    startedAtMs: startedAtMs(progress),
    cookedAtMs: cookedAtMs(progress),
    portioningStartedAtMs: progress.portioningStartedAtMs,
    portioningFinishedAtMs: progress.portioningFinishedAtMs,
    completedAtMs: progress.completedAtMs,
    stageStartedAtMs: stageStartedAtMs(progress),
    neededByAtMs: plan.neededByAtMs,
    firstDepartureAtMs: Math.min(...plan.points.map((point) => point.departureAtMs)),
    clockStartAtMs: batch.clockStartAtMs,
    consumeByAtMs: batch.consumeByAtMs,
    checkingForecast: deps.forecaster.checking(deps.db, deps.read),
    portioningForecast: deps.forecaster.portioning(deps.db, deps.read, totalPortionCount(plan.portionCounts)),
    dishRuns: dishRuns.map(({ planned, run, view }) => ({
      ...boardDishRun(planned, run, deps),
      tasting: view.tasting,
      isReworkDecided: view.isReworkDecided,
      ...leadOf(run.leadStaffId ?? assignedLeadOf(stage, run.dishRunId), names),
    })),
    staff: progress.tasks.map((task) => ({ ...task, name: names.get(task.staffId) ?? null })),
    checks: {
      core: coreState(dishRuns, seen.dishRuns),
      tasting: tastingState(stage.dishRuns),
      sample: seen.sampleCount > 0 ? "pass" : "pending",
    },
    pointNames: plan.points.map((point) => point.wallName),
    wasteMassG: stage.wasteMassG,
    noteCount: progress.noteCount,
    lastNote: progress.lastNote,
    undoable:
      act === undefined || batch.status === "cancelled"
        ? null
        : {
            eventId: act.eventId,
            type: act.type,
            dishRunId: act.dishRunId,
            recordedAtMs: act.recordedAtMs,
            device: deviceOf(deps.db, act.deviceId),
          },
    streamVersion: batch.streamVersion,
  };
}

function deviceOf(db: ReadableDb, deviceId: string | null): NonNullable<BoardBatch["undoable"]>["device"] {
  const device = deviceId === null ? undefined : deviceById(db, deviceId);
  return device === undefined ? null : { name: device.name, face: device.face };
}

function leadOf(leadStaffId: string | null, names: ReadonlyMap<string, string>) {
  return { leadStaffId, leadName: leadStaffId === null ? null : (names.get(leadStaffId) ?? null) };
}

function boardDishRun(
  planned: PlannedDishRun,
  run: DishRunProgress,
  deps: RowDeps,
): Omit<BoardDishRun, "tasting" | "isReworkDecided" | "leadStaffId" | "leadName"> {
  const core = deps.seen.dishRuns.find((one) => one.dishRunId === run.dishRunId)?.core ?? null;
  return {
    dishRunId: run.dishRunId,
    recipeCode: planned.recipeCode,
    dishName: planned.dishName,
    wallName: planned.wallName,
    component: planned.component,
    temperatureClass: planned.temperatureClass,
    status: run.status,
    portionCounts: planned.portionCounts,
    plannedStartAtMs: planned.plannedStartAtMs,
    plannedFinishAtMs: planned.plannedFinishAtMs,
    standardDurationMs: planned.standardDurationMs,
    startedAtMs: run.startedAtMs,
    runStartedAtMs: run.runStartedAtMs,
    cookedAtMs: run.cookedAtMs,
    isReworked: run.isReworked,
    readyPortionCount: run.readyPortionCount,
    lastCoreC: core?.lowestC ?? null,
    lastCoreLimitC: core?.limitC ?? null,
    lastCoreIsPass: core?.isPass ?? null,
    lastCoreAtMs: core?.atMs ?? null,
    forecast: deps.forecaster.cooking(deps.db, deps.read, {
      recipeCode: planned.recipeCode,
      standardDurationMs: planned.standardDurationMs,
      portionCount: totalPortionCount(planned.portionCounts),
    }),
  };
}

type CheckState = BoardBatch["checks"]["core"];

/** Suhu: every hot dish is cooked with a passing reading; a low last reading shows at once. */
function coreState(
  runs: readonly { readonly planned: PlannedDishRun; readonly run: DishRunProgress }[],
  seen: readonly DishRunFacts[],
): CheckState {
  const hot = runs.filter(({ planned }) => isCoreNeeded(planned.temperatureClass));
  if (hot.length === 0) return "not-needed";
  const cores = hot.map(({ run }) => seen.find((one) => one.dishRunId === run.dishRunId)?.core ?? null);
  if (cores.some((core) => core !== null && !core.isPass)) return "fail";
  const isEveryCooked = hot.every(({ run }) => run.status === "cooked");
  return isEveryCooked && cores.every((core) => core !== null) ? "pass" : "pending";
}

function tastingState(runs: readonly { readonly tasting: "safe" | "unsafe" | null }[]): CheckState {
  if (runs.some((run) => run.tasting === "unsafe")) return "fail";
  return runs.every((run) => run.tasting === "safe") ? "pass" : "pending";
}
