import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { playBuyingScene, SCENE_START_MS, type BuyingScene } from "#tests/kit/buying-scene.ts";
import type { TestPerson } from "#tests/kit/people-kitchen.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = process.env["PICTURES_DIR"];

let dataDir: string;
let scene: BuyingScene;
let server: KitchenServer;
let browser: TestBrowser;
let desk: TestPage;
let page: Page;

const start = (startMs: number) =>
  createKitchenServer({
    dataDir,
    host: "127.0.0.1",
    port: 0,
    logLevel: "error",
    ...INSTALLED,
    facesDir: inject("facesDir"),
    demo: { startMs, rate: 1 },
  });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "bergizi-buying-"));
  scene = await playBuyingScene({ dataDir, secrets: loadSiteSecrets(dataDir) });
  server = await start(SCENE_START_MS);
  browser = await openTestBrowser();
  await openDesk();
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

async function openDesk(): Promise<void> {
  const path = `/manager#secret=${server.shellSecret}`;
  desk = await browser.open({ origin: server.origin, path, width: 1366, height: 768 });
  ({ page } = desk);
}
async function signIn(person: TestPerson): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(person.number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
async function signInInstead(person: TestPerson): Promise<void> {
  await signOutAtConsole(page);
  await signIn(person);
}
async function sign(person: TestPerson): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Nomor pribadi/).fill(person.number);
  await dialog.waitFor({ state: "detached" });
}
async function open(path: string, heading: RegExp): Promise<void> {
  await page.goto(`${server.origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: join(PICTURES, `${name}-360.png`), fullPage: true });
  await page.setViewportSize({ width: 1366, height: 768 });
}
const button = (name: string | RegExp) => page.getByRole("button", { name });

test("an order goes from the menu's needs to paid, each step by who may", async () => {
  await signIn(scene.accountant);
  await open("belanja/pemasok", /^Pemasok$/);
  await page.getByRole("cell", { name: "Koperasi Ternak Jaya Koperasi" }).waitFor();
  await picture("pemasok");
  await open("belanja/harga", /^Survei harga$/);
  await page.getByText("Rp 12.800 / kg").first().waitFor();
  await picture("harga");

  await open("belanja/kebutuhan", /^Kebutuhan$/);
  await page.getByText("3.000 porsi").waitFor();
  // 1.200 × 50 g and 1.800 × 80 g of rice.
  await page.getByRole("cell", { name: "204 kg" }).first().waitFor();
  await page.getByText("Belum ada barang gudang").waitFor();
  await page.getByLabel("Pilih Beras medium").check();
  await page.getByLabel("Pilih Telur ayam").check();
  await button("Buat pesanan").click();
  await page.getByLabel("Pemasok", { exact: true }).first().click();
  await page.getByRole("option", { name: "UD Tani Makmur" }).click();
  expect(await page.getByLabel("Harga per sak 25 kg (Rp)").inputValue()).toBe("320000");
  await page.getByLabel("Harga per sak 25 kg (Rp)").fill("362.500");
  await picture("kebutuhan");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await button("Simpan konsep").click();
  await page.getByRole("heading", { level: 1, name: "Pesanan PO-20261121-01" }).waitFor();
  await page.getByText("9 sak 25 kg (225 kg)").waitFor();
  await button("Ajukan").click();
  await page.getByText("Menunggu persetujuan").first().waitFor();
  await page.getByText(/^Beras medium: Rp 14.500 \/ kg, acuan Rp 12.800 \/ kg/).waitFor();
  await page.getByText("Baru 3 pemasok aktif dari 15").waitFor();
  await picture("pesanan-diajukan");
  const orderUrl = page.url();

  await signInInstead(scene.head);
  await page.goto(orderUrl);
  await button("Setujui").click();
  await page.getByLabel(/Alasan/).fill("Harga naik di semua pasar");
  await page.getByRole("dialog").getByRole("button", { name: "Setujui" }).click();
  await sign(scene.head);
  await page.getByText("PO-20261121-01 disetujui").first().waitFor();

  await signInInstead(scene.accountant);
  await page.goto(orderUrl);
  await button("Tandai dikirim").click();
  await page.getByRole("dialog").getByRole("button", { name: "Tandai dikirim" }).click();
  await page.getByText("Dikirim ke pemasok").first().waitFor();
  await receiveInParts(orderUrl);
  await matchAndPay();
});

/** Two deliveries, taken in while the server is down; the second is short. */
async function receiveInParts(orderUrl: string): Promise<void> {
  const orderId = orderUrl.slice(orderUrl.lastIndexOf("/") + 1);
  await desk.close();
  await server.stop();
  const rice = { itemId: scene.riceId, unit: "g" as const };
  await scene.receive({
    orderId,
    lines: [
      { ...rice, amount: 125_000 },
      { itemId: scene.eggId, unit: "pcs", amount: 3_000 },
    ],
  });
  await scene.receive({ orderId, lines: [{ ...rice, amount: 75_000 }] });
  server = await start(SCENE_START_MS + 7_200_000);
  await openDesk();
  // The console's own device is still signed in.
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
  await open(`belanja/pesanan/${orderId}`, /^Pesanan PO/);
  await page.getByRole("cell", { name: "25 kg", exact: true }).waitFor();
  await page.getByText("Sebagian").first().waitFor();
  await picture("pesanan-sebagian");
  await open("belanja", /^Pesanan$/);
  await page.getByRole("cell", { name: "PO-20261121-01", exact: true }).waitFor();
  await picture("pesanan");
}

async function matchAndPay(): Promise<void> {
  await open("belanja/faktur", /^Faktur & pembayaran$/);
  await button(/^Cocokkan faktur RCV/)
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nomor faktur").fill("INV/2026/117");
  for (const box of await dialog.getByRole("checkbox").all()) await box.check();
  expect(await dialog.getByLabel("Banyaknya Beras medium ditagih (kg)").inputValue()).toBe("200");
  await dialog.getByLabel("Tagihan Beras medium (Rp)").fill("3.000.000");
  await dialog.getByText("Harga beda").waitFor();
  await dialog.getByText("Ada beda – isi alasan").waitFor();
  await picture("cocokkan");
  await dialog.getByLabel("Alasan beda").fill("Ongkos angkut disepakati");
  await dialog.getByRole("button", { name: "Cocokkan faktur" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("Semua penerimaan sudah ada fakturnya").waitFor();

  await signInInstead(scene.head);
  await open("belanja/faktur", /^Faktur & pembayaran$/);
  await button("Setujui bayar INV/2026/117").click();
  await sign(scene.head);
  await page.getByText("Boleh dibayar").waitFor();
  await signInInstead(scene.accountant);
  await open("belanja/faktur", /^Faktur & pembayaran$/);
  await button("Catat bayar INV/2026/117").click();
  await page.getByRole("dialog").getByRole("button", { name: "Catat bayar" }).click();
  await page.getByText("Lunas").waitFor();
  await picture("faktur");
  await open("belanja/pengeluaran", /^Pengeluaran$/);
  await button("Catat pengeluaran").click();
  await page.getByRole("dialog").getByLabel("Jumlah (Rp)").fill("1.250.000");
  await page.getByRole("dialog").getByRole("button", { name: "Simpan" }).click();
  await page.getByRole("cell", { name: "Rp 1.250.000" }).waitFor();
  await picture("pengeluaran");
  await open("belanja/anggaran", /^Anggaran$/);
  // 1.200 × Rp 8.000 + 1.800 × Rp 10.000 of the approved day.
  await page.getByText("Rp 27.600.000").waitFor();
  await picture("anggaran");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  expect(desk.errors).toEqual([]);
}
