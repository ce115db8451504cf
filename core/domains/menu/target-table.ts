import { assert, present } from "#kernel/assert.ts";
import type { RecipientCategory } from "#kernel/food-words.ts";
import { TARGET_NUTRIENTS, type TargetNutrient } from "./nutrients.ts";

/** Standar gizi: what one meal should give each group. Free of zod, so faces may import it. */

/** Groups a target table has a row for: the thirteen official ones less the two out of school. */
export const TARGET_GROUPS = [
  "toddler",
  "preschool",
  "primary-1-3",
  "primary-4-6",
  "junior-high",
  "senior-high",
  "pregnant",
  "breastfeeding",
  "teacher",
  "school-staff",
  "health-cadre",
] as const satisfies readonly RecipientCategory[];
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** Children out of school are fed by the row of their age (DOMAIN.md §9). */
export function targetGroupOf(category: RecipientCategory): TargetGroup {
  if (category === "out-of-school-under-9") return "primary-1-3";
  return category === "out-of-school-9-18" ? "junior-high" : category;
}

/** Target table v1 of DOMAIN.md §4.5: kcal, protein, fat, carbohydrate, fibre g, sodium mg per meal. */
export const TARGET_TABLE_V1: readonly string[] = [
  "toddler 337.5 5 11.25 50 1.75 225",
  "preschool 350 6.25 12.5 55 2.5 225",
  "primary-1-3 495 12 16.5 75 3 300",
  "primary-4-6 585 15.75 19.5 87 2.4 405",
  "junior-high 667.5 20.25 22.5 97.5 3.9 450",
  "senior-high 712.5 21 23.25 105 3.9 495",
  "pregnant 753.9 23.4 18.6 117.9 9.6 495",
  "breastfeeding 753.9 23.4 18.6 117.9 9.6 495",
  "teacher 753.9 23.4 18.6 117.9 9.6 495",
  "school-staff 753.9 23.4 18.6 117.9 9.6 495",
  "health-cadre 753.9 23.4 18.6 117.9 9.6 495",
];

export type MealTarget = Readonly<Record<TargetNutrient, number>>;
export type TargetTable = Readonly<Record<TargetGroup, MealTarget>>;

/** Reads the setting `nutrition.target-table`. Throws when a row is missing or not six figures: the hub published it so. */
export function targetTableOf(rows: readonly string[]): TargetTable {
  const targetByGroup = new Map(rows.map((row) => targetRowOf(row)));
  const entries = TARGET_GROUPS.map((group) => [group, present(targetByGroup.get(group), `a target for ${group}`)]);
  return Object.fromEntries(entries) as TargetTable; // every group of the list, just above
}

/** Whether rows are a target table: each group once or more, six figures above zero. */
export function isTargetTable(rows: readonly string[]): boolean {
  const isRow = (row: string) => {
    const [, ...figures] = row.split(" ");
    return figures.length === TARGET_NUTRIENTS.length && figures.every((figure) => Number(figure) > 0);
  };
  const groups = new Set(rows.map((row) => row.split(" ")[0]));
  return rows.every(isRow) && TARGET_GROUPS.every((group) => groups.has(group));
}

function targetRowOf(row: string): readonly [string, MealTarget] {
  const [group = "", ...figures] = row.split(" ");
  assert(figures.length === TARGET_NUTRIENTS.length, "a target has a figure for each nutrient");
  const entries = TARGET_NUTRIENTS.map((nutrient, index) => {
    const value = Number(figures[index]);
    assert(Number.isFinite(value) && value > 0, "a target is above zero");
    return [nutrient, value] as const;
  });
  return [group, Object.fromEntries(entries) as MealTarget]; // every nutrient of the list, just above
}
