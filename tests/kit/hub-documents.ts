/** Documents of headquarters as somebody there writes them: without the version, which the hub adds. */

interface RecipeChanges {
  readonly foods?: readonly (readonly [foodCode: string, foodName: string])[];
  readonly largeG?: number;
}

export function recipeOfHub(recipeCode: string, dishName: string, changes: RecipeChanges = {}) {
  const { foods = [["CR001", "Ayam, daging, segar"]], largeG = 9_000 } = changes;
  return {
    recipeCode,
    dishName,
    wallName: dishName.slice(0, 15),
    component: "animal-protein",
    holdClass: "stewed",
    temperatureClass: "hot",
    standardDurationMs: 3_600_000,
    isHalal: true,
    lines: foods.map(([foodCode, foodName]) => ({
      foodCode,
      foodName,
      quantities: { small: { unit: "g", massG: 7_000 }, large: { unit: "g", massG: largeG } },
    })),
    steps: [
      { instruction: "Masak sampai matang", isControlPoint: true, foodCodes: foods.slice(0, 1).map(([code]) => code) },
    ],
  };
}

export function menuOfHub(
  documentCode: string,
  recipes: readonly ReturnType<typeof recipeOfHub>[],
  name = "Menu pusat",
) {
  return { documentCode, name, dishes: recipes.map((recipe) => ({ recipe })) };
}

export function pricesOfHub(foodCode: string, ceilingIdrPerKg: number, documentCode = "HARGA") {
  const per = { unit: "g", massG: 1_000 };
  return {
    documentCode,
    title: "Harga acuan pangan",
    source: "Peraturan Badan Pangan Nasional",
    fromDate: "2026-11-01",
    prices: [
      {
        commodityName: "Daging ayam ras",
        foodCodes: [foodCode],
        kind: "ceiling",
        unitPrice: { amountIdr: ceilingIdrPerKg, per },
      },
      {
        commodityName: "Daging ayam ras",
        foodCodes: [foodCode],
        kind: "survey",
        unitPrice: { amountIdr: ceilingIdrPerKg - 2_000, per },
      },
    ],
  };
}

export function standardOfHub(settings: Readonly<Record<string, unknown>>, effectiveFromDate: string) {
  return {
    documentCode: "STANDAR",
    title: "Standar suhu",
    source: "SK Kepala BGN",
    effectiveFromDate,
    settings: Object.entries(settings).map(([settingKey, value]) => ({ settingKey, value })),
  };
}
