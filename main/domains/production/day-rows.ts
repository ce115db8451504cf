import type { DeparturesRow, ServiceCalendarRow, TodayRow, TotalsRow } from "#domains/production/queries.ts";
import { cookRecommendedStart } from "#domains/production/settings.ts";
import { furthestPhase } from "#domains/production/timing.ts";
import { DISH_COMPONENTS } from "#kernel/food-words.ts";
import { addPortionCounts, NO_PORTIONS, totalPortionCount, type PortionCounts } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { msFromLocal } from "#kernel/time.ts";
import { batchQuality } from "#main/domains/quality/queries.ts";
import { serviceDaysBetween, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { dayFacts } from "./facts.ts";
import { batchesOfDay, type BatchNow } from "./queries.ts";
import { productionSql } from "./tables.ts";

/** Rows about a whole service day. */

function standing(batches: readonly BatchNow[]): readonly BatchNow[] {
  return batches.filter((batch) => batch.status !== "cancelled");
}

function plannedCount({ plan }: BatchNow): number {
  return totalPortionCount(plan.portionCounts);
}

function portionedCount({ progress }: BatchNow): number {
  return totalPortionCount(progress.portionedCounts);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

export function todayRow(db: ReadableDb, serviceDate: ServiceDate): TodayRow {
  const day = dayFacts(db, serviceDate);
  const recommended = settingReader(db, serviceDate)(cookRecommendedStart);
  const batches = standing(batchesOfDay(db, serviceDate));
  const departures = batches.flatMap((batch) => batch.plan.points.map((point) => point.departureAtMs));
  return {
    serviceDate,
    dayKind: day.dayKind,
    dayStatus: day.dayStatus,
    furthestPhase: furthestPhase(batches.map((batch) => batch.status)),
    cookFloorAtMs: day.cookFloorAtMs,
    recommendedCookStartAtMs: msFromLocal(serviceDate, recommended.value, siteProfile(db).timeZone),
    batchCount: batches.length,
    completedBatchCount: batches.filter((batch) => batch.status === "completed").length,
    plannedPortionCount: sum(batches.map(plannedCount)),
    producedPortionCount: sum(batches.map(portionedCount)),
    departuresAtMs: [...new Set(departures)].toSorted((left, right) => left - right),
    planFileName: batches.findLast((batch) => batch.planFileName !== null)?.planFileName ?? null,
  };
}

/** All-day totals by component, in the order of a plate. */
export function totalsRows(db: ReadableDb, serviceDate: ServiceDate): readonly TotalsRow[] {
  const runs = standing(batchesOfDay(db, serviceDate)).flatMap(({ plan, progress }) =>
    plan.dishRuns.map((planned) => ({
      planned,
      progress: progress.dishRuns.find((run) => run.dishRunId === planned.dishRunId),
    })),
  );
  return DISH_COMPONENTS.flatMap((component) => {
    const ofComponent = runs.filter(({ planned }) => planned.component === component);
    if (ofComponent.length === 0) return [];
    return [
      {
        component,
        dishNames: [...new Set(ofComponent.map(({ planned }) => planned.dishName))],
        plannedCounts: added(ofComponent.map(({ planned }) => planned.portionCounts)),
        cookedCounts: added(ofComponent.map(({ progress }) => progress?.cookedCounts ?? NO_PORTIONS)),
      },
    ];
  });
}

function added(counts: readonly PortionCounts[]): PortionCounts {
  return counts.reduce(addPortionCounts, NO_PORTIONS);
}

export function portionTotalsRow(db: ReadableDb, serviceDate: ServiceDate) {
  const batches = standing(batchesOfDay(db, serviceDate));
  return {
    serviceDate,
    plannedCounts: added(batches.map(({ plan }) => plan.portionCounts)),
    plannedSpecialPackCount: sum(batches.map(({ plan }) => plan.specialPackCount)),
    portionedCounts: added(batches.map(({ progress }) => progress.portionedCounts)),
    portionedSpecialPackCount: sum(batches.map(({ progress }) => progress.portionedSpecialPackCount)),
  };
}

/** Planned departures in order; a batch's counted portions are dealt to its points in that order. */
export function departureRows(db: ReadableDb, serviceDate: ServiceDate): readonly DeparturesRow[] {
  return standing(batchesOfDay(db, serviceDate))
    .flatMap((batch) => departuresOfBatch(db, batch))
    .toSorted((left, right) => left.departureAtMs - right.departureAtMs || (left.pointCode < right.pointCode ? -1 : 1));
}

function departuresOfBatch(db: ReadableDb, batch: BatchNow): readonly DeparturesRow[] {
  const { plan, progress, status } = batch;
  const quality = batchQuality(db, plan.batchId).status;
  const isDone = status === "ready" || status === "completed";
  let undealtCount = portionedCount(batch);
  let undealtSpecialPackCount = progress.portionedSpecialPackCount;
  return plan.points
    .toSorted((left, right) => left.departureAtMs - right.departureAtMs || (left.pointCode < right.pointCode ? -1 : 1))
    .map((point) => {
      const requiredPortionCount = totalPortionCount(point.portionCounts);
      const readyPortionCount = Math.min(requiredPortionCount, undealtCount);
      undealtCount -= readyPortionCount;
      const readySpecialPackCount = Math.min(point.specialPackCount, undealtSpecialPackCount);
      undealtSpecialPackCount -= readySpecialPackCount;
      const isCounted = readyPortionCount === requiredPortionCount && readySpecialPackCount === point.specialPackCount;
      return {
        departureKey: `${plan.batchId}:${point.pointId}`,
        pointId: point.pointId,
        pointCode: point.pointCode,
        name: point.name,
        wallName: point.wallName,
        wave: plan.wave,
        departureAtMs: point.departureAtMs,
        neededByAtMs: point.departureAtMs - plan.loadingTimeMs,
        travelMs: point.travelMs,
        batchId: plan.batchId,
        batchCode: plan.batchCode,
        batchStatus: status,
        quality,
        portionCounts: point.portionCounts,
        specialPackCount: point.specialPackCount,
        requiredPortionCount,
        readyPortionCount,
        readySpecialPackCount,
        isReady: isDone && quality !== "held" && quality !== "rejected" && isCounted,
        consumeByAtMs: progress.cancelledAtMs === null ? batch.consumeByAtMs : null,
      };
    });
}

/** One row for each day that has a batch or was given a kind or state. */
export function calendarRows(db: ReadableDb, span: { readonly fromDate: string; readonly toDate: string }) {
  const rows = db.all(
    productionSql
      .selectFrom("production_batch")
      .select(["service_date", "status", "portion_count", "portioned_count"])
      .where("service_date", ">=", span.fromDate)
      .where("service_date", "<=", span.toDate),
  );
  const days = new Map(serviceDaysBetween(db, span.fromDate, span.toDate).map((day) => [day.serviceDate, day]));
  const dates = [...new Set([...days.keys(), ...rows.map((row) => row.service_date)])].toSorted();
  return dates.map((serviceDate): ServiceCalendarRow => {
    const day = days.get(serviceDate);
    const ofDay = rows.filter((row) => row.service_date === serviceDate);
    const kept = ofDay.filter((row) => row.status !== "cancelled");
    return {
      serviceDate,
      dayKind: day?.dayKind ?? "regular",
      dayStatus: day?.status ?? "planned",
      batchCount: kept.length,
      completedBatchCount: kept.filter((row) => row.status === "completed").length,
      cancelledBatchCount: ofDay.length - kept.length,
      plannedPortionCount: sum(kept.map((row) => row.portion_count)),
      portionedPortionCount: sum(kept.map((row) => row.portioned_count)),
    };
  });
}
