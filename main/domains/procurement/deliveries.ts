import { amountOf, quantityOf, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { ItemId, ReceiptId } from "#domains/inventory/ids.ts";
import type { ReceivedItem } from "#domains/procurement/facts.ts";
import { receiptNow, receiptsOfOrder, returnedOfReceipt, type ReceiptNow } from "#main/domains/inventory/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** One delivery in the words of buying: each item once, what was sent back beside what was accepted. */
export interface Delivery {
  readonly receiptId: ReceiptId;
  readonly receiptCode: string;
  readonly supplierId: ReceiptNow["supplierId"];
  readonly orderId: ReceiptNow["orderId"];
  readonly isFinished: boolean;
  readonly finishedAtMs: number | null;
  readonly staffIds: readonly string[];
  readonly lines: readonly DeliveredItem[];
}

export interface DeliveredItem extends ReceivedItem {
  readonly delivered: Quantity;
  /** Taken down at the door; of the first of its lines where an item came with several expiries. */
  readonly unitPrice: UnitPrice;
}

/** A delivery by its id; null for one the store room does not have. */
export function deliveryNow(db: ReadableDb, receiptId: string): Delivery | null {
  const receipt = receiptNow(db, receiptId);
  return receipt === null ? null : deliveryFrom(db, receipt);
}

/** The deliveries of an order, oldest first, those still being taken in among them. */
export function deliveriesOf(db: ReadableDb, orderId: string): readonly Delivery[] {
  return receiptsOfOrder(db, orderId).map((receipt) => deliveryFrom(db, receipt));
}

export function deliveryFrom(db: ReadableDb, receipt: ReceiptNow): Delivery {
  const { receiptId, receiptCode, supplierId, orderId, status, finishedAtMs, staffIds } = receipt;
  const returned = returnedOfReceipt(db, receiptId);
  const byItem = new Map<ItemId, DeliveredItem>();
  for (const line of receipt.lines) {
    const known = byItem.get(line.itemId);
    byItem.set(line.itemId, {
      itemId: line.itemId,
      delivered: plus(known?.delivered, line.delivered),
      accepted: plus(known?.accepted, line.accepted),
      rejected: plus(known?.rejected, line.rejected),
      returned: returned.get(line.itemId) ?? quantityOf(line.accepted.unit, 0),
      unitPrice: known?.unitPrice ?? line.unitPrice,
    });
  }
  return {
    receiptId,
    receiptCode,
    supplierId,
    orderId,
    isFinished: status === "finished",
    finishedAtMs,
    staffIds,
    lines: [...byItem.values()],
  };
}

/** What the finished deliveries brought, item by item: an order names each item once, so an item is a line. */
export function receivedItems(deliveries: readonly Delivery[]): readonly ReceivedItem[] {
  const byItem = new Map<ItemId, ReceivedItem>();
  for (const delivery of deliveries.filter(({ isFinished }) => isFinished)) {
    for (const { itemId, accepted, rejected, returned } of delivery.lines) {
      const known = byItem.get(itemId);
      byItem.set(itemId, {
        itemId,
        accepted: plus(known?.accepted, accepted),
        rejected: plus(known?.rejected, rejected),
        returned: plus(known?.returned, returned),
      });
    }
  }
  return [...byItem.values()];
}

/** Lines of one item are of its base unit. */
function plus(sum: Quantity | undefined, more: Quantity): Quantity {
  return sum === undefined ? more : quantityOf(more.unit, amountOf(sum) + amountOf(more));
}
