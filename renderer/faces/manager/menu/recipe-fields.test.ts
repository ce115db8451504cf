import { expect, test } from "vitest";
import { newLineAmounts } from "./recipe-fields.ts";

test("a new line starts from the kitchen's usual amounts of the food, in their unit, or from none", () => {
  const standard = { small: { unit: "g", massG: 3_330 }, large: { unit: "g", massG: 5_000 } } as const;
  expect(newLineAmounts("pcs", standard)).toEqual({
    unit: "g",
    amounts: { small: "3330", large: "5000", toddler: "", maternal: "" },
  });
  expect(newLineAmounts("pcs", null)).toEqual({
    unit: "pcs",
    amounts: { small: "", large: "", toddler: "", maternal: "" },
  });
});
