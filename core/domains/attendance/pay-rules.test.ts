import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import {
  arePayLinesEqual,
  payAmounts,
  payHours,
  payList,
  type PayFigures,
  type PayPerson,
  type PayStay,
} from "./pay-rules.ts";
import type { DayStatus } from "./values.ts";

const SITI = `staff_${"a".repeat(32)}` as StaffId; // well formed
const BUDI = `staff_${"b".repeat(32)}` as StaffId; // well formed
const FIGURES: PayFigures = { overtimeHourIdr: 15_000, halfDayShareBp: 5_000, dayMaxMs: 8 * HOUR_MS };
const NOTHING_MORE = { overtimeHourIdr: 0, deductions: [] };

function stay(more: Partial<PayStay> = {}): PayStay {
  return {
    staffId: SITI,
    serviceDate: "2026-11-16",
    status: "present",
    inAtMs: 1,
    outAtMs: 2,
    workedMs: 8 * HOUR_MS,
    overtimeMs: 0,
    approvedOvertimeMs: null,
    ...more,
  };
}

function person(more: Partial<PayPerson> = {}): PayPerson {
  return {
    staffId: SITI,
    employmentKind: "volunteer",
    rate: { payBasis: "day", rateIdr: 100_000 },
    bankAccount: null,
    isApprover: false,
    ...more,
  };
}

describe("days", () => {
  const days = (...stays: readonly PayStay[]) => {
    const { fullDayCount, halfDayCount } = payHours(stays, FIGURES);
    return [fullDayCount, halfDayCount];
  };

  test("late is a whole day", () => expect(days(stay({ status: "late" }))).toEqual([1, 0]));
  test("a half day is half a day", () => expect(days(stay({ status: "half-day" }))).toEqual([0, 1]));
  test("two shifts of one date are one day", () => expect(days(stay(), stay())).toEqual([1, 0]));
  test("two half days of one date are a whole one", () => {
    expect(days(stay({ status: "half-day" }), stay({ status: "half-day" }))).toEqual([1, 0]);
  });
  test("half days of two dates stay two halves", () => {
    expect(days(stay({ status: "half-day" }), stay({ status: "half-day", serviceDate: "2026-11-17" }))).toEqual([0, 2]);
  });
  test("outside the roster, half of the longest day decides", () => {
    expect(days(stay({ status: "unrostered", workedMs: 4 * HOUR_MS }))).toEqual([1, 0]);
    expect(days(stay({ status: "unrostered", workedMs: 4 * HOUR_MS - 1 }))).toEqual([0, 1]);
  });
  test.each<[string, Partial<PayStay>]>([
    ["somebody absent", { status: "absent", inAtMs: null, outAtMs: null, workedMs: 0 }],
    ["leave", { status: "leave", inAtMs: null, outAtMs: null, workedMs: 0 }],
    ["a forgotten check-out", { status: "incomplete", outAtMs: null }],
    ["a forgotten check-out with a guessed end", { status: "incomplete" }],
    ["a stay still going on", { outAtMs: null }],
  ])("%s is no day and no hour", (_name, more) => {
    expect(payHours([stay(more)], FIGURES)).toEqual({
      fullDayCount: 0,
      halfDayCount: 0,
      workedMs: 0,
      overtimeMs: 0,
      approvedOvertimeMs: 0,
    });
  });
});

describe("amounts", () => {
  const hours = {
    fullDayCount: 10,
    halfDayCount: 1,
    workedMs: 83 * HOUR_MS + 20 * MINUTE_MS,
    overtimeMs: 0,
    approvedOvertimeMs: 0,
  };

  test("by day: whole days and half of the halves", () => {
    expect(payAmounts(hours, { payBasis: "day", rateIdr: 100_000 }, NOTHING_MORE).amountIdr).toBe(1_050_000);
  });
  test("by hour: the worked minutes of an hour too", () => {
    expect(payAmounts(hours, { payBasis: "hour", rateIdr: 12_000 }, NOTHING_MORE).amountIdr).toBe(1_000_000);
  });
  test("overtime is paid as far as it was approved, deductions are taken, and the columns add up", () => {
    const amounts = payAmounts(
      { ...hours, overtimeMs: 5 * HOUR_MS, approvedOvertimeMs: 90 * MINUTE_MS },
      { payBasis: "day", rateIdr: 100_001 },
      { overtimeHourIdr: 15_001, deductions: [{ reason: "Kasbon", amountIdr: 50_000 }] },
    );
    // 10½ × 100 001 + 1½ × 15 001 = 1 050 010,5 + 22 501,5 = 1 072 512 exactly.
    expect(amounts).toEqual({
      baseIdr: 1_050_011,
      overtimeIdr: 22_501,
      deductions: [{ reason: "Kasbon", amountIdr: 50_000 }],
      amountIdr: 1_022_512,
    });
  });
  test("overtime nobody agreed to pay is worth nothing", () => {
    const amounts = payAmounts(
      { ...hours, approvedOvertimeMs: HOUR_MS },
      { payBasis: "day", rateIdr: 1 },
      NOTHING_MORE,
    );
    expect(amounts.overtimeIdr).toBe(0);
  });
});

