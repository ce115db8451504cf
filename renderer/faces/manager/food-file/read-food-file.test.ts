import { existsSync, readFileSync } from "node:fs";
import writeXlsxFile, { type Cell } from "write-excel-file/node";
import { describe, expect, it } from "vitest";
import { whyNotIngredient } from "#domains/menu/ingredient-rules.ts";
import { ingredientFieldsSchema } from "#domains/menu/ingredient-values.ts";
import { gridFromCsv } from "#renderer/faces/manager/plan-file/csv-reader.ts";
import { createTestClock, createTestIds } from "#tests/kit/test-kitchen.ts";
import { readFoodFile, type FoodFileReading } from "./read-food-file.ts";

// The kitchen's own files lie beside the project where they are at hand.
const DATA = "../shared/data";
const isAtHand = existsSync(DATA);
const makeId = createTestIds(createTestClock());

const read = (text: string, name = "tabel.csv") =>
  readFoodFile({ name, bytes: new TextEncoder().encode(text) }, makeId);
async function reading(text: string): Promise<FoodFileReading> {
  const result = await read(text);
  if (!result.ok) throw new Error(result.error.code);
  if (result.value.what !== "foods") throw new Error("read as a table of amounts");
  return result.value;
}
const told = ({ refused }: FoodFileReading) =>
  refused.map(({ rowNumber, column, code, value }) => `${String(rowNumber)} ${column} ${code} ${value}`);
const countsOf = ({ notes }: FoodFileReading) =>
  Object.fromEntries([...Map.groupBy(notes, ({ code }) => code)].map(([code, all]) => [code, all.length]));

const HEADING = "KODE BARU,NAMA BAHAN MENTAH,SUMBER,KELOMPOK,ENERGI,PROTEIN,AIR,LEMAK,KH,VIT_C,BDD";
const table = (...rows: readonly string[]) => reading([HEADING, ...rows].join("\n"));

