import { scaledQuantity } from "#domains/production/amounts.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { batchStreamId } from "#domains/production/ids.ts";
import {
  batch,
  batchForecast,
  batchHistory,
  departures,
  durationHistory,
  myTasks,
  plannedIngredients,
  portionTotals,
  productionBoard,
  productionKpis,
  serviceCalendar,
  today,
  totals,
  waste,
  type BatchForecastRow,
  type BatchHistoryRow,
  type BatchRow,
} from "#domains/production/queries.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { menuDishes } from "#domains/production/menu-query.ts";
import { teamActivity } from "#domains/production/team-query.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import { streamHistory } from "#main/store/log-reader.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { boardRows } from "./board-rows.ts";
import { calendarRows, departureRows, portionTotalsRow, todayRow, totalsRows } from "./day-rows.ts";
import { dayFacts } from "./facts.ts";
import { createForecaster, type Forecaster } from "./forecaster.ts";
import { menuOfDay } from "./menu-of-day.ts";
import { batchesOfDay, batchInFull, batchNow } from "./queries.ts";
import { durationRows, kpisRow, wasteRows } from "./report-rows.ts";
import { productionSql } from "./tables.ts";
import { taskRows } from "./task-rows.ts";
import { teamRows } from "./team-rows.ts";

/** Any event of production. */
const PRODUCTION = ["*"] as const;
/** What changes the menu an approved day gives to its batches. */
const MENU = [
  "menu-day-approved",
  "menu-activated",
  "menu-deactivated",
  "menu-archived",
  "ingredient-changed",
] as const;
/** What quality says shows on the boards. */
const QUALITY = [
  "core-temperature-recorded",
  "tasting-recorded",
  "check-corrected",
  "batch-held",
  "hold-lifted",
  "batch-rejected",
  "batch-released",
  "release-overridden",
  "sample-stored",
  "sample-disposed",
  "corrective-action-recorded",
] as const;
const NAMES = ["staff-changed", "staff-erased"] as const;
/** Who is here, and who was to be. */
const PRESENCE = [
  "checked-in",
  "checked-out",
  "punch-flipped",
  "punch-withdrawn",
  "check-out-missed",
  "correction-approved",
  "roster-set",
  "staff-added",
  "staff-ended",
] as const;
const DAY = [
  "site-profile-updated",
  "setting-changed",
  "service-day-opened",
  "service-day-kind-set",
  "service-day-closed",
  "service-day-reopened",
] as const;

/** The live queries of production. */
export function productionQueryHandlers(): readonly QueryHandler[] {
  const forecaster = createForecaster();
  const board = [...PRODUCTION, ...QUALITY, ...NAMES, "setting-changed"];
  return [
    answerQuery(today, [...PRODUCTION, ...DAY], (db, { serviceDate }) => [todayRow(db, serviceDate)]),
    answerQuery(productionBoard, board, (db, { serviceDate }, viewer) =>
      boardRows(db, batchesOfDay(db, serviceDate), { forecaster, viewer }).slice(0, productionBoard.limit),
    ),
    answerQuery(batch, board, (db, { batchId }, viewer) => batchRows(db, batchId, { forecaster, viewer })),
    answerQuery(batchHistory, [...PRODUCTION, ...NAMES], (db, { batchId }, viewer) => historyRows(db, batchId, viewer)),
    answerQuery(totals, PRODUCTION, (db, { serviceDate }) => totalsRows(db, serviceDate)),
    answerQuery(portionTotals, PRODUCTION, (db, { serviceDate }) => [portionTotalsRow(db, serviceDate)]),
    answerQuery(plannedIngredients, ["batch-planned", "batch-changed", "batch-cancelled"], (db, params) =>
      ingredientRows(db, params).slice(0, plannedIngredients.limit),
    ),
    answerQuery(myTasks, [...board, ...DAY], (db, { serviceDate, ...filter }, viewer) => {
      const rows = boardRows(db, batchesOfDay(db, serviceDate), { forecaster, viewer });
      return taskRows(rows, dayFacts(db, serviceDate), filter).slice(0, myTasks.limit);
    }),
    answerQuery(
      teamActivity,
      [...PRODUCTION, ...NAMES, ...PRESENCE, "setting-changed"],
      (db, { serviceDate }, viewer) => teamRows(db, serviceDate, viewer).slice(0, teamActivity.limit),
    ),
    answerQuery(departures, [...PRODUCTION, ...QUALITY], (db, { serviceDate }) =>
      departureRows(db, serviceDate).slice(0, departures.limit),
    ),
    answerQuery(batchForecast, [...PRODUCTION, "setting-changed"], (db, { batchId }) =>
      forecastRows(db, batchId, forecaster),
    ),
    answerQuery(waste, ["waste-recorded"], (db, span) => wasteRows(db, span, waste.limit)),
    answerQuery(serviceCalendar, [...PRODUCTION, ...DAY], (db, span) =>
      calendarRows(db, span).slice(0, serviceCalendar.limit),
    ),
    answerQuery(productionKpis, PRODUCTION, (db, span) => [kpisRow(db, span)]),
    answerQuery(durationHistory, PRODUCTION, (db, { recipeCode, limitCount = durationHistory.limit }) =>
      durationRows(db, { recipeCode, limit: limitCount }),
    ),
    answerQuery(menuDishes, MENU, (db, { serviceDate }) => {
      const approved = menuOfDay(db, serviceDate)?.approved ?? null;
      if (approved === null) return [];
      const { revision: menuDayRevision, dishes } = approved;
      return dishes.map((dish) => ({ recipeCode: dish.recipeCode, menuDayRevision, dish })).slice(0, menuDishes.limit);
    }),
  ];
}

