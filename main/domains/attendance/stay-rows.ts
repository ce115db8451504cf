import type { AttendanceSessionId } from "#domains/attendance/ids.ts";
import { judgeStay, matchShift, type RosteredShift } from "#domains/attendance/shift-match.ts";
import type { AttendanceFlag, SessionMethod } from "#domains/attendance/values.ts";
import type { LocalDate } from "#kernel/time.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { isPaidDate } from "./pay-facts.ts";
import { rosteredAround, rosteredBetween } from "./shifts.ts";
import { attendanceSql, type AttendanceTables } from "./tables.ts";

type PunchRow = AttendanceTables["attendance_punch"];
type StayRow = AttendanceTables["attendance_stay"];

const selectPunches = createPreparedQuery<{ sessionId: string }, PunchRow>((value) =>
  attendanceSql
    .selectFrom("attendance_punch")
    .selectAll()
    .where("session_id", "=", value("sessionId") as AttendanceSessionId) // only compared
    .where("is_withdrawn", "=", 0)
    .orderBy("at_ms")
    .orderBy("punch_id"),
);

const selectStay = createPreparedQuery<{ sessionId: string }, StayRow>(
  (value) =>
    attendanceSql
      .selectFrom("attendance_stay")
      .selectAll()
      .where("session_id", "=", value("sessionId") as AttendanceSessionId), // only compared
);

/** What is known of a stay beside its punches: kept from its row, or told by the event at hand. */
export interface StayMarks {
  readonly correctedInAtMs?: number | null;
  readonly correctedOutAtMs?: number | null;
  readonly approvedOvertimeMs?: number | null;
  readonly isEndMissed?: boolean;
  /** For a stay nobody punched. */
  readonly correction?: { readonly staffId: StayRow["staff_id"]; readonly serviceDate: LocalDate };
}

/**
 * Computes a stay anew from its punches, its approved correction and the roster as it is now, and writes its row; without
 * any of them the row goes. Shares every rule with the decision (`shift-match.ts`).
 */
export function rewriteStay(db: WritableDb, sessionId: AttendanceSessionId, marks: StayMarks = {}): void {
  const before = db.first(selectStay({ sessionId }));
  const punches = db.all(selectPunches({ sessionId }));
  const correctedIn = marks.correctedInAtMs ?? before?.corrected_in_at_ms ?? null;
  const correctedOut = marks.correctedOutAtMs ?? before?.corrected_out_at_ms ?? null;
  const row = stayRow(sessionId, { before, punches, correctedIn, correctedOut, marks }, db);
  db.run(attendanceSql.deleteFrom("attendance_stay").where("session_id", "=", sessionId));
  if (row !== null) db.run(attendanceSql.insertInto("attendance_stay").values(row));
}

interface StaySources {
  readonly before: StayRow | undefined;
  readonly punches: readonly PunchRow[];
  readonly correctedIn: number | null;
  readonly correctedOut: number | null;
  readonly marks: StayMarks;
}

