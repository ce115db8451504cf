import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axeFindings, cutElements, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createStoreKitchen, type StoreKitchen } from "#tests/kit/store-kitchen.ts";
import { scanBurst } from "#tests/kit/reader.ts";
import { typeNumber } from "#tests/kit/tablet-kitchen.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { reasonFaults, stateFaults, touchFaults, wordFaults } from "#tests/kit/touch-targets.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const grams = (massG: number) => ({ unit: "g", massG });

let browser: TestBrowser;
let scene: StoreKitchen;
let opened: TestPage;
let page: Page;
let lots: ReturnType<StoreKitchen["manager"]["watch"]>;

beforeAll(async () => {
  browser = await openTestBrowser();
  scene = await createStoreKitchen(inject("facesDir"));
  await scene.plan({ dishNames: ["Ayam Balado"] });
  const { itemIds, placeIds } = scene;
  await scene.receive([
    {
      itemId: itemIds.rice,
      quantity: grams(50_000),
      priceIdr: 350_000,
      per: grams(25_000),
      placeId: placeIds.dry,
      expiryDate: "2027-02-01",
    },
  ]);
  lots = scene.manager.watch({ query: "lots", params: { localDate: PLAN_DATE }, key: "lotId" });
  opened = await scene.openTablet(browser, { station: "receive" });
  page = opened.page;
  await page.locator("[data-state=link-live]").waitFor();
  await press(/Siapa\?/);
  await typeNumber(page, scene.storekeeper.number);
  await page.getByText("Ketik nomor pribadi Anda").waitFor({ state: "detached" });
});
afterAll(async () => {
  expect(opened.errors).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
  await opened.close();
  await browser.close();
  await scene.stop();
});

const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
const zone = (name: RegExp) => page.getByRole("group", { name: "Tindakan" }).getByRole("button", { name }).click();
const choose = (name: string) => page.getByRole("radio", { name, exact: true }).click();
async function type(keys: string): Promise<void> {
  for (const key of keys) {
    await page.getByRole("button", { name: key === "," ? "Koma" : key, exact: true }).click();
  }
}
const PICTURES = process.env["PICTURES_DIR"];
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
/** What no screen of a tablet may have. */
async function expectSound(): Promise<void> {
  const faults = await Promise.all(
    [touchFaults, stateFaults, reasonFaults, wordFaults, cutElements].map((of) => of(page)),
  );
  expect(faults.flat()).toEqual([]);
  expect(await axeFindings(page, axeSource)).toEqual([]);
}
const onHandOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((lot) => `${String(lot["lotCode"])} ${JSON.stringify(lot["onHand"])}`);
const held = (lotNumber: string, massG: number) => `LOT-20261121-${lotNumber} ${JSON.stringify(grams(massG))}`;

test("goods are received in part: some taken, some refused with its reason, and signed for", async () => {
  await expectSound();
  await press(/Terima barang/);
  await zone(/^Tanpa pemasok/);
  await press(/Tambah barang/);
  await press(/Beras premium/);
  await type("4");
  await page.getByText("= 100 kg").waitFor();
  await expectSound();
  await zone(/^Lanjut/);
  await type("010327");
  await page.getByText("Sen, 1 Mar 2027").waitFor();
  await zone(/^Lanjut/);
  await type("360000");
  await page.getByText("Seluruhnya Rp 1.440.000").waitFor();
  await zone(/^Lanjut/);
  await expectSound();
  await zone(/^Tolak/);
  await press(/semuanya ditolak/);
  await type("1");
  await zone(/^Lanjut/);
  await choose("Terlalu basah");
  await expectSound();
  await zone(/^Tolak 25 kg/);
  await press(/Tambah barang/);
  await press(/Ayam potong/);
  await choose("kg");
  await type("12,5");
  await zone(/^Lanjut/);
  // Chilled meat is measured; above the limit nothing of it comes in.
  await type("78");
  await page.getByText("DI ATAS BATAS").waitFor();
  await page.getByRole("button", { name: "Hapus satu angka" }).click();
  await page.getByRole("button", { name: "Hapus satu angka" }).click();
  await type("4,2");
  await page.getByText("Dalam batas").waitFor();
  await zone(/^Lanjut/);
  await type("231126");
  await zone(/^Lanjut/);
  await type("38000");
  await zone(/^Lanjut/);
  await zone(/^Terima 12,5 kg/);
  await page.getByText("Ditolak 25 kg · Terlalu basah").waitFor();
  await page.getByText(/4,2 °C · kedaluwarsa Sen, 23 Nov 2026/).waitFor();
  await expectSound();
  await zone(/^Selesaikan/);
  await typeNumber(page, scene.storekeeper.number);
  await page.getByText(/masuk gudang/).waitFor();
  const rows = await lots.until((known) => known.length === 3);
  expect(onHandOf(rows).toSorted()).toEqual([held("01", 50_000), held("02", 75_000), held("03", 12_500)]);
});

