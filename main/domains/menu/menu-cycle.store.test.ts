import { expect, it } from "vitest";
import type { MenuCalendarRow, MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import { addDays } from "#kernel/time.ts";
import { buildMenuCycle } from "#tests/kit/menu-cycle.ts";
import { createMenuKitchen, MENU_APPROVER } from "#tests/kit/menu-kitchen.ts";
import { approvedDays } from "./queries.ts";

const MONDAY = "2026-12-07";
const LAST_DATE = addDays(MONDAY, 13);
/** 3,000 portions of a kitchen's groups. */
const GROUPS = [
  { recipientCategory: "toddler", portionCount: 200 },
  { recipientCategory: "preschool", portionCount: 300 },
  { recipientCategory: "primary-1-3", portionCount: 800 },
  { recipientCategory: "primary-4-6", portionCount: 700 },
  { recipientCategory: "junior-high", portionCount: 600 },
  { recipientCategory: "senior-high", portionCount: 300 },
  { recipientCategory: "pregnant", portionCount: 60 },
  { recipientCategory: "breastfeeding", portionCount: 40 },
];

it("serves two weeks of ten menus: planned, reckoned, approved by another, and asked for by the buyers", async () => {
  const kitchen = createMenuKitchen();
  const cycle = await buildMenuCycle(kitchen.accepted, kitchen.makeId);
  const dates = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((days) => addDays(MONDAY, days));
  for (const [index, serviceDate] of dates.entries()) {
    const menuId = cycle.menuIds[index];
    await kitchen.accepted("plan-menu-day", { serviceDate, menuId, groups: GROUPS, substitutes: [] });
    await kitchen.accepted("submit-menu-day", { serviceDate, revision: 1 });
    const approving = { serviceDate, revision: 1, reason: "Serat ditambah bertahap" };
    await kitchen.accepted("approve-menu-day", approving, { as: MENU_APPROVER });
  }
  const calendar = kitchen.ask("menu-calendar", { fromDate: MONDAY, toDate: LAST_DATE }) as readonly MenuCalendarRow[];
  expect(calendar.filter(({ status }) => status === "approved").map(({ serviceDate }) => serviceDate)).toEqual(dates);
  // Tempe orek comes on the first and the fourth day, three days apart.
  expect(calendar[0]?.repeats).toEqual([{ dishName: "Tempe orek", otherDate: "2026-12-10" }]);

  const figures = dates.map(
    (serviceDate) => (kitchen.ask("menu-day-figures", { serviceDate }) as readonly MenuDayFiguresRow[])[0],
  );
  for (const row of figures) {
    expect(row?.groups).toHaveLength(GROUPS.length);
    expect(row?.nutritionMissingIds).toEqual([]);
    expect(row?.priceMissingIds).toEqual([]);
  }
  // The first day by hand, one large portion of SD 4–6: its energy is that of its net grams, spices by their share.
  const largeKcal =
    80 * 3.57 + // rice
    60 * 2.98 + // chicken
    (3 * 0.46 + 1.5 * 1.12 + 0.6 * 0.69 + 0.9 * 6.75) + // six grams of bumbu kuning
    4 * 8.7 + // oil
    (40 * 2.01 + 4 * 0.71 + 3 * 3.76 + 3 * 8.7) + // tempe orek
    (50 * 0.16 + 20 * 0.36 + 2 * 0.46) + // bayam
    100 * 0.92; // banana
  const energy = figures[0]?.groups
    .find(({ recipientCategory }) => recipientCategory === "primary-4-6")
    ?.nutrients.find(({ nutrient }) => nutrient === "energyKcal");
  expect(energy?.value).toBeCloseTo(largeKcal, 2);

  const needs = approvedDays(kitchen.store.reader, { fromDate: MONDAY, toDate: LAST_DATE });
  expect(needs.map(({ portionCounts }) => portionCounts)[0]).toEqual({
    smallCount: 1_100,
    largeCount: 1_600,
    toddlerCount: 200,
    maternalCount: 100,
  });
  const rice = needs[0]?.requirements.find(({ ingredientId }) => ingredientId === cycle.foodIdByCode.get("BERAS"));
  // 1,300 portions of 40 g and 1,700 of 80 g.
  expect(rice?.needed).toEqual({ unit: "g", massG: 188_000 });
  kitchen.rebuildAndCompare();
  kitchen.close();
});
