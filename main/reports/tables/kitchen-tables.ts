import {
  batch,
  batchHistory,
  departures,
  productionBoard,
  totals,
  type BatchRow,
} from "#domains/production/queries.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { dateText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { foundWord, word } from "./table-words.ts";

interface OfDay {
  readonly serviceDate: ServiceDate;
}
interface OfBatch {
  readonly batchId: BatchId;
}

/** “K4” from `BATCH-20261121-04`: what people call it. */
export function kloterName(batchCode: string | null): string | null {
  const number = /-(\d{2,3})$/.exec(batchCode ?? "")?.[1];
  return number === undefined ? batchCode : `K${Number(number)}`;
}

export function batchTable(source: ReportSource, { serviceDate }: OfDay): ListedTable {
  return listed({
    title: word("kitchen.batches"),
    subject: dateText(serviceDate),
    rows: source.askShown(productionBoard, { serviceDate }),
    key: (row) => row.batchId,
    columns: (column) => [
      column(word("kitchen.column.batch"), "text", 18, (row) => `K${row.kloterNumber} ${row.label}`),
      column(word("kitchen.column.code"), "text", 20, (row) => row.batchCode),
      column(word("kitchen.column.wave"), "text", 10, (row) => word(`kitchen.wave.${row.wave}`)),
      column(word("kitchen.column.status"), "text", 12, (row) => word(`shared.batch.${row.status}`)),
      column(word("kitchen.column.quality"), "text", 11, (row) =>
        row.quality === "open" ? null : word(`shared.batch.${row.quality}`),
      ),
      column(word("kitchen.column.portions"), "count", 9, (row) => totalPortionCount(row.portionCounts)),
      column(word("shared.special-pack"), "count", 8, (row) => row.specialPackCount),
      column(word("kitchen.column.start"), "time", 16, (row) => row.plannedStartAtMs),
      column(word("kitchen.column.finish"), "time", 16, (row) => row.plannedFinishAtMs),
      column(word("kitchen.column.needed-by"), "time", 16, (row) => row.neededByAtMs),
    ],
  });
}

export function departuresTable(source: ReportSource, { serviceDate }: OfDay): ListedTable {
  return listed({
    title: word("kitchen.points"),
    subject: dateText(serviceDate),
    rows: source.askShown(departures, { serviceDate }),
    key: (row) => row.departureKey,
    columns: (column) => [
      column(word("kitchen.column.departure"), "time", 16, (row) => row.departureAtMs),
      column(word("kitchen.column.point"), "text", 24, (row) => row.name),
      column(word("kitchen.column.code"), "text", 12, (row) => row.pointCode),
      column(word("kitchen.column.batch"), "text", 8, (row) => kloterName(row.batchCode)),
      column(word("kitchen.column.portions"), "count", 9, (row) => row.requiredPortionCount),
      column(word("document.ready"), "count", 9, (row) => row.readyPortionCount),
      column(word("shared.special-pack"), "count", 9, (row) => row.specialPackCount),
      column(word("kitchen.column.travel"), "minutes", 10, (row) => row.travelMs),
      column(word("kitchen.column.status"), "text", 12, (row) =>
        word(row.isReady ? "shared.route.ready" : "shared.route.planned"),
      ),
    ],
  });
}

export function totalsTable(source: ReportSource, { serviceDate }: OfDay): ListedTable {
  return listed({
    title: word("kitchen.totals"),
    subject: dateText(serviceDate),
    rows: source.askShown(totals, { serviceDate }),
    key: (row) => row.component,
    columns: (column) => [
      column(word("kitchen.column.component"), "text", 14, (row) => word(`shared.component.${row.component}`)),
      column(word("kitchen.column.dish"), "text", 30, (row) => row.dishNames.join(", ")),
      column(word("shared.profile.small"), "count", 9, (row) => row.plannedCounts.smallCount),
      column(word("shared.profile.large"), "count", 9, (row) => row.plannedCounts.largeCount),
      column(word("shared.profile.toddler"), "count", 9, (row) => row.plannedCounts.toddlerCount),
      column(word("shared.profile.maternal"), "count", 9, (row) => row.plannedCounts.maternalCount),
      column(word("kitchen.column.planned"), "count", 10, (row) => totalPortionCount(row.plannedCounts)),
      column(word("kitchen.column.cooked"), "count", 10, (row) => totalPortionCount(row.cookedCounts)),
    ],
  });
}

