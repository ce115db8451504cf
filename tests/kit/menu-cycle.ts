import type { IngredientId, MenuId, RecipeId } from "#domains/menu/ids.ts";
import type { IngredientFields } from "#domains/menu/ingredient-values.ts";
import type { RecipeInput } from "#domains/menu/recipe-values.ts";
import type { Allergen, DishComponent, FoodCategory, HoldClass, TemperatureClass } from "#kernel/food-words.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";

/**
 * A two-week cycle of ten menus as a kitchen's ahli gizi writes it: foods of the workbook "MBG PUNYA CERITA V14" with its
 * figures per 100 g, edible share, loss and price per kilogram, in recipes for 100 portions, small and large.
 */

/** code | name | category | edible % | loss | Rp per kg | kcal protein fat carbohydrate fibre sodium | allergens */
const FOODS: readonly string[] = [
  "BERAS|Beras|staple|100|1|16000|357 8.4 1.7 77.1 0.2 27|",
  "KENTANG|Kentang|staple|90|1.2|15000|62 2.1 0.2 13.5 0.5 7|",
  "AYAM|Ayam|animal-protein|58|1.2|32000|298 18.2 25 0 0 109|",
  "TELUR-AYAM|Telur ayam|animal-protein|86|1|32000|154 12.4 10.8 0.7 0 142|egg",
  "IKAN-BANDENG|Ikan bandeng|animal-protein|88|1.2|40000|123 20 4.8 0 0 67|fish",
  "IKAN-LELE|Ikan lele|animal-protein|88|1.5|35000|240 17.57 14.53 8.54 0 50|fish",
  "DAGING-SAPI|Daging sapi|animal-protein|100|1.1|130000|201 18.8 14 0 1.4 99|",
  "TEMPE|Tempe|plant-protein|100|1.4|12000|201 20.8 8.8 13.5 1.4 9|soy",
  "TAHU-KG|Tahu|plant-protein|100|1|12000|78 7.97 5 2.1 0 0|soy",
  "KACANG-TANAH|Kacang tanah|plant-protein|100|0.9|28000|525 27.9 42 17.4 2.9 31|peanut",
  "WORTEL|Wortel|vegetable|90|1.1|15000|36 1 0.6 7.9 1 70|",
  "BUNCIS|Buncis|vegetable|90|1|22000|34 2.4 0.3 7.2 1.9 8|",
  "KACANG-PANJANG|Kacang panjang|vegetable|92|1|15000|31 2.3 0.1 5.3 2.7 30|",
  "LABU-SIAM|Labu siam|vegetable|78|1.3|10500|30 0.6 0.1 6.7 6.2 3|",
  "BAYAM|Bayam|vegetable|83|1.1|12000|16 0.9 0.4 2.9 0.7 16|",
  "KANGKUNG|Kangkung|vegetable|90|1|15000|28 3.4 0.7 3.9 2 65|",
  "SAWI-HIJAU|Sawi hijau|vegetable|80|1.4|12500|20 1.7 0.4 3.4 2.5 18|",
  "KOL|Kol|vegetable|90|1.1|10000|22 2 0.1 3.1 0.9 19.4|",
  "PISANG|Pisang|fruit|90|1|17000|92 1 0.5 23.4 4.3 6|",
  "SEMANGKA|Semangka|fruit|90|1|17000|28 0.5 0.2 6.9 0.4 7|",
  "JERUK|Jeruk|fruit|83|1|32000|45 0.9 0.2 11.2 1.4 4|",
  "MELON|Melon|fruit|80|1|18000|37 0.6 0.4 7.8 1 167|",
  "MINYAK|Minyak goreng|oil|100|2.5|22500|870 1 98 0 0 0|",
  "BAWANG-MERAH|Bawang merah|seasoning|90|1|45000|46 1.5 0.3 9.2 1.7 7|",
  "BAWANG-PUTIH|Bawang putih|seasoning|88|1|45000|112 4.5 0.2 23.1 0.6 46|",
  "CABAI-MERAH|Cabai merah|seasoning|85|1|45000|36 0.1 0.3 7.3 1.4 23|",
  "KUNYIT|Kunyit|seasoning|100|1|15000|69 2 2.7 9.1 0.6 6|",
  "KEMIRI|Kemiri|seasoning|100|1|45000|675 19 63 8 3 25|tree-nut",
  "KECAP-MANIS|Kecap manis|seasoning|100|1|36000|71 5.7 1.3 9 0 1114|soy wheat",
  "GULA-MERAH|Gula merah|seasoning|100|1|25000|376 0 0 97.3 0 39|",
];