describe("a table of food composition", () => {
  it("keeps what it says, rounds the tails of binary fractions, and leaves empty what is empty", async () => {
    const { foods, notes, unreadHeadings } = await table(
      'AR001,"Beras giling, mentah",KZGMI-2001,SEREALIA,357,8.4,12,1.7,77.099999999999994,,100',
      'DR013, "Bayam, segar ",DABM-1964,SAYURAN,16,0.9,94,0.4,2.9,41,',
    );
    expect(foods).toEqual([
      {
        rowNumber: 2,
        fields: {
          ingredientCode: "AR001",
          name: "Beras giling, mentah",
          category: "staple",
          baseUnit: "g",
          edibleBp: 10_000,
          lossFactorBp: 10_000,
          roundTo: { unit: "g", massG: 1 },
          nutrition: {
            per: "100-g",
            form: "raw",
            source: "TKPI 2017 (KZGMI-2001)",
            energyKcal: 357,
            proteinG: 8.4,
            fatG: 1.7,
            carbohydrateG: 77.1,
          },
          allergens: [],
          allergenBasis: "name",
        },
      },
      expect.objectContaining({ fields: expect.not.objectContaining({ edibleBp: expect.anything() }) }),
    ]);
    expect(notes.map(({ rowNumber, column, code, from, to }) => [rowNumber, column, code, from, to])).toContainEqual([
      2,
      "carbohydrateG",
      "tail-rounded",
      "77.099999999999994",
      "77.1",
    ]);
    expect(unreadHeadings).toEqual(["AIR"]);
  });

  it.each([
    ["text in a number", "A1,Bayam,S,SAYURAN,enam belas,1,,1,1,,71", "2 energyKcal text-in-number enam belas"],
    ["BDD of nothing", "A1,Bayam,S,SAYURAN,16,1,,1,1,,0", "2 edible edible-out-of-range 0"],
    ["BDD of 140", "A1,Bayam,S,SAYURAN,16,1,,1,1,,140", "2 edible edible-out-of-range 140"],
    ["a negative figure", "A1,Bayam,S,SAYURAN,16,-1,,1,1,,71", "2 proteinG negative -1"],
    ["an impossible figure", "A1,Bayam,S,SAYURAN,16000,1,,1,1,,71", "2 energyKcal figure-too-large 16000"],
    [
      "more than the food weighs",
      "A1,Bayam,S,SAYURAN,16,60,,30,30,,71",
      "2 carbohydrateG parts-too-heavy 60 + 30 + 30",
    ],
    ["no code", ",Bayam,S,SAYURAN,16,1,,1,1,,71", "2 code code-missing "],
    ["no name", "A1,,S,SAYURAN,16,1,,1,1,,71", "2 name name-missing "],
    ["a group nobody knows", "A1,Bayam,S,BATU,16,1,,1,1,,71", "2 group group-unknown BATU"],
  ])("refuses a row with %s, and no other", async (_what, row, refusal) => {
    const { foods, ...rest } = await table(row, "A2,Kangkung,S,SAYURAN,28,3.4,,0.7,3.9,,60");
    expect(told({ foods, ...rest })).toEqual([refusal]);
    expect(foods.map(({ fields }) => fields.ingredientCode)).toEqual(["A2"]);
  });

  it("refuses the second row of a code, merges a name whose figures agree, and shows those that do not", async () => {
    const result = await table(
      "A1,Telur ayam,S,TELUR,154,12.4,,10.8,0.7,,",
      "A1,Telur bebek,S,TELUR,187,12.1,,14,1.9,,90",
      "A2,TELOR AYAM,S,TELUR,154,,,10.8,0.7,0,90",
      "A3,Telur ayam,S,TELUR,160,12.4,,10.8,0.7,,90",
      "A4,Kangkung segar,S,SAYURAN,28,3.4,,0.7,3.9,,60",
      "A5,Kangkong segar,S,SAYURAN,30,3.4,,0.7,3.9,,60",
    );
    expect(told(result)).toEqual(["3 code code-twice A1"]);
    expect(result.merged).toEqual([{ rowNumber: 4, name: "Telor ayam", firstRowNumber: 2, firstName: "Telur ayam" }]);
    expect(result.similar.map(({ rowNumber, firstRowNumber }) => [rowNumber, firstRowNumber])).toEqual([
      [5, 2],
      [7, 6],
    ]);
    expect(result.foods[0]?.fields).toMatchObject({ edibleBp: 9_000, nutrition: { proteinG: 12.4, vitaminCMg: 0 } });
  });

  it.each([
    ["", "file-empty"],
    ["Nama;Jabatan\nSiti;Koki\n", "file-no-foods"],
    [HEADING, "file-empty"],
    ["{", "file-damaged"],
    ['{"people":[]}', "file-damaged"],
    ['{"ingredients":[]}', "file-empty"],
  ])("is refused whole when it cannot be one: %j", async (text, code) => {
    expect(await read(text)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("a kitchen's workbook", () => {
  const ingredient = (more: object, nutritions: object = { energy: 100, protein: 5, fat: 1, carbohydrate: 18 }) => ({
    code: "MBG-X",
    name: "BAHAN X",
    category: "vegetable",
    measurement_unit_code: "kg",
    edible_portion_percent: 66.5,
    source_row: 7,
    source: "TKPI 2020",
    reference_price: 12_000,
    reference_loss_factor: 1.2,
    reference_rounding: "DIBULATKAN 0,5",
    nutritions,
    ...more,
  });
  const workbook = (...ingredients: readonly unknown[]) => reading(JSON.stringify({ ingredients }));

  it("is read with price, loss factor and rounding in base units", async () => {
    const { foods } = await workbook(ingredient({}));
    expect(foods).toEqual([
      {
        rowNumber: 7,
        fields: expect.objectContaining({
          name: "Bahan x",
          edibleBp: 6_650,
          lossFactorBp: 12_000,
          roundTo: { unit: "g", massG: 500 },
          referencePrice: { amountIdr: 12_000, per: { unit: "g", massG: 1_000 } },
        }),
      },
    ]);
  });

  it("takes a nought for unknown where the workbook knows no figure", async () => {
    const salt = ingredient(
      { code: "A-1", name: "GARAM", category: "seasoning" },
      { energy: 0, protein: 0, sodium: 38_758 },
    );
    const empty = ingredient({ code: "A-2", name: "SELASIH", reference_price: 0 }, { energy: 0, protein: 0 });
    const torn = ingredient(
      { code: "A-3", name: "PALA" },
      { energy: 0, protein: 7.5, fat: 36.4, carbohydrate: 40.1, fiber: 0 },
    );
    const meat = ingredient(
      { code: "A-4", name: "SAPI", category: "animal-protein" },
      { energy: 201, protein: 18.8, fat: 14, carbohydrate: 0, fiber: 0, sodium: 0 },
    );
    const { foods } = await workbook(salt, empty, torn, meat);
    const figuresOf = (index: number) => foods[index]?.fields.nutrition;
    expect(figuresOf(0)).toMatchObject({ energyKcal: 0, proteinG: 0, sodiumMg: 38_758 });
    expect(figuresOf(1)).toBeUndefined();
    expect(foods[1]?.fields.referencePrice).toBeUndefined();
    expect(figuresOf(2)).toEqual(expect.not.objectContaining({ energyKcal: 0 }));
    expect(figuresOf(2)).toEqual(expect.not.objectContaining({ fiberG: 0 }));
    expect(figuresOf(3)).toMatchObject({ carbohydrateG: 0, fiberG: 0 });
    expect(figuresOf(3)).toEqual(expect.not.objectContaining({ sodiumMg: 0 }));
  });

  it("refuses a negative price, an unknown unit, text for a number, and packaging", async () => {
    const result = await workbook(
      ingredient({ code: "A-1", reference_price: -5 }),
      ingredient({ code: "A-2", measurement_unit_code: "ikat" }),
      ingredient({ code: "A-3", edible_portion_percent: { of: 1 } }),
      ingredient({ code: "A-4", name: "Plastik kresek", category: "other", reference_price: 0 }, { energy: 0 }),
      ingredient({ code: "A-5", reference_rounding: "KIRA-KIRA", reference_loss_factor: 0 }),
      7,
    );
    expect(result.foods).toEqual([]);
    expect(told(result).map((line) => line.split(" ").slice(1, 3).join(" "))).toEqual([
      "price negative",
      "unit unit-unknown",
      "edible text-in-number",
      "name not-food",
      "loss loss-out-of-range",
      "rounding rounding-unreadable",
      "name name-missing",
      "code code-missing",
      "group group-unknown",
      "unit unit-unknown",
    ]);
  });

  it("counts what is bought by piece by the piece", async () => {
    const { foods, notes } = await workbook(
      ingredient({
        code: "A-1",
        name: "TELUR BEBEK",
        measurement_unit_code: "pcs",
        reference_rounding: "DIBULATKAN 0,5",
      }),
    );
    expect(foods[0]?.fields).toMatchObject({
      baseUnit: "pcs",
      roundTo: { unit: "pcs", pieceCount: 1 },
      nutrition: { per: "piece" },
      allergens: ["egg"],
      referencePrice: { per: { unit: "pcs", pieceCount: 1 } },
    });
    expect(notes.map(({ code }) => code)).toContain("rounding-whole");
  });
});

describe("a table of amounts a portion", () => {
  it("is told from a table of foods by its heading, in either language", async () => {
    const result = await read("Takaran dapur;;;\nBahan;Porsi kecil;Porsi besar;Satuan\nBeras;40;80;g\nTempe;x;32;g\n");
    expect(result).toMatchObject({
      ok: true,
      value: {
        what: "standards",
        rowCount: 2,
        standards: [{ name: "Beras", small: { massG: 4_000 }, large: { massG: 8_000 } }],
        refused: [{ rowNumber: 4, column: "small", code: "text-in-number", value: "x" }],
      },
    });
  });
});

describe("the files as they are, where they are at hand", () => {
  const bytesOf = (name: string) => new Uint8Array(readFileSync(`${DATA}/${name}`));
  async function readAsIs(name: string, bytes = bytesOf(name)): Promise<FoodFileReading> {
    const result = await readFoodFile({ name, bytes }, makeId);
    if (!result.ok) throw new Error(result.error.code);
    if (result.value.what !== "foods") throw new Error("read as a table of amounts");
    for (const { fields } of result.value.foods) {
      expect(ingredientFieldsSchema.safeParse(fields).error?.issues ?? []).toEqual([]);
      expect(whyNotIngredient(fields)).toBeNull();
    }
    return result.value;
  }

  it("the national table: 1,146 rows, two of them heavier than they can be", async () => {
    if (!isAtHand) return expect(isAtHand).toBe(false);
    const csv = await readAsIs("tkpi-2017.csv");
    expect(csv.rowCount).toBe(1_146);
    expect(csv.listed).toHaveLength(1_144);
    expect(told(csv)).toEqual([
      "965 carbohydrateG parts-too-heavy 68.3 + 15.2 + 37.2",
      "1003 carbohydrateG parts-too-heavy 74.3 + 26.9 + 9.2",
    ]);
    expect(countsOf(csv)).toEqual({ "tail-rounded": 566, "energy-doubtful": 17, spaces: 9, "group-empty": 1 });
    expect(csv.merged).toEqual([]);
    expect(csv.similar.map(({ name, firstName }) => `${firstName} | ${name}`)).toContain(
      "Ikan batung, segar | Ikan baung, segar",
    );
    // Neither fibre nor sodium is in this edition: unknown, for every food.
    expect(csv.foods.filter(({ fields }) => fields.nutrition?.fiberG !== undefined)).toEqual([]);
    expect(csv.foods.filter(({ fields }) => fields.edibleBp === undefined)).toHaveLength(155);
  });

  it("the same table as XLSX gives the same foods", async () => {
    if (!isAtHand) return expect(isAtHand).toBe(false);
    const csv = await readAsIs("tkpi-2017.csv");
    const grid = gridFromCsv(bytesOf("tkpi-2017.csv"));
    if (!grid.ok) throw new Error(grid.error.code);
    const data = grid.value.rows.map((row) =>
      row.cells.map((cell): Cell => {
        if (cell === "") return null;
        return isNumber(cell) ? { value: Number(cell), type: Number } : { value: cell, type: String };
      }),
    );
    const xlsx = new Uint8Array(await writeXlsxFile([{ sheet: "TKPI", data }]).toBuffer());
    const fromXlsx = await readAsIs("tkpi-2017.xlsx", xlsx);
    expect(fromXlsx.foods).toEqual(csv.foods);
    expect(fromXlsx.refused).toEqual(csv.refused);
  });

  it("the kitchen's amounts a portion: 92 rows, three of them with parts of a gram", async () => {
    if (!isAtHand) return expect(isAtHand).toBe(false);
    const result = await readFoodFile(
      { name: "portion-standards.csv", bytes: bytesOf("portion-standards.csv") },
      makeId,
    );
    if (!result.ok || result.value.what !== "standards") throw new Error("not read as amounts");
    const { rowCount, standards, refused } = result.value;
    expect([rowCount, standards.length, refused]).toEqual([92, 92, []]);
    expect(standards).toContainEqual({
      name: "GARAM UNTUK SEMUA",
      small: { unit: "g", massG: 60 },
      large: { unit: "g", massG: 90 },
    });
  });

  it("the workbook of 532 ingredients: packaging and one figure that is a date are refused, one row is merged", async () => {
    if (!isAtHand) return expect(isAtHand).toBe(false);
    const workbook = await readAsIs("ingredients-mbg-v14.json");
    expect(workbook.rowCount).toBe(532);
    expect(workbook.listed).toHaveLength(523);
    expect(told(workbook).filter((line) => !line.includes("not-food"))).toEqual([
      "342 vitaminCMg figure-too-large 46084",
    ]);
    expect(told(workbook).filter((line) => line.includes("not-food"))).toHaveLength(7);
    expect(workbook.merged.map(({ name }) => name)).toEqual(["Sauce tomat delmonte"]);
    expect(workbook.similar.map(({ name, firstName }) => `${firstName} | ${name}`)).toEqual([
      "Jamur tiram | Jamur tiram",
      "Sauce cabai delmonte | Sauce cabe delmonte",
      "Taoge | Tauge",
      "Margarin | Margarine",
    ]);
    expect(countsOf(workbook)).toEqual({
      capitals: 410,
      "nought-unknown": 1_729,
      "energy-doubtful": 22,
      "places-rounded": 7,
      "rounding-none": 1,
      "rounding-whole": 7,
      "price-nought-unknown": 1,
    });
  });
});

const isNumber = (cell: string) => /^-?\d+(\.\d+)?(E-?\d+)?$/.test(cell);
