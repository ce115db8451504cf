import { describe, test } from "vitest";
import { createDecideSpec } from "#tests/kit/decide-spec.ts";
import {
  as,
  BUYER,
  EGG,
  grams,
  HEAD,
  OTHER_SUPPLIER_ID,
  pieces,
  PLAN_ID,
  procurementFacts,
  RICE,
  RICE_ITEM,
  SUPPLIER_ID,
} from "#tests/kit/procurement-facts.ts";
import type { ProcurementCommand } from "./commands.ts";
import { decideProcurement } from "./decide.ts";
import type { ProcurementEvent } from "./events.ts";
import { planIdSchema, surveyIdSchema } from "./ids.ts";
import { evolveProcurement, initialProcurementState } from "./state.ts";

const given = createDecideSpec({
  initialState: initialProcurementState,
  evolve: evolveProcurement,
  decide: decideProcurement,
});

const supplier = {
  supplierId: SUPPLIER_ID,
  name: "UD Tani Makmur",
  kind: "local" as const,
  itemCategories: ["staple" as const],
  certificates: [],
};
const added: ProcurementEvent = { type: "supplier-added", body: supplier };

describe("suppliers", () => {
  test("are added once, under an id and a name of their own", () => {
    const add: ProcurementCommand = { type: "add-supplier", body: supplier };
    given().when(add, procurementFacts()).emits(added);
    given(added).when(add, procurementFacts()).rejects({ code: "id-already-used", kind: "supplier", id: SUPPLIER_ID });
    given()
      .when(add, procurementFacts({ namesakeId: OTHER_SUPPLIER_ID }))
      .rejects({ code: "supplier-known", supplierId: OTHER_SUPPLIER_ID });
  });

  test("change their standing only with a reason", () => {
    const change = (reason?: string): ProcurementCommand => ({
      type: "change-supplier",
      body: {
        supplierId: SUPPLIER_ID,
        fields: { status: "blacklisted" },
        ...(reason !== undefined && { reason }),
      },
    });
    given(added).when(change(), procurementFacts()).rejects({ code: "reason-required" });
    const changed: ProcurementEvent = { type: "supplier-changed", body: change("Ayam berbau").body as never };
    given(added).when(change("Ayam berbau"), procurementFacts()).emits(changed);
    // The same standing again is no change of it.
    given(added, changed)
      .when(change(), procurementFacts())
      .emits({ type: "supplier-changed", body: change().body as never });
    given().when(change("x"), procurementFacts()).rejects({ code: "not-found", kind: "supplier", id: SUPPLIER_ID });
  });
});

describe("price surveys", () => {
  const surveyId = surveyIdSchema.parse(`survey_${"1".repeat(32)}`);
  const quote = (place: string, itemId = RICE, amountIdr = 14_000) => ({
    itemId,
    place,
    unitPrice: { amountIdr, per: itemId === RICE ? grams(1_000) : pieces(1) },
  });
  type Quotes = Extract<ProcurementCommand, { type: "record-price-survey" }>["body"]["quotes"];
  const survey = (quotes: Quotes, surveyDate = "2026-11-21"): ProcurementCommand => ({
    type: "record-price-survey",
    body: { surveyId, surveyDate, quotes },
  });

  test("hold three quotes of each item, each of another stall", () => {
    const quotes: Quotes = [
      quote("Pasar Induk"),
      quote("Toko Sumber"),
      { ...quote("x"), place: undefined, supplierId: SUPPLIER_ID },
    ];
    given()
      .when(survey(quotes), procurementFacts())
      .emits({ type: "price-surveyed", body: { surveyId, surveyDate: "2026-11-21", quotes } });
    given()
      .when(survey([...quotes, quote("Pasar Induk", EGG)]), procurementFacts())
      .rejects({ code: "too-few-quotes", minCount: 3, itemIds: [EGG] });
    given()
      .when(
        survey([quote("Pasar Induk"), quote("pasar  induk", RICE, 13_000), quote("Toko Sumber")]),
        procurementFacts(),
      )
      .rejects({ code: "too-few-quotes", minCount: 3, itemIds: [RICE] });
  });

  test("name known items in their own unit and known suppliers, of the last month", () => {
    const three = [quote("A"), quote("B"), quote("C")];
    given()
      .when(survey(three), procurementFacts({ items: [] }))
      .rejects({ code: "not-found", kind: "item", id: RICE });
    given()
      .when(
        survey([quote("A"), quote("B"), { ...quote("C"), unitPrice: { amountIdr: 1, per: pieces(1) } }]),
        procurementFacts(),
      )
      .rejects({ code: "unit-mismatch", itemId: RICE, unit: "pcs" });
    given()
      .when(survey(three), procurementFacts({ unknownSupplierIds: [OTHER_SUPPLIER_ID] }))
      .rejects({ code: "not-found", kind: "supplier", id: OTHER_SUPPLIER_ID });
    given()
      .when(survey(three, "2026-11-22"), procurementFacts())
      .rejects({ code: "date-outside", date: "2026-11-22", fromDate: "2026-10-21", toDate: "2026-11-21" });
  });

  test("are written once", () => {
    const past: ProcurementEvent = { type: "price-surveyed", body: { surveyId, surveyDate: "2026-11-20", quotes: [] } };
    given(past)
      .when(survey([quote("A"), quote("B"), quote("C")]), procurementFacts())
      .rejects({ code: "id-already-used", kind: "survey", id: surveyId });
  });
});

