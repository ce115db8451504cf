import { PLAN_FILE_WORDS, type PlanChoiceField, type PlanColumn } from "#renderer/copy/plan-file.ts";
import type { FieldProblem } from "#renderer/faces/manager/plan/field-reader.ts";
import {
  EMPTY_DISH,
  EMPTY_INGREDIENT,
  EMPTY_KLOTER,
  EMPTY_POINT,
  EMPTY_STEP,
  type DishForm,
  type IngredientForm,
  type KloterForm,
  type PointForm,
  type PortionFields,
  type StepForm,
} from "#renderer/faces/manager/plan/plan-form.ts";
import { plain, type PlanFileProblem, type PlanRow } from "./rows-from-grids.ts";

/** Columns that describe a dish wherever it is cooked; a later mention may leave them empty. */
const DISH_COLUMNS = [
  "wallName",
  "recipeCode",
  "recipeVersion",
  "component",
  "holdClass",
  "temperatureClass",
  "coreTemperatureMin",
  "standardMinutes",
  "targetSmall",
  "targetLarge",
  "targetToddler",
  "targetMaternal",
] as const satisfies readonly PlanColumn[];

/** Puts the rows together: dishes and points under their kloter, ingredients and steps under every mention of their dish. */
export function formsFromRows(rows: readonly PlanRow[]): {
  readonly forms: readonly KloterForm[];
  readonly problems: readonly PlanFileProblem[];
  /** Which row a form was read from. */
  readonly rowByKey: ReadonlyMap<string, PlanRow>;
} {
  const problems: PlanFileProblem[] = [];
  const rowByKey = new Map<string, PlanRow>();
  const kloterRows = ofKind(rows, "kloter");
  const names = new Set<string>();
  for (const row of kloterRows) {
    const name = plain(cell(row, "kloter"));
    if (name === "") problems.push(at(row, "kloter", { code: "required", data: {} }));
    else if (names.has(name)) {
      problems.push(at(row, "kloter", { code: "kloter-repeated", data: { value: cell(row, "kloter") } }));
    }
    names.add(name);
  }
  reportStrays(rows, names, problems);
  const firstMentionByDish = firstMentions(ofKind(rows, "dish"));
  const keyOf = (row: PlanRow, suffix = "") => {
    const key = `${row.sheet}/${row.rowNumber}${suffix}`;
    rowByKey.set(key, row);
    return key;
  };
  const forms = kloterRows.map((row, index) => {
    const name = plain(cell(row, "kloter"));
    // Of two kloter with one name the first has the rows; the second was reported above.
    const isFirst = kloterRows.findIndex((other) => plain(cell(other, "kloter")) === name) === index;
    const isOwn = (other: PlanRow) => isFirst && name !== "" && plain(cell(other, "kloter")) === name;
    const dishes = ofKind(rows, "dish").filter(isOwn);
    return {
      ...kloterForm(row, keyOf(row)),
      dishes: dishes.map((dish) => dishForm(dish, { rows, keyOf, firstMentionByDish })),
      points: ofKind(rows, "point")
        .filter(isOwn)
        .map((point) => pointForm(point, keyOf(point))),
    };
  });
  return { forms, problems, rowByKey };
}

/** Rows that name a kloter or a dish the file does not have. */
function reportStrays(rows: readonly PlanRow[], kloterNames: ReadonlySet<string>, problems: PlanFileProblem[]): void {
  const dishNames = new Set(ofKind(rows, "dish").map((row) => plain(cell(row, "dishName"))));
  for (const row of rows) {
    if (row.kind === "dish" || row.kind === "point") {
      const name = cell(row, "kloter");
      if (name === "") problems.push(at(row, "kloter", { code: "required", data: {} }));
      else if (!kloterNames.has(plain(name))) {
        problems.push(at(row, "kloter", { code: "kloter-unknown", data: { value: name } }));
      }
    }
    if (row.kind === "ingredient" || row.kind === "step") {
      const name = cell(row, "dishName");
      if (name === "") problems.push(at(row, "dishName", { code: "required", data: {} }));
      else if (!dishNames.has(plain(name))) {
        problems.push(at(row, "dishName", { code: "dish-unknown", data: { value: name } }));
      }
    }
  }
}

function firstMentions(dishRows: readonly PlanRow[]): ReadonlyMap<string, PlanRow> {
  const firstByName = new Map<string, PlanRow>();
  for (const row of dishRows) {
    const name = plain(cell(row, "dishName"));
    if (!firstByName.has(name)) firstByName.set(name, row);
  }
  return firstByName;
}

