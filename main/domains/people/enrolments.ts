import type { StoredPeopleEvent } from "#domains/people/state.ts";
import { deviceById } from "#main/domains/devices/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { staffName } from "./queries.ts";
import { peopleSql } from "./tables.ts";

type EnrolmentEvent = Extract<
  StoredPeopleEvent,
  { readonly type: "card-enrolment-opened" | "card-offered" | "card-enrolment-closed" }
>;

/** Keeps one row for each time a card was waited for. */
export function projectEnrolment(db: WritableDb, event: EnrolmentEvent): void {
  const { enrolmentId } = event.body;
  if (event.type === "card-enrolment-opened") {
    db.run(
      peopleSql.insertInto("card_enrolment").values({
        enrolment_id: enrolmentId,
        staff_id: event.body.staffId,
        opened_seq: event.seq,
        expires_at_ms: event.body.expiresAtMs,
        offered_at_ms: null,
        offered_device_id: null,
        closed_at_ms: null,
      }),
    );
    return;
  }
  const change =
    event.type === "card-offered"
      ? { offered_at_ms: event.recordedAtMs, offered_device_id: event.deviceId }
      : { closed_at_ms: event.recordedAtMs };
  db.run(peopleSql.updateTable("card_enrolment").set(change).where("enrolment_id", "=", enrolmentId));
}

/** The newest one, unless it is over; faces tell by its time whether it is still waited for. */
export function enrolmentRows(db: ReadableDb, viewer: QueryViewer) {
  const row = newest(db);
  if (row === undefined || row.closed_at_ms !== null) return [];
  const device = row.offered_device_id === null ? undefined : deviceById(db, row.offered_device_id);
  return [
    {
      enrolmentId: row.enrolment_id,
      staffId: row.staff_id,
      name: viewer.isNamesAllowed ? staffName(db, row.staff_id) : "",
      expiresAtMs: row.expires_at_ms,
      offeredAtMs: row.offered_at_ms,
      offeredAtDevice: device?.name ?? null,
    },
  ];
}

/** Until when a card is waited for, for somebody else; one that was read is waited for no more. */
export function enrolmentElsewhere(db: ReadableDb, staffId: string, nowMs: number): number | null {
  const row = newest(db);
  const isWaited = row !== undefined && row.closed_at_ms === null && row.offered_at_ms === null;
  return isWaited && row.staff_id !== staffId && row.expires_at_ms > nowMs ? row.expires_at_ms : null;
}

function newest(db: ReadableDb) {
  return db.first(peopleSql.selectFrom("card_enrolment").selectAll().orderBy("opened_seq", "desc").limit(1));
}
