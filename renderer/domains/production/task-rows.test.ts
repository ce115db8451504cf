import type { MyTasksRow } from "#domains/production/queries.ts";
import { SLACK_WARNING_DEFAULT } from "#domains/production/timing.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { describe, expect, it } from "vitest";
import { pageOf, taskRows } from "./task-rows.ts";

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
});
