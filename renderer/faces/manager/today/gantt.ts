import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { DeparturesRow } from "#domains/production/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";

export type GanttStage = "preparation" | "cooking" | "checking" | "portioning";

export interface GanttBar {
  readonly stage: GanttStage;
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** Still running: it ends at the now line. */
  readonly isOpen: boolean;
}

export interface GanttLane {
  readonly batchId: string;
  readonly kloterNumber: number;
  readonly label: string;
  readonly planned: readonly GanttBar[];
  readonly actual: readonly GanttBar[];
  readonly departures: ReadonlyArray<{ readonly atMs: number; readonly pointCount: number }>;
  readonly neededByAtMs: number;
}

export interface Gantt {
  readonly lanes: readonly GanttLane[];
  readonly fromAtMs: number;
  readonly toAtMs: number;
  /** Whole hours to draw a line at. */
  readonly ticksAtMs: readonly number[];
}

const EDGE_MS = 15 * MINUTE_MS;
/** More lines than this are noise: then every second or third hour gets one. */
const TICKS_MAX_COUNT = 14;

/** The day's batches on one scale: plan, what happened, when food leaves (UX.md §7). Null when nothing is planned. */
export function ganttOf(
  batches: readonly BoardBatch[],
  departures: readonly DeparturesRow[],
  nowMs: number,
): Gantt | null {
  const lanes = batches
    .filter((batch) => batch.status !== "cancelled")
    .toSorted((left, right) => left.kloterNumber - right.kloterNumber)
    .map((batch) => laneOf(batch, departures, nowMs));
  if (lanes.length === 0) return null;
  const times = lanes.flatMap((lane) => [
    ...[...lane.planned, ...lane.actual].flatMap((bar) => [bar.fromAtMs, bar.toAtMs]),
    ...lane.departures.map((departure) => departure.atMs),
    lane.neededByAtMs,
  ]);
  const fromAtMs = Math.min(...times) - EDGE_MS;
  const toAtMs = Math.max(...times) + EDGE_MS;
  return { lanes, fromAtMs, toAtMs, ticksAtMs: ticksBetween(fromAtMs, toAtMs) };
}

/** Where an instant stands on the scale, 0 to 1; outside it is cut off. */
export function shareOfScale(gantt: Pick<Gantt, "fromAtMs" | "toAtMs">, atMs: number): number {
  const share = (atMs - gantt.fromAtMs) / (gantt.toAtMs - gantt.fromAtMs);
  return Math.min(1, Math.max(0, share));
}

function laneOf(batch: BoardBatch, departures: readonly DeparturesRow[], nowMs: number): GanttLane {
  const countByTime = new Map<number, number>();
  for (const row of departures) {
    if (row.batchId === batch.batchId)
      countByTime.set(row.departureAtMs, (countByTime.get(row.departureAtMs) ?? 0) + 1);
  }
  return {
    batchId: batch.batchId,
    kloterNumber: batch.kloterNumber,
    label: batch.label,
    planned: plannedBars(batch),
    actual: actualBars(batch, nowMs),
    departures: [...countByTime]
      .map(([atMs, pointCount]) => ({ atMs, pointCount }))
      .toSorted((a, b) => a.atMs - b.atMs),
    neededByAtMs: batch.neededByAtMs,
  };
}

function plannedBars(batch: BoardBatch): readonly GanttBar[] {
  const closed = (stage: GanttStage, fromAtMs: number, toAtMs: number) => ({ stage, fromAtMs, toAtMs, isOpen: false });
  const checkedAtMs = batch.plannedFinishAtMs + batch.checkingForecast.durationMs;
  return [
    closed("preparation", batch.plannedPreparationAtMs, batch.plannedStartAtMs),
    closed("cooking", batch.plannedStartAtMs, batch.plannedFinishAtMs),
    closed("checking", batch.plannedFinishAtMs, checkedAtMs),
    closed("portioning", checkedAtMs, checkedAtMs + batch.portioningForecast.durationMs),
  ].filter((bar) => bar.toAtMs > bar.fromAtMs);
}

function actualBars(batch: BoardBatch, nowMs: number): readonly GanttBar[] {
  const stages: ReadonlyArray<readonly [GanttStage, number | null, number | null]> = [
    ["preparation", batch.preparationStartedAtMs, batch.startedAtMs],
    ["cooking", batch.startedAtMs, batch.cookedAtMs],
    ["checking", batch.cookedAtMs, batch.portioningStartedAtMs],
    ["portioning", batch.portioningStartedAtMs, batch.portioningFinishedAtMs],
  ];
  return stages.flatMap(([stage, fromAtMs, endAtMs]) => {
    if (fromAtMs === null) return [];
    const isOver = endAtMs !== null || batch.status === "completed";
    return [{ stage, fromAtMs, toAtMs: endAtMs ?? Math.max(fromAtMs, nowMs), isOpen: !isOver }];
  });
}

function ticksBetween(fromAtMs: number, toAtMs: number): readonly number[] {
  const hourCount = (toAtMs - fromAtMs) / HOUR_MS;
  const stepMs = Math.ceil(hourCount / TICKS_MAX_COUNT) * HOUR_MS;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(fromAtMs / stepMs) * stepMs; atMs <= toAtMs; atMs += stepMs) ticks.push(atMs);
  return ticks;
}
