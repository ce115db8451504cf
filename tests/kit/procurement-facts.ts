import type { Actor } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { NO_PORTIONS, quantityOf, type Quantity } from "#kernel/quantity.ts";
import { itemIdSchema, receiptIdSchema, type ItemId } from "#domains/inventory/ids.ts";
import type { ItemFacts, ProcurementFacts, ReceiptFacts, ReceivedItem } from "#domains/procurement/facts.ts";
import {
  invoiceIdSchema,
  orderIdSchema,
  orderLineIdSchema,
  planIdSchema,
  supplierIdSchema,
} from "#domains/procurement/ids.ts";
import type { OrderLine } from "#domains/procurement/values.ts";
import { testContext } from "./decide-spec.ts";

/** Well-formed ids and facts for tests of buying: rice by the sack of 25 kg, eggs by the piece. */

const hex = (digit: string) => digit.repeat(32);
export const SUPPLIER_ID = supplierIdSchema.parse(`supplier_${hex("1")}`);
export const OTHER_SUPPLIER_ID = supplierIdSchema.parse(`supplier_${hex("2")}`);
export const ORDER_ID = orderIdSchema.parse(`order_${hex("3")}`);
export const PLAN_ID = planIdSchema.parse(`purchase_plan_${hex("4")}`);
export const INVOICE_ID = invoiceIdSchema.parse(`invoice_${hex("5")}`);
export const OTHER_INVOICE_ID = invoiceIdSchema.parse(`invoice_${hex("6")}`);
export const RICE = itemIdSchema.parse(`item_${hex("a")}`);
export const EGG = itemIdSchema.parse(`item_${hex("b")}`);
export const FIRST_RECEIPT = receiptIdSchema.parse(`receipt_${hex("1")}`);
export const SECOND_RECEIPT = receiptIdSchema.parse(`receipt_${hex("2")}`);
export const RICE_LINE = orderLineIdSchema.parse(`order_line_${hex("a")}`);
export const EGG_LINE = orderLineIdSchema.parse(`order_line_${hex("b")}`);

const person = (digit: string) => `staff_${hex(digit)}` as StaffId; // well formed
export const BUYER = person("a");
export const HEAD = person("b");
export const RECEIVER = person("c");
export const MATCHER = person("d");

export const grams = (massG: number): Quantity => ({ unit: "g", massG });
export const pieces = (pieceCount: number): Quantity => ({ unit: "pcs", pieceCount });

/** A context in which this person acts. */
export function as(staffId: StaffId, roles: Actor["roles"] = ["kitchen-head"]) {
  const { actor } = testContext();
  return { actor: { ...actor, staffId, roles, face: "manager" as const } };
}

export function riceLine(massG: number, more: Partial<OrderLine> = {}): OrderLine {
  return {
    lineId: RICE_LINE,
    itemId: RICE,
    quantity: grams(massG),
    unitPrice: { amountIdr: 14_000, per: grams(1_000) },
    ...more,
  };
}
export function eggLine(pieceCount: number, more: Partial<OrderLine> = {}): OrderLine {
  return {
    lineId: EGG_LINE,
    itemId: EGG,
    quantity: pieces(pieceCount),
    unitPrice: { amountIdr: 2_000, per: pieces(1) },
    ...more,
  };
}

export const RICE_ITEM: ItemFacts = {
  itemId: RICE,
  category: "staple",
  storageKind: "dry",
  baseUnit: "g",
  purchaseUnits: [{ code: "sak-25", quantity: grams(25_000) }],
  isArchived: false,
  referencePrice: null,
  surveyPrice: null,
  ceilingPrice: null,
  lastSupplierId: null,
  isKnownFromSupplier: false,
};
export const EGG_ITEM: ItemFacts = {
  ...RICE_ITEM,
  itemId: EGG,
  category: "animal-protein",
  baseUnit: "pcs",
  purchaseUnits: [],
};

export function arrived(itemId: ItemId, accepted: Quantity, more: Partial<ReceivedItem> = {}): ReceivedItem {
  const none = quantityOf(accepted.unit, 0);
  return { itemId, accepted, rejected: none, returned: none, ...more };
}

export function receipt(more: Partial<ReceiptFacts> = {}): ReceiptFacts {
  return {
    receiptId: FIRST_RECEIPT,
    supplierId: SUPPLIER_ID,
    orderId: ORDER_ID,
    isFinished: true,
    staffIds: [RECEIVER],
    invoiceId: null,
    lines: [
      {
        itemId: RICE,
        accepted: grams(50_000),
        returned: grams(0),
        unitPrice: { amountIdr: 14_000, per: grams(1_000) },
      },
    ],
    ...more,
  };
}

export function procurementFacts(more: Partial<ProcurementFacts> = {}): ProcurementFacts {
  return {
    today: "2026-11-21",
    serviceDate: "2026-11-21",
    figures: {
      priceToleranceBp: 1_000,
      surveyQuotesMinCount: 3,
      suppliersMinCount: 1,
      supplierShareMaxBp: 10_000,
      purchaseEarlyMaxCount: 2,
      invoiceToleranceBp: 100,
    },
    orderCode: "PO-20261121-01",
    supplier: { supplierId: SUPPLIER_ID, status: "active", certificates: [] },
    namesakeId: null,
    activeSupplierCount: 15,
    unknownSupplierIds: [],
    items: [RICE_ITEM, EGG_ITEM],
    orderedIdr: { ofSupplierIdr: 0, ofAllIdr: 0 },
    budgetLeftIdr: null,
    received: [],
    openReceiptId: null,
    overlappingPlanId: null,
    portionCounts: NO_PORTIONS,
    order: null,
    receipts: [],
    sameInvoiceId: null,
    ...more,
  };
}
