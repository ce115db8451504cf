import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PORTION_PROFILES } from "#kernel/food-words.ts";
import { nearest, slowNutrient } from "#tests/kit/slow-menu.ts";
import {
  PUBLISHED_FOODS,
  PUBLISHED_LABEL,
  publishedFoods,
  publishedLines,
  type LabelNutrient,
} from "#tests/kit/published-menu.ts";
import { nutritionOf } from "./nutrition.ts";

// The kitchen's own files lie beside the project where they are at hand.
const DATA = "../shared/data";
const NUTRIENTS: readonly LabelNutrient[] = ["energyKcal", "proteinG", "fatG", "carbohydrateG", "fiberG"];
const computed = (profile: (typeof PORTION_PROFILES)[number]) => {
  const nutrition = nutritionOf(publishedLines(), publishedFoods(), profile);
  return NUTRIENTS.map((nutrient) => nutrition[nutrient].value);
};

/** docs/nutrition.md shows these beside the label and says why they differ. */
describe("the published menu of 1 September 2026, from the kitchen's own workbook", () => {
  it("gives what its six foods with an amount give", () => {
    expect(computed("small")).toEqual([370.76, 20.55, 14.68, 40.9, 1.45]);
    expect(computed("large")).toEqual([518.66, 23.99, 15.39, 72.9, 1.74]);
    // The standard has no toddler's and no mother's amounts: theirs are the small and the large ones.
    expect(computed("toddler")).toEqual(computed("small"));
    expect(computed("maternal")).toEqual(computed("large"));
  });

  it("agrees with the slow calculation", () => {
    for (const profile of PORTION_PROFILES) {
      const slow = NUTRIENTS.map((nutrient) => {
        const value = slowNutrient(publishedLines(), publishedFoods(), { profile, nutrient });
        return value === null ? null : Number(nearest({ over: value.over * 100n, under: value.under })) / 100;
      });
      expect(slow).toEqual(computed(profile));
    }
  });

  it("differs from its label: short by the foods nobody measured, over in protein, and in what tells the sizes apart", () => {
    const unmeasured = PUBLISHED_FOODS.filter(({ portionsG }) => portionsG === null).map(({ name }) => name);
    expect(unmeasured).toEqual([
      "CABAI MERAH",
      "BAWANG MERAH",
      "TOMAT",
      "GULA PASIR",
      "MINYAK",
      "GULA MERAH",
      "KECAP MANIS",
      "KACANG PANJANG",
      "LABU SIAM",
      "KUNYIT",
      "BAWANG PUTIH",
    ]);
    const differences = (profile: "small" | "large") =>
      NUTRIENTS.map((nutrient, index) => {
        const label = PUBLISHED_LABEL[profile][nutrient];
        return Math.round(((computed(profile)[index] ?? 0) - label) * 100) / 100;
      });
    expect(differences("small")).toEqual([-146.49, 1.23, -4.8, -16.66, -0.95]);
    expect(differences("large")).toEqual([-65.28, 2.55, -4.75, 5, -0.76]);
  });

  it("is told by facts that equal the kitchen's files where these are at hand", () => {
    if (!existsSync(DATA)) return expect(PUBLISHED_FOODS).toHaveLength(17);
    const workbook = JSON.parse(readFileSync(`${DATA}/ingredients-mbg-v14.json`, "utf8")) as {
      readonly ingredients: readonly {
        readonly code: string;
        readonly name: string;
        readonly nutritions: Readonly<Record<string, number>>;
      }[];
    }; // the file's documented shape
    const standard = readFileSync(`${DATA}/portion-standards.csv`, "utf8").split("\n");
    for (const { code, name, figures, portionsG } of PUBLISHED_FOODS) {
      const known = workbook.ingredients.find((one) => one.code === code);
      const { energy, protein, fat, carbohydrate, fiber } = known?.nutritions ?? {};
      expect([known?.name, energy, protein, fat, carbohydrate, fiber]).toEqual([name, ...figures]);
      const line = standard.find((row) => row.startsWith(`${name},`))?.split(",");
      expect(line === undefined ? null : [Number(line[1]), Number(line[2])]).toEqual(portionsG);
    }
    const [day] = JSON.parse(readFileSync(`${DATA}/menu-days.json`, "utf8")) as readonly {
      readonly publishedNutritionPerPortion: Readonly<Record<string, object>>;
    }[]; // the file's documented shape
    expect(Object.values(day?.publishedNutritionPerPortion ?? {})).toEqual(Object.values(PUBLISHED_LABEL));
  });
});
