import type { StoredInventoryEvent } from "#domains/inventory/events.ts";
import { amountOf } from "#kernel/quantity.ts";
import { createRowInsert } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { moveStock } from "./project-stock.ts";
import { inventorySql } from "./tables.ts";

type ReceiptEvent = Extract<
  StoredInventoryEvent,
  { readonly type: "receipt-started" | "receipt-line-recorded" | "goods-received" }
>;
type EventOfType<Type extends ReceiptEvent["type"]> = Extract<ReceiptEvent, { readonly type: Type }>;

export function projectReceipt(db: WritableDb, event: ReceiptEvent): void {
  noteReceiver(db, event);
  switch (event.type) {
    case "receipt-started":
      startReceipt(db, event);
      return;
    case "receipt-line-recorded":
      recordLine(db, event);
      return;
    case "goods-received":
      receiveGoods(db, event);
      return;
  }
}

/** Whoever had a hand in a receipt: they do not match its invoice. */
function noteReceiver(db: WritableDb, { staffId, body }: ReceiptEvent): void {
  if (staffId === null) return;
  db.run(
    inventorySql
      .insertInto("stock_receipt_person")
      .values({ receipt_id: body.receiptId, staff_id: staffId })
      .onConflict((conflict) => conflict.doNothing()),
  );
}

function startReceipt(db: WritableDb, event: EventOfType<"receipt-started">): void {
  const { receiptId, receiptCode, orderId, supplierId, vehicleNote } = event.body;
  db.run(
    insertReceipt({
      receipt_id: receiptId,
      receipt_code: receiptCode,
      order_id: orderId ?? null,
      supplier_id: supplierId ?? null,
      status: "open",
      vehicle_note: vehicleNote ?? null,
      started_at_ms: event.occurredAtMs,
      finished_at_ms: null,
      service_date: event.serviceDate,
      seq: event.seq,
      staff_id: event.staffId,
    }),
  );
}

/** Told again, a line keeps its place among the others. */
function recordLine(db: WritableDb, event: EventOfType<"receipt-line-recorded">): void {
  const { body } = event;
  const told = {
    item_id: body.itemId,
    order_line_id: body.orderLineId ?? null,
    delivered: amountOf(body.delivered),
    accepted: amountOf(body.accepted),
    rejected: amountOf(body.rejected),
    rejection_code: body.rejectionCode ?? null,
    price_idr: body.unitPrice.amountIdr,
    price_per: amountOf(body.unitPrice.per),
    expiry_date: body.expiryDate ?? null,
    supplier_lot_code: body.supplierLotCode ?? null,
    storage_place_id: body.storagePlaceId,
    photo_ids: JSON.stringify(body.photoIds),
  };
  db.run(
    inventorySql
      .insertInto("stock_receipt_line")
      .values({ line_id: body.lineId, receipt_id: body.receiptId, seq: event.seq, ...told })
      .onConflict((conflict) => conflict.column("line_id").doUpdateSet(told)),
  );
}

function receiveGoods(db: WritableDb, event: EventOfType<"goods-received">): void {
  const { receiptId, supplierId, lots } = event.body;
  db.run(
    inventorySql
      .updateTable("stock_receipt")
      .set({ status: "finished", finished_at_ms: event.occurredAtMs })
      .where("receipt_id", "=", receiptId),
  );
  for (const lot of lots) {
    const price = { last_price_idr: lot.unitPrice.amountIdr, last_price_per: amountOf(lot.unitPrice.per) };
    db.run(
      insertLot({
        lot_id: lot.lotId,
        lot_code: lot.lotCode,
        item_id: lot.itemId,
        receipt_id: receiptId,
        supplier_id: supplierId ?? null,
        supplier_lot_code: lot.supplierLotCode ?? null,
        storage_place_id: lot.storagePlaceId,
        on_hand: 0,
        received: amountOf(lot.quantity),
        price_idr: price.last_price_idr,
        price_per: price.last_price_per,
        expiry_date: lot.expiryDate ?? null,
        status: "available",
        block_reason_code: null,
        block_note: null,
        received_seq: event.seq,
        received_at_ms: event.occurredAtMs,
        service_date: event.serviceDate,
      }),
    );
    db.run(
      inventorySql
        .updateTable("stock_item")
        .set({ ...price, last_received_at_ms: event.occurredAtMs })
        .where("item_id", "=", lot.itemId),
    );
  }
  moveStock(
    db,
    event,
    lots.map((lot) => ({
      movementKind: "receipt",
      itemId: lot.itemId,
      lotId: lot.lotId,
      deltaAmount: amountOf(lot.quantity),
      valueIdr: lot.valueIdr,
      referenceId: receiptId,
    })),
  );
}

const insertReceipt = createRowInsert(inventorySql, "stock_receipt");
const insertLot = createRowInsert(inventorySql, "stock_lot");
