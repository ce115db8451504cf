import { describe, expect, test } from "vitest";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import {
  arrived,
  as,
  BUYER,
  EGG,
  EGG_ITEM,
  EGG_LINE,
  eggLine,
  grams,
  HEAD,
  ORDER_ID,
  OTHER_SUPPLIER_ID,
  pieces,
  procurementFacts,
  RICE,
  RICE_ITEM,
  RICE_LINE,
  riceLine,
  SUPPLIER_ID,
} from "#tests/kit/procurement-facts.ts";
import { receiptIdSchema } from "#domains/inventory/ids.ts";
import type { ProcurementCommand } from "./commands.ts";
import { decideProcurement } from "./decide.ts";
import type { ProcurementEvent } from "./events.ts";
import { evolveProcurement, initialProcurementState } from "./state.ts";

const given = createDecideSpec({
  initialState: initialProcurementState,
  evolve: evolveProcurement,
  decide: decideProcurement,
});

const FIELDS = { supplierId: SUPPLIER_ID, neededDate: "2026-11-22", method: "direct" } as const;
const DRAFT: ProcurementCommand = {
  type: "draft-order",
  body: { orderId: ORDER_ID, ...FIELDS, lines: [riceLine(100_000, { purchaseUnitCode: "sak-25" }), eggLine(300)] },
};
const drafted: ProcurementEvent & { readonly staffId: typeof BUYER } = {
  type: "order-drafted",
  staffId: BUYER,
  body: {
    orderId: ORDER_ID,
    ...FIELDS,
    orderCode: "PO-20261121-01",
    lines: [riceLine(100_000), eggLine(300)],
    totalIdr: 2_000_000,
  },
};
const submitted: ProcurementEvent & { readonly staffId: typeof BUYER } = {
  type: "order-submitted",
  staffId: BUYER,
  body: { orderId: ORDER_ID, priceFlags: [], flags: [] },
};
const approved: ProcurementEvent = { type: "order-approved", body: { orderId: ORDER_ID } };
const sent: ProcurementEvent = { type: "order-sent", body: { orderId: ORDER_ID, channel: "printed" } };
const order = { orderId: ORDER_ID };

