import { describe, expect, test } from "vitest";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { testContext } from "#tests/kit/decide-spec.ts";
import {
  ACTIVE_MENU,
  AYAM_ID,
  MENU_DATE,
  MENU_ID,
  menuFacts,
  NASI_ID,
  OPEN_MENU_DAY,
  OTHER_MENU_ID,
  RICE_ID,
  TELUR_ID,
} from "#tests/kit/menu-facts.ts";
import {
  decideApproveMenuDay,
  decideCopyMenuWeek,
  decidePlanMenuDay,
  decideReturnMenuDay,
  decideReviseMenuDay,
  decideSubmitMenuDay,
} from "./menu-day-decide.ts";
import type { MenuDayFacts } from "./menu-facts.ts";
import type { DayRevision, MenuDayState } from "./menu-state.ts";

const MAKER = `staff_${"8".repeat(32)}` as StaffId; // well formed
const APPROVER = `staff_${"9".repeat(32)}` as StaffId; // well formed
const by = (staffId: StaffId): DecisionContext => testContext({ actor: { ...testContext().actor, staffId } });
const on = (day: Partial<MenuDayFacts>) => menuFacts({ day: { ...OPEN_MENU_DAY, ...day } });
const GROUPS = [{ recipientCategory: "primary-1-3" as const, portionCount: 500 }];
const PLAN = { serviceDate: MENU_DATE, menuId: MENU_ID, groups: GROUPS, substitutes: [] };
const AT_ONE = { serviceDate: MENU_DATE, revision: 1 };
const EGG_FOR_CHICKEN = { allergen: "egg" as const, recipeId: AYAM_ID, specialPackCount: 4 };

const revisionOf = (members: Partial<DayRevision> = {}): DayRevision => ({
  revision: 1,
  status: "draft",
  menuId: MENU_ID,
  version: 2,
  dishes: ACTIVE_MENU.dishes,
  groups: GROUPS,
  substitutes: [{ ...EGG_FOR_CHICKEN, version: 1 }],
  makerStaffIds: [MAKER],
  ...members,
});
const draft: MenuDayState = { current: revisionOf(), inForce: null };
const submitted: MenuDayState = { current: revisionOf({ status: "submitted" }), inForce: null };
const approved: MenuDayState = {
  current: revisionOf({ status: "approved" }),
  inForce: revisionOf({ status: "approved" }),
};

describe("planning a menu day", () => {
  test("takes the version of the menu that is served now, and of the substitutes", () => {
    expect(decidePlanMenuDay(null, { ...PLAN, substitutes: [EGG_FOR_CHICKEN] }, menuFacts())).toEqual({
      ok: true,
      value: [
        {
          type: "menu-day-planned",
          body: {
            ...PLAN,
            revision: 1,
            version: 2,
            dishes: ACTIVE_MENU.dishes,
            substitutes: [{ ...EGG_FOR_CHICKEN, version: 1 }],
          },
        },
      ],
    });
  });

  test("needs an active menu, a day with food and a day still open", () => {
    const inactive = menuFacts({ menus: new Map([[MENU_ID, { ...ACTIVE_MENU, status: "inactive" }]]) });
    expect(decidePlanMenuDay(null, PLAN, inactive)).toMatchObject({ error: { code: "menu-not-active" } });
    const other = { ...PLAN, menuId: OTHER_MENU_ID };
    expect(decidePlanMenuDay(null, other, menuFacts())).toMatchObject({ error: { code: "not-found", kind: "menu" } });
    expect(decidePlanMenuDay(null, PLAN, on({ dayKind: "closed" }))).toMatchObject({
      error: { code: "day-is-holiday" },
    });
    expect(decidePlanMenuDay(null, PLAN, on({ dayStatus: "closed" }))).toMatchObject({ error: { code: "day-closed" } });
    const twice = { ...PLAN, groups: [...GROUPS, ...GROUPS] };
    expect(decidePlanMenuDay(null, twice, menuFacts())).toMatchObject({ error: { code: "group-repeated" } });
  });

  test("changes a draft, and nothing that was submitted or is being cooked", () => {
    expect(decidePlanMenuDay(draft, PLAN, menuFacts()).ok).toBe(true);
    expect(decidePlanMenuDay(submitted, PLAN, menuFacts())).toMatchObject({
      error: { code: "wrong-state", state: "submitted" },
    });
    const revising: MenuDayState = { current: revisionOf({ revision: 2 }), inForce: approved.inForce };
    expect(decidePlanMenuDay(revising, PLAN, menuFacts())).toMatchObject({ value: [{ body: { revision: 2 } }] });
    expect(decidePlanMenuDay(revising, PLAN, on({ isStarted: true }))).toMatchObject({
      error: { code: "wrong-state", state: "locked" },
    });
  });

  test("never gives somebody the very allergen", () => {
    const egg = { ...PLAN, substitutes: [{ ...EGG_FOR_CHICKEN, recipeId: TELUR_ID }] };
    expect(decidePlanMenuDay(null, egg, menuFacts())).toEqual({
      ok: false,
      error: { code: "substitute-has-allergen", allergen: "egg", dishName: "Telur balado" },
    });
    const twice = { ...PLAN, substitutes: [EGG_FOR_CHICKEN, EGG_FOR_CHICKEN] };
    expect(decidePlanMenuDay(null, twice, menuFacts())).toMatchObject({ error: { code: "substitute-repeated" } });
  });
});

