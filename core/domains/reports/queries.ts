import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import { exportFormatSchema, reportRequestSchema } from "./vocabulary.ts";

/** Who took which file out of the kitchen, newest first. */
export const reportExportsQuery = defineQuery({
  name: "report-exports",
  params: z.strictObject({ fromDate: localDateSchema, toDate: localDateSchema }),
  row: z.strictObject({
    exportId: z.string(),
    documentCode: z.string(),
    format: exportFormatSchema,
    request: reportRequestSchema,
    requestedByStaffId: z.string().nullable(),
    requestedAtMs: z.int(),
    /** Null while it is being made, or where that failed. */
    exportedAtMs: z.int().nullable(),
    rowCount: z.int().nullable(),
    fileSha256: z.string().nullable(),
  }),
  key: "exportId",
  permission: "audit.read",
  faces: ["manager"],
});

export const reportsQueries = [reportExportsQuery] as const;