describe("drafting an order", () => {
  test("adds up its lines, each to the nearest rupiah", () => {
    const { decided } = given().when(DRAFT, procurementFacts());
    expect(decided.ok && decided.value[0]).toMatchObject({
      type: "order-drafted",
      body: { orderCode: "PO-20261121-01", totalIdr: 100 * 14_000 + 300 * 2_000 },
    });
  });

  test("needs a supplier the kitchen may buy from", () => {
    const of = (status: "inactive" | "blacklisted") =>
      procurementFacts({ supplier: { supplierId: SUPPLIER_ID, status, certificates: [] } });
    given().when(DRAFT, of("inactive")).rejects({ code: "supplier-not-active", status: "inactive" });
    given().when(DRAFT, of("blacklisted")).rejects({ code: "supplier-not-active", status: "blacklisted" });
    given()
      .when(DRAFT, procurementFacts({ supplier: null }))
      .rejects({ code: "not-found", kind: "supplier", id: SUPPLIER_ID });
  });

  const withLines = (...lines: Extract<ProcurementCommand, { type: "draft-order" }>["body"]["lines"]) =>
    ({ type: "draft-order", body: { orderId: ORDER_ID, ...FIELDS, lines } }) satisfies ProcurementCommand;

  test("a sack of 25 kg against grams: only whole sacks are bought by the sack", () => {
    const command = withLines(riceLine(60_000, { purchaseUnitCode: "sak-25" }));
    given().when(command, procurementFacts()).rejects({ code: "unit-mismatch", itemId: RICE, unit: "sak-25" });
    given()
      .when(withLines(riceLine(50_000, { purchaseUnitCode: "karung" })), procurementFacts())
      .rejects({ code: "unit-mismatch", itemId: RICE, unit: "karung" });
    const bySack = riceLine(50_000, {
      purchaseUnitCode: "sak-25",
      unitPrice: { amountIdr: 350_000, per: grams(25_000) },
    });
    const { decided } = given().when(withLines(bySack), procurementFacts());
    expect(decided.ok && decided.value[0]).toMatchObject({ body: { totalIdr: 700_000 } });
  });

  test("kilograms are not pieces, in the amount as in the price", () => {
    given()
      .when(withLines(eggLine(300, { quantity: grams(18_000) })), procurementFacts())
      .rejects({ code: "unit-mismatch", itemId: EGG, unit: "g" });
    given()
      .when(withLines(eggLine(300, { unitPrice: { amountIdr: 30_000, per: grams(1_000) } })), procurementFacts())
      .rejects({ code: "unit-mismatch", itemId: EGG, unit: "g" });
  });

  test("names each item once, none that is unknown or archived, and never none of it", () => {
    given()
      .when(withLines(riceLine(25_000), riceLine(50_000, { lineId: EGG_LINE })), procurementFacts())
      .rejects({ code: "item-twice", itemId: RICE });
    given()
      .when(withLines(riceLine(25_000)), procurementFacts({ items: [] }))
      .rejects({ code: "not-found", kind: "item", id: RICE });
    given()
      .when(withLines(riceLine(25_000)), procurementFacts({ items: [{ ...RICE_ITEM, isArchived: true }] }))
      .rejects({ code: "item-archived", itemId: RICE });
    given()
      .when(withLines(riceLine(0)), procurementFacts())
      .rejects({ code: "out-of-range", field: "quantity", min: 1, max: Number.MAX_SAFE_INTEGER });
  });

  test("is for a day still to come", () => {
    const command: ProcurementCommand = {
      type: "draft-order",
      body: { ...DRAFT.body, neededDate: "2026-11-20" } as never,
    };
    given()
      .when(command, procurementFacts())
      .rejects({ code: "date-outside", date: "2026-11-20", fromDate: "2026-11-21", toDate: "2027-05-20" });
  });

  test("takes an id once", () => {
    given(drafted).when(DRAFT, procurementFacts()).rejects({ code: "id-already-used", kind: "order", id: ORDER_ID });
  });
});

describe("changing an order", () => {
  const change = (fields: Extract<ProcurementCommand, { type: "change-order" }>["body"]["fields"]) =>
    ({ type: "change-order", body: { ...order, fields } }) satisfies ProcurementCommand;

  test("counts the total anew and keeps what is not named", () => {
    given(drafted)
      .when(change({ lines: [eggLine(100)] }), procurementFacts())
      .emits({ type: "order-changed", body: { ...order, fields: { lines: [eggLine(100)] }, totalIdr: 200_000 } });
    given(drafted)
      .when(change({ neededDate: "2026-11-25" }), procurementFacts())
      .emits({ type: "order-changed", body: { ...order, fields: { neededDate: "2026-11-25" }, totalIdr: 2_000_000 } });
  });

  test("ends when it is submitted", () => {
    given(drafted, submitted)
      .when(change({ lines: [] }), procurementFacts())
      .rejects({ code: "wrong-state", state: "submitted" });
  });
});

