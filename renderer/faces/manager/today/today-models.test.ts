import { describe, expect, test } from "vitest";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { DeparturesRow, ProductionKpisRow, TodayRow } from "#domains/production/queries.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { TeamActivityRow } from "#domains/production/team-query.ts";
import { boardBatch } from "#tests/kit/board-batch.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import { exceptionsOf } from "./exceptions.ts";
import { ganttOf, shareOfScale } from "./gantt.ts";
import { kpisOf } from "./kpi.ts";
import { teamOf } from "./team.ts";

const departure = (batchId: string, departureAtMs: number, isReady = false) =>
  ({ departureKey: `${batchId}-${departureAtMs}`, batchId, departureAtMs, isReady }) as DeparturesRow; // the members these models read
const alert = (alertId: string, severity: AlertRow["severity"], entityId: string) =>
  ({ alertId, severity, entityId, data: {} }) as unknown as AlertRow; // the members these models read

describe("the figures of Hari ini", () => {
  const empty = {
    today: undefined,
    batches: [],
    departures: [],
    production: undefined,
    checks: undefined,
    attendance: undefined,
  };

  test("without input a figure is missing, never zero", () => {
    expect(kpisOf(empty).map(({ id, value }) => [id, value.kind])).toEqual([
      ["batches", "missing"],
      ["portions", "missing"],
      ["ready", "missing"],
      ["departures", "later"],
      ["checks", "missing"],
      ["cooking", "missing"],
      ["present", "missing"],
    ]);
  });

  test("counts stand against their whole; cancelled batches are left out", () => {
    const kpis = kpisOf({
      ...empty,
      today: { producedPortionCount: 1850, plannedPortionCount: 3000 } as TodayRow, // as above
      batches: [
        boardBatch({ status: "completed" }),
        boardBatch({ batchId: "batch_2" }),
        boardBatch({ batchId: "batch_3", status: "cancelled" }),
      ],
      departures: [departure("batch_1", 1, true), departure("batch_2", 2)],
      checks: { passedCount: 5, checkedCount: 6 },
    });
    expect(Object.fromEntries(kpis.map(({ id, value }) => [id, value]))).toMatchObject({
      batches: { doneCount: 1, wholeCount: 2 },
      portions: { doneCount: 1850, wholeCount: 3000 },
      ready: { doneCount: 1, wholeCount: 2 },
      checks: { doneCount: 5, wholeCount: 6 },
    });
  });

  test("an average over too few runs shows how many there are", () => {
    const production = { cookedRunCount: 2, cookDurationMedianMs: null } as ProductionKpisRow; // as above
    expect(kpisOf({ ...empty, production }).find(({ id }) => id === "cooking")?.value).toEqual({
      kind: "too-few",
      haveCount: 2,
      needCount: 3,
    });
  });
});

describe("the day on a scale", () => {
  test("a running stage ends at now and stays open; departures of one minute are one flag", () => {
    const batch = boardBatch({
      status: "cooking",
      preparationStartedAtMs: TEST_NOW_MS - HOUR_MS,
      startedAtMs: TEST_NOW_MS - 10 * MINUTE_MS,
    });
    const departureAtMs = TEST_NOW_MS + 4 * HOUR_MS;
    const gantt = ganttOf(
      [batch],
      [departure("batch_1", departureAtMs), departure("batch_1", departureAtMs)],
      TEST_NOW_MS,
    );
    expect(gantt?.lanes[0]?.actual).toEqual([
      { stage: "preparation", fromAtMs: TEST_NOW_MS - HOUR_MS, toAtMs: TEST_NOW_MS - 10 * MINUTE_MS, isOpen: false },
      { stage: "cooking", fromAtMs: TEST_NOW_MS - 10 * MINUTE_MS, toAtMs: TEST_NOW_MS, isOpen: true },
    ]);
    expect(gantt?.lanes[0]?.departures).toEqual([{ atMs: departureAtMs, pointCount: 2 }]);
    expect(gantt?.lanes[0]?.planned.map((bar) => bar.stage)).toEqual([
      "preparation",
      "cooking",
      "checking",
      "portioning",
    ]);
  });

  test("nothing planned is no chart, and what lies outside the scale is cut off", () => {
    expect(ganttOf([], [], TEST_NOW_MS)).toBeNull();
    const scale = { fromAtMs: 100, toAtMs: 200 };
    expect([50, 100, 150, 250].map((atMs) => shareOfScale(scale, atMs))).toEqual([0, 0, 0.5, 1]);
  });

  test("a long day gets at most fourteen hour lines", () => {
    const batch = boardBatch({ neededByAtMs: TEST_NOW_MS + 40 * HOUR_MS });
    expect(ganttOf([batch], [], TEST_NOW_MS)?.ticksAtMs.length).toBeLessThanOrEqual(15);
  });
});

