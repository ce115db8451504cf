import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { z } from "zod";
import { hubStreamIdSchema, publicationIdSchema } from "./ids.ts";

/** What a message of the hub is: its place in one of the hub's streams, and a document of its type. */
export const receivedPublication = z.strictObject({
  hubStreamId: hubStreamIdSchema,
  /** Dense in the stream, from 1. */
  number: z.int().min(1),
  publicationId: publicationIdSchema,
  publicationType: z.string().min(1).max(64),
  publicationVersion: z.int().min(1).max(1_000),
  publishedAtMs: z.int().min(0),
  document: z.record(z.string(), z.unknown()),
});
export type ReceivedPublication = z.infer<typeof receivedPublication>;

/**
 * The kitchen PC got the next message of a hub stream. The log is the cursor: how far a stream was read and what came of it are
 * one transaction, and a store put back from a copy asks again for what it no longer knows.
 */
export const publicationReceived = defineEvent({
  type: "publication-received",
  class: "A",
  body: z.strictObject({
    ...receivedPublication.shape,
    /** Whether this version knows the type and the document has its shape; else it is kept and shown as it came. */
    isUnderstood: z.boolean(),
  }),
});

export const announcementAcknowledged = defineEvent({
  type: "announcement-acknowledged",
  class: "A",
  body: z.strictObject({ publicationId: publicationIdSchema }),
});

export const publicationsEvents = [publicationReceived, announcementAcknowledged] as const;

export type PublicationsEvent = EventOf<(typeof publicationsEvents)[number]>;
export type StoredPublicationsEvent = StoredEventOf<(typeof publicationsEvents)[number]>;
