import { describe, it } from "vitest";
import type { IngredientId } from "#domains/menu/ids.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { createDecideSpec, TEST_NOW_MS, TEST_STAFF_ID, testContext } from "#tests/kit/decide-spec.ts";
import type { InventoryCommand } from "./commands.ts";
import { decideInventory } from "./decide.ts";
import type { InventoryEvent } from "./events.ts";
import type { InventoryFacts, ItemFacts, LotFacts } from "./facts.ts";
import type { AdjustmentId, CountId, IssueId, ItemId, LotId, ReceiptId, ReceiptLineId, StoragePlaceId } from "./ids.ts";
import { evolveInventory, initialInventoryState } from "./state.ts";
import type { Item, OrderLineId, SupplierId } from "./values.ts";

const given = createDecideSpec({
  initialState: initialInventoryState,
  evolve: evolveInventory,
  decide: decideInventory,
});

/** Well formed by construction: a prefix and 32 hex digits. */
const hex = (prefix: string, digit: string) => `${prefix}_${digit.repeat(32)}`;
const ITEM_ID = hex("item", "a") as ItemId;
const LOT_ID = hex("lot", "1") as LotId;
const LATE_LOT_ID = hex("lot", "2") as LotId;
const LINE_ID = hex("receipt_line", "1") as ReceiptLineId;
const RECEIPT_ID = hex("receipt", "1") as ReceiptId;
const PLACE_ID = hex("storage_place", "1") as StoragePlaceId;
const ISSUE_ID = hex("issue", "1") as IssueId;
const BATCH_ID = hex("batch", "1") as BatchId;
const RUN_ID = hex("dish_run", "1") as DishRunId;
const ADJUSTMENT_ID = hex("adjustment", "1") as AdjustmentId;
const COUNT_ID = hex("count", "1") as CountId;
const SUPPLIER_ID = hex("supplier", "1") as SupplierId;
const ORDER_LINE_ID = hex("order_line", "1") as OrderLineId;
const g = (massG: number) => ({ unit: "g", massG }) as const;
const price = { amountIdr: 10_000, per: g(1_000) };

const item: Item = {
  itemId: ITEM_ID,
  itemCode: "AYAM",
  name: "Ayam potong",
  category: "animal-protein",
  isFood: true,
  ingredientId: null,
  baseUnit: "g",
  purchaseUnits: [{ code: "krat", label: "Krat 10 kg", quantity: g(10_000) }],
  minQuantity: null,
  maxQuantity: null,
  storageKind: "chilled",
  shelfLifeDayCount: 3,
};
const held = (change: Partial<ItemFacts> = {}): ItemFacts => ({
  item,
  isArchived: false,
  onHandAmount: 5_000,
  valueIdr: 50_000,
  ...change,
});
const lot = (change: Partial<LotFacts> = {}): LotFacts => ({
  lotId: LOT_ID,
  itemId: ITEM_ID,
  status: "available",
  onHandAmount: 5_000,
  expiryDate: "2026-11-23",
  receivedSeq: 1,
  storagePlaceId: PLACE_ID,
  receiptId: RECEIPT_ID,
  supplierId: SUPPLIER_ID,
  unitPrice: price,
  blockReasonCode: null,
  ...change,
});
const facts = (change: Partial<InventoryFacts> = {}): InventoryFacts => ({
  localDate: "2026-11-21",
  serviceDate: "2026-11-21",
  items: [held()],
  lots: [lot()],
  frozenPlaceIds: [],
  countedPlaceIds: [],
  isPlaceKnown: true,
  isIdUsed: false,
  itemIdOfCode: null,
  isIngredientKnown: true,
  isReceiverKnown: true,
  receiptCount: 2,
  lotCount: 9,
  checkedCodes: ["animal-protein"],
  incomingChecks: [{ lineId: LINE_ID, outcome: "pass" }],
  orderLines: [],
  batch: null,
  backflushes: [],
  needs: [],
  witnessAbove: { key: "discard.witness-above", value: 100_000, version: 3, source: "Praktik" },
  ...change,
});
const as = (staffId: StaffId, ...witnesses: readonly StaffId[]): Partial<DecisionContext> => ({
  actor: {
    ...testContext().actor,
    staffId,
    roles: ["storekeeper"],
    signatures: [staffId, ...witnesses].map((signer) => ({
      staffId: signer,
      method: "number",
      signedAtMs: TEST_NOW_MS,
    })),
  },
});
const OTHER_ID = hex("staff", "2") as StaffId;
const storekeeper = as(TEST_STAFF_ID);

