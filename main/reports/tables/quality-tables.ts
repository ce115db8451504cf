import type { BatchId } from "#domains/production/ids.ts";
import { checks, qualityTrend, samples, temperatureHistory, type CheckRow } from "#domains/quality/queries.ts";
import { sampleDueState } from "#domains/quality/rules.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { celsiusText, dateText, shareText } from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { batchOf, kloterName, subjectOf } from "./kitchen-tables.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { foundWord, word } from "./table-words.ts";

/** The checks of a day in force; what each stood in for is in its last column. */
export function checksTable(source: ReportSource, { serviceDate }: { readonly serviceDate: ServiceDate }): ListedTable {
  const all = source.askShown(checks, { fromServiceDate: serviceDate, toServiceDate: serviceDate });
  const checkById = new Map(all.map((row) => [row.checkId, row]));
  const originalOf = (row: CheckRow) => (row.replacesCheckId === null ? undefined : checkById.get(row.replacesCheckId));
  return listed({
    title: word("quality.tab.pemeriksaan"),
    subject: dateText(serviceDate),
    rows: all.filter((row) => row.replacedByCheckId === null || !checkById.has(row.replacedByCheckId)),
    key: (row) => row.checkId,
    columns: (column) => [
      column(word("kitchen.column.time"), "time", 16, (row) => row.occurredAtMs),
      column(word("quality.column.kind"), "text", 16, (row) => word(`quality.check-kind.${row.checkKind}`)),
      column(word("kitchen.column.batch"), "text", 8, (row) => kloterName(row.batchCode)),
      column(word("kitchen.column.dish"), "text", 18, (row) => row.dishName),
      column(word("quality.column.temperature"), "celsius", 10, (row) => row.temperatureC),
      column(word("quality.column.limit"), "celsius", 10, (row) => row.limitC),
      column(word("document.score"), "share", 9, (row) => row.scoreBp),
      column(word("quality.column.outcome"), "text", 10, (row) => word(`shared.check.${row.outcome}`)),
      column(word("kitchen.column.detail"), "text", 30, (row) => checkDetail(row)),
      column(word("kitchen.column.person"), "text", 14, (row) => row.staffName ?? word("kitchen.by-system")),
      column(word("document.before-correction"), "text", 20, (row) => originalText(row, originalOf(row))),
    ],
  });
}

function checkDetail(row: CheckRow): string {
  const { readingsC, verdict, substances } = row.detail;
  return joined(
    Array.isArray(readingsC) && readingsC.length > 1
      ? readingsC.map((value) => celsiusText(Number(value))).join(", ")
      : null,
    verdict === "safe" || verdict === "unsafe" ? word(`quality.verdict.${verdict}`) : null,
    Array.isArray(substances) ? substances.map(substanceText).join(", ") : null,
    row.actionCode === null ? null : word(`quality.action.${row.actionCode}`),
    row.actionReason,
    row.note,
  );
}

function substanceText(item: unknown): string {
  if (typeof item !== "object" || item === null) return "";
  const { substanceCode, outcome } = item as { substanceCode?: unknown; outcome?: unknown }; // read as unknown
  const name = foundWord(`quality.substance.${String(substanceCode)}`) ?? String(substanceCode);
  return `${name} ${foundWord(`quality.rapid.${String(outcome)}`) ?? ""}`.trim();
}

function originalText(row: CheckRow, original: CheckRow | undefined): string | null {
  if (original === undefined) return null;
  const was = original.temperatureC === null ? scoreText(original) : celsiusText(original.temperatureC);
  return joined(was, row.correctionReason);
}

function scoreText({ scoreBp }: CheckRow): string | null {
  return scoreBp === null ? null : shareText(scoreBp);
}

export function temperaturesTable(source: ReportSource, { batchId }: { readonly batchId: BatchId }): ListedTable {
  return listed({
    title: word("quality.temperature.table"),
    subject: subjectOf(batchOf(source, batchId)),
    rows: source.askShown(temperatureHistory, { batchId }),
    key: (row) => row.checkId,
    columns: (column) => [
      column(word("kitchen.column.time"), "time", 16, (row) => row.atMs),
      column(word("kitchen.column.dish"), "text", 20, (row) => row.dishName ?? word("kitchen.whole-batch")),
      column(word("quality.column.kind"), "text", 16, (row) => word(`quality.check-kind.${row.checkKind}`)),
      column(word("quality.column.temperature"), "celsius", 10, (row) => row.temperatureC),
      column(word("quality.column.limit"), "celsius", 10, (row) => row.limitC),
      column(word("quality.column.outcome"), "text", 12, (row) =>
        joined(word(`shared.check.${row.outcome}`), row.isReplaced ? word("document.replaced") : null),
      ),
      column(word("kitchen.column.person"), "text", 16, (row) => row.staffName),
    ],
  });
}

export function trendTable(source: ReportSource, { serviceDate }: { readonly serviceDate: ServiceDate }): ListedTable {
  const rows = source.askShown(qualityTrend, { serviceDate });
  const [first] = rows;
  return listed({
    title: word("quality.trend.table"),
    subject:
      first === undefined
        ? dateText(serviceDate)
        : `${dateText(first.recent.fromServiceDate)} – ${dateText(first.recent.toServiceDate)}`,
    rows,
    key: (row) => row.checkKind,
    columns: (column) => [
      column(word("quality.column.kind"), "text", 18, (row) =>
        row.checkKind === "all" ? word("quality.trend.all") : word(`quality.check-kind.${row.checkKind}`),
      ),
      column(word("quality.trend.recent"), "share", 14, (row) => row.recent.passRateBp),
      column(word("document.checked"), "count", 12, (row) => row.recent.checkedCount),
      column(word("quality.trend.before"), "share", 14, (row) => row.before.passRateBp),
      column(word("quality.trend.verdict"), "text", 18, (row) => word(`quality.trend.${row.trend}`)),
      column(word("quality.trend.margin"), "celsius", 12, (row) => row.medianMarginC),
      column(word("quality.trend.failures"), "text", 26, (row) =>
        row.failures
          .map(
            ({ parameter, failedCount }) =>
              `${foundWord(`quality.parameter.${parameter}`) ?? parameter} ${failedCount}×`,
          )
          .join(", "),
      ),
    ],
  });
}

export function samplesTable(source: ReportSource): ListedTable {
  return listed({
    title: word("quality.tab.sampel"),
    subject: word("document.as-now"),
    rows: source.askShown(samples, {}),
    key: (row) => row.sampleId,
    columns: (column) => [
      column(word("kitchen.column.code"), "text", 20, (row) => row.sampleCode),
      column(word("kitchen.column.batch"), "text", 20, (row) => row.batchCode),
      column(word("kitchen.column.portions"), "count", 8, (row) => row.portionCount),
      column(word("quality.sample.place"), "text", 14, (row) => row.storagePlaceCode),
      column(word("quality.column.temperature"), "celsius", 9, (row) => row.temperatureC),
      column(word("quality.sample.taken"), "time", 16, (row) => row.takenAtMs),
      column(word("quality.sample.dispose-after"), "time", 16, (row) => row.disposeAfterAtMs),
      column(word("kitchen.column.status"), "text", 14, (row) =>
        word(`shared.sample.${sampleDueState(row, source.nowMs)}`),
      ),
      column(word("kitchen.column.person"), "text", 14, (row) => row.staffName),
    ],
  });
}
