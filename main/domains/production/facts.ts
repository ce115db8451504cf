import type { ProductionCommand } from "#domains/production/commands.ts";
import type { BatchFacts, DayBatchFacts, DayFacts, PlanFacts, ProductionFacts } from "#domains/production/facts.ts";
import { batchPortionCount } from "#domains/production/plan-rules.ts";
import {
  cookClockHard,
  cookFloor,
  holdHoursByClass,
  loadingTime,
  portionOverrun,
  portionWeightTolerance,
  undoWindow,
  wallBumpKeys,
} from "#domains/production/settings.ts";
import { cookFloorAtMs } from "#domains/production/timing.ts";
import { capacityByClass } from "#domains/site/settings.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { menuOfDay } from "./menu-of-day.ts";
import { dishStockNow } from "#main/domains/inventory/queries.ts";
import { personOn } from "#main/domains/people/queries.ts";
import {
  serviceDateAt,
  serviceDay,
  serviceDayStartsAtMs,
  settingReader,
  siteProfile,
} from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { seenByQuality } from "./quality-view.ts";
import { batchesOfDay, batchInFull, batchNow, type BatchNow } from "./queries.ts";
import { productionSql } from "./tables.ts";

/** Everything `decide` asks of the world beside the batch's own stream, read in the same transaction. */
export function gatherProductionFacts(
  db: ReadableDb,
  command: ProductionCommand,
  context: DecisionContext,
): ProductionFacts {
  const batch = batchOfCommand(db, command);
  const serviceDate = batch?.plan.serviceDate ?? namedDate(command) ?? serviceDateAt(db, context.nowMs);
  return {
    day: dayFacts(db, serviceDate),
    isWallKeysOn: settingReader(db, serviceDate)(wallBumpKeys).value,
    batch: batch === null ? null : batchFacts(db, batch, command),
    plan: planFacts(db, command, serviceDate),
    isWasteIdTaken: command.type === "record-waste" && isWasteIdTaken(db, command.body.wasteId),
  };
}

function batchOfCommand(db: ReadableDb, command: ProductionCommand): BatchNow | null {
  if (command.type === "plan-day" || command.type === "plan-batch") return null;
  return command.body.batchId === undefined ? null : batchNow(db, command.body.batchId);
}

function namedDate(command: ProductionCommand): ServiceDate | null {
  return "serviceDate" in command.body ? command.body.serviceDate : null;
}

export function dayFacts(db: ReadableDb, serviceDate: ServiceDate): DayFacts {
  const day = serviceDay(db, serviceDate);
  const { timeZone } = siteProfile(db);
  const floor = settingReader(db, serviceDate)(cookFloor);
  const startsAtMs = serviceDayStartsAtMs(db, serviceDate);
  return {
    serviceDate,
    dayStatus: day.status,
    dayKind: day.dayKind,
    startsAtMs,
    cookFloorAtMs: cookFloorAtMs({
      serviceDate,
      dayKind: day.dayKind,
      floorClock: floor.value,
      setAtMs: day.cookFloorAtMs,
      startsAtMs,
      timeZone,
    }),
    cookFloorVersion: floor.version,
  };
}

function batchFacts(db: ReadableDb, batch: BatchNow, command: ProductionCommand): BatchFacts {
  const read = settingReader(db, batch.plan.serviceDate);
  const dishRunId = "dishRunId" in command.body ? command.body.dishRunId : undefined;
  const planned = batch.plan.dishRuns.find((run) => run.dishRunId === dishRunId);
  return {
    ...seenByQuality(db, batch),
    stock:
      command.type === "start-cooking"
        ? dishStockNow(db, { batchId: command.body.batchId, dishRunId: command.body.dishRunId })
        : null,
    activeStaffIds: namedStaffIds(command).filter(
      (staffId) => personOn(db, staffId, batch.plan.serviceDate)?.status === "active",
    ),
    overrun: read(portionOverrun),
    weightTolerance: read(portionWeightTolerance),
    undoWindow: read(undoWindow),
    hold: planned === undefined ? null : read(holdHoursByClass[planned.holdClass]),
    clockHard: read(cookClockHard),
  };
}

