import type { DecisionContext } from "#kernel/definition.ts";
import { idrOfQuantity } from "#kernel/money.ts";
import { quantityOf } from "#kernel/quantity.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import type { ItemId } from "#domains/inventory/ids.ts";
import type { OrderCommand } from "./commands.ts";
import type { ProcurementEvent } from "./events.ts";
import type { ProcurementFacts } from "./facts.ts";
import type { OrderId } from "./ids.ts";
import { dateRefusal, linesRefusal } from "./line-rules.ts";
import { orderFlagsOf, priceFlagsOf } from "./order-flags.ts";
import type { ProcurementRejection } from "./rejections.ts";
import { isFull, lineStandings, ORDER_AHEAD_MAX_DAY_COUNT, ORDER_STATUSES_FOR, receivedState } from "./rules.ts";
import type { OrderState, StandingOrder } from "./state.ts";
import type { OrderLine } from "./values.ts";

type Decision = Result<readonly ProcurementEvent[], ProcurementRejection>;
type Command<Type extends OrderCommand["type"]> = Extract<OrderCommand, { readonly type: Type }>;

export function decideDraft(state: OrderState, { body }: Command<"draft-order">, facts: ProcurementFacts): Decision {
  if (state.kind !== "none") return err({ code: "id-already-used", kind: "order", id: body.orderId });
  const refusal =
    supplierRefusal(body.supplierId, facts) ??
    neededDateRefusal(body.neededDate, facts) ??
    linesRefusal(body.lines, facts.items);
  if (refusal !== null) return err(refusal);
  const totalIdr = totalOf(body.lines);
  return ok([{ type: "order-drafted", body: { ...body, orderCode: facts.orderCode, totalIdr } }]);
}

export function decideChange(state: OrderState, { body }: Command<"change-order">, facts: ProcurementFacts): Decision {
  const found = orderFor(state, body.orderId, "change");
  if (!found.ok) return found;
  const { supplierId, neededDate, lines } = body.fields;
  const refusal =
    (supplierId === undefined ? null : supplierRefusal(supplierId, facts)) ??
    (neededDate === undefined ? null : neededDateRefusal(neededDate, facts)) ??
    (lines === undefined ? null : linesRefusal(lines, facts.items));
  if (refusal !== null) return err(refusal);
  return ok([{ type: "order-changed", body: { ...body, totalIdr: totalOf(lines ?? found.value.lines) } }]);
}

/** What somebody should see before signing is worked out once, here, and stays with the order. */
export function decideSubmit(state: OrderState, { body }: Command<"submit-order">, facts: ProcurementFacts): Decision {
  const found = orderFor(state, body.orderId, "submit");
  if (!found.ok) return found;
  const order = found.value;
  if (order.lines.length === 0) return err({ code: "lines-missing" });
  const refusal =
    supplierRefusal(order.supplierId, facts) ??
    neededDateRefusal(order.neededDate, facts) ??
    linesRefusal(order.lines, facts.items);
  if (refusal !== null) return err(refusal);
  const priceFlags = [...priceFlagsOf(order, facts.items, facts.figures.priceToleranceBp)];
  const flags = [...orderFlagsOf(order, facts)];
  return ok([{ type: "order-submitted", body: { orderId: body.orderId, priceFlags, flags } }]);
}

/** An emergency order needs an approver like any other. */
export function decideApprove(
  state: OrderState,
  { body }: Command<"approve-order">,
  facts: ProcurementFacts,
  context: DecisionContext,
): Decision {
  const found = decidable(state, body.orderId, context);
  if (!found.ok) return found;
  const order = found.value;
  const supplier = supplierRefusal(order.supplierId, facts);
  if (supplier !== null) return err(supplier);
  if (body.reason === undefined) {
    const lineIds = order.priceFlags.map((flag) => flag.lineId);
    if (lineIds.length > 0) return err({ code: "above-reference", lineIds });
    const overIdr = facts.budgetLeftIdr === null ? 0 : order.totalIdr - facts.budgetLeftIdr;
    if (overIdr > 0) return err({ code: "over-budget", overIdr });
  }
  return ok([{ type: "order-approved", body }]);
}

export function decideReject(state: OrderState, { body }: Command<"reject-order">, context: DecisionContext): Decision {
  const found = decidable(state, body.orderId, context);
  return found.ok ? ok([{ type: "order-rejected", body }]) : found;
}

export function decideSend(state: OrderState, { body }: Command<"send-order">, facts: ProcurementFacts): Decision {
  const found = orderFor(state, body.orderId, "send");
  if (!found.ok) return found;
  const refusal = supplierRefusal(found.value.supplierId, facts);
  return refusal === null ? ok([{ type: "order-sent", body }]) : err(refusal);
}

/** Once something arrived an order is closed short, not cancelled. */
export function decideCancel(state: OrderState, { body }: Command<"cancel-order">, facts: ProcurementFacts): Decision {
  const found = orderFor(state, body.orderId, "cancel");
  if (!found.ok) return found;
  const isReceived = receivedState(lineStandings(found.value.lines, facts.received)) !== "none";
  if (isReceived || facts.openReceiptId !== null) return err({ code: "already-received" });
  return ok([{ type: "order-cancelled", body }]);
}

export function decideClose(state: OrderState, { body }: Command<"close-order">, facts: ProcurementFacts): Decision {
  const found = orderFor(state, body.orderId, "close");
  if (!found.ok) return found;
  if (facts.openReceiptId !== null) return err({ code: "receipt-in-progress", receiptId: facts.openReceiptId });
  const { lines } = found.value;
  const standings = lineStandings(lines, facts.received);
  if (!isFull(receivedState(standings)) && body.reason === undefined) return err({ code: "reason-required" });
  const shortLines = lines.flatMap(({ itemId, quantity }): { itemId: ItemId; quantity: typeof quantity }[] => {
    const openAmount = standings.find((line) => line.itemId === itemId)?.openAmount ?? 0;
    return openAmount === 0 ? [] : [{ itemId, quantity: quantityOf(quantity.unit, openAmount) }];
  });
  return ok([{ type: "order-closed", body: { ...body, shortLines } }]);
}

function orderFor(
  state: OrderState,
  orderId: OrderId,
  act: keyof typeof ORDER_STATUSES_FOR,
): Result<StandingOrder, ProcurementRejection> {
  if (state.kind === "none") return err({ code: "not-found", kind: "order", id: orderId });
  return ORDER_STATUSES_FOR[act].includes(state.status) ? ok(state) : err({ code: "wrong-state", state: state.status });
}

/** Waiting for a decision, and not of this person's own making. */
function decidable(
  state: OrderState,
  orderId: OrderId,
  { actor }: DecisionContext,
): Result<StandingOrder, ProcurementRejection> {
  const found = orderFor(state, orderId, "decide");
  if (!found.ok) return found;
  const isOwn = found.value.makerStaffIds.some((staffId) => staffId === actor.staffId);
  return isOwn ? err({ code: "own-work", staffId: actor.staffId ?? "" }) : found;
}

function supplierRefusal(supplierId: string, { supplier }: ProcurementFacts): ProcurementRejection | null {
  if (supplier === null) return { code: "not-found", kind: "supplier", id: supplierId };
  return supplier.status === "active" ? null : { code: "supplier-not-active", status: supplier.status };
}

function neededDateRefusal(neededDate: LocalDate, { today }: ProcurementFacts): ProcurementRejection | null {
  return dateRefusal(neededDate, today, addDays(today, ORDER_AHEAD_MAX_DAY_COUNT));
}

function totalOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + idrOfQuantity(line.quantity, line.unitPrice), 0);
}
