import type { SiteRole } from "#kernel/access.ts";
import { staffStreamId } from "#domains/people/ids.ts";
import type { StoredPeopleEvent } from "#domains/people/state.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectEnrolment } from "./enrolments.ts";
import { projectCertificate, projectReview } from "./review-projections.ts";
import { peopleSql, type PeopleTables } from "./tables.ts";

/** Brings the read models of people up to one event. */
export function projectPeople(db: WritableDb, event: StoredPeopleEvent): void {
  projectRows(db, event);
  if ("staffId" in event.body && event.streamId === staffStreamId(event.body.staffId)) {
    db.run(moveVersion({ staffId: event.body.staffId, streamVersion: event.streamVersion }));
  }
}

const moveVersion = createPreparedQuery<{ staffId: string; streamVersion: number }>((value) =>
  peopleSql
    .updateTable("staff")
    .set({ stream_version: value("streamVersion") })
    .where("staff_id", "=", value("staffId")),
);

function projectRows(db: WritableDb, event: StoredPeopleEvent): void {
  switch (event.type) {
    case "staff-added":
      projectStaffAdded(db, event);
      return;
    case "staff-imported":
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
    case "role-assigned":
      projectRoleAssigned(db, event);
      return;
    case "role-withdrawn":
      db.run(deleteRole({ staffId: event.body.staffId, role: event.body.role }));
      return;
    case "staff-pay-set":
      return;
    case "staff-certificate-recorded":
      projectCertificate(db, event);
      return;
    case "review-started":
    case "review-submitted":
    case "review-acknowledged":
    case "review-disputed":
    case "review-closed":
      projectReview(db, event);
      return;
    case "badge-issued": {
      const { badgeId, staffId, badgeKind } = event.body;
      const row = { badge_id: badgeId, staff_id: staffId, badge_kind: badgeKind };
      db.run(peopleSql.insertInto("badge").values({ ...row, issued_at_ms: event.recordedAtMs, revoked_at_ms: null }));
      return;
    }
    case "badge-revoked":
      db.run(
        peopleSql
          .updateTable("badge")
          .set({ revoked_at_ms: event.recordedAtMs })
          .where("badge_id", "=", event.body.badgeId),
      );
      return;
    case "card-enrolment-opened":
    case "card-offered":
    case "card-enrolment-closed":
      projectEnrolment(db, event);
      return;
    case "division-defined":
      projectDivisionDefined(db, event);
      return;
    case "staff-session-opened":
      projectSessionOpened(db, event);
      return;
    case "staff-session-closed":
      db.run(closeSession({ sessionId: event.body.sessionId, atMs: event.recordedAtMs }));
      return;
  }
}

type EventNamed<Type extends StoredPeopleEvent["type"]> = Extract<StoredPeopleEvent, { readonly type: Type }>;

const deleteRole = createPreparedQuery<{ staffId: string; role: SiteRole }>((value) =>
  peopleSql.deleteFrom("staff_role").where("staff_id", "=", value("staffId")).where("role", "=", value("role")),
);

const closeSession = createPreparedQuery<{ sessionId: string; atMs: number }>((value) =>
  peopleSql
    .updateTable("staff_session")
    .set({ closed_at_ms: value("atMs") })
    .where("session_id", "=", value("sessionId")),
);

function projectRoleAssigned(db: WritableDb, event: EventNamed<"role-assigned">): void {
  const { staffId, role, untilDate } = event.body;
  const values = { until_date: untilDate ?? null };
  db.run(
    peopleSql
      .insertInto("staff_role")
      .values({ staff_id: staffId, role, ...values })
      .onConflict((conflict) => conflict.columns(["staff_id", "role"]).doUpdateSet(values)),
  );
}

function projectDivisionDefined(db: WritableDb, event: EventNamed<"division-defined">): void {
  const { divisionCode, name, leadStaffId, targetHeadCount } = event.body;
  const values = { name, lead_staff_id: leadStaffId ?? null, target_head_count: targetHeadCount };
  db.run(
    peopleSql
      .insertInto("division")
      .values({ division_code: divisionCode, ...values })
      .onConflict((conflict) => conflict.column("division_code").doUpdateSet(values)),
  );
}

function projectSessionOpened(db: WritableDb, event: EventNamed<"staff-session-opened">): void {
  const { body } = event;
  db.run(
    peopleSql.insertInto("staff_session").values({
      session_id: body.sessionId,
      staff_id: body.staffId,
      device_id: body.deviceId,
      face: body.face,
      opened_at_ms: event.recordedAtMs,
      expires_at_ms: body.expiresAtMs,
      closed_at_ms: null,
    }),
  );
}

function projectStaffAdded(db: WritableDb, event: EventNamed<"staff-added">): void {
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
      number_issued_at_ms: body.isWithoutNumber === true ? null : event.recordedAtMs,
      stream_version: event.streamVersion,
      changed_at_ms: null,
      changed_by_staff_id: null,
    }),
  );
  for (const role of body.roles) {
    db.run(peopleSql.insertInto("staff_role").values({ staff_id: body.staffId, role, until_date: null }));
  }
}

function projectStaffChanged(db: WritableDb, event: EventNamed<"staff-changed">): void {
  const { staffId, divisionCode, employmentKind, position, status, sealed } = event.body;
  const change = {
    ...(divisionCode !== undefined && { division_code: divisionCode }),
    ...(employmentKind !== undefined && { employment_kind: employmentKind }),
    ...(position !== undefined && { position }),
    ...(status !== undefined && { status }),
    ...(sealed !== undefined && { sealed_id: sealed.sealedId }),
    changed_at_ms: event.recordedAtMs,
    changed_by_staff_id: event.staffId,
  };
  updateStaff(db, staffId, change);
}

function updateStaff(db: WritableDb, staffId: string, change: Partial<PeopleTables["staff"]>): void {
  db.run(peopleSql.updateTable("staff").set(change).where("staff_id", "=", staffId));
}
