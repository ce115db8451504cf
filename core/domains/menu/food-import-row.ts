import { FOOD_CATEGORIES, type FoodCategory } from "#kernel/food-words.ts";
import { quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { figureOfCell } from "./food-cell.ts";
import type { FoodColumn, FoodFileKind, FoodNote, FoodRefusal, FoodRow, ReadFood } from "./food-import-values.ts";
import { allergensOfName, categoryOfGroup, formOfName, withoutShouting } from "./food-words.ts";
import { FIBRE_FREE_CATEGORIES, FOOD_NAME_MAX_COUNT, INGREDIENT_CODE_PATTERN } from "./ingredient-rules.ts";
import type { IngredientFields, Nutrition } from "./ingredient-values.ts";
import { MACRONUTRIENTS, NUTRIENT_MAX, NUTRIENTS, type Nutrient, type NutrientFigures } from "./nutrients.ts";

/** One row of a table of foods, made into a food or refused with every reason. Pure and free of zod. */

/** A printed sum of parts may pass 100 g by its rounding (TKPI has 102), no further. */
const PARTS_MAX_G = 102;
/** Beyond a third the energy and its parts cannot both be right; small figures swing wider. */
const ENERGY_DOUBTFUL_SHARE = 1 / 3;
const ENERGY_DOUBTFUL_MIN_KCAL = 20;
/** Kilocalories a gram (Atwater, as TKPI 2017 reckons). */
const KCAL_PER_G = { proteinG: 4, fatG: 9, carbohydrateG: 4 } as const;
/** The workbook buys by these. */
const UNITS: Readonly<Record<string, BaseUnit>> = { kg: "g", g: "g", pcs: "pcs", satuan: "pcs" };
const G_PER_KG = 1000;

/** Reads cells of one row, remembering what was put right and what cannot be taken. */
function createRowReader(row: FoodRow) {
  const notes: Omit<FoodNote, "name" | "rowNumber">[] = [];
  const refusals: Omit<FoodRefusal, "name" | "rowNumber">[] = [];
  const cell = (column: FoodColumn) => row.cells[column] ?? "";
  const refuse = (column: FoodColumn, code: FoodRefusal["code"], value = cell(column)) =>
    void refusals.push({ column, code, value: value.trim() });
  const note = (column: FoodColumn, code: FoodNote["code"], told: { readonly from?: string; readonly to: string }) =>
    void notes.push({ column, code, from: told.from ?? cell(column), to: told.to });
  function text(column: FoodColumn): string {
    const single = cell(column).replaceAll(/\s+/g, " ").replaceAll(/ ,\s*/g, ", ").trim();
    if (single !== cell(column)) note(column, "spaces", { to: single });
    return single;
  }
  function figure(column: FoodColumn): number | null {
    const read = figureOfCell(cell(column));
    if (!read.ok) {
      refuse(column, read.error);
      return null;
    }
    if (read.value.note !== null) note(column, read.value.note, { to: String(read.value.value) });
    return read.value.value;
  }
  return { cell, notes, refusals, refuse, note, text, figure };
}
type RowReader = ReturnType<typeof createRowReader>;

/** A food as the file tells it; what the file leaves empty stays unknown. */
export function foodFromRow(
  row: FoodRow,
  kind: FoodFileKind,
): Result<{ readonly food: ReadFood; readonly notes: readonly FoodNote[] }, readonly FoodRefusal[]> {
  const reader = createRowReader(row);
  const name = nameOf(reader);
  const fields = fieldsOf(reader, { kind, name });
  const { rowNumber } = row;
  const shownName = name === "" ? reader.text("code") : name;
  if (fields === null || reader.refusals.length > 0) {
    return err(reader.refusals.map((refusal) => ({ ...refusal, rowNumber, name: shownName })));
  }
  const notes = reader.notes.map((note) => ({ ...note, rowNumber, name: shownName }));
  return ok({ food: { rowNumber, fields }, notes });
}

function nameOf(reader: RowReader): string {
  const written = reader.text("name");
  if (written === "") reader.refuse("name", "name-missing");
  if (written.length > FOOD_NAME_MAX_COUNT) reader.refuse("name", "name-too-long");
  const name = withoutShouting(written);
  if (name !== written) reader.note("name", "capitals", { from: written, to: name });
  return name;
}

function fieldsOf(
  reader: RowReader,
  { kind, name }: { readonly kind: FoodFileKind; readonly name: string },
): IngredientFields | null {
  const ingredientCode = codeOf(reader);
  const category = kind === "tkpi" ? groupOf(reader) : categoryOf(reader);
  const baseUnit = kind === "tkpi" ? "g" : unitOf(reader);
  if (category === null || baseUnit === null) return null;
  const figures = figuresOf(reader, { kind, category });
  const edibleBp = edibleOf(reader);
  const price = reader.figure("price");
  if (price === 0) reader.note("price", "price-nought-unknown", { to: "" });
  const hasFigures = Object.keys(figures).length > 0;
  if (kind === "workbook" && category === "other" && !hasFigures && (price ?? 0) === 0) {
    reader.refuse("name", "not-food");
  }
  const nutrition: Nutrition | null = hasFigures
    ? {
        per: baseUnit === "pcs" ? "piece" : "100-g",
        form: formOfName(name),
        source: sourceOf(reader, kind),
        ...figures,
      }
    : null;
  if (nutrition !== null) checkFigures(reader, nutrition);
  const unitAmount = baseUnit === "g" ? G_PER_KG : 1;
  return {
    ingredientCode,
    name,
    category,
    baseUnit,
    ...(edibleBp !== null && { edibleBp }),
    lossFactorBp: lossOf(reader),
    roundTo: roundingOf(reader, baseUnit),
    ...(nutrition !== null && { nutrition }),
    allergens: [...allergensOfName(name)],
    allergenBasis: "name",
    ...(price !== null &&
      price > 0 && { referencePrice: { amountIdr: Math.round(price), per: quantityOf(baseUnit, unitAmount) } }),
  };
}

function codeOf(reader: RowReader): string {
  const code = reader.text("code").toUpperCase();
  if (code === "") reader.refuse("code", "code-missing");
  else if (!INGREDIENT_CODE_PATTERN.test(code)) reader.refuse("code", "code-unreadable");
  return code;
}

function groupOf(reader: RowReader): FoodCategory | null {
  const group = reader.text("group");
  if (group === "") {
    reader.note("group", "group-empty", { to: "other" });
    return "other";
  }
  const category = categoryOfGroup(group);
  if (category === null) reader.refuse("group", "group-unknown");
  return category;
}

function categoryOf(reader: RowReader): FoodCategory | null {
  const written = reader.text("group").toLowerCase().replaceAll(/[_ ]+/g, "-");
  const category = FOOD_CATEGORIES.find((known) => known === written);
  if (category === undefined) reader.refuse("group", "group-unknown");
  return category ?? null;
}

function unitOf(reader: RowReader): BaseUnit | null {
  const unit = UNITS[reader.text("unit").toLowerCase()];
  if (unit === undefined) reader.refuse("unit", "unit-unknown");
  return unit ?? null;
}

/** BDD in percent: above nothing, at most everything. */
function edibleOf(reader: RowReader): number | null {
  const percent = reader.figure("edible");
  if (percent === null) return null;
  if (percent < 1 || percent > 100) reader.refuse("edible", "edible-out-of-range");
  return Math.round(percent * 100);
}

/** Bought for net weight; a table that does not speak of it loses nothing beyond BDD. */
function lossOf(reader: RowReader): number {
  const factor = reader.figure("loss");
  if (factor === null) return 10_000;
  if (factor < 0.1 || factor > 5) reader.refuse("loss", "loss-out-of-range");
  return Math.round(factor * 10_000);
}

/** `DIBULATKAN 0,5` of a kilogram is 500 g; without a word of it, a gram or a piece. */
function roundingOf(reader: RowReader, baseUnit: BaseUnit) {
  const written = reader.text("rounding").toUpperCase();
  if (written === "") return quantityOf(baseUnit, 1);
  if (written === "TIDAK DIBULATKAN") {
    reader.note("rounding", "rounding-none", { to: "1" });
    return quantityOf(baseUnit, 1);
  }
  const step = figureOfCell(written.replace("DIBULATKAN", ""));
  if (!step.ok || step.value.value === null || step.value.value === 0) {
    reader.refuse("rounding", "rounding-unreadable");
    return quantityOf(baseUnit, 1);
  }
  if (baseUnit === "g") return quantityOf("g", Math.max(1, Math.round(step.value.value * G_PER_KG)));
  const pieceCount = Math.max(1, Math.ceil(step.value.value));
  if (pieceCount !== step.value.value) reader.note("rounding", "rounding-whole", { to: String(pieceCount) });
  return quantityOf(baseUnit, pieceCount);
}

function sourceOf(reader: RowReader, kind: FoodFileKind): string {
  const written = reader.text("source");
  if (kind === "tkpi") return written === "" ? "TKPI 2017" : `TKPI 2017 (${written})`.slice(0, 80);
  return written === "" ? "Buku kerja dapur" : written.slice(0, 80);
}

/**
 * The figures of a row. The workbook writes nought where it knows nothing, so there a row of noughts only has no figures;
 * a nought of energy beside protein, fat or carbohydrate is none; and a nought of fibre (but in foods that hold none), sodium, a mineral or
 * a vitamin is unknown (docs/nutrition.md).
 */
function figuresOf(
  reader: RowReader,
  { kind, category }: { readonly kind: FoodFileKind; readonly category: FoodCategory },
): NutrientFigures {
  const read = NUTRIENTS.map((nutrient) => [nutrient, reader.figure(nutrient)] as const);
  for (const [nutrient, value] of read) {
    if (value !== null && value > NUTRIENT_MAX[nutrient]) reader.refuse(nutrient, "figure-too-large");
  }
  const isNought = (nutrient: Nutrient) => (read.find(([name]) => name === nutrient)?.[1] ?? 0) === 0;
  const isAllNought = NUTRIENTS.every(isNought);
  const hasParts = MACRONUTRIENTS.some((nutrient) => nutrient !== "energyKcal" && !isNought(nutrient));
  const isUnknown = (nutrient: Nutrient, value: number): boolean => {
    if (kind === "tkpi" || value !== 0) return false;
    if (isAllNought) return true;
    if (nutrient === "energyKcal") return hasParts;
    if (nutrient === "fiberG") return !FIBRE_FREE_CATEGORIES.includes(category);
    return !MACRONUTRIENTS.some((macro) => macro === nutrient);
  };
  const figures: [Nutrient, number][] = [];
  for (const [nutrient, value] of read) {
    if (value === null) continue;
    if (isUnknown(nutrient, value)) reader.note(nutrient, "nought-unknown", { to: "" });
    else figures.push([nutrient, value]);
  }
  return Object.fromEntries(figures);
}

function checkFigures(reader: RowReader, nutrition: Nutrition): void {
  const { energyKcal, proteinG, fatG, carbohydrateG } = nutrition;
  if (proteinG === undefined || fatG === undefined || carbohydrateG === undefined) return;
  if (nutrition.per === "100-g" && proteinG + fatG + carbohydrateG > PARTS_MAX_G) {
    const parts = [proteinG, fatG, carbohydrateG].join(" + ");
    reader.refuse("carbohydrateG", "parts-too-heavy", parts);
  }
  if (energyKcal === undefined) return;
  const partsKcal = Math.round(
    proteinG * KCAL_PER_G.proteinG + fatG * KCAL_PER_G.fatG + carbohydrateG * KCAL_PER_G.carbohydrateG,
  );
  const allowedKcal = Math.max(ENERGY_DOUBTFUL_MIN_KCAL, energyKcal * ENERGY_DOUBTFUL_SHARE);
  if (Math.abs(energyKcal - partsKcal) > allowedKcal) {
    reader.note("energyKcal", "energy-doubtful", { from: String(energyKcal), to: String(partsKcal) });
  }
}
