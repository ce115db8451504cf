import type { EventMarks, StoredEvent, EventClass } from "#kernel/definition.ts";
import { assert } from "#kernel/assert.ts";
import type { DeviceId, EventId, StaffId } from "#kernel/ids.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { Connection } from "./database.ts";
import {
  CHAIN_START_HASH,
  EVENT_COLUMNS,
  EVENT_CONTENT_COLUMNS,
  eventFromRow,
  eventHash,
  storedJsonText,
  type EventContentRow,
} from "./event-row.ts";
import { createStoreFault } from "./store-fault.ts";

/** An event about to be written: everything but its place in the log. */
export interface NewEvent {
  readonly eventId: EventId;
  readonly streamId: string;
  readonly streamVersion: number;
  readonly domain: string;
  readonly type: string;
  readonly v: number;
  readonly occurredAtMs: number;
  readonly recordedAtMs: number;
  readonly serviceDate: ServiceDate;
  readonly staffId: StaffId | null;
  readonly deviceId: DeviceId | null;
  readonly commandId: string;
  readonly class: EventClass;
  readonly body: unknown;
  readonly marks: EventMarks;
}

/** The end of the log. */
export interface LogHead {
  readonly seq: number;
  readonly hash: Buffer;
}

/** The log of one store. Appending happens only inside the command bus's transaction. */
export interface EventLog {
  head(): LogHead;
  /** Writes the event at `head + 1`, chained to the head; gives it back exactly as it will be read. */
  append(event: NewEvent): StoredEvent;
  readStream(streamId: string): readonly StoredEvent[];
  /** Events after `sinceSeq` in log order, before any upcast. */
  readPage(page: { readonly sinceSeq: number; readonly limit: number }): readonly StoredEvent[];
  /** The same of some domains only. */
  readDomainsPage(page: {
    readonly sinceSeq: number;
    readonly domains: readonly string[];
    readonly limit: number;
  }): readonly StoredEvent[];
  /** Takes the head back to what the tables say, after a savepoint or a transaction was rolled back. */
  rewind(head: LogHead): void;
}

export function createEventLog(connection: Connection): EventLog {
  const insert = connection.prepare(
    `INSERT INTO event (${EVENT_COLUMNS}) VALUES (${EVENT_COLUMNS.split(", ")
      .map(() => "?")
      .join(", ")})`,
  );
  const byStream = connection.prepare<[string], EventContentRow>(
    `SELECT ${EVENT_CONTENT_COLUMNS} FROM event WHERE stream_id = +? ORDER BY stream_version`,
  );
  const page = connection.prepare<[number, number], EventContentRow>(
    `SELECT ${EVENT_CONTENT_COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const domainPage = connection.prepare<[string, number, number], EventContentRow>(
    `SELECT ${EVENT_CONTENT_COLUMNS} FROM event WHERE domain = +? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  let head = readHead(connection);

  return {
    head: () => head,
    append: (event) => {
      const bodyText = storedJsonText(event.body);
      const marksText = Object.keys(event.marks).length === 0 ? null : storedJsonText(event.marks);
      // Read back from the text, so a projection sees the same value now and on every rebuild.
      const stored: StoredEvent = {
        seq: head.seq + 1,
        ...event,
        body: JSON.parse(bodyText) as unknown,
        marks: marksText === null ? {} : (JSON.parse(marksText) as EventMarks), // the text just written
      };
      const hash = eventHash(head.hash, stored);
      insert.run(
        stored.seq,
        stored.eventId,
        stored.streamId,
        stored.streamVersion,
        stored.domain,
        stored.type,
        stored.v,
        stored.occurredAtMs,
        stored.recordedAtMs,
        stored.serviceDate,
        stored.staffId,
        stored.deviceId,
        stored.commandId,
        stored.class,
        bodyText,
        marksText,
        head.hash,
        hash,
      );
      head = { seq: stored.seq, hash };
      return stored;
    },
    readStream: (streamId) => byStream.all(streamId).map(eventFromRow),
    readPage: ({ sinceSeq, limit }) => page.all(sinceSeq, limit).map(eventFromRow),
    readDomainsPage: ({ sinceSeq, domains, limit }) =>
      [...new Set(domains)]
        .flatMap((domain) => domainPage.all(domain, sinceSeq, limit))
        .toSorted((left, right) => left.seq - right.seq)
        .slice(0, limit)
        .map(eventFromRow),
    rewind: (to) => {
      assert(to.seq <= head.seq, "the log's head only goes back to where it was");
      head = to;
    },
  };
}

/** The end of the log as the tables hold it. Throws `store-damaged` when its last row is not one this program wrote. */
export function readHead(connection: Connection): LogHead {
  const row = connection
    .prepare<[], { seq: unknown; hash: unknown }>("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
    .get();
  if (row === undefined) return { seq: 0, hash: CHAIN_START_HASH };
  const { seq, hash } = row;
  if (typeof seq !== "number" || !Buffer.isBuffer(hash)) {
    throw createStoreFault("store-damaged", "the log's last row is not as it was written");
  }
  return { seq, hash };
}

/**
 * Writes down where the log ends, in the transaction that moved it. Damage may cut a table short so neatly that what is left looks
 * whole; then this still tells.
 */
export function createHeadRecorder(connection: Connection): (head: LogHead) => void {
  const write = connection.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('log_head', ?)");
  return (head) => {
    write.run(headText(head));
  };
}

/** Whether the log ends where it was written down to end. */
export function isHeadAsRecorded(connection: Connection): boolean {
  const head = readHead(connection);
  const recorded = recordedHeadText(connection);
  return recorded === undefined ? head.seq === 0 : recorded === headText(head);
}

/** The number the log was written down to end with; undefined when that was never written or cannot be read. */
export function recordedHeadSeq(connection: Connection): number | undefined {
  const seq = Number(recordedHeadText(connection)?.split(" ")[0]);
  return Number.isSafeInteger(seq) ? seq : undefined;
}

function headText({ seq, hash }: LogHead): string {
  return `${seq} ${hash.toString("hex")}`;
}

function recordedHeadText(connection: Connection): string | undefined {
  const value = connection.prepare("SELECT value FROM meta WHERE key = 'log_head'").pluck().get();
  return typeof value === "string" ? value : undefined;
}
