import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { playAttendanceMonth, type AttendanceMonth } from "#tests/kit/front-desk-month.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";
import { attendanceSql } from "./tables.ts";

let month: AttendanceMonth;
beforeAll(async () => {
  month = await playAttendanceMonth();
}, 60_000);
afterAll(() => month.kitchen.close());

const events = () => month.kitchen.store.readEvents({ sinceSeq: 0, domains: ["attendance"], limit: 100_000 });
const countOf = (type: string, fits: (body: Readonly<Record<string, unknown>>) => boolean = () => true) =>
  events().filter((event) => event.type === type && fits(event.body as Readonly<Record<string, unknown>>)).length; // objects, all of them

describe("a month of twenty people at the front desk", () => {
  test("has all that can happen in it", () => {
    const happened = {
      in: countOf("checked-in"),
      out: countOf("checked-out"),
      short: countOf("checked-out", (body) => body["isShortStay"] === true),
      unrostered: countOf("checked-in", (body) => body["shiftCode"] === undefined),
      late: countOf("punch-flipped", (body) => body["cause"] === "late-punch"),
      turned: countOf("punch-flipped", (body) => body["cause"] === "person"),
      withdrawn: countOf("punch-withdrawn"),
      absent: countOf("absence-recorded"),
      missed: countOf("check-out-missed"),
      corrected: countOf("correction-approved"),
      refused: countOf("correction-rejected"),
      leave: countOf("leave-approved"),
      overtime: countOf("overtime-approved"),
      replaced: events().filter((event) => event.marks.isOccurredAtReplaced === true).length,
    };
    const missing = Object.entries(happened).filter(([, count]) => count === 0);
    expect(missing).toEqual([]);
    expect(happened.in + happened.out).toBeGreaterThan(1_000);
  });

  test("incremental equals rebuilt", () => {
    month.kitchen.rebuildAndCompare();
  });

  test("every punch that stands is in a stay, and nobody is in two stays at once", () => {
    const stays = month.stays();
    const ids = new Set<string>(stays.map(({ sessionId }) => sessionId));
    const punches = month.kitchen.store.reader.all(
      attendanceSql.selectFrom("attendance_punch").selectAll().where("is_withdrawn", "=", 0),
    );
    expect(punches.filter((punch) => !ids.has(punch.session_id))).toEqual([]);
    // And no stay is left of punches that went to another.
    const punched = new Set<string>(punches.map((punch) => punch.session_id));
    expect(stays.filter((stay) => !punched.has(stay.sessionId) && !stay.isCorrected)).toEqual([]);
    for (const own of Map.groupBy(stays, (stay) => stay.staffId).values()) {
      const whole = own.flatMap(({ inAtMs, outAtMs }) =>
        inAtMs === null || outAtMs === null ? [] : [{ inAtMs, outAtMs }],
      );
      const sorted = whole.toSorted((one, other) => one.inAtMs - other.inAtMs);
      const overlaps = sorted.filter(({ inAtMs }, index) => inAtMs < (sorted[index - 1]?.outAtMs ?? 0));
      expect(overlaps).toEqual([]);
    }
  });

  test("no stay is longer than a stay may be, and none counts hours it has no ends for", () => {
    const stays = month.stays();
    expect(stays.filter(({ workedMs }) => workedMs < 0 || workedMs > 14 * HOUR_MS)).toEqual([]);
    expect(stays.filter((stay) => stay.workedMs > 0 && (stay.inAtMs === null || stay.outAtMs === null))).toEqual([]);
    expect(stays.filter((stay) => (stay.approvedOvertimeMs ?? 0) > stay.overtimeMs)).toEqual([]);
  });

  test("midnight at the month's end belongs to the shift that begins after it", () => {
    const [from, to] = [Date.UTC(2026, 10, 30, 16, 30), Date.UTC(2026, 10, 30, 17)];
    const atMidnight = month.stays().filter((stay) => stay.inAtMs !== null && stay.inAtMs >= from && stay.inAtMs < to);
    expect(atMidnight.length).toBeGreaterThan(0);
    expect(new Set(atMidnight.map(({ serviceDate, shiftCode }) => `${serviceDate} ${shiftCode}`))).toEqual(
      new Set(["2026-12-01 masak"]),
    );
  });

  test("stays of the roster written late are judged by it", () => {
    const late = month.stays().filter((stay) => stay.serviceDate === "2026-11-12" && stay.status !== "unrostered");
    expect(late.length).toBeGreaterThan(10);
  });

  test("the month's grid agrees with the stays", () => {
    const grid = month.kitchen.ask("attendance-month", { month: "2026-11" }) as readonly Readonly<
      Record<string, unknown>
    >[]; // rows of the query
    for (const { staffId } of month.people) {
      const own = month.stays().filter((stay) => stay.staffId === staffId && stay.serviceDate < "2026-12-01");
      expect(grid.find((row) => row["staffId"] === staffId)).toMatchObject({
        workedMs: own.reduce((total, stay) => total + stay.workedMs, 0),
        approvedOvertimeMs: own.reduce((total, stay) => total + (stay.approvedOvertimeMs ?? 0), 0),
      });
    }
  });
});

describe("questions of attendance", () => {
  const span = { fromDate: "2026-11-01", toDate: "2026-11-30" };
  test.each<readonly [string, object]>([
    ["attendance-board", { serviceDate: "2026-11-20" }],
    ["attendance-counts", { serviceDate: "2026-11-20" }],
    ["terminal-roster", {}],
    ["stays", span],
    ["stays", { ...span, isFlaggedOnly: true }],
    ["stays", { ...span, isOpenOnly: true }],
    ["stays", { ...span, staffId: `staff_${"0".repeat(32)}` }],
    ["punches", span],
    ["punches", { ...span, staffId: `staff_${"0".repeat(32)}` }],
    ["attendance-month", { month: "2026-11" }],
    ["shifts", {}],
    ["roster", span],
    ["corrections", span],
    ["corrections", { ...span, isOpenOnly: true }],
    ["leaves", span],
    ["leaves", { ...span, staffId: `staff_${"0".repeat(32)}` }],
  ])("%s %j reads by index only", (name, params) => {
    const allowed = [
      { detail: "SCAN version", why: "every code's newest version is asked for, of the few shifts there are" },
      { detail: "SCAN division", why: "every one of a dozen divisions is counted" },
    ];
    expectQueryIndexed({ db: month.kitchen.store.reader, modules: month.kitchen.modules }, { name, params }, allowed);
  });
});
