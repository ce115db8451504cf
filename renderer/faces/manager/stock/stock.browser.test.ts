import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createStoreKitchen, type StoreKitchen } from "#tests/kit/store-kitchen.ts";
import type { TabletPerson } from "#tests/kit/tablet-kitchen.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const grams = (massG: number) => ({ unit: "g", massG });

let browser: TestBrowser;
let scene: StoreKitchen;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
  scene = await createStoreKitchen(inject("facesDir"));
  const { itemIds, placeIds, kitchen, storekeeper, accountant, as } = scene;
  const price = { priceIdr: 14_000, per: grams(1_000), placeId: placeIds.dry };
  const [first = "", second = ""] = await scene.receive([
    { itemId: itemIds.rice, quantity: grams(50_000), ...price, expiryDate: "2027-02-01" },
    { itemId: itemIds.rice, quantity: grams(100_000), ...price, expiryDate: "2027-03-01" },
  ]);
  // The storekeeper counted the dry store; the accountant asks for a correction of their own.
  const countId = kitchen.makeId("count");
  await as(storekeeper, "start-count", { countId, storagePlaceId: placeIds.dry, isFrozen: false });
  await as(storekeeper, "record-count-line", { countId, lotId: first, counted: grams(49_000) });
  await as(storekeeper, "record-count-line", { countId, lotId: second, counted: grams(100_000) });
  await as(storekeeper, "submit-count", { countId });
  await as(accountant, "request-adjustment", {
    adjustmentId: kitchen.makeId("adjustment"),
    lotId: second,
    delta: grams(-500),
    reasonCode: "drying",
  });
  opened = await browser.open({
    origin: kitchen.url,
    path: `/manager#secret=${kitchen.server.shellSecret}`,
    width: 1366,
    height: 768,
  });
  page = opened.page;
  await signInAs(accountant);
});
afterAll(async () => {
  expect(opened.errors).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
  await opened.close();
  await browser.close();
  await scene.stop();
});

/** Whoever the console knows already leaves first. */
async function signInAs(person: TabletPerson): Promise<void> {
  const number = page.getByLabel("Nomor 6 angka");
  // Its own button is there once the page knows who is signed in; before that the last one is another.
  const leave = page.getByRole("banner").locator("button[aria-haspopup]");
  for (;;) {
    await number
      .or(page.getByRole("navigation", { name: "Menu utama" }))
      .first()
      .waitFor();
    if (await number.isVisible()) break;
    const name = (await leave.textContent()) ?? "";
    await leave.click();
    await page.getByRole("button", { name: "Keluar" }).click();
    // Gone from the header, whether another is known or nobody.
    await page.getByRole("banner").getByRole("button", { name, exact: true }).waitFor({ state: "hidden" });
  }
  await number.fill(person.number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
async function open(path: string, heading: string): Promise<void> {
  await page.goto(`${scene.kitchen.url}/manager/${path}`);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}
const sign = (person: TabletPerson) =>
  page
    .getByRole("dialog")
    .getByLabel(/^Nomor pribadi/)
    .fill(person.number);
const card = (name: string) => page.getByRole("listitem").filter({ hasText: name });

test("somebody else approves a count with the own number; stock moves by the difference", async () => {
  await open("gudang?bagian=setujui", "Gudang");
  await card("Stok opname Gudang kering").getByText("2 lot · 1 selisih").waitFor();
  await card("Stok opname Gudang kering").getByText("-1 kg").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Setujui Stok opname Gudang kering" }).click();
  await sign(scene.accountant);
  await page.getByRole("cell", { name: "2 lot · 1 selisih" }).waitFor();
  await open("gudang", "Gudang");
  await page.getByRole("cell", { name: "149 kg" }).waitFor();
  await page.getByRole("cell", { name: "Rp 2.086.000" }).waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
});

test("nobody approves what they asked for themselves; another person does", async () => {
  await open("gudang?bagian=setujui", "Gudang");
  const own = page.getByRole("button", { name: "Setujui Koreksi Beras premium" });
  expect(await own.getAttribute("aria-disabled")).toBe("true");
  await card("Koreksi Beras premium").getByText("Pengaju tidak boleh menyetujui sendiri").first().waitFor();
  await signInAs(scene.head);
  await open("gudang?bagian=setujui", "Gudang");
  await page.getByRole("button", { name: "Setujui Koreksi Beras premium" }).click();
  await sign(scene.head);
  await page.getByText("Tidak ada yang menunggu").waitFor();
});

test("the item's page tells lot by lot and movement by movement how its stock came to be", async () => {
  await open("gudang", "Gudang");
  await page.getByRole("link", { name: "Beras premium" }).click();
  await page.getByRole("heading", { level: 1, name: "Beras premium" }).waitFor();
  const stockCard = page.getByRole("region", { name: "Kartu stok" }).last();
  for (const row of ["Koreksi · Susut", "Stok opname", "Masuk"]) await stockCard.getByText(row).first().waitFor();
  await stockCard.getByText("148,5 kg").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Ekspor Kartu stok Beras premium sebagai XLSX" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/_kartu-stok_2026-11-21\.xlsx$/);
  const [, sheet] = await readXlsxFile(await download.path());
  expect(sheet?.data.slice(1).map((cells) => cells[7])).toEqual([50, 150, 149, 148.5]);
});

test("a thing is added with its packs, and what is wrong is said beside the field", async () => {
  await open("gudang", "Gudang");
  await page.getByRole("button", { name: "Tambah barang" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Barang", { exact: true }).fill("Telur ayam");
  await form.getByLabel("Kode").fill("telur 1");
  await form.getByLabel("Dihitung dalam").selectOption({ label: "Buah" });
  await form.getByRole("button", { name: "Tambah kemasan" }).click();
  await form.getByLabel("Nama kemasan").fill("Peti 180 butir");
  await form.getByLabel("Isi (buah)").fill("1,5");
  await form.getByRole("button", { name: "Simpan", exact: true }).click();
  await form.getByText("Pakai huruf besar, angka dan tanda hubung").waitFor();
  await form.getByText("Setiap kemasan perlu nama dan isi").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await form.getByLabel("Kode").fill("telur-01");
  await form.getByLabel("Isi (buah)").fill("180");
  await form.getByRole("button", { name: "Simpan", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Telur ayam" }).waitFor();
  await page.getByText("Peti 180 butir = 180 buah").waitFor();
  await page.getByText("HABIS").first().waitFor();
});
