import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { present } from "#kernel/assert.ts";
import { PORTION_PROFILES } from "#kernel/food-words.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { SECOND_MS } from "#kernel/time.ts";
import { dayCost } from "#domains/menu/cost.ts";
import type { FoodFacts, FoodLine } from "#domains/menu/food-amounts.ts";
import { assessGroups } from "#domains/menu/nutrition-adequacy.ts";
import { requirementsFor } from "#domains/menu/requirement.ts";
import { TARGET_GROUPS, TARGET_TABLE_V1, targetTableOf } from "#domains/menu/target-table.ts";
import { readFoodFile, type FoodFileReading } from "#renderer/faces/manager/food-file/read-food-file.ts";
import { createProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import { createTestClock, createTestIds } from "#tests/kit/test-kitchen.ts";
import { reportFigure } from "./report.ts";

const IMPORT_MAX_MS = 2 * SECOND_MS;
const CYCLE_MAX_MS = 100;
const ROUNDS_COUNT = 20;
const MENUS_COUNT = 10;
const LINES_A_MENU_COUNT = 25;
const TABLE = "../shared/data/tkpi-2017.csv";

/** The national table as it is where it lies beside the project, else as many rows of the same shape. */
function tableBytes(): Uint8Array<ArrayBuffer> {
  if (existsSync(TABLE)) return new Uint8Array(readFileSync(TABLE));
  const rows = Array.from({ length: 1_146 }, (_none, index) => {
    const code = `AR${String(index + 1).padStart(4, "0")}`;
    return `${code},"Bahan nomor ${code}, segar",KZGMI-2001,SAYURAN,${index % 400},8.4,1.7,77.099999999999994,${(index % 90) + 10}`;
  });
  const heading = "KODE BARU,NAMA BAHAN MENTAH,SUMBER,KELOMPOK,ENERGI,PROTEIN,LEMAK,KH,BDD";
  return new TextEncoder().encode([heading, ...rows].join("\n"));
}

async function readTable(bytes: Uint8Array<ArrayBuffer>, makeId: IdFactory): Promise<FoodFileReading> {
  const reading = await readFoodFile({ name: "tkpi-2017.csv", bytes }, makeId);
  if (!reading.ok || reading.value.what !== "foods") throw new Error("the table was not read");
  return reading.value;
}

/** From the bytes of the national table to the foods on the manager's list, and the same rows written by SQLite alone. */
export async function benchFoodImport(bench: string): Promise<void> {
  const kitchen = createProductionKitchen();
  const dataDir = mkdtempSync(join(tmpdir(), "bench-foods-"));
  const bytes = tableBytes();
  const beganMs = performance.now();
  const reading = await readTable(bytes, kitchen.makeId);
  const { fileName, sha256, notes, merged, refused, listed } = reading;
  const counts = { cleanedCount: notes.length, mergedCount: merged.length, refusedCount: refused.length };
  await kitchen.accepted("import-ingredients", { fileName, sha256, counts, ingredients: listed });
  const shown = kitchen.ask("ingredients", { pageNumber: 0, search: "segar" });
  const value = performance.now() - beganMs;
  kitchen.close();
  if (shown.length === 0) throw new Error("the imported foods are not on the list");
  const floor = rawWriteMs(join(dataDir, "raw.db"), reading);
  rmSync(dataDir, { recursive: true });
  reportFigure({
    bench,
    metric: `import of ${String(reading.rowCount)} foods, file to list, ms`,
    value,
    floor,
    peer: null,
    peerValue: null,
    target: "≤ 2000",
    pass: value <= IMPORT_MAX_MS,
  });
}

/** The foods as JSON, one row each, in one transaction of a store of its own. */
function rawWriteMs(path: string, { listed }: FoodFileReading): number {
  const db = new Database(path);
  db.exec("CREATE TABLE food (id TEXT PRIMARY KEY, fields TEXT NOT NULL) STRICT");
  const insert = db.prepare("INSERT INTO food VALUES (?, ?)");
  const beganMs = performance.now();
  db.transaction(() => {
    for (const { ingredientId, fields } of listed) insert.run(ingredientId, JSON.stringify(fields));
  })();
  const writtenMs = performance.now() - beganMs;
  db.close();
  return writtenMs;
}

/** Nutrition, needs and cost of ten menus for eleven groups, computed anew as after a price change; slowest of twenty. */
export async function benchMenuCycle(bench: string): Promise<void> {
  const { listed } = await readTable(tableBytes(), createTestIds(createTestClock()));
  const foods: ReadonlyMap<string, FoodFacts> = new Map(
    listed.map(({ ingredientId, fields }) => [
      ingredientId as string,
      { ...fields, referencePrice: { amountIdr: 14_500, per: { unit: "g", massG: 1_000 } } },
    ]),
  );
  const menus = cycleOf([...foods.keys()]);
  const counts = { smallCount: 1_200, largeCount: 1_600, toddlerCount: 100, maternalCount: 100 };
  const table = targetTableOf(TARGET_TABLE_V1);
  const samplesMs = Array.from({ length: ROUNDS_COUNT }, (_none, round) => {
    const prices = new Map([...foods.keys()].map((id) => [id, priceOf(round)]));
    const beganMs = performance.now();
    for (const lines of menus) {
      assessGroups({ lines, foods, categories: TARGET_GROUPS, table, range: { minBp: 8_000, maxBp: 12_000 } });
      const needs = requirementsFor([{ lines, portionCounts: counts }], foods, 0);
      dayCost(needs, counts, { foods, prices, ceilingSmallIdr: 8_000, ceilingLargeIdr: 10_000 });
    }
    return performance.now() - beganMs;
  });
  const value = Math.max(...samplesMs);
  reportFigure({
    bench,
    metric: `nutrition, needs and cost of ${String(MENUS_COUNT)} menus × ${String(TARGET_GROUPS.length)} groups, slowest of ${String(ROUNDS_COUNT)}, ms`,
    value,
    floor: null,
    peer: null,
    peerValue: null,
    target: "≤ 100",
    pass: value <= CYCLE_MAX_MS,
  });
}

const priceOf = (round: number) =>
  ({ "moving-average": { amountIdr: 14_000 + round, per: { unit: "g", massG: 1_000 } } }) as const;

function cycleOf(ids: readonly string[]): readonly (readonly FoodLine[])[] {
  const random = createSeededRandom(7);
  const pick = () => present(ids[Math.floor(random() * ids.length)], "a food of the table");
  return Array.from({ length: MENUS_COUNT }, () =>
    Array.from({ length: LINES_A_MENU_COUNT }, (): FoodLine => {
      const amounts = PORTION_PROFILES.map((profile) => [profile, 100 + Math.floor(random() * 8_000)] as const);
      return {
        ingredientId: pick(),
        unit: "g",
        amounts: Object.fromEntries(amounts) as FoodLine["amounts"], // every profile, just above
        retentions: [{ nutrient: "vitaminCMg", retentionBp: 5_500 }],
      };
    }),
  );
}
