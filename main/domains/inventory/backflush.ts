import type { MovedLine, StoredInventoryEvent } from "#domains/inventory/events.ts";
import type { IngredientNeed, StandingBackflush } from "#domains/inventory/facts.ts";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { Item } from "#domains/inventory/values.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import { roundedUpExact } from "#domains/menu/exact.ts";
import { convertAmount, type FoodLine } from "#domains/menu/food-amounts.ts";
import { requirementsFor } from "#domains/menu/requirement.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { PlannedDishRun, PlannedIngredient } from "#domains/production/plan.ts";
import { amountOf, quantityOf, type PortionCounts, type Quantity } from "#kernel/quantity.ts";
import { ingredientNow } from "#main/domains/menu/queries.ts";
import { batchInFull } from "#main/domains/production/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { itemOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

type Needs = Extract<StoredInventoryEvent, { readonly type: "stock-backflushed" }>["body"]["needs"];

type Shortages = Extract<StoredInventoryEvent, { readonly type: "stock-backflushed" }>["body"]["shortages"];

/** Backflushes of a batch that stand, with every item their ingredients are kept as. */
export function standingBackflushes(db: ReadableDb, batchId: BatchId): readonly StandingBackflush[] {
  return db.all(selectStanding({ batchId })).map((row) => {
    const lines = JSON.parse(row.lines) as readonly MovedLine[]; // written by the projection from parsed events
    const needs = JSON.parse(row.needs) as Needs; // as above
    const kept = needs.flatMap(({ ingredientId }) => itemsOfIngredientNow(db, ingredientId).map((item) => item.itemId));
    return {
      batchId,
      dishRunId: row.dish_run_id,
      lines,
      itemIds: [...new Set([...lines.map((line) => line.itemId), ...kept])],
    };
  });
}

/**
 * What a cooked dish takes by its recipe (DOMAIN.md §4.7): per ingredient the gross amount for the portions cooked, in the
 * unit of the items it is kept as, and how much was issued to the batch for it that no other dish was given. An ingredient
 * the kitchen keeps no item of, or whose gross amount cannot be told, is not here.
 */
export function ingredientNeedsOf(
  db: ReadableDb,
  { batchId, dishRunId }: { readonly batchId: BatchId; readonly dishRunId: DishRunId },
): readonly IngredientNeed[] {
  const batch = batchInFull(db, batchId);
  const planned = batch?.plan.dishRuns.find((run) => run.dishRunId === dishRunId);
  const cooked = batch?.progress.dishRuns.find((run) => run.dishRunId === dishRunId);
  if (planned === undefined || cooked === undefined) return [];
  const standing = standingNeeds(db, batchId).filter((one) => one.dishRunId !== dishRunId);
  return needsOfDish(db, planned, cooked.cookedCounts).map((need) => {
    const issuedAmount = issuedToBatchAmount(db, { batchId, itemIds: need.itemIds });
    const givenAmount = standing
      .flatMap((one) => one.needs)
      .filter((other) => other.ingredientId === need.ingredientId)
      .reduce((sum, other) => sum + amountOf(other.issued), 0);
    return { ...need, issuedFreeAmount: Math.max(0, issuedAmount - givenAmount) };
  });
}

/** What one dish takes of an ingredient, whether or not the kitchen keeps it. */
export interface DishNeed {
  readonly ingredientId: IngredientId;
  readonly name: string;
  /** In the unit of its items, else of the food; null where it cannot be told. */
  readonly gross: Quantity | null;
  /** The items it is kept as; none where the kitchen keeps it not. */
  readonly itemIds: readonly ItemId[];
}

