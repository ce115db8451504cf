import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";

/** What the hub publishes, by type and version (DOMAIN.md §6). A type a kitchen does not know is kept as it came. */

export const ANNOUNCEMENT_SEVERITIES = ["info", "important", "critical"] as const;

/** `announcement-published`: words of headquarters to kitchens, read until a date, acknowledged where it asks for that. */
export const announcementDocument = z.strictObject({
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(2_000),
  severity: z.enum(ANNOUNCEMENT_SEVERITIES),
  needsAcknowledgement: z.boolean(),
  /** The last day it is shown; null until it is withdrawn. */
  untilDate: localDateSchema.nullable(),
});
export type AnnouncementDocument = z.infer<typeof announcementDocument>;

/** The documents this version knows the shape of. */
export const PUBLICATION_DOCUMENTS: Readonly<Record<string, z.ZodType>> = {
  "announcement-published 1": announcementDocument,
};