const started: InventoryEvent = {
  type: "receipt-started",
  body: { receiptId: RECEIPT_ID, receiptCode: "RCV-20261121-03", supplierId: SUPPLIER_ID },
};
const told = (change: object = {}) =>
  ({
    receiptId: RECEIPT_ID,
    lineId: LINE_ID,
    itemId: ITEM_ID,
    delivered: g(10_000),
    accepted: g(10_000),
    rejected: g(0),
    unitPrice: price,
    expiryDate: "2026-11-23",
    storagePlaceId: PLACE_ID,
    photoIds: [],
    ...change,
  }) as Extract<InventoryEvent, { readonly type: "receipt-line-recorded" }>["body"];
const recorded = (change: object = {}): InventoryEvent => ({ type: "receipt-line-recorded", body: told(change) });

describe("a receipt line", () => {
  const record = (change: object = {}): InventoryCommand => ({ type: "record-receipt-line", body: told(change) });

  it("is written in the base unit, its price too", () => {
    const krat = (unitCount: number) => ({ unit: "purchase-unit", code: "krat", unitCount });
    const inCrates = { delivered: krat(2), accepted: krat(2), rejected: krat(0) };
    given(started)
      .when(record({ ...inCrates, unitPrice: { amountIdr: 350_000, per: krat(1) } }), facts())
      .emits(
        recorded({ delivered: g(20_000), accepted: g(20_000), unitPrice: { amountIdr: 350_000, per: g(10_000) } }),
      );
  });

  it("adds up, says why something is rejected, and when it expires", () => {
    const refused = (change: object) => given(started).when(record(change), facts());
    refused({ accepted: g(9_000) }).rejects({
      code: "quantities-do-not-add-up",
      delivered: g(10_000),
      sum: g(9_000),
    });
    refused({ accepted: g(9_000), rejected: g(1_000) }).rejects({ code: "reason-required" });
    refused({ expiryDate: undefined }).rejects({ code: "expiry-missing" });
    refused({ expiryDate: "2026-11-20" }).rejects({ code: "already-expired", expiryDate: "2026-11-20" });
    refused({ delivered: { unit: "pcs", pieceCount: 4 } }).rejects({
      code: "unit-mismatch",
      itemId: ITEM_ID,
      from: "pcs",
      to: "g",
    });
  });

  it("expired is told, if nothing of it is taken", () => {
    const spoiled = { accepted: g(0), rejected: g(10_000), rejectionCode: "spoiled", expiryDate: "2026-11-20" };
    given(started).when(record(spoiled), facts()).emits(recorded(spoiled));
  });

  it("belongs to one open receipt, a known item and a known place", () => {
    given().when(record(), facts()).rejects({ code: "not-found", kind: "receipt", id: RECEIPT_ID });
    given(started)
      .when(record(), facts({ isIdUsed: true }))
      .rejects({
        code: "id-already-used",
        kind: "receipt-line",
        id: LINE_ID,
      });
    given(started)
      .when(record(), facts({ items: [] }))
      .rejects({ code: "not-found", kind: "item", id: ITEM_ID });
    given(started)
      .when(record(), facts({ items: [held({ isArchived: true })] }))
      .rejects({ code: "wrong-state", state: "archived" });
    given(started)
      .when(record(), facts({ isPlaceKnown: false }))
      .rejects({
        code: "not-found",
        kind: "storage-place",
        id: PLACE_ID,
      });
  });
});

