import { z } from "zod";
import { defineEvent, type EventOf } from "#kernel/definition.ts";
import { exportIdSchema } from "./ids.ts";
import { exportFormatSchema, reportRequestSchema } from "./vocabulary.ts";

/** Somebody signed for a file that holds personal data. The file is in no log; what it was made of is. */
export const reportRequested = defineEvent({
  type: "report-requested",
  class: "A",
  body: z.strictObject({
    exportId: exportIdSchema,
    /** `DOK-20261121-03`: printed on the document, dense per service day. */
    documentCode: z.string().max(24),
    /** `<siteCode>_<report>_<serviceDate>.<ext>`. */
    fileName: z.string().max(120),
    format: exportFormatSchema,
    request: reportRequestSchema,
  }),
});

/** The file was made and may be handed out; by the digest a file found later is known as this one. */
export const reportExported = defineEvent({
  type: "report-exported",
  class: "A",
  body: z.strictObject({
    exportId: exportIdSchema,
    rowCount: z.int().min(0),
    sizeBytes: z.int().min(1),
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});

export const reportsEvents = [reportRequested, reportExported] as const;
export type ReportsEvent = EventOf<(typeof reportsEvents)[number]>;
