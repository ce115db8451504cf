import type { ItemId, LotId, ReceiptId, StoragePlaceId } from "#domains/inventory/ids.ts";
import { lotIdOfLine } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { OrderId, SupplierId } from "#domains/procurement/ids.ts";
import type { InvoiceRow } from "#domains/procurement/money-queries.ts";
import type { OrderRow } from "#domains/procurement/queries.ts";
import { present } from "#kernel/assert.ts";
import type { StaffId } from "#kernel/ids.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { createStockKitchen, type StockKitchen } from "./stock-kitchen.ts";

/** An order of items, by grams or pieces, each at a price for a thousand grams or one piece. */
export interface TestOrderLine {
  readonly item: Item;
  readonly amount: number;
  readonly priceIdr: number;
}

export interface TestDelivery {
  readonly item: Pick<Item, "itemId" | "baseUnit">;
  readonly acceptedAmount: number;
  readonly rejectedAmount?: number;
  readonly priceIdr?: number;
}

/** A kitchen that buys: everybody permitted everything, four people of their own. */
export interface BuyingKitchen extends StockKitchen {
  readonly buyer: StaffId;
  readonly head: StaffId;
  readonly receiver: StaffId;
  readonly accountant: StaffId;
  readonly placeId: StoragePlaceId;
  supplier(name: string): Promise<SupplierId>;
  /** Drafted by the buyer. */
  draft(supplierId: SupplierId, lines: readonly TestOrderLine[], neededDate?: string): Promise<OrderId>;
  /** Drafted, submitted, approved by the head and sent. */
  sent(supplierId: SupplierId, lines: readonly TestOrderLine[], neededDate?: string): Promise<OrderId>;
  /** Begins a delivery of an order, leaving it open. */
  begin(supplierId: SupplierId, orderId?: OrderId): Promise<ReceiptId>;
  /** A whole delivery; gives its lots in order. */
  deliver(
    supplierId: SupplierId,
    lines: readonly TestDelivery[],
    orderId?: OrderId,
  ): Promise<{ readonly receiptId: ReceiptId; readonly lotIds: readonly LotId[] }>;
  orderRow(orderId: OrderId): OrderRow;
  invoiceRows(): readonly InvoiceRow[];
}

/** The calendar date buying kitchens begin on, at 22:00; the service day that runs is the next. */
export const BUYING_DATE = "2026-11-20";
const PER = { g: 1_000, ml: 1_000, pcs: 1 } as const;

export async function createBuyingKitchen(): Promise<BuyingKitchen> {
  const kitchen = createStockKitchen();
  const { makeId, accepted } = kitchen;
  const person = async (name: string) => (await kitchen.person(name, ["accountant"])).staffId;
  const [buyer, head, receiver, accountant] = [
    await person("Pembeli"),
    await person("Kepala"),
    await person("Gudang"),
    await person("Akuntan"),
  ];
  const placeId = await kitchen.place();
  const draft: BuyingKitchen["draft"] = async (supplierId, lines, neededDate = BUYING_DATE) => {
    const orderId = makeId("order");
    const body = {
      orderId,
      supplierId,
      neededDate,
      method: "direct",
      lines: lines.map(({ item, amount, priceIdr }) => ({
        lineId: makeId("order_line"),
        itemId: item.itemId,
        quantity: quantityOf(item.baseUnit, amount),
        unitPrice: { amountIdr: priceIdr, per: quantityOf(item.baseUnit, PER[item.baseUnit]) },
      })),
    };
    await accepted("draft-order", body, { as: { staffId: buyer } });
    return orderId;
  };
  const begin: BuyingKitchen["begin"] = async (supplierId, orderId) => {
    const receiptId = makeId("receipt");
    const body = { receiptId, supplierId, ...(orderId !== undefined && { orderId }) };
    await accepted("start-receipt", body, { as: { staffId: receiver } });
    return receiptId;
  };
  return {
    ...kitchen,
    buyer,
    head,
    receiver,
    accountant,
    placeId,
    supplier: async (name) => {
      const supplierId = makeId("supplier");
      await accepted("add-supplier", { supplierId, name, kind: "local", itemCategories: [], certificates: [] });
      return supplierId;
    },
    draft,
    sent: async (supplierId, lines, neededDate) => {
      const orderId = await draft(supplierId, lines, neededDate);
      await accepted("submit-order", { orderId }, { as: { staffId: buyer } });
      await accepted("approve-order", { orderId }, { as: { staffId: head } });
      await accepted("send-order", { orderId, channel: "printed" }, { as: { staffId: buyer } });
      return orderId;
    },
    begin,
    deliver: async (supplierId, lines, orderId) => {
      const receiptId = await begin(supplierId, orderId);
      const lineIds = [];
      for (const { item, acceptedAmount, rejectedAmount = 0, priceIdr = 14_000 } of lines) {
        const lineId = makeId("receipt_line");
        lineIds.push(lineId);
        const body = {
          receiptId,
          lineId,
          itemId: item.itemId,
          delivered: quantityOf(item.baseUnit, acceptedAmount + rejectedAmount),
          accepted: quantityOf(item.baseUnit, acceptedAmount),
          rejected: quantityOf(item.baseUnit, rejectedAmount),
          ...(rejectedAmount > 0 && { rejectionCode: "damaged" }),
          unitPrice: { amountIdr: priceIdr, per: quantityOf(item.baseUnit, PER[item.baseUnit]) },
          storagePlaceId: placeId,
        };
        await accepted("record-receipt-line", body, { as: { staffId: receiver } });
      }
      await accepted("finish-receipt", { receiptId }, { as: { staffId: receiver } });
      return { receiptId, lotIds: lineIds.map(lotIdOfLine) };
    },
    orderRow: (orderId) => present((kitchen.ask("order", { orderId }) as readonly OrderRow[])[0], "the order"), // rows the kit parsed
    invoiceRows: () =>
      kitchen.ask("invoices", { fromDate: "2026-01-01", toDate: "2026-12-31" }) as readonly InvoiceRow[], // as above
  };
}

/** How much of an order's item is where, as the screens read it. */
export function standingOf(kitchen: BuyingKitchen, orderId: OrderId, itemId: ItemId) {
  const line = present(
    kitchen.orderRow(orderId).lines.find((candidate) => candidate.itemId === itemId),
    "the line",
  );
  const { quantity, accepted, rejected, returned, open, over } = line;
  return { quantity, accepted, rejected, returned, open, over };
}
