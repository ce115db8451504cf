import { addDays, DAY_MS, msFromLocal, type LocalDate } from "#kernel/time.ts";
import type { Shift } from "./events.ts";

/** A shift on one service date, with its instants. */
export interface RosteredShift {
  readonly serviceDate: LocalDate;
  readonly shift: Shift;
  readonly startAtMs: number;
  readonly endAtMs: number;
}

/** When a shift of a service date begins and ends; an end at or before the start lies on the next day. */
export function rosteredShift(shift: Shift, serviceDate: LocalDate): RosteredShift {
  const startDate = shift.isStartOnEveBefore ? addDays(serviceDate, -1) : serviceDate;
  const startAtMs = msFromLocal(startDate, shift.startTime, shift.timeZone);
  const sameDayEndMs = msFromLocal(startDate, shift.endTime, shift.timeZone);
  const endAtMs = sameDayEndMs > startAtMs ? sameDayEndMs : sameDayEndMs + DAY_MS;
  return { serviceDate, shift, startAtMs, endAtMs };
}

/**
 * Which rostered shift a stay belongs to: among those whose window [start − earlyIn, end + closeAfter] holds the instant, the
 * one whose start is nearest (DOMAIN.md §4.4, Shift); null when the roster claims it for none.
 */
export function matchShift(atMs: number, rostered: readonly RosteredShift[]): RosteredShift | null {
  const [nearest] = rostered
    .filter(
      ({ startAtMs, endAtMs, shift }) => atMs >= startAtMs - shift.earlyInMs && atMs <= endAtMs + shift.closeAfterMs,
    )
    .toSorted(
      (left, right) =>
        Math.abs(atMs - left.startAtMs) - Math.abs(atMs - right.startAtMs) || left.startAtMs - right.startAtMs,
    );
  return nearest ?? null;
}

/** Paid time of a whole shift. */
export function shiftPaidMs({ startAtMs, endAtMs, shift }: RosteredShift): number {
  return Math.max(0, endAtMs - startAtMs - shift.unpaidBreakMs);
}

/** How a stay stands against its shift (DOMAIN.md §4.4, Formulas); without a shift only its length is known. */
export interface Judgement {
  readonly status: "present" | "late" | "half-day" | "incomplete" | "unrostered";
  readonly lateMs: number;
  readonly earlyLeaveMs: number;
  readonly workedMs: number;
  readonly overtimeMs: number;
}

const WHOLE_BP = 10_000;

export function judgeStay(
  stay: { readonly inAtMs: number | null; readonly outAtMs: number | null; readonly isEndMissed: boolean },
  rostered: RosteredShift | null,
): Judgement {
  const { inAtMs, outAtMs } = stay;
  const lateMs = inAtMs === null || rostered === null ? 0 : lateBy(inAtMs, rostered);
  if (inAtMs === null || (outAtMs === null && stay.isEndMissed)) {
    return { status: "incomplete", lateMs, earlyLeaveMs: 0, workedMs: 0, overtimeMs: 0 };
  }
  if (outAtMs === null) {
    const status = rostered === null ? "unrostered" : lateMs > 0 ? "late" : "present";
    return { status, lateMs, earlyLeaveMs: 0, workedMs: 0, overtimeMs: 0 };
  }
  if (rostered === null) {
    return { status: "unrostered", lateMs: 0, earlyLeaveMs: 0, workedMs: outAtMs - inAtMs, overtimeMs: 0 };
  }
  const { shift, endAtMs } = rostered;
  const workedMs = Math.max(0, outAtMs - inAtMs - shift.unpaidBreakMs);
  const isHalf = workedMs * WHOLE_BP < shiftPaidMs(rostered) * shift.halfDayShareBp;
  return {
    status: isHalf ? "half-day" : lateMs > 0 ? "late" : "present",
    lateMs,
    earlyLeaveMs: endAtMs - outAtMs > shift.earlyOutGraceMs ? endAtMs - outAtMs : 0,
    workedMs,
    overtimeMs: outAtMs - endAtMs > shift.overtimeAfterMs ? outAtMs - endAtMs : 0,
  };
}

/** Minutes after the start count only beyond the grace, and then all of them. */
function lateBy(inAtMs: number, { startAtMs, shift }: RosteredShift): number {
  return inAtMs > startAtMs + shift.lateGraceMs ? inAtMs - startAtMs : 0;
}