function namedStaffIds(command: ProductionCommand): readonly string[] {
  if (command.type === "assign-task") return [command.body.staffId];
  const lead = command.type === "start-cooking" ? command.body.leadStaffId : undefined;
  return lead === undefined ? [] : [lead];
}

function planFacts(db: ReadableDb, command: ProductionCommand, serviceDate: ServiceDate): PlanFacts | null {
  const named = namedPlan(command);
  if (named === null) return null;
  const read = settingReader(db, serviceDate);
  return {
    menu: menuOfDay(db, serviceDate),
    loadingTime: read(loadingTime),
    capacity: read(capacityByClass[siteProfile(db).capacityClass]),
    dayBatches: batchesOfDay(db, serviceDate).map((batch) => dayBatch(db, batch, named.batchIds)),
    takenBatchIds: named.batchIds.filter((batchId) => {
      const batch = batchNow(db, batchId);
      return batch !== null && batch.plan.serviceDate !== serviceDate;
    }),
    takenDishRuns: takenDishRuns(db, named.dishRunIds),
    activeStaffIds: [...new Set(named.staffIds)].filter(
      (staffId) => personOn(db, staffId, serviceDate)?.status === "active",
    ),
  };
}

interface NamedPlan {
  readonly batchIds: readonly string[];
  readonly dishRunIds: readonly string[];
  readonly staffIds: readonly string[];
}

function namedPlan(command: ProductionCommand): NamedPlan | null {
  if (command.type === "plan-batch") {
    const { batchId, dishRuns, tasks = [] } = command.body;
    return {
      batchIds: [batchId],
      dishRunIds: dishRuns.map((run) => run.dishRunId),
      staffIds: tasks.map((task) => task.staffId),
    };
  }
  if (command.type === "plan-day") {
    return {
      batchIds: command.body.batches.map((batch) => batch.batchId),
      dishRunIds: command.body.batches.flatMap((batch) => batch.dishRuns.map((run) => run.dishRunId)),
      staffIds: command.body.batches.flatMap((batch) => (batch.tasks ?? []).map((task) => task.staffId)),
    };
  }
  if (command.type !== "change-batch") return null;
  const { batchId, fields } = command.body;
  return { batchIds: [batchId], dishRunIds: (fields.dishRuns ?? []).map((run) => run.dishRunId), staffIds: [] };
}

function dayBatch(db: ReadableDb, batch: BatchNow, namedBatchIds: readonly string[]): DayBatchFacts {
  const { plan, status } = batch;
  const isNamed = namedBatchIds.includes(plan.batchId);
  return {
    batchId: plan.batchId,
    batchCode: plan.batchCode,
    status,
    wave: plan.wave,
    portionCount: batchPortionCount(plan),
    points: plan.points.map(({ pointId, pointCode }) => ({ pointId, pointCode })),
    plan: isNamed ? (batchInFull(db, plan.batchId)?.plan ?? null) : null,
    tasks: isNamed ? batch.progress.tasks : [],
  };
}

function takenDishRuns(db: ReadableDb, dishRunIds: readonly string[]): PlanFacts["takenDishRuns"] {
  if (dishRunIds.length === 0) return [];
  return db
    .all(
      productionSql
        .selectFrom("production_dish_run")
        .select(["dish_run_id", "batch_id"])
        .where("dish_run_id", "in", dishRunIds),
    )
    .map((row) => ({ dishRunId: row.dish_run_id, batchId: row.batch_id }));
}

function isWasteIdTaken(db: ReadableDb, wasteId: string): boolean {
  return (
    db.first(productionSql.selectFrom("production_waste").select("waste_id").where("waste_id", "=", wasteId)) !==
    undefined
  );
}