describe("submitting an order", () => {
  const submit: ProcurementCommand = { type: "submit-order", body: order };

  test("needs a line", () => {
    const empty: ProcurementEvent = { type: "order-drafted", body: { ...drafted.body, lines: [] } as never };
    given(empty).when(submit, procurementFacts()).rejects({ code: "lines-missing" });
  });

  test("flags a price above HET, to the rupiah and without tolerance, before any other", () => {
    const at = (amountIdr: number) => ({ amountIdr, per: grams(1_000) });
    const facts = (ceilingIdr: number) =>
      procurementFacts({
        items: [{ ...RICE_ITEM, referencePrice: at(13_000), ceilingPrice: at(ceilingIdr) }, EGG_ITEM],
      });
    given(drafted)
      .when(submit, facts(14_000))
      .emits({ type: "order-submitted", body: { ...order, priceFlags: [], flags: [] } });
    const flag = { lineId: RICE_LINE, itemId: RICE, unitPrice: at(14_000), toleranceBp: 0 };
    given(drafted)
      .when(submit, facts(13_999))
      .emits({
        type: "order-submitted",
        body: { ...order, priceFlags: [{ ...flag, limit: at(13_999), basis: "ceiling" }], flags: [] },
      });
  });

  test("flags a price above the lower of reference and survey, tolerance included, to the rupiah", () => {
    const at = (amountIdr: number) => ({ amountIdr, per: grams(1_000) });
    const facts = (referenceIdr: number, surveyIdr: number | null) =>
      procurementFacts({
        items: [
          { ...RICE_ITEM, referencePrice: at(referenceIdr), surveyPrice: surveyIdr === null ? null : at(surveyIdr) },
          EGG_ITEM,
        ],
      });
    // 14.000 is exactly 10 % above 12.727,27: one rupiah of reference decides.
    given(drafted)
      .when(submit, facts(12_728, null))
      .emits({ type: "order-submitted", body: { ...order, priceFlags: [], flags: [] } });
    const flag = { lineId: RICE_LINE, itemId: RICE, unitPrice: at(14_000), toleranceBp: 1_000 };
    given(drafted)
      .when(submit, facts(12_727, null))
      .emits({
        type: "order-submitted",
        body: { ...order, priceFlags: [{ ...flag, limit: at(12_727), basis: "reference" }], flags: [] },
      });
    given(drafted)
      .when(submit, facts(14_000, 12_000))
      .emits({
        type: "order-submitted",
        body: { ...order, priceFlags: [{ ...flag, limit: at(12_000), basis: "survey" }], flags: [] },
      });
  });

  test("flags perishable goods bought more than two days before they are cooked, never dry ones", () => {
    const early: ProcurementEvent = {
      ...drafted,
      body: {
        ...drafted.body,
        lines: [riceLine(25_000, { neededForDate: "2026-11-30" }), eggLine(300, { neededForDate: "2026-11-25" })],
      } as never,
    };
    given(early)
      .when(submit, procurementFacts())
      .emits({
        type: "order-submitted",
        body: {
          ...order,
          priceFlags: [],
          flags: [{ kind: "too-early", lineId: EGG_LINE, itemId: EGG, dayCount: 3, maxDayCount: 2 }],
        },
      });
  });

  test("flags a supplier's share, too few suppliers, an expired paper and a protein from somebody new", () => {
    const facts = procurementFacts({
      orderedIdr: { ofSupplierIdr: 1_000_000, ofAllIdr: 6_000_000 },
      activeSupplierCount: 4,
      figures: { ...procurementFacts().figures, supplierShareMaxBp: 2_500, suppliersMinCount: 15 },
      supplier: {
        supplierId: SUPPLIER_ID,
        status: "active",
        certificates: [
          { certificateKind: "halal", expiresOnDate: "2026-11-21" },
          { certificateKind: "hygiene", expiresOnDate: "2026-11-22" },
          { certificateKind: "business-licence", expiresOnDate: null },
        ],
      },
      items: [
        { ...RICE_ITEM, lastSupplierId: OTHER_SUPPLIER_ID },
        { ...EGG_ITEM, lastSupplierId: OTHER_SUPPLIER_ID },
      ],
    });
    given(drafted)
      .when(submit, facts)
      .emits({
        type: "order-submitted",
        body: {
          ...order,
          priceFlags: [],
          flags: [
            { kind: "supplier-changed", lineId: EGG_LINE, itemId: EGG, previousSupplierId: OTHER_SUPPLIER_ID },
            // (1.000.000 + 2.000.000) of (6.000.000 + 2.000.000)
            { kind: "supplier-share", shareBp: 3_750, maxBp: 2_500 },
            { kind: "few-suppliers", activeCount: 4, minCount: 15 },
            { kind: "certificate-expired", certificateKind: "halal", expiresOnDate: "2026-11-21" },
          ],
        },
      });
  });

  test("a supplier known for the protein is not pointed out again", () => {
    const items = [RICE_ITEM, { ...EGG_ITEM, lastSupplierId: OTHER_SUPPLIER_ID, isKnownFromSupplier: true }];
    given(drafted)
      .when(submit, procurementFacts({ items }))
      .emits({ type: "order-submitted", body: { ...order, priceFlags: [], flags: [] } });
  });
});

