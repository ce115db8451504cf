import type { Quantity } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { PlannedDish, PlannedIngredient, PlannedStep } from "#domains/production/plan.ts";
import {
  DISH_INGREDIENTS_MAX_COUNT,
  DISH_STEPS_MAX_COUNT,
  DISH_WALL_NAME_MAX_COUNT,
} from "#domains/production/plan.ts";
import { DISH_COMPONENTS, HOLD_CLASSES, TEMPERATURE_CLASSES } from "#kernel/food-words.ts";
import { wallNameFrom, type FieldProblem, type FieldReader } from "./field-reader.ts";
import { isAmountUnknown, type DishForm, type IngredientForm, type StepForm } from "./plan-form.ts";

const NAME_MAX_COUNT = 80;
const INSTRUCTION_MAX_COUNT = 300;
const DURATION_MAX_MINUTES = 1_440;
const AMOUNT_MAX = 10_000_000;
const TARGET_MAX_G = 5_000;
const UNITS = ["g", "ml", "pcs"] as const;
type Unit = (typeof UNITS)[number];
type Report = (formKey: string, field: string | null, problem: FieldProblem) => void;
type ReaderOf = (formKey: string) => FieldReader;

/** Reads the dish a form describes; null when a field it cannot do without is missing or wrong. */
export function dishFromForm(form: DishForm, readerOf: ReaderOf, report: Report): PlannedDish | null {
  const reader = readerOf(form.key);
  const dishName = reader.text("dishName", form.dishName, NAME_MAX_COUNT);
  const wallName = wallNameFrom(reader, {
    name: dishName,
    wallName: form.wallName,
    maxCount: DISH_WALL_NAME_MAX_COUNT,
  });
  const recipeCode = reader.code(
    "recipeCode",
    form.recipeCode.trim() === "" ? codeFromName(form.dishName) : form.recipeCode,
  );
  const recipeVersion = reader.count("recipeVersion", form.recipeVersion, { min: 1, max: 10_000, empty: 1 });
  const component = reader.choice("component", form.component, DISH_COMPONENTS);
  const holdClass = reader.choice("holdClass", form.holdClass, HOLD_CLASSES);
  const temperatureClass = reader.choice("temperatureClass", form.temperatureClass, TEMPERATURE_CLASSES);
  const coreTemperatureMinC = reader.decimal("coreTemperatureMin", form.coreTemperatureMin, { min: 0, max: 120 });
  const minutes = reader.count("standardMinutes", form.standardMinutes, {
    min: 1,
    max: DURATION_MAX_MINUTES,
    empty: null,
  });
  const targets = targetsFrom(form, reader);
  if (form.ingredients.length > DISH_INGREDIENTS_MAX_COUNT) {
    report(form.key, null, { code: "too-many", data: { maxCount: DISH_INGREDIENTS_MAX_COUNT } });
  }
  if (form.steps.length > DISH_STEPS_MAX_COUNT) {
    report(form.key, null, { code: "too-many", data: { maxCount: DISH_STEPS_MAX_COUNT } });
  }
  const ingredients = form.ingredients.map((line) => ingredientFrom(line, readerOf(line.key)));
  const names = form.ingredients.map((line) => line.name.trim());
  const steps = form.steps.map((step) => stepFrom(step, names, readerOf(step.key), report));
  if (dishName === null || wallName === null || recipeCode === null || recipeVersion === null) return null;
  if (component === null || holdClass === null || temperatureClass === null || minutes === null) return null;
  return {
    recipeCode,
    recipeVersion,
    dishName,
    wallName,
    component,
    holdClass,
    temperatureClass,
    ...(coreTemperatureMinC === null ? {} : { coreTemperatureMinC }),
    standardDurationMs: minutes * MINUTE_MS,
    ...(targets === null ? {} : { portionTargets: targets }),
    ingredients: ingredients.filter((line) => line !== null),
    steps: steps.filter((step) => step !== null),
  };
}

/** `AYAM-BALADO` from "Ayam Balado": a code for who has none. */
export function codeFromName(name: string): string {
  return name
    .normalize("NFKD")
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 32)
    .replace(/-+$/, "");
}

function targetsFrom(form: DishForm, reader: FieldReader): PlannedDish["portionTargets"] | null {
  const isAnyWritten = Object.values(form.targets).some((text) => text.trim() !== "");
  if (!isAnyWritten) return null;
  const range = { min: 1, max: TARGET_MAX_G, empty: null };
  const optional = (field: string, text: string) => (text.trim() === "" ? null : reader.count(field, text, range));
  const smallG = reader.count("targetSmall", form.targets.small, range);
  const largeG = reader.count("targetLarge", form.targets.large, range);
  const toddlerG = optional("targetToddler", form.targets.toddler);
  const maternalG = optional("targetMaternal", form.targets.maternal);
  if (smallG === null || largeG === null) return null;
  return {
    smallG,
    largeG,
    ...(toddlerG === null ? {} : { toddlerG }),
    ...(maternalG === null ? {} : { maternalG }),
  };
}

function ingredientFrom(form: IngredientForm, reader: FieldReader): PlannedIngredient | null {
  const name = reader.text("name", form.name, NAME_MAX_COUNT);
  if (isAmountUnknown(form)) {
    const isUnitFine = form.unit.trim() === "" || reader.choice("unit", form.unit, UNITS) !== null;
    return name === null || !isUnitFine ? null : { name, quantities: null };
  }
  const unit = reader.choice("unit", form.unit, UNITS);
  const range = { min: 0, max: AMOUNT_MAX, empty: null };
  const small = reader.count("small", form.small, range);
  const large = reader.count("large", form.large, range);
  const toddler = form.toddler.trim() === "" ? null : reader.count("toddler", form.toddler, range);
  const maternal = form.maternal.trim() === "" ? null : reader.count("maternal", form.maternal, range);
  if (name === null || unit === null || small === null || large === null) return null;
  return {
    name,
    quantities: {
      small: quantityOf(unit, small),
      large: quantityOf(unit, large),
      ...(toddler === null ? {} : { toddler: quantityOf(unit, toddler) }),
      ...(maternal === null ? {} : { maternal: quantityOf(unit, maternal) }),
    },
  };
}

function quantityOf(unit: Unit, amount: number): Quantity {
  switch (unit) {
    case "g":
      return { unit, massG: amount };
    case "ml":
      return { unit, volumeMl: amount };
    case "pcs":
      return { unit, pieceCount: amount };
  }
}

function stepFrom(
  form: StepForm,
  knownNames: readonly string[],
  reader: FieldReader,
  report: Report,
): PlannedStep | null {
  const stepNumber = reader.count("number", form.number, { min: 1, max: DISH_STEPS_MAX_COUNT, empty: null });
  const instruction = reader.text("instruction", form.instruction, INSTRUCTION_MAX_COUNT);
  const minutes =
    form.minutes.trim() === "" ? null : reader.count("minutes", form.minutes, { min: 1, max: 1_440, empty: null });
  const temperatureC = reader.decimal("temperature", form.temperature, { min: -40, max: 300 });
  const ingredientNames = form.ingredientNames
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  for (const name of ingredientNames) {
    if (knownNames.includes(name)) continue;
    report(form.key, "ingredientNames", { code: "ingredient-unknown", data: { value: name } });
  }
  if (stepNumber === null || instruction === null) return null;
  return {
    stepNumber,
    instruction,
    ...(minutes === null ? {} : { durationMs: minutes * MINUTE_MS }),
    ...(temperatureC === null ? {} : { temperatureC }),
    isControlPoint: form.isControlPoint,
    ingredientNames,
  };
}
