import { isGranted } from "#kernel/access.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import {
  itemInUse,
  lotKnown,
  refuse,
  someInBaseUnit,
  whyFrozen,
  whyNotHeld,
  type BodyOf,
  type DecidedInventoryEvent,
  type Decision,
} from "./decision.ts";
import type { MovedLine } from "./events.ts";
import type { InventoryFacts, LotFacts } from "./facts.ts";
import { backflushStreamId, type ItemId } from "./ids.ts";
import type { InventoryRejection } from "./rejections.ts";
import { availableAmount, isExpired, isOffFefo, proposeFefo, valueOfShareIdr, type LotTake } from "./rules.ts";
import type { InventoryState, IssueState } from "./state.ts";
import { createStockBook, type StockBook } from "./stock-book.ts";

/** Stock that leaves the store room, and what comes back of it. */

export function decideIssue(
  state: InventoryState,
  body: BodyOf<"issue-stock">,
  facts: InventoryFacts,
  context: DecisionContext,
): Decision {
  if (state.issue !== null) return refuse({ code: "id-already-used", kind: "issue", id: body.issueId });
  const refused = whyNotIssued(body, facts, context);
  if (refused !== null) return refuse(refused);
  const book = createStockBook(facts);
  // What the recipe took when the dish was cooked is taken back first: the issue stands in its place, nothing counts twice.
  const reversals = takeBackBackflushes(book, facts, new Set(body.lines.map(({ itemId }) => itemId)));
  const lines: MovedLine[] = [];
  for (const line of body.lines) {
    const taken = takeLine(book, line, { facts, hasReason: body.offFefoReason !== undefined });
    if (!taken.ok) return taken;
    lines.push(...taken.value);
  }
  return ok([...reversals, { type: "stock-issued", body: { ...body, lines } }]);
}

/** `stock.issue` of a kitchen hand reaches batches only (DOMAIN.md §3, "DP: to a batch"). */
function whyNotIssued(
  body: BodyOf<"issue-stock">,
  facts: InventoryFacts,
  { actor }: DecisionContext,
): InventoryRejection | null {
  const isForBatchOnly =
    actor.kind === "person" &&
    !isGranted(
      actor.roles.filter((role) => role !== "kitchen-staff"),
      "stock.issue",
    );
  if (body.batchId === undefined && isForBatchOnly) return { code: "not-permitted", permission: "stock.issue" };
  if (!facts.isReceiverKnown) return { code: "not-found", kind: "staff", id: body.toStaffId ?? "" };
  return whyBatchClosed(facts);
}

function whyBatchClosed({ batch, serviceDate }: InventoryFacts): InventoryRejection | null {
  if (batch === null) return null;
  if (batch.status === "cancelled") return { code: "wrong-state", state: batch.status };
  return batch.dayStatus === "closed" ? { code: "day-closed", serviceDate } : null;
}

function takeBackBackflushes(
  book: StockBook,
  facts: InventoryFacts,
  itemIds: ReadonlySet<ItemId>,
): readonly DecidedInventoryEvent[] {
  return facts.backflushes
    .filter((one) => one.itemIds.some((itemId) => itemIds.has(itemId)))
    .map(({ batchId, dishRunId, lines }) => {
      for (const line of lines) book.putBack(line);
      return {
        type: "stock-backflush-reversed" as const,
        streamId: backflushStreamId(dishRunId),
        body: { batchId, dishRunId, lines: [...lines], cause: "late-issue" as const },
      };
    });
}

function takeLine(
  book: StockBook,
  line: BodyOf<"issue-stock">["lines"][number],
  { facts, hasReason }: { readonly facts: InventoryFacts; readonly hasReason: boolean },
): Result<readonly MovedLine[], InventoryRejection> {
  const item = itemInUse(book, line.itemId);
  if (!item.ok) return item;
  const amount = someInBaseUnit(line.quantity, item.value);
  if (!amount.ok) return amount;
  const lots = book.lotsOf(line.itemId);
  const takes =
    line.lotId === undefined
      ? ok(proposeFefo(lots, amount.value, facts.localDate))
      : namedLot(book, line, { facts, hasReason, amount: amount.value });
  if (!takes.ok) return takes;
  const takenAmount = takes.value.reduce((sum, take) => sum + take.amount, 0);
  if (takenAmount < amount.value) {
    const available = book.quantity(line.itemId, availableAmount(lots, facts.localDate));
    return refuse({ code: "not-enough-stock", itemId: line.itemId, available });
  }
  const frozen = takes.value.map(({ lot }) => whyFrozen(facts, lot)).find((why) => why !== null);
  if (frozen !== undefined) return refuse(frozen);
  return ok(takes.value.map((take) => book.take(take.lot, take.amount)));
}

function namedLot(
  book: StockBook,
  { lotId, itemId }: BodyOf<"issue-stock">["lines"][number],
  {
    facts,
    hasReason,
    amount,
  }: { readonly facts: InventoryFacts; readonly hasReason: boolean; readonly amount: number },
): Result<readonly LotTake<LotFacts>[], InventoryRejection> {
  const lot = lotId === undefined ? undefined : book.lot(lotId);
  if (lot === undefined || lot.itemId !== itemId) return refuse({ code: "not-found", kind: "lot", id: lotId ?? "" });
  if (lot.status === "blocked") return refuse({ code: "lot-blocked", lotId: lot.lotId });
  if (lot.expiryDate !== null && isExpired(lot, facts.localDate)) {
    return refuse({ code: "lot-expired", lotId: lot.lotId, expiryDate: lot.expiryDate });
  }
  const short = whyNotHeld(book, lot, amount);
  if (short !== null) return refuse(short);
  if (!hasReason && isOffFefo(book.lotsOf(itemId), lot, facts.localDate)) return refuse({ code: "reason-required" });
  return ok([{ lot, amount }]);
}

