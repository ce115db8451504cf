import type { PortionCounts, Quantity } from "#kernel/quantity.ts";
import type { PlannedIngredient, PlannedStep } from "#domains/production/plan.ts";

/** Amounts of a recipe are written for this many portions (DOMAIN.md §4.5); `plan.ts` holds the same figure. */
export const AMOUNTS_BASIS_PORTION_COUNT = 100;

export interface ScaledAmount {
  readonly name: string;
  readonly quantity: Quantity;
}

/** One step as the cook reads it: its words with the amounts of this batch. */
export interface ScaledStep {
  readonly stepNumber: number;
  readonly instruction: string;
  readonly durationMs: number | null;
  readonly temperatureC: number | null;
  readonly isControlPoint: boolean;
  readonly amounts: readonly ScaledAmount[];
}

/** The steps of a dish run with the amounts its portions need, in order. */
export function scaledSteps(run: {
  readonly portionCounts: PortionCounts;
  readonly ingredients: readonly PlannedIngredient[];
  readonly steps: readonly PlannedStep[];
}): readonly ScaledStep[] {
  const amountByName = new Map(scaledAmounts(run).map((amount) => [amount.name, amount]));
  return run.steps
    .toSorted((left, right) => left.stepNumber - right.stepNumber)
    .map((step) => ({
      stepNumber: step.stepNumber,
      instruction: step.instruction,
      durationMs: step.durationMs ?? null,
      temperatureC: step.temperatureC ?? null,
      isControlPoint: step.isControlPoint,
      amounts: step.ingredientNames.flatMap((name) => amountByName.get(name) ?? []),
    }));
}

/** What the portions of a dish run take of each ingredient. */
export function scaledAmounts(run: {
  readonly portionCounts: PortionCounts;
  readonly ingredients: readonly PlannedIngredient[];
}): readonly ScaledAmount[] {
  return run.ingredients.map(({ name, quantities }) => ({
    name,
    quantity: scaledQuantity(run.portionCounts, quantities),
  }));
}

function scaledQuantity(counts: PortionCounts, quantities: PlannedIngredient["quantities"]): Quantity {
  const parts = [
    { portionCount: counts.smallCount, quantity: quantities.small },
    { portionCount: counts.largeCount, quantity: quantities.large },
    { portionCount: counts.toddlerCount, quantity: quantities.toddler ?? quantities.small },
    { portionCount: counts.maternalCount, quantity: quantities.maternal ?? quantities.large },
  ];
  const total = parts.reduce((sum, part) => sum + part.portionCount * amountIn(part.quantity), 0);
  return withAmount(quantities.small, Math.ceil(total / AMOUNTS_BASIS_PORTION_COUNT));
}

function amountIn(quantity: Quantity): number {
  switch (quantity.unit) {
    case "g":
      return quantity.massG;
    case "ml":
      return quantity.volumeMl;
    case "pcs":
      return quantity.pieceCount;
  }
}

function withAmount(like: Quantity, amount: number): Quantity {
  switch (like.unit) {
    case "g":
      return { unit: "g", massG: amount };
    case "ml":
      return { unit: "ml", volumeMl: amount };
    case "pcs":
      return { unit: "pcs", pieceCount: amount };
  }
}
