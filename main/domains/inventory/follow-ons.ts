import type { StoredInventoryEvent } from "#domains/inventory/events.ts";
import { closeOrderFollowOns } from "#main/domains/procurement/queries.ts";
import type { FollowOn } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/**
 * A delivery that makes its order full closes it; a dish whose backflush made way for an issue (or a return) recorded late is
 * backflushed anew, less what that covers.
 */
export function followOnsOfInventory(db: ReadableDb, event: StoredInventoryEvent): readonly FollowOn[] {
  if (event.type === "goods-received") return closeOrderFollowOns(db, event.body.orderId);
  if (event.type !== "stock-backflush-reversed" || event.body.cause !== "late-issue") return [];
  const { batchId, dishRunId } = event.body;
  return [{ type: "backflush-dish", body: { batchId, dishRunId }, key: dishRunId }];
}