/** What comes back goes to its lot, at the value it left with. */
export function decideReturn(state: InventoryState, body: BodyOf<"return-stock">, facts: InventoryFacts): Decision {
  const { issue } = state;
  if (issue === null) return refuse({ code: "not-found", kind: "issue", id: body.issueId });
  const closed = whyBatchClosed(facts);
  if (closed !== null) return refuse(closed);
  const book = createStockBook(facts);
  const lines: MovedLine[] = [];
  for (const { lotId, quantity } of body.lines) {
    const line = returnedLine(issue, lines, { lotId, quantity, book });
    if (!line.ok) return line;
    const lot = lotKnown(book, lotId);
    const frozen = lot.ok ? whyFrozen(facts, lot.value) : null;
    if (frozen !== null) return refuse(frozen);
    lines.push(line.value);
  }
  const reversals = takeBackBackflushes(book, facts, new Set(lines.map(({ itemId }) => itemId)));
  const { batchId } = issue.issued;
  const returnedBody = { issueId: body.issueId, ...(batchId !== undefined && { batchId }), lines };
  return ok([...reversals, { type: "stock-returned", body: returnedBody }]);
}

function returnedLine(
  issue: IssueState,
  earlier: readonly MovedLine[],
  line: BodyOf<"return-stock">["lines"][number] & { readonly book: StockBook },
): Result<MovedLine, InventoryRejection> {
  const { lotId, book } = line;
  const issued = issue.lotById.get(lotId);
  const item = issued === undefined ? undefined : book.item(issued.itemId);
  if (issued === undefined || item === undefined) return refuse({ code: "lot-unknown", lotId });
  const amount = someInBaseUnit(line.quantity, item);
  if (!amount.ok) return amount;
  if (earlier.some((one) => one.lotId === lotId)) return refuse({ code: "id-already-used", kind: "lot", id: lotId });
  const left = { amount: issued.leftAmount, valueIdr: issued.leftValueIdr };
  if (amount.value > left.amount) {
    return refuse({ code: "more-than-issued", lotId, left: book.quantity(issued.itemId, left.amount) });
  }
  const quantity = book.quantity(issued.itemId, amount.value);
  return ok({ itemId: issued.itemId, lotId, quantity, valueIdr: valueOfShareIdr(amount.value, left) });
}

export function decideReturnToSupplier(body: BodyOf<"return-to-supplier">, facts: InventoryFacts): Decision {
  const book = createStockBook(facts);
  const lot = lotKnown(book, body.lotId);
  if (!lot.ok) return lot;
  const { supplierId, receiptId } = lot.value;
  if (supplierId === null) return refuse({ code: "not-found", kind: "supplier", id: body.lotId });
  if (body.reasonCode === "other" && body.note === undefined) return refuse({ code: "reason-required" });
  const line = takenFromLot(book, lot.value, { quantity: body.quantity, facts });
  if (!line.ok) return line;
  const { reasonCode, note } = body;
  return ok([
    {
      type: "stock-returned-to-supplier",
      body: { ...line.value, receiptId, supplierId, reasonCode, ...(note !== undefined && { note }) },
    },
  ]);
}

/** Thrown away: of a lot in any state. Above `discard.witness-above` a second person signs too. */
export function decideDiscard(
  body: BodyOf<"discard-stock">,
  facts: InventoryFacts,
  { actor }: DecisionContext,
): Decision {
  const book = createStockBook(facts);
  const lot = lotKnown(book, body.lotId);
  if (!lot.ok) return lot;
  const line = takenFromLot(book, lot.value, { quantity: body.quantity, facts });
  if (!line.ok) return line;
  const { value: aboveIdr, version } = facts.witnessAbove;
  const witness = actor.signatures[1];
  if (line.value.valueIdr > aboveIdr && witness === undefined) return refuse({ code: "witness-required", aboveIdr });
  const { reasonCode, note, photoId } = body;
  return ok([
    {
      type: "stock-discarded",
      body: {
        ...line.value,
        reasonCode,
        ...(note !== undefined && { note }),
        ...(photoId !== undefined && { photoId }),
        ...(witness !== undefined && { witnessStaffId: witness.staffId }),
        witnessAboveIdr: aboveIdr,
        witnessAboveVersion: version,
      },
    },
  ]);
}

function takenFromLot(
  book: StockBook,
  lot: LotFacts,
  { quantity, facts }: { readonly quantity: BodyOf<"discard-stock">["quantity"]; readonly facts: InventoryFacts },
): Result<MovedLine, InventoryRejection> {
  const item = book.item(lot.itemId);
  if (item === undefined) return refuse({ code: "not-found", kind: "item", id: lot.itemId });
  const amount = someInBaseUnit(quantity, item);
  if (!amount.ok) return amount;
  const refused = whyFrozen(facts, lot) ?? whyNotHeld(book, lot, amount.value);
  return refused === null ? ok(book.take(lot, amount.value)) : refuse(refused);
}
