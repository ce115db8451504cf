import type { PortionCounts, Quantity } from "#kernel/quantity.ts";
import { MINUTE_MS, type TimeZone } from "#kernel/time.ts";
import type {
  PlannedDish,
  PlannedDishRun,
  PlannedIngredient,
  PlannedPoint,
  PlannedStep,
} from "#domains/production/plan.ts";
import type { BatchRow } from "#domains/production/queries.ts";
import { clockText } from "./field-reader.ts";
import {
  EMPTY_INGREDIENT,
  NO_PORTION_FIELDS,
  type DishForm,
  type IngredientForm,
  type KloterForm,
  type PointForm,
  type PortionFields,
  type StepForm,
} from "./plan-form.ts";

/** What of a planned batch its form shows. */
export type PlannedOfBatch = Pick<
  BatchRow,
  | "batchId"
  | "label"
  | "wave"
  | "plannedPreparationAtMs"
  | "portionCounts"
  | "specialPackCount"
  | "plannedDishRuns"
  | "points"
>;

/** A planned batch as the form that would have made it; keys follow from ids, so two forms of one batch can be compared. */
export function formFromBatch(batch: PlannedOfBatch, timeZone: TimeZone): KloterForm {
  return {
    key: "kloter",
    batchId: batch.batchId,
    label: batch.label,
    wave: batch.wave,
    preparation: clockText(batch.plannedPreparationAtMs, timeZone),
    specialPacks: String(batch.specialPackCount),
    // Who is assigned stands in the kloter's own list.
    leadCook: "",
    team: "",
    ...portionTexts(batch.portionCounts),
    dishes: batch.plannedDishRuns.map((run) => dishForm(run, batch.portionCounts, timeZone)),
    points: batch.points.map((point) => pointForm(point, timeZone)),
  };
}

/** The dishes of a planned batch as new ones, for another kloter of the same day. */
export function copiedDishes(batch: PlannedOfBatch, timeZone: TimeZone, makeKey: () => string): readonly DishForm[] {
  return batch.plannedDishRuns.map((run) => ({
    ...dishForm(run, run.portionCounts, timeZone),
    key: makeKey(),
    dishRunId: null,
  }));
}

/** The dishes an approved menu gives; when each is cooked is still to be written. */
export function dishesFromMenu(dishes: readonly PlannedDish[], makeKey: () => string): readonly DishForm[] {
  return dishes.map((dish) => ({
    ...dishTexts(dish, makeKey()),
    dishRunId: null,
    start: "",
    finish: "",
    leadCook: "",
    ...NO_PORTION_FIELDS,
  }));
}

function dishForm(run: PlannedDishRun, batchCounts: PortionCounts, timeZone: TimeZone): DishForm {
  const isWhole = JSON.stringify(run.portionCounts) === JSON.stringify(batchCounts);
  return {
    ...dishTexts(run, run.dishRunId),
    dishRunId: run.dishRunId,
    start: clockText(run.plannedStartAtMs, timeZone),
    finish: clockText(run.plannedFinishAtMs, timeZone),
    leadCook: "",
    ...(isWhole ? NO_PORTION_FIELDS : portionTexts(run.portionCounts)),
  };
}

/** What a dish is, whoever cooks it when. */
function dishTexts(dish: PlannedDish, key: string) {
  const { portionTargets: targets } = dish;
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    key,
    dishName: dish.dishName,
    wallName: dish.wallName,
    recipeCode: dish.recipeCode,
    recipeVersion: String(dish.recipeVersion),
    component: dish.component,
    holdClass: dish.holdClass,
    temperatureClass: dish.temperatureClass,
    coreTemperatureMin: text(dish.coreTemperatureMinC).replace(".", ","),
    standardMinutes: String(Math.round(dish.standardDurationMs / MINUTE_MS)),
    ingredients: dish.ingredients.map((line, index) => ingredientForm(line, `${key}/i${index}`)),
    steps: dish.steps.map((step, index) => stepForm(step, `${key}/s${index}`)),
    targets: {
      small: text(targets?.smallG),
      large: text(targets?.largeG),
      toddler: text(targets?.toddlerG),
      maternal: text(targets?.maternalG),
    },
  };
}

function ingredientForm(line: PlannedIngredient, key: string): IngredientForm {
  if (line.quantities === null) return { ...EMPTY_INGREDIENT, key, name: line.name };
  const { small, large, toddler, maternal } = line.quantities;
  return {
    key,
    name: line.name,
    unit: small.unit,
    small: amountText(small),
    large: amountText(large),
    toddler: toddler === undefined ? "" : amountText(toddler),
    maternal: maternal === undefined ? "" : amountText(maternal),
  };
}

function amountText(quantity: Quantity): string {
  switch (quantity.unit) {
    case "g":
      return String(quantity.massG);
    case "ml":
      return String(quantity.volumeMl);
    case "pcs":
      return String(quantity.pieceCount);
  }
}

function stepForm(step: PlannedStep, key: string): StepForm {
  return {
    key,
    number: String(step.stepNumber),
    instruction: step.instruction,
    minutes: step.durationMs === undefined ? "" : String(Math.round(step.durationMs / MINUTE_MS)),
    temperature: step.temperatureC === undefined ? "" : String(step.temperatureC).replace(".", ","),
    isControlPoint: step.isControlPoint,
    ingredientNames: step.ingredientNames.join(", "),
  };
}

function pointForm(point: PlannedPoint, timeZone: TimeZone): PointForm {
  return {
    key: point.pointId,
    pointId: point.pointId,
    code: point.pointCode,
    name: point.name,
    wallName: point.wallName,
    category: point.recipientCategory ?? "",
    departure: clockText(point.departureAtMs, timeZone),
    travelMinutes: String(Math.round(point.travelMs / MINUTE_MS)),
    specialPacks: String(point.specialPackCount),
    ...portionTexts(point.portionCounts),
  };
}

function portionTexts(counts: PortionCounts): PortionFields {
  return {
    small: String(counts.smallCount),
    large: String(counts.largeCount),
    toddler: String(counts.toddlerCount),
    maternal: String(counts.maternalCount),
  };
}