function stayRow(sessionId: AttendanceSessionId, sources: StaySources, db: WritableDb): StayRow | null {
  const { before, punches, correctedIn, correctedOut, marks } = sources;
  const counted = punches.filter((punch) => punch.is_evidence === 0);
  const ins = counted.filter(({ direction }) => direction === "in");
  const outs = counted.filter(({ direction }) => direction === "out");
  const punchIn = ins[0];
  const punchOut = outs.at(-1);
  const inAtMs = correctedIn ?? punchIn?.at_ms ?? null;
  const outAtMs = correctedOut ?? punchOut?.at_ms ?? null;
  const beginsAtMs = inAtMs ?? outAtMs;
  const first = counted[0];
  const staffId = first?.staff_id ?? marks.correction?.staffId ?? before?.staff_id;
  const clockDate = punchIn?.clock_date ?? first?.clock_date ?? marks.correction?.serviceDate ?? before?.service_date;
  if (beginsAtMs === null || staffId === undefined || clockDate === undefined) return null;
  const paid = before !== undefined && isPaidDate(db, before.service_date) ? before : null;
  const rostered =
    paid === null ? matchShift(beginsAtMs, rosteredAround(db, { staffId, clockDate })) : shiftPaidFor(paid, db);
  const isEndMissed = marks.isEndMissed ?? before?.is_end_missed === 1;
  const judged = judgeStay({ inAtMs, outAtMs, isEndMissed }, rostered);
  const isCorrected = correctedIn !== null || correctedOut !== null;
  const method: SessionMethod = first?.method ?? "correction";
  const explanation = punches.find((punch) => punch.explanation !== null)?.explanation ?? null;
  const flags = flagsOf({ punches, status: judged.status, isCorrected, explanation });
  return {
    session_id: sessionId,
    staff_id: staffId,
    service_date: rostered?.serviceDate ?? paid?.service_date ?? clockDate,
    shift_code: rostered?.shift.shiftCode ?? null,
    in_at_ms: inAtMs,
    out_at_ms: outAtMs,
    original_in_at_ms: punchIn?.at_ms ?? null,
    original_out_at_ms: punchOut?.at_ms ?? null,
    corrected_in_at_ms: correctedIn,
    corrected_out_at_ms: correctedOut,
    begins_at_ms: beginsAtMs,
    method,
    status: judged.status,
    late_ms: judged.lateMs,
    early_leave_ms: judged.earlyLeaveMs,
    worked_ms: judged.workedMs,
    overtime_ms: judged.overtimeMs,
    // What was approved of a longer overtime is not more than what is measured now.
    approved_overtime_ms: approvedOvertime(
      marks.approvedOvertimeMs ?? before?.approved_overtime_ms ?? null,
      judged.overtimeMs,
    ),
    explanation,
    flags: JSON.stringify(flags),
    in_photo_id: punchIn?.photo_id ?? null,
    out_photo_id: punchOut?.photo_id ?? null,
    is_corrected: isCorrected ? 1 : 0,
    is_end_missed: isEndMissed ? 1 : 0,
    is_flagged: flags.some((flag) => FLAGS_TO_SETTLE.includes(flag)) ? 1 : 0,
  };
}

/** A stay whose wages are approved keeps its date and shift: a roster written beside its period claims it no more. */
function shiftPaidFor(paid: StayRow, db: WritableDb): RosteredShift | null {
  const { staff_id: staffId, service_date: date, shift_code: shiftCode } = paid;
  const rostered = rosteredBetween(db, { staffId, fromDate: date, toDate: date });
  return rostered.find(({ shift }) => shift.shiftCode === shiftCode) ?? null;
}

function approvedOvertime(approvedMs: number | null, measuredMs: number): number | null {
  return approvedMs === null ? null : Math.min(approvedMs, measuredMs);
}

/** Flags that wait for somebody; the others are only told. */
const FLAGS_TO_SETTLE: readonly AttendanceFlag[] = ["short-stay", "unrostered", "incomplete", "clock-replaced"];

/** What somebody should look at; a stay whose question was answered, or that was corrected, no longer asks it. */
function flagsOf(stay: {
  readonly punches: readonly PunchRow[];
  readonly status: string;
  readonly isCorrected: boolean;
  readonly explanation: string | null;
}): readonly AttendanceFlag[] {
  const { punches, isCorrected, explanation } = stay;
  const isOpen = explanation === null && !isCorrected;
  const flags: readonly (AttendanceFlag | false)[] = [
    isOpen && punches.some((punch) => punch.is_short_stay === 1 && punch.direction === "out") && "short-stay",
    isOpen && stay.status === "unrostered" && "unrostered",
    stay.status === "incomplete" && "incomplete",
    !isCorrected && punches.some((punch) => punch.is_clock_replaced === 1) && "clock-replaced",
    punches.some((punch) => punch.photo_id === null && punch.method !== "on-behalf") && "no-photo",
    punches.some((punch) => punch.is_late_entry === 1) && "late-entry",
    punches.some((punch) => punch.is_flipped === 1) && "flipped",
  ];
  return flags.filter((flag) => flag !== false);
}
