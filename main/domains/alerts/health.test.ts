import { expect, it } from "vitest";
import { createTestClock } from "#tests/kit/test-kitchen.ts";
import { createHealthReader } from "./health.ts";

it("the PC's health remembers since when a trouble lasts, and forgets it when it is over", () => {
  const clock = createTestClock(1_000_000);
  let isFailing = false;
  let isUntrusted = false;
  const read = createHealthReader({
    siteId: () => "site_1",
    clock,
    isClockUntrusted: () => isUntrusted,
    isBackupFailing: () => isFailing,
    diskFreeBp: () => 4_200,
  });
  const healthy = { siteId: "site_1", clockUntrustedSinceMs: null, backupFailingSinceMs: null, diskFreeBp: 4_200 };
  expect(read()).toEqual(healthy);
  isFailing = true;
  read();
  clock.advance(5_000);
  isUntrusted = true;
  expect(read()).toEqual({ ...healthy, backupFailingSinceMs: 1_000_000, clockUntrustedSinceMs: 1_005_000 });
  clock.jump(-10_000);
  expect(read()).toEqual({ ...healthy, backupFailingSinceMs: 995_000, clockUntrustedSinceMs: 995_000 });
  isFailing = false;
  isUntrusted = false;
  expect(read()).toEqual(healthy);
});

it("what the PC cannot know it does not tell", () => {
  const read = createHealthReader({ siteId: () => "site_1", clock: createTestClock(), diskFreeBp: () => null });
  expect(read()).toEqual({ siteId: "site_1", clockUntrustedSinceMs: null, backupFailingSinceMs: null });
});
