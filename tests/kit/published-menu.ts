import type { PortionProfile } from "#kernel/food-words.ts";
import type { FoodFacts, FoodLine } from "#domains/menu/food-amounts.ts";
import type { TargetNutrient } from "#domains/menu/nutrients.ts";

/**
 * The menu a kitchen in Makassar published for 1 September 2026, with what its label says and what the kitchen's own workbook
 * and portion standard say of its foods. A small table of facts: `menu-days.json`, `ingredients-mbg-v14.json`,
 * `portion-standards.csv`; where these lie beside the project a test compares.
 */

export type LabelNutrient = Exclude<TargetNutrient, "sodiumMg">;
export type LabelFigures = Readonly<Record<LabelNutrient, number>>;

export const PUBLISHED_LABEL: Readonly<Record<PortionProfile, LabelFigures>> = {
  small: { energyKcal: 517.25, proteinG: 19.32, carbohydrateG: 57.56, fatG: 19.48, fiberG: 2.4 },
  large: { energyKcal: 583.94, proteinG: 21.44, carbohydrateG: 67.9, fatG: 20.14, fiberG: 2.5 },
  toddler: { energyKcal: 472.63, proteinG: 18.27, carbohydrateG: 47.92, fatG: 19.27, fiberG: 2.38 },
  maternal: { energyKcal: 775.95, proteinG: 31.42, carbohydrateG: 88.25, fatG: 26.94, fiberG: 2.62 },
};

export interface PublishedFood {
  readonly code: string;
  readonly dishName: string;
  readonly name: string;
  /** Per 100 g: energy, protein, fat, carbohydrate, fibre; the workbook writes nought for what it does not know. */
  readonly figures: readonly [number, number, number, number, number];
  /** Grams a small and a large portion; null where the kitchen's standard has none. */
  readonly portionsG: readonly [number, number] | null;
}

const food = (
  dishName: string,
  [code, name]: readonly [string, string],
  figures: PublishedFood["figures"],
  portionsG: PublishedFood["portionsG"] = null,
): PublishedFood => ({ code, dishName, name, figures, portionsG });

const RICE = "Nasi Putih";
const EGG = "Telur Ceplok Balado Manis";
const TEMPE = "Kering Tempe Kacang";
const VEGETABLES = "Kacang Panjang + Labu Siam Bumbu Kuning";
const FRUIT = "Buah Anggur";

export const PUBLISHED_FOODS: readonly PublishedFood[] = [
  food(RICE, ["MBG-BERAS", "BERAS"], [357, 8.4, 1.7, 77.1, 0.2], [40, 80]),
  food(EGG, ["MBG-TELUR-AYAM", "TELUR AYAM"], [154, 12.4, 10.8, 0.7, 0], [56, 56]),
  food(EGG, ["MBG-CABAI-MERAH", "CABAI MERAH"], [36, 0.1, 0.3, 7.3, 1.4]),
  food(EGG, ["MBG-BAWANG-MERAH", "BAWANG MERAH"], [46, 1.5, 0.3, 9.2, 1.7]),
  food(EGG, ["MBG-TOMAT", "TOMAT"], [24, 1.3, 0.5, 4.7, 1.8]),
  food(EGG, ["MBG-GULA-PASIR", "GULA PASIR"], [394, 0, 0, 94, 0]),
  food(EGG, ["MBG-MINYAK", "MINYAK"], [870, 1, 98, 0, 0]),
  food(EGG, ["MBG-GARAM-UNTUK-SEMUA", "GARAM UNTUK SEMUA"], [0, 0, 0, 0, 0], [0.6, 0.9]),
  food(TEMPE, ["MBG-TEMPE", "TEMPE"], [201, 20.8, 8.8, 13.5, 1.4], [32, 32]),
  food(TEMPE, ["MBG-KACANG-TANAH", "KACANG TANAH"], [525, 27.9, 42, 17.4, 2.9], [12, 12]),
  food(TEMPE, ["MBG-GULA-MERAH", "GULA MERAH"], [376, 0, 0, 97.3, 0]),
  food(TEMPE, ["MBG-KECAP-MANIS", "KECAP MANIS"], [71, 5.7, 1.3, 9, 0]),
  food(VEGETABLES, ["MBG-KACANG-PANJANG", "KACANG PANJANG"], [31, 2.3, 0.1, 5.3, 2.7]),
  food(VEGETABLES, ["MBG-LABU-SIAM", "LABU SIAM"], [30, 0.6, 0.1, 6.7, 6.2]),
  food(VEGETABLES, ["MBG-KUNYIT", "KUNYIT"], [69, 2, 2.7, 9.1, 0.6]),
  food(VEGETABLES, ["MBG-BAWANG-PUTIH", "BAWANG PUTIH"], [112, 4.5, 0.2, 23.1, 0.6]),
  food(FRUIT, ["MBG-ANGGUR-MERAH", "ANGGUR MERAH"], [30, 0.5, 0.2, 6.8, 1.2], [48, 65]),
];

/** The foods whose amounts the kitchen's standard says, as lines for 100 portions; the others cannot be reckoned with. */
export function publishedLines(): readonly FoodLine[] {
  return PUBLISHED_FOODS.flatMap(({ code, portionsG }) => {
    if (portionsG === null) return [];
    const [small, large] = portionsG.map((amountG) => Math.round(amountG * 100));
    if (small === undefined || large === undefined) return [];
    return [
      {
        ingredientId: code,
        unit: "g" as const,
        amounts: { small, large, toddler: small, maternal: large },
        retentions: [],
      },
    ];
  });
}

/** The foods with their figures as the workbook writes them. */
export function publishedFoods(): ReadonlyMap<string, FoodFacts> {
  return new Map(
    PUBLISHED_FOODS.map(({ code, name, figures }) => {
      const [energyKcal, proteinG, fatG, carbohydrateG, fiberG] = figures;
      return [
        code,
        {
          name,
          baseUnit: "g",
          edibleBp: 10_000,
          lossFactorBp: 10_000,
          roundTo: { unit: "g", massG: 1 },
          nutrition: {
            per: "100-g",
            form: "raw",
            source: "MBG PUNYA CERITA V14",
            energyKcal,
            proteinG,
            fatG,
            carbohydrateG,
            fiberG,
          },
        },
      ];
    }),
  );
}