describe("the list", () => {
  const list = (people: readonly PayPerson[], stays: readonly PayStay[] = [stay(), stay({ staffId: BUDI })]) =>
    payList({ people, stays, deductions: [], figures: FIGURES });

  test("names who worked and has no rate", () => {
    const { lines, rateMissingStaffIds } = list([person(), person({ staffId: BUDI, rate: null })]);
    expect(lines.map((line) => line.staffId)).toEqual([SITI]);
    expect(rateMissingStaffIds).toEqual([BUDI]);
  });
  test.each(["bgn", "guest"] as const)(
    "leaves out whoever is paid elsewhere (%s), unless a rate was entered",
    (kind) => {
      const without = list([person({ staffId: BUDI, rate: null, employmentKind: kind })]);
      expect(without).toEqual({ lines: [], rateMissingStaffIds: [] });
      expect(list([person({ staffId: BUDI, employmentKind: kind })]).lines).toHaveLength(1);
    },
  );
  test("holds nobody who did not work, with or without a rate", () => {
    expect(list([person(), person({ staffId: BUDI, rate: null })], [])).toEqual({ lines: [], rateMissingStaffIds: [] });
  });
  test("is the same list whatever order a line's members have, and another when anything changed", () => {
    const { lines } = list([person()]);
    const turned = lines.map((line) => Object.fromEntries(Object.entries(line).toReversed()) as unknown as typeof line); // the same members
    expect(arePayLinesEqual(lines, turned)).toBe(true);
    expect(
      arePayLinesEqual(
        lines,
        lines.map((line) => ({ ...line, workedMs: line.workedMs + 1 })),
      ),
    ).toBe(false);
    expect(arePayLinesEqual(lines, [])).toBe(false);
  });
});

// An independent slow model: every half day and every millisecond is paid by itself, in parts of a rupiah so small that each
// is a whole number of them, and rounded when all are together.
const PARTS = 2n * 3_600_000n;

function slowAmountIdr(stays: readonly PayStay[], who: PayPerson, figures: PayFigures, deductedIdr: number): number {
  let parts = 0n;
  for (const date of new Set(stays.map((each) => each.serviceDate))) {
    let halves = 0n;
    for (const each of stays) {
      if (each.serviceDate !== date || each.outAtMs === null || each.inAtMs === null || each.status === "incomplete")
        continue;
      const isShort =
        each.status === "half-day" || (each.status === "unrostered" && each.workedMs < figures.dayMaxMs / 2);
      halves += isShort ? 1n : 2n;
      if (who.rate?.payBasis === "hour") parts += BigInt(each.workedMs) * BigInt(who.rate.rateIdr) * 2n;
      parts += BigInt(each.approvedOvertimeMs ?? 0) * BigInt(figures.overtimeHourIdr) * 2n;
    }
    if (halves > 2n) halves = 2n;
    if (who.rate?.payBasis === "day") parts += halves * BigInt(who.rate.rateIdr) * 3_600_000n;
  }
  return Number(parts / PARTS) - deductedIdr;
}

const STATUSES: readonly DayStatus[] = ["present", "late", "half-day", "unrostered", "incomplete", "absent", "sick"];
const arbitraryStay = fc
  .record({
    serviceDate: fc.integer({ min: 16, max: 29 }).map((day) => `2026-11-${day}`),
    status: fc.constantFrom(...STATUSES),
    isEnded: fc.boolean(),
    workedMs: fc.nat(14 * HOUR_MS),
    overtimeMs: fc.nat(3 * HOUR_MS),
    approvedOvertimeMs: fc.option(fc.nat(3 * HOUR_MS)),
  })
  .map(({ isEnded, ...rest }): PayStay => ({ ...stay(), ...rest, outAtMs: isEnded ? 2 : null }));

test("a line is what the slow model pays, whatever the stays", () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryStay, { maxLength: 30 }),
      fc.constantFrom<"day" | "hour">("day", "hour"),
      fc.nat(1_000_000),
      fc.nat(200_000),
      (stays, payBasis, rateIdr, overtimeHourIdr) => {
        const who = person({ rate: { payBasis, rateIdr } });
        const figures = { ...FIGURES, overtimeHourIdr };
        const [line] = payList({ people: [who], stays, deductions: [], figures }).lines;
        expect(line?.amountIdr ?? 0).toBe(slowAmountIdr(stays, who, figures, 0));
        if (line !== undefined) expect(line.baseIdr + line.overtimeIdr).toBe(line.amountIdr);
      },
    ),
  );
});
