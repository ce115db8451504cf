import type { Item } from "#domains/inventory/values.ts";
import { present } from "#kernel/assert.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { act, type Night } from "./night-context.ts";
import { must, type OpenedKitchen } from "./open-kitchen.ts";
import type { DemoBatch } from "./plan.ts";
import type { DemoOrder, DemoOrderLine, DemoStore } from "./store.ts";

/** What a hand or a thermometer reads at the door: good goods, for a kitchen whose night must go on. */
const CHILLED_AT_DOOR_C = 4.2;
const RICE_MOISTURE_BP = 1_250;
/** Eggs broken in the first crate: not taken, and brought again. */
const BROKEN_EGGS_G = 2_000;

interface Door {
  readonly kitchen: OpenedKitchen;
  readonly store: DemoStore;
  readonly today: LocalDate;
}

/** Storage, items, suppliers, orders and their deliveries, each by whoever does it in a kitchen. Throws what is refused. */
export async function fillDemoStore(kitchen: OpenedKitchen, store: DemoStore, today: LocalDate): Promise<void> {
  const { manager, tablets, people } = kitchen;
  const setUp = (type: string, body: Readonly<Record<string, unknown>>) =>
    must(tablets.receive, { type, body, staffId: people.storekeeper.staffId });
  for (const place of store.places) await setUp("define-storage-place", { ...place });
  for (const item of store.items) await setUp("add-item", { ...item });
  await tapStorekeeper(kitchen);
  for (const order of store.orders) {
    const { supplierId, name, kind, itemCategories } = order.supplier;
    const body = { supplierId, name, kind, itemCategories, certificates: [] };
    await must(manager, { type: "add-supplier", body, staffId: people.assistant.staffId });
    await placeOrder({ kitchen, store, today }, order);
    let before = 0;
    for (const share of order.supplier.deliveredShares) {
      await takeDelivery({ kitchen, store, today }, order, { before, after: share });
      before = share;
    }
  }
  await tapStorekeeper(kitchen);
}

/** Whoever signs for goods is in the kitchen. */
async function tapStorekeeper({ terminal, cardHolders }: OpenedKitchen): Promise<void> {
  const holder = present(
    cardHolders.find(({ member }) => member.key === "storekeeper"),
    "the storekeeper's card",
  );
  await must(terminal, {
    type: "record-punch",
    body: { punchId: terminal.makeId("punch"), badge: holder.cardText },
  });
}

async function placeOrder({ kitchen, today }: Door, { orderId, supplier, lines }: DemoOrder): Promise<void> {
  const { manager, people } = kitchen;
  const staffId = people.assistant.staffId;
  const { supplierId } = supplier;
  const draft = { orderId, supplierId, neededDate: today, method: "direct", lines, note: "Pesanan rekaan dapur demo" };
  await must(manager, { type: "draft-order", body: draft, staffId });
  await must(manager, { type: "submit-order", body: { orderId }, staffId });
  const { head } = people;
  const approval = { type: "approve-order", body: { orderId }, staffId: head.staffId, pins: [head.pin] };
  await must(manager, approval);
  await must(manager, { type: "send-order", body: { orderId, channel: "printed" }, staffId });
}

/** One delivery: from the share that was there before to the share that is there after it. */
async function takeDelivery(
  door: Door,
  order: DemoOrder,
  share: { readonly before: number; readonly after: number },
): Promise<void> {
  const { receive } = door.kitchen.tablets;
  const { storekeeper } = door.kitchen.people;
  const { staffId } = storekeeper;
  const receiptId = receive.makeId("receipt");
  const { orderId, supplier } = order;
  await must(receive, {
    type: "start-receipt",
    body: { receiptId, orderId, supplierId: supplier.supplierId, vehicleNote: "Kiriman rekaan" },
    staffId,
  });
  for (const line of order.lines) await takeLine(door, receiptId, { line, share });
  await must(receive, { type: "finish-receipt", body: { receiptId }, staffId, pins: [storekeeper.pin] });
}

async function takeLine(
  { kitchen, store, today }: Door,
  receiptId: string,
  {
    line,
    share,
  }: { readonly line: DemoOrderLine; readonly share: { readonly before: number; readonly after: number } },
): Promise<void> {
  const { receive } = kitchen.tablets;
  const { staffId } = kitchen.people.storekeeper;
  const item = present(
    store.items.find(({ itemId }) => itemId === line.itemId),
    "the item of an order line",
  );
  const { unit } = line.quantity;
  const until = (part: number) => Math.round(amountOf(line.quantity) * part);
  const isSplit = item.category === "animal-protein";
  const isLast = share.after === 1;
  const broken = isSplit ? BROKEN_EGGS_G : 0;
  const asked = until(share.after) - until(share.before);
  const delivered = asked + (isLast && share.before > 0 ? broken : 0);
  const rejected = isLast ? 0 : broken;
  const lineId = receive.makeId("receipt_line");
  const place = store.places.find(({ storageKind }) => storageKind === item.storageKind);
  const body = {
    receiptId,
    lineId,
    itemId: line.itemId,
    orderLineId: line.lineId,
    delivered: quantityOf(unit, delivered),
    accepted: quantityOf(unit, delivered - rejected),
    rejected: quantityOf(unit, rejected),
    ...(rejected > 0 && { rejectionCode: "damaged" }),
    unitPrice: line.unitPrice,
    ...(item.shelfLifeDayCount !== null && { expiryDate: addDays(today, item.shelfLifeDayCount) }),
    storagePlaceId: present(place, "a place of each kind").storagePlaceId,
  };
  await must(receive, { type: "record-receipt-line", body, staffId });
  const check = { checkId: receive.makeId("check"), receiptId, lineId, ...atDoor(item) };
  await must(receive, { type: "record-incoming-check", body: check, staffId });
}

function atDoor({ category, storageKind }: Item): Readonly<Record<string, unknown>> {
  return {
    condition: "good",
    ...(category === "staple" && { moistureBp: RICE_MOISTURE_BP }),
    ...(storageKind === "chilled" && { temperatureC: CHILLED_AT_DOOR_C }),
  };
}

/**
 * The storekeeper gives a kloter what its recipes take of the dry or of the chilled store; the kitchen PC picks the lots by
 * first expiry.
 */
export async function issueForBatch(night: Night, batch: DemoBatch, from: "dry" | "chilled"): Promise<void> {
  const { receiveTablet: tablet, people, store } = night;
  const taken = store.needsOf(batch).filter(({ item }) => item.storageKind === from);
  await act(night, tablet, people.storekeeper, "issue-stock", {
    issueId: tablet.makeId("issue"),
    batchId: batch.batchId,
    purpose: "cooking",
    toStaffId: people.prepare.staffId,
    lines: taken.map(({ item, quantity }) => ({ itemId: item.itemId, quantity })),
  });
}
