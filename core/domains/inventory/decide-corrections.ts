import type { DecisionContext } from "#kernel/definition.ts";
import { amountOf } from "#kernel/quantity.ts";
import { ok } from "#kernel/result.ts";
import { inBaseUnit, lotKnown, refuse, whyFrozen, type BodyOf, type Decision } from "./decision.ts";
import type { InventoryFacts, LotFacts } from "./facts.ts";
import type { InventoryRejection } from "./rejections.ts";
import type { AdjustmentState, CountState, InventoryState } from "./state.ts";
import { createStockBook, type StockBook } from "./stock-book.ts";

/** What makes the book say what is there: adjustments, counts, and lots that are stopped. */

export function decideRequestAdjustment(
  state: InventoryState,
  body: BodyOf<"request-adjustment">,
  facts: InventoryFacts,
): Decision {
  if (state.adjustment !== null) return refuse({ code: "id-already-used", kind: "adjustment", id: body.adjustmentId });
  const book = createStockBook(facts);
  const lot = lotKnown(book, body.lotId);
  if (!lot.ok) return lot;
  const { itemId } = lot.value;
  const baseUnit = book.item(itemId)?.item.baseUnit;
  if (body.delta.unit !== baseUnit) {
    return refuse({ code: "unit-mismatch", itemId, from: body.delta.unit, to: baseUnit ?? "" });
  }
  if (amountOf(body.delta) === 0) {
    return refuse({ code: "out-of-range", field: "delta", min: 1, max: Number.MAX_SAFE_INTEGER });
  }
  if (body.reasonCode === "other" && body.note === undefined) return refuse({ code: "reason-required" });
  return ok([{ type: "adjustment-requested", body: { ...body, itemId } }]);
}

export function decideApproveAdjustment(
  state: InventoryState,
  body: BodyOf<"approve-adjustment">,
  facts: InventoryFacts,
  context: DecisionContext,
): Decision {
  const { adjustment } = state;
  if (adjustment === null) return refuse({ code: "not-found", kind: "adjustment", id: body.adjustmentId });
  const refused = whyNotJudged(adjustment, context);
  if (refused !== null) return refuse(refused);
  const book = createStockBook(facts);
  const lot = lotKnown(book, adjustment.lotId);
  if (!lot.ok) return lot;
  const blocked = whyFrozen(facts, lot.value) ?? whyNegative(book, lot.value, adjustment.deltaAmount);
  if (blocked !== null) return refuse(blocked);
  const line = correctedLine(book, lot.value, adjustment.deltaAmount);
  return ok([{ type: "stock-adjusted", body: { adjustmentId: adjustment.adjustmentId, ...line } }]);
}

export function decideRejectAdjustment(
  state: InventoryState,
  body: BodyOf<"reject-adjustment">,
  context: DecisionContext,
): Decision {
  const { adjustment } = state;
  if (adjustment === null) return refuse({ code: "not-found", kind: "adjustment", id: body.adjustmentId });
  const refused = whyNotJudged(adjustment, context);
  return refused === null ? ok([{ type: "adjustment-rejected", body }]) : refuse(refused);
}

function whyNotJudged(adjustment: AdjustmentState, { actor }: DecisionContext): InventoryRejection | null {
  if (adjustment.status !== "asked") return { code: "wrong-state", state: adjustment.status };
  if (actor.staffId !== null && adjustment.staffId === actor.staffId) {
    return { code: "own-work", staffId: actor.staffId };
  }
  return null;
}

function whyNegative(book: StockBook, lot: LotFacts, deltaAmount: number): InventoryRejection | null {
  if (lot.onHandAmount + deltaAmount >= 0) return null;
  return { code: "would-be-negative", lotId: lot.lotId, onHand: book.quantity(lot.itemId, lot.onHandAmount) };
}

/** A signed line: added at the moving average, or taken at it. */
function correctedLine(book: StockBook, lot: LotFacts, deltaAmount: number) {
  const { itemId, lotId } = lot;
  const valueIdr = deltaAmount > 0 ? book.add(lot, deltaAmount) : -book.take(lot, -deltaAmount).valueIdr;
  return { itemId, lotId, delta: book.quantity(itemId, deltaAmount), valueIdr };
}

export function decideStartCount(state: InventoryState, body: BodyOf<"start-count">, facts: InventoryFacts): Decision {
  if (state.count !== null) return refuse({ code: "id-already-used", kind: "count", id: body.countId });
  const { storagePlaceId } = body;
  if (!facts.isPlaceKnown) return refuse({ code: "not-found", kind: "storage-place", id: storagePlaceId });
  if (facts.countedPlaceIds.includes(storagePlaceId)) return refuse({ code: "place-being-counted", storagePlaceId });
  return ok([{ type: "count-started", body }]);
}

