import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import type {
  CheckKind,
  CheckOutcome,
  DishScores,
  HygieneItem,
  IncomingCondition,
  Severity,
  SubstanceResult,
} from "./values.ts";
import { TASTING_ATTRIBUTES, type TastingAttribute } from "./vocabulary.ts";

/** How one observation is judged: by a limit, a score, a list. Pure, free of zod, shared with the forms. */

export type TemperatureClass = "hot" | "hot-rich" | "cold" | "ambient";

/** A figure a setting gave, with the version that goes into the event. */
export interface Figure {
  readonly value: number;
  readonly version: number;
}

export interface CoreLimit {
  readonly limitC: number;
  readonly limitVersion: number;
  readonly isRecipeLimit: boolean;
}

export interface HoldingLimit {
  readonly limitKind: "min" | "max";
  readonly limitC: number;
  readonly limitVersion: number;
}

export interface HoldingFigures {
  readonly hotMinC: Figure;
  readonly hotRichMinC: Figure;
  readonly coldMaxC: Figure;
}

export interface CoolingFigures {
  readonly firstMaxC: Figure;
  readonly firstWithinMs: Figure;
  readonly finalMaxC: Figure;
  readonly finalWithinMs: Figure;
}

export interface IncomingFigures {
  readonly frozenMaxC: Figure;
  readonly meatMaxC: Figure;
  readonly riceMoistureMaxBp: Figure;
}

export interface IncomingLimits {
  readonly temperature: { readonly limitC: number; readonly limitVersion: number } | null;
  readonly moisture: { readonly moistureMaxBp: number; readonly moistureMaxVersion: number } | null;
}

/** What goods must not be above when they come in: frozen things, chilled meat, fish, eggs and milk; moisture of staples. */
export function incomingLimitsOf(
  goods: { readonly category: FoodCategory; readonly storageKind: StorageKind },
  figures: IncomingFigures,
): IncomingLimits {
  const { category, storageKind } = goods;
  const isChilledMeat = storageKind === "chilled" && (category === "animal-protein" || category === "dairy");
  const figure = storageKind === "frozen" ? figures.frozenMaxC : isChilledMeat ? figures.meatMaxC : null;
  const { value, version } = figures.riceMoistureMaxBp;
  return {
    temperature: figure === null ? null : { limitC: figure.value, limitVersion: figure.version },
    moisture: category === "staple" ? { moistureMaxBp: value, moistureMaxVersion: version } : null,
  };
}

/** Only what looks good and lies within its limits passes; moisture counts where somebody measured it. */
export function incomingOutcome(
  reading: {
    readonly temperatureC?: number | undefined;
    readonly moistureBp?: number | undefined;
    readonly condition: IncomingCondition;
  },
  { temperature, moisture }: IncomingLimits,
): CheckOutcome {
  const isTooWarm =
    temperature !== null && reading.temperatureC !== undefined && reading.temperatureC > temperature.limitC;
  const isTooWet = moisture !== null && reading.moistureBp !== undefined && reading.moistureBp > moisture.moistureMaxBp;
  return reading.condition === "good" && !isTooWarm && !isTooWet ? "pass" : "fail";
}

/** Whether a dish must reach a core temperature: food served hot. */
export function needsCoreTemperature(temperatureClass: TemperatureClass): boolean {
  return temperatureClass === "hot" || temperatureClass === "hot-rich";
}

/** The core limit of a dish: the kitchen's, or the recipe's where that is stricter. Null for cold and ambient food. */
export function coreLimitOf(
  dish: { readonly temperatureClass: TemperatureClass; readonly coreTemperatureMinC: number | null },
  coreMinC: Figure,
): CoreLimit | null {
  if (!needsCoreTemperature(dish.temperatureClass)) return null;
  const isRecipeLimit = dish.coreTemperatureMinC !== null && dish.coreTemperatureMinC > coreMinC.value;
  const limitC = dish.coreTemperatureMinC !== null && isRecipeLimit ? dish.coreTemperatureMinC : coreMinC.value;
  return { limitC, limitVersion: coreMinC.version, isRecipeLimit };
}

/** What food of a class must be held at until it is eaten; null for ambient food. */
export function holdingLimitOf(temperatureClass: TemperatureClass, figures: HoldingFigures): HoldingLimit | null {
  switch (temperatureClass) {
    case "hot":
      return { limitKind: "min", limitC: figures.hotMinC.value, limitVersion: figures.hotMinC.version };
    case "hot-rich":
      return { limitKind: "min", limitC: figures.hotRichMinC.value, limitVersion: figures.hotRichMinC.version };
    case "cold":
      return { limitKind: "max", limitC: figures.coldMaxC.value, limitVersion: figures.coldMaxC.version };
    case "ambient":
      return null;
  }
}

/**
 * The dishes a reading of the whole batch stands for: its hot ones, or its cold ones when none is hot. Empty when nothing
 * of the batch has a holding limit.
 */
export function dishesHeldTogether<Dish extends { readonly temperatureClass: TemperatureClass }>(
  dishes: readonly Dish[],
): readonly Dish[] {
  const hot = dishes.filter((dish) => needsCoreTemperature(dish.temperatureClass));
  return hot.length > 0 ? hot : dishes.filter((dish) => dish.temperatureClass === "cold");
}

