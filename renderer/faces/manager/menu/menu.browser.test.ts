import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { buildMenuCycle } from "#tests/kit/menu-cycle.ts";
import { createRealKitchen, resultOf, type RealKitchen } from "#tests/kit/real-kitchen.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

const START_MS = msFromLocal("2026-11-20", "16:20", "Asia/Jakarta");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = process.env["PICTURES_DIR"];

const COMMAND_PACE_MS = 60;

let kitchen: RealKitchen;
let browser: TestBrowser;
let desk: TestPage;
let page: Page;
let head: { readonly number: string };
let dietitian: { readonly number: string; readonly staffId: string };

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  head = await kitchen.person("Ratna Sari Dewi", "kitchen-head");
  dietitian = await kitchen.person("Siti Rahma", "nutritionist");
  const client = await kitchen.connect(await kitchen.device("manager", "Meja gizi"));
  await client.signIn({ pin: dietitian.number, staffId: dietitian.staffId });
  await buildMenuCycle(async (type, body) => {
    resultOf(await client.command({ type, body, staffId: dietitian.staffId }));
    // A device is heard a bounded number of times a second.
    await sleep(COMMAND_PACE_MS);
  }, kitchen.makeId);
  await client.close();
  browser = await openTestBrowser();
  const path = `/manager/menu#secret=${kitchen.server.shellSecret}`;
  desk = await browser.open({ origin: kitchen.url, path, width: 1366, height: 768 });
  ({ page } = desk);
  await signIn(dietitian);
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await kitchen.stop();
});

async function signIn({ number }: { readonly number: string }): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
}
const choice = (name: string) => page.getByRole("combobox", { name, exact: true });
const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

test("a recipe is written down to its foods and found in the list", async () => {
  await page.getByRole("link", { name: "Resep", exact: true }).click();
  await page.getByRole("link", { name: "Telur balado" }).waitFor();
  await picture("recipes");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Resep baru" }).click();
  await page.getByLabel("Nama masakan").fill("Telur dadar");
  await page.getByLabel("Nama di layar").fill("Telur dadar");
  await page.getByLabel("Kode", { exact: true }).fill("TELUR-DADAR");
  await page.getByLabel("Lama masak (menit)").fill("40");
  await choice("Tambah bahan").fill("telor");
  await page.getByRole("option", { name: "Telur ayam" }).click();
  await page.getByLabel("Kecil Telur ayam").fill("5.500");
  await page.getByRole("button", { name: "Simpan resep" }).click();
  await page.getByText("Jumlah Telur ayam belum diisi untuk semua porsi").waitFor();
  await page.getByLabel("Besar Telur ayam").fill("5.500");
  await page.getByRole("button", { name: "Tambah langkah" }).click();
  await page.getByLabel("Langkah 1").fill("Kocok telur, goreng tipis");
  await picture("recipe");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Simpan resep" }).click();
  await page.getByRole("link", { name: "Telur dadar" }).waitFor();
});

test("a day is planned and submitted by one, and approved by another with a number", async () => {
  await page.getByRole("link", { name: "Kalender", exact: true }).click();
  await page.getByText("Belum ada menu besok").waitFor();
  await page.getByRole("link", { name: "Pilih menu Sel, 24 Nov" }).click();
  await heading("Menu Sel, 24 Nov");
  await choice("Menu").click();
  await page.getByRole("option", { name: /^Menu 2 –/ }).click();
  for (const [group, count] of [
    ["SD kelas 1–3", "500"],
    ["Balita", "40"],
  ] as const) {
    await choice("Tambah kelompok").click();
    await page.getByRole("option", { name: group, exact: true }).click();
    await page.getByLabel(`Porsi ${group}`).fill(count);
  }
  await choice("Pengganti untuk alergen telur").click();
  await page.getByRole("option", { name: "Ayam goreng kuning" }).click();
  await page.getByLabel("Paket khusus alergen telur").fill("4");
  await page.getByRole("button", { name: "Simpan rancangan" }).click();
  await page.getByText("Rancangan disimpan").first().waitFor();
  await page.getByRole("region", { name: "Biaya bahan" }).getByText("Dalam pagu").waitFor();
  await picture("day-draft");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Ajukan" }).click();
  await page.getByText("Menunggu persetujuan").first().waitFor();
  await page.getByRole("button", { name: /Setujui/ }).waitFor();
  await page.getByText("Pengaju tidak boleh menyetujui sendiri").first().waitFor();

  await signOutAtConsole(page);
  await signIn(head);
  await heading("Menu Sel, 24 Nov");
  await page.getByRole("button", { name: "Setujui" }).click();
  const why = page.getByRole("dialog", { name: "Setujui menu Sel, 24 Nov" });
  await why.getByText("Alergen kedelai tanpa pengganti").waitFor();
  await why.getByRole("textbox").fill("Tidak ada penerima alergi kedelai");
  await picture("day-approve");
  await why.getByRole("button", { name: "Setujui" }).click();
  await page.getByRole("dialog").getByLabel(/Nomor/).fill(head.number);
  await page.getByText("Menu disetujui").first().waitFor();
  await page.getByText("Alasan: Tidak ada penerima alergi kedelai").waitFor();
  await page.getByRole("button", { name: "Rencanakan kloter" }).waitFor();
  await picture("day-approved");
  await page.getByRole("button", { name: "Kalender" }).click();
  await page.getByRole("link", { name: "Buka menu Sel, 24 Nov" }).getByText("Disetujui").waitFor();
  await picture("calendar");
  expect(await axeFindings(page, axeSource)).toEqual([]);
});

test("last week is copied onto the next, and menus are put away only when no day needs them", async () => {
  await page.getByRole("button", { name: "Salin minggu lalu ke minggu Sen, 30 Nov" }).click();
  await page.getByText("1 hari disalin").first().waitFor();
  await page.getByRole("link", { name: "Buka menu Sel, 1 Des" }).getByText("Rancangan").waitFor();
  await page.getByRole("link", { name: "Daftar menu", exact: true }).click();
  await page.getByRole("button", { name: "Arsipkan Menu 2", exact: true }).click();
  await page.getByText("Menu dipakai di 2 hari yang akan datang").first().waitFor();
  await picture("menus");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  expect(desk.errors).toEqual([]);
});
