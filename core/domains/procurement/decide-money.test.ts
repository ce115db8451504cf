import { describe, expect, test } from "vitest";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import {
  as,
  EGG,
  EGG_LINE,
  eggLine,
  FIRST_RECEIPT,
  grams,
  HEAD,
  INVOICE_ID,
  MATCHER,
  ORDER_ID,
  OTHER_INVOICE_ID,
  OTHER_SUPPLIER_ID,
  pieces,
  procurementFacts,
  receipt,
  RECEIVER,
  RICE,
  RICE_LINE,
  riceLine,
  SECOND_RECEIPT,
  SUPPLIER_ID,
} from "#tests/kit/procurement-facts.ts";
import type { ProcurementCommand } from "./commands.ts";
import { decideProcurement } from "./decide.ts";
import type { ProcurementEvent } from "./events.ts";
import type { OrderFacts, ProcurementFacts } from "./facts.ts";
import { expenseIdSchema } from "./ids.ts";
import { evolveProcurement, initialProcurementState } from "./state.ts";

const given = createDecideSpec({
  initialState: initialProcurementState,
  evolve: evolveProcurement,
  decide: decideProcurement,
});

type Match = Extract<ProcurementCommand, { type: "match-invoice" }>;
const ORDER: OrderFacts = {
  supplierId: SUPPLIER_ID,
  status: "sent",
  lines: [riceLine(100_000), eggLine(300)],
  invoiced: [],
};
const rice = (massG: number, amountIdr: number) => ({ itemId: RICE, quantity: grams(massG), amountIdr });
const eggs = (pieceCount: number, amountIdr: number) => ({ itemId: EGG, quantity: pieces(pieceCount), amountIdr });

function match(more: Partial<Match["body"]> = {}): Match {
  const lines = more.lines ?? [rice(50_000, 700_000)];
  return {
    type: "match-invoice",
    body: {
      invoiceId: INVOICE_ID,
      supplierId: SUPPLIER_ID,
      invoiceNumber: "INV/17",
      invoiceDate: "2026-11-21",
      orderId: ORDER_ID,
      receiptIds: [FIRST_RECEIPT],
      amountIdr: lines.reduce((sum, line) => sum + line.amountIdr, 0),
      ...more,
      lines,
    },
  };
}
function facts(more: Partial<ProcurementFacts> = {}): ProcurementFacts {
  return procurementFacts({ order: ORDER, receipts: [receipt()], ...more });
}
const matched: ProcurementEvent & { readonly staffId: typeof MATCHER } = {
  type: "invoice-matched",
  staffId: MATCHER,
  body: { ...match().body, differences: [] },
};