/** The difference is against the book of this moment, so stock may move while others count on. */
export function decideCountLine(
  state: InventoryState,
  body: BodyOf<"record-count-line">,
  facts: InventoryFacts,
): Decision {
  const { count } = state;
  if (count === null) return refuse({ code: "not-found", kind: "count", id: body.countId });
  if (count.status !== "open") return refuse({ code: "wrong-state", state: count.status });
  const book = createStockBook(facts);
  const lot = book.lot(body.lotId);
  if (lot === undefined || lot.storagePlaceId !== count.storagePlaceId) {
    return refuse({ code: "lot-unknown", lotId: body.lotId });
  }
  const item = book.item(lot.itemId);
  if (item === undefined) return refuse({ code: "not-found", kind: "item", id: lot.itemId });
  const counted = inBaseUnit(body.counted, item);
  if (!counted.ok) return counted;
  return ok([
    {
      type: "count-line-recorded",
      body: {
        countId: count.countId,
        itemId: lot.itemId,
        lotId: lot.lotId,
        counted: book.quantity(lot.itemId, counted.value),
        bookAtLine: book.quantity(lot.itemId, lot.onHandAmount),
      },
    },
  ]);
}

export function decideSubmitCount(state: InventoryState, body: BodyOf<"submit-count">): Decision {
  const { count } = state;
  if (count === null) return refuse({ code: "not-found", kind: "count", id: body.countId });
  if (count.status !== "open") return refuse({ code: "wrong-state", state: count.status });
  return count.lotById.size === 0 ? refuse({ code: "count-empty" }) : ok([{ type: "count-submitted", body }]);
}

export function decideApproveCount(
  state: InventoryState,
  body: BodyOf<"approve-count">,
  facts: InventoryFacts,
  context: DecisionContext,
): Decision {
  const { count } = state;
  if (count === null) return refuse({ code: "not-found", kind: "count", id: body.countId });
  const refused = count.status === "submitted" ? whyOwnCount(count, context) : stateOf(count);
  return refused === null ? applied(count, createStockBook(facts)) : refuse(refused);
}

function applied(count: CountState, book: StockBook): Decision {
  const differences: ReturnType<typeof correctedLine>[] = [];
  let countedValueIdr = 0;
  for (const [lotId, line] of count.lotById) {
    const lot = book.lotsOf(line.itemId).find((one) => one.lotId === lotId);
    if (lot === undefined) return refuse({ code: "lot-unknown", lotId });
    const deltaAmount = line.countedAmount - line.bookAmount;
    const negative = whyNegative(book, lot, deltaAmount);
    if (negative !== null) return refuse(negative);
    countedValueIdr += book.worth(lot, line.countedAmount);
    if (deltaAmount !== 0) differences.push(correctedLine(book, lot, deltaAmount));
  }
  return ok([{ type: "stock-counted", body: { countId: count.countId, differences, countedValueIdr } }]);
}

/** A count that is wrong, or that somebody left open: the place is free again, the book stays as it is. */
export function decideRejectCount(
  state: InventoryState,
  body: BodyOf<"reject-count">,
  context: DecisionContext,
): Decision {
  const { count } = state;
  if (count === null) return refuse({ code: "not-found", kind: "count", id: body.countId });
  const isLive = count.status === "open" || count.status === "submitted";
  const refused = isLive ? whyOwnCount(count, context) : stateOf(count);
  return refused === null ? ok([{ type: "count-rejected", body }]) : refuse(refused);
}

function stateOf(count: CountState): InventoryRejection {
  return { code: "wrong-state", state: count.status };
}

function whyOwnCount(count: CountState, { actor }: DecisionContext): InventoryRejection | null {
  const { staffId } = actor;
  return staffId !== null && count.makerStaffIds.includes(staffId) ? { code: "own-work", staffId } : null;
}

export function decideBlockLot(body: BodyOf<"block-lot">, facts: InventoryFacts): Decision {
  const lot = lotKnown(createStockBook(facts), body.lotId);
  if (!lot.ok) return lot;
  if (lot.value.status !== "available") return refuse({ code: "wrong-state", state: lot.value.status });
  if (body.reasonCode === "other" && body.note === undefined) return refuse({ code: "reason-required" });
  return ok([{ type: "lot-blocked", body: { ...body, itemId: lot.value.itemId } }]);
}

export function decideUnblockLot(body: BodyOf<"unblock-lot">, facts: InventoryFacts): Decision {
  const lot = lotKnown(createStockBook(facts), body.lotId);
  if (!lot.ok) return lot;
  const { itemId, lotId, status, blockReasonCode } = lot.value;
  if (status !== "blocked") return refuse({ code: "wrong-state", state: status });
  if (blockReasonCode === "recall" && !body.isRecallWithdrawn) return refuse({ code: "recall-stands" });
  return ok([{ type: "lot-unblocked", body: { itemId, lotId, reason: body.reason } }]);
}
