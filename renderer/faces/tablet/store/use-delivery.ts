import type { ReceiptLineRow, ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { expectedDeliveriesQuery } from "#domains/procurement/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { receiptLinesRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { expectedDeliveriesRef, supplierNamesRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useReceipts } from "./use-store-data.ts";

export type ExpectedDelivery = RowOf<typeof expectedDeliveriesQuery>;

/** What an order still waits for of one thing. */
export interface OrderedLine {
  readonly lineId: string;
  readonly itemId: string;
  readonly itemName: string;
  readonly ordered: Quantity;
  readonly open: Quantity;
}

/** A delivery as far as it is told, with what its order still waits for. */
export interface Delivery {
  readonly receipt: ReceiptRow;
  readonly title: string;
  readonly lines: readonly ReceiptLineRow[];
  readonly orderLines: readonly OrderedLine[];
}

/** Orders on their way, the first needed on top. */
export function useExpectedDeliveries(): readonly ExpectedDelivery[] {
  const { rows } = useLiveQuery(expectedDeliveriesRef, {}, { isKeptOnDisk: true });
  return rows.toSorted((left, right) => (left.neededDate < right.neededDate ? -1 : 1));
}

/** Who may bring goods without an order: suppliers the kitchen buys from. */
export function useSuppliers(): readonly { readonly supplierId: string; readonly name: string }[] {
  const { rows } = useLiveQuery(supplierNamesRef, {}, { isKeptOnDisk: true });
  return rows.filter(({ status }) => status === "active");
}

/** Null until the kitchen knows the delivery: its beginning may still wait on this tablet. */
export function useDelivery(receiptId: string): Delivery | null {
  const receipt = useReceipts().find((row) => row.receiptId === receiptId);
  const { rows } = useLiveQuery(receiptLinesRef, { receiptId }, { isKeptOnDisk: true });
  const order = useExpectedDeliveries().find(({ orderId }) => orderId === receipt?.orderId);
  if (receipt === undefined) return null;
  return {
    receipt,
    title: order === undefined ? receipt.receiptCode : `${receipt.receiptCode} · ${order.supplierName}`,
    lines: rows,
    orderLines: receipt.status === "open" ? orderedLines(order, rows) : [],
  };
}

/** What is open of an order, less what this delivery has told of it already: the kitchen counts that only once it is signed. */
export function orderedLines(
  order: Pick<ExpectedDelivery, "lines"> | undefined,
  told: readonly Pick<ReceiptLineRow, "itemId" | "accepted">[],
): readonly OrderedLine[] {
  return (order?.lines ?? []).map((line) => {
    const here = told.filter(({ itemId }) => itemId === line.itemId);
    const tellAmount = here.reduce((sum, { accepted }) => sum + amountOf(accepted), 0);
    return { ...line, open: quantityOf(line.open.unit, Math.max(0, amountOf(line.open) - tellAmount)) };
  });
}

/** Lines of a delivery that wait on this tablet for the kitchen. */
export function useWaitingLineCount(receiptId: string): number {
  const { entries } = useOutbox();
  return entries.filter(({ type, body }) => type === "record-receipt-line" && body["receiptId"] === receiptId).length;
}
