import { describe, expect, it } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { FIGURES, FRUIT_RUN_ID, RICE_RUN_ID } from "#tests/kit/quality-facts.ts";
import {
  consequenceOfFailedCheck,
  coolingLimitOf,
  coreLimitOf,
  dishesHeldTogether,
  hygieneScoreBp,
  incomingLimitsOf,
  incomingOutcome,
  strictestHoldingLimit,
  tastingFault,
  temperatureOutcome,
  temperatureState,
  worstReading,
} from "./judgement.ts";
import { probeReadingSchema } from "./values.ts";
import { CHECK_KINDS } from "./vocabulary.ts";

describe("a temperature", () => {
  it("is judged by the recipe where that is stricter than the kitchen", () => {
    const dish = { temperatureClass: "hot", coreTemperatureMinC: 82 } as const;
    expect(coreLimitOf(dish, { value: 75, version: 4 })).toEqual({ limitC: 82, limitVersion: 4, isRecipeLimit: true });
    expect(coreLimitOf({ ...dish, coreTemperatureMinC: 70 }, { value: 75, version: 4 })).toEqual({
      limitC: 75,
      limitVersion: 4,
      isRecipeLimit: false,
    });
    expect(coreLimitOf({ ...dish, temperatureClass: "cold" }, { value: 75, version: 4 })).toBe(null);
  });

  it("counts with its worst reading", () => {
    expect(worstReading([76, 74.9, 80], "min")).toBe(74.9);
    expect(worstReading([3, 5.1, 4], "max")).toBe(5.1);
  });

  it("passes on its limit and is shown near it within two degrees", () => {
    const hot = { limitKind: "min", limitC: 75 } as const;
    expect([74.9, 75, 76.9, 77].map((valueC) => temperatureState(valueC, hot))).toEqual([
      "below",
      "near",
      "near",
      "within",
    ]);
    expect(temperatureState(5.1, { limitKind: "max", limitC: 5 })).toBe("above");
    expect(temperatureOutcome(5, { limitKind: "max", limitC: 5 })).toBe("pass");
  });

  it("has one decimal, whatever a floating point makes of it", () => {
    for (let tenths = -500; tenths <= 3_500; tenths += 1) {
      expect(probeReadingSchema.safeParse(tenths / 10).success, `${tenths / 10}`).toBe(true);
    }
    expect(probeReadingSchema.safeParse(75.25).success).toBe(false);
    expect(probeReadingSchema.safeParse(351).success).toBe(false);
  });
});

describe("food held together", () => {
  const dish = (temperatureClass: "hot" | "hot-rich" | "cold" | "ambient") => ({ temperatureClass });

  it("is the hot part of a batch, or its cold part when nothing is hot", () => {
    expect(dishesHeldTogether([dish("hot"), dish("cold"), dish("ambient")])).toEqual([dish("hot")]);
    expect(dishesHeldTogether([dish("cold"), dish("ambient")])).toEqual([dish("cold")]);
    expect(dishesHeldTogether([dish("ambient")])).toEqual([]);
  });

  it("is judged by the strictest of its limits", () => {
    expect(strictestHoldingLimit([dish("hot"), dish("hot-rich")], FIGURES.holding)).toMatchObject({ limitC: 65.5 });
    expect(strictestHoldingLimit([dish("hot"), dish("cold")], FIGURES.holding)).toMatchObject({ limitC: 60 });
    expect(strictestHoldingLimit([dish("cold")], FIGURES.holding)).toMatchObject({ limitKind: "max", limitC: 5 });
    expect(strictestHoldingLimit([dish("ambient")], FIGURES.holding)).toBe(null);
  });
});

describe("the cooling curve", () => {
  it("asks for 21 °C after two hours and 5 °C after six", () => {
    expect(coolingLimitOf(2 * HOUR_MS - 1, FIGURES.cooling)).toBe(null);
    expect(coolingLimitOf(2 * HOUR_MS, FIGURES.cooling)).toMatchObject({ limitC: 21 });
    expect(coolingLimitOf(6 * HOUR_MS - 1, FIGURES.cooling)).toMatchObject({ limitC: 21 });
    expect(coolingLimitOf(6 * HOUR_MS, FIGURES.cooling)).toMatchObject({ limitC: 5 });
  });
});

