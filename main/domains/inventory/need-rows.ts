import type { ItemId } from "#domains/inventory/ids.ts";
import { usageVarianceAlarmBp, usageVarianceWarnBp } from "#domains/inventory/settings.ts";
import type { StockReadinessRow, UsageVarianceRow } from "#domains/inventory/use-queries.ts";
import type { UsageState } from "#domains/inventory/vocabulary.ts";
import { convertAmount } from "#domains/menu/food-amounts.ts";
import { exactOf, roundedUpExact } from "#domains/menu/exact.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import { amountOf, quantityOf, type Quantity } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { ingredientNow, requirementsOf } from "#main/domains/menu/queries.ts";
import { batchesBetween, batchesOfDay, batchInFull, type BatchNow } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { dishNeeds, itemsOfIngredientNow, type DishNeed } from "./backflush.ts";
import { usedOfBatch } from "./batch-rows.ts";
import { availableNow } from "./available.ts";

/** What a day still needs against what the store room holds for it. */
export function stockReadinessRows(db: ReadableDb, serviceDate: ServiceDate): readonly StockReadinessRow[] {
  const batches = batchesOfDay(db, serviceDate).filter((batch) => batch.status !== "cancelled");
  if (batches.length === 0)
    return menuNeeds(db, serviceDate).map((need) =>
      readiness(db, need, { serviceDate, usedAmount: 0, source: "menu" }),
    );
  const used = usedAmounts(db, batches);
  return needsOfBatches(db, batches, "planned").map((need) =>
    readiness(db, need, { serviceDate, usedAmount: usedOf(used, need.itemIds), source: "batches" }),
  );
}

/** Before batches are planned, what the approved menu of the day takes. */
function menuNeeds(db: ReadableDb, serviceDate: ServiceDate): readonly DishNeed[] {
  const requirements = requirementsOf(db, serviceDate) ?? [];
  const foods = ingredientNow(
    db,
    requirements.map((one) => one.ingredientId),
  );
  return requirements.flatMap(({ ingredientId, needed }): readonly DishNeed[] => {
    const food = foods.get(ingredientId);
    if (food === undefined) return [];
    const items = itemsOfIngredientNow(db, food.ingredientId);
    const unit = items[0]?.baseUnit ?? needed.unit;
    const amount = convertAmount(food, exactOf(amountOf(needed)), needed.unit, unit);
    return [
      {
        ingredientId: food.ingredientId,
        name: food.name,
        gross: amount === null ? null : quantityOf(unit, roundedUpExact(amount)),
        itemIds: items.filter((item) => item.baseUnit === unit).map((item) => item.itemId),
      },
    ];
  });
}

function readiness(
  db: ReadableDb,
  need: DishNeed,
  of: {
    readonly serviceDate: ServiceDate;
    readonly usedAmount: number;
    readonly source: StockReadinessRow["source"];
  },
): StockReadinessRow {
  const { gross, itemIds } = need;
  const isKept = itemIds.length > 0;
  const inUnit = (amount: number): Quantity | null =>
    isKept && gross !== null ? quantityOf(gross.unit, amount) : null;
  const availableAmount = itemIds.reduce((sum, itemId) => sum + availableNow(db, itemId, of.serviceDate), 0);
  const remaining = gross === null ? 0 : Math.max(0, amountOf(gross) - of.usedAmount);
  return {
    ingredientId: need.ingredientId,
    ingredientName: need.name,
    isKept,
    itemIds: [...itemIds],
    needed: gross,
    used: inUnit(of.usedAmount),
    available: inUnit(availableAmount),
    short: inUnit(Math.max(0, remaining - availableAmount)),
    source: of.source,
  };
}

/** What batches take by recipe: for the portions cooked, or also for those still planned. */
function needsOfBatches(
  db: ReadableDb,
  batches: readonly BatchNow[],
  which: "planned" | "cooked",
): readonly DishNeed[] {
  const dishes = batches.flatMap(({ plan }) => {
    const batch = batchInFull(db, plan.batchId);
    return (batch?.plan.dishRuns ?? []).flatMap((run) => {
      const progress = batch?.progress.dishRuns.find((one) => one.dishRunId === run.dishRunId);
      const isCooked = progress?.status === "cooked";
      if (!isCooked && which === "cooked") return [];
      return [{ ingredients: run.ingredients, portionCounts: isCooked ? progress.cookedCounts : run.portionCounts }];
    });
  });
  return dishNeeds(db, dishes);
}

function usedAmounts(db: ReadableDb, batches: readonly BatchNow[]): ReadonlyMap<ItemId, number> {
  const byItem = new Map<ItemId, number>();
  for (const used of batches.flatMap(({ plan }) => usedOfBatch(db, plan.batchId))) {
    const amount = used.issued - used.returned + used.backflushed;
    byItem.set(used.itemId, (byItem.get(used.itemId) ?? 0) + amount);
  }
  return byItem;
}

function usedOf(byItem: ReadonlyMap<ItemId, number>, itemIds: readonly ItemId[]): number {
  return itemIds.reduce((sum, itemId) => sum + (byItem.get(itemId) ?? 0), 0);
}

/** Theoretical against actual use of the completed batches of a span, by ingredient the kitchen keeps. */
export function usageVarianceRows(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly UsageVarianceRow[] {
  const batches = batchesBetween(db, span).filter((batch) => batch.status === "completed");
  const used = usedAmounts(db, batches);
  const read = settingReader(db, span.toDate);
  const limits = { warnBp: read(usageVarianceWarnBp).value, alarmBp: read(usageVarianceAlarmBp).value };
  const batchCounts = batchCountsOf(db, batches);
  return needsOfBatches(db, batches, "cooked").flatMap((need): readonly UsageVarianceRow[] => {
    if (need.gross === null || need.itemIds.length === 0) return [];
    const theoreticalAmount = amountOf(need.gross);
    const actualAmount = usedOf(used, need.itemIds);
    const varianceBp =
      theoreticalAmount === 0 ? null : Math.round(((actualAmount - theoreticalAmount) * 10_000) / theoreticalAmount);
    return [
      {
        ingredientId: need.ingredientId,
        ingredientName: need.name,
        theoretical: need.gross,
        actual: quantityOf(need.gross.unit, actualAmount),
        varianceBp,
        state: usageStateOf(varianceBp, limits),
        batchCount: batchCounts.get(need.ingredientId) ?? 0,
      },
    ];
  });
}

function usageStateOf(
  varianceBp: number | null,
  limits: { readonly warnBp: number; readonly alarmBp: number },
): UsageState {
  const size = Math.abs(varianceBp ?? 0);
  if (size <= limits.warnBp) return "usual";
  return size <= limits.alarmBp ? "look-at" : "look-into";
}

function batchCountsOf(db: ReadableDb, batches: readonly BatchNow[]): ReadonlyMap<IngredientId, number> {
  const counts = new Map<IngredientId, number>();
  for (const { plan } of batches) {
    const runs = batchInFull(db, plan.batchId)?.plan.dishRuns ?? [];
    const ids = new Set(runs.flatMap((run) => run.ingredients.flatMap((one) => one.ingredientId ?? [])));
    for (const ingredientId of ids) counts.set(ingredientId, (counts.get(ingredientId) ?? 0) + 1);
  }
  return counts;
}
