import { z } from "zod";
import { staffIdSchema } from "#domains/people/ids.ts";
import { payPeriodIdSchema } from "#domains/attendance/ids.ts";
import { localDateSchema } from "#kernel/time.ts";

/** XLSX for people, PDF for signatures, CSV for machines (UX.md §7). */
export const exportFormatSchema = z.enum(["xlsx", "pdf", "csv"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

const span = { fromDate: localDateSchema, toDate: localDateSchema };

/** What can be asked for, with what names it; one member a report. */
export const reportRequestSchema = z.discriminatedUnion("report", [
  /** Daftar nominatif of one pay period. */
  z.strictObject({ report: z.literal("honor-list"), payPeriodId: payPeriodIdSchema }),
  /** Slips of one pay period, a page a person; one person's alone when named. */
  z.strictObject({
    report: z.literal("pay-slips"),
    payPeriodId: payPeriodIdSchema,
    staffId: staffIdSchema.optional(),
  }),
  /** Days and hours per person. */
  z.strictObject({ report: z.literal("hours"), ...span }),
  /** People × days of one month `YYYY-MM`. */
  z.strictObject({
    report: z.literal("attendance-month"),
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  }),
  /** Every punch and every correction: who asked, who approved, what it was before. */
  z.strictObject({ report: z.literal("punch-log"), ...span }),
]);
export type ReportRequest = z.infer<typeof reportRequestSchema>;
export type ReportCode = ReportRequest["report"];
