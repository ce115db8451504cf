import type { Allergen, FoodCategory } from "#kernel/food-words.ts";
import { amountOf, quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import { figureOfCell } from "#domains/menu/food-cell.ts";
import { FOOD_NAME_MAX_COUNT, INGREDIENT_CODE_PATTERN } from "#domains/menu/ingredient-rules.ts";
import type { IngredientFields, Nutrition } from "#domains/menu/ingredient-values.ts";
import { NUTRIENT_MAX, NUTRIENTS, type FoodForm, type Nutrient, type NutritionBasis } from "#domains/menu/nutrients.ts";

/** A food as the form holds it: text until it is read. What is left empty is unknown. */
export interface FoodFields {
  readonly ingredientCode: string;
  readonly name: string;
  readonly category: FoodCategory;
  readonly baseUnit: BaseUnit;
  /** Percent. */
  readonly edible: string;
  readonly loss: string;
  readonly massPerPieceG: string;
  readonly massPerLitreG: string;
  readonly roundTo: string;
  /** Per kilogram, litre or piece. */
  readonly priceIdr: string;
  readonly per: NutritionBasis;
  readonly form: FoodForm;
  readonly source: string;
  readonly figures: Readonly<Record<Nutrient, string>>;
  readonly small: string;
  readonly large: string;
  readonly allergens: readonly Allergen[];
}

export type FoodProblemCode =
  | "required"
  | "too-long"
  | "code"
  | "number"
  | "whole"
  | "edible"
  | "loss"
  | "mass"
  | "piece"
  | "too-large";
export type FoodFieldName =
  | Exclude<keyof FoodFields, "figures" | "allergens" | "category" | "baseUnit" | "form">
  | Nutrient;
export type FoodProblems = Readonly<Partial<Record<FoodFieldName, FoodProblemCode>>>;

const NO_FIGURES = Object.fromEntries(NUTRIENTS.map((nutrient) => [nutrient, ""])) as Record<Nutrient, string>; // every one of the list

export const EMPTY_FOOD: FoodFields = {
  ingredientCode: "",
  name: "",
  category: "other",
  baseUnit: "g",
  edible: "",
  loss: "1",
  massPerPieceG: "",
  massPerLitreG: "",
  roundTo: "1",
  priceIdr: "",
  per: "100-g",
  form: "raw",
  source: "",
  figures: NO_FIGURES,
  small: "",
  large: "",
  allergens: [],
};

/** A standard is kept for this many portions, as recipe lines are. */
const STANDARD_PORTION_COUNT = 100;
/** A price is told for a kilogram, a litre or a piece. */
const PRICE_AMOUNT: Readonly<Record<BaseUnit, number>> = { g: 1_000, ml: 1_000, pcs: 1 };
/** More of anything is a slip of the keyboard. */
const WHOLE_MAX = 100_000_000;

/** A food as it is, as text to be changed. */
export function formOfFood(fields: IngredientFields): FoodFields {
  const text = (value: number | undefined) => (value === undefined ? "" : String(value).replace(".", ","));
  const { nutrition, referencePrice, portionStandard } = fields;
  const pricePer =
    referencePrice === undefined
      ? undefined
      : Math.round((referencePrice.amountIdr * PRICE_AMOUNT[fields.baseUnit]) / amountOf(referencePrice.per));
  return {
    ingredientCode: fields.ingredientCode,
    name: fields.name,
    category: fields.category,
    baseUnit: fields.baseUnit,
    edible: text(fields.edibleBp === undefined ? undefined : fields.edibleBp / 100),
    loss: text(fields.lossFactorBp / 10_000),
    massPerPieceG: text(fields.massPerPieceG),
    massPerLitreG: text(fields.massPerLitreG),
    roundTo: text(amountOf(fields.roundTo)),
    priceIdr: text(pricePer),
    per: nutrition?.per ?? "100-g",
    form: nutrition?.form ?? "raw",
    source: nutrition?.source ?? "",
    figures: Object.fromEntries(
      NUTRIENTS.map((nutrient) => [nutrient, text(nutrition?.[nutrient])]),
    ) as FoodFields["figures"], // every one of the list
    small: text(portionStandard === undefined ? undefined : amountOf(portionStandard.small) / STANDARD_PORTION_COUNT),
    large: text(portionStandard === undefined ? undefined : amountOf(portionStandard.large) / STANDARD_PORTION_COUNT),
    allergens: fields.allergens,
  };
}

type FoodRead =
  | { readonly isGood: true; readonly fields: IngredientFields }
  | { readonly isGood: false; readonly problems: FoodProblems };

/** What the kitchen is told, or what is wrong with which field. Whoever saves has looked at the allergens. */
export function foodOfForm(form: FoodFields): FoodRead {
  const reader = createFieldReader();
  const { figure, whole, wrong } = reader;
  const { ingredientCode, name } = namesOf(form, wrong);
  const edible = figure("edible", form.edible);
  if (edible !== undefined && (edible < 1 || edible > 100)) wrong("edible", "edible");
  const loss = figure("loss", form.loss) ?? 0;
  if (loss < 0.1 || loss > 5) wrong("loss", "loss");
  const massPerPieceG = whole("massPerPieceG", form.massPerPieceG);
  const massPerLitreG = whole("massPerLitreG", form.massPerLitreG);
  const roundTo = whole("roundTo", form.roundTo) ?? 0;
  if (roundTo === 0) wrong("roundTo", "required");
  const priceIdr = whole("priceIdr", form.priceIdr);
  const nutrition = nutritionOf(form, reader);
  const isWeighed = form.baseUnit === "g" || (form.baseUnit === "pcs" ? massPerPieceG : massPerLitreG) !== undefined;
  if (nutrition?.per === "100-g" && !isWeighed) {
    wrong(form.baseUnit === "pcs" ? "massPerPieceG" : "massPerLitreG", "mass");
  }
  if (nutrition?.per === "piece" && form.baseUnit !== "pcs") wrong("per", "piece");
  const portionStandard = standardOf(form, reader);
  const problems = reader.problems();
  if (Object.keys(problems).length > 0) return { isGood: false, problems };
  const { category, baseUnit, allergens } = form;
  return {
    isGood: true,
    fields: {
      ingredientCode,
      name,
      category,
      baseUnit,
      ...(edible !== undefined && { edibleBp: Math.round(edible * 100) }),
      lossFactorBp: Math.round(loss * 10_000),
      ...(massPerPieceG !== undefined && { massPerPieceG }),
      ...(massPerLitreG !== undefined && { massPerLitreG }),
      roundTo: quantityOf(baseUnit, roundTo),
      ...(nutrition !== undefined && { nutrition }),
      allergens: [...allergens],
      allergenBasis: "checked",
      ...(priceIdr !== undefined && {
        referencePrice: { amountIdr: priceIdr, per: quantityOf(baseUnit, PRICE_AMOUNT[baseUnit]) },
      }),
      ...(portionStandard !== undefined && { portionStandard }),
    },
  };
}

/** Reads fields, remembering the first thing wrong with each. */
function createFieldReader() {
  const problems: Partial<Record<FoodFieldName, FoodProblemCode>> = {};
  function wrong(name: FoodFieldName, code: FoodProblemCode): void {
    problems[name] ??= code;
  }
  function figure(name: FoodFieldName, written: string): number | undefined {
    const read = figureOfCell(written);
    if (!read.ok || read.value.note !== null) wrong(name, "number");
    return read.ok ? (read.value.value ?? undefined) : undefined;
  }
  /** Points group thousands here. */
  function whole(name: FoodFieldName, written: string): number | undefined {
    const value = figure(name, written.replaceAll(".", ""));
    if (value !== undefined && (!Number.isSafeInteger(value) || value <= 0)) wrong(name, "whole");
    if (value !== undefined && value > WHOLE_MAX) wrong(name, "too-large");
    return value;
  }
  return { wrong, figure, whole, problems: (): FoodProblems => problems };
}
type FieldReader = ReturnType<typeof createFieldReader>;

function namesOf(form: FoodFields, wrong: FieldReader["wrong"]) {
  const ingredientCode = form.ingredientCode.trim();
  const name = form.name.trim();
  if (ingredientCode === "") wrong("ingredientCode", "required");
  else if (!INGREDIENT_CODE_PATTERN.test(ingredientCode)) wrong("ingredientCode", "code");
  if (name === "") wrong("name", "required");
  if (name.length > FOOD_NAME_MAX_COUNT) wrong("name", "too-long");
  return { ingredientCode, name };
}

/** Both amounts or neither, kept for a hundred portions. */
function standardOf({ small, large, baseUnit }: FoodFields, { figure, wrong }: FieldReader) {
  const smallAmount = figure("small", small);
  const largeAmount = figure("large", large);
  if (smallAmount === 0) wrong("small", "number");
  if (largeAmount === 0) wrong("large", "number");
  if (smallAmount !== undefined && largeAmount === undefined) wrong("large", "required");
  if (largeAmount !== undefined && smallAmount === undefined) wrong("small", "required");
  if (smallAmount === undefined || largeAmount === undefined) return undefined;
  const for100 = (portion: number) => quantityOf(baseUnit, Math.round(portion * STANDARD_PORTION_COUNT));
  return { small: for100(smallAmount), large: for100(largeAmount) };
}

/** The figures that were filled in; none at all is no nutrition. */
function nutritionOf(form: FoodFields, read: FieldReader): Nutrition | undefined {
  const figures = NUTRIENTS.flatMap((nutrient) => {
    const value = read.figure(nutrient, form.figures[nutrient]);
    if (value === undefined) return [];
    if (value > NUTRIENT_MAX[nutrient]) read.wrong(nutrient, "too-large");
    return [[nutrient, value] as const];
  });
  if (figures.length === 0) return undefined;
  const source = form.source.trim();
  if (source === "") read.wrong("source", "required");
  if (source.length > 80) read.wrong("source", "too-long");
  return { per: form.per, form: form.form, source, ...Object.fromEntries(figures) };
}