/** name | kind | holds as | temperature | minutes | `food small large`, grams for 100 portions */
const DISHES: readonly string[] = [
  "Nasi putih|staple|rice|hot|60|BERAS 4000 8000",
  "Ayam goreng kuning|animal-protein|fried|hot|80|AYAM 4000 6000, *BUMBU-KUNING 400 600, MINYAK 300 400",
  "Telur balado|animal-protein|fried|hot-rich|60|TELUR-AYAM 5500 5500, *BUMBU-MERAH 600 800, MINYAK 300 400",
  "Bandeng bumbu kuning|animal-protein|stewed|hot|70|IKAN-BANDENG 4000 6000, *BUMBU-KUNING 500 700",
  "Lele goreng|animal-protein|fried|hot|60|IKAN-LELE 4000 6000, *BUMBU-KUNING 300 400, MINYAK 400 500",
  "Semur daging|animal-protein|stewed|hot|110|DAGING-SAPI 2500 3500, KECAP-MANIS 500 700, BAWANG-MERAH 300 400",
  "Tempe orek|plant-protein|stir-fried|hot|45|TEMPE 2500 4000, KECAP-MANIS 300 400, GULA-MERAH 200 300, MINYAK 200 300",
  "Tahu goreng|plant-protein|fried|hot|40|TAHU-KG 4000 6000, MINYAK 300 400",
  "Kering tempe kacang|plant-protein|fried|hot|50|TEMPE 2000 3000, KACANG-TANAH 400 500, *BUMBU-MERAH 300 400, MINYAK 200 300",
  "Sayur bening bayam|vegetable|soup|hot|30|BAYAM 4000 5000, WORTEL 1500 2000, BAWANG-MERAH 150 200",
  "Tumis kangkung|vegetable|stir-fried|hot|25|KANGKUNG 5000 6000, BAWANG-PUTIH 200 250, MINYAK 150 200",
  "Tumis buncis wortel|vegetable|stir-fried|hot|30|BUNCIS 3000 4000, WORTEL 2000 3000, BAWANG-PUTIH 150 200, MINYAK 150 200",
  "Sup kol kentang|vegetable|soup|hot|40|KOL 2500 3500, KENTANG 2000 3000, WORTEL 1500 2000, BAWANG-PUTIH 150 200",
  "Kacang panjang labu|vegetable|stewed|hot|35|KACANG-PANJANG 3000 4000, LABU-SIAM 2500 3500, *BUMBU-KUNING 300 400",
  "Tumis sawi|vegetable|stir-fried|hot|25|SAWI-HIJAU 5000 6000, BAWANG-PUTIH 200 250, MINYAK 150 200",
  "Pisang|fruit|fruit|ambient|0|PISANG 8000 10000",
  "Semangka|fruit|fruit|cold|0|SEMANGKA 10000 12000",
  "Jeruk|fruit|fruit|ambient|0|JERUK 8000 10000",
  "Melon|fruit|fruit|cold|0|MELON 10000 12000",
];
/** Ground together before cooking and taken by mass. */
const SPICES: readonly string[] = [
  "Bumbu kuning|complement|stewed|hot|20|BAWANG-MERAH 1000 1000, BAWANG-PUTIH 500 500, KUNYIT 200 200, KEMIRI 300 300",
  "Bumbu merah|complement|stewed|hot|20|BAWANG-MERAH 1000 1000, BAWANG-PUTIH 400 400, CABAI-MERAH 1000 1000",
];

/** Ten days: protein, plant, vegetable, fruit; rice every day. */
const MENUS: readonly (readonly [string, string, string, string])[] = [
  ["Ayam goreng kuning", "Tempe orek", "Sayur bening bayam", "Pisang"],
  ["Telur balado", "Kering tempe kacang", "Kacang panjang labu", "Semangka"],
  ["Bandeng bumbu kuning", "Tahu goreng", "Tumis kangkung", "Jeruk"],
  ["Semur daging", "Tempe orek", "Sup kol kentang", "Melon"],
  ["Lele goreng", "Tahu goreng", "Tumis buncis wortel", "Pisang"],
  ["Ayam goreng kuning", "Kering tempe kacang", "Tumis sawi", "Semangka"],
  ["Telur balado", "Tahu goreng", "Sayur bening bayam", "Jeruk"],
  ["Bandeng bumbu kuning", "Tempe orek", "Tumis buncis wortel", "Melon"],
  ["Semur daging", "Tahu goreng", "Kacang panjang labu", "Pisang"],
  ["Lele goreng", "Kering tempe kacang", "Sup kol kentang", "Semangka"],
];

/** Sends one command and insists on its being accepted. */
export type SendCommand = (type: string, body: Record<string, unknown>) => Promise<unknown>;

