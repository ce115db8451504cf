import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { publicationIdSchema } from "./ids.ts";
import { menuDocument, recipeDocument } from "./menu-documents.ts";
import { priceReferenceDocument, standardDocument } from "./reference-documents.ts";

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

const word = z.string().trim().min(1).max(80);

/**
 * `recall-published`: a lot of food, a supplier's goods or everything of one food must not be used. What is named narrows: a lot is
 * meant when each list that names anything names it, and it came within the dates. Something must be named.
 */
export const recallDocument = z
  .strictObject({
    title: z.string().trim().min(1).max(120),
    reason: z.string().trim().min(1).max(2_000),
    /** Codes of foods (`ingredientCode`) or of stock items. */
    foodCodes: z.array(word).max(50),
    supplierNames: z.array(word).max(50),
    supplierLotCodes: z.array(word).max(50),
    /** First and last day of receipt, both included; null leaves it open. */
    fromDate: localDateSchema.nullable(),
    toDate: localDateSchema.nullable(),
  })
  .refine(
    ({ foodCodes, supplierNames, supplierLotCodes }) =>
      foodCodes.length + supplierNames.length + supplierLotCodes.length > 0,
    {
      message: "a recall names a food, a supplier or a lot",
    },
  );
export type RecallDocument = z.infer<typeof recallDocument>;

/** `recall-lifted`: the recall is taken back; lots are unblocked by people, one by one. */
export const recallLiftedDocument = z.strictObject({
  recallId: publicationIdSchema,
  reason: z.string().trim().min(1).max(2_000),
});

/** The documents this version knows the shape of. */
export const PUBLICATION_DOCUMENTS: Readonly<Record<string, z.ZodType>> = {
  "announcement-published 1": announcementDocument,
  "recall-published 1": recallDocument,
  "recall-lifted 1": recallLiftedDocument,
  "menu-published 1": menuDocument,
  "recipe-published 1": recipeDocument,
  "price-reference-published 1": priceReferenceDocument,
  "standard-published 1": standardDocument,
};