/** What dishes take of each ingredient for the portions of each; several dishes are rounded once, together. */
export function dishNeeds(
  db: ReadableDb,
  cooked: readonly {
    readonly ingredients: PlannedDishRun["ingredients"];
    readonly portionCounts: PortionCounts;
  }[],
): readonly DishNeed[] {
  const told = cooked.map(({ ingredients, portionCounts }) => ({
    lines: ingredients.flatMap(foodLineOf),
    portionCounts,
  }));
  const nameById = new Map(cooked.flatMap((dish) => dish.ingredients.map((one) => [one.ingredientId, one.name])));
  const foods = ingredientNow(db, [...new Set(told.flatMap(({ lines }) => lines.map((line) => line.ingredientId)))]);
  return requirementsFor(told, foods, 0).map((requirement) => {
    const ingredientId = requirement.ingredientId as IngredientId; // of a parsed plan
    const items = itemsOfIngredientNow(db, ingredientId);
    const food = foods.get(ingredientId);
    const unit = items[0]?.baseUnit ?? food?.baseUnit;
    const gross =
      requirement.isKnown && food !== undefined && unit !== undefined
        ? convertAmount(food, requirement.grossExact, food.baseUnit, unit)
        : null;
    return {
      ingredientId,
      name: food?.name ?? nameById.get(ingredientId) ?? "",
      gross: gross === null || unit === undefined ? null : quantityOf(unit, roundedUpExact(gross)),
      itemIds: items.filter((item) => item.baseUnit === unit).map((item) => item.itemId),
    };
  });
}

/** What one dish takes of each ingredient that is kept as an item, for these portions. */
function needsOfDish(
  db: ReadableDb,
  { ingredients }: Pick<PlannedDishRun, "ingredients">,
  portionCounts: PortionCounts,
): readonly Omit<IngredientNeed, "issuedFreeAmount">[] {
  return dishNeeds(db, [{ ingredients, portionCounts }]).flatMap(({ ingredientId, gross, itemIds }) =>
    gross === null || itemIds.length === 0 ? [] : [{ ingredientId, gross, itemIds }],
  );
}

/** A planned ingredient as a recipe's line: net amounts for 100 portions. One without an id, or without amounts, is none. */
function foodLineOf(ingredient: PlannedIngredient): readonly FoodLine[] {
  const { ingredientId, quantities } = ingredient;
  if (ingredientId === undefined || quantities === null) return [];
  const { small, large, toddler = small, maternal = large } = quantities;
  const amounts = {
    small: amountOf(small),
    large: amountOf(large),
    toddler: amountOf(toddler),
    maternal: amountOf(maternal),
  };
  return [{ ingredientId, unit: small.unit, amounts, retentions: [] }];
}

/** What stands taken by recipe for each dish of a batch. */
export function standingNeeds(db: ReadableDb, batchId: BatchId) {
  return db.all(selectStanding({ batchId })).map((row) => ({
    dishRunId: row.dish_run_id,
    // Written by the projection from parsed events.
    lines: JSON.parse(row.lines) as readonly MovedLine[],
    needs: JSON.parse(row.needs) as Needs,
    shortages: JSON.parse(row.shortages) as Shortages,
  }));
}

/** Issued to a batch of these items, less what came back. */
export function issuedToBatchAmount(
  db: ReadableDb,
  { batchId, itemIds }: { readonly batchId: BatchId; readonly itemIds: readonly ItemId[] },
): number {
  return db
    .all(selectIssuedToBatch({ batchId }))
    .filter((row) => itemIds.includes(row.item_id))
    .reduce((sum, row) => sum + row.issued - row.returned, 0);
}

/** The items an ingredient is kept as, still in use, by name. */
export function itemsOfIngredientNow(db: ReadableDb, ingredientId: IngredientId): readonly Item[] {
  return db.all(selectItemsOfIngredient({ ingredientId })).map(itemOf);
}

type BackflushRow = InventoryTables["stock_backflush"];
const selectStanding = createPreparedQuery<{ batchId: BatchId }, BackflushRow>((value) =>
  inventorySql
    .selectFrom("stock_backflush")
    .selectAll()
    .where("batch_id", "=", value("batchId"))
    .where("is_standing", "=", 1)
    .orderBy("seq"),
);
type IssueRow = InventoryTables["stock_issue_lot"];
const selectIssuedToBatch = createPreparedQuery<{ batchId: BatchId }, IssueRow>((value) =>
  inventorySql.selectFrom("stock_issue_lot").selectAll().where("batch_id", "=", value("batchId")).orderBy("seq"),
);
const selectItemsOfIngredient = createPreparedQuery<
  { ingredientId: IngredientId },
  Pick<InventoryTables["stock_item"], "item">
>((value) =>
  inventorySql
    .selectFrom("stock_item")
    .select("item")
    .where("ingredient_id", "=", value("ingredientId"))
    .where("is_archived", "=", 0)
    .orderBy("name"),
);
