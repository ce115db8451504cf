import type { ReceiptLineRow, ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import type { Quantity } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { receiptLinesRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { useReceipts } from "./use-store-data.ts";

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

/** Null until the kitchen knows the delivery: its beginning may still wait on this tablet. */
export function useDelivery(receiptId: string): Delivery | null {
  const receipt = useReceipts().find((row) => row.receiptId === receiptId);
  const { rows } = useLiveQuery(receiptLinesRef, { receiptId }, { isKeptOnDisk: true });
  if (receipt === undefined) return null;
  return { receipt, title: receipt.receiptCode, lines: rows, orderLines: [] };
}

/** Lines of a delivery that wait on this tablet for the kitchen. */
export function useWaitingLineCount(receiptId: string): number {
  const { entries } = useOutbox();
  return entries.filter(({ type, body }) => type === "record-receipt-line" && body["receiptId"] === receiptId).length;
}
