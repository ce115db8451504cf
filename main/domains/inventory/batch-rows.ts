import type { ItemId } from "#domains/inventory/ids.ts";
import type { BatchCostRow, BatchStockRow, UsedByBatchRow } from "#domains/inventory/use-queries.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { isIssueRequired } from "#domains/production/settings.ts";
import { idrRounded } from "#kernel/money.ts";
import { amountOf, quantityOf, totalPortionCount, type Quantity } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { batchesOfDay, batchInFull, type BatchNow } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { dishNeeds, standingNeeds } from "./backflush.ts";
import { itemFactsOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** Each ingredient of each dish of a batch; one that names no ingredient of the kitchen's own is not here. */
export function dishStockRows(db: ReadableDb, batchId: BatchId): readonly BatchStockRow[] {
  const batch = batchInFull(db, batchId);
  if (batch === null) return [];
  const issued = db.all(selectIssuedToBatch({ batchId }));
  const standing = standingNeeds(db, batchId);
  const isRequired = settingReader(db, batch.plan.serviceDate)(isIssueRequired).value;
  return batch.plan.dishRuns.flatMap((planned) => {
    const progress = batch.progress.dishRuns.find((run) => run.dishRunId === planned.dishRunId);
    const isCooked = progress?.status === "cooked";
    const portionCounts = isCooked ? progress.cookedCounts : planned.portionCounts;
    const taken = standing.find((one) => one.dishRunId === planned.dishRunId);
    return dishNeeds(db, [{ ingredients: planned.ingredients, portionCounts }]).map((need): BatchStockRow => {
      const isKept = need.itemIds.length > 0;
      const ofNeed = issued.filter((row) => need.itemIds.includes(row.item_id) && row.issued > row.returned);
      const issuedAmount = ofNeed.reduce((sum, row) => sum + row.issued - row.returned, 0);
      const inUnit = (amount: number): Quantity | null =>
        isKept && need.gross !== null ? quantityOf(need.gross.unit, amount) : null;
      return {
        dishStockId: `${planned.dishRunId}/${need.ingredientId}`,
        dishRunId: planned.dishRunId,
        dishName: planned.dishName,
        ingredientId: need.ingredientId,
        ingredientName: need.name,
        isKept,
        itemIds: [...need.itemIds],
        needed: need.gross,
        issuedToBatch: inUnit(issuedAmount),
        backflushed: inUnit(
          (taken?.lines ?? [])
            .filter((line) => need.itemIds.includes(line.itemId))
            .reduce((sum, line) => sum + amountOf(line.quantity), 0),
        ),
        shortage: inUnit(
          (taken?.shortages ?? [])
            .filter((one) => one.ingredientId === need.ingredientId)
            .reduce((sum, one) => sum + amountOf(one.quantity), 0),
        ),
        isIssueNeeded:
          isRequired &&
          isKept &&
          issuedAmount === 0 &&
          progress?.status === "waiting" &&
          need.gross !== null &&
          amountOf(need.gross) > 0,
        blockedLotCodes: ofNeed.filter((row) => row.status === "blocked").map((row) => row.lot_code),
      };
    });
  });
}

interface Used {
  readonly itemId: ItemId;
  issued: number;
  returned: number;
  backflushed: number;
  valueIdr: number;
}

/** Issued, less what came back, and taken by recipe; an item a row, in the order it was first taken. */
export function usedOfBatch(db: ReadableDb, batchId: BatchId): readonly Readonly<Used>[] {
  const byItem = new Map<ItemId, Used>();
  const of = (itemId: ItemId): Used => {
    const known = byItem.get(itemId) ?? { itemId, issued: 0, returned: 0, backflushed: 0, valueIdr: 0 };
    byItem.set(itemId, known);
    return known;
  };
  for (const row of db.all(selectIssuedToBatch({ batchId }))) {
    const used = of(row.item_id);
    used.issued += row.issued;
    used.returned += row.returned;
    used.valueIdr += row.issued_value_idr - row.returned_value_idr;
  }
  for (const line of standingNeeds(db, batchId).flatMap((one) => one.lines)) {
    const used = of(line.itemId);
    used.backflushed += amountOf(line.quantity);
    used.valueIdr += line.valueIdr;
  }
  return [...byItem.values()];
}

export function usedByBatchRows(db: ReadableDb, batchId: BatchId): readonly UsedByBatchRow[] {
  return namedUses(db, usedOfBatch(db, batchId)).map(({ used, name, quantity }) => ({
    itemId: used.itemId,
    itemName: name,
    issued: quantity(used.issued),
    returned: quantity(used.returned),
    backflushed: quantity(used.backflushed),
    used: quantity(used.issued - used.returned + used.backflushed),
    valueIdr: used.valueIdr,
  }));
}

function namedUses(db: ReadableDb, uses: readonly Readonly<Used>[]) {
  const items = new Map(
    itemFactsOf(
      db,
      uses.map((used) => used.itemId),
    ).map(({ item }) => [item.itemId, item]),
  );
  return uses.flatMap((used) => {
    const item = items.get(used.itemId);
    if (item === undefined) return [];
    return [{ used, name: item.name, quantity: (amount: number) => quantityOf(item.baseUnit, amount) }];
  });
}

/** What the food of each batch of a day cost. */
export function batchCostRows(db: ReadableDb, serviceDate: ServiceDate): readonly BatchCostRow[] {
  return batchesOfDay(db, serviceDate)
    .filter((batch) => batch.status !== "cancelled")
    .map((batch) => batchCostRow(db, batch));
}

function batchCostRow(db: ReadableDb, { plan, progress, status }: BatchNow): BatchCostRow {
  const { batchId, batchCode } = plan;
  const uses = namedUses(db, usedOfBatch(db, batchId));
  const isUsed = ({ issued, returned, backflushed }: Readonly<Used>) => issued - returned + backflushed > 0;
  const usedValueIdr = uses.reduce((sum, { used }) => sum + used.valueIdr, 0);
  const portionedPortionCount = totalPortionCount(progress.portionedCounts);
  const { portionedSpecialPackCount } = progress;
  const trayCount = portionedPortionCount + portionedSpecialPackCount;
  const isKnown = trayCount > 0 && uses.some(({ used }) => isUsed(used));
  const uncosted = dishStockRows(db, batchId).filter(
    (row) => !row.isKept || row.needed === null || (row.shortage !== null && amountOf(row.shortage) > 0),
  );
  return {
    batchId,
    batchCode,
    status,
    usedValueIdr,
    portionedPortionCount,
    portionedSpecialPackCount,
    costPerPortionIdr: isKnown ? idrRounded([{ amountIdr: usedValueIdr, timesCount: 1, perCount: trayCount }]) : null,
    unpricedItemNames: uses.filter(({ used }) => isUsed(used) && used.valueIdr === 0).map(({ name }) => name),
    uncostedIngredientNames: [...new Set(uncosted.map((row) => row.ingredientName))],
  };
}

type IssuedRow = InventoryTables["stock_issue_lot"] & Pick<InventoryTables["stock_lot"], "status" | "lot_code">;
const selectIssuedToBatch = createPreparedQuery<{ batchId: BatchId }, IssuedRow>((value) =>
  inventorySql
    .selectFrom("stock_issue_lot")
    .innerJoin("stock_lot", "stock_lot.lot_id", "stock_issue_lot.lot_id")
    .selectAll("stock_issue_lot")
    .select(["stock_lot.status", "stock_lot.lot_code"])
    .where("stock_issue_lot.batch_id", "=", value("batchId"))
    .orderBy("stock_issue_lot.seq"),
);