describe("copying a week", () => {
  const body = { fromDate: "2026-11-30", toDate: MENU_DATE };
  const source = { menuId: MENU_ID, groups: GROUPS, substitutes: [EGG_FOR_CHICKEN] };
  const target = (serviceDate: string, isTaken = false) => ({ serviceDate, isTaken });

  test("fills the days that have nothing, each on its own stream", () => {
    const facts = menuFacts({
      copied: [
        { source, target: target("2026-12-07") },
        { source, target: target("2026-12-08", true) },
        { source: null, target: target("2026-12-09") },
      ],
    });
    const decided = decideCopyMenuWeek(body, facts);
    expect(decided).toMatchObject({
      value: [{ type: "menu-day-planned", streamId: "menu-day:2026-12-07", serviceDate: "2026-12-07" }],
    });
    expect(decided.ok && decided.value).toHaveLength(1);
  });

  test("says so when nothing came of it, or a menu is no longer served", () => {
    expect(decideCopyMenuWeek(body, menuFacts())).toMatchObject({ error: { code: "nothing-to-copy" } });
    const copied = [{ source: { ...source, menuId: OTHER_MENU_ID }, target: target(MENU_DATE) }];
    const menus = new Map([[OTHER_MENU_ID, { ...ACTIVE_MENU, status: "inactive" as const }]]);
    expect(decideCopyMenuWeek(body, menuFacts({ copied, menus }))).toMatchObject({
      error: { code: "menu-not-active" },
    });
  });
});

describe("submitting", () => {
  const assessment = present(OPEN_MENU_DAY.assessment, "the figures");
  test("writes down what the day feeds and costs", () => {
    expect(decideSubmitMenuDay(draft, AT_ONE, menuFacts())).toEqual({
      ok: true,
      value: [
        {
          type: "menu-day-submitted",
          body: {
            ...AT_ONE,
            nutritionByGroup: [],
            estimatedCostIdr: 1_500_000,
            ceilingIdr: 2_000_000,
            targetVersion: 1,
          },
        },
      ],
    });
  });
  test("names the foods whose figures or prices nobody knows", () => {
    const unknown = on({ assessment: { ...assessment, nutritionMissingIds: [RICE_ID] } });
    expect(decideSubmitMenuDay(draft, AT_ONE, unknown)).toEqual({
      ok: false,
      error: { code: "nutrition-missing", ingredientIds: [RICE_ID] },
    });
    const priceless = on({ assessment: { ...assessment, priceMissingIds: [RICE_ID] } });
    expect(decideSubmitMenuDay(draft, AT_ONE, priceless)).toMatchObject({ error: { code: "price-missing" } });
  });
  test("is of the draft that was on the screen", () => {
    expect(decideSubmitMenuDay(submitted, AT_ONE, menuFacts())).toMatchObject({ error: { code: "wrong-state" } });
    expect(decideSubmitMenuDay(draft, { ...AT_ONE, revision: 2 }, menuFacts())).toMatchObject({
      error: { code: "stale-version", current: 1 },
    });
  });
});

