import { z } from "zod";
import type { StoredEvent } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";

/**
 * An event as it travels: everything the log holds of it except the hash chain. `body` is the latest version of its type,
 * as `v` says. Ids only; names of people never are in an event.
 */
export const eventEnvelope = z.strictObject({
  seq: z.int().min(1),
  eventId: z.string(),
  streamId: z.string(),
  streamVersion: z.int().min(1),
  domain: z.string(),
  type: z.string(),
  v: z.int().min(1),
  occurredAtMs: z.int(),
  recordedAtMs: z.int(),
  serviceDate: localDateSchema,
  staffId: z.string().nullable(),
  deviceId: z.string().nullable(),
  commandId: z.string(),
  class: z.enum(["A", "B"]),
  body: z.unknown(),
  marks: z.strictObject({
    signatures: z
      .array(z.strictObject({ staffId: z.string(), method: z.enum(["number", "badge"]), signedAtMs: z.int() }))
      .optional(),
    isLateEntry: z.literal(true).optional(),
    isClockUntrusted: z.literal(true).optional(),
  }),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

/** Picks exactly the members that travel, so a column added to the log never leaks onto the wire by itself. */
export function envelopeFromStored(event: StoredEvent): EventEnvelope {
  const { signatures, isLateEntry, isClockUntrusted } = event.marks;
  return {
    seq: event.seq,
    eventId: event.eventId,
    streamId: event.streamId,
    streamVersion: event.streamVersion,
    domain: event.domain,
    type: event.type,
    v: event.v,
    occurredAtMs: event.occurredAtMs,
    recordedAtMs: event.recordedAtMs,
    serviceDate: event.serviceDate,
    staffId: event.staffId,
    deviceId: event.deviceId,
    commandId: event.commandId,
    class: event.class,
    body: event.body,
    marks: {
      ...(signatures === undefined ? {} : { signatures: signatures.map((signature) => ({ ...signature })) }),
      ...(isLateEntry === undefined ? {} : { isLateEntry }),
      ...(isClockUntrusted === undefined ? {} : { isClockUntrusted }),
    },
  };
}
