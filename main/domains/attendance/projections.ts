import type { AttendanceSessionId } from "#domains/attendance/ids.ts";
import { correctionSessionId, type StoredAttendanceEvent } from "#domains/attendance/state.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { createPreparedQuery, createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectPay } from "./pay-projections.ts";
import { rewriteStay } from "./stay-rows.ts";
import { attendanceSql } from "./tables.ts";

type EventNamed<Type extends StoredAttendanceEvent["type"]> = Extract<StoredAttendanceEvent, { readonly type: Type }>;

const insertPunch = createRowInsert(attendanceSql, "attendance_punch");
const insertRosterEntry = createRowInsert(attendanceSql, "roster_entry", { onConflict: "keep" });

const selectSessionOf = createPreparedQuery<{ punchId: string }, { readonly session_id: AttendanceSessionId }>(
  (value) =>
    attendanceSql
      .selectFrom("attendance_punch")
      .select("session_id")
      .where("punch_id", "=", value("punchId") as EventNamed<"punch-flipped">["body"]["punchId"]), // only compared
);

/** Brings the read models of attendance up to one event. */
export function projectAttendance(db: WritableDb, event: StoredAttendanceEvent): void {
  switch (event.type) {
    case "shift-defined":
    case "shift-retired":
      return projectShift(db, event);
    case "roster-set":
      return projectRoster(db, event);
    case "checked-in":
    case "checked-out":
      return projectPunch(db, event);
    case "punch-flipped":
      return projectFlip(db, event);
    case "punch-withdrawn":
      return changePunch(db, event.body.punchId, { is_withdrawn: 1 });
    case "punch-explained":
      return changePunch(db, event.body.punchId, { explanation: event.body.reasonCode });
    case "absence-recorded":
      return projectAbsence(db, event);
    case "check-out-missed":
      return rewriteStay(db, event.body.sessionId, { isEndMissed: true });
    case "leave-requested":
      return projectLeaveRequested(db, event);
    case "leave-approved":
    case "leave-rejected":
      return projectLeaveDecided(db, event);
    case "correction-requested":
      return projectCorrectionRequested(db, event);
    case "correction-approved":
    case "correction-rejected":
      return projectCorrectionDecided(db, event);
    case "overtime-approved":
      return rewriteStay(db, event.body.sessionId, { approvedOvertimeMs: event.body.approvedMs });
    case "pay-period-drafted":
    case "head-pay-approved":
    case "pay-period-approved":
    case "pay-period-paid":
      return projectPay(db, event);
  }
}

function projectShift(db: WritableDb, event: EventNamed<"shift-defined"> | EventNamed<"shift-retired">): void {
  const { shiftCode } = event.body;
  const definition = event.type === "shift-defined" ? JSON.stringify(event.body) : definitionBefore(db, shiftCode);
  if (definition === null) return;
  db.run(
    attendanceSql.insertInto("shift_version").values({
      shift_code: shiftCode,
      from_date: event.serviceDate,
      seq: event.seq,
      definition,
      is_retired: event.type === "shift-retired" ? 1 : 0,
    }),
  );
}

function definitionBefore(db: WritableDb, shiftCode: string): string | null {
  const row = db.first(
    attendanceSql
      .selectFrom("shift_version")
      .select("definition")
      .where("shift_code", "=", shiftCode)
      .orderBy("seq", "desc")
      .limit(1),
  );
  return row?.definition ?? null;
}

/** A roster written afterwards judges the stays of its people on that date and beside it again. */
function projectRoster(db: WritableDb, { body: { serviceDate, entries } }: EventNamed<"roster-set">): void {
  for (const { staffId, shiftCodes } of entries) {
    db.run(
      attendanceSql.deleteFrom("roster_entry").where("service_date", "=", serviceDate).where("staff_id", "=", staffId),
    );
    for (const shiftCode of shiftCodes) {
      db.run(insertRosterEntry({ service_date: serviceDate, staff_id: staffId, shift_code: shiftCode }));
    }
    for (const sessionId of staysAround(db, staffId, serviceDate)) rewriteStay(db, sessionId);
  }
}

function staysAround(db: WritableDb, staffId: string, date: LocalDate): readonly AttendanceSessionId[] {
  return db
    .all(
      attendanceSql
        .selectFrom("attendance_stay")
        .select("session_id")
        .where("staff_id", "=", staffId as EventNamed<"checked-in">["body"]["staffId"]) // only compared
        .where("service_date", ">=", addDays(date, -1))
        .where("service_date", "<=", addDays(date, 1))
        .orderBy("session_id"),
    )
    .map((row) => row.session_id);
}