describe("the three-way match", () => {
  test("order, accepted receipt and invoice agree", () => {
    const { staffId: _, ...event } = matched;
    given().when(match(), facts(), as(MATCHER)).emits(event);
  });

  test("whoever had a hand in receiving does not match", () => {
    given().when(match(), facts(), as(RECEIVER)).rejects({ code: "own-work", staffId: RECEIVER });
  });

  test("the same invoice is not taken twice, by id or by the supplier's number", () => {
    given(matched)
      .when(match(), facts(), as(MATCHER))
      .rejects({ code: "id-already-used", kind: "invoice", id: INVOICE_ID });
    given()
      .when(match(), facts({ sameInvoiceId: OTHER_INVOICE_ID }), as(MATCHER))
      .rejects({ code: "invoice-used", invoiceId: OTHER_INVOICE_ID });
  });

  test("a delivery belongs to one invoice, of its own order and supplier, and is finished", () => {
    const of = (more: Parameters<typeof receipt>[0]) => facts({ receipts: [receipt(more)] });
    given()
      .when(match(), of({ invoiceId: OTHER_INVOICE_ID }), as(MATCHER))
      .rejects({ code: "receipt-invoiced", receiptId: FIRST_RECEIPT, invoiceId: OTHER_INVOICE_ID });
    given()
      .when(match(), of({ supplierId: OTHER_SUPPLIER_ID }), as(MATCHER))
      .rejects({ code: "receipt-elsewhere", receiptId: FIRST_RECEIPT });
    given()
      .when(match(), of({ orderId: null }), as(MATCHER))
      .rejects({ code: "receipt-elsewhere", receiptId: FIRST_RECEIPT });
    given()
      .when(match(), of({ isFinished: false }), as(MATCHER))
      .rejects({ code: "receipt-in-progress", receiptId: FIRST_RECEIPT });
    given()
      .when(match(), facts({ receipts: [] }), as(MATCHER))
      .rejects({ code: "not-found", kind: "receipt", id: FIRST_RECEIPT });
  });

  test("one invoice for two receipts adds them up", () => {
    const receipts = [receipt(), receipt({ receiptId: SECOND_RECEIPT })];
    const command = match({ receiptIds: [FIRST_RECEIPT, SECOND_RECEIPT], lines: [rice(100_000, 1_400_000)] });
    const { decided } = given().when(command, facts({ receipts }), as(MATCHER));
    expect(decided.ok && decided.value[0]).toMatchObject({ type: "invoice-matched", body: { differences: [] } });
  });

  test("goods sent back are not paid for", () => {
    const [line] = receipt().lines;
    const receipts = [receipt({ lines: line === undefined ? [] : [{ ...line, returned: grams(10_000) }] })];
    given()
      .when(match(), facts({ receipts }), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [RICE], lineIds: [RICE_LINE] });
    const { decided } = given().when(match({ lines: [rice(40_000, 560_000)] }), facts({ receipts }), as(MATCHER));
    expect(decided.ok).toBe(true);
  });

  test("amounts and prices beyond the tolerance are refused without a reason, and kept with one", () => {
    const dear = match({ lines: [rice(50_000, 707_001)] });
    given()
      .when(match({ lines: [rice(50_000, 707_000)] }), facts(), as(MATCHER))
      .emits({ type: "invoice-matched", body: { ...match({ lines: [rice(50_000, 707_000)] }).body, differences: [] } });
    given()
      .when(dear, facts(), as(MATCHER))
      .rejects({ code: "price-mismatch", itemIds: [RICE], lineIds: [RICE_LINE] });
    const body = { ...dear.body, reason: "Ongkos angkut" };
    given()
      .when({ type: "match-invoice", body }, facts(), as(MATCHER))
      .emits({
        type: "invoice-matched",
        body: {
          ...body,
          differences: [
            {
              itemId: RICE,
              kind: "price",
              accepted: grams(50_000),
              invoiced: grams(50_000),
              expectedIdr: 700_000,
              invoicedIdr: 707_001,
            },
          ],
        },
      });
    given()
      .when(match({ lines: [rice(50_501, 707_014)] }), facts(), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [RICE], lineIds: [RICE_LINE] });
  });

  test("what was never ordered, never came, or came and is not asked for is a difference", () => {
    const onlyRice = { ...ORDER, lines: [riceLine(100_000)] };
    given()
      .when(match({ lines: [rice(50_000, 700_000), eggs(30, 60_000)] }), facts({ order: onlyRice }), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [EGG], lineIds: [] });
    given()
      .when(match({ lines: [rice(50_000, 700_000), eggs(30, 60_000)] }), facts(), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [EGG], lineIds: [EGG_LINE] });
    given()
      .when(match({ lines: [eggs(30, 60_000)] }), facts(), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [EGG, RICE], lineIds: [RICE_LINE, EGG_LINE] });
  });

  test("two invoices together do not ask for more than the order", () => {
    const order = { ...ORDER, invoiced: [{ itemId: RICE, quantity: grams(60_000) }] };
    given()
      .when(match(), facts({ order }), as(MATCHER))
      .rejects({ code: "quantity-mismatch", itemIds: [RICE], lineIds: [RICE_LINE] });
  });

  test("without an order the price taken down at the door counts", () => {
    const body = { ...match().body };
    delete body.orderId;
    const unordered = facts({ order: null, receipts: [receipt({ orderId: null })] });
    given()
      .when({ type: "match-invoice", body }, unordered, as(MATCHER))
      .emits({ type: "invoice-matched", body: { ...body, differences: [] } });
    const lines = [rice(50_000, 800_000)];
    given()
      .when({ type: "match-invoice", body: { ...body, lines, amountIdr: 800_000 } }, unordered, as(MATCHER))
      .rejects({ code: "price-mismatch", itemIds: [RICE], lineIds: [] });
  });

  test("lines that do not add up to the paper need a reason", () => {
    given()
      .when(match({ amountIdr: 715_000 }), facts(), as(MATCHER))
      .rejects({ code: "invoice-does-not-add-up", linesIdr: 700_000, amountIdr: 715_000 });
    const { decided } = given().when(match({ amountIdr: 715_000, reason: "Ongkir" }), facts(), as(MATCHER));
    expect(decided.ok).toBe(true);
  });

  test("an order that was never sent has no invoice, nor one of another supplier", () => {
    given()
      .when(match(), facts({ order: { ...ORDER, status: "approved" } }), as(MATCHER))
      .rejects({ code: "wrong-state", state: "approved" });
    given()
      .when(match(), facts({ order: { ...ORDER, supplierId: OTHER_SUPPLIER_ID } }), as(MATCHER))
      .rejects({ code: "not-found", kind: "order", id: ORDER_ID });
    given()
      .when(match(), facts({ order: null }), as(MATCHER))
      .rejects({ code: "not-found", kind: "order", id: ORDER_ID });
    given()
      .when(match({ lines: [{ itemId: RICE, quantity: pieces(2), amountIdr: 700_000 }] }), facts(), as(MATCHER))
      .rejects({ code: "unit-mismatch", itemId: RICE, unit: "pcs" });
    given()
      .when(match({ invoiceDate: "2026-11-22" }), facts(), as(MATCHER))
      .rejects({ code: "date-outside", date: "2026-11-22", fromDate: "2025-11-20", toDate: "2026-11-21" });
  });
});