describe("approving", () => {
  test("is another person's, whoever planned or submitted it", () => {
    expect(decideApproveMenuDay(submitted, AT_ONE, menuFacts(), by(MAKER))).toEqual({
      ok: false,
      error: { code: "own-work", staffId: MAKER },
    });
    expect(decideApproveMenuDay(submitted, AT_ONE, menuFacts(), by(APPROVER))).toEqual({
      ok: true,
      value: [{ type: "menu-day-approved", body: { ...AT_ONE, exceptions: [] } }],
    });
    expect(decideApproveMenuDay(draft, AT_ONE, menuFacts(), by(APPROVER))).toMatchObject({
      error: { code: "wrong-state", state: "draft" },
    });
  });
  test("asks for a reason where the day is below target, over the ceiling, or leaves an allergen alone", () => {
    const uncovered: MenuDayState = { current: revisionOf({ status: "submitted", substitutes: [] }), inForce: null };
    expect(decideApproveMenuDay(uncovered, AT_ONE, menuFacts(), by(APPROVER))).toEqual({
      ok: false,
      error: { code: "reason-required" },
    });
    const low = { kind: "over-ceiling" as const, estimatedCostIdr: 2, ceilingIdr: 1 };
    const dear = on({ assessment: { ...present(OPEN_MENU_DAY.assessment, "the figures"), exceptions: [low] } });
    const reason = "Tidak ada penerima alergi telur";
    expect(decideApproveMenuDay(uncovered, { ...AT_ONE, reason }, dear, by(APPROVER))).toEqual({
      ok: true,
      value: [
        {
          type: "menu-day-approved",
          body: { ...AT_ONE, reason, exceptions: [low, { kind: "allergen-without-substitute", allergen: "egg" }] },
        },
      ],
    });
  });
  test("or returning with a reason, also another person's", () => {
    const body = { ...AT_ONE, reason: "Sayur kurang" };
    expect(decideReturnMenuDay(submitted, body, menuFacts(), by(MAKER))).toMatchObject({ error: { code: "own-work" } });
    expect(decideReturnMenuDay(submitted, body, menuFacts(), by(APPROVER))).toEqual({
      ok: true,
      value: [{ type: "menu-day-returned", body }],
    });
  });
});

describe("revising an approved day", () => {
  const exchange = { substitutions: [{ recipeId: TELUR_ID, byRecipeId: AYAM_ID }] };
  const body = { ...AT_ONE, changes: exchange, reason: "Telur tidak datang" };

  test("opens the next revision with what changed", () => {
    expect(decideReviseMenuDay(approved, body, menuFacts())).toMatchObject({
      value: [
        {
          type: "menu-day-revised",
          body: {
            revision: 2,
            changes: {
              menuId: MENU_ID,
              dishes: [
                { recipeId: NASI_ID, version: 1 },
                { recipeId: AYAM_ID, version: 1 },
              ],
            },
          },
        },
      ],
    });
    expect(decideReviseMenuDay(draft, body, menuFacts())).toMatchObject({ error: { code: "wrong-state" } });
  });

  test("once the first batch has begun exchanges only what is not cooking", () => {
    const cooking = on({ isStarted: true, cookingRecipeIds: [TELUR_ID] });
    expect(decideReviseMenuDay(approved, body, cooking)).toEqual({
      ok: false,
      error: { code: "dish-already-cooking", dishName: "Telur balado" },
    });
    const nasi = { ...body, changes: { substitutions: [{ recipeId: NASI_ID, byRecipeId: AYAM_ID }] } };
    expect(decideReviseMenuDay(approved, nasi, cooking).ok).toBe(true);
    const whole = { ...body, changes: { menuId: MENU_ID } };
    expect(decideReviseMenuDay(approved, whole, cooking)).toMatchObject({
      error: { code: "wrong-state", state: "locked" },
    });
  });

  test("is not approved without a dish that began to cook meanwhile", () => {
    const revising: MenuDayState = {
      current: revisionOf({ revision: 2, status: "submitted", dishes: [{ recipeId: NASI_ID, version: 1 }] }),
      inForce: approved.inForce,
    };
    const cooking = on({ isStarted: true, cookingRecipeIds: [TELUR_ID] });
    const approving = { ...AT_ONE, revision: 2 };
    expect(decideApproveMenuDay(revising, approving, cooking, by(APPROVER))).toMatchObject({
      error: { code: "dish-already-cooking" },
    });
  });
});