interface BoardDeps {
  readonly forecaster: Forecaster;
  readonly viewer: QueryViewer;
}

function batchRows(db: ReadableDb, batchId: BatchId, deps: BoardDeps): readonly BatchRow[] {
  const full = batchInFull(db, batchId);
  if (full === null) return [];
  const rows = db.all(
    productionSql.selectFrom("production_note").selectAll().where("batch_id", "=", batchId).orderBy("seq", "desc"),
  );
  const names = namesFor(db, rows, deps.viewer);
  const notes = rows.map((row) => ({
    note: row.note,
    staffId: row.staff_id,
    name: row.staff_id === null ? null : (names.get(row.staff_id) ?? null),
    occurredAtMs: row.occurred_at_ms,
  }));
  return boardRows(db, [full], deps).map((row) => ({
    ...row,
    plannedDishRuns: [...full.plan.dishRuns],
    points: [...full.plan.points],
    notes,
    cancelReason: full.progress.cancelReason,
  }));
}

function namesFor(
  db: ReadableDb,
  rows: readonly { readonly staff_id: string | null }[],
  viewer: QueryViewer,
): ReadonlyMap<string, string> {
  const staffIds = rows.flatMap((row) => (row.staff_id === null ? [] : [row.staff_id]));
  return viewer.isNamesAllowed ? staffNames(db, staffIds) : new Map();
}

function historyRows(db: ReadableDb, batchId: BatchId, viewer: QueryViewer): readonly BatchHistoryRow[] {
  const known = batchNow(db, batchId);
  if (known === null) return [];
  const entries = streamHistory(db, batchStreamId(batchId), batchHistory.limit);
  const undone = new Set(entries.map((entry) => entry.body["undoneEventId"]).filter((id) => typeof id === "string"));
  const names = namesFor(
    db,
    entries.map((entry) => ({ staff_id: entry.staffId })),
    viewer,
  );
  const dishNames = new Map<unknown, string>(known.plan.dishRuns.map((run) => [run.dishRunId, run.dishName]));
  return entries.map((entry) => {
    const dishRunId = entry.body["dishRunId"];
    return {
      eventId: entry.eventId,
      batchId,
      type: entry.type,
      dishRunId: typeof dishRunId === "string" ? dishRunId : null,
      dishName: dishNames.get(dishRunId) ?? null,
      staffId: entry.staffId,
      staffName: entry.staffId === null ? null : (names.get(entry.staffId) ?? null),
      deviceId: entry.deviceId,
      occurredAtMs: entry.occurredAtMs,
      recordedAtMs: entry.recordedAtMs,
      isUndone: undone.has(entry.eventId),
      isLateEntry: entry.isLateEntry,
      // A plan is shown by the batch itself; here only that it was made or changed.
      data: isPlanEvent(entry.type) ? {} : entry.body,
    };
  });
}

function isPlanEvent(type: string): boolean {
  return type === "batch-planned" || type === "batch-changed";
}

function ingredientRows(
  db: ReadableDb,
  params: { readonly serviceDate: string; readonly batchId?: string | undefined },
) {
  return batchesOfDay(db, params.serviceDate)
    .filter(
      (one) => one.status !== "cancelled" && (params.batchId === undefined || one.plan.batchId === params.batchId),
    )
    .flatMap((one) => batchInFull(db, one.plan.batchId)?.plan ?? [])
    .flatMap((plan) =>
      plan.dishRuns.flatMap((run) =>
        run.ingredients.map((ingredient, index) => ({
          lineKey: `${run.dishRunId}:${index}`,
          batchId: plan.batchId,
          batchCode: plan.batchCode,
          dishRunId: run.dishRunId,
          dishName: run.dishName,
          ingredientName: ingredient.name,
          quantity: scaledQuantity(ingredient, run.portionCounts),
        })),
      ),
    );
}

function forecastRows(db: ReadableDb, batchId: BatchId, forecaster: Forecaster): readonly BatchForecastRow[] {
  const known = batchNow(db, batchId);
  if (known === null) return [];
  const read = settingReader(db, known.plan.serviceDate);
  const portionCount = totalPortionCount(known.plan.portionCounts);
  return [
    ...known.plan.dishRuns.map((run) => ({
      forecastKey: run.dishRunId,
      stage: "cooking" as const,
      dishRunId: run.dishRunId,
      dishName: run.dishName,
      portionCount: totalPortionCount(run.portionCounts),
      ...forecaster.cooking(db, read, { ...run, portionCount: totalPortionCount(run.portionCounts) }),
    })),
    {
      forecastKey: "checking",
      stage: "checking",
      dishRunId: null,
      dishName: null,
      portionCount,
      ...forecaster.checking(db, read),
    },
    {
      forecastKey: "portioning",
      stage: "portioning",
      dishRunId: null,
      dishName: null,
      portionCount,
      ...forecaster.portioning(db, read, portionCount),
    },
  ];
}