describe("what waits for a person", () => {
  const nothing = {
    alerts: [],
    batches: [],
    outbox: { waitingCount: 0, rejectedCount: 0 },
    pairingNames: [],
    attendance: { absentCount: 0, correctionCount: 0, leaveCount: 0, flaggedCount: 0 },
    nowMs: TEST_NOW_MS,
  };

  test("of attendance each kind waits as one line; what there is none of is not told", () => {
    const attendance = { absentCount: 2, correctionCount: 0, leaveCount: 0, flaggedCount: 5 };
    expect(exceptionsOf({ ...nothing, attendance })).toEqual([
      { kind: "absent", key: "attendance-absent", severity: "medium", count: 2 },
      { kind: "flagged", key: "attendance-flagged", severity: "low", count: 5 },
    ]);
  });

  test("the worst stands first", () => {
    const found = exceptionsOf({
      ...nothing,
      alerts: [alert("a", "medium", "batch_9"), alert("b", "critical", "batch_8")],
      outbox: { waitingCount: 3, rejectedCount: 0 },
    });
    expect(found.map(({ key, severity }) => [key, severity])).toEqual([
      ["b", "critical"],
      ["a", "medium"],
      ["unsent", "low"],
    ]);
  });

  test("a late batch is listed once: by its alert where there is one", () => {
    const late = boardBatch({ neededByAtMs: TEST_NOW_MS - HOUR_MS });
    expect(exceptionsOf({ ...nothing, batches: [late] }).map(({ key }) => key)).toEqual(["late-batch_1"]);
    const alerted = exceptionsOf({ ...nothing, batches: [late], alerts: [alert("a", "high", "batch_1")] });
    expect(alerted.map(({ key }) => key)).toEqual(["a"]);
  });

  test("a ready batch waits for release, a held one does not", () => {
    const ready = boardBatch({ status: "ready" });
    expect(exceptionsOf({ ...nothing, batches: [ready] }).map(({ key }) => key)).toEqual(["release-batch_1"]);
    expect(exceptionsOf({ ...nothing, batches: [{ ...ready, quality: "held" }] })).toEqual([]);
  });
});

test("the team lists who has open tasks or too long a day, most loaded first; who stands by is not listed", () => {
  const row = (name: string, more: Partial<TeamActivityRow>): TeamActivityRow => ({
    staffId: name,
    name,
    divisionCode: "pengolahan",
    isRostered: true,
    presentSinceAtMs: TEST_NOW_MS - HOUR_MS,
    workedMs: 0,
    tasks: [],
    atOnceCount: 0,
    openTaskCount: 0,
    overloadTaskCount: 2,
    overloadWorkedMs: 8 * HOUR_MS,
    ...more,
  });
  const task = { batchId: "batch_1", batchCode: "B1", kloterNumber: 1, taskKind: "cook", dishCount: 1 } as const;
  const team = teamOf(
    [
      row("Ani", {}),
      row("Budi", { tasks: [task], openTaskCount: 1, atOnceCount: 1 }),
      row("Citra", { tasks: [task], openTaskCount: 3, atOnceCount: 3 }),
      row("Dedi", { presentSinceAtMs: TEST_NOW_MS - 9 * HOUR_MS }),
    ],
    TEST_NOW_MS,
  );
  expect(team.map(({ row: { name }, workload }) => [name, workload])).toEqual([
    ["Citra", "overloaded"],
    ["Dedi", "overloaded"],
    ["Budi", "busy"],
  ]);
});