function projectPunch(db: WritableDb, event: EventNamed<"checked-in"> | EventNamed<"checked-out">): void {
  const { body, marks } = event;
  db.run(
    insertPunch({
      punch_id: body.punchId,
      staff_id: body.staffId,
      session_id: body.sessionId,
      direction: event.type === "checked-in" ? "in" : "out",
      at_ms: body.atMs,
      recorded_at_ms: event.recordedAtMs,
      clock_date: body.clockDate,
      method: body.method,
      badge_id: body.badgeId ?? null,
      device_id: event.deviceId,
      photo_id: body.photoId ?? null,
      is_short_stay: event.type === "checked-out" && event.body.isShortStay ? 1 : 0,
      is_flipped: 0,
      is_withdrawn: 0,
      is_clock_replaced: marks.isOccurredAtReplaced === true || body.isClockReplaced === true ? 1 : 0,
      is_late_entry: marks.isLateEntry === true || body.isEvidence === true ? 1 : 0,
      is_evidence: body.isEvidence === true ? 1 : 0,
      explanation: event.type === "checked-in" ? (event.body.reasonCode ?? null) : null,
    }),
  );
  rewriteStay(db, body.sessionId);
}

function projectFlip(db: WritableDb, { body }: EventNamed<"punch-flipped">): void {
  const before = db.first(selectSessionOf({ punchId: body.punchId }));
  db.run(
    attendanceSql
      .updateTable("attendance_punch")
      .set({ direction: body.direction, session_id: body.sessionId, is_flipped: 1 })
      .where("punch_id", "=", body.punchId),
  );
  if (before !== undefined && before.session_id !== body.sessionId) rewriteStay(db, before.session_id);
  rewriteStay(db, body.sessionId);
}

function changePunch(
  db: WritableDb,
  punchId: EventNamed<"punch-withdrawn">["body"]["punchId"],
  change: { readonly is_withdrawn?: 1; readonly explanation?: EventNamed<"punch-explained">["body"]["reasonCode"] },
): void {
  const before = db.first(selectSessionOf({ punchId }));
  db.run(attendanceSql.updateTable("attendance_punch").set(change).where("punch_id", "=", punchId));
  if (before !== undefined) rewriteStay(db, before.session_id);
}

function projectAbsence(db: WritableDb, { body }: EventNamed<"absence-recorded">): void {
  const row = { staff_id: body.staffId, service_date: body.serviceDate, shift_code: body.shiftCode };
  db.run(
    attendanceSql
      .insertInto("attendance_absence")
      .values(row)
      .onConflict((conflict) => conflict.doNothing()),
  );
}

const NOT_DECIDED = { state: "asked", decided_by_staff_id: null, decided_at_ms: null, reason: null } as const;

function projectLeaveRequested(db: WritableDb, event: EventNamed<"leave-requested">): void {
  const { body } = event;
  db.run(
    attendanceSql.insertInto("attendance_leave").values({
      leave_id: body.leaveId,
      staff_id: body.staffId,
      kind: body.kind,
      from_date: body.fromDate,
      to_date: body.toDate,
      reason_code: body.reasonCode,
      note: body.note ?? null,
      requested_at_ms: event.occurredAtMs,
      requested_by_staff_id: event.staffId,
      ...NOT_DECIDED,
    }),
  );
}

function projectLeaveDecided(db: WritableDb, event: EventNamed<"leave-approved"> | EventNamed<"leave-rejected">): void {
  const decided = decision(event, event.type === "leave-approved");
  db.run(attendanceSql.updateTable("attendance_leave").set(decided).where("leave_id", "=", event.body.leaveId));
}

function projectCorrectionRequested(db: WritableDb, event: EventNamed<"correction-requested">): void {
  const { body } = event;
  db.run(
    attendanceSql.insertInto("attendance_correction").values({
      correction_id: body.correctionId,
      staff_id: body.staffId,
      session_id: body.sessionId ?? null,
      service_date: body.serviceDate,
      in_at_ms: body.inAtMs ?? null,
      out_at_ms: body.outAtMs ?? null,
      original_in_at_ms: body.originalInAtMs,
      original_out_at_ms: body.originalOutAtMs,
      reason_code: body.reasonCode,
      note: body.note ?? null,
      requested_at_ms: event.occurredAtMs,
      requested_by_staff_id: event.staffId,
      ...NOT_DECIDED,
    }),
  );
}

function projectCorrectionDecided(
  db: WritableDb,
  event: EventNamed<"correction-approved"> | EventNamed<"correction-rejected">,
): void {
  const { correctionId } = event.body;
  const isApproved = event.type === "correction-approved";
  db.run(
    attendanceSql
      .updateTable("attendance_correction")
      .set(decision(event, isApproved))
      .where("correction_id", "=", correctionId),
  );
  if (!isApproved) return;
  const row = db.first(
    attendanceSql.selectFrom("attendance_correction").selectAll().where("correction_id", "=", correctionId),
  );
  if (row === undefined) return;
  rewriteStay(db, row.session_id ?? correctionSessionId(correctionId), {
    correctedInAtMs: row.in_at_ms,
    correctedOutAtMs: row.out_at_ms,
    correction: { staffId: row.staff_id, serviceDate: row.service_date },
  });
}

function decision(
  event: EventNamed<"leave-approved" | "leave-rejected" | "correction-approved" | "correction-rejected">,
  isApproved: boolean,
) {
  return {
    state: isApproved ? ("approved" as const) : ("rejected" as const),
    decided_by_staff_id: event.staffId,
    decided_at_ms: event.occurredAtMs,
    reason: "reason" in event.body ? event.body.reason : null,
  };
}
