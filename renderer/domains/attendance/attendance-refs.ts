import type * as commands from "#domains/attendance/commands.ts";
import type * as queries from "#domains/attendance/queries.ts";
import { factRef, grantRef, queryRef } from "#renderer/client/refs.ts";

export const attendanceBoardRef = queryRef<typeof queries.attendanceBoardQuery>("attendance-board", "key");
export const attendanceCountsRef = queryRef<typeof queries.attendanceCountsQuery>("attendance-counts", "serviceDate");
export const attendanceMonthRef = queryRef<typeof queries.attendanceMonthQuery>("attendance-month", "staffId");
export const correctionsRef = queryRef<typeof queries.correctionsQuery>("corrections", "correctionId");
export const leavesRef = queryRef<typeof queries.leavesQuery>("leaves", "leaveId");
export const myHoursRef = queryRef<typeof queries.myHoursQuery>("my-hours", "sessionId");
export const punchesRef = queryRef<typeof queries.punchesQuery>("punches", "punchId");
export const rosterRef = queryRef<typeof queries.rosterQuery>("roster", "serviceDate");
export const shiftsRef = queryRef<typeof queries.shiftsQuery>("shifts", "shiftCode");
export const staysRef = queryRef<typeof queries.staysQuery>("stays", "sessionId");
export const terminalRosterRef = queryRef<typeof queries.terminalRosterQuery>("terminal-roster", "staffId");

export const explainPunchRef = factRef<typeof commands.explainPunch>("explain-punch");
export const flipPunchRef = factRef<typeof commands.flipPunch>("flip-punch");
export const recordPunchRef = factRef<typeof commands.recordPunch>("record-punch");
export const requestCorrectionRef = factRef<typeof commands.requestCorrection>("request-correction");
export const requestLeaveRef = factRef<typeof commands.requestLeave>("request-leave");
export const withdrawPunchRef = factRef<typeof commands.withdrawPunch>("withdraw-punch");

export const approveCorrectionRef = grantRef<typeof commands.approveCorrection>("approve-correction");
export const approveLeaveRef = grantRef<typeof commands.approveLeave>("approve-leave");
export const approveOvertimeRef = grantRef<typeof commands.approveOvertime>("approve-overtime");
export const copyRosterRef = grantRef<typeof commands.copyRoster>("copy-roster");
export const defineShiftRef = grantRef<typeof commands.defineShift>("define-shift");
export const recordPunchOnBehalfRef = grantRef<typeof commands.recordPunchOnBehalf>("record-punch-on-behalf");
export const rejectCorrectionRef = grantRef<typeof commands.rejectCorrection>("reject-correction");
export const rejectLeaveRef = grantRef<typeof commands.rejectLeave>("reject-leave");
export const retireShiftRef = grantRef<typeof commands.retireShift>("retire-shift");
export const setRosterRef = grantRef<typeof commands.setRoster>("set-roster");
