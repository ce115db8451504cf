import { NO_PORTIONS, quantityOf } from "#kernel/quantity.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import { addDays, localFromMs } from "#kernel/time.ts";
import type { ProcurementCommand } from "#domains/procurement/commands.ts";
import type { OrderFacts, ProcurementFacts, ProcurementFigures, ReceiptFacts } from "#domains/procurement/facts.ts";
import type { OrderId, PlanId, SupplierId } from "#domains/procurement/ids.ts";
import type { ProcurementRejection } from "#domains/procurement/rejections.ts";
import {
  invoiceToleranceBp,
  priceToleranceBp,
  purchaseEarlyMaxCount,
  supplierShareDayCount,
  supplierShareMaxBp,
  suppliersMinCount,
  surveyQuotesMinCount,
} from "#domains/procurement/settings.ts";
import { serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { budgetLeftFor, plannedPortions } from "./budget.ts";
import { deliveriesOf, deliveryNow, receivedItems } from "./deliveries.ts";
import { nameKey } from "./name-key.ts";
import { supplierNamed } from "./projections.ts";
import { invoiceOfReceipt, orderNow, supplierNow, type OrderNow } from "./queries.ts";
import { itemFactsOf } from "./store-room.ts";
import { procurementSql } from "./tables.ts";

type Command<Type extends ProcurementCommand["type"]> = Extract<ProcurementCommand, { readonly type: Type }>;
type OrderCommand = Command<
  "change-order" | "submit-order" | "approve-order" | "reject-order" | "send-order" | "cancel-order" | "close-order"
>;

/** Every thing of buying is its own stream; its events belong to the service day of the clock, an expense to its own. */
export function targetOfProcurement(
  db: ReadableDb,
  command: ProcurementCommand,
  context: DecisionContext,
): Result<CommandTarget, ProcurementRejection> {
  const { body } = command;
  const today = serviceDateAt(db, context.nowMs);
  if ("expenseId" in body) return ok({ streamId: body.expenseId, serviceDate: body.serviceDate });
  if ("invoiceId" in body) return ok({ streamId: body.invoiceId, serviceDate: today });
  if ("orderId" in body) return ok({ streamId: body.orderId, serviceDate: today });
  if ("planId" in body) return ok({ streamId: body.planId, serviceDate: today });
  if ("surveyId" in body) return ok({ streamId: body.surveyId, serviceDate: today });
  return ok({ streamId: body.supplierId, serviceDate: today });
}

/** What `decide` needs from the tables, read in the transaction that writes. */
export function gatherProcurementFacts(
  db: ReadableDb,
  command: ProcurementCommand,
  { nowMs }: DecisionContext,
): ProcurementFacts {
  const serviceDate = serviceDateAt(db, nowMs);
  const nothing: ProcurementFacts = {
    today: localFromMs(nowMs, siteProfile(db).timeZone).date,
    serviceDate,
    figures: figuresOn(db, serviceDate),
    orderCode: "",
    supplier: null,
    namesakeId: null,
    activeSupplierCount: 0,
    unknownSupplierIds: [],
    items: [],
    orderedIdr: { ofSupplierIdr: 0, ofAllIdr: 0 },
    budgetLeftIdr: null,
    received: [],
    openReceiptId: null,
    overlappingPlanId: null,
    portionCounts: NO_PORTIONS,
    order: null,
    receipts: [],
    sameInvoiceId: null,
  };
  return { ...nothing, ...factsFor(db, command, nothing) };
}

function factsFor(db: ReadableDb, command: ProcurementCommand, base: ProcurementFacts): Partial<ProcurementFacts> {
  switch (command.type) {
    case "add-supplier":
      return { namesakeId: supplierNamed(db, command.body.name, command.body.supplierId) };
    case "change-supplier": {
      const { supplierId, fields } = command.body;
      return { namesakeId: fields.name === undefined ? null : supplierNamed(db, fields.name, supplierId) };
    }
    case "record-price-survey":
      return surveyFacts(db, command);
    case "draft-purchase-plan":
      return planFacts(db, command);
    case "draft-order": {
      const { supplierId, lines } = command.body;
      const itemIds = lines.map((line) => line.itemId);
      return {
        orderCode: nextOrderCode(db, base.serviceDate),
        supplier: supplierNow(db, supplierId),
        items: itemFactsOf(db, itemIds, { orderId: null, supplierId }),
      };
    }
    case "change-order":
    case "submit-order":
    case "approve-order":
    case "reject-order":
    case "send-order":
    case "cancel-order":
    case "close-order":
      return orderFacts(db, command, base);
    case "match-invoice":
      return matchFacts(db, command);
    case "approve-purchase-plan":
    case "approve-payment":
    case "record-payment":
    case "record-expense":
      return {};
  }
}

function figuresOn(db: ReadableDb, serviceDate: string): ProcurementFigures {
  const read = settingReader(db, serviceDate);
  return {
    priceToleranceBp: read(priceToleranceBp).value,
    surveyQuotesMinCount: read(surveyQuotesMinCount).value,
    suppliersMinCount: read(suppliersMinCount).value,
    supplierShareMaxBp: read(supplierShareMaxBp).value,
    purchaseEarlyMaxCount: read(purchaseEarlyMaxCount).value,
    invoiceToleranceBp: read(invoiceToleranceBp).value,
  };
}

function surveyFacts(db: ReadableDb, { body }: Command<"record-price-survey">): Partial<ProcurementFacts> {
  const supplierIds = [...new Set(body.quotes.flatMap(({ supplierId }) => supplierId ?? []))];
  return {
    items: itemFactsOf(
      db,
      body.quotes.map((quote) => quote.itemId),
      { orderId: null, supplierId: null },
    ),
    unknownSupplierIds: supplierIds.filter((supplierId) => supplierNow(db, supplierId) === null),
  };
}

function planFacts(db: ReadableDb, { body }: Command<"draft-purchase-plan">): Partial<ProcurementFacts> {
  const { planId, fromDate, toDate, lines } = body;
  return {
    items: itemFactsOf(
      db,
      lines.map((line) => line.itemId),
      { orderId: null, supplierId: null },
    ),
    overlappingPlanId: overlappingPlan(db, planId, { fromDate, toDate }),
    portionCounts: plannedPortions(db, { fromDate, toDate }),
  };
}

function overlappingPlan(
  db: ReadableDb,
  planId: PlanId,
  span: { readonly fromDate: string; readonly toDate: string },
): PlanId | null {
  const row = db.first(
    procurementSql
      .selectFrom("purchase_plan")
      .select("plan_id")
      .where("to_date", ">=", span.fromDate)
      .where("from_date", "<=", span.toDate)
      .where("plan_id", "<>", planId)
      .orderBy("from_date")
      .limit(1),
  );
  return row?.plan_id ?? null;
}

/** Dense per service day: the next one, inside the transaction that writes it. */
function nextOrderCode(db: ReadableDb, serviceDate: string): string {
  const row = db.first(
    procurementSql
      .selectFrom("purchase_order")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("service_date", "=", serviceDate),
  );
  return `PO-${serviceDate.replaceAll("-", "")}-${String((row?.count ?? 0) + 1).padStart(2, "0")}`;
}

function orderFacts(db: ReadableDb, command: OrderCommand, base: ProcurementFacts): Partial<ProcurementFacts> {
  const { orderId } = command.body;
  const order = orderNow(db, orderId);
  if (order === null) return {};
  const fields = command.type === "change-order" ? command.body.fields : {};
  const supplierId = fields.supplierId ?? order.supplierId;
  const itemIds = (fields.lines ?? order.lines).map((line) => line.itemId);
  const isWeighed = command.type === "submit-order";
  const isEnding = command.type === "cancel-order" || command.type === "close-order";
  return {
    supplier: supplierNow(db, supplierId),
    items: itemFactsOf(db, itemIds, { orderId, supplierId, ...(isWeighed && { onDate: base.serviceDate }) }),
    ...(isWeighed && {
      activeSupplierCount: activeSupplierCount(db),
      orderedIdr: orderedLately(db, { orderId, supplierId, today: base.today }),
    }),
    ...(command.type === "approve-order" && { budgetLeftIdr: budgetLeftFor(db, order) }),
    ...(isEnding && endingFacts(db, orderId)),
  };
}

function endingFacts(db: ReadableDb, orderId: OrderId): Partial<ProcurementFacts> {
  const deliveries = deliveriesOf(db, orderId);
  const open = deliveries.find(({ isFinished }) => !isFinished);
  return { received: receivedItems(deliveries), openReceiptId: open?.receiptId ?? null };
}

export function activeSupplierCount(db: ReadableDb): number {
  const row = db.first(
    procurementSql
      .selectFrom("supplier")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("status", "=", "active"),
  );
  return row?.count ?? 0;
}

/** What orders that were approved asked for in the last `supplier.share-days`, this order left out. */
export function orderedLately(
  db: ReadableDb,
  about: { readonly orderId: OrderId | null; readonly supplierId: string; readonly today: string },
): ProcurementFacts["orderedIdr"] {
  const dayCount = settingReader(db, about.today)(supplierShareDayCount).value;
  const rows = db.all(
    procurementSql
      .selectFrom("purchase_order")
      .select(["order_id", "supplier_id", "total_idr"])
      .where("needed_date", ">", addDays(about.today, -dayCount))
      .where("status", "in", ["approved", "sent", "closed"]),
  );
  const others = rows.filter((row) => row.order_id !== about.orderId);
  const sum = (kept: typeof others) => kept.reduce((total, row) => total + row.total_idr, 0);
  return {
    ofAllIdr: sum(others),
    ofSupplierIdr: sum(others.filter((row) => row.supplier_id === about.supplierId)),
  };
}

function matchFacts(db: ReadableDb, { body }: Command<"match-invoice">): Partial<ProcurementFacts> {
  const order = body.orderId === undefined ? null : orderNow(db, body.orderId);
  const receipts = body.receiptIds.flatMap((receiptId) => receiptFactsOf(db, receiptId) ?? []);
  return {
    supplier: supplierNow(db, body.supplierId),
    order: order === null ? null : orderFactsOf(db, order),
    receipts,
    sameInvoiceId: sameInvoice(db, body),
    items: itemFactsOf(
      db,
      body.lines.map((line) => line.itemId),
      { orderId: null, supplierId: body.supplierId },
    ),
  };
}

function receiptFactsOf(db: ReadableDb, receiptId: string): ReceiptFacts | null {
  const delivery = deliveryNow(db, receiptId);
  if (delivery === null) return null;
  const { supplierId, orderId, isFinished, staffIds, lines } = delivery;
  const invoiceId = invoiceOfReceipt(db, delivery.receiptId);
  return { receiptId: delivery.receiptId, supplierId, orderId, isFinished, staffIds, invoiceId, lines };
}

export function orderFactsOf(db: ReadableDb, { orderId, supplierId, status, lines }: OrderNow): OrderFacts {
  return { supplierId, status, lines, invoiced: invoicedOf(db, orderId) };
}

function invoicedOf(db: ReadableDb, orderId: OrderId): OrderFacts["invoiced"] {
  return db
    .all(
      procurementSql
        .selectFrom("invoice as i")
        .innerJoin("invoice_line as l", "l.invoice_id", "i.invoice_id")
        .select(["l.item_id", "l.unit", "l.amount"])
        .where("i.order_id", "=", orderId)
        .orderBy("i.matched_at_ms")
        .orderBy("l.item_id"),
    )
    .map((row) => ({ itemId: row.item_id, quantity: quantityOf(row.unit, row.amount) }));
}

/** One paper is one supplier's number, however it is spaced. */
function sameInvoice(
  db: ReadableDb,
  { supplierId, invoiceNumber }: { readonly supplierId: SupplierId; readonly invoiceNumber: string },
): ProcurementFacts["sameInvoiceId"] {
  const row = db.first(
    procurementSql
      .selectFrom("invoice")
      .select("invoice_id")
      .where("supplier_id", "=", supplierId)
      .where("number_key", "=", nameKey(invoiceNumber))
      .limit(1),
  );
  return row?.invoice_id ?? null;
}
