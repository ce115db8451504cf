import { MINUTE_MS } from "#kernel/time.ts";
import type { TemperatureRow } from "#domains/quality/queries.ts";

/** Readings further apart than this are not joined: nobody knows what was between them (UX.md §7). */
export const GAP_MIN_MS = 30 * MINUTE_MS;

export interface ChartSeries {
  readonly name: string;
  readonly checkKind: TemperatureRow["checkKind"];
  /** One value an instant: a reading, `null` where the line is broken, `undefined` where this series says nothing. */
  readonly valuesC: ReadonlyArray<number | null | undefined>;
  readonly lastAtMs: number;
  readonly lastC: number;
}

export interface ChartLimit {
  readonly limitC: number;
  readonly limitKind: "min" | "max";
}

export interface TemperatureChart {
  readonly timesMs: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly limits: readonly ChartLimit[];
  /** Readings out of their limit, drawn over the lines. */
  readonly failures: ReadonlyArray<{ readonly atMs: number; readonly temperatureC: number }>;
  readonly minC: number;
  readonly maxC: number;
}

const MARGIN_C = 5;

/** The readings of a batch on one time axis, one line a dish and kind; null when there are none. Replaced readings are left out. */
export function temperatureChartOf(rows: readonly TemperatureRow[], batchName: string): TemperatureChart | null {
  const counted = rows.filter((row) => !row.isReplaced).toSorted((left, right) => left.atMs - right.atMs);
  if (counted.length === 0) return null;
  const groups = Map.groupBy(counted, (row) => `${row.dishName ?? batchName}\n${row.checkKind}`);
  const breaksMs = [...groups.values()].flatMap(breaksOf);
  const timesMs = [...new Set([...counted.map((row) => row.atMs), ...breaksMs])].toSorted((a, b) => a - b);
  const limits = distinctLimits(counted);
  const figuresC = [...counted.map((row) => row.temperatureC), ...limits.map((limit) => limit.limitC)];
  return {
    timesMs,
    series: [...groups.values()].map((readings) => seriesOf(readings, timesMs, batchName)),
    limits,
    failures: counted
      .filter((row) => row.outcome === "fail")
      .map((row) => ({ atMs: row.atMs, temperatureC: row.temperatureC })),
    minC: Math.min(...figuresC) - MARGIN_C,
    maxC: Math.max(...figuresC) + MARGIN_C,
  };
}

/** An instant between two readings that are too far apart, where the line is broken. */
function breaksOf(readings: readonly TemperatureRow[]): readonly number[] {
  return readings.flatMap((row, index) => {
    const next = readings[index + 1];
    return next !== undefined && next.atMs - row.atMs > GAP_MIN_MS ? [Math.floor((row.atMs + next.atMs) / 2)] : [];
  });
}

function seriesOf(readings: readonly TemperatureRow[], timesMs: readonly number[], batchName: string): ChartSeries {
  const valueByTime = new Map<number, number | null>(breaksOf(readings).map((atMs) => [atMs, null]));
  for (const row of readings) valueByTime.set(row.atMs, row.temperatureC);
  const [first] = readings;
  const last = readings.at(-1);
  return {
    name: first?.dishName ?? batchName,
    checkKind: first?.checkKind ?? "core-temperature",
    valuesC: timesMs.map((atMs) => valueByTime.get(atMs)),
    lastAtMs: last?.atMs ?? 0,
    lastC: last?.temperatureC ?? 0,
  };
}

function distinctLimits(rows: readonly TemperatureRow[]): readonly ChartLimit[] {
  const limitByText = new Map<string, ChartLimit>();
  for (const { limitC, limitKind } of rows) {
    if (limitC !== null) limitByText.set(`${limitKind} ${limitC}`, { limitC, limitKind });
  }
  return [...limitByText.values()].toSorted((left, right) => left.limitC - right.limitC);
}
