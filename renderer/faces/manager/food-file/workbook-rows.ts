import type { FoodColumn, FoodRow } from "#domains/menu/food-import-values.ts";

/** The rows of a kitchen's ingredient workbook as its JSON export holds them; null when the text is not one. */
export function workbookRows(text: string): readonly FoodRow[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null; // not JSON: told as a damaged file
  }
  const ingredients = isRecord(parsed) ? parsed["ingredients"] : undefined;
  if (!Array.isArray(ingredients)) return null;
  return ingredients.map((ingredient: unknown, index) => rowOf(isRecord(ingredient) ? ingredient : {}, index + 1));
}

const MEMBER_OF_COLUMN: Readonly<Partial<Record<FoodColumn, string>>> = {
  code: "code",
  name: "name",
  source: "source",
  group: "category",
  unit: "measurement_unit_code",
  edible: "edible_portion_percent",
  loss: "reference_loss_factor",
  rounding: "reference_rounding",
  price: "reference_price",
};
const NUTRITION_OF_COLUMN: Readonly<Partial<Record<FoodColumn, string>>> = {
  energyKcal: "energy",
  proteinG: "protein",
  fatG: "fat",
  carbohydrateG: "carbohydrate",
  fiberG: "fiber",
  sodiumMg: "sodium",
  ironMg: "iron",
  vitaminAUg: "vitamin_a",
  vitaminCMg: "vitamin_c",
};
/** Vitamins the kitchen has no target and no column for. */
export const WORKBOOK_UNREAD_MEMBERS = ["vitamin_e", "vitamin_d", "vitamin_k", "vitamin_b12", "description"] as const;

function rowOf(ingredient: Readonly<Record<string, unknown>>, position: number): FoodRow {
  const nutritions = isRecord(ingredient["nutritions"]) ? ingredient["nutritions"] : {};
  const sourceRow = ingredient["source_row"];
  const cells = [
    ...Object.entries(MEMBER_OF_COLUMN).map(([column, member]) => [column, cellOf(ingredient[member])] as const),
    ...Object.entries(NUTRITION_OF_COLUMN).map(([column, member]) => [column, cellOf(nutritions[member])] as const),
  ];
  return {
    rowNumber: typeof sourceRow === "number" && Number.isSafeInteger(sourceRow) ? sourceRow : position,
    cells: Object.fromEntries(cells),
  };
}

/** What a cell would say: an absent value nothing, anything but text and numbers itself, to be refused as text. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