/** The strictest holding limit of dishes held together. */
export function strictestHoldingLimit(
  dishes: readonly { readonly temperatureClass: TemperatureClass }[],
  figures: HoldingFigures,
): HoldingLimit | null {
  let strictest: HoldingLimit | null = null;
  for (const dish of dishesHeldTogether(dishes)) {
    const limit = holdingLimitOf(dish.temperatureClass, figures);
    if (limit === null) continue;
    if (strictest === null || (limit.limitKind === "min" && limit.limitC > strictest.limitC)) strictest = limit;
  }
  return strictest;
}

/** What the cooling curve asks at a time after the end of cooking; null while its first part still runs. */
export function coolingLimitOf(
  sinceCookedMs: number,
  figures: CoolingFigures,
): { readonly limitC: number; readonly limitVersion: number } | null {
  if (sinceCookedMs >= figures.finalWithinMs.value) {
    return { limitC: figures.finalMaxC.value, limitVersion: figures.finalMaxC.version };
  }
  if (sinceCookedMs >= figures.firstWithinMs.value) {
    return { limitC: figures.firstMaxC.value, limitVersion: figures.firstMaxC.version };
  }
  return null;
}

/** The reading that counts: the lowest against a minimum, the highest against a maximum. */
export function worstReading(readingsC: readonly number[], limitKind: "min" | "max"): number {
  return limitKind === "min" ? Math.min(...readingsC) : Math.max(...readingsC);
}

export function temperatureOutcome(
  valueC: number,
  limit: { readonly limitKind: "min" | "max"; readonly limitC: number },
): CheckOutcome {
  return (limit.limitKind === "min" ? valueC >= limit.limitC : valueC <= limit.limitC) ? "pass" : "fail";
}

/** Within this of the limit a good reading is shown as near it (house rule). */
export const TEMPERATURE_NEAR_C = 2;

export type TemperatureState = "within" | "near" | "below" | "above";

/** How a reading stands to its limit, for the screens: "Dalam batas", "Mendekati batas", "DI BAWAH / DI ATAS BATAS". */
export function temperatureState(
  valueC: number,
  limit: { readonly limitKind: "min" | "max"; readonly limitC: number },
): TemperatureState {
  if (temperatureOutcome(valueC, limit) === "fail") return limit.limitKind === "min" ? "below" : "above";
  return Math.abs(valueC - limit.limitC) < TEMPERATURE_NEAR_C ? "near" : "within";
}

export type TastingFault =
  | { readonly code: "score-missing"; readonly dishRunId: string; readonly attribute: TastingAttribute }
  | { readonly code: "score-too-low"; readonly dishRunId: string; readonly minPoints: number; readonly points: number };

/** A dish as the tasting form holds it while it is filled in. */
export type DraftDishScores = Pick<DishScores, "dishRunId"> & {
  readonly [Attribute in TastingAttribute]?: number | undefined;
};

/** What keeps a tasting from being saved: a score left out, or a verdict "safe" over a score below the minimum. */
export function tastingFault(
  dishes: readonly DraftDishScores[],
  verdict: "safe" | "unsafe",
  scoresMinPoints: number,
): TastingFault | null {
  for (const dish of dishes) {
    for (const attribute of TASTING_ATTRIBUTES) {
      if (dish[attribute] === undefined) return { code: "score-missing", dishRunId: dish.dishRunId, attribute };
    }
  }
  if (verdict === "unsafe") return null;
  for (const dish of dishes) {
    const points = lowestScorePoints(dish);
    if (points < scoresMinPoints) {
      return { code: "score-too-low", dishRunId: dish.dishRunId, minPoints: scoresMinPoints, points };
    }
  }
  return null;
}

export function lowestScorePoints(dish: DraftDishScores): number {
  return Math.min(...TASTING_ATTRIBUTES.map((attribute) => dish[attribute] ?? 0));
}

export function rapidTestOutcome(substances: readonly SubstanceResult[]): CheckOutcome {
  return substances.some((substance) => substance.outcome === "positive") ? "fail" : "pass";
}

/** Share of items met, in basis points. */
export function hygieneScoreBp(items: readonly HygieneItem[]): number {
  if (items.length === 0) return 0;
  return Math.floor((items.filter((item) => item.isMet).length * 10_000) / items.length);
}

/** How serious a failed check is, and whether it holds the batch (DOMAIN.md §4.9 and §4.12). */
export interface FailedCheckConsequence {
  readonly severity: Severity;
  readonly isHolding: boolean;
}

/** Null: a low core reading of a dish that still cooks is no deviation, cook on. */
export function consequenceOfFailedCheck(
  checkKind: CheckKind,
  options: { readonly isWhileCooking: boolean },
): FailedCheckConsequence | null {
  switch (checkKind) {
    case "core-temperature":
      return options.isWhileCooking ? null : { severity: "high", isHolding: false };
    case "holding-temperature":
      return { severity: "high", isHolding: true };
    case "tasting":
    case "rapid-test":
      return { severity: "critical", isHolding: true };
    case "foreign-object":
      return { severity: "high", isHolding: true };
    case "cooling":
    case "incoming":
      return { severity: "high", isHolding: false };
    case "hygiene":
    case "portion-appearance":
    case "water":
      return { severity: "medium", isHolding: false };
  }
}