describe("a receipt is signed", () => {
  const finish: InventoryCommand = { type: "finish-receipt", body: { receiptId: RECEIPT_ID } };
  const lots = [
    {
      lotId: LOT_ID,
      lotCode: "LOT-20261121-10",
      lineId: LINE_ID,
      itemId: ITEM_ID,
      quantity: g(10_000),
      unitPrice: price,
      valueIdr: 100_000,
      expiryDate: "2026-11-23",
      storagePlaceId: PLACE_ID,
    },
  ];
  const received = { receiptId: RECEIPT_ID, supplierId: SUPPLIER_ID, lots, rejectedLines: [] };

  it("and makes a lot a line", () => {
    given(started, recorded()).when(finish, facts()).emits({ type: "goods-received", body: received });
  });

  it("with more than was ordered taken in and told of", () => {
    const orderLine = { orderLineId: ORDER_LINE_ID, itemId: ITEM_ID, ordered: g(12_000) };
    given(started, recorded())
      .when(finish, facts({ orderLines: [{ ...orderLine, acceptedBeforeAmount: 2_000 }] }))
      .emits({ type: "goods-received", body: received });
    given(started, recorded())
      .when(finish, facts({ orderLines: [{ ...orderLine, acceptedBeforeAmount: 2_001 }] }))
      .emits({
        type: "goods-received",
        body: {
          ...received,
          overOrderLines: [{ orderLineId: ORDER_LINE_ID, ordered: g(12_000), accepted: g(12_001) }],
        },
      });
  });

  it("only checked, passed, into a place nobody counts, and not empty", () => {
    given(started).when(finish, facts()).rejects({ code: "receipt-empty" });
    given(started, recorded())
      .when(finish, facts({ incomingChecks: [] }))
      .rejects({ code: "incoming-check-missing", lineIds: [LINE_ID] });
    given(started, recorded())
      .when(finish, facts({ incomingChecks: [{ lineId: LINE_ID, outcome: "fail" }] }))
      .rejects({ code: "incoming-check-failed", lineIds: [LINE_ID] });
    given(started, recorded())
      .when(finish, facts({ frozenPlaceIds: [PLACE_ID] }))
      .rejects({ code: "place-being-counted", storagePlaceId: PLACE_ID });
    given(started, recorded())
      .when(finish, facts({ localDate: "2026-11-24" }))
      .rejects({ code: "already-expired", expiryDate: "2026-11-23" });
  });

  it("once", () => {
    given(started, recorded(), { type: "goods-received", body: received })
      .when(finish, facts())
      .rejects({ code: "wrong-state", state: "finished" });
  });
});

describe("an issue", () => {
  const issue = (amount: number, change: object = {}, line: object = {}): InventoryCommand => ({
    type: "issue-stock",
    body: {
      issueId: ISSUE_ID,
      purpose: "other",
      lines: [{ itemId: ITEM_ID, quantity: g(amount), ...line }],
      ...change,
    },
  });
  const issued = (amount: number, valueIdr: number, change: object = {}): InventoryEvent => ({
    type: "stock-issued",
    body: {
      issueId: ISSUE_ID,
      purpose: "other",
      lines: [{ itemId: ITEM_ID, lotId: LOT_ID, quantity: g(amount), valueIdr }],
      ...change,
    },
  });
  const two = [
    lot({ onHandAmount: 1_000 }),
    lot({ lotId: LATE_LOT_ID, onHandAmount: 4_000, expiryDate: "2026-12-01" }),
  ];

  it("takes its share of the value, and the last of it the rest", () => {
    const odd = { items: [held({ onHandAmount: 5_000, valueIdr: 49_999 })] };
    given().when(issue(1_000), facts(odd), storekeeper).emits(issued(1_000, 10_000));
    given().when(issue(5_000), facts(odd), storekeeper).emits(issued(5_000, 49_999));
  });

  it("is never more than is there, blocked, expired, or of a place being counted", () => {
    const refused = (change: Partial<InventoryFacts>, line: object = {}) =>
      given().when(issue(100, {}, line), facts(change), storekeeper);
    given()
      .when(issue(5_001), facts(), storekeeper)
      .rejects({
        code: "not-enough-stock",
        itemId: ITEM_ID,
        available: g(5_000),
      });
    const named = { lotId: LOT_ID };
    refused({ lots: [lot({ status: "blocked" })] }, named).rejects({ code: "lot-blocked", lotId: LOT_ID });
    refused({ lots: [lot({ expiryDate: "2026-11-20" })] }, named).rejects({
      code: "lot-expired",
      lotId: LOT_ID,
      expiryDate: "2026-11-20",
    });
    refused({ lots: [lot({ onHandAmount: 0 })] }, named).rejects({
      code: "not-enough-stock",
      itemId: ITEM_ID,
      available: g(0),
    });
    refused({ lots: [lot({ status: "blocked" })] }).rejects({
      code: "not-enough-stock",
      itemId: ITEM_ID,
      available: g(0),
    });
    refused({ frozenPlaceIds: [PLACE_ID] }).rejects({ code: "place-being-counted", storagePlaceId: PLACE_ID });
  });

  it("of a lot that is not next needs a reason", () => {
    const late = { lotId: LATE_LOT_ID };
    given()
      .when(issue(100, {}, late), facts({ lots: two }), storekeeper)
      .rejects({ code: "reason-required" });
    given()
      .when(issue(2_000), facts({ lots: two }), storekeeper)
      .emits({
        type: "stock-issued",
        body: {
          issueId: ISSUE_ID,
          purpose: "other",
          lines: [
            { itemId: ITEM_ID, lotId: LOT_ID, quantity: g(1_000), valueIdr: 10_000 },
            { itemId: ITEM_ID, lotId: LATE_LOT_ID, quantity: g(1_000), valueIdr: 10_000 },
          ],
        },
      });
  });

  it("of a kitchen hand goes to a batch, and to none that is cancelled or of a closed day", () => {
    given().when(issue(100), facts(), {}).rejects({ code: "not-permitted", permission: "stock.issue" });
    const batch = { batchId: BATCH_ID, status: "cooking", dayStatus: "open" } as const;
    const toBatch = { batchId: BATCH_ID };
    given()
      .when(issue(100, toBatch), facts({ batch }), {})
      .emits(issued(100, 1_000, toBatch));
    given()
      .when(issue(100, toBatch), facts({ batch: { ...batch, status: "cancelled" } }), {})
      .rejects({ code: "wrong-state", state: "cancelled" });
    given()
      .when(issue(100, toBatch), facts({ batch: { ...batch, dayStatus: "closed" } }), {})
      .rejects({ code: "day-closed", serviceDate: "2026-11-21" });
    given()
      .when(issue(100, { toStaffId: OTHER_ID }), facts({ isReceiverKnown: false }), storekeeper)
      .rejects({ code: "not-found", kind: "staff", id: OTHER_ID });
  });

  it("comes back only once, at the value it left with", () => {
    const back = (amount: number): InventoryCommand => ({
      type: "return-stock",
      body: { issueId: ISSUE_ID, lines: [{ lotId: LOT_ID, quantity: g(amount) }] },
    });
    const returned = (amount: number, valueIdr: number): InventoryEvent => ({
      type: "stock-returned",
      body: { issueId: ISSUE_ID, lines: [{ itemId: ITEM_ID, lotId: LOT_ID, quantity: g(amount), valueIdr }] },
    });
    given(issued(3, 10)).when(back(1), facts(), storekeeper).emits(returned(1, 3));
    given(issued(3, 10), returned(1, 3)).when(back(2), facts(), storekeeper).emits(returned(2, 7));
    given(issued(3, 10), returned(1, 3))
      .when(back(3), facts(), storekeeper)
      .rejects({ code: "more-than-issued", lotId: LOT_ID, left: g(2) });
    given().when(back(1), facts(), storekeeper).rejects({ code: "not-found", kind: "issue", id: ISSUE_ID });
  });
});