describe("approving an order", () => {
  const approve: ProcurementCommand = { type: "approve-order", body: order };

  test("is another person's than any who drafted, changed or submitted it", () => {
    given(drafted, submitted).when(approve, procurementFacts(), as(HEAD)).emits(approved);
    given(drafted, submitted)
      .when(approve, procurementFacts(), as(BUYER))
      .rejects({ code: "own-work", staffId: BUYER });
    const changedByHead: ProcurementEvent & { readonly staffId: typeof HEAD } = {
      type: "order-changed",
      staffId: HEAD,
      body: { ...order, fields: { method: "contract" }, totalIdr: 2_000_000 },
    };
    given(drafted, changedByHead, submitted)
      .when(approve, procurementFacts(), as(HEAD))
      .rejects({ code: "own-work", staffId: HEAD });
  });

  test("an emergency order still needs an approver", () => {
    const emergency: ProcurementEvent & { readonly staffId: typeof BUYER } = {
      ...drafted,
      body: { ...drafted.body, method: "emergency" } as never,
    };
    given(emergency)
      .when({ type: "send-order", body: { ...order, channel: "phone" } }, procurementFacts())
      .rejects({ code: "wrong-state", state: "draft" });
    given(emergency, submitted)
      .when(approve, procurementFacts(), as(BUYER))
      .rejects({ code: "own-work", staffId: BUYER });
  });

  test("above its limit or over what the period has left it needs a reason", () => {
    const at = (amountIdr: number) => ({ amountIdr, per: grams(1_000) });
    const priceFlag = {
      lineId: RICE_LINE,
      itemId: RICE,
      unitPrice: at(14_000),
      limit: at(12_000),
      basis: "survey",
      toleranceBp: 1_000,
    } as const;
    const flagged: ProcurementEvent & { readonly staffId: typeof BUYER } = {
      ...submitted,
      body: { ...order, priceFlags: [priceFlag], flags: [] } as never,
    };
    given(drafted, flagged)
      .when(approve, procurementFacts(), as(HEAD))
      .rejects({ code: "above-reference", lineIds: [RICE_LINE] });
    given(drafted, submitted)
      .when(approve, procurementFacts({ budgetLeftIdr: 1_999_999 }), as(HEAD))
      .rejects({ code: "over-budget", overIdr: 1 });
    given(drafted, submitted)
      .when(approve, procurementFacts({ budgetLeftIdr: 2_000_000 }), as(HEAD))
      .emits(approved);
    const body = { ...order, reason: "Harga naik di semua pasar" };
    given(drafted, flagged)
      .when({ type: "approve-order", body }, procurementFacts({ budgetLeftIdr: 0 }), as(HEAD))
      .emits({ type: "order-approved", body });
  });

  test("is refused once the supplier may no longer be bought from", () => {
    const supplier = { supplierId: SUPPLIER_ID, status: "blacklisted", certificates: [] } as const;
    given(drafted, submitted)
      .when(approve, procurementFacts({ supplier }), as(HEAD))
      .rejects({ code: "supplier-not-active", status: "blacklisted" });
  });

  test("is for orders that were submitted, once; a rejected one stays rejected", () => {
    given(drafted).when(approve, procurementFacts(), as(HEAD)).rejects({ code: "wrong-state", state: "draft" });
    given().when(approve, procurementFacts(), as(HEAD)).rejects({ code: "not-found", kind: "order", id: ORDER_ID });
    given(drafted, submitted, approved)
      .when(approve, procurementFacts(), as(HEAD))
      .rejects({ code: "wrong-state", state: "approved" });
    const reject: ProcurementCommand = { type: "reject-order", body: { ...order, reason: "Terlalu mahal" } };
    given(drafted, submitted).when(reject, procurementFacts(), as(BUYER)).rejects({ code: "own-work", staffId: BUYER });
    const rejected: ProcurementEvent = { type: "order-rejected", body: reject.body };
    given(drafted, submitted).when(reject, procurementFacts(), as(HEAD)).emits(rejected);
    given(drafted, submitted, rejected)
      .when(approve, procurementFacts(), as(HEAD))
      .rejects({ code: "wrong-state", state: "rejected" });
  });
});

