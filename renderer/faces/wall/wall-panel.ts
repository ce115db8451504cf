import type { BoardBatch } from "#domains/production/board.ts";
import type { DeparturesRow } from "#domains/production/queries.ts";
import { batchFinishAtMs, deadlineStateOf, type DayPhase } from "#domains/production/timing.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { qualityBoard } from "#domains/quality/queries.ts";
import type { StockReadinessRow } from "#domains/inventory/use-queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import type { Wording } from "./words.ts";

export type QualityRow = RowOf<typeof qualityBoard>;

/** One entry of the right panel: a time and a name over a state. */
export interface PanelEntry {
  readonly key: string;
  readonly clock: string;
  readonly name: string;
  readonly state: string;
  readonly token: StateToken;
  readonly icon: IconName;
  readonly word: string;
  /** Beside the state: portions, how late. */
  readonly detail: string;
  readonly atMs: number;
  /** What a stacked list sorts by. */
  readonly spareMs: number;
}

export interface PanelFacts {
  /** What the store room holds of what the day is still to cook. */
  readonly readiness: readonly StockReadinessRow[];
  readonly batches: readonly BoardBatch[];
  readonly departures: readonly DeparturesRow[];
  readonly quality: readonly QualityRow[];
}

/** A departure whose food is ready leaves the wall this long after its planned time; trips come with distribution. */
export const DEPARTED_AFTER_MS = 15 * MINUTE_MS;

/**
 * The right panel of a phase. In PERSIAPAN what the store room lacks stands before the departures, in PENGOLAHAN the checks
 * that are due; the panels of due deliveries and trays join with their domains, until then departures stand in their place.
 */
export function panelEntries(
  phase: DayPhase,
  facts: PanelFacts,
  nowMs: number,
  wording: Wording,
): readonly PanelEntry[] {
  const departures = departureEntries(facts, nowMs, wording);
  if (phase === "prepare") return [...missingEntries(facts, nowMs, wording), ...departures];
  return phase === "cook" ? [...checkEntries(facts, nowMs, wording), ...departures] : departures;
}

export function departureEntries(facts: PanelFacts, nowMs: number, wording: Wording): readonly PanelEntry[] {
  const batchById = new Map(facts.batches.map((batch) => [batch.batchId, batch]));
  return facts.departures
    .filter((departure) => departure.batchStatus !== "cancelled" && !hasLeft(departure, nowMs))
    .map((departure) => departureEntry(departure, batchById.get(departure.batchId), nowMs, wording))
    .toSorted((left, right) => left.atMs - right.atMs || left.name.localeCompare(right.name, "id"));
}

function hasLeft(departure: DeparturesRow, nowMs: number): boolean {
  return isReadyToLeave(departure) && nowMs > departure.departureAtMs + DEPARTED_AFTER_MS;
}

function isReadyToLeave(departure: DeparturesRow): boolean {
  return departure.quality === "released" && (departure.isReady || departure.batchStatus === "completed");
}

function departureEntry(
  departure: DeparturesRow,
  batch: BoardBatch | undefined,
  nowMs: number,
  wording: Wording,
): PanelEntry {
  const { units, timeZone } = wording;
  const finishAtMs = batch === undefined ? nowMs : Math.max(batchFinishAtMs(batch, nowMs), nowMs);
  const spareMs = departure.neededByAtMs - (isReadyToLeave(departure) ? nowMs : finishAtMs);
  return {
    key: departure.departureKey,
    clock: units.clock(departure.departureAtMs, timeZone),
    name: departure.wallName,
    ...departureLook(departure, spareMs, wording),
    atMs: departure.departureAtMs,
    spareMs,
  };
}

