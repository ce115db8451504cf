import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const START_MS = msFromLocal("2026-11-20", "16:20", "Asia/Jakarta");
// The national table lies beside the project where it is at hand; a few of its rows stand for it elsewhere.
const TABLE = "../shared/data/tkpi-2017.csv";
const isAtHand = existsSync(TABLE);
const FEW_ROWS = `KODE BARU,NAMA BAHAN MENTAH,SUMBER,KELOMPOK,ENERGI,PROTEIN,LEMAK,KH,BDD
DR008,"Bayam, segar",KZGPI-1964,SAYURAN,16,0.9,0.4,2.9,71
DP038,"Keripik bayam",KZGPI-1964,SAYUR OLAHAN,530,7.1,41,33.099999999999994,100
HR001,"Telur ayam ras, segar",KZGMI-2001,TELUR,154,12.4,10.8,0.7,90
XX001,"Ikan salah",DABM-1964,IKAN,empat,1,1,1,140`;
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let kitchen: RealKitchen;
let browser: TestBrowser;
let desk: TestPage;

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  const head = await kitchen.person("Ratna Sari Dewi", "kitchen-head");
  browser = await openTestBrowser();
  const path = `/manager/menu/bahan#secret=${kitchen.server.shellSecret}`;
  desk = await browser.open({ origin: kitchen.url, path, width: 1366, height: 768 });
  await desk.page.getByLabel("Nomor 6 angka").focus();
  await desk.page.keyboard.type(head.number);
  await desk.page.getByText("Belum ada bahan. Impor tabel").waitFor();
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await kitchen.stop();
});

test("a food table is read, reported and taken over at once", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "Impor tabel" }).click();
  const buffer = isAtHand ? readFileSync(TABLE) : Buffer.from(FEW_ROWS);
  await page.getByLabel("Pilih berkas").setInputFiles({ name: "tkpi-2017.csv", mimeType: "text/csv", buffer });
  const refused = page.getByRole("region", { name: "Ditolak" }).first();
  await refused
    .getByText(isAtHand ? "Dendeng mujahir, goreng" : "Ikan salah")
    .first()
    .waitFor();
  await page.getByRole("heading", { name: "Ekor pecahan biner dipotong" }).waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: isAtHand ? "Masukkan 1.144 bahan" : "Masukkan 3 bahan" }).click();
  await page.getByRole("heading", { name: isAtHand ? "1.144 bahan masuk" : "3 bahan masuk" }).waitFor();
  await page.getByRole("button", { name: "Ke daftar bahan" }).click();
});

test("“telor” finds telur, “bayam” its leaf first, and the leaf can be changed", async () => {
  const { page } = desk;
  const search = page.getByRole("searchbox", { name: "Cari bahan" });
  await search.fill("telor");
  await page.getByRole("link", { name: "Telur ayam ras, segar" }).waitFor();
  await search.fill("bayam");
  const names = page.locator("tbody th a");
  await page.getByRole("link", { name: "Keripik bayam" }).waitFor();
  expect((await names.allInnerTexts())[0]).toMatch(/^Bayam/);
  expect(await axeFindings(page, axeSource)).toEqual([]);

  await page.getByRole("link", { name: "Bayam, segar", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Bayam, segar" }).waitFor();
  const change = page.getByRole("button", { name: "Ubah bahan" });
  const edible = page.getByLabel("BDD (%)");
  // The figures above may still come and move the button from under the pointer.
  const isOpen = async () => {
    if (!(await edible.isVisible())) await change.click({ timeout: 2_000 }).catch(() => undefined);
    return edible.isVisible();
  };
  await expect.poll(isOpen, { timeout: 20_000 }).toBe(true);
  await edible.fill("140");
  await page.getByLabel("Harga acuan (Rp per kg)").fill("12.000");
  await page.getByRole("button", { name: "Simpan bahan" }).click();
  await page.getByText("Isi 1–100").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByLabel("BDD (%)").fill("71");
  await page.getByRole("button", { name: "Simpan bahan" }).click();
  await page.getByText("Rp 12.000/kg").waitFor();
  await page.getByText("diperiksa)").waitFor();
  expect(desk.errors).toEqual([]);
});

test("a table of amounts a portion is matched to foods by name; what is not found is told", async () => {
  const { page } = desk;
  await page.getByRole("link", { name: "Bahan", exact: true }).click();
  await page.getByRole("button", { name: "Impor tabel" }).click();
  const rows = "Bahan;Porsi kecil;Porsi besar;Satuan\nBAYAM SEGAR;12,5;25;g\nBEAR BRAND;1;1;pcs\nTempe;x;32;g\n";
  await page
    .getByLabel("Pilih berkas")
    .setInputFiles({ name: "takaran.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await page.getByText("12,5 gram").waitFor();
  await page.getByText("Bukan angka").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Masukkan 2 takaran" }).click();
  await page.getByRole("heading", { name: "Takaran 1 bahan masuk" }).waitFor();
  await page.getByText("Tidak ada bahan dengan nama: BEAR BRAND").waitFor();
  expect(desk.errors).toEqual([]);
});
