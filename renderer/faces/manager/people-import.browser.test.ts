import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { messyPeopleRows, messyPeopleXlsx, nationalId } from "#tests/kit/messy-people.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const START_MS = msFromLocal("2026-11-20", "16:20", "Asia/Jakarta");
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let kitchen: RealKitchen;
let browser: TestBrowser;
let desk: TestPage;

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  const head = await kitchen.person("Ratna Sari Dewi", "kitchen-head");
  browser = await openTestBrowser();
  const path = `/manager/orang/impor#secret=${kitchen.server.shellSecret}`;
  desk = await browser.open({ origin: kitchen.url, path, width: 1366, height: 768 });
  await desk.page.getByLabel("Nomor 6 angka").focus();
  await desk.page.keyboard.type(head.number);
  await desk.page.getByRole("heading", { level: 1, name: "Impor daftar orang" }).waitFor();
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await kitchen.stop();
});

async function choose(rows: Parameters<typeof messyPeopleXlsx>[0]): Promise<void> {
  const buffer = Buffer.from(await messyPeopleXlsx(rows));
  await desk.page.getByLabel("Pilih berkas").setInputFiles({ name: "relawan.xlsx", mimeType: XLSX, buffer });
}

test("a list with bad cells adds nobody and names each of them", async () => {
  const { page } = desk;
  await choose(
    messyPeopleRows({
      spoil: {
        3: (row) => row.map((cell, index) => (index === 2 ? "Asisten ahli gizi" : cell)),
        30: (row) => row.map((cell, index) => (index === 4 ? nationalId(100, "1975-01-01") : cell)),
      },
    }),
  );
  await page.getByText("NIK sama dengan baris 13").waitFor();
  await page.getByText("Jabatan tidak dikenal").waitFor();
  expect(await page.getByRole("button", { name: /^Tambahkan/ }).count()).toBe(0);
  expect(await axeFindings(page, axeSource)).toEqual([]);
});

test("the clean list is added at once; whoever is there already is passed over", async () => {
  const { page } = desk;
  await choose(messyPeopleRows());
  await page.getByRole("button", { name: "Tambahkan 51 orang" }).click();
  await page.getByRole("heading", { name: "50 orang ditambahkan" }).waitFor();
  await page.getByText("Sudah terdaftar, dilewati: Ratna Sari Dewi, S.Sos").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("link", { name: "Fitri Handayani, S.Gz" }).click();
  await page.getByRole("heading", { level: 1, name: "Fitri Handayani, S.Gz" }).waitFor();
  expect(desk.errors).toEqual([]);
});
