import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { z } from "zod";
import { ANNOUNCEMENT_SEVERITIES } from "./documents.ts";
import { publicationIdSchema } from "./ids.ts";

/** What headquarters said, newest first; ended ones stay until they are acknowledged. */
export const announcements = defineQuery({
  name: "announcements",
  params: z.strictObject({}),
  row: z.strictObject({
    publicationId: publicationIdSchema,
    title: z.string(),
    text: z.string(),
    severity: z.enum(ANNOUNCEMENT_SEVERITIES),
    needsAcknowledgement: z.boolean(),
    untilDate: z.string().nullable(),
    publishedAtMs: z.int(),
    receivedAtMs: z.int(),
    acknowledgedAtMs: z.int().nullable(),
    acknowledgedByStaffId: z.string().nullable(),
  }),
  key: "publicationId",
  limit: 100,
  permission: "kitchen.view",
  faces: ["manager"],
});

/** Recalls of headquarters, newest first: what each met here and what is left of it. */
export const recalls = defineQuery({
  name: "recalls",
  params: z.strictObject({}),
  row: z.strictObject({
    publicationId: publicationIdSchema,
    title: z.string(),
    reason: z.string(),
    publishedAtMs: z.int(),
    receivedAtMs: z.int(),
    isLifted: z.boolean(),
    lots: z.array(
      z.strictObject({
        lotId: z.string(),
        lotCode: z.string(),
        itemName: z.string(),
        onHand: quantitySchema,
        isBlocked: z.boolean(),
      }),
    ),
    batches: z.array(z.strictObject({ batchId: z.string(), batchCode: z.string(), isHeld: z.boolean() })),
    /** Points those batches are planned for; whether food left already distribution will tell. */
    pointCount: z.int(),
    acknowledgedAtMs: z.int().nullable(),
    acknowledgedByStaffId: z.string().nullable(),
    portionsServedCount: z.int().nullable(),
  }),
  key: "publicationId",
  limit: 50,
  permission: "kitchen.view",
  faces: ["manager"],
});

export const publicationsQueries = [announcements, recalls] as const;

export type RecallRow = RowOf<typeof recalls>;

export type AnnouncementRow = RowOf<typeof announcements>;
