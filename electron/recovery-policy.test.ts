import { describe, expect, it } from "vitest";
import { PAINT_HEARTBEAT_MS } from "#contract/paint-heartbeat.ts";
import {
  createPaintWatch,
  decideRecovery,
  FIRST_PAINT_MAX_MS,
  HEARTBEAT_MISSED_MS,
  LOOK_EVERY_MS,
  mayReloadPage,
  NO_RELAUNCH,
  PAGE_RELOADS_WINDOW_MS,
  RELAUNCH_WINDOW_MS,
  RETRY_DELAYS_MS,
  type PaintWatch,
} from "./recovery-policy.ts";

/** Looks as the shell does until something is wrong; when it was found, and what. */
function lookUntil(watch: PaintWatch, fromMs: number, untilMs: number) {
  for (let nowMs = fromMs; nowMs <= untilMs; nowMs += LOOK_EVERY_MS) {
    const trouble = watch.look(nowMs);
    if (trouble !== null) return { trouble, nowMs };
  }
  return null;
}

describe("a page is watched by its heartbeats", () => {
  it("one that beats is left alone for as long as it does", () => {
    const watch = createPaintWatch(0);
    for (let nowMs = 0; nowMs < 60_000; nowMs += LOOK_EVERY_MS) {
      if (nowMs % PAINT_HEARTBEAT_MS === 0) watch.heard(nowMs, false);
      expect(watch.look(nowMs)).toBeNull();
    }
  });

  it("one that stops painting, or paints nothing, is noticed well within ten seconds", () => {
    const stopped = createPaintWatch(0);
    stopped.heard(0, false);
    expect(lookUntil(stopped, 0, 20_000)).toEqual({ trouble: "not-painting", nowMs: 5_000 });

    const blank = createPaintWatch(0);
    blank.heard(0, false);
    blank.heard(PAINT_HEARTBEAT_MS, true);
    blank.heard(2 * PAINT_HEARTBEAT_MS, true);
    expect(lookUntil(blank, 0, 20_000)).toEqual({ trouble: "blank", nowMs: 5_000 });
  });

  it("one just loaded has longer, and no longer than that", () => {
    const watch = createPaintWatch(0);
    watch.heard(0, false);
    watch.loading(1_000);
    expect(lookUntil(watch, 0, 20_000)?.nowMs).toBe(1_000 + FIRST_PAINT_MAX_MS + LOOK_EVERY_MS);
  });

  it("a window nobody can see is not blamed, and begins anew when it is seen", () => {
    const watch = createPaintWatch(0);
    watch.heard(0, false);
    watch.pause();
    expect(lookUntil(watch, 0, 60_000)).toBeNull();
    watch.resume(60_000);
    expect(lookUntil(watch, 60_000, 60_000 + HEARTBEAT_MISSED_MS)).toBeNull();
  });

  it("a PC that slept or stood still blames no page", () => {
    const watch = createPaintWatch(0);
    watch.heard(0, false);
    watch.look(0);
    expect(watch.look(3_600_000)).toBeNull();
  });
});

it("a page is reloaded three times in ten minutes, not a fourth", () => {
  expect(mayReloadPage([0, 1, 2], 3)).toBe(false);
  expect(mayReloadPage([0, 1], 3)).toBe(true);
  expect(mayReloadPage([0, 1, 2], PAGE_RELOADS_WINDOW_MS + 1)).toBe(true);
});

describe("the relaunch gate", () => {
  it("starts the app anew once, then shows a page that tries again ever later", () => {
    let memory = NO_RELAUNCH;
    const steps: (string | number)[] = [];
    for (let round = 0; round < 6; round += 1) {
      const step = decideRecovery(memory, 1_000 + round * 60_000);
      steps.push(step.kind === "relaunch" ? step.kind : step.retryInMs);
      memory = step.memory;
    }
    expect(steps).toEqual(["relaunch", ...RETRY_DELAYS_MS, RETRY_DELAYS_MS.at(-1)]);
  });

  it("opens again only when all was well: neither time alone nor a clock set back makes a loop", () => {
    const shown = { relaunchedAtMs: 1_000, recoveryCount: 2 };
    expect(decideRecovery(shown, 1_000 + 10 * RELAUNCH_WINDOW_MS).kind).toBe("recovery-page");
    const once = { relaunchedAtMs: 10 * RELAUNCH_WINDOW_MS, recoveryCount: 0 };
    expect(decideRecovery(once, 0).kind).toBe("recovery-page");
    expect(decideRecovery(once, 11 * RELAUNCH_WINDOW_MS).kind).toBe("relaunch");
  });
});
