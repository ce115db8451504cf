import { addDays, localFromMs, type TimeZone } from "#kernel/time.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { SupplierRow } from "#domains/procurement/queries.ts";
import { shareBp } from "#domains/procurement/rules.ts";
import { supplierScore, type ScoredReceipt, type ScoreFigures } from "#domains/procurement/score.ts";
import {
  scoreAcceptedBp,
  scoreCompleteBp,
  scoreOnTimeBp,
  scoreReceiptCount,
  scoreReceiptMinCount,
  supplierShareDayCount,
} from "#domains/procurement/settings.ts";
import { receiptsOfSupplier } from "#main/domains/inventory/queries.ts";
import { settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { deliveriesOf, deliveryFrom, type Delivery } from "./deliveries.ts";
import { orderNow, type OrderNow } from "./queries.ts";
import { procurementSql, type ProcurementTables } from "./tables.ts";

/** Every supplier by name, with its share of what was ordered and its score. */
export function supplierRows(
  db: ReadableDb,
  { today, maxCount }: { readonly today: string; readonly maxCount: number },
): readonly SupplierRow[] {
  const read = settingReader(db, today);
  const ordered = orderedBySupplier(db, addDays(today, -read(supplierShareDayCount).value));
  const allIdr = [...ordered.values()].reduce((sum, { totalIdr }) => sum + totalIdr, 0);
  const figures: ScoreFigures = {
    onTimeBp: read(scoreOnTimeBp).value,
    acceptedBp: read(scoreAcceptedBp).value,
    completeBp: read(scoreCompleteBp).value,
    receiptCount: read(scoreReceiptCount).value,
    receiptMinCount: read(scoreReceiptMinCount).value,
  };
  return suppliersByName(db, maxCount).map((row) => {
    const own = ordered.get(row.supplier_id);
    return {
      supplierId: row.supplier_id,
      name: row.name,
      kind: row.kind,
      status: row.status,
      statusReason: row.status_reason,
      itemCategories: JSON.parse(row.item_categories_json) as SupplierRow["itemCategories"], // written from parsed events
      certificates: JSON.parse(row.certificates_json) as SupplierRow["certificates"], // the same
      shareBp: shareBp(own?.totalIdr ?? 0, allIdr),
      score: supplierScore(scoredReceipts(db, row.supplier_id, figures.receiptCount), figures),
      orderCount: own?.orderCount ?? 0,
    };
  });
}

export function suppliersByName(db: ReadableDb, maxCount: number): readonly ProcurementTables["supplier"][] {
  return db.all(
    procurementSql.selectFrom("supplier").selectAll().orderBy("name_key").orderBy("supplier_id").limit(maxCount),
  );
}

/** Names of all suppliers, by id. */
export function supplierNames(db: ReadableDb): ReadonlyMap<string, string> {
  const rows = db.all(procurementSql.selectFrom("supplier").select(["supplier_id", "name"]));
  return new Map(rows.map((row) => [row.supplier_id, row.name]));
}

function orderedBySupplier(db: ReadableDb, afterDate: string) {
  const rows = db.all(
    procurementSql
      .selectFrom("purchase_order")
      .select(["supplier_id", "total_idr"])
      .where("needed_date", ">", afterDate)
      .where("status", "in", ["approved", "sent", "closed"]),
  );
  const sums = new Map<string, { readonly totalIdr: number; readonly orderCount: number }>();
  for (const { supplier_id: supplierId, total_idr: totalIdr } of rows) {
    const known = sums.get(supplierId);
    sums.set(supplierId, {
      totalIdr: (known?.totalIdr ?? 0) + totalIdr,
      orderCount: (known?.orderCount ?? 0) + 1,
    });
  }
  return sums;
}

/** The newest deliveries of a supplier's orders; what came without an order was promised for no day. */
function scoredReceipts(db: ReadableDb, supplierId: string, maxCount: number): readonly ScoredReceipt[] {
  const { timeZone } = siteProfile(db);
  const orders = new Map<string, { readonly order: OrderNow; readonly deliveries: readonly Delivery[] } | null>();
  return receiptsOfSupplier(db, supplierId, { maxCount }).flatMap((receipt) => {
    const { orderId } = receipt;
    if (orderId === null) return [];
    if (!orders.has(orderId)) {
      const order = orderNow(db, orderId);
      orders.set(orderId, order === null ? null : { order, deliveries: deliveriesOf(db, orderId) });
    }
    const of = orders.get(orderId) ?? null;
    return of === null ? [] : [scoredReceipt(deliveryFrom(db, receipt), of, timeZone)];
  });
}

function scoredReceipt(
  delivery: Delivery,
  of: { readonly order: OrderNow; readonly deliveries: readonly Delivery[] },
  timeZone: TimeZone,
): ScoredReceipt {
  const atMs = delivery.finishedAtMs ?? 0;
  // Two signed in one millisecond came in the order they were begun.
  const index = of.deliveries.findIndex((one) => one.receiptId === delivery.receiptId);
  const earlier = of.deliveries.filter(
    (one, other) => one.isFinished && ((one.finishedAtMs ?? 0) < atMs || (one.finishedAtMs === atMs && other < index)),
  );
  const acceptedIn = (deliveries: readonly Delivery[], itemId: string) =>
    deliveries
      .flatMap((one) => one.lines)
      .reduce((sum, line) => sum + (line.itemId === itemId ? amountOf(line.accepted) : 0), 0);
  return {
    receivedDate: localFromMs(atMs, timeZone).date,
    neededDate: of.order.neededDate,
    lines: delivery.lines.map((line) => ({
      deliveredAmount: amountOf(line.delivered),
      acceptedAmount: amountOf(line.accepted),
    })),
    owed: of.order.lines.map(({ itemId, quantity }) => ({
      owedAmount: Math.max(0, amountOf(quantity) - acceptedIn(earlier, itemId)),
      broughtAmount: acceptedIn([delivery], itemId),
    })),
  };
}
