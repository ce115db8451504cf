import type { StoredPeopleEvent } from "#domains/people/state.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { peopleSql, type PeopleTables } from "./tables.ts";

/** Brings the read models of people up to one event. */
export function projectPeople(db: WritableDb, event: StoredPeopleEvent): void {
  switch (event.type) {
    case "staff-added":
      projectStaffAdded(db, event);
      return;
    case "staff-changed":
      projectStaffChanged(db, event);
      return;
    case "staff-ended":
      updateStaff(db, event.body.staffId, { status: "ended", end_date: event.body.endDate });
      return;
    case "staff-erased":
      updateStaff(db, event.body.staffId, { is_erased: 1, sealed_id: null });
      return;
    case "pin-reset":
      updateStaff(db, event.body.staffId, { number_issued_at_ms: event.recordedAtMs });
      return;
    case "role-assigned": {
      const { staffId, role, untilDate } = event.body;
      db.run(
        peopleSql
          .insertInto("staff_role")
          .values({ staff_id: staffId, role, until_date: untilDate ?? null })
          .onConflict((conflict) =>
            conflict.columns(["staff_id", "role"]).doUpdateSet({ until_date: untilDate ?? null }),
          ),
      );
      return;
    }
    case "role-withdrawn":
      db.run(
        peopleSql
          .deleteFrom("staff_role")
          .where("staff_id", "=", event.body.staffId)
          .where("role", "=", event.body.role),
      );
      return;
    case "division-defined": {
      const { divisionCode, name, leadStaffId, targetHeadCount } = event.body;
      const values = { name, lead_staff_id: leadStaffId ?? null, target_head_count: targetHeadCount };
      db.run(
        peopleSql
          .insertInto("division")
          .values({ division_code: divisionCode, ...values })
          .onConflict((conflict) => conflict.column("division_code").doUpdateSet(values)),
      );
      return;
    }
    case "staff-session-opened":
      db.run(
        peopleSql.insertInto("staff_session").values({
          session_id: event.body.sessionId,
          staff_id: event.body.staffId,
          device_id: event.body.deviceId,
          face: event.body.face,
          opened_at_ms: event.recordedAtMs,
          expires_at_ms: event.body.expiresAtMs,
          closed_at_ms: null,
        }),
      );
      return;
    case "staff-session-closed":
      db.run(
        peopleSql
          .updateTable("staff_session")
          .set({ closed_at_ms: event.recordedAtMs })
          .where("session_id", "=", event.body.sessionId),
      );
      return;
  }
}

function projectStaffAdded(db: WritableDb, event: Extract<StoredPeopleEvent, { readonly type: "staff-added" }>): void {
  const { body } = event;
  db.run(
    peopleSql.insertInto("staff").values({
      staff_id: body.staffId,
      staff_code: body.staffCode,
      division_code: body.divisionCode,
      position: body.position,
      employment_kind: body.employmentKind,
      join_date: body.joinDate,
      end_date: null,
      status: "active",
      is_erased: 0,
      sealed_id: body.sealed.sealedId,
      number_issued_at_ms: event.recordedAtMs,
    }),
  );
  for (const role of body.roles) {
    db.run(peopleSql.insertInto("staff_role").values({ staff_id: body.staffId, role, until_date: null }));
  }
}

function projectStaffChanged(
  db: WritableDb,
  event: Extract<StoredPeopleEvent, { readonly type: "staff-changed" }>,
): void {
  const { staffId, divisionCode, employmentKind, position, status, sealed } = event.body;
  const change = {
    ...(divisionCode !== undefined && { division_code: divisionCode }),
    ...(employmentKind !== undefined && { employment_kind: employmentKind }),
    ...(position !== undefined && { position }),
    ...(status !== undefined && { status }),
    ...(sealed !== undefined && { sealed_id: sealed.sealedId }),
  };
  if (Object.keys(change).length > 0) updateStaff(db, staffId, change);
}

function updateStaff(db: WritableDb, staffId: string, change: Partial<PeopleTables["staff"]>): void {
  db.run(peopleSql.updateTable("staff").set(change).where("staff_id", "=", staffId));
}
