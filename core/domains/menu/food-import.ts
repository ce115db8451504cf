import { canonicalFoodName, foldFoodName } from "./food-search.ts";
import { foodFromRow } from "./food-import-row.ts";
import type {
  FoodFileKind,
  FoodNote,
  FoodPair,
  FoodRefusal,
  FoodRow,
  FoodTable,
  ReadFood,
} from "./food-import-values.ts";
import type { IngredientFields } from "./ingredient-values.ts";
import { NUTRIENTS } from "./nutrients.ts";

/**
 * A table of foods, read row by row: what is clean or could be put right is taken over, what is wrong is refused by itself,
 * and two rows of one food become one. Pure and free of zod; the same for CSV, XLSX and a kitchen's workbook.
 */
export function readFoodTable(rows: readonly FoodRow[], kind: FoodFileKind): FoodTable {
  const notes: FoodNote[] = [];
  const refused: FoodRefusal[] = [];
  const read: ReadFood[] = [];
  const rowNumberByCode = new Map<string, number>();
  for (const row of rows) {
    const result = foodFromRow(row, kind);
    if (!result.ok) {
      refused.push(...result.error);
      continue;
    }
    const { food, notes: own } = result.value;
    const { ingredientCode, name } = food.fields;
    if (rowNumberByCode.has(ingredientCode)) {
      refused.push({ rowNumber: row.rowNumber, name, column: "code", code: "code-twice", value: ingredientCode });
      continue;
    }
    rowNumberByCode.set(ingredientCode, row.rowNumber);
    read.push(food);
    notes.push(...own);
  }
  const { foods, merged, similar } = withoutDoubles(read);
  return { kind, rowCount: rows.length, foods, notes, merged, similar: [...similar, ...alike(foods)], refused };
}

/**
 * Rows of one name: the first stands for both where their figures do not contradict each other; it takes from the other what
 * it does not know itself. Where they do, both stay and somebody may look.
 */
function withoutDoubles(read: readonly ReadFood[]) {
  const foods: ReadFood[] = [];
  const merged: FoodPair[] = [];
  const similar: FoodPair[] = [];
  const indexByName = new Map<string, number>();
  for (const food of read) {
    const name = canonicalFoodName(food.fields.name);
    const index = indexByName.get(name);
    const first = index === undefined ? undefined : foods[index];
    if (index === undefined || first === undefined) {
      indexByName.set(name, foods.length);
      foods.push(food);
    } else if (isContradicted(first.fields, food.fields)) {
      similar.push(pair(food, first));
      foods.push(food);
    } else {
      merged.push(pair(food, first));
      foods[index] = { ...first, fields: completed(first.fields, food.fields) };
    }
  }
  return { foods, merged, similar };
}

/** Whether two rows say different things about one food. A price is a day's, so it decides nothing. */
function isContradicted(left: IngredientFields, right: IngredientFields): boolean {
  const differs = (one: unknown, other: unknown) => one !== undefined && other !== undefined && one !== other;
  return (
    left.baseUnit !== right.baseUnit ||
    left.lossFactorBp !== right.lossFactorBp ||
    differs(left.edibleBp, right.edibleBp) ||
    differs(left.nutrition?.per, right.nutrition?.per) ||
    differs(left.nutrition?.form, right.nutrition?.form) ||
    NUTRIENTS.some((nutrient) => differs(left.nutrition?.[nutrient], right.nutrition?.[nutrient]))
  );
}

function completed(first: IngredientFields, other: IngredientFields): IngredientFields {
  const edibleBp = first.edibleBp ?? other.edibleBp;
  const referencePrice = first.referencePrice ?? other.referencePrice;
  const nutrition = first.nutrition === undefined ? other.nutrition : { ...other.nutrition, ...first.nutrition };
  return {
    ...first,
    ...(edibleBp !== undefined && { edibleBp }),
    ...(referencePrice !== undefined && { referencePrice }),
    ...(nutrition !== undefined && { nutrition }),
  };
}

/** Shorter names one letter apart are different foods: `labu` and `tabu`. */
const ALIKE_NAME_MIN_COUNT = 7;

/** Names one letter apart: a slip of the keyboard, or two foods. Shown, never decided. */
function alike(foods: readonly ReadFood[]): readonly FoodPair[] {
  const found: FoodPair[] = [];
  const firstByForm = new Map<string, ReadFood>();
  for (const food of foods) {
    const name = foldFoodName(food.fields.name);
    if (name.length < ALIKE_NAME_MIN_COUNT) continue;
    // Names one letter apart share what is left of both without one letter.
    const forms = new Set([name]);
    for (let index = 0; index < name.length; index += 1) forms.add(name.slice(0, index) + name.slice(index + 1));
    let other: ReadFood | undefined;
    for (const form of forms) {
      other ??= firstByForm.get(form);
      if (!firstByForm.has(form)) firstByForm.set(form, food);
    }
    if (other !== undefined && canonicalFoodName(other.fields.name) !== canonicalFoodName(food.fields.name)) {
      found.push(pair(food, other));
    }
  }
  return found;
}

function pair(food: ReadFood, first: ReadFood): FoodPair {
  return {
    rowNumber: food.rowNumber,
    name: food.fields.name,
    firstRowNumber: first.rowNumber,
    firstName: first.fields.name,
  };
}
