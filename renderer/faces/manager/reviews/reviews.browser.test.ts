import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { present } from "#kernel/assert.ts";
import { msFromLocal } from "#kernel/time.ts";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { playFortnight, type Fortnight } from "#tests/kit/pay-fortnight.ts";
import type { TestPerson } from "#tests/kit/people-kitchen.ts";
import { openPersonMenu, signOutAtConsole } from "#tests/kit/console-session.ts";

const START_MS = msFromLocal("2026-11-21", "12:30", "Asia/Makassar");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = process.env["PICTURES_DIR"];

let dataDir: string;
let fortnight: Fortnight;
let cook: TestPerson;
let server: KitchenServer;
let browser: TestBrowser;
let desk: TestPage;
let page: Page;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "bergizi-reviews-"));
  fortnight = await playFortnight({ peopleCount: 4, place: { dataDir, secrets: loadSiteSecrets(dataDir) } });
  cook = present(fortnight.people[0], "the first person");
  fortnight.kitchen.close();
  server = await startServer(0);
  browser = await openTestBrowser();
  const path = `/manager#secret=${server.shellSecret}`;
  desk = await browser.open({ origin: server.origin, path, width: 1366, height: 768 });
  ({ page } = desk);
  await signIn(fortnight.head);
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

function startServer(port: number): Promise<KitchenServer> {
  return createKitchenServer({
    dataDir,
    host: "127.0.0.1",
    port,
    logLevel: "error",
    ...INSTALLED,
    facesDir: inject("facesDir"),
    demo: { startMs: START_MS, rate: 1 },
  });
}
async function signIn(person: TestPerson): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(person.number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
async function signInInstead(person: TestPerson): Promise<void> {
  await signOutAtConsole(page);
  await signIn(person);
}
const sign = (person: TestPerson) =>
  page
    .getByRole("dialog")
    .getByLabel(/^Nomor pribadi/)
    .fill(person.number);
async function open(path: string, heading: RegExp): Promise<void> {
  await page.goto(`${server.origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}
/** As it is, and where somebody looks at pictures also on a phone, in the dark, in English. */
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  const shoot = (variant: string) => page.screenshot({ path: join(PICTURES, `${name}${variant}.png`), fullPage: true });
  await shoot("");
  await page.setViewportSize({ width: 360, height: 780 });
  await shoot("-360");
  await page.setViewportSize({ width: 1366, height: 768 });
}
const score = (criterion: string, value: string) =>
  page.getByRole("group", { name: criterion, exact: true }).getByRole("button", { name: value, exact: true }).click();

test("a review is started, its facts are counted, every criterion is judged, and its reviewer signs it", async () => {
  await open("orang/penilaian", /^Penilaian$/);
  await page.getByText("Belum ada penilaian – mulai yang pertama.").waitFor();
  await picture("reviews-empty");
  await page.getByRole("button", { name: "Mulai penilaian" }).click();
  const dialog = page.getByRole("dialog");
  // The month before is proposed; nobody reviews themselves.
  expect(await dialog.getByLabel("Dari hari dapur").inputValue()).toBe("01/10/2026");
  await dialog.getByLabel("Siapa yang dinilai").click();
  expect(await page.getByRole("option", { name: /Ibu Kepala/ }).count()).toBe(0);
  await page.getByRole("option", { name: /^Relawan 01/ }).click();
  await dialog.getByLabel("Dari hari dapur").fill("09/11/2026");
  await dialog.getByLabel("Sampai hari dapur").fill("20/11/2026");
  await picture("reviews-start");
  await dialog.getByRole("button", { name: "Mulai penilaian" }).click();
  await page.getByRole("heading", { level: 1, name: "Penilaian Relawan 01" }).waitFor();
  const facts = page.getByRole("region", { name: "Dari absensi dan kloter" });
  await facts.getByText(/^\d+%$/).waitFor();
  await page.getByText("10 kriteria belum dinilai").waitFor();
  for (const criterion of ["Keterampilan kerja", "Komunikasi", "Kerja sama", "Pemecahan masalah", "Tepat waktu"]) {
    await score(criterion, "4");
  }
  for (const criterion of ["Mutu kerja", "Hasil kerja", "Inisiatif", "Pelayanan"]) await score(criterion, "3");
  await page.getByText("1 kriteria belum dinilai").waitFor();
  await score("Kepemimpinan", "Tidak berlaku");
  await page.getByLabel("Catatan Tepat waktu").fill("Datang lebih awal setiap malam");
  await page.getByLabel("Target 1").fill("Sertifikat penjamah makanan");
  // (5 × 4 + 4 × 3) ÷ 9 = 3,56.
  await page.getByText("3,56 · Sesuai harapan").waitFor();
  await picture("review-form");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("link", { name: "Semua penilaian" }).click();
  await page.getByRole("link", { name: /Buka penilaian Relawan 01/ }).click();
  await page.getByText("3,56 · Sesuai harapan").waitFor();
  await page.getByRole("button", { name: "Kirim penilaian" }).click();
  await sign(fortnight.head);
  await page.getByRole("heading", { name: "Menunggu Relawan 01" }).waitFor();
  await picture("review-submitted");
});

test("the reviewed reads it and disagrees with the own number", async () => {
  await signInInstead(cook);
  await openPersonMenu(page);
  await page.getByRole("link", { name: "Penilaian saya · 1 menunggu dibaca" }).click();
  await page.getByText("Datang lebih awal setiap malam").waitFor();
  await picture("own-reviews");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Tidak setuju" }).click();
  await page.getByLabel("Alasan tidak setuju").fill("Nilai inisiatif terlalu rendah");
  await page.getByRole("dialog").getByRole("button", { name: "Lanjut" }).click();
  await sign(cook);
  await page.locator('[data-state="disputed"]').waitFor();
  expect(await page.getByRole("button", { name: "Saya sudah membaca" }).count()).toBe(0);
  // Others' reviews are not theirs to read.
  await open("orang/penilaian", /^Penilaian$/);
  await page.getByText(/Kepala SPPG, Ahli gizi/).waitFor();
});

test("it is closed with what follows, and the list finds it by status and month", async () => {
  await signInInstead(fortnight.head);
  await open("orang/penilaian", /^Penilaian$/);
  await page.getByRole("button", { name: "Tidak setuju 1" }).click();
  await page.getByRole("link", { name: /Buka penilaian Relawan 01/ }).click();
  await page.getByText("Nilai inisiatif terlalu rendah").waitFor();
  await page.getByRole("combobox", { name: "Hasil" }).click();
  await page.getByRole("option", { name: "Ikut pelatihan" }).click();
  await picture("review-disputed");
  await page.getByRole("button", { name: "Tutup penilaian" }).click();
  await page.locator('[data-state="closed"]').waitFor();
  await page.getByRole("link", { name: "Semua penilaian" }).click();
  await page.getByRole("button", { name: "Belum diisi 0" }).click();
  await page.getByText("Tidak ada yang cocok").waitFor();
  await page.getByRole("button", { name: "Semua 1" }).click();
  await page.getByLabel("Masa yang berakhir").selectOption({ label: "November 2026" });
  await page.getByRole("cell", { name: "3,56 · Sesuai harapan" }).waitFor();
  await picture("reviews-list");
  expect(await axeFindings(page, axeSource)).toEqual([]);
});

test("certificates are recorded on the person's page, and those that end are listed and renewed", async () => {
  await open(`orang/${cook.staffId}`, /Relawan 01/);
  const panel = page.getByRole("region", { name: "Sertifikat" });
  await panel.getByText("Belum ada sertifikat tercatat.").waitFor();
  const record = async (kind: string, date: string) => {
    await panel.getByRole("button", { name: "Catat sertifikat" }).click();
    await page.getByRole("dialog").getByLabel("Jenis").click();
    await page.getByRole("option", { name: kind }).click();
    await page.getByRole("dialog").getByLabel("Berlaku sampai").fill(date);
    await page.getByRole("dialog").getByRole("button", { name: "Simpan" }).click();
    await panel.getByText(kind, { exact: true }).waitFor();
  };
  await record("Penjamah makanan", "10/11/2026");
  await record("Pemeriksaan kesehatan", "10/12/2026");
  await record("SIM", "10/12/2029");
  await panel.locator('[data-state="in-force"]').waitFor();
  await picture("staff-certificates");
  await open("orang/sertifikat", /^Sertifikat$/);
  await page.getByRole("cell", { name: "11 hari lalu" }).waitFor();
  await page.locator('[data-state="urgent"]').waitFor();
  expect(await page.getByRole("cell", { name: "SIM", exact: true }).count()).toBe(0);
  await picture("certificates-due");
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Perpanjang Penjamah makanan Relawan 01" }).click();
  await page.getByRole("dialog").getByLabel("Berlaku sampai").fill("10/11/2029");
  await page.getByRole("dialog").getByRole("button", { name: "Simpan" }).click();
  await page.getByRole("cell", { name: "11 hari lalu" }).waitFor({ state: "detached" });
});

test("while the kitchen is away a page says that it waits, and comes with the line", async () => {
  await open("orang", /^Orang$/);
  const port = server.httpPort;
  await server.stop();
  // Its code has come, its rows have not; then one whose code has not.
  await page.getByRole("link", { name: "Penilaian", exact: true }).click();
  await page.getByText("Belum bisa dimuat – menunggu PC dapur").waitFor();
  await page.getByRole("link", { name: "Statistik", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Penilaian" }).waitFor({ state: "detached" });
  await page.getByText("Belum bisa dimuat – menunggu PC dapur").waitFor();
  await picture("page-waiting");
  server = await startServer(port);
  await page.getByRole("heading", { level: 1, name: "Statistik" }).waitFor();
  expect(desk.errors).toEqual([]);
  expect(desk.foreignRequests).toEqual([]);
});
