import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { ok } from "#kernel/result.ts";
import type { BodyOf, Decision } from "./decision.ts";
import type { MovedLine } from "./events.ts";
import type { IngredientNeed, InventoryFacts } from "./facts.ts";
import { proposeFefo } from "./rules.ts";
import type { InventoryState } from "./state.ts";
import { createStockBook, type StockBook } from "./stock-book.ts";

/**
 * What a cooked dish took by its recipe (DOMAIN.md §4.7, "Used by a batch"): per ingredient what the recipe takes for the
 * portions cooked, less what was issued to the batch for it. What the book does not hold is a shortage, never a negative lot.
 */
export function decideBackflush(
  state: InventoryState,
  { batchId, dishRunId }: BodyOf<"backflush-dish">,
  facts: InventoryFacts,
): Decision {
  // A dish cooked a second time (rework) is the same food: what stands, stands.
  if (state.backflush !== null || facts.needs.length === 0) return ok([]);
  const book = createStockBook(facts);
  const taken = facts.needs.map((need) => takeNeed(book, need, facts.localDate));
  return ok([
    {
      type: "stock-backflushed",
      body: {
        batchId,
        dishRunId,
        lines: taken.flatMap(({ lines }) => lines),
        needs: taken.map(({ need }) => need),
        shortages: taken.flatMap(({ shortage }) => (shortage === null ? [] : [shortage])),
      },
    },
  ]);
}

function takeNeed(book: StockBook, need: IngredientNeed, localDate: string) {
  const { ingredientId, gross, itemIds } = need;
  const grossAmount = amountOf(gross);
  const issuedAmount = Math.min(grossAmount, need.issuedFreeAmount);
  const lots = itemIds.flatMap((itemId) => book.lotsOf(itemId));
  const takes = proposeFefo(lots, grossAmount - issuedAmount, localDate);
  const lines: readonly MovedLine[] = takes.map((take) => book.take(take.lot, take.amount));
  const missingAmount = grossAmount - issuedAmount - takes.reduce((sum, take) => sum + take.amount, 0);
  const [itemId] = itemIds;
  return {
    need: { ingredientId, gross, issued: quantityOf(gross.unit, issuedAmount) },
    lines,
    shortage:
      missingAmount === 0 || itemId === undefined
        ? null
        : { ingredientId, itemId, quantity: quantityOf(gross.unit, missingAmount) },
  };
}

/** The dish was not cooked after all: what its recipe took goes back where it was. */
export function decideReverseBackflush(
  state: InventoryState,
  { batchId, dishRunId }: BodyOf<"reverse-backflush">,
): Decision {
  if (state.backflush === null) return ok([]);
  const body = { batchId, dishRunId, lines: [...state.backflush], cause: "undone" as const };
  return ok([{ type: "stock-backflush-reversed", body }]);
}
