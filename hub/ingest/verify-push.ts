import { hash } from "node:crypto";
import { canonicalEventText } from "#contract/event-text.ts";
import type { HubEvent } from "#contract/hub-protocol.ts";
import { allEvents } from "#domains/registry.ts";
import type { StoredEvent } from "#kernel/definition.ts";

/** What the log starts from. */
export const CHAIN_START_HASH: Buffer = Buffer.alloc(32);

/** Where the hub stands in a kitchen's log, as this connection knows it. */
export interface Position {
  readonly seq: number;
  /** 32 bytes; null when the hub holds nothing. */
  readonly hash: Buffer | null;
}

export type PushFault =
  /** Numbers are missing before or within the push; `seq` is the one expected. */
  | { readonly code: "gap"; readonly seq: number }
  /** The event does not hash to what it says: it was changed, or another event stands before it. */
  | { readonly code: "chain-broken"; readonly seq: number };

/**
 * Whether a push is a piece of one log: numbers dense, every event hashing over the one before. The first is checked against
 * the position when it follows it; when it lies before, its own hash is compared with what the hub holds.
 */
export function pushFault(events: readonly HubEvent[], position: Position): PushFault | null {
  const [first] = events;
  if (first !== undefined && first.seq > position.seq + 1) return { code: "gap", seq: position.seq + 1 };
  let previous: Buffer | null = null;
  let previousSeq: number | null = null;
  for (const event of events) {
    if (previousSeq !== null && event.seq !== previousSeq + 1) return { code: "gap", seq: previousSeq + 1 };
    const before: Buffer | null =
      previous ?? (event.seq === position.seq + 1 ? (position.hash ?? CHAIN_START_HASH) : null);
    const said = Buffer.from(event.hash, "hex");
    if (before !== null && !hubEventHash(before, event).equals(said)) return { code: "chain-broken", seq: event.seq };
    previous = said;
    previousSeq = event.seq;
  }
  return null;
}

/** `SHA-256(previous hash || canonical JSON)`, as the kitchen's log computes it. */
export function hubEventHash(previous: Buffer, event: HubEvent): Buffer {
  const { hash: _said, ...hashed } = event;
  const text = canonicalEventText(hashed as unknown as StoredEvent); // the same members; ids were checked as text
  return hash("sha256", Buffer.concat([previous, Buffer.from(text, "utf8")]), "buffer");
}

const DEFINITIONS = new Map(allEvents.map((event) => [`${event.type} ${event.v}`, event]));

/**
 * Why an event is set aside, or null. Types and versions this hub does not know are kept as they are: a kitchen may be newer.
 * One of a known type whose body is not of its shape is stored with the reason, and never blocks the queue behind it.
 */
export function quarantineCode(event: HubEvent): "body-not-of-its-type" | null {
  const definition = DEFINITIONS.get(`${event.type} ${event.v}`);
  if (definition === undefined) return null;
  return definition.body.safeParse(event.body).success ? null : "body-not-of-its-type";
}