export interface MenuCycle {
  readonly foodIdByCode: ReadonlyMap<string, IngredientId>;
  readonly recipeIdByName: ReadonlyMap<string, RecipeId>;
  /** In the order of the cycle, all of them active. */
  readonly menuIds: readonly MenuId[];
}

/** Teaches a kitchen the foods, recipes and menus of the cycle. */
export async function buildMenuCycle(send: SendCommand, makeId: IdFactory): Promise<MenuCycle> {
  const foodIdByCode = new Map<string, IngredientId>();
  for (const row of FOODS) {
    const [code = ""] = row.split("|");
    const ingredientId = makeId("ingredient");
    await send("add-ingredient", { ingredientId, fields: foodOf(row) });
    foodIdByCode.set(code, ingredientId);
  }
  const recipeIdByName = new Map<string, RecipeId>();
  const recipeIdByCode = new Map<string, RecipeId>();
  for (const row of [...SPICES, ...DISHES]) {
    const recipe = recipeFrom(row, foodIdByCode, recipeIdByCode);
    const recipeId = makeId("recipe");
    await send("save-recipe", { recipeId, basedOnVersion: 0, recipe });
    recipeIdByName.set(recipe.dishName, recipeId);
    recipeIdByCode.set(recipe.recipeCode, recipeId);
  }
  const menuIds: MenuId[] = [];
  for (const [index, dishes] of MENUS.entries()) {
    const menuId = makeId("menu");
    await send("create-menu", {
      menuId,
      name: `Menu ${index + 1}`,
      dishes: ["Nasi putih", ...dishes].map((name) => ({ recipeId: recipeIdByName.get(name) })),
    });
    await send("activate-menu", { menuId });
    menuIds.push(menuId);
  }
  return { foodIdByCode, recipeIdByName, menuIds };
}

/** Columns of the tables above are written here and nowhere else: their words are those of the schemas. */
function foodOf(row: string): IngredientFields {
  const [code = "", name = "", category, edible, loss, price, figures = "", allergens = ""] = row.split("|");
  const [energyKcal, proteinG, fatG, carbohydrateG, fiberG, sodiumMg] = figures.split(" ").map(Number);
  return {
    ingredientCode: `MBG-${code}`,
    name,
    category: category as FoodCategory,
    baseUnit: "g",
    edibleBp: Number(edible) * 100,
    lossFactorBp: Math.round(Number(loss) * 10_000),
    roundTo: { unit: "g", massG: 100 },
    nutrition: {
      per: "100-g",
      form: "raw",
      source: "MBG PUNYA CERITA V14",
      energyKcal,
      proteinG,
      fatG,
      carbohydrateG,
      fiberG,
      sodiumMg,
    },
    referencePrice: { amountIdr: Number(price), per: { unit: "g", massG: 1_000 } },
    allergens: allergens.split(" ").filter((word): word is Allergen => word !== ""),
    allergenBasis: "checked",
  };
}

function recipeFrom(
  row: string,
  foodIdByCode: ReadonlyMap<string, IngredientId>,
  recipeIdByCode: ReadonlyMap<string, RecipeId>,
): RecipeInput {
  const [dishName = "", component, holdClass, temperatureClass, minutes, amounts = ""] = row.split("|");
  const lines = amounts.split(", ").map((text): RecipeInput["lines"][number] => {
    const [code = "", small, large] = text.split(" ");
    const recipeId = recipeIdByCode.get(code.slice(1));
    const ingredientId = foodIdByCode.get(code);
    if (recipeId === undefined && ingredientId === undefined) throw new Error(`no food or recipe ${code}`);
    return {
      source:
        ingredientId === undefined
          ? { kind: "recipe", recipeId: recipeId as RecipeId } // one of the two, just above
          : { kind: "ingredient", ingredientId },
      quantities: {
        small: { unit: "g", massG: Number(small) },
        large: { unit: "g", massG: Number(large) },
      },
      retentions: [],
      isOptional: false,
    };
  });
  const foods = lines.flatMap(({ source }) => (source.kind === "ingredient" ? [source.ingredientId] : []));
  return {
    recipeCode: dishName.toUpperCase().replaceAll(" ", "-"),
    dishName,
    wallName: dishName.slice(0, 15).trim(),
    component: component as DishComponent,
    holdClass: holdClass as HoldClass,
    temperatureClass: temperatureClass as TemperatureClass,
    standardDurationMs: Number(minutes) * MINUTE_MS,
    isHalal: true,
    steps: [{ stepNumber: 1, instruction: `Siapkan ${dishName}`, isControlPoint: false, ingredientIds: foods }],
    lines,
  };
}