describe("what is thrown away", () => {
  const discard = (amount: number): InventoryCommand => ({
    type: "discard-stock",
    body: { lotId: LOT_ID, quantity: g(amount), reasonCode: "damaged" },
  });
  const dear = { items: [held({ valueIdr: 100_001 })] };

  it("above the limit has a witness", () => {
    given().when(discard(5_000), facts(dear), storekeeper).rejects({ code: "witness-required", aboveIdr: 100_000 });
    given()
      .when(discard(5_000), facts(dear), as(TEST_STAFF_ID, OTHER_ID))
      .emits({
        type: "stock-discarded",
        body: {
          itemId: ITEM_ID,
          lotId: LOT_ID,
          quantity: g(5_000),
          valueIdr: 100_001,
          reasonCode: "damaged",
          witnessStaffId: OTHER_ID,
          witnessAboveIdr: 100_000,
          witnessAboveVersion: 3,
        },
      });
  });

  it("is not more than the lot holds", () => {
    given()
      .when(discard(5_001), facts(), storekeeper)
      .rejects({
        code: "not-enough-stock",
        itemId: ITEM_ID,
        available: g(5_000),
      });
  });
});

describe("a correction", () => {
  const asked = (delta: number): InventoryEvent => ({
    type: "adjustment-requested",
    body: { adjustmentId: ADJUSTMENT_ID, itemId: ITEM_ID, lotId: LOT_ID, delta: g(delta), reasonCode: "weighing" },
  });
  const approve: InventoryCommand = { type: "approve-adjustment", body: { adjustmentId: ADJUSTMENT_ID } };

  it("is not of nothing, and in the base unit", () => {
    const ask = (delta: object): InventoryCommand => ({
      type: "request-adjustment",
      body: {
        adjustmentId: ADJUSTMENT_ID,
        lotId: LOT_ID,
        delta: delta as { unit: "g"; massG: number },
        reasonCode: "weighing",
      },
    });
    given()
      .when(ask(g(0)), facts(), storekeeper)
      .rejects({
        code: "out-of-range",
        field: "delta",
        min: 1,
        max: Number.MAX_SAFE_INTEGER,
      });
    given()
      .when(ask({ unit: "pcs", pieceCount: 1 }), facts(), storekeeper)
      .rejects({
        code: "unit-mismatch",
        itemId: ITEM_ID,
        from: "pcs",
        to: "g",
      });
  });

  it("is approved by another, once, and down to nothing at most", () => {
    const applied: InventoryEvent = {
      type: "stock-adjusted",
      body: { adjustmentId: ADJUSTMENT_ID, itemId: ITEM_ID, lotId: LOT_ID, delta: g(-5_000), valueIdr: -50_000 },
    };
    given(asked(-5_000)).when(approve, facts(), storekeeper).rejects({ code: "own-work", staffId: TEST_STAFF_ID });
    given(asked(-5_000)).when(approve, facts(), as(OTHER_ID)).emits(applied);
    given(asked(-5_001))
      .when(approve, facts(), as(OTHER_ID))
      .rejects({
        code: "would-be-negative",
        lotId: LOT_ID,
        onHand: g(5_000),
      });
    given(asked(-5_000), applied)
      .when(approve, facts(), as(OTHER_ID))
      .rejects({ code: "wrong-state", state: "applied" });
  });

  it("by a count is against the book of the line, by nobody who counted", () => {
    const counting: readonly InventoryEvent[] = [
      { type: "count-started", body: { countId: COUNT_ID, storagePlaceId: PLACE_ID, isFrozen: false } },
      {
        type: "count-line-recorded",
        body: { countId: COUNT_ID, itemId: ITEM_ID, lotId: LOT_ID, counted: g(4_900), bookAtLine: g(5_000) },
      },
    ];
    const submitted: InventoryEvent = { type: "count-submitted", body: { countId: COUNT_ID } };
    const apply: InventoryCommand = { type: "approve-count", body: { countId: COUNT_ID } };
    given(...counting)
      .when(apply, facts(), as(OTHER_ID))
      .rejects({ code: "wrong-state", state: "open" });
    given(...counting, submitted)
      .when(apply, facts(), storekeeper)
      .rejects({
        code: "own-work",
        staffId: TEST_STAFF_ID,
      });
    // Meanwhile a kilogram was issued: what differed when it was counted is what is taken.
    given(...counting, submitted)
      .when(
        apply,
        facts({ items: [held({ onHandAmount: 4_000, valueIdr: 40_000 })], lots: [lot({ onHandAmount: 4_000 })] }),
        as(OTHER_ID),
      )
      .emits({
        type: "stock-counted",
        body: {
          countId: COUNT_ID,
          differences: [{ itemId: ITEM_ID, lotId: LOT_ID, delta: g(-100), valueIdr: -1_000 }],
          countedValueIdr: 49_000,
        },
      });
  });
});

