import { defineQuery, type RowOf } from "#kernel/definition.ts";
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

export const publicationsQueries = [announcements] as const;

export type AnnouncementRow = RowOf<typeof announcements>;