test("stock is handed to a kloter from the lot that expires first; a scanned label takes another, with a reason", async () => {
  await press(/Keluarkan/);
  await press(/K1/);
  await press(/Beras premium/);
  // The first to expire is proposed; the reader names the newer one.
  await page.getByRole("button", { name: /LOT-\d+-01/ }).waitFor();
  await scanBurst(page, "LOT-20261121-02");
  await page.getByRole("button", { name: /LOT-20261121-02/ }).waitFor();
  // Single keys of a keyboard reach the figure as if nobody listened for labels.
  await page.keyboard.press("1");
  await page.keyboard.press("0", { delay: 120 });
  await page.locator("output").getByText("10", { exact: true }).waitFor();
  await expectSound();
  await zone(/^Lanjut/);
  await choose("Sudah dibuka");
  await zone(/^Serahkan/);
  await page.getByText("10 kg Beras premium diserahkan").waitFor();
  // More than there is cannot be handed over, and says so.
  await press(/Beras premium/);
  await type("999");
  await page.getByText("Hanya ada 115 kg").waitFor();
  await zone(/^Kembali/);
  const issues = scene.manager.watch({
    query: "issues",
    params: { fromDate: PLAN_DATE, toDate: PLAN_DATE },
    key: "issueLineId",
  });
  const [issue] = await issues.until((rows) => rows.length === 1);
  expect(issue).toMatchObject({ lotCode: "LOT-20261121-02", issued: grams(10_000), offFefoReason: "Sudah dibuka" });
});

test("what was not used comes back to its lot", async () => {
  await zone(/^Kembali/);
  await zone(/^Kembali/);
  await press(/^Kembalikan/);
  await press(/Beras premium/);
  await type("2,5");
  await zone(/^Kembalikan/);
  await page.getByText("2,5 kg Beras premium kembali").waitFor();
  await page.getByText("7,5 kg").waitFor();
  await expectSound();
  await lots.until((rows) => onHandOf(rows).includes(held("02", 67_500)));
});

test("what a lot lacks is put to somebody else, and bad goods go back to who brought them", async () => {
  await zone(/^Kembali/);
  await press(/^Sesuaikan/);
  await expectSound();
  await press(/LOT-\d+-02/);
  await type("1,5");
  await page.getByText("Pilih kurang atau lebih").waitFor();
  await choose("Kurang");
  await expectSound();
  await picture("tablet-adjust");
  await zone(/^Lanjut/);
  await choose("Timbang ulang");
  await expectSound();
  await zone(/^Ajukan/);
  await page.getByText("Penyesuaian Beras premium diajukan").waitFor();
  // Nothing has changed until another person approves.
  expect(onHandOf(lots.rows())).toContain(held("02", 67_500));

  const supplierId = scene.kitchen.makeId("supplier");
  await scene.as(scene.accountant, "add-supplier", {
    supplierId,
    name: "UD Tani Makmur",
    kind: "local",
    itemCategories: [],
    certificates: [],
  });
  const { itemIds, placeIds } = scene;
  await scene.receive(
    [
      {
        itemId: itemIds.chicken,
        quantity: grams(8_000),
        priceIdr: 38_000,
        per: grams(1_000),
        placeId: placeIds.chiller,
        expiryDate: "2026-11-23",
      },
    ],
    supplierId,
  );
  await press(/^Retur pemasok/);
  await page.getByText("Lot ini datang tanpa pemasok").first().waitFor();
  await press(/LOT-\d+-04/);
  await type("9");
  await page.getByText("Hanya ada 8 kg").waitFor();
  await page.getByRole("button", { name: "Hapus satu angka" }).click();
  await type("3");
  await zone(/^Lanjut/);
  await choose("Busuk");
  await page.getByText("3 kg kembali ke UD Tani Makmur").waitFor();
  await expectSound();
  await picture("tablet-supplier-return");
  await zone(/^Retur 3 kg/);
  await page.getByText("3 kg Ayam potong kembali ke pemasok").waitFor();
  await lots.until((rows) => onHandOf(rows).includes(held("04", 5_000)));
});
