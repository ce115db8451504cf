import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import { deadlineStateOf, dishRunSlackMs, shownDeadline, type DeadlineState } from "#domains/production/timing.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { plain, type LinePart } from "./line.ts";
import { textWidthEm } from "./text-width.ts";
import { batchParts, cookingParts, specialPackParts, waitingParts } from "./wall-row-parts.ts";
import type { Wording } from "./words.ts";

/** The right block of a row: a time over a word. `fill` is for trouble. */
export interface WallBlock {
  readonly state: "running" | "soon" | "late" | "held" | "released" | "rejected" | "done";
  readonly time: string;
  readonly word: string;
  readonly icon: IconName;
  readonly fill: "none" | "amber" | "red";
  readonly token: StateToken;
}

/** One row of the wall: a dish while its kloter cooks, else the kloter. */
export interface WallRow {
  readonly key: string;
  readonly batchId: string;
  readonly dishRunId: string | null;
  readonly name: string;
  /** “K1” after a dish; the group a kloter feeds, where it is short. */
  readonly suffix: string;
  readonly icon: IconName;
  readonly progressBp: number;
  readonly block: WallBlock;
  readonly parts: readonly LinePart[];
  /** First names, lead cook first: line 2 while the row is selected. */
  readonly team: string;
  readonly sortMs: number;
  /** Not to begin yet, and on track: it stands below what is in hand. */
  readonly isAhead: boolean;
}

/** A group's label stands beside “Kloter 1” when it is at most this wide (in em of the small size). */
const LABEL_MAX_EM = 7;

export interface WallRows {
  /** By slack, the least first. */
  readonly open: readonly WallRow[];
  /** Newest first. */
  readonly done: readonly WallRow[];
}

/** Every row of the day from the board, as it stands at `nowMs`. */
export function wallRows(batches: readonly BoardBatch[], nowMs: number, wording: Wording): WallRows {
  const open: WallRow[] = [];
  const done: WallRow[] = [];
  for (const batch of batches) {
    if (batch.status === "cancelled") continue;
    if (batch.status === "completed") done.push(doneRow(batch, wording));
    else if (batch.status === "cooking") open.push(...dishRows(batch, nowMs, wording));
    else open.push(batchRow(batch, nowMs, wording));
  }
  return {
    open: open.toSorted(compareRows),
    done: done.toSorted((left, right) => right.sortMs - left.sortMs),
  };
}

/**
 * By slack, the least first. Work whose time has not come and whose deadline is far stands below the work in hand: it
 * would push what people are doing off the wall.
 */
export function compareRows(left: WallRow, right: WallRow): number {
  return Number(left.isAhead) - Number(right.isAhead) || left.sortMs - right.sortMs || (left.key < right.key ? -1 : 1);
}

/** A kloter on the fire is one row a dish that is not cooked yet. */
function dishRows(batch: BoardBatch, nowMs: number, wording: Wording): readonly WallRow[] {
  return batch.dishRuns
    .filter(({ status }) => status !== "cooked")
    .map((run) => {
      const spareMs = dishRunSlackMs(batch, run, nowMs);
      const deadline = deadlineStateOf(spareMs, run.forecast.durationMs, wording.warning);
      return {
        key: `${batch.batchId}/${run.dishRunId}`,
        batchId: batch.batchId,
        dishRunId: run.dishRunId,
        name: run.wallName,
        suffix: kloterShort(batch, wording),
        icon: run.status === "cooking" ? "flame" : "circle-dashed",
        progressBp: run.status === "cooking" ? runProgressBp(run, nowMs) : 0,
        block: qualityBlock(batch, spareMs, wording) ?? deadlineBlock(deadline, spareMs, wording),
        parts: run.status === "cooking" ? cookingParts(run, nowMs, wording) : waitingParts(run, nowMs, wording),
        team: teamOf(batch, run.dishRunId, wording),
        sortMs: spareMs,
        isAhead:
          run.status === "waiting" &&
          nowMs < run.plannedStartAtMs &&
          batch.quality === "open" &&
          deadline === "on-track",
      };
    });
}

function batchRow(batch: BoardBatch, nowMs: number, wording: Wording): WallRow {
  // LULUS and Dibuang stand in the place of a deadline: such a kloter only has a time to be sorted by.
  const shown = shownDeadline(batch, nowMs, wording.warning);
  const spareMs = shown?.spareMs ?? batch.neededByAtMs - nowMs;
  const deadline = shown?.state ?? "done";
  return {
    key: batch.batchId,
    batchId: batch.batchId,
    dishRunId: null,
    ...batchName(batch, wording),
    icon: batchIcon(batch),
    progressBp: batch.progressBp,
    block: qualityBlock(batch, spareMs, wording) ?? deadlineBlock(deadline, spareMs, wording),
    parts: batchParts(batch, nowMs, wording),
    team: teamOf(batch, null, wording),
    sortMs: batch.quality === "rejected" ? Number.MAX_SAFE_INTEGER : spareMs,
    isAhead:
      batch.quality === "rejected" ||
      (batch.status === "planned" && nowMs < batch.plannedPreparationAtMs && deadline === "on-track"),
  };
}

