import type { Transaction } from "kysely";
import { alertEvents } from "#domains/alerts/events.ts";
import { attendanceEvents } from "#domains/attendance/events.ts";
import { productionEvents } from "#domains/production/events.ts";
import { qualityEvents } from "#domains/quality/events.ts";
import { siteEvents } from "#domains/site/events.ts";
import type { EventDefinition } from "#kernel/definition.ts";
import type { EventRow, HubTables } from "#hub/store/tables.ts";
import type { BookEvent } from "./site-book.ts";

/** A piece of a kitchen's log: numbers after `afterSeq` up to `toSeq` as written in one life of its store. */
export interface LogPiece {
  readonly epoch: string;
  readonly afterSeq: number;
  readonly toSeq: number;
}

/** The log of a kitchen as its present life sees it: up to `base_seq` it is the one of the life before. Oldest first. */
export async function piecesOfLog(
  db: Transaction<HubTables>,
  site: { readonly siteId: string; readonly epoch: string; readonly ackedSeq: number },
): Promise<readonly LogPiece[]> {
  const lives = await db
    .selectFrom("site_epoch")
    .select(["epoch", "base_seq", "previous_epoch"])
    .where("site_id", "=", site.siteId)
    .execute();
  const pieces: LogPiece[] = [];
  let toSeq = site.ackedSeq;
  let life = lives.find(({ epoch }) => epoch === site.epoch);
  while (life !== undefined) {
    const { epoch, base_seq: baseSeq, previous_epoch: previous } = life;
    if (toSeq > baseSeq) pieces.unshift({ epoch, afterSeq: baseSeq, toSeq });
    toSeq = Math.min(toSeq, baseSeq);
    life = lives.find((other) => other.epoch === previous);
  }
  return pieces;
}

/** The next events after a number, in order; those set aside are left out. */
export async function readPiece(
  db: Transaction<HubTables>,
  siteId: string,
  piece: LogPiece,
  limit: number,
): Promise<readonly EventRow[]> {
  return db
    .selectFrom("event")
    .selectAll()
    .where("site_id", "=", siteId)
    .where("epoch", "=", piece.epoch)
    .where("seq", ">", piece.afterSeq)
    .where("seq", "<=", piece.toSeq)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

const PUNCHES: readonly string[] = [
  ...["checked-in", "checked-out", "punch-flipped", "punch-withdrawn", "check-out-missed"],
];
const DAYS: readonly string[] = [
  ...["service-day-opened", "service-day-kind-set", "service-day-closed", "service-day-reopened"],
];
const told: readonly EventDefinition[] = [
  ...productionEvents,
  ...qualityEvents,
  ...alertEvents,
  ...siteEvents.filter(({ type }) => DAYS.includes(type)),
  ...attendanceEvents.filter(({ type }) => PUNCHES.includes(type)),
];
const DEFINITIONS = new Map(told.map((definition) => [`${definition.type} ${definition.v}`, definition]));

/** The event of a row, when a book tells of its type and its body is of the shape this hub knows; else null. */
export function bookEventOf(row: EventRow): BookEvent | null {
  if (row.quarantine_code !== null) return null;
  const body = DEFINITIONS.get(`${row.type} ${row.v}`)?.body.safeParse(row.body);
  if (body?.success !== true) return null;
  return {
    ...{ type: row.type, v: row.v, body: body.data, seq: row.seq, eventId: row.event_id, streamId: row.stream_id },
    ...{ occurredAtMs: row.occurred_at_ms, recordedAtMs: row.recorded_at_ms, serviceDate: row.service_date },
    ...{ staffId: row.staff_id, deviceId: row.device_id },
  } as unknown as BookEvent; // the members a fold reads, of a body parsed by its own schema
}
