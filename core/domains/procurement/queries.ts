import { z } from "zod";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { portionCountsSchema, quantitySchema, unitPriceSchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { itemIdSchema } from "#domains/inventory/ids.ts";
import { orderIdSchema } from "./ids.ts";
import { moneyQueries } from "./money-queries.ts";
import {
  certificateSchema,
  itemCategorySchema,
  orderChannelSchema,
  orderFlagSchema,
  orderMethodSchema,
  orderStatusSchema,
  priceFlagSchema,
  receivedStateSchema,
  supplierKindSchema,
  supplierStatusSchema,
} from "./values.ts";

const span = z.strictObject({ fromDate: localDateSchema, toDate: localDateSchema });
const bp = z.int().nullable();
const atMs = z.int().nullable();
const purchaseUnitRow = z.strictObject({ code: z.string(), label: z.string(), quantity: quantitySchema });
const staffId = z.string().nullable();
const MANAGER = { permission: "cost.view", faces: ["manager"] } as const;

/** Names only, for whoever takes goods in without an order. */
export const supplierNamesQuery = defineQuery({
  name: "supplier-names",
  params: z.strictObject({}),
  row: z.strictObject({ supplierId: z.string(), name: z.string(), status: supplierStatusSchema }),
  key: "supplierId",
  permission: "kitchen.view",
  faces: ["tablet", "manager"],
});

/** The figures a form of buying judges by before it sends; the kitchen judges again. One row. */
export const purchaseFiguresQuery = defineQuery({
  ...MANAGER,
  name: "purchase-figures",
  params: z.strictObject({}),
  row: z.strictObject({ key: z.literal("now"), invoiceToleranceBp: z.int(), surveyQuotesMinCount: z.int() }),
  key: "key",
  limit: 1,
});

const supplierScoreRow = z.strictObject({
  receiptCount: z.int(),
  /** Null below the least number of deliveries: *belum ada data*. */
  scoreBp: bp,
  onTimeBp: bp,
  acceptedBp: bp,
  completeBp: bp,
});

export const suppliersQuery = defineQuery({
  ...MANAGER,
  name: "suppliers",
  params: z.strictObject({}),
  row: z.strictObject({
    supplierId: z.string(),
    name: z.string(),
    kind: supplierKindSchema,
    status: supplierStatusSchema,
    statusReason: z.string().nullable(),
    itemCategories: z.array(itemCategorySchema),
    certificates: z.array(certificateSchema),
    /** Of what was ordered in the last `supplier.share-days`; null where nothing was. */
    shareBp: bp,
    score: supplierScoreRow,
    orderCount: z.int(),
  }),
  key: "supplierId",
});

/** Deliveries to come: what was sent to a supplier and is not full, without prices. The tablet at the door asks it. */
export const expectedDeliveriesQuery = defineQuery({
  name: "expected-deliveries",
  params: z.strictObject({}),
  row: z.strictObject({
    orderId: z.string(),
    orderCode: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    neededDate: z.string(),
    receivedState: receivedStateSchema,
    lines: z.array(
      z.strictObject({
        lineId: z.string(),
        itemId: z.string(),
        itemName: z.string(),
        purchaseUnitCode: z.string().nullable(),
        ordered: quantitySchema,
        accepted: quantitySchema,
        open: quantitySchema,
      }),
    ),
  }),
  key: "orderId",
  limit: 100,
  permission: "kitchen.view",
  faces: ["tablet", "manager"],
});

/** Orders needed in a span of dates, newest needed first. */
export const ordersQuery = defineQuery({
  ...MANAGER,
  name: "orders",
  params: z.strictObject({ status: orderStatusSchema.optional(), fromDate: localDateSchema, toDate: localDateSchema }),
  row: z.strictObject({
    orderId: z.string(),
    orderCode: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    neededDate: z.string(),
    method: orderMethodSchema,
    status: orderStatusSchema,
    receivedState: receivedStateSchema,
    lineCount: z.int(),
    totalIdr: z.int(),
    flagCount: z.int(),
    /** The first moment it is late: the end of the date it is needed on. Null where nothing is owed any more. */
    overdueFromMs: atMs,
  }),
  key: "orderId",
});

const orderLineRow = z.strictObject({
  lineId: z.string(),
  itemId: z.string(),
  itemCode: z.string(),
  itemName: z.string(),
  quantity: quantitySchema,
  purchaseUnitCode: z.string().nullable(),
  purchaseUnitLabel: z.string().nullable(),
  /** How many of the purchase unit; null where it is bought by weight. */
  purchaseCount: z.int().nullable(),
  unitPrice: unitPriceSchema,
  amountIdr: z.int(),
  neededForDate: z.string().nullable(),
  accepted: quantitySchema,
  rejected: quantitySchema,
  returned: quantitySchema,
  open: quantitySchema,
  over: quantitySchema,
  referencePrice: unitPriceSchema.nullable(),
  surveyPrice: unitPriceSchema.nullable(),
});

export const orderQuery = defineQuery({
  ...MANAGER,
  name: "order",
  params: z.strictObject({ orderId: orderIdSchema }),
  row: z.strictObject({
    orderId: z.string(),
    orderCode: z.string(),
    supplierId: z.string(),
    supplierName: z.string(),
    supplierStatus: supplierStatusSchema,
    neededDate: z.string(),
    method: orderMethodSchema,
    status: orderStatusSchema,
    receivedState: receivedStateSchema,
    note: z.string().nullable(),
    lines: z.array(orderLineRow),
    /** Arrived without being ordered. */
    strays: z.array(z.strictObject({ itemId: z.string(), itemName: z.string(), accepted: quantitySchema })),
    totalIdr: z.int(),
    priceFlags: z.array(priceFlagSchema),
    flags: z.array(orderFlagSchema),
    /** Names of the suppliers the flags speak of. */
    previousSuppliers: z.array(z.strictObject({ supplierId: z.string(), name: z.string() })),
    /** What the order lies above what its period has left; null where no ceiling is known or it fits. */
    overBudgetIdr: z.int().nullable(),
    makerStaffIds: z.array(z.string()),
    draftedByStaffId: staffId,
    draftedAtMs: z.int(),
    submittedAtMs: atMs,
    decidedByStaffId: staffId,
    decidedAtMs: atMs,
    decisionReason: z.string().nullable(),
    sentAtMs: atMs,
    channel: orderChannelSchema.nullable(),
    endedAtMs: atMs,
    endReason: z.string().nullable(),
    overdueFromMs: atMs,
    hasOpenReceipt: z.boolean(),
  }),
  key: "orderId",
  limit: 1,
});

/** What things cost: by the order, by the survey, by the reference list, at most by headquarters. One row an item that has any of them. */
export const priceSheetQuery = defineQuery({
  ...MANAGER,
  name: "price-sheet",
  params: z.strictObject({ itemId: itemIdSchema.optional() }),
  row: z.strictObject({
    itemId: z.string(),
    itemCode: z.string(),
    itemName: z.string(),
    baseUnit: z.enum(["g", "ml", "pcs"]),
    purchaseUnits: z.array(purchaseUnitRow),
    lastPrice: unitPriceSchema.nullable(),
    lastDate: z.string().nullable(),
    averagePrice: unitPriceSchema.nullable(),
    referencePrice: unitPriceSchema.nullable(),
    /** HET of headquarters in force, where it is by the unit the item is kept in. */
    ceilingPrice: unitPriceSchema.nullable(),
    survey: z
      .strictObject({
        surveyDate: z.string(),
        lowest: unitPriceSchema,
        quotes: z.array(z.strictObject({ sourceName: z.string(), unitPrice: unitPriceSchema })),
      })
      .nullable(),
  }),
  key: "itemId",
});

/** What the approved menus of a span ask for, less what is there and what is ordered. One row an ingredient. */
export const purchaseNeedsQuery = defineQuery({
  ...MANAGER,
  name: "purchase-needs",
  params: span,
  row: z.strictObject({
    ingredientId: z.string(),
    ingredientName: z.string(),
    category: itemCategorySchema,
    /** The first day it is cooked on. */
    firstDate: z.string(),
    needed: quantitySchema,
    available: quantitySchema,
    onOrder: quantitySchema,
    short: quantitySchema,
    /** The things of the store room this ingredient may be bought as; empty where none is set up. */
    items: z.array(
      z.strictObject({
        itemId: z.string(),
        itemName: z.string(),
        purchaseUnits: z.array(purchaseUnitRow),
        price: unitPriceSchema.nullable(),
        lastSupplierId: z.string().nullable(),
      }),
    ),
  }),
  key: "ingredientId",
});

/** The days of a span and whether their menu is approved: where it is not, nothing is known of what they need. */
export const purchaseDaysQuery = defineQuery({
  ...MANAGER,
  name: "purchase-days",
  params: span,
  row: z.strictObject({
    serviceDate: z.string(),
    hasApprovedMenu: z.boolean(),
    portionCount: z.int().nullable(),
  }),
  key: "serviceDate",
  limit: 31,
});

export const purchasePlansQuery = defineQuery({
  ...MANAGER,
  name: "purchase-plans",
  params: z.strictObject({}),
  row: z.strictObject({
    planId: z.string(),
    fromDate: z.string(),
    toDate: z.string(),
    status: z.enum(["drafted", "approved"]),
    portionCounts: portionCountsSchema,
    lines: z.array(
      z.strictObject({ itemId: z.string(), itemName: z.string(), quantity: quantitySchema, amountIdr: z.int() }),
    ),
    totalIdr: z.int(),
    draftedByStaffId: staffId,
    draftedAtMs: z.int(),
    approvedByStaffId: staffId,
    approvedAtMs: atMs,
  }),
  key: "planId",
  limit: 60,
});

export const procurementQueries = [
  ...moneyQueries,
  supplierNamesQuery,
  purchaseFiguresQuery,
  suppliersQuery,
  expectedDeliveriesQuery,
  ordersQuery,
  orderQuery,
  priceSheetQuery,
  purchaseNeedsQuery,
  purchaseDaysQuery,
  purchasePlansQuery,
] as const;

export type SupplierRow = RowOf<typeof suppliersQuery>;
export type OrderListRow = RowOf<typeof ordersQuery>;
export type OrderRow = RowOf<typeof orderQuery>;
export type PurchaseNeedRow = RowOf<typeof purchaseNeedsQuery>;
export type PriceSheetRow = RowOf<typeof priceSheetQuery>;