describe("a backflush", () => {
  const ingredientId = hex("ingredient", "1") as IngredientId;
  const backflush: InventoryCommand = { type: "backflush-dish", body: { batchId: BATCH_ID, dishRunId: RUN_ID } };
  const need = { ingredientId, gross: g(6_000), issuedFreeAmount: 500, itemIds: [ITEM_ID] };
  const taken: InventoryEvent = {
    type: "stock-backflushed",
    body: {
      batchId: BATCH_ID,
      dishRunId: RUN_ID,
      lines: [{ itemId: ITEM_ID, lotId: LOT_ID, quantity: g(5_000), valueIdr: 50_000 }],
      needs: [{ ingredientId, gross: g(6_000), issued: g(500) }],
      shortages: [{ ingredientId, itemId: ITEM_ID, quantity: g(500) }],
    },
  };

  it("takes what was not issued, and writes down what the book lacks", () => {
    given()
      .when(backflush, facts({ needs: [need] }))
      .emits(taken);
  });

  it("stands once, and goes back whole", () => {
    given(taken)
      .when(backflush, facts({ needs: [need] }))
      .emits();
    given(taken)
      .when({ type: "reverse-backflush", body: { batchId: BATCH_ID, dishRunId: RUN_ID } }, facts())
      .emits({
        type: "stock-backflush-reversed",
        body: { batchId: BATCH_ID, dishRunId: RUN_ID, lines: taken.body.lines, cause: "undone" },
      });
  });
});
