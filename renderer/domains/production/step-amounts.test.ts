import { describe, expect, it } from "vitest";
import { scaledAmounts, scaledSteps } from "./step-amounts.ts";

const chicken = {
  name: "Ayam",
  quantities: { small: { unit: "g", massG: 5_000 }, large: { unit: "g", massG: 8_000 } },
} as const;
const eggs = {
  name: "Telur",
  quantities: {
    small: { unit: "pcs", pieceCount: 50 },
    large: { unit: "pcs", pieceCount: 100 },
    toddler: { unit: "pcs", pieceCount: 25 },
  },
} as const;
const portionCounts = { smallCount: 150, largeCount: 50, toddlerCount: 10, maternalCount: 5 };

describe("the amounts of a batch", () => {
  it("adds the profiles; toddlers fall back to small, mothers to large", () => {
    expect(scaledAmounts({ portionCounts, ingredients: [chicken, eggs] })).toEqual([
      // (150 + 10) × 50 g + (50 + 5) × 80 g
      { name: "Ayam", quantity: { unit: "g", massG: 12_400 } },
      // 150 × 0,5 + 50 × 1 + 10 × 0,25 + 5 × 1 = 132,5, and half an egg is an egg
      { name: "Telur", quantity: { unit: "pcs", pieceCount: 133 } },
    ]);
  });

  it("keeps an ingredient whose amount nobody knows, never as zero", () => {
    const chilli = { name: "Cabai", quantities: null };
    expect(scaledAmounts({ portionCounts, ingredients: [chilli] })).toEqual([{ name: "Cabai", quantity: null }]);
  });

  it("shows a step only its own amounts, in the order of the steps", () => {
    const steps = scaledSteps({
      portionCounts,
      ingredients: [chicken, eggs],
      steps: [
        { stepNumber: 2, instruction: "Masak", isControlPoint: true, ingredientNames: [], temperatureC: 75 },
        {
          stepNumber: 1,
          instruction: "Bumbui",
          isControlPoint: false,
          ingredientNames: ["Telur", "Hantu"],
          durationMs: 60_000,
        },
      ],
    });
    expect(steps).toEqual([
      {
        stepNumber: 1,
        instruction: "Bumbui",
        durationMs: 60_000,
        temperatureC: null,
        isControlPoint: false,
        amounts: [{ name: "Telur", quantity: { unit: "pcs", pieceCount: 133 } }],
      },
      { stepNumber: 2, instruction: "Masak", durationMs: null, temperatureC: 75, isControlPoint: true, amounts: [] },
    ]);
  });
});