describe("after approval", () => {
  const cancel: ProcurementCommand = { type: "cancel-order", body: { ...order, reason: "Menu diganti" } };
  const close = (reason?: string): ProcurementCommand => ({
    type: "close-order",
    body: { ...order, ...(reason !== undefined && { reason }) },
  });
  const openReceiptId = receiptIdSchema.parse(`receipt_${"9".repeat(32)}`);

  test("it is sent once, and not to somebody it may not be bought from", () => {
    const send: ProcurementCommand = { type: "send-order", body: { ...order, channel: "printed" } };
    given(drafted, submitted, approved).when(send, procurementFacts()).emits(sent);
    given(drafted, submitted, approved, sent)
      .when(send, procurementFacts())
      .rejects({ code: "wrong-state", state: "sent" });
    const supplier = { supplierId: SUPPLIER_ID, status: "inactive", certificates: [] } as const;
    given(drafted, submitted, approved)
      .when(send, procurementFacts({ supplier }))
      .rejects({ code: "supplier-not-active", status: "inactive" });
  });

  test("it may be cancelled until the first goods are at the door", () => {
    const past = [drafted, submitted, approved, sent] as const;
    given(...past)
      .when(cancel, procurementFacts())
      .emits({ type: "order-cancelled", body: cancel.body as never });
    given(...past)
      .when(cancel, procurementFacts({ received: [arrived(RICE, grams(1))] }))
      .rejects({ code: "already-received" });
    given(...past)
      .when(cancel, procurementFacts({ openReceiptId }))
      .rejects({ code: "already-received" });
    // All of it refused at the door: nothing was received.
    given(...past)
      .when(cancel, procurementFacts({ received: [arrived(RICE, grams(0), { rejected: grams(100_000) })] }))
      .emits({ type: "order-cancelled", body: cancel.body as never });
  });

  test("three partial receipts: closed short with a reason, full without", () => {
    const past = [drafted, submitted, approved, sent] as const;
    const two = [arrived(RICE, grams(75_000)), arrived(EGG, pieces(300))];
    given(...past)
      .when(close(), procurementFacts({ received: two }))
      .rejects({ code: "reason-required" });
    given(...past)
      .when(close("Stok pemasok habis"), procurementFacts({ received: two }))
      .emits({
        type: "order-closed",
        body: { ...order, reason: "Stok pemasok habis", shortLines: [{ itemId: RICE, quantity: grams(25_000) }] },
      });
    const full = [arrived(RICE, grams(100_000)), arrived(EGG, pieces(300))];
    given(...past)
      .when(close(), procurementFacts({ received: full }))
      .emits({ type: "order-closed", body: { ...order, shortLines: [] } });
  });

  test("over-delivery closes like a full one; goods sent back later do not open it again", () => {
    const past = [drafted, submitted, approved, sent] as const;
    const over = [arrived(RICE, grams(125_000), { returned: grams(50_000) }), arrived(EGG, pieces(300))];
    given(...past)
      .when(close(), procurementFacts({ received: over }))
      .emits({ type: "order-closed", body: { ...order, shortLines: [] } });
  });

  test("it is not closed while a delivery of it is being taken in, nor before it was sent", () => {
    given(drafted, submitted, approved, sent)
      .when(close("apa saja"), procurementFacts({ openReceiptId }))
      .rejects({ code: "receipt-in-progress", receiptId: openReceiptId });
    given(drafted, submitted, approved)
      .when(close("apa saja"), procurementFacts())
      .rejects({ code: "wrong-state", state: "approved" });
  });
});
