import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { ok } from "#kernel/result.ts";
import { refuse, type BodyOf, type Decision } from "./decision.ts";
import type { InventoryFacts } from "./facts.ts";
import type { InventoryRejection } from "./rejections.ts";
import type { InventoryState } from "./state.ts";
import type { Item } from "./values.ts";

/** Items and storage places: what the store room keeps, and where. */

export function decideAddItem(state: InventoryState, body: BodyOf<"add-item">, facts: InventoryFacts): Decision {
  if (state.item !== null) return refuse({ code: "id-already-used", kind: "item", id: body.itemId });
  const refused = whyNotItem(body, facts);
  return refused === null ? ok([{ type: "item-added", body }]) : refuse(refused);
}

export function decideChangeItem(state: InventoryState, body: BodyOf<"change-item">, facts: InventoryFacts): Decision {
  if (state.item === null) return refuse({ code: "not-found", kind: "item", id: body.itemId });
  if (state.item.isArchived) return refuse({ code: "wrong-state", state: "archived" });
  // A member left out of the body is left out here: parsed JSON has no undefined.
  const changed = { ...state.item.item, ...(body.fields as Partial<Item>) };
  const refused = whyNotItem(changed, facts);
  return refused === null ? ok([{ type: "item-changed", body }]) : refuse(refused);
}

export function decideArchiveItem(
  state: InventoryState,
  body: BodyOf<"archive-item">,
  facts: InventoryFacts,
): Decision {
  if (state.item === null) return refuse({ code: "not-found", kind: "item", id: body.itemId });
  if (state.item.isArchived) return refuse({ code: "wrong-state", state: "archived" });
  const onHandAmount = facts.items[0]?.onHandAmount ?? 0;
  if (onHandAmount > 0) {
    return refuse({ code: "stock-left", onHand: quantityOf(state.item.item.baseUnit, onHandAmount) });
  }
  return ok([{ type: "item-archived", body }]);
}

/** One code names one item, every amount is in its unit, and its minimum is not above its maximum. */
function whyNotItem(item: Item, facts: InventoryFacts): InventoryRejection | null {
  if (facts.itemIdOfCode !== null && facts.itemIdOfCode !== item.itemId) {
    return { code: "code-in-use", itemCode: item.itemCode };
  }
  if (!facts.isIngredientKnown) return { code: "not-found", kind: "ingredient", id: item.ingredientId ?? "" };
  const codes = item.purchaseUnits.map(({ code }) => code);
  const repeated = codes.find((code, index) => codes.indexOf(code) !== index);
  if (repeated !== undefined) return { code: "code-in-use", itemCode: repeated };
  const { minQuantity, maxQuantity } = item;
  const amounts = [...item.purchaseUnits.map(({ quantity }) => quantity), minQuantity, maxQuantity];
  const odd = amounts.find((one) => one !== null && one.unit !== item.baseUnit);
  if (odd !== undefined && odd !== null) {
    return { code: "unit-mismatch", itemId: item.itemId, from: odd.unit, to: item.baseUnit };
  }
  if (item.purchaseUnits.some(({ quantity }) => amountOf(quantity) === 0)) {
    return { code: "out-of-range", field: "purchaseUnits", min: 1, max: Number.MAX_SAFE_INTEGER };
  }
  if (minQuantity !== null && maxQuantity !== null && amountOf(minQuantity) > amountOf(maxQuantity)) {
    return { code: "out-of-range", field: "minQuantity", min: 0, max: amountOf(maxQuantity) };
  }
  return null;
}
