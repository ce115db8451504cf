import type { Compilable } from "kysely";
import { createPreparedQuery } from "./prepared-query.ts";
import type { ReadableDb } from "./readable-db.ts";
import { createSqlBuilder } from "./sql-builder.ts";

/** Reads of the log for screens: a stream's history and the audit log. Bodies come as written, before any upcast. */

interface LogTables {
  readonly event: {
    readonly seq: number;
    readonly event_id: string;
    readonly stream_id: string;
    readonly stream_version: number;
    readonly domain: string;
    readonly type: string;
    readonly occurred_at_ms: number;
    readonly recorded_at_ms: number;
    readonly service_date: string;
    readonly staff_id: string | null;
    readonly device_id: string | null;
    readonly body: string;
    readonly marks: string | null;
    readonly hash: Uint8Array;
  };
}

const sql = createSqlBuilder<LogTables>();

export interface LogEntry {
  readonly seq: number;
  readonly eventId: string;
  readonly streamId: string;
  readonly domain: string;
  readonly type: string;
  readonly occurredAtMs: number;
  readonly recordedAtMs: number;
  readonly serviceDate: string;
  readonly staffId: string | null;
  readonly deviceId: string | null;
  readonly hash: string;
}

export interface LogEntryWithBody extends LogEntry {
  readonly body: Readonly<Record<string, unknown>>;
  readonly isLateEntry: boolean;
}

/** The last record, by which a printed document says what it was made of; undefined in an empty log. */
export function logHead(
  db: ReadableDb,
): { readonly seq: number; readonly recordedAtMs: number; readonly hash: string } | undefined {
  const row = db.first(
    sql.selectFrom("event").select(["seq", "recorded_at_ms", "hash"]).orderBy("seq", "desc").limit(1),
  );
  return row && { seq: row.seq, recordedAtMs: row.recorded_at_ms, hash: Buffer.from(row.hash).toString("hex") };
}

/** The newest events of one stream, newest first. */
export function streamHistory(db: ReadableDb, streamId: string, limit: number): readonly LogEntryWithBody[] {
  const rows = db.all(
    sql
      .selectFrom("event")
      .selectAll()
      .where("stream_id", "=", streamId)
      .orderBy("stream_version", "desc")
      .limit(limit),
  );
  return rows.map((row) => ({
    ...entryOf(row),
    body: JSON.parse(row.body) as Readonly<Record<string, unknown>>, // every body is an object by its schema
    isLateEntry: row.marks !== null && row.marks.includes('"isLateEntry":true'),
  }));
}

export interface LogFilter {
  readonly fromAtMs: number;
  readonly toAtMs: number;
  readonly streamId?: string | undefined;
  readonly staffId?: string | undefined;
  readonly type?: string | undefined;
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
}

/** Events recorded within a span of time, newest first, a page at a time. Both ends belong to the span. */
export function logPage(db: ReadableDb, filter: LogFilter): readonly LogEntry[] {
  return db.all(logPageQuery(db, filter)).map(entryOf);
}

/** The query of `logPage`, for the test that shows its plan. */
export function logPageQuery(db: ReadableDb, filter: LogFilter): Compilable<LogTables["event"]> {
  const fromSeq = firstSeqFrom(db, filter.fromAtMs);
  const endSeq = Math.min(firstSeqFrom(db, filter.toAtMs + 1), filter.beforeSeq ?? Number.MAX_SAFE_INTEGER);
  let query = sql
    .selectFrom("event")
    .selectAll()
    .where("seq", ">=", fromSeq)
    .where("seq", "<", endSeq)
    .orderBy("seq", "desc")
    .limit(filter.limit);
  if (filter.streamId !== undefined) query = query.where("stream_id", "=", filter.streamId);
  if (filter.staffId !== undefined) query = query.where("staff_id", "=", filter.staffId);
  if (filter.type !== undefined) query = query.where("type", "=", filter.type);
  return query;
}

/**
 * The first `seq` recorded at or after an instant, found by halving: the log needs no index on time, and its times rise
 * with `seq` except where somebody set the clock back, where the answer is one of the places the time was passed.
 */
function firstSeqFrom(db: ReadableDb, atMs: number): number {
  let low = 1;
  let high = (db.first(selectHead({}))?.seq ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const recordedAtMs = db.first(selectTime({ seq: middle }))?.recorded_at_ms ?? Number.MAX_SAFE_INTEGER;
    if (recordedAtMs < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

const selectHead = createPreparedQuery(() => sql.selectFrom("event").select("seq").orderBy("seq", "desc").limit(1));
const selectTime = createPreparedQuery<{ seq: number }, { recorded_at_ms: number }>((value) =>
  sql.selectFrom("event").select("recorded_at_ms").where("seq", "=", value("seq")),
);

function entryOf(row: LogTables["event"]): LogEntry {
  return {
    seq: row.seq,
    eventId: row.event_id,
    streamId: row.stream_id,
    domain: row.domain,
    type: row.type,
    occurredAtMs: row.occurred_at_ms,
    recordedAtMs: row.recorded_at_ms,
    serviceDate: row.service_date,
    staffId: row.staff_id,
    deviceId: row.device_id,
    hash: Buffer.from(row.hash).toString("hex"),
  };
}
