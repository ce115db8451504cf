import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import { consumeByState, isPastForecast } from "#domains/production/timing.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { plain, type LinePart } from "./line.ts";
import type { Wording } from "./words.ts";

/** What the second line of a row tells: stage, portions or checks, temperature, and until when it may be eaten. */

export function cookingParts(run: BoardDishRun, nowMs: number, wording: Wording): readonly LinePart[] {
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

export function waitingParts(run: BoardDishRun, nowMs: number, wording: Wording): readonly LinePart[] {
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

export function batchParts(batch: BoardBatch, nowMs: number, wording: Wording): readonly LinePart[] {
  const { copy, units } = wording;
  const plannedCount = totalPortionCount(batch.portionCounts);
  const doneCount = totalPortionCount(batch.portionedCounts);
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
        ...specialPackParts(units.outOf(batch.portionedSpecialPackCount, batch.specialPackCount), batch, wording),
        ...openChecks(batch, wording),
        ...consumeByParts(batch, nowMs, wording),
      ];
    case "ready":
    case "completed":
    case "cancelled":
      return [
        batch.quality === "released" ? plain(copy.t("shared.route.ready"), 2) : stage,
        plain(units.count(doneCount), 3),
        ...specialPackParts(units.count(batch.portionedSpecialPackCount), batch, wording),
        ...openChecks(batch, wording),
        ...consumeByParts(batch, nowMs, wording),
      ];
  }
}

/** Allergy packs stand beside the portions, never among them. */
export function specialPackParts(figure: string, batch: BoardBatch, { copy }: Wording): readonly LinePart[] {
  return batch.specialPackCount === 0 ? [] : [plain(`${copy.t("shared.special-pack")} ${figure}`, 3)];
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
