import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { lotIdSchema } from "#domains/inventory/ids.ts";
import { batchIdSchema, pointIdSchema } from "#domains/production/ids.ts";
import { z } from "zod";
import { hubStreamIdSchema, publicationIdSchema } from "./ids.ts";

/** Lots and batches one `recall-applied` names; more come in the next. */
export const RECALL_LOTS_MAX_COUNT = 100;
export const RECALL_BATCHES_MAX_COUNT = 100;

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

/**
 * A recall met lots of this kitchen (none: it was looked and nothing found). Blocks and holds follow by themselves; lots that arrive
 * later, or were used since, come in an event of their own.
 */
export const recallApplied = defineEvent({
  type: "recall-applied",
  class: "A",
  body: z.strictObject({
    publicationId: publicationIdSchema,
    lotIds: z.array(lotIdSchema).max(RECALL_LOTS_MAX_COUNT),
    batchIds: z.array(batchIdSchema).max(RECALL_BATCHES_MAX_COUNT),
    pointIds: z.array(pointIdSchema).max(2_000),
  }),
});

/** A person says what was found and how many portions had been served. */
export const recallAcknowledged = defineEvent({
  type: "recall-acknowledged",
  class: "A",
  body: z.strictObject({
    publicationId: publicationIdSchema,
    lots: z.array(z.strictObject({ lotId: lotIdSchema, quantityFound: quantitySchema })).max(1_000),
    portionsServedCount: z.int().min(0).max(1_000_000),
    note: z.string().trim().min(1).max(500).optional(),
  }),
});

export const publicationsEvents = [
  publicationReceived,
  announcementAcknowledged,
  recallApplied,
  recallAcknowledged,
] as const;

export type PublicationsEvent = EventOf<(typeof publicationsEvents)[number]>;
export type StoredPublicationsEvent = StoredEventOf<(typeof publicationsEvents)[number]>;
