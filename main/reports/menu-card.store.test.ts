import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { ingredientLine, recipeOf } from "#tests/kit/menu-facts.ts";
import { createMenuKitchen, type MenuKitchen } from "#tests/kit/menu-kitchen.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { makeReport } from "./make-report.ts";
import { menuCardReport } from "./menu-card.ts";
import { createReportSource } from "./report-source.ts";

let kitchen: MenuKitchen;

beforeAll(async () => {
  kitchen = createMenuKitchen();
  const riceId = await kitchen.addFood("Beras");
  const eggId = await kitchen.addFood("Telur", { allergens: ["egg"] });
  const rice = await kitchen.saveRecipe({
    ...recipeOf("Nasi", [ingredientLine(riceId, [5_000, 8_000])]),
    component: "staple",
  });
  const egg = await kitchen.saveRecipe(recipeOf("Telur rebus", [ingredientLine(eggId, [5_000, 5_000])]));
  const tofu = await kitchen.saveRecipe(recipeOf("Tahu", [ingredientLine(riceId, [100, 100])]));
  await kitchen.planDay(await kitchen.addMenu("Menu 1", [rice, egg]), {
    substitutes: [{ allergen: "egg", recipeId: tofu, specialPackCount: 4 }],
  });
});
afterAll(() => kitchen.close());

const source = () =>
  createReportSource({
    db: kitchen.store.reader,
    queries: kitchen.modules.flatMap((module) => module.queries),
    badges: createBadges(kitchen.secrets.siteKey),
    viewerStaffId: null,
    nowMs: kitchen.clock.nowMs(),
  });
const REQUEST: ReportRequest = { report: "menu-card", serviceDate: PLAN_DATE };
const made = (format: "xlsx" | "pdf") =>
  makeReport(source(), {
    request: REQUEST,
    format,
    documentCode: "DOK-20261121-01",
    requestedByStaffId: null,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });

test("a card is of an approved menu: its dishes, what a portion gives each group, and its allergens", async () => {
  const body = { exportId: kitchen.makeId("export"), format: "pdf", request: REQUEST };
  expect(await kitchen.submit("export-table", body)).toMatchObject({
    rejection: { code: "not-found", kind: "menu-day", id: PLAN_DATE },
  });
  await kitchen.approveDay();
  const [dishes, nutrition, allergens] = menuCardReport(source(), { serviceDate: PLAN_DATE }).tables;
  expect(dishes?.rows).toEqual([
    ["Nasi", "Pokok", ""],
    ["Telur rebus", "Lauk hewani", "telur"],
  ]);
  // 50 g of rice and 50 g of egg at 100 kcal per 100 g each, of 495 kcal.
  expect(nutrition?.rows[0]?.slice(0, 4)).toEqual(["SD kelas 1–3", 100, 100_000, 2_020]);
  expect(allergens?.rows).toEqual([["telur", "Telur rebus", "Telur", "Tahu", 4]]);
  expect(await kitchen.submit("export-table", { ...body, exportId: kitchen.makeId("export") })).toMatchObject({
    kind: "accepted",
    result: { fileName: `dapur_kartu-menu_${PLAN_DATE}.pdf` },
  });
});

test("is a sheet with numbers and a page to hang up", async () => {
  const { bytes } = await made("xlsx");
  const sheets = await readXlsxFile(Buffer.from(bytes));
  expect(JSON.stringify(sheets)).toContain("Telur rebus");
  const page = await made("pdf");
  expect(Buffer.from(page.bytes).subarray(0, 5).toString("latin1")).toBe("%PDF-");
});
