import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays } from "#kernel/time.ts";
import type { MoneyCommand } from "./commands.ts";
import type { ProcurementEvent } from "./events.ts";
import type { ProcurementFacts, ReceiptFacts } from "./facts.ts";
import { dateRefusal, paperRefusal } from "./line-rules.ts";
import { differencesOf, matchItems } from "./match.ts";
import type { ProcurementRejection } from "./rejections.ts";
import { EXPENSE_BACK_MAX_DAY_COUNT, INVOICE_BACK_MAX_DAY_COUNT } from "./rules.ts";
import type { InvoiceState } from "./state.ts";
import type { MatchDifference } from "./values.ts";

type Decision = Result<readonly ProcurementEvent[], ProcurementRejection>;
type Command<Type extends MoneyCommand["type"]> = Extract<MoneyCommand, { readonly type: Type }>;

/** Order × accepted receipts × invoice. Whoever received does not match; a paper is used once, and so is a delivery. */
export function decideMatch(
  state: InvoiceState,
  { body }: Command<"match-invoice">,
  facts: ProcurementFacts,
  { actor }: DecisionContext,
): Decision {
  if (state.kind !== "none") return err({ code: "id-already-used", kind: "invoice", id: body.invoiceId });
  const refusal = papersRefusal(body, facts);
  if (refusal !== null) return err(refusal);
  if (facts.receipts.some((receipt) => receipt.staffIds.some((staffId) => staffId === actor.staffId))) {
    return err({ code: "own-work", staffId: actor.staffId ?? "" });
  }
  const items = matchItems(
    { order: facts.order, receipts: facts.receipts, lines: body.lines },
    facts.figures.invoiceToleranceBp,
  );
  const differences = [...differencesOf(items)];
  if (body.reason === undefined) {
    const mismatch = mismatchOf(differences, facts) ?? sumRefusal(body);
    if (mismatch !== null) return err(mismatch);
  }
  return ok([{ type: "invoice-matched", body: { ...body, differences } }]);
}

function papersRefusal(body: Command<"match-invoice">["body"], facts: ProcurementFacts): ProcurementRejection | null {
  const { supplierId, orderId, invoiceDate, receiptIds, lines } = body;
  if (facts.supplier === null) return { code: "not-found", kind: "supplier", id: supplierId };
  if (facts.sameInvoiceId !== null) return { code: "invoice-used", invoiceId: facts.sameInvoiceId };
  if (orderId !== undefined && facts.order === null) return { code: "not-found", kind: "order", id: orderId };
  if (facts.order !== null && facts.order.status !== "sent" && facts.order.status !== "closed") {
    return { code: "wrong-state", state: facts.order.status };
  }
  if (facts.order !== null && facts.order.supplierId !== supplierId) {
    return { code: "not-found", kind: "order", id: orderId ?? "" };
  }
  for (const receiptId of receiptIds) {
    const receipt = facts.receipts.find((candidate) => candidate.receiptId === receiptId);
    if (receipt === undefined) return { code: "not-found", kind: "receipt", id: receiptId };
    const refusal = receiptRefusal(receipt, body);
    if (refusal !== null) return refusal;
  }
  const earliest = addDays(facts.today, -INVOICE_BACK_MAX_DAY_COUNT);
  return dateRefusal(invoiceDate, earliest, facts.today) ?? paperRefusal(lines, facts.items);
}

function receiptRefusal(
  receipt: ReceiptFacts,
  { supplierId, orderId }: { readonly supplierId: string; readonly orderId?: string | undefined },
): ProcurementRejection | null {
  const { receiptId } = receipt;
  if (receipt.supplierId !== supplierId || receipt.orderId !== (orderId ?? null)) {
    return { code: "receipt-elsewhere", receiptId };
  }
  if (!receipt.isFinished) return { code: "receipt-in-progress", receiptId };
  return receipt.invoiceId === null ? null : { code: "receipt-invoiced", receiptId, invoiceId: receipt.invoiceId };
}

/** Amounts first: a price of goods that never came says nothing. */
function mismatchOf(differences: readonly MatchDifference[], facts: ProcurementFacts): ProcurementRejection | null {
  const about = (rows: readonly MatchDifference[]) => {
    const itemIds = [...new Set(rows.map((row) => row.itemId))];
    const ordered = facts.order?.lines.filter((line) => itemIds.includes(line.itemId)) ?? [];
    return { itemIds, lineIds: ordered.map((line) => line.lineId) };
  };
  const amounts = differences.filter((row) => row.kind !== "price");
  if (amounts.length > 0) return { code: "quantity-mismatch", ...about(amounts) };
  const prices = differences.filter((row) => row.kind === "price");
  return prices.length > 0 ? { code: "price-mismatch", ...about(prices) } : null;
}

/** Carriage, a discount, a rounding: what the lines do not explain needs a word. */
function sumRefusal({ lines, amountIdr }: Command<"match-invoice">["body"]): ProcurementRejection | null {
  const linesIdr = lines.reduce((sum, line) => sum + line.amountIdr, 0);
  return linesIdr === amountIdr ? null : { code: "invoice-does-not-add-up", linesIdr, amountIdr };
}

export function decideApprovePayment(
  state: InvoiceState,
  { body }: Command<"approve-payment">,
  { actor }: DecisionContext,
): Decision {
  if (state.kind === "none") return err({ code: "not-found", kind: "invoice", id: body.invoiceId });
  if (state.kind !== "matched") return err({ code: "wrong-state", state: state.kind });
  if (state.matchedByStaffId === actor.staffId) return err({ code: "own-work", staffId: actor.staffId ?? "" });
  return ok([{ type: "payment-approved", body }]);
}

export function decidePayment(state: InvoiceState, { body }: Command<"record-payment">): Decision {
  if (state.kind === "none") return err({ code: "not-found", kind: "invoice", id: body.invoiceId });
  if (state.kind !== "approved") return err({ code: "wrong-state", state: state.kind });
  const leftIdr = state.amountIdr - state.paidIdr;
  if (body.amountIdr > leftIdr) return err({ code: "over-invoice", leftIdr });
  return ok([{ type: "payment-recorded", body }]);
}

export function decideExpense(
  isWritten: boolean,
  { body }: Command<"record-expense">,
  { serviceDate }: Pick<ProcurementFacts, "serviceDate">,
): Decision {
  if (isWritten) return err({ code: "id-already-used", kind: "expense", id: body.expenseId });
  const outside = dateRefusal(body.serviceDate, addDays(serviceDate, -EXPENSE_BACK_MAX_DAY_COUNT), serviceDate);
  return outside === null ? ok([{ type: "expense-recorded", body }]) : err(outside);
}
