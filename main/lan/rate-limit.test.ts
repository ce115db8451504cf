import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limit.ts";

function setUp(keysMaxCount = 10) {
  let nowMs = 0;
  const limiter = createRateLimiter({ perSecondCount: 20, burstCount: 60, keysMaxCount, monotonicMs: () => nowMs });
  const takeMany = (key: string, count: number) =>
    Array.from({ length: count }, () => limiter.take(key)).filter(({ isTaken }) => isTaken).length;
  return { limiter, takeMany, pass: (byMs: number) => void (nowMs += byMs) };
}

test("[LAN10] a burst of 60 is taken, then 20 a second", () => {
  const { limiter, takeMany, pass } = setUp();
  expect(takeMany("a", 100)).toBe(60);
  expect(limiter.take("a")).toEqual({ isTaken: false, retryAfterMs: 50 });
  pass(1_000);
  expect(takeMany("a", 100)).toBe(20);
  pass(3_600_000);
  expect(takeMany("a", 100)).toBe(60);
});

test("[LAN10] waiting as long as told is enough", () => {
  const { limiter, takeMany, pass } = setUp();
  takeMany("a", 60);
  const refused = limiter.take("a");
  if (refused.isTaken) throw new Error("the bucket is empty");
  pass(refused.retryAfterMs);
  expect(limiter.take("a")).toEqual({ isTaken: true });
});

test("each key has its own rate", () => {
  const { takeMany } = setUp();
  expect([takeMany("a", 100), takeMany("b", 100)]).toEqual([60, 60]);
});

test("a flood of invented keys shares one bucket, and full buckets are forgotten", () => {
  const { limiter, takeMany, pass } = setUp(3);
  for (const key of ["a", "b", "c"]) takeMany(key, 60);
  const takenCount = Array.from({ length: 500 }, (_, index) => takeMany(`invented-${index}`, 1)).reduce(
    (a, b) => a + b,
  );
  expect(takenCount).toBe(60);
  expect(limiter.size()).toBe(3);
  pass(3_000);
  expect(takeMany("d", 100)).toBe(60);
  expect(limiter.size()).toBe(1);
});
