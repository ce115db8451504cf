import { describe, expect, it } from "vitest";
import { RECIPIENT_CATEGORIES } from "#kernel/food-words.ts";
import { TARGET_GROUPS, targetGroupOf, TARGET_TABLE_V1, targetTableOf } from "./target-table.ts";

describe("the target table", () => {
  it("is read as the reference writes it, for eleven groups", () => {
    const table = targetTableOf(TARGET_TABLE_V1);
    expect(Object.keys(table)).toEqual([...TARGET_GROUPS]);
    expect(table.toddler).toEqual({
      energyKcal: 337.5,
      proteinG: 5,
      fatG: 11.25,
      carbohydrateG: 50,
      fiberG: 1.75,
      sodiumMg: 225,
    });
    expect(table["senior-high"].energyKcal).toBe(712.5);
  });

  it("has a row for every official group; children out of school by their age", () => {
    expect(RECIPIENT_CATEGORIES.map(targetGroupOf).filter((group) => !TARGET_GROUPS.includes(group))).toEqual([]);
    expect(targetGroupOf("out-of-school-under-9")).toBe("primary-1-3");
    expect(targetGroupOf("out-of-school-9-18")).toBe("junior-high");
  });

  it("is refused with a row missing, short or not above zero", () => {
    expect(() => targetTableOf(TARGET_TABLE_V1.slice(1))).toThrow("a target for toddler");
    expect(() => targetTableOf(["toddler 1 2 3", ...TARGET_TABLE_V1.slice(1)])).toThrow("a figure for each");
    expect(() => targetTableOf(["toddler 1 2 3 4 5 0", ...TARGET_TABLE_V1.slice(1)])).toThrow("above zero");
  });
});