export function dishesTable(source: ReportSource, { batchId }: OfBatch): ListedTable {
  const row = batchOf(source, batchId);
  return listed({
    title: word("kitchen.dishes"),
    subject: subjectOf(row),
    rows: row?.dishRuns ?? [],
    key: (run) => run.dishRunId,
    columns: (column) => [
      column(word("kitchen.column.dish"), "text", 22, (run) => run.dishName),
      column(word("kitchen.column.component"), "text", 14, (run) => word(`shared.component.${run.component}`)),
      column(word("kitchen.column.status"), "text", 14, (run) =>
        joined(word(`kitchen.run.${run.status}`), run.isReworked ? word("kitchen.reworked") : null),
      ),
      column(word("kitchen.column.portions"), "count", 9, (run) => totalPortionCount(run.portionCounts)),
      column(word("document.start-planned"), "time", 15, (run) => run.plannedStartAtMs),
      column(word("document.start-actual"), "time", 15, (run) => run.startedAtMs),
      column(word("document.finish-planned"), "time", 15, (run) => run.plannedFinishAtMs),
      column(word("document.finish-actual"), "time", 15, (run) => run.cookedAtMs),
      column(word("kitchen.column.core"), "celsius", 9, (run) => run.lastCoreC),
      column(word("kitchen.column.lead"), "text", 14, (run) => run.leadName),
      column(word("kitchen.column.forecast"), "minutes", 10, (run) => run.forecast.durationMs),
    ],
  });
}

export function pointsTable(source: ReportSource, { batchId }: OfBatch): ListedTable {
  const row = batchOf(source, batchId);
  return listed({
    title: word("kitchen.points"),
    subject: subjectOf(row),
    rows: row?.points ?? [],
    key: (point) => point.pointId,
    columns: (column) => [
      column(word("kitchen.column.departure"), "time", 16, (point) => point.departureAtMs),
      column(word("kitchen.column.point"), "text", 28, (point) => point.name),
      column(word("kitchen.column.code"), "text", 14, (point) => point.pointCode),
      column(word("kitchen.column.portions"), "count", 10, (point) => totalPortionCount(point.portionCounts)),
      column(word("shared.special-pack"), "count", 10, (point) => point.specialPackCount),
      column(word("kitchen.column.travel"), "minutes", 10, (point) => point.travelMs),
    ],
  });
}

export function batchHistoryTable(source: ReportSource, { batchId }: OfBatch): ListedTable {
  return listed({
    title: word("kitchen.history"),
    subject: subjectOf(batchOf(source, batchId)),
    rows: source.askShown(batchHistory, { batchId }),
    key: (row) => row.eventId,
    columns: (column) => [
      column(word("kitchen.column.time"), "time", 16, (row) => row.occurredAtMs),
      column(word("document.recorded"), "time", 16, (row) => row.recordedAtMs),
      column(word("kitchen.column.event"), "text", 26, (row) =>
        joined(foundWord(`kitchen.history.${row.type}`) ?? row.type, row.isUndone ? word("kitchen.taken-back") : null),
      ),
      column(word("kitchen.column.dish"), "text", 18, (row) => row.dishName),
      column(word("kitchen.column.detail"), "text", 26, (row) =>
        joined(textOf(row.data["note"]), textOf(row.data["reason"])),
      ),
      column(word("kitchen.column.person"), "text", 16, (row) => row.staffName ?? word("kitchen.by-system")),
    ],
  });
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

export function batchOf(source: ReportSource, batchId: BatchId): BatchRow | undefined {
  return source.askShown(batch, { batchId })[0];
}

/** “K2 SD 4–6 · 21 Nov 2026”. */
export function subjectOf(row: BatchRow | undefined): string {
  return row === undefined ? "–" : `K${row.kloterNumber} ${row.label} · ${dateText(row.serviceDate)}`;
}