function doneRow(batch: BoardBatch, wording: Wording): WallRow {
  const { copy, units, timeZone } = wording;
  const completedAtMs = batch.completedAtMs ?? batch.neededByAtMs;
  const isRejected = batch.quality === "rejected";
  return {
    key: batch.batchId,
    batchId: batch.batchId,
    dishRunId: null,
    ...batchName(batch, wording),
    icon: "circle-check",
    progressBp: 0,
    block: {
      state: isRejected ? "rejected" : "done",
      time: units.clock(completedAtMs, timeZone),
      word: isRejected ? copy.t("shared.batch.rejected") : copy.t("shared.deadline.done"),
      icon: isRejected ? "circle-x" : "circle-check",
      fill: "none",
      token: isRejected ? "crit" : "ok",
    },
    parts: [
      plain(copy.t("shared.batch.completed"), 2),
      plain(units.count(totalPortionCount(batch.portionedCounts)), 3),
      ...specialPackParts(units.count(batch.portionedSpecialPackCount), batch, wording),
    ],
    team: teamOf(batch, null, wording),
    sortMs: completedAtMs,
    isAhead: false,
  };
}

function batchName(batch: BoardBatch, wording: Wording): Pick<WallRow, "name" | "suffix"> {
  const name = wording.copy.t("wall.batch", { number: batch.kloterNumber });
  return { name, suffix: shortLabel(batch.label) };
}

/** A group of several is named by those of them that fit: “Balita, bumil…”. One that is too long itself has no words here. */
function shortLabel(label: string): string {
  const fits = (text: string) => textWidthEm(text) <= LABEL_MAX_EM;
  if (fits(label)) return label;
  const names = label.split(", ");
  for (let count = names.length - 1; count > 0; count -= 1) {
    const shorter = `${names.slice(0, count).join(", ")}…`;
    if (fits(shorter)) return shorter;
  }
  return "";
}

function kloterShort(batch: BoardBatch, wording: Wording): string {
  return wording.copy.t("wall.kloter-short", { number: batch.kloterNumber });
}

const ICON_BY_STATUS: Readonly<Record<BoardBatch["status"], IconName>> = {
  planned: "circle-dashed",
  preparing: "utensils",
  cooking: "flame",
  checking: "clipboard-check",
  portioning: "package",
  ready: "truck",
  completed: "circle-check",
  cancelled: "circle-x",
};

function batchIcon(batch: BoardBatch): IconName {
  return ICON_BY_STATUS[batch.status];
}

/** DITAHAN, LULUS and Dibuang stand in the place of the deadline (UX.md §3.1). */
function qualityBlock(batch: BoardBatch, spareMs: number, wording: Wording): WallBlock | null {
  const { copy, units, timeZone } = wording;
  switch (batch.quality) {
    case "open":
      return null;
    case "held":
      return {
        state: "held",
        time: units.duration(spareMs),
        word: copy.t("shared.batch.held"),
        icon: "hand",
        fill: "red",
        token: "crit",
      };
    case "released":
      return {
        state: "released",
        time: units.clock(batch.firstDepartureAtMs, timeZone),
        word: copy.t("shared.batch.released"),
        icon: "circle-check",
        fill: "none",
        token: "ok",
      };
    case "rejected":
      return {
        state: "rejected",
        time: NO_VALUE,
        word: copy.t("shared.batch.rejected"),
        icon: "circle-x",
        fill: "none",
        token: "crit",
      };
  }
}

/** Minutes left or, when late, minutes over. */
export function deadlineBlock(deadline: DeadlineState, spareMs: number, { copy, units }: Wording): WallBlock {
  const time = units.duration(spareMs);
  switch (deadline) {
    case "on-track":
      return {
        state: "running",
        time,
        word: copy.t("shared.deadline.running"),
        icon: "circle-play",
        fill: "none",
        token: "text",
      };
    case "soon":
      return {
        state: "soon",
        time,
        word: copy.t("shared.deadline.soon"),
        icon: "triangle-alert",
        fill: "amber",
        token: "warn",
      };
    case "late":
      return {
        state: "late",
        time,
        word: copy.t("shared.deadline.late"),
        icon: "octagon-alert",
        fill: "red",
        token: "crit",
      };
    case "done":
      return {
        state: "done",
        time,
        word: copy.t("shared.deadline.done"),
        icon: "circle-check",
        fill: "none",
        token: "ok",
      };
  }
}

function runProgressBp(run: BoardDishRun, nowMs: number): number {
  if (run.runStartedAtMs === null || run.forecast.durationMs === 0) return 0;
  const share = (nowMs - run.runStartedAtMs) / run.forecast.durationMs;
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000);
}

/** First names only (UX.md §3.1): of the dish and of the whole kloter, the lead cook first, each once. */
function teamOf(batch: BoardBatch, dishRunId: string | null, { copy }: Wording): string {
  const names = batch.staff
    .filter((person) => person.dishRunId === null || dishRunId === null || person.dishRunId === dishRunId)
    .toSorted((left, right) => Number(right.taskKind === "lead-cook") - Number(left.taskKind === "lead-cook"))
    .flatMap(({ name }) => (name === null ? [] : (name.split(" ")[0] ?? [])));
  const unique = [...new Set(names)];
  return unique.length === 0 ? copy.t("wall.nobody") : unique.join(", ");
}

/** What is shown of a list that has `slotCount` places: finished rows only fill what open ones leave free. */
export function shownRows(
  rows: WallRows,
  slotCount: number,
): { readonly shown: readonly WallRow[]; readonly nextCount: number; readonly doneCount: number } {
  const open = rows.open.slice(0, slotCount);
  const done = rows.done.slice(0, Math.max(0, slotCount - open.length));
  return {
    shown: [...open, ...done],
    nextCount: rows.open.length - open.length,
    doneCount: rows.done.length - done.length,
  };
}
