import { idSchema, type Id } from "#kernel/ids.ts";

export type SupplierId = Id<"supplier">;
export const supplierIdSchema = idSchema("supplier");

/** One round of asking local prices. */
export type SurveyId = Id<"survey">;
export const surveyIdSchema = idSchema("survey");

/** What a period needs and costs (RAB); its own stream. */
export type PlanId = Id<"purchase_plan">;
export const planIdSchema = idSchema("purchase_plan");

export type OrderId = Id<"order">;
export const orderIdSchema = idSchema("order");

export type OrderLineId = Id<"order_line">;
export const orderLineIdSchema = idSchema("order_line");

export type InvoiceId = Id<"invoice">;
export const invoiceIdSchema = idSchema("invoice");

export type ExpenseId = Id<"expense">;
export const expenseIdSchema = idSchema("expense");
