import type { PortionCounts, Quantity } from "#kernel/quantity.ts";
import { scaledQuantity } from "#domains/production/amounts.ts";
import type { PlannedIngredient, PlannedStep } from "#domains/production/plan.ts";

export interface ScaledAmount {
  readonly name: string;
  /** Null: the plan names the ingredient without an amount. */
  readonly quantity: Quantity | null;
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

interface CookedRun {
  readonly portionCounts: PortionCounts;
  readonly ingredients: readonly PlannedIngredient[];
  readonly steps: readonly PlannedStep[];
}

/** The steps of a dish run with the amounts its portions need, in order. */
export function scaledSteps(run: CookedRun): readonly ScaledStep[] {
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
export function scaledAmounts(run: Pick<CookedRun, "portionCounts" | "ingredients">): readonly ScaledAmount[] {
  return run.ingredients.map((ingredient) => ({
    name: ingredient.name,
    quantity: scaledQuantity(ingredient, run.portionCounts),
  }));
}
