import type { DeparturesRow, ProductionKpisRow, TodayRow } from "#domains/production/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";

/** Fewer cooked runs than this say nothing of an average (DOMAIN.md §5). */
export const COOK_RUNS_MIN_COUNT = 3;

/** A figure with what it is measured against. `missing`: nothing was entered, which is never 0. */
export type KpiValue =
  | { readonly kind: "part"; readonly doneCount: number; readonly wholeCount: number }
  | { readonly kind: "duration"; readonly durationMs: number; readonly runCount: number }
  | { readonly kind: "too-few"; readonly haveCount: number; readonly needCount: number }
  | { readonly kind: "missing" }
  /** Its domain comes with a later version. */
  | { readonly kind: "later" };

export interface Kpi {
  readonly id: "batches" | "portions" | "ready" | "departures" | "checks" | "cooking" | "present";
  readonly value: KpiValue;
  /** The list behind the figure. */
  readonly to: "/dapur" | "/mutu" | "/orang/hadir";
}

export interface KpiInput {
  readonly today: TodayRow | undefined;
  readonly batches: readonly BoardBatch[];
  readonly departures: readonly DeparturesRow[];
  readonly production: ProductionKpisRow | undefined;
  readonly attendance: { readonly rosteredCount: number; readonly arrivedCount: number } | undefined;
  readonly checks: { readonly checkedCount: number; readonly passedCount: number } | undefined;
}

/** The figures of “Hari ini”, only those with real inputs (DOMAIN.md §5). */
export function kpisOf(input: KpiInput): readonly Kpi[] {
  const counted = input.batches.filter((batch) => batch.status !== "cancelled");
  const completedCount = counted.filter((batch) => batch.status === "completed").length;
  const readyCount = input.departures.filter((row) => row.isReady).length;
  return [
    { id: "batches", to: "/dapur", value: part(completedCount, counted.length) },
    { id: "portions", to: "/dapur", value: portions(input.today) },
    { id: "ready", to: "/dapur", value: part(readyCount, input.departures.length) },
    { id: "departures", to: "/dapur", value: { kind: "later" } },
    { id: "checks", to: "/mutu", value: checks(input.checks) },
    { id: "cooking", to: "/dapur", value: cooking(input.production) },
    { id: "present", to: "/orang/hadir", value: arrived(input.attendance) },
  ];
}

function part(doneCount: number, wholeCount: number): KpiValue {
  return wholeCount === 0 ? { kind: "missing" } : { kind: "part", doneCount, wholeCount };
}

function portions(today: TodayRow | undefined): KpiValue {
  return today === undefined ? { kind: "missing" } : part(today.producedPortionCount, today.plannedPortionCount);
}

/** Those who have come, of those on the roster; without a roster nobody is late. */
function arrived(counts: KpiInput["attendance"]): KpiValue {
  return counts === undefined ? { kind: "missing" } : part(counts.arrivedCount, counts.rosteredCount);
}

function checks(counts: KpiInput["checks"]): KpiValue {
  return counts === undefined ? { kind: "missing" } : part(counts.passedCount, counts.checkedCount);
}

function cooking(row: ProductionKpisRow | undefined): KpiValue {
  if (row === undefined || row.cookedRunCount === 0) return { kind: "missing" };
  if (row.cookDurationMedianMs === null) {
    return { kind: "too-few", haveCount: row.cookedRunCount, needCount: COOK_RUNS_MIN_COUNT };
  }
  return { kind: "duration", durationMs: row.cookDurationMedianMs, runCount: row.cookedRunCount };
}
