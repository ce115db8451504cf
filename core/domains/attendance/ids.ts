import { idSchema, type Id } from "#kernel/ids.ts";

/** One touch of a badge, a code or a number at a terminal: the fact everything else follows from. */
export type PunchId = Id<"punch">;
export const punchIdSchema = idSchema("punch");
/** One stay in the kitchen, from MASUK to PULANG. */
export type AttendanceSessionId = Id<"attendance_session">;
export const attendanceSessionIdSchema = idSchema("attendance_session");
export const correctionIdSchema = idSchema("correction");
export const leaveIdSchema = idSchema("leave");
export const payPeriodIdSchema = idSchema("pay_period");
export const photoIdSchema = idSchema("photo");

/** Everything about one person's presence: punches, corrections, leave, absences. */
export function attendanceStreamId(staffId: string): string {
  return `attendance:${staffId}`;
}

/** The stream of one shift pattern. */
export function shiftStreamId(shiftCode: string): string {
  return `shift:${shiftCode}`;
}

/** The stream of one service date's roster. */
export function rosterStreamId(serviceDate: string): string {
  return `roster:${serviceDate}`;
}

/** A stay is named by the punch that began it, so the same punches always give the same stays. */
export function sessionIdOfPunch(punchId: PunchId): AttendanceSessionId {
  return punchId.replace("punch_", "attendance_session_") as AttendanceSessionId; // 32 hex digits after the prefix
}
