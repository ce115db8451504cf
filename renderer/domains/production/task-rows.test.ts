import type { MyTasksRow } from "#domains/production/queries.ts";
import { SLACK_WARNING_DEFAULT } from "#domains/production/timing.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { describe, expect, it } from "vitest";
import { boardBatch, boardRun } from "#tests/kit/board-batch.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import { firstBlocker, nextTaskAtMs, pageOf, taskRows } from "./task-rows.ts";

const nowMs = 100 * MINUTE_MS;
const task = (taskKey: string, dueAtMs: number): MyTasksRow => ({
  taskKey,
  action: "start-cooking",
  batchId: "batch",
  batchCode: "BATCH-20261121-01",
  kloterNumber: 1,
  label: "SD 1–3",
  dishRunId: null,
  dishName: null,
  portionCount: 100,
  batchStatus: "preparing",
  quality: "open",
  dueAtMs,
  blockers: [],
  assignedStaffIds: [],
});

describe("a station's list", () => {
  it("has the longest overdue first and says late, soon or on track", () => {
    const rows = taskRows(
      [
        task("later", nowMs + 60 * MINUTE_MS),
        task("late", nowMs - MINUTE_MS),
        task("later-late", nowMs - 9 * MINUTE_MS),
        task("soon", nowMs + 14 * MINUTE_MS),
      ],
      nowMs,
      SLACK_WARNING_DEFAULT,
    );
    expect(rows.map(({ taskKey, deadline, spareMs }) => [taskKey, deadline, spareMs / MINUTE_MS])).toEqual([
      ["later-late", "late", -9],
      ["late", "late", -1],
      ["soon", "soon", 14],
      ["later", "on-track", 60],
    ]);
  });

  it("turns pages and comes back into range when it got shorter", () => {
    const items = [1, 2, 3, 4, 5, 6, 7];
    expect(pageOf(items, 1, 5)).toEqual({ items: [6, 7], page: 1, pageCount: 2 });
    expect(pageOf(items, 9, 5)).toEqual({ items: [6, 7], page: 1, pageCount: 2 });
    expect(pageOf([], 3, 5)).toEqual({ items: [], page: 0, pageCount: 1 });
  });

  it("says when a station without tasks has work again", () => {
    const waiting = boardRun("ayam", { plannedStartAtMs: TEST_NOW_MS + 30 * MINUTE_MS });
    const cooked = boardRun("nasi", { status: "cooked", plannedStartAtMs: TEST_NOW_MS + MINUTE_MS });
    const board = [
      boardBatch({ status: "cooking", dishRuns: [cooked, waiting], plannedFinishAtMs: TEST_NOW_MS + 70 * MINUTE_MS }),
      boardBatch({ status: "planned", plannedPreparationAtMs: TEST_NOW_MS + 90 * MINUTE_MS, dishRuns: [] }),
    ];
    expect(nextTaskAtMs(board, "cook", TEST_NOW_MS)).toBe(TEST_NOW_MS + 30 * MINUTE_MS);
    expect(nextTaskAtMs(board, "prepare", TEST_NOW_MS)).toBe(TEST_NOW_MS + 90 * MINUTE_MS);
    expect(nextTaskAtMs(board, "portion", TEST_NOW_MS)).toBe(TEST_NOW_MS + 40 * MINUTE_MS);
    expect(nextTaskAtMs(board, "dispatch", TEST_NOW_MS)).toBeNull();
    expect(nextTaskAtMs([], "cook", TEST_NOW_MS)).toBeNull();
  });
});

describe("what stands in a task's way", () => {
  const task = (...blockers: string[]) => ({ blockers });

  it("is nothing where the list names nothing", () => {
    expect(firstBlocker(task(), undefined)).toBeNull();
  });

  it("carries the reading and its limit, which the list does not send", () => {
    const run = { lastCoreC: 71.2, lastCoreLimitC: 75 };
    expect(firstBlocker(task("core-temperature-too-low"), run)).toEqual({
      code: "core-temperature-too-low",
      lowestC: 71.2,
      limitC: 75,
    });
  });

  it("is the code alone while the board is not there", () => {
    expect(firstBlocker(task("core-temperature-too-low", "batch-held"), undefined)).toEqual({
      code: "core-temperature-too-low",
    });
  });
});