describe("purchase plans", () => {
  const lines = [{ itemId: RICE, quantity: grams(2_400_000), amountIdr: 33_600_000 }];
  const portionCounts = { smallCount: 1_200, largeCount: 1_600, toddlerCount: 100, maternalCount: 100 };
  const draft = (toDate: string): ProcurementCommand => ({
    type: "draft-purchase-plan",
    body: { planId: PLAN_ID, fromDate: "2026-11-23", toDate, lines },
  });
  const drafted: ProcurementEvent & { readonly staffId: typeof BUYER } = {
    type: "purchase-plan-drafted",
    staffId: BUYER,
    body: { planId: PLAN_ID, fromDate: "2026-11-23", toDate: "2026-12-05", portionCounts, lines, totalIdr: 33_600_000 },
  };
  const approve: ProcurementCommand = { type: "approve-purchase-plan", body: { planId: PLAN_ID } };
  const approved: ProcurementEvent = { type: "purchase-plan-approved", body: { planId: PLAN_ID } };

  test("are of one period, with the portions it was made for, and may be drafted again", () => {
    const { staffId: _, ...event } = drafted;
    given().when(draft("2026-12-05"), procurementFacts({ portionCounts })).emits(event);
    given(drafted).when(draft("2026-12-05"), procurementFacts({ portionCounts })).emits(event);
    given().when(draft("2026-12-24"), procurementFacts()).rejects({ code: "span-too-long", maxDayCount: 31 });
    given()
      .when(draft("2026-11-22"), procurementFacts())
      .rejects({ code: "out-of-range", field: "dayCount", min: 1, max: 31 });
    const overlappingPlanId = planIdSchema.parse(`purchase_plan_${"9".repeat(32)}`);
    given()
      .when(draft("2026-12-05"), procurementFacts({ overlappingPlanId }))
      .rejects({ code: "plan-exists", planId: overlappingPlanId });
    given()
      .when(draft("2026-12-05"), procurementFacts({ items: [{ ...RICE_ITEM, baseUnit: "pcs" }] }))
      .rejects({ code: "unit-mismatch", itemId: RICE, unit: "g" });
  });

  test("are approved by somebody else, once, and then stand", () => {
    given(drafted).when(approve, procurementFacts(), as(BUYER)).rejects({ code: "own-work", staffId: BUYER });
    given(drafted).when(approve, procurementFacts(), as(HEAD)).emits(approved);
    given().when(approve, procurementFacts()).rejects({ code: "not-found", kind: "purchase-plan", id: PLAN_ID });
    given(drafted, approved)
      .when(approve, procurementFacts(), as(HEAD))
      .rejects({ code: "wrong-state", state: "approved" });
    given(drafted, approved)
      .when(draft("2026-12-05"), procurementFacts())
      .rejects({ code: "wrong-state", state: "approved" });
  });
});
