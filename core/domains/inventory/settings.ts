import type { FoodCategory } from "#kernel/food-words.ts";
import { defineSetting, type SettingDefinition } from "#kernel/setting.ts";

/** Figures of stock (DOMAIN.md §8). */

const PRACTICE = "Praktik dapur";
const EXPIRY_DAYS_MAX_COUNT = 365;
const REORDER_FACTOR_MIN_BP = 1_000;
const REORDER_FACTOR_MAX_BP = 100_000;

/** Discarding more than this needs a witness. */
export const discardWitnessAboveIdr = defineSetting({
  key: "discard.witness-above",
  default: 100_000,
  unit: "idr",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 0,
  max: 100_000_000,
});

/** Theoretical against actual use: beyond the first it is to be looked at, beyond the second looked into. */
export const usageVarianceWarnBp = defineSetting({
  key: "usage.variance-warn",
  default: 500,
  unit: "bp",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});
export const usageVarianceAlarmBp = defineSetting({
  key: "usage.variance-alarm",
  default: 1_500,
  unit: "bp",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});

/** Days before expiry an alert is raised at each severity. */
export interface ExpiryAlertDays {
  readonly high: SettingDefinition<number>;
  readonly medium: SettingDefinition<number>;
  readonly low: SettingDefinition<number>;
}

function expiryDays(category: FoodCategory, highCount: number, mediumCount: number, lowCount: number): ExpiryAlertDays {
  const days = (level: string, dayCount: number) =>
    defineSetting({
      key: `stock.expiry-alert-days.${category}.${level}`,
      default: dayCount,
      unit: "count",
      source: PRACTICE,
      owner: "kitchen-head",
      min: 0,
      max: EXPIRY_DAYS_MAX_COUNT,
    });
  return { high: days("high", highCount), medium: days("medium", mediumCount), low: days("low", lowCount) };
}

export const expiryAlertDaysByCategory: Readonly<Record<FoodCategory, ExpiryAlertDays>> = {
  staple: expiryDays("staple", 7, 14, 30),
  "animal-protein": expiryDays("animal-protein", 1, 3, 7),
  "plant-protein": expiryDays("plant-protein", 1, 3, 7),
  vegetable: expiryDays("vegetable", 1, 2, 3),
  fruit: expiryDays("fruit", 1, 2, 5),
  dairy: expiryDays("dairy", 2, 5, 7),
  seasoning: expiryDays("seasoning", 30, 90, 180),
  oil: expiryDays("oil", 30, 60, 90),
  processed: expiryDays("processed", 7, 14, 30),
  drink: expiryDays("drink", 7, 14, 30),
  other: expiryDays("other", 7, 14, 30),
};

function reorderFactor(category: FoodCategory, factorBp: number): SettingDefinition<number> {
  return defineSetting({
    key: `stock.reorder-factor.${category}`,
    default: factorBp,
    unit: "bp",
    source: PRACTICE,
    owner: "kitchen-head",
    min: REORDER_FACTOR_MIN_BP,
    max: REORDER_FACTOR_MAX_BP,
  });
}

/** How much more than the use of its lead time an item must have before more is proposed. */
export const reorderFactorByCategory: Readonly<Record<FoodCategory, SettingDefinition<number>>> = {
  staple: reorderFactor("staple", 12_000),
  "animal-protein": reorderFactor("animal-protein", 20_000),
  "plant-protein": reorderFactor("plant-protein", 20_000),
  vegetable: reorderFactor("vegetable", 25_000),
  fruit: reorderFactor("fruit", 20_000),
  dairy: reorderFactor("dairy", 20_000),
  seasoning: reorderFactor("seasoning", 11_000),
  oil: reorderFactor("oil", 12_000),
  processed: reorderFactor("processed", 15_000),
  drink: reorderFactor("drink", 15_000),
  other: reorderFactor("other", 15_000),
};

/** Days from asking to having, while no order of this kitchen says better. */
export const reorderLeadDayCount = defineSetting({
  key: "stock.reorder-lead-days",
  default: 2,
  unit: "count",
  source: "Praktik dapur: bahan dibeli paling awal H-2 (BGN)",
  owner: "kitchen-head",
  min: 0,
  max: 60,
});

export const inventorySettings: readonly SettingDefinition[] = [
  discardWitnessAboveIdr,
  usageVarianceWarnBp,
  usageVarianceAlarmBp,
  reorderLeadDayCount,
  ...Object.values(expiryAlertDaysByCategory).flatMap(({ high, medium, low }) => [high, medium, low]),
  ...Object.values(reorderFactorByCategory),
];
