import { HUB_PUSH_EVENTS_MAX_COUNT, HUB_PUSH_MAX_BYTES, type HubEvent } from "#contract/hub-protocol.ts";
import { eventFromRow, type EventRow } from "#main/store/event-row.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

const sql = createSqlBuilder<{ readonly event: EventRow }>();

const selectAfter = createPreparedQuery<{ seq: number }, EventRow>((value) =>
  sql.selectFrom("event").selectAll().where("seq", ">", value("seq")).orderBy("seq").limit(HUB_PUSH_EVENTS_MAX_COUNT),
);
const selectHash = createPreparedQuery<{ seq: number }, { readonly hash: Buffer }>((value) =>
  sql.selectFrom("event").select("hash").where("seq", "=", value("seq")),
);

/** Read backwards from the head: class A comes often, so few rows are passed. */
const selectLastClassA = createPreparedQuery<Record<never, never>, { readonly seq: number }>(() =>
  sql.selectFrom("event").select("seq").where("class", "=", "A").orderBy("seq", "desc").limit(1),
);

/** The newest class A event of the log; 0 for none. */
export function lastClassASeq(db: ReadableDb): number {
  return db.first(selectLastClassA({}))?.seq ?? 0;
}

/** The next events after `seq` as one push carries them, each as JSON text; empty when there is nothing more. */
export function nextBatch(db: ReadableDb, seq: number): readonly { readonly seq: number; readonly text: string }[] {
  const batch: { readonly seq: number; readonly text: string }[] = [];
  let bytes = 0;
  for (const row of db.all(selectAfter({ seq }))) {
    const text = JSON.stringify(hubEventFromRow(row));
    bytes += Buffer.byteLength(text);
    if (batch.length > 0 && bytes > HUB_PUSH_MAX_BYTES) break;
    batch.push({ seq: row.seq, text });
  }
  return batch;
}

/** The log's own hash at a number, in hex; null when there is no such event. */
export function hashAt(db: ReadableDb, seq: number): string | null {
  return db.first(selectHash({ seq }))?.hash.toString("hex") ?? null;
}

function hubEventFromRow(row: EventRow): HubEvent {
  const event = eventFromRow(row);
  return {
    ...event,
    body: event.body as Readonly<Record<string, unknown>>, // every body is an object by its schema
    marks: { ...event.marks },
    hash: row.hash.toString("hex"),
  };
}