function kloterForm(row: PlanRow, key: string): Omit<KloterForm, "dishes" | "points"> {
  return {
    ...EMPTY_KLOTER,
    ...portions(row),
    key,
    label: cell(row, "label"),
    wave: choice("wave", cell(row, "wave")),
    preparation: cell(row, "preparation"),
    specialPacks: cell(row, "specialPacks"),
    leadCook: cell(row, "leadCook"),
    team: cell(row, "team"),
  };
}

function dishForm(
  row: PlanRow,
  plan: {
    readonly rows: readonly PlanRow[];
    readonly keyOf: (row: PlanRow, suffix?: string) => string;
    readonly firstMentionByDish: ReadonlyMap<string, PlanRow>;
  },
): DishForm {
  const name = plain(cell(row, "dishName"));
  const first = plan.firstMentionByDish.get(name) ?? row;
  const isDescribed = DISH_COLUMNS.some((column) => cell(row, column) !== "");
  // A later mention either repeats the whole description or leaves all of it to the first.
  const about = isDescribed ? row : first;
  const isOwn = (other: PlanRow) => plain(cell(other, "dishName")) === name;
  const suffix = `#${row.sheet}/${row.rowNumber}`;
  return {
    ...EMPTY_DISH,
    ...portions(row),
    key: plan.keyOf(row),
    dishName: cell(first, "dishName"),
    wallName: cell(about, "wallName"),
    recipeCode: cell(about, "recipeCode"),
    recipeVersion: cell(about, "recipeVersion"),
    component: choice("component", cell(about, "component")),
    holdClass: choice("holdClass", cell(about, "holdClass")),
    temperatureClass: choice("temperatureClass", cell(about, "temperatureClass")),
    coreTemperatureMin: cell(about, "coreTemperatureMin"),
    standardMinutes: cell(about, "standardMinutes"),
    start: cell(row, "start"),
    finish: cell(row, "finish"),
    leadCook: cell(row, "leadCook"),
    ingredients: ofKind(plan.rows, "ingredient")
      .filter(isOwn)
      .map((line) => ingredientForm(line, plan.keyOf(line, suffix))),
    steps: ofKind(plan.rows, "step")
      .filter(isOwn)
      .map((step) => stepForm(step, plan.keyOf(step, suffix))),
    targets: {
      small: cell(about, "targetSmall"),
      large: cell(about, "targetLarge"),
      toddler: cell(about, "targetToddler"),
      maternal: cell(about, "targetMaternal"),
    },
  };
}

function ingredientForm(row: PlanRow, key: string): IngredientForm {
  return {
    ...EMPTY_INGREDIENT,
    ...portions(row),
    key,
    name: cell(row, "name"),
    unit: choice("unit", cell(row, "unit")),
  };
}

function stepForm(row: PlanRow, key: string): StepForm {
  const answer = plain(cell(row, "isControlPoint"));
  return {
    ...EMPTY_STEP,
    key,
    number: cell(row, "number"),
    instruction: cell(row, "instruction"),
    minutes: cell(row, "minutes"),
    temperature: cell(row, "temperature"),
    isControlPoint: answer === "1" || Object.values(PLAN_FILE_WORDS).some((words) => plain(words.yes) === answer),
    ingredientNames: cell(row, "ingredientNames"),
  };
}

function pointForm(row: PlanRow, key: string): PointForm {
  return {
    ...EMPTY_POINT,
    ...portions(row),
    key,
    code: cell(row, "code"),
    name: cell(row, "name"),
    wallName: cell(row, "wallName"),
    category: choice("category", cell(row, "category")),
    departure: cell(row, "departure"),
    travelMinutes: cell(row, "travelMinutes"),
    specialPacks: cell(row, "specialPacks"),
  };
}

/** The value a word stands for, in either language; a word nobody knows stays and is refused by the check. */
function choice(field: PlanChoiceField, word: string): string {
  const asked = plain(word);
  for (const words of Object.values(PLAN_FILE_WORDS)) {
    const found = Object.entries(words.choices[field]).find(
      ([value, text]) => plain(value) === asked || plain(text) === asked,
    );
    if (found !== undefined) return found[0];
  }
  return word;
}

function portions(row: PlanRow): PortionFields {
  return {
    small: cell(row, "small"),
    large: cell(row, "large"),
    toddler: cell(row, "toddler"),
    maternal: cell(row, "maternal"),
  };
}

function ofKind(rows: readonly PlanRow[], kind: PlanRow["kind"]): readonly PlanRow[] {
  return rows.filter((row) => row.kind === kind);
}

function cell(row: PlanRow, column: PlanColumn): string {
  return row.cells[column] ?? "";
}

function at(row: PlanRow, field: PlanColumn, problem: FieldProblem): PlanFileProblem {
  return { sheet: row.sheet, rowNumber: row.rowNumber, field, ...problem };
}
