import { z } from "zod";
import { staffIdSchema } from "#domains/people/ids.ts";
import { payPeriodIdSchema } from "#domains/attendance/ids.ts";
import { itemIdSchema, receiptIdSchema } from "#domains/inventory/ids.ts";
import { orderIdSchema } from "#domains/procurement/ids.ts";
import { localDateSchema } from "#kernel/time.ts";
import { personalTableRequestSchema, tableRequestSchema, workTableRequestSchema } from "./tables.ts";

/** XLSX for people, PDF for signatures, CSV for machines (UX.md §7). */
export const exportFormatSchema = z.enum(["xlsx", "pdf", "csv"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** The most cards one sheet is asked for by name: a kitchen's people, several times over. */
const BADGE_SHEET_MAX_COUNT = 200;

const span = { fromDate: localDateSchema, toDate: localDateSchema };

/** Reports with a form of their own, each with what names it. */
const formReports = [
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
  /** QR badges to cut out, of everybody who works here; or of those named. Never a personal number. */
  z.strictObject({
    report: z.literal("badge-sheet"),
    staffIds: z.array(staffIdSchema).min(1).max(BADGE_SHEET_MAX_COUNT).optional(),
  }),
] as const;

/** Reports without personal data beside who did what: they leave unsigned. */
const openReports = [
  /** One order as it goes to its supplier, with room for wet signatures. */
  z.strictObject({ report: z.literal("purchase-order"), orderId: orderIdSchema }),
  /** What the approved menus of a span still need bought. */
  z.strictObject({ report: z.literal("shopping-list"), ...span }),
  /** Every movement of one thing of the store room, with what there was before and after. */
  z.strictObject({ report: z.literal("stock-card"), itemId: itemIdSchema, ...span }),
  /** Berita acara penerimaan: what came, what was taken and what was refused, to be signed on paper. */
  z.strictObject({ report: z.literal("receipt-minutes"), receiptId: receiptIdSchema }),
  /** Kartu menu of an approved day: dishes, nutrition per group, allergens with what is given instead. */
  z.strictObject({ report: z.literal("menu-card"), serviceDate: localDateSchema }),
] as const;

/** What is signed for: it holds personal data. */
export const signedRequestSchema = z.discriminatedUnion("report", [...formReports, personalTableRequestSchema]);
/** What can be asked for. */
export const reportRequestSchema = z.discriminatedUnion("report", [...formReports, ...openReports, tableRequestSchema]);
/** What leaves unsigned. */
export const unsignedRequestSchema = z.discriminatedUnion("report", [...openReports, workTableRequestSchema]);
export type UnsignedRequest = z.infer<typeof unsignedRequestSchema>;
export type ReportRequest = z.infer<typeof reportRequestSchema>;
export type SignedRequest = z.infer<typeof signedRequestSchema>;
export type ReportCode = ReportRequest["report"];
