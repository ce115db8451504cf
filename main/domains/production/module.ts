import { productionCommands, type ProductionCommand } from "#domains/production/commands.ts";
import type { DecidedProductionEvent } from "#domains/production/decide-plan.ts";
import { decideProduction } from "#domains/production/decide.ts";
import { productionEvents, type StoredProductionEvent } from "#domains/production/events.ts";
import type { ProductionFacts } from "#domains/production/facts.ts";
import { batchStreamId, dayPlanStreamId, wasteStreamId, type BatchId } from "#domains/production/ids.ts";
import type { ProductionRejection } from "#domains/production/rejections.ts";
import { evolveProduction, initialProductionState, type BatchState } from "#domains/production/state.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { hasStock } from "#main/domains/inventory/queries.ts";
import { serviceDay } from "#main/domains/site/queries.ts";
import { createDomainModule, type CommandTarget, type DomainModule, type FollowOn } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { gatherProductionFacts } from "./facts.ts";
import { projectProduction } from "./projections.ts";
import { batchNow } from "./queries.ts";
import { productionQueryHandlers } from "./query-handlers.ts";
import { PRODUCTION_PROJECTION_VERSION, productionTables } from "./tables.ts";

/** The door of the domain "production". */
export function createProductionModule(): DomainModule {
  return createDomainModule<
    BatchState,
    ProductionCommand,
    ProductionFacts,
    DecidedProductionEvent,
    ProductionRejection
  >({
    domain: "production",
    events: productionEvents,
    commands: productionCommands,
    queries: productionQueryHandlers(),
    projectionVersion: PRODUCTION_PROJECTION_VERSION,
    tables: productionTables,
    project: (db, event) => projectProduction(db, [event]),
    projectAll: projectProduction,
    followOns: followOnsOfProduction,
    initialState: initialProductionState,
    evolve: evolveProduction,
    target: targetOf,
    gatherFacts: gatherProductionFacts,
    decide: decideProduction,
    complete: (_db, command, events) => resultOf(command, events),
  });
}

/** A batch's events belong to its own day, whenever they happen. */
function targetOf(db: ReadableDb, command: ProductionCommand): Result<CommandTarget, ProductionRejection> {
  if (command.type === "plan-batch") {
    return ok({ streamId: batchStreamId(command.body.batchId), serviceDate: command.body.serviceDate });
  }
  if (command.type === "plan-day") {
    return ok({ streamId: dayPlanStreamId(command.body.serviceDate), serviceDate: command.body.serviceDate });
  }
  if (command.type !== "record-waste") return ofBatch(db, command.body.batchId);
  const { batchId, serviceDate } = command.body;
  return batchId === undefined ? ok({ streamId: wasteStreamId(serviceDate), serviceDate }) : ofBatch(db, batchId);
}

function ofBatch(db: ReadableDb, batchId: BatchId): Result<CommandTarget, ProductionRejection> {
  const batch = batchNow(db, batchId);
  if (batch === null) return err({ code: "not-found", kind: "batch", id: batchId });
  return ok({ streamId: batchStreamId(batchId), serviceDate: batch.plan.serviceDate });
}

function followOnsOfProduction(db: ReadableDb, event: StoredProductionEvent): readonly FollowOn[] {
  return [...openDayOfFirstPlan(db, event), ...stockOfDish(db, event)];
}

/** What a cooked dish took by its recipe leaves the store room's book, and comes back when it was not cooked after all. */
function stockOfDish(db: ReadableDb, event: StoredProductionEvent): readonly FollowOn[] {
  const isCooked = event.type === "dish-cooked";
  const isUndone = event.type === "stage-undone" && event.body.undoneType === "dish-cooked";
  if (!isCooked && !isUndone) return [];
  const { batchId, dishRunId } = event.body;
  if (dishRunId === undefined || !hasStock(db)) return [];
  return [{ type: isCooked ? "backflush-dish" : "reverse-backflush", body: { batchId, dishRunId }, key: dishRunId }];
}

/** The first batch planned opens its day (DOMAIN.md §4.1, "first act"). */
function openDayOfFirstPlan(db: ReadableDb, event: StoredProductionEvent): readonly FollowOn[] {
  if (event.type !== "batch-planned") return [];
  const { serviceDate } = event.body;
  return serviceDay(db, serviceDate).status === "planned"
    ? [{ type: "open-service-day", body: { serviceDate }, key: serviceDate }]
    : [];
}

/** What the sender cannot know beforehand: the codes the kitchen PC gave. */
function resultOf(
  command: ProductionCommand,
  events: readonly StoredProductionEvent[],
): Readonly<Record<string, unknown>> {
  const batches = events.flatMap((event) =>
    event.type === "batch-planned" ? [{ batchId: event.body.batchId, batchCode: event.body.batchCode }] : [],
  );
  if (command.type === "plan-batch") return { batchCode: batches[0]?.batchCode };
  const changedCount = events.filter((event) => event.type === "batch-changed").length;
  return command.type === "plan-day" ? { batches, changedCount } : {};
}
