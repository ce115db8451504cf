import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { BatchStockRow } from "#domains/inventory/use-queries.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import { setTabletNight, tabletWelcome, visitBatch } from "#tests/kit/tablet-scene.ts";
import { TABLET_BATCH_IDS, TABLET_NOW_MS } from "#tests/kit/tablet-night.ts";

/** A dish whose ingredients nobody issued: the tablet says which, and asks for the reason it is begun all the same. */

const batchId = TABLET_BATCH_IDS.cooking;
const dishRunId = `dish_run_${"14".padStart(32, "0")}`;
const row = (change: Partial<Record<keyof BatchStockRow, unknown>>) => ({
  dishStockId: `${dishRunId}/1`,
  dishRunId,
  dishName: "Sayur",
  ingredientId: `ingredient_${"1".padStart(32, "0")}`,
  ingredientName: "Bayam",
  isKept: true,
  itemIds: [],
  needed: { unit: "g", massG: 12_000 },
  issuedToBatch: { unit: "g", massG: 0 },
  backflushed: null,
  shortage: null,
  isIssueNeeded: true,
  blockedLotCodes: [],
  ...change,
});

let browser: TestBrowser;
let kitchen: ScriptedKitchen;
let opened: TestPage;
beforeAll(async () => {
  browser = await openTestBrowser();
  kitchen = await startScriptedKitchen({
    facesDir: inject("facesDir"),
    nowMs: TABLET_NOW_MS,
    welcome: tabletWelcome(),
  });
  setTabletNight(kitchen);
  opened = await browser.open({ origin: kitchen.origin, path: "/tablet#secret=x", width: 1280, height: 800 });
  await opened.page.waitForSelector("header");
});
afterAll(async () => {
  expect(opened.errors).toEqual([]);
  await opened.close();
  await browser.close();
  await kitchen.close();
});

it("names what was not issued, takes the reason, and sends it", async () => {
  const { page } = opened;
  kitchen.setRows("batch-stock", [row({})]);
  await visitBatch({ kitchen, page, hash: `#/batch/${batchId}/start-cooking/${dishRunId}`, batchId });
  const line = page.getByRole("listitem").filter({ hasText: "Bahan dikeluarkan gudang" });
  await expect.poll(() => line.innerText()).toContain("1 bahan belum dikeluarkan");
  await page.getByRole("button", { name: "Tulis alasan" }).click();
  await page.getByRole("textbox", { name: "Bahan belum dikeluarkan – isi alasan" }).fill("gudang terkunci");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await page.getByRole("button", { name: /^Mulai masak/ }).click();
  await expect.poll(() => kitchen.commands.map(({ type }) => type)).toContain("start-cooking");
  expect(kitchen.commands.find(({ type }) => type === "start-cooking")?.body).toMatchObject({
    dishRunId,
    reason: "gudang terkunci",
  });
});

it("keeps a dish from being begun while a lot issued to it is blocked", async () => {
  const { page } = opened;
  kitchen.setRows("batch-stock", [row({ isIssueNeeded: false, blockedLotCodes: ["LOT-20261120-03"] })]);
  await visitBatch({ kitchen, page, hash: "#/tasks/cook" });
  await visitBatch({ kitchen, page, hash: `#/batch/${batchId}/start-cooking/${dishRunId}`, batchId });
  const line = page.getByRole("listitem").filter({ hasText: "Lot boleh dipakai" });
  await expect.poll(() => line.innerText()).toContain("1 lot diblokir");
});
