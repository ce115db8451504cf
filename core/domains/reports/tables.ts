import { z } from "zod";
import { alertIdSchema } from "#domains/alerts/ids.ts";
import { itemIdSchema } from "#domains/inventory/ids.ts";
import { orderIdSchema } from "#domains/procurement/ids.ts";
import { batchIdSchema } from "#domains/production/ids.ts";
import { QUERY_ROWS_MAX_COUNT } from "#kernel/definition.ts";
import { FOOD_CATEGORIES, ORDER_STATUSES } from "#kernel/food-words.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { localDateSchema } from "#kernel/time.ts";

const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const byDay = { serviceDate: serviceDateSchema };
const bySpan = { fromDate: localDateSchema, toDate: localDateSchema };

/** Tables of the console that hold no personal data beside who did what; each with what its question asks by. */
const workTables = [
  z.strictObject({
    table: z.enum(["batches", "departures", "totals", "checks", "quality-trend", "settings"]),
    ...byDay,
  }),
  z.strictObject({ table: z.enum(["dishes", "points", "batch-history", "temperatures"]), batchId: batchIdSchema }),
  z.strictObject({ table: z.enum(["samples", "shifts", "pay-periods"]) }),
  z.strictObject({ table: z.literal("devices"), isRevokedShown: z.boolean() }),
  z.strictObject({ table: z.literal("alert-history"), alertId: alertIdSchema }),
  z.strictObject({
    table: z.literal("audit-log"),
    fromAtMs: z.int().min(0),
    toAtMs: z.int().min(0),
    beforeSeq: z.int().min(1).optional(),
  }),
  z.strictObject({ table: z.enum(["attendance-by-division", "attendance-by-month"]), month: monthSchema }),
  /** Of the store room: `stock-valued` with what it is worth. */
  z.strictObject({ table: z.enum(["stock", "stock-valued", "storage-places", "stock-decisions"]) }),
  z.strictObject({ table: z.literal("lots"), itemId: itemIdSchema }),
  z.strictObject({ table: z.literal("expiring"), withinDayCount: z.int().min(0).max(365) }),
  /** Of the menu. */
  z.strictObject({
    table: z.literal("foods"),
    search: z.string().max(60).optional(),
    category: z.enum(FOOD_CATEGORIES).optional(),
  }),
  z.strictObject({ table: z.enum(["recipes", "menus"]) }),
  z.strictObject({ table: z.literal("menu-day-foods"), ...byDay }),
  /** Of buying. */
  z.strictObject({ table: z.enum(["suppliers", "price-sheet", "purchase-plans", "receipts-to-match"]) }),
  z.strictObject({ table: z.literal("orders"), ...bySpan, status: z.enum(ORDER_STATUSES).optional() }),
  z.strictObject({ table: z.literal("order-lines"), orderId: orderIdSchema }),
  z.strictObject({
    table: z.enum(["receipts", "usage-variance", "menu-calendar", "purchase-needs", "invoices", "expenses"]),
    ...bySpan,
  }),
] as const;

/** Tables about people: leaving the kitchen they are signed for (DOMAIN.md §3). */
const personalTables = [
  z.strictObject({ table: z.enum(["staff", "staff-pay", "certificates"]) }),
  z.strictObject({ table: z.literal("attendance-board"), ...byDay }),
  z.strictObject({ table: z.literal("roster"), ...bySpan }),
  /** What was asked and decided: corrections of the span, leave of the longer one. */
  z.strictObject({ table: z.literal("requests"), ...bySpan, leaveToDate: localDateSchema }),
] as const;

const shown = {
  report: z.literal("table"),
  /** The rows shown, by the key of their question and in their order; without it all, in the kitchen's own order. */
  rowKeys: z.array(z.string().min(1).max(160)).max(QUERY_ROWS_MAX_COUNT).optional(),
  /** What stood in the filter, for the head of the document. */
  filter: z.string().max(120).optional(),
};

/** A table asked for unsigned: the kitchen PC answers the table's question again; nothing but keys comes from the page. */
export const workTableRequestSchema = z.strictObject({ ...shown, of: z.discriminatedUnion("table", workTables) });
export const personalTableRequestSchema = z.strictObject({
  ...shown,
  of: z.discriminatedUnion("table", personalTables),
});
export const tableRequestSchema = z.strictObject({
  ...shown,
  of: z.discriminatedUnion("table", [...workTables, ...personalTables]),
});
export type WorkTableRequest = z.infer<typeof workTableRequestSchema>;
export type PersonalTableRequest = z.infer<typeof personalTableRequestSchema>;
/** As a page asks, before the kitchen parses it. */
export type TableAsked = z.input<typeof tableRequestSchema>;
export type TableRequest = z.infer<typeof tableRequestSchema>;
export type TableOf = TableRequest["of"];
export type TableCode = TableOf["table"];