describe("payments", () => {
  const approve: ProcurementCommand = { type: "approve-payment", body: { invoiceId: INVOICE_ID } };
  const approved: ProcurementEvent = { type: "payment-approved", body: { invoiceId: INVOICE_ID } };
  const pay = (amountIdr: number): ProcurementCommand => ({
    type: "record-payment",
    body: { invoiceId: INVOICE_ID, amountIdr, method: "transfer" },
  });
  const paid = (amountIdr: number): ProcurementEvent => ({
    type: "payment-recorded",
    body: { invoiceId: INVOICE_ID, amountIdr, method: "transfer" },
  });

  test("are approved by another than who matched", () => {
    given(matched).when(approve, procurementFacts(), as(MATCHER)).rejects({ code: "own-work", staffId: MATCHER });
    given(matched).when(approve, procurementFacts(), as(HEAD)).emits(approved);
    given(matched, approved).when(approve, procurementFacts()).rejects({ code: "wrong-state", state: "approved" });
    given().when(approve, procurementFacts()).rejects({ code: "not-found", kind: "invoice", id: INVOICE_ID });
  });

  test("may come in parts, after approval, and never above the invoice", () => {
    given(matched).when(pay(700_000), procurementFacts()).rejects({ code: "wrong-state", state: "matched" });
    given(matched, approved, paid(500_000)).when(pay(200_001), procurementFacts()).rejects({
      code: "over-invoice",
      leftIdr: 200_000,
    });
    given(matched, approved, paid(500_000)).when(pay(200_000), procurementFacts()).emits(paid(200_000));
    given(matched, approved, paid(500_000), paid(200_000))
      .when(pay(1), procurementFacts())
      .rejects({ code: "wrong-state", state: "paid" });
    given().when(pay(1), procurementFacts()).rejects({ code: "not-found", kind: "invoice", id: INVOICE_ID });
  });
});

describe("expenses", () => {
  const expenseId = expenseIdSchema.parse(`expense_${"1".repeat(32)}`);
  const body = { expenseId, serviceDate: "2026-11-21", expenseKind: "gas" as const, amountIdr: 1_250_000 };

  test("are written once, of a day that has come and is not long past", () => {
    const recorded: ProcurementEvent = { type: "expense-recorded", body };
    given().when({ type: "record-expense", body }, procurementFacts()).emits(recorded);
    given(recorded)
      .when({ type: "record-expense", body }, procurementFacts())
      .rejects({ code: "id-already-used", kind: "expense", id: expenseId });
    for (const serviceDate of ["2026-11-22", "2026-08-20"]) {
      given()
        .when({ type: "record-expense", body: { ...body, serviceDate } }, procurementFacts())
        .rejects({ code: "date-outside", date: serviceDate, fromDate: "2026-08-21", toDate: "2026-11-21" });
    }
  });
});
