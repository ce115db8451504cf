/**
 * A day plan as people write it, in the editor or in a file: every field is text until `plan-check.ts` has read it. Each
 * form has a key; a problem names the key and the field, so the editor puts it beside the field and the file's report
 * beside the row.
 */

export type PortionFieldName = "small" | "large" | "toddler" | "maternal";
export const PORTION_FIELD_NAMES: readonly PortionFieldName[] = ["small", "large", "toddler", "maternal"];
export type PortionFields = Readonly<Record<PortionFieldName, string>>;
export const NO_PORTION_FIELDS: PortionFields = { small: "", large: "", toddler: "", maternal: "" };

export interface IngredientForm extends PortionFields {
  readonly key: string;
  readonly name: string;
  /** `g`, `ml` or `pcs`. Amounts are for 100 portions of each profile. */
  readonly unit: string;
}

export interface StepForm {
  readonly key: string;
  readonly number: string;
  readonly instruction: string;
  readonly minutes: string;
  readonly temperature: string;
  readonly isControlPoint: boolean;
  /** Names of the dish's ingredients, separated by commas. */
  readonly ingredientNames: string;
}

export interface DishForm extends PortionFields {
  readonly key: string;
  /** The dish run this form changes; null for a new one. */
  readonly dishRunId: string | null;
  readonly dishName: string;
  readonly wallName: string;
  readonly recipeCode: string;
  readonly recipeVersion: string;
  readonly component: string;
  readonly holdClass: string;
  readonly temperatureClass: string;
  readonly coreTemperatureMin: string;
  readonly standardMinutes: string;
  readonly start: string;
  readonly finish: string;
  /** Staff code of who leads this dish; empty for nobody of its own. */
  readonly leadCook: string;
  readonly ingredients: readonly IngredientForm[];
  readonly steps: readonly StepForm[];
  /** Target mass of one filled portion, kept as read. */
  readonly targets: PortionFields;
}

export interface PointForm extends PortionFields {
  readonly key: string;
  readonly pointId: string | null;
  readonly code: string;
  readonly name: string;
  readonly wallName: string;
  readonly category: string;
  readonly departure: string;
  readonly travelMinutes: string;
  readonly specialPacks: string;
}

/** One kloter. Portions left empty are the sum of its points. */
export interface KloterForm extends PortionFields {
  readonly key: string;
  /** The batch this form changes; null for a new one. */
  readonly batchId: string | null;
  readonly label: string;
  readonly wave: string;
  readonly preparation: string;
  readonly specialPacks: string;
  /** Staff code of who leads the whole kloter, and codes of its team separated by commas; assigned with a plan, not changed. */
  readonly leadCook: string;
  readonly team: string;
  readonly dishes: readonly DishForm[];
  readonly points: readonly PointForm[];
}

/** No amount at all: the kitchen knows the ingredient and not how much of it. One amount alone is a slip. */
export function isAmountUnknown(line: IngredientForm): boolean {
  return PORTION_FIELD_NAMES.every((name) => line[name].trim() === "");
}

export const EMPTY_INGREDIENT: Omit<IngredientForm, "key"> = { ...NO_PORTION_FIELDS, name: "", unit: "g" };
export const EMPTY_STEP: Omit<StepForm, "key"> = {
  number: "",
  instruction: "",
  minutes: "",
  temperature: "",
  isControlPoint: false,
  ingredientNames: "",
};
export const EMPTY_DISH: Omit<DishForm, "key"> = {
  ...NO_PORTION_FIELDS,
  dishRunId: null,
  dishName: "",
  wallName: "",
  recipeCode: "",
  recipeVersion: "",
  component: "",
  holdClass: "",
  temperatureClass: "",
  coreTemperatureMin: "",
  standardMinutes: "",
  start: "",
  finish: "",
  leadCook: "",
  ingredients: [],
  steps: [],
  targets: NO_PORTION_FIELDS,
};
export const EMPTY_POINT: Omit<PointForm, "key"> = {
  ...NO_PORTION_FIELDS,
  pointId: null,
  code: "",
  name: "",
  wallName: "",
  category: "",
  departure: "",
  travelMinutes: "",
  specialPacks: "",
};
export const EMPTY_KLOTER: Omit<KloterForm, "key"> = {
  ...NO_PORTION_FIELDS,
  batchId: null,
  label: "",
  wave: "early",
  preparation: "",
  specialPacks: "",
  leadCook: "",
  team: "",
  dishes: [],
  points: [],
};
