import type { IngredientId, RecipeId } from "#domains/menu/ids.ts";
import type { RecipeContent, RecipeInput, RecipeLineInput, RecipeStep } from "#domains/menu/recipe-values.ts";
import { PORTION_PROFILES, type PortionProfile } from "#kernel/food-words.ts";
import { amountOf, quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import type { IngredientRow } from "#domains/menu/ingredient-queries.ts";
import { MINUTE_MS } from "#kernel/time.ts";

type PortionStandard = NonNullable<IngredientRow["portionStandard"]>;

/** A recipe as it is typed, and what is wrong with it before the kitchen is asked. */

export interface LineForm {
  readonly key: string;
  readonly source:
    | { readonly kind: "ingredient"; readonly ingredientId: IngredientId }
    | { readonly kind: "recipe"; readonly recipeId: RecipeId };
  readonly name: string;
  readonly unit: BaseUnit;
  /** Typed amounts for 100 portions. */
  readonly amounts: Readonly<Record<PortionProfile, string>>;
  readonly audience: RecipeLineInput["audience"];
  readonly retentions: RecipeLineInput["retentions"];
  readonly isOptional: boolean;
}

/** What a new line starts from: the kitchen's usual amounts of the food where it has any, in their unit. */
export function newLineAmounts(unit: BaseUnit, standard: PortionStandard | null): Pick<LineForm, "unit" | "amounts"> {
  if (standard === null) return { unit, amounts: { small: "", large: "", toddler: "", maternal: "" } };
  const { small, large } = standard;
  return {
    unit: small.unit,
    amounts: { small: String(amountOf(small)), large: String(amountOf(large)), toddler: "", maternal: "" },
  };
}

export interface StepForm {
  readonly key: string;
  readonly instruction: string;
  readonly minutes: string;
  readonly temperature: string;
  readonly isControlPoint: boolean;
  readonly equipmentKind: RecipeStep["equipmentKind"];
  readonly ingredientIds: readonly IngredientId[];
}

export interface RecipeFields {
  readonly dishName: string;
  readonly wallName: string;
  readonly recipeCode: string;
  readonly component: RecipeInput["component"];
  readonly holdClass: RecipeInput["holdClass"];
  readonly temperatureClass: RecipeInput["temperatureClass"];
  readonly core: string;
  readonly minutes: string;
  readonly isHalal: boolean;
  readonly targetSmall: string;
  readonly targetLarge: string;
  /** What this screen does not ask for, kept as it was. */
  readonly otherTargets: { readonly toddlerG?: number | undefined; readonly maternalG?: number | undefined };
  readonly lines: readonly LineForm[];
  readonly steps: readonly StepForm[];
}

export const EMPTY_RECIPE: RecipeFields = {
  dishName: "",
  wallName: "",
  recipeCode: "",
  component: "staple",
  holdClass: "rice",
  temperatureClass: "hot",
  core: "",
  minutes: "",
  isHalal: true,
  targetSmall: "",
  targetLarge: "",
  otherTargets: {},
  lines: [],
  steps: [],
};

export type RecipeProblem = "required" | "number" | "code" | "amount" | "whole";
/** By field; a line's or a step's is `line:<key>`, `step:<key>`. */
export type RecipeProblems = Readonly<Record<string, RecipeProblem>>;

export function formOfRecipe(recipe: RecipeContent, lineNames: readonly string[]): RecipeFields {
  const text = (value: number | undefined) => (value === undefined ? "" : String(value).replace(".", ","));
  const { portionTargets } = recipe;
  return {
    dishName: recipe.dishName,
    wallName: recipe.wallName,
    recipeCode: recipe.recipeCode,
    component: recipe.component,
    holdClass: recipe.holdClass,
    temperatureClass: recipe.temperatureClass,
    core: text(recipe.coreTemperatureMinC),
    minutes: text(recipe.standardDurationMs / MINUTE_MS),
    isHalal: recipe.isHalal,
    targetSmall: text(portionTargets?.smallG),
    targetLarge: text(portionTargets?.largeG),
    otherTargets: { toddlerG: portionTargets?.toddlerG, maternalG: portionTargets?.maternalG },
    lines: recipe.lines.map((line, index) => ({
      key: `saved-${String(index)}`,
      source: line.source,
      name: lineNames[index] ?? "",
      unit: line.quantities.small.unit,
      amounts: {
        small: text(amountOf(line.quantities.small)),
        large: text(amountOf(line.quantities.large)),
        toddler: line.quantities.toddler === undefined ? "" : text(amountOf(line.quantities.toddler)),
        maternal: line.quantities.maternal === undefined ? "" : text(amountOf(line.quantities.maternal)),
      },
      audience: line.audience,
      retentions: line.retentions,
      isOptional: line.isOptional,
    })),
    steps: recipe.steps.map((step, index) => ({
      key: `saved-${String(index)}`,
      instruction: step.instruction,
      minutes: step.durationMs === undefined ? "" : text(step.durationMs / MINUTE_MS),
      temperature: text(step.temperatureC),
      isControlPoint: step.isControlPoint,
      equipmentKind: step.equipmentKind,
      ingredientIds: step.ingredientIds,
    })),
  };
}

type Read = { readonly recipe: RecipeInput } | { readonly problems: RecipeProblems };

/** The recipe as the kitchen takes it, or what is wrong by field. Amounts left out are the kitchen's to refuse by name. */
export function recipeOfForm(fields: RecipeFields): Read {
  const problems: Record<string, RecipeProblem> = {};
  const needed = (name: string, text: string) => {
    if (text.trim() === "") problems[name] = "required";
    return text.trim();
  };
  const decimal = (name: string, text: string): number | undefined => {
    if (text.trim() === "") return undefined;
    const value = Number(text.trim().replace(",", "."));
    if (Number.isFinite(value) && value >= 0) return value;
    problems[name] = "number";
    return undefined;
  };
  const whole = (name: string, text: string): number | undefined => {
    const value = decimal(name, text.replaceAll(".", ""));
    if (value === undefined || Number.isInteger(value)) return value;
    problems[name] = "whole";
    return undefined;
  };
  const recipeCode = needed("recipeCode", fields.recipeCode).toUpperCase();
  if (recipeCode !== "" && !/^[A-Z0-9][A-Z0-9-]{0,31}$/.test(recipeCode)) problems["recipeCode"] = "code";
  const core = decimal("core", fields.core);
  const minutes = decimal("minutes", needed("minutes", fields.minutes));
  const smallG = whole("targetSmall", fields.targetSmall);
  const largeG = whole("targetLarge", fields.targetLarge);
  if ((smallG === undefined) !== (largeG === undefined)) problems["targetLarge"] ??= "amount";
  const { toddlerG, maternalG } = fields.otherTargets;
  const recipe: RecipeInput = {
    recipeCode,
    dishName: needed("dishName", fields.dishName),
    wallName: needed("wallName", fields.wallName),
    component: fields.component,
    holdClass: fields.holdClass,
    temperatureClass: fields.temperatureClass,
    ...(core !== undefined && { coreTemperatureMinC: core }),
    standardDurationMs: Math.round((minutes ?? 0) * MINUTE_MS),
    isHalal: fields.isHalal,
    ...(smallG !== undefined &&
      largeG !== undefined && {
        portionTargets: {
          smallG,
          largeG,
          ...(toddlerG !== undefined && { toddlerG }),
          ...(maternalG !== undefined && { maternalG }),
        },
      }),
    lines: fields.lines.map((line) => lineOfForm(line, whole)),
    steps: fields.steps.map((step, index) => stepOfForm(step, index, { needed, decimal })),
  };
  return Object.keys(problems).length === 0 ? { recipe } : { problems };
}

function lineOfForm(
  line: LineForm,
  whole: (name: string, text: string) => number | undefined,
): RecipeInput["lines"][number] {
  const entries = PORTION_PROFILES.flatMap((profile) => {
    const amount = whole(`line:${line.key}`, line.amounts[profile]);
    return amount === undefined ? [] : [[profile, quantityOf(line.unit, amount)] as const];
  });
  const { source } = line;
  return {
    // A saved line also says which version it took; the kitchen takes the newest.
    source:
      source.kind === "ingredient"
        ? { kind: "ingredient", ingredientId: source.ingredientId }
        : { kind: "recipe", recipeId: source.recipeId },
    quantities: Object.fromEntries(entries),
    ...(line.audience !== undefined && { audience: line.audience }),
    retentions: line.retentions,
    isOptional: line.isOptional,
  };
}

function stepOfForm(
  step: StepForm,
  index: number,
  read: {
    readonly needed: (name: string, text: string) => string;
    readonly decimal: (name: string, text: string) => number | undefined;
  },
): RecipeStep {
  const name = `step:${step.key}`;
  const minutes = read.decimal(name, step.minutes);
  const temperatureC = read.decimal(name, step.temperature);
  return {
    stepNumber: index + 1,
    instruction: read.needed(name, step.instruction),
    ...(minutes !== undefined && { durationMs: Math.round(minutes * MINUTE_MS) }),
    ...(temperatureC !== undefined && { temperatureC }),
    ...(step.equipmentKind !== undefined && { equipmentKind: step.equipmentKind }),
    isControlPoint: step.isControlPoint,
    ingredientIds: [...step.ingredientIds],
  };
}
