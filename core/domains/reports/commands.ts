import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { exportIdSchema } from "./ids.ts";
import { exportFormatSchema, signedRequestSchema, unsignedRequestSchema } from "./vocabulary.ts";

/**
 * Asks for a file. Answer: `{ exportId, fileName, documentCode }`; the file itself is fetched once, by the device that asked,
 * from `GET /exports/<exportId>` (LAN46). What is asked for by this command holds personal data, so it is signed.
 */
export const exportReport = defineCommand({
  type: "export-report",
  nature: "grant",
  permission: "report.export",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ exportId: exportIdSchema, format: exportFormatSchema, request: signedRequestSchema }),
});

/** The same for what holds no personal data: unsigned, and in the log like every file. */
export const exportTable = defineCommand({
  type: "export-table",
  nature: "grant",
  permission: "report.export",
  faces: ["manager"],
  body: z.strictObject({ exportId: exportIdSchema, format: exportFormatSchema, request: unsignedRequestSchema }),
});

/** The kitchen PC itself, once the file is made and before it is handed out. */
export const recordReportExport = defineCommand({
  type: "record-report-export",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({
    exportId: exportIdSchema,
    rowCount: z.int().min(0),
    sizeBytes: z.int().min(1),
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});

export const reportsCommands = [exportReport, exportTable, recordReportExport] as const;
export type ReportsCommand = CommandOf<(typeof reportsCommands)[number]>;
