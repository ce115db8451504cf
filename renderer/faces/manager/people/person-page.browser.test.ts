import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import readXlsxFile from "read-excel-file/node";
import { msFromLocal } from "#kernel/time.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { printedQrCodes, printedWords } from "#tests/kit/read-pdf.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const START_MS = msFromLocal("2026-11-20", "16:20", "Asia/Jakarta");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const COOKS = ["Siti Aminah", "Budi Santoso", "Dewi Lestari", "Agus Salim", "Maria Goreti", "Slamet Riyadi"];

let kitchen: RealKitchen;
let browser: TestBrowser;
let head: { readonly number: string };
let assistant: { readonly number: string };
let first: { readonly staffId: string };
let desk: TestPage;
let other: TestPage;

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  head = await kitchen.person("Ratna Sari Dewi", "kitchen-head");
  assistant = await kitchen.person("Joko Prasetyo", "field-assistant");
  first = await kitchen.person(COOKS[0] ?? "", "kitchen-staff");
  for (const name of COOKS.slice(1)) await kitchen.person(name, "kitchen-staff");
  browser = await openTestBrowser();
  desk = await openAs(head, "orang");
  other = await openAs(assistant, `orang/${first.staffId}`);
});
afterAll(async () => {
  await desk.close();
  await other.close();
  await browser.close();
  await kitchen.stop();
});

async function openAs(who: { readonly number: string }, path: string): Promise<TestPage> {
  const { deviceToken } = await kitchen.device("manager", `Konsol ${who.number}`);
  const opened = await browser.open({
    origin: kitchen.url,
    path: `/manager/${path}`,
    width: 1366,
    height: 768,
    initScript: `localStorage.setItem("bergizi.manager.deviceToken", ${JSON.stringify(deviceToken)});`,
  });
  await opened.page.getByLabel("Nomor 6 angka").fill(who.number);
  await opened.page.getByRole("navigation", { name: "Menu utama" }).waitFor();
  return opened;
}
const sheetOf = async (page: TestPage["page"], number: string): Promise<Buffer> => {
  const downloading = page.waitForEvent("download");
  await page
    .getByRole("dialog")
    .getByLabel(/^Nomor pribadi/)
    .fill(number);
  return readFileSync(await (await downloading).path());
};

test("a sheet of two chosen people gives each the badge they had not, and prints it", async () => {
  const { page } = desk;
  await page.getByRole("checkbox", { name: "Pilih Siti Aminah" }).check();
  await page.getByRole("checkbox", { name: "Pilih Dewi Lestari" }).check();
  await page.getByRole("button", { name: "Cetak lembar kartu (2 orang)" }).click();
  await page.getByText("2 orang belum punya kartu QR").waitFor();
  const pdf = await sheetOf(page, head.number);
  expect(await printedQrCodes(pdf)).toHaveLength(2);
  expect(await printedWords(pdf)).not.toContain("Tidak dicetak");
  await page.getByRole("row", { name: /Siti Aminah.*Ada$/ }).waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
});

test("the sheet of everybody issues what is missing to those it may, and names the one above", async () => {
  const { page } = other;
  await page.getByRole("link", { name: "Daftar" }).click();
  await page.getByRole("button", { name: "Cetak lembar kartu", exact: true }).click();
  const pdf = await sheetOf(page, assistant.number);
  // Six cooks and the assistant; the kitchen head's badge is not the assistant's to issue.
  expect(await printedQrCodes(pdf)).toHaveLength(COOKS.length + 1);
  expect(await printedWords(pdf)).toMatch(/Tidak dicetak[\s\S]*Ratna Sari Dewi · STAFF-001 – belum punya kartu QR/);
});

test("two people who change one person see what differs, and nothing is overwritten", async () => {
  const mine = desk.page;
  const theirs = other.page;
  for (const page of [mine, theirs]) {
    await page.getByRole("link", { name: "Siti Aminah" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Siti Aminah" }).waitFor();
  }
  await mine.getByLabel("Jabatan").fill("Koki");
  await theirs.getByLabel("Jabatan").fill("Juru masak utama");
  await theirs.getByLabel("Telepon").fill("0812 3456 7890");
  await theirs.getByRole("button", { name: "Simpan" }).click();
  await theirs.getByText("Data diubah", { exact: true }).first().waitFor();
  await mine.getByText(/^Diubah Joko 16[.:]2\d – lihat bedanya$/).waitFor();
  expect(await mine.getByRole("button", { name: "Simpan" }).getAttribute("aria-disabled")).toBe("true");
  expect(await axeFindings(mine, axeSource)).toEqual([]);
  await mine.getByRole("button", { name: "Pakai isian saya" }).click();
  await mine.getByRole("button", { name: "Simpan" }).click();
  await theirs.getByText(/Diubah Ratna/).waitFor();
  await theirs.getByRole("button", { name: "Pakai yang sekarang" }).click();
  expect(await theirs.getByLabel("Jabatan").inputValue()).toBe("Koki");
  // What only the other one had touched stayed as they left it.
  expect(await mine.getByLabel("Telepon").inputValue()).toBe("081234567890");
});

test("the template of the import comes with its headings", async () => {
  const { page } = desk;
  await page.getByRole("link", { name: "Daftar" }).click();
  await page.getByRole("button", { name: "Impor daftar" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Unduh contoh berkas" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("contoh-daftar-orang.xlsx");
  const [list] = await readXlsxFile(readFileSync(await download.path()));
  expect(list?.data[0]?.slice(0, 3)).toEqual(["Nama", "Jabatan", "Divisi"]);
  expect(desk.errors).toEqual([]);
  expect(other.errors).toEqual([]);
});
