import { defineSetting } from "#kernel/setting.ts";
import { menuRepeatDays } from "./menu-settings.ts";
import { isTargetTable, TARGET_TABLE_V1 } from "./target-table.ts";

/** `nutrition.target-table`: one row a group, `group energy protein fat carbohydrate fiber sodium` per meal. */
export const targetTable = defineSetting<readonly string[]>({
  key: "nutrition.target-table",
  default: TARGET_TABLE_V1,
  source: "AKG Permenkes 28/2019 × bagian makan (praktik): 25% balita dan PAUD-TK, 30% makan siang kelompok lain",
  owner: "hub",
  isWellFormed: (value) => Array.isArray(value) && isTargetTable(value as readonly string[]), // lists are of text
});

/** `nutrition.adequate-range`: below is *kurang*, above *berlebih*; bounds inclusive. */
export const adequateMinBp = defineSetting({
  key: "nutrition.adequate-min",
  default: 8_000,
  unit: "bp",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub",
  min: 5_000,
  max: 10_000,
});
export const adequateMaxBp = defineSetting({
  key: "nutrition.adequate-max",
  default: 12_000,
  unit: "bp",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub",
  min: 10_000,
  max: 20_000,
});

/** `requirement.buffer`: bought beyond the need. */
export const requirementBufferBp = defineSetting({
  key: "requirement.buffer",
  default: 0,
  unit: "bp",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 0,
  max: 3_000,
});

/** `price.ceiling-small`, `-large`: rupiah of food a portion. */
export const priceCeilingSmallIdr = defineSetting({
  key: "price.ceiling-small",
  default: 8_000,
  unit: "idr",
  source: "BGN (Februari 2026)",
  owner: "hub",
  min: 1_000,
  max: 100_000,
});
export const priceCeilingLargeIdr = defineSetting({
  key: "price.ceiling-large",
  default: 10_000,
  unit: "idr",
  source: "BGN (Februari 2026)",
  owner: "hub",
  min: 1_000,
  max: 100_000,
});

export const menuSettings = [
  targetTable,
  adequateMinBp,
  adequateMaxBp,
  requirementBufferBp,
  priceCeilingSmallIdr,
  priceCeilingLargeIdr,
  menuRepeatDays,
] as const;