function departureLook(
  departure: DeparturesRow,
  spareMs: number,
  wording: Wording,
): Pick<PanelEntry, "state" | "token" | "icon" | "word" | "detail"> {
  const { copy, units } = wording;
  const { requiredPortionCount, readyPortionCount, specialPackCount, readySpecialPackCount } = departure;
  const isWaitingForPacks = readyPortionCount === requiredPortionCount && readySpecialPackCount < specialPackCount;
  // There is room for one figure: once the portions are there, for the allergy packs that are not.
  const counted = isWaitingForPacks
    ? `${copy.t("shared.special-pack")} ${units.outOf(readySpecialPackCount, specialPackCount)}`
    : units.outOf(readyPortionCount, requiredPortionCount);
  if (departure.quality === "held") {
    return { state: "held", token: "crit", icon: "hand", word: copy.t("shared.batch.held"), detail: counted };
  }
  if (departure.quality === "rejected") {
    return {
      state: "rejected",
      token: "crit",
      icon: "circle-x",
      word: copy.t("shared.batch.rejected"),
      detail: counted,
    };
  }
  if (isReadyToLeave(departure)) {
    const detail = units.count(requiredPortionCount);
    return { state: "ready", token: "ok", icon: "circle-check", word: copy.t("shared.route.ready"), detail };
  }
  switch (deadlineStateOf(spareMs, 0, wording.warning)) {
    case "late":
      return {
        state: "late",
        token: "crit",
        icon: "octagon-alert",
        word: copy.t("shared.deadline.late"),
        detail: counted,
      };
    case "soon":
      return {
        state: "soon",
        token: "warn",
        icon: "triangle-alert",
        word: copy.t("shared.deadline.soon"),
        detail: counted,
      };
    case "on-track":
      return {
        state: "planned",
        token: "text",
        icon: "circle-dashed",
        word: copy.t("shared.route.planned"),
        detail: counted,
      };
  }
}

/** Foods the store room is known to hold too little of; what nobody knows is not shown. */
export function missingEntries(
  { readiness }: Pick<PanelFacts, "readiness">,
  nowMs: number,
  { copy, units }: Wording,
): readonly PanelEntry[] {
  return readiness
    .flatMap((row): readonly PanelEntry[] => {
      if (row.short === null || amountOf(row.short) === 0) return [];
      const isOut = row.available !== null && amountOf(row.available) === 0;
      return [
        {
          key: `missing/${row.ingredientId}`,
          clock: "",
          name: row.ingredientName,
          state: isOut ? "stock-out" : "stock-short",
          token: isOut ? "crit" : "warn",
          icon: isOut ? "octagon-alert" : "triangle-alert",
          word: copy.t(isOut ? "wall.missing.out" : "wall.missing.short"),
          detail: units.quantity(row.short),
          atMs: nowMs,
          spareMs: 0,
        },
      ];
    })
    .toSorted((left, right) => rankOf(left) - rankOf(right) || left.name.localeCompare(right.name, "id"));
}

function rankOf({ state }: PanelEntry): number {
  return state === "stock-out" ? 0 : 1;
}

/** What quality wants to see next, kloter by kloter, the longest overdue first. */
export function checkEntries(facts: PanelFacts, nowMs: number, wording: Wording): readonly PanelEntry[] {
  const batchById = new Map(facts.batches.map((batch) => [batch.batchId, batch]));
  return facts.quality
    .flatMap((row): readonly PanelEntry[] => {
      const batch = batchById.get(row.batchId);
      if (row.nextDue === null || batch === undefined || batch.status === "cancelled") return [];
      return [checkEntry(row, batch, row.nextDue, { nowMs, wording })];
    })
    .toSorted((left, right) => left.atMs - right.atMs || (left.key < right.key ? -1 : 1));
}

function checkEntry(
  row: QualityRow,
  batch: BoardBatch,
  due: NonNullable<QualityRow["nextDue"]>,
  { nowMs, wording }: { readonly nowMs: number; readonly wording: Wording },
): PanelEntry {
  const { copy, units, timeZone } = wording;
  const spareMs = due.dueAtMs - nowMs;
  const what = copy.t(`wall.due.${due.checkKind}`);
  const kloter = copy.t("wall.kloter-short", { number: batch.kloterNumber });
  const base = { key: `check/${row.batchId}`, clock: units.clock(due.dueAtMs, timeZone), name: `${what} ${kloter}` };
  const times = { atMs: due.dueAtMs, spareMs };
  switch (deadlineStateOf(spareMs, 0, wording.warning)) {
    case "late":
      return {
        ...base,
        ...times,
        state: "check-late",
        token: "crit",
        icon: "octagon-alert",
        word: copy.t("shared.check.pending"),
        detail: copy.t("wall.due.overdue", { late: units.duration(spareMs) }),
      };
    case "soon":
      return {
        ...base,
        ...times,
        state: "check-soon",
        token: "warn",
        icon: "triangle-alert",
        word: copy.t("shared.deadline.soon"),
        detail: "",
      };
    case "on-track":
      return {
        ...base,
        ...times,
        state: "check-pending",
        token: "text",
        icon: "circle-dashed",
        word: copy.t("shared.check.pending"),
        detail: "",
      };
  }
}
