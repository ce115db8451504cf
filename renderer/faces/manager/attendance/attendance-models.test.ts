import { describe, expect, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { boardActOf, isInFilter } from "./board-filters.ts";
import { monthDates } from "#domains/attendance/statistics.ts";
import { instantOf, weekStart } from "./clock-span.ts";
import { cellAfterKey } from "./grid-keys.ts";
import { leftOutByReason, leftOutOf } from "./left-out.ts";

const row = { status: "present", isPresentNow: true, flags: [], inAtMs: 1, outAtMs: null } as const;

describe("the board", () => {
  test("each row has one act: what is missing first, then what is unexplained", () => {
    expect(boardActOf({ ...row, status: "expected", isPresentNow: false, inAtMs: null })).toBe("record-in");
    expect(boardActOf({ ...row, status: "absent", isPresentNow: false, inAtMs: null })).toBe("record-in");
    expect(boardActOf({ ...row, status: "incomplete", flags: ["incomplete"] })).toBe("record-out");
    expect(boardActOf({ ...row, status: "unrostered", flags: ["unrostered"] })).toBe("explain");
    expect(boardActOf({ ...row, status: "late", flags: ["no-photo"] })).toBe("look");
  });

  test("what is only told is not counted as flagged", () => {
    expect(isInFilter({ ...row, flags: ["no-photo", "late-entry"] }, "flagged")).toBe(false);
    expect(isInFilter({ ...row, flags: ["short-stay"] }, "flagged")).toBe(true);
  });
});

describe("times and dates", () => {
  test("a clock time is of the date typed with it, in the kitchen's own zone", () => {
    const typed = { date: "2026-11-20", clockTime: "20:00" };
    expect(instantOf(typed, "Asia/Makassar")).toBe(msFromLocal("2026-11-20", "20:00", "Asia/Makassar"));
    expect(instantOf({ ...typed, clockTime: "24:00" }, "Asia/Makassar")).toBeNull();
    expect(instantOf({ ...typed, date: "" }, "Asia/Makassar")).toBeNull();
  });

  test("a week begins on Monday; a month has its own days, leap years too", () => {
    expect(weekStart("2026-11-28")).toBe("2026-11-23");
    expect(weekStart("2026-11-23")).toBe("2026-11-23");
    expect(weekStart("2026-11-29")).toBe("2026-11-23");
    expect(monthDates("2028-02")).toHaveLength(29);
    expect(monthDates("2026-11").at(-1)).toBe("2026-11-30");
  });
});

test("the keys of the month grid stay inside it", () => {
  const size = { rowCount: 60, columnCount: 30 };
  expect(cellAfterKey({ rowIndex: 0, columnIndex: 0 }, "ArrowUp", size)).toEqual({ rowIndex: 0, columnIndex: 0 });
  expect(cellAfterKey({ rowIndex: 58, columnIndex: 3 }, "PageDown", size)).toEqual({ rowIndex: 59, columnIndex: 3 });
  expect(cellAfterKey({ rowIndex: 4, columnIndex: 3 }, "End", size)).toEqual({ rowIndex: 4, columnIndex: 29 });
  expect(cellAfterKey({ rowIndex: 4, columnIndex: 3 }, "Tab", size)).toBeNull();
});

describe("who was left out of a copied roster", () => {
  const staffId = "staff_1";
  const entry = (serviceDate: string, why: string) => ({ staffId, serviceDate, why });

  test("is one line a person and reason, days in order", () => {
    const result = {
      leftOut: [entry("2026-11-24", "on-leave"), entry("2026-11-23", "on-leave"), entry("2026-11-25", "kept")],
    };
    expect(leftOutByReason(leftOutOf(result))).toEqual([
      { why: "on-leave", people: [{ staffId, dates: ["2026-11-23", "2026-11-24"] }] },
      { why: "kept", people: [{ staffId, dates: ["2026-11-25"] }] },
    ]);
  });

  test("is nobody where the answer names nobody, or in words of another version", () => {
    expect(leftOutOf({ dayCount: 7 })).toEqual([]);
    expect(leftOutOf({ leftOut: [entry("2026-11-24", "on-holiday"), 7, null] })).toEqual([]);
  });
});
