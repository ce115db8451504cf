import { hash } from "node:crypto";
import { canonicalEventText } from "#contract/event-text.ts";
import type { EventClass, EventMarks, StoredEvent } from "#kernel/definition.ts";
import type { EventId } from "#kernel/ids.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";

/** An event as its row holds it. `body` and `marks` are JSON text; `marks` is null when the act carries none. */
export interface EventContentRow {
  readonly seq: number;
  readonly event_id: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly domain: string;
  readonly type: string;
  readonly v: number;
  readonly occurred_at_ms: number;
  readonly recorded_at_ms: number;
  readonly service_date: string;
  readonly staff_id: string | null;
  readonly device_id: string | null;
  readonly command_id: string;
  readonly class: string;
  readonly body: string;
  readonly marks: string | null;
}

export interface EventRow extends EventContentRow {
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

/** What `eventFromRow` reads: a rebuild reads millions of rows and needs no hash. */
export const EVENT_CONTENT_COLUMNS =
  "seq, event_id, stream_id, stream_version, domain, type, v, occurred_at_ms, recorded_at_ms, service_date, staff_id, device_id, command_id, class, body, marks";
export const EVENT_COLUMNS = `${EVENT_CONTENT_COLUMNS}, prev_hash, hash`;

/** What the first event is chained to. */
export const CHAIN_START_HASH: Buffer = Buffer.alloc(32);

const NON_ASCII = /[\u0080-\uffff]/;

/** JSON text of a value as the log stores it: strings in NFC, so the text and its canonical form name the same value. */
export function storedJsonText(value: unknown): string {
  const text = JSON.stringify(value);
  return NON_ASCII.test(text) ? JSON.stringify(normalized(JSON.parse(text))) : text;
}

function normalized(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, normalized(member)]));
}

/** `SHA-256(prev_hash || canonical JSON of the row)`. */
export function eventHash(prevHash: Buffer, event: StoredEvent): Buffer {
  const text = canonicalEventText(event);
  const bytes = Buffer.allocUnsafe(prevHash.length + Buffer.byteLength(text));
  bytes.set(prevHash);
  bytes.write(text, prevHash.length);
  return hash("sha256", bytes, "buffer");
}

/** The event a row holds, before any upcast. */
export function eventFromRow(row: EventContentRow): StoredEvent {
  return {
    seq: row.seq,
    eventId: row.event_id as EventId, // written by the log, which makes it
    streamId: row.stream_id,
    streamVersion: row.stream_version,
    domain: row.domain,
    type: row.type,
    v: row.v,
    occurredAtMs: row.occurred_at_ms,
    recordedAtMs: row.recorded_at_ms,
    serviceDate: row.service_date,
    staffId: row.staff_id as StaffId | null, // written by the log from an actor
    deviceId: row.device_id as DeviceId | null, // written by the log from an actor
    commandId: row.command_id,
    class: row.class as EventClass, // checked by the column
    body: JSON.parse(row.body),
    marks: row.marks === null ? {} : (JSON.parse(row.marks) as EventMarks), // written by the log
  };
}
