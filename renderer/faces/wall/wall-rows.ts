import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import {
  batchDeadlineState,
  consumeByState,
  deadlineStateOf,
  dishRunSlackMs,
  isPastForecast,
  slackMs,
} from "#domains/production/timing.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { plain, type LinePart } from "./line.ts";
import { textWidthEm } from "./text-width.ts";
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
  /** On track and not begun: it stands below what is in hand. */
  readonly isAhead: boolean;
}

/** A group's label stands beside “Kloter 1” when it is at most this wide (in em of the small size). */
const LABEL_MAX_EM = 6.4;

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
 * By slack, the least first. Work not begun whose deadline is far stands below the work in hand: it has little slack only
 * because nobody touches it yet, and it would push what people are doing off the wall.
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
      const deadline = deadlineStateOf(spareMs, run.forecast.durationMs);
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
        isAhead: run.status === "waiting" && batch.quality === "open" && deadline === "on-track",
      };
    });
}

function batchRow(batch: BoardBatch, nowMs: number, wording: Wording): WallRow {
  const isReady = batch.status === "ready";
  // A ready kloter still has to be released and loaded in time: its clock runs on until it is.
  const spareMs = isReady ? batch.neededByAtMs - nowMs : slackMs(batch, nowMs);
  const deadline = isReady ? deadlineStateOf(spareMs, 0) : batchDeadlineState(batch, nowMs);
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
    isAhead: batch.quality === "rejected" || (batch.status === "planned" && deadline === "on-track"),
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
      plain(units.count(totalPortionCount(batch.portionedCounts) + batch.portionedSpecialPackCount), 3),
    ],
    team: teamOf(batch, null, wording),
    sortMs: completedAtMs,
    isAhead: false,
  };
}

function batchName(batch: BoardBatch, wording: Wording): Pick<WallRow, "name" | "suffix"> {
  const name = wording.copy.t("wall.batch", { number: batch.kloterNumber });
  return { name, suffix: textWidthEm(batch.label) <= LABEL_MAX_EM ? batch.label : "" };
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
export function deadlineBlock(
  deadline: "on-track" | "soon" | "late" | "done",
  spareMs: number,
  { copy, units }: Wording,
): WallBlock {
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

function cookingParts(run: BoardDishRun, nowMs: number, wording: Wording): readonly LinePart[] {
  const { copy, units } = wording;
  const parts: LinePart[] = [plain(copy.t("shared.batch.cooking"), 3)];
  if (run.isReworked) {
    parts.push({
      text: copy.t("shared.check.again"),
      token: "warn",
      icon: "refresh-cw",
      state: "check-again",
      rank: 5,
    });
  }
  parts.push(plain(units.count(totalPortionCount(run.portionCounts)), 1));
  if (run.lastCoreC !== null) {
    const isLow = run.lastCoreIsPass === false;
    parts.push({
      text: units.temperature(run.lastCoreC),
      token: isLow ? "crit" : "text",
      icon: isLow ? "octagon-alert" : null,
      state: isLow ? "temperature-below" : null,
      rank: 6,
    });
    if (isLow && run.lastCoreLimitC !== null) {
      parts.push(plain(copy.t("shared.temperature.min", { value: units.count(run.lastCoreLimitC) }), 4));
    }
  }
  if (isPastForecast(run, nowMs)) {
    parts.push({ text: copy.t("wall.past-forecast"), token: "warn", icon: "clock", state: "past-forecast", rank: 2 });
  }
  return parts;
}

function waitingParts(run: BoardDishRun, nowMs: number, wording: Wording): readonly LinePart[] {
  const { copy, units } = wording;
  return [
    plain(copy.t("shared.batch.planned"), 1),
    plain(units.count(totalPortionCount(run.portionCounts)), 2),
    startPart(run.plannedStartAtMs, nowMs, wording),
  ];
}

/** When it is to begin; a start that has passed needs a look. */
function startPart(startAtMs: number, nowMs: number, { copy, units, timeZone }: Wording): LinePart {
  const part = plain(copy.t("wall.starts", { clock: units.clock(startAtMs, timeZone) }), 4);
  return nowMs <= startAtMs ? part : { ...part, token: "warn", icon: "clock", state: "start-late", rank: 7 };
}

function batchParts(batch: BoardBatch, nowMs: number, wording: Wording): readonly LinePart[] {
  const { copy, units } = wording;
  const plannedCount = totalPortionCount(batch.portionCounts) + batch.specialPackCount;
  const doneCount = totalPortionCount(batch.portionedCounts) + batch.portionedSpecialPackCount;
  const stage = plain(copy.t(`shared.batch.${batch.status}`), 2);
  switch (batch.status) {
    case "planned":
      return [stage, plain(units.count(plannedCount), 3), startPart(batch.plannedPreparationAtMs, nowMs, wording)];
    case "preparing":
      return [stage, plain(units.count(plannedCount), 3), startPart(batch.plannedStartAtMs, nowMs, wording)];
    case "cooking":
    case "checking":
      return [stage, ...checkParts(batch, wording), ...consumeByParts(batch, nowMs, wording)];
    case "portioning":
      return [
        stage,
        plain(units.outOf(doneCount, plannedCount), 5),
        ...openChecks(batch, wording),
        ...consumeByParts(batch, nowMs, wording),
      ];
    case "ready":
    case "completed":
    case "cancelled":
      return [
        batch.quality === "released" ? plain(copy.t("shared.route.ready"), 2) : stage,
        plain(units.count(doneCount), 3),
        ...openChecks(batch, wording),
        ...consumeByParts(batch, nowMs, wording),
      ];
  }
}

const CHECKS = ["core", "tasting", "sample"] as const;

/** Suhu, Uji, Sampel: what failed and what is missing first, what passed last. */
function checkParts(batch: BoardBatch, { copy }: Wording): readonly LinePart[] {
  const look = {
    pass: { token: "ok", icon: "check", rank: 4 },
    fail: { token: "crit", icon: "circle-x", rank: 9 },
    pending: { token: "text", icon: "circle-dashed", rank: 6 },
  } as const;
  return CHECKS.flatMap((check): readonly LinePart[] => {
    const outcome = batch.checks[check];
    if (outcome === "not-needed") return [];
    return [{ text: copy.t(`shared.check.${check}`), ...look[outcome], state: `check-${outcome}` }];
  });
}

function openChecks(batch: BoardBatch, wording: Wording): readonly LinePart[] {
  return checkParts(batch, wording).filter(({ state }) => state !== "check-pass");
}

function consumeByParts(batch: BoardBatch, nowMs: number, { copy, units, timeZone }: Wording): readonly LinePart[] {
  const state = consumeByState(batch.consumeByAtMs, nowMs);
  if (state === null || batch.consumeByAtMs === null) return [];
  const text = copy.t("wall.eat-before", { clock: units.clock(batch.consumeByAtMs, timeZone) });
  switch (state) {
    case "far":
      return [plain(text, 1)];
    case "near":
      return [{ text, token: "warn", icon: "triangle-alert", state: "consume-by-near", rank: 8 }];
    case "passed":
      return [{ text, token: "crit", icon: "octagon-alert", state: "consume-by-passed", rank: 10 }];
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
