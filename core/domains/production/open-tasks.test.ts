import { expect, test } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { isTaskOpen, workloadOf, type TeamLoad } from "./open-tasks.ts";

const NOW_MS = 100 * HOUR_MS;
const idle: TeamLoad = {
  atOnceCount: 0,
  openTaskCount: 0,
  isRostered: true,
  presentSinceAtMs: NOW_MS - HOUR_MS,
  workedMs: 0,
  overloadTaskCount: 2,
  overloadWorkedMs: 8 * HOUR_MS,
};

test("too many tasks or too many hours are a high load; who is rostered and not here is absent", () => {
  expect(workloadOf(idle, NOW_MS)).toBe("free");
  expect(workloadOf({ ...idle, openTaskCount: 2, atOnceCount: 2 }, NOW_MS)).toBe("busy");
  expect(workloadOf({ ...idle, openTaskCount: 3, atOnceCount: 3 }, NOW_MS)).toBe("overloaded");
  expect(workloadOf({ ...idle, presentSinceAtMs: NOW_MS - 8 * HOUR_MS }, NOW_MS)).toBe("free");
  expect(workloadOf({ ...idle, presentSinceAtMs: NOW_MS - 8 * HOUR_MS - 1 }, NOW_MS)).toBe("overloaded");
  expect(workloadOf({ ...idle, presentSinceAtMs: null }, NOW_MS)).toBe("absent");
  expect(workloadOf({ ...idle, presentSinceAtMs: null, workedMs: 1 }, NOW_MS)).toBe("free");
  expect(workloadOf({ ...idle, presentSinceAtMs: null, isRostered: false, openTaskCount: 1 }, NOW_MS)).toBe("busy");
});

test("cooking is open until its own dish is cooked, packing until the kloter is ready", () => {
  const batch = { status: "cooking", dishRuns: [{ dishRunId: "run_1", status: "cooked" }] } as const;
  expect(isTaskOpen(batch, { taskKind: "cook", dishRunId: "run_1" })).toBe(false);
  expect(isTaskOpen(batch, { taskKind: "preparation", dishRunId: null })).toBe(false);
  expect(isTaskOpen(batch, { taskKind: "packing", dishRunId: null })).toBe(true);
  expect(isTaskOpen({ ...batch, status: "ready" }, { taskKind: "packing", dishRunId: null })).toBe(false);
});
