import { expect, test } from "vitest";
import { createIdleWatch, IDLE_MAX_MS, IDLE_WARN_MS } from "./idle-watch.ts";

function setUp() {
  let nowMs = 1_000;
  let tick: (() => void) | null = null;
  const heard: string[] = [];
  const watch = createIdleWatch({
    monotonicMs: () => nowMs,
    every: (_periodMs, callback) => {
      tick = callback;
      return () => {
        tick = null;
      };
    },
    onWarn: (leftMs) => heard.push(`warn ${leftMs}`),
    onActive: () => heard.push("active"),
    onIdle: () => heard.push("idle"),
  });
  return {
    watch,
    heard,
    passMs: (durationMs: number) => {
      nowMs += durationMs;
      tick?.();
    },
    isTicking: () => tick !== null,
  };
}

test("fifteen untouched minutes sign out, once", () => {
  const { heard, passMs, isTicking } = setUp();
  passMs(IDLE_MAX_MS - IDLE_WARN_MS - 1);
  expect(heard).toEqual([]);
  passMs(IDLE_WARN_MS + 1);
  passMs(IDLE_MAX_MS);
  expect(heard).toEqual(["idle"]);
  expect(isTicking()).toBe(false);
});

test("the last minute is announced and a touch takes it back", () => {
  const { watch, heard, passMs } = setUp();
  passMs(IDLE_MAX_MS - IDLE_WARN_MS);
  watch.touch();
  passMs(IDLE_MAX_MS - IDLE_WARN_MS - 1);
  expect(heard).toEqual([`warn ${IDLE_WARN_MS}`, "active"]);
});

test("a PC that slept for hours signs out at its first tick", () => {
  const { heard, passMs } = setUp();
  passMs(8 * 60 * 60_000);
  expect(heard).toEqual(["idle"]);
});
