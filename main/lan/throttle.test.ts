import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createThrottle, type Throttle } from "#main/lan/throttle.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { createPeopleKitchen, type PeopleKitchen } from "#tests/kit/people-kitchen.ts";

const LIMITS = {
  triesCount: 5,
  firstLockMs: 30_000,
  nextLockMs: 300_000,
  dayTriesCount: 20,
  mostLockMs: HOUR_MS,
};

let kitchen: PeopleKitchen;
let isDiskFull: boolean;
let unwrittenCount: number;
let throttle: Throttle;

beforeEach(() => {
  kitchen = createPeopleKitchen();
  isDiskFull = false;
  unwrittenCount = 0;
  throttle = startThrottle();
});
afterEach(() => kitchen.close());

/** As the kitchen PC starts one, over what the store holds. */
function startThrottle(): Throttle {
  return createThrottle({
    reader: kitchen.store.reader,
    clock: kitchen.clock,
    limits: () => LIMITS,
    serviceDateAt: (atMs) => serviceDateAt(kitchen.store.reader, atMs),
    onUnwritten: () => {
      unwrittenCount += 1;
    },
    write: <Value>(work: (db: WritableDb) => Value): Value => {
      if (isDiskFull) throw new Error("database or disk is full");
      return kitchen.store.writeSideTables(work);
    },
  });
}

function wrongTimes(count: number): void {
  for (let tryCount = 0; tryCount < count; tryCount += 1) throttle.wrong("staff:a");
}

test("a full disk gives no further tries: the count is kept in memory until it can be written", () => {
  wrongTimes(3);
  isDiskFull = true;
  wrongTimes(2);
  expect(throttle.lockedUntilMs("staff:a")).toBe(kitchen.clock.nowMs() + 30_000);
  expect(unwrittenCount).toBe(2);
  isDiskFull = false;
  kitchen.clock.advance(30_000);
  wrongTimes(5);
  expect(throttle.lockedUntilMs("staff:a")).toBe(kitchen.clock.nowMs() + 300_000);
});

test("each full set of five locks, the first briefly, every other one longer", () => {
  const locksMs: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    wrongTimes(5);
    const lockMs = (throttle.lockedUntilMs("staff:a") ?? 0) - kitchen.clock.nowMs();
    locksMs.push(lockMs);
    kitchen.clock.advance(lockMs);
    expect(throttle.lockedUntilMs("staff:a")).toBeNull();
  }
  expect(locksMs).toEqual([30_000, 300_000, 300_000, 300_000]);
});

test("a terminal's night is counted through a restart, and a right number ends nothing", () => {
  for (let tryCount = 0; tryCount < LIMITS.dayTriesCount; tryCount += 1) throttle.wrong("terminal-day:x");
  const restarted = startThrottle();
  expect(restarted.lockedUntilMs("terminal-day:x")).toBe(kitchen.clock.nowMs() + LIMITS.nextLockMs);
  kitchen.clock.advance(6 * HOUR_MS);
  restarted.wrong("terminal-day:x");
  expect(restarted.lockedUntilMs("terminal-day:x")).toBe(kitchen.clock.nowMs() + 2 * LIMITS.nextLockMs);
  kitchen.clock.advance(DAY_MS);
  restarted.wrong("terminal-day:x");
  expect(restarted.lockedUntilMs("terminal-day:x")).toBeNull();
});

test("subjects are counted apart, and one wrong try counts for several at once", () => {
  for (let tryCount = 0; tryCount < 5; tryCount += 1) throttle.wrong("device:x", "staff:a");
  expect(throttle.lockedUntilMs("device:x")).not.toBeNull();
  expect(throttle.lockedUntilMs("staff:a")).not.toBeNull();
  expect(throttle.lockedUntilMs("staff:b")).toBeNull();
});

test("a person's count lasts a shift, a device's a quarter of an hour, an address's an hour", () => {
  const subjects = ["staff:a", "device:x", "address:10.0.0.9"] as const;
  for (const subject of subjects) throttle.wrong(subject);
  const left = () => subjects.map((subject) => throttle.wrong(subject).triesLeftCount);
  kitchen.clock.advance(15 * MINUTE_MS);
  expect(left()).toEqual([3, 4, 3]);
  kitchen.clock.advance(HOUR_MS);
  expect(left()).toEqual([2, 4, 4]);
  kitchen.clock.advance(12 * HOUR_MS);
  expect(left()).toEqual([4, 4, 4]);
});

test("old counts are cleared away", () => {
  throttle.wrong("address:10.0.0.1");
  kitchen.clock.advance(2 * DAY_MS);
  throttle.wrong("address:10.0.0.2");
  const rows = kitchen.store.reader.all({
    compile: () => ({
      sql: "SELECT subject FROM attempt_throttle",
      parameters: [],
      query: { kind: "RawNode", sqlFragments: [], parameters: [] },
      queryId: { queryId: "test" },
    }),
  });
  expect(rows).toEqual([{ subject: "address:10.0.0.2" }]);
});