describe("a tasting", () => {
  const rice = { dishRunId: RICE_RUN_ID, tastePoints: 4, colourPoints: 4, aromaPoints: 3, texturePoints: 5 };

  it("needs four scores a dish", () => {
    const fruit = { ...rice, dishRunId: FRUIT_RUN_ID, aromaPoints: undefined };
    expect(tastingFault([rice, fruit], "unsafe", 3)).toEqual({
      code: "score-missing",
      dishRunId: FRUIT_RUN_ID,
      attribute: "aromaPoints",
    });
  });

  it("is safe only when every score is good enough", () => {
    expect(tastingFault([rice], "safe", 3)).toBe(null);
    expect(tastingFault([{ ...rice, colourPoints: 2 }], "safe", 3)).toMatchObject({ code: "score-too-low", points: 2 });
    expect(tastingFault([{ ...rice, colourPoints: 2 }], "unsafe", 3)).toBe(null);
  });
});

describe("a failed check", () => {
  it("has a severity for every kind, and a low core of a dish that still cooks has none", () => {
    const table = CHECK_KINDS.map((kind) => [kind, consequenceOfFailedCheck(kind, { isWhileCooking: false })]);
    expect(Object.fromEntries(table)).toEqual({
      "core-temperature": { severity: "high", isHolding: false },
      "holding-temperature": { severity: "high", isHolding: true },
      cooling: { severity: "high", isHolding: false },
      tasting: { severity: "critical", isHolding: true },
      "rapid-test": { severity: "critical", isHolding: true },
      hygiene: { severity: "medium", isHolding: false },
      "portion-appearance": { severity: "medium", isHolding: false },
      "foreign-object": { severity: "high", isHolding: true },
      water: { severity: "medium", isHolding: false },
      incoming: { severity: "high", isHolding: false },
    });
    expect(consequenceOfFailedCheck("core-temperature", { isWhileCooking: true })).toBe(null);
  });

  it("of hygiene is counted in basis points", () => {
    const items = [true, true, true, false, true, true].map((isMet, index) => ({ itemCode: `i${index}`, isMet }));
    expect(hygieneScoreBp(items)).toBe(8_333);
    expect(hygieneScoreBp([])).toBe(0);
  });
});

describe("goods that come in", () => {
  const figures = {
    frozenMaxC: { value: -15, version: 1 },
    meatMaxC: { value: 5, version: 2 },
    riceMoistureMaxBp: { value: 1_400, version: 3 },
  };

  it("have a limit by how they are kept, and staples one of moisture", () => {
    expect(incomingLimitsOf({ category: "animal-protein", storageKind: "chilled" }, figures)).toEqual({
      temperature: { limitC: 5, limitVersion: 2 },
      moisture: null,
    });
    expect(incomingLimitsOf({ category: "vegetable", storageKind: "frozen" }, figures)).toEqual({
      temperature: { limitC: -15, limitVersion: 1 },
      moisture: null,
    });
    // Dried fish lies in the dry store: nobody measures it.
    expect(incomingLimitsOf({ category: "animal-protein", storageKind: "dry" }, figures).temperature).toBeNull();
    expect(incomingLimitsOf({ category: "staple", storageKind: "dry" }, figures).moisture).toEqual({
      moistureMaxBp: 1_400,
      moistureMaxVersion: 3,
    });
  });

  it("pass at their limit and fail beyond it, or by how they look", () => {
    const limits = incomingLimitsOf({ category: "dairy", storageKind: "chilled" }, figures);
    expect(incomingOutcome({ temperatureC: 5, condition: "good" }, limits)).toBe("pass");
    expect(incomingOutcome({ temperatureC: 5.1, condition: "good" }, limits)).toBe("fail");
    expect(incomingOutcome({ temperatureC: 2, condition: "off-smell" }, limits)).toBe("fail");
    const rice = incomingLimitsOf({ category: "staple", storageKind: "dry" }, figures);
    expect(incomingOutcome({ condition: "good" }, rice)).toBe("pass");
    expect(incomingOutcome({ moistureBp: 1_401, condition: "good" }, rice)).toBe("fail");
  });
});
