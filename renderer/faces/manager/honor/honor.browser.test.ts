import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { playFortnight, type Fortnight } from "#tests/kit/pay-fortnight.ts";
import type { TestPerson } from "#tests/kit/people-kitchen.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

const START_MS = msFromLocal("2026-11-22", "16:30", "Asia/Makassar");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = process.env["PICTURES_DIR"];

let dataDir: string;
let fortnight: Fortnight;
let server: KitchenServer;
let browser: TestBrowser;
let desk: TestPage;
let page: Page;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "bergizi-honor-"));
  fortnight = await playFortnight({ peopleCount: 14, place: { dataDir, secrets: loadSiteSecrets(dataDir) } });
  fortnight.kitchen.close();
  server = await createKitchenServer({
    dataDir,
    host: "127.0.0.1",
    port: 0,
    logLevel: "error",
    ...INSTALLED,
    facesDir: inject("facesDir"),
    demo: { startMs: START_MS, rate: 1 },
  });
  browser = await openTestBrowser();
  const path = `/manager#secret=${server.shellSecret}`;
  desk = await browser.open({ origin: server.origin, path, width: 1366, height: 768 });
  ({ page } = desk);
  await signIn(fortnight.accountant);
});
afterAll(async () => {
  await desk.close();
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

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
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

test("the next list is proposed, with rates and deductions entered before it is made", async () => {
  await open("orang/honor", /^Honor$/);
  await page.getByText("Belum ada daftar honor – buat yang pertama di bawah").waitFor();
  await page.getByRole("cell", { name: "Rp 12.001 per jam" }).waitFor();
  await picture("honor-empty");
  // Twelve days with work: Monday to Friday of the week after, the free Sunday two people came on among them.
  expect(await page.getByLabel("Dari hari dapur").inputValue()).toBe("09/11/2026");
  expect(await page.getByLabel("Sampai hari dapur").inputValue()).toBe("20/11/2026");
  await page.getByLabel("Sampai hari dapur").fill("21/11/2026");
  await page.getByLabel("Dari siapa").selectOption({ label: "Relawan 01" });
  await page.getByLabel("Alasan").fill("Kasbon");
  await page.getByLabel("Jumlah (Rp)").fill("25.000");
  await page.getByRole("button", { name: "Tambah potongan" }).click();
  await page.getByText("Relawan 01 · Kasbon · Rp 25.000").waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await page.getByRole("button", { name: "Buat daftar" }).click();
  await page.getByRole("heading", { level: 1, name: /^Honor Sen, 9 Nov/ }).waitFor();
});

test("every line says how it came to be", async () => {
  const [first] = fortnight.people;
  const expectedIdr = (fortnight.expectedIdrByStaff.get(first?.staffId ?? "") ?? 0) - 25_000;
  await page.getByText("Relawan 01", { exact: true }).click();
  await page.getByText("Potongan: Kasbon").waitFor();
  const amount = `Rp ${expectedIdr.toLocaleString("de")}`;
  await page.getByRole("definition").filter({ hasText: amount }).first().waitFor();
  expect(await axeFindings(page, axeSource)).toEqual([]);
  await picture("honor-list");
});

test("its maker may not approve it and reads why", async () => {
  const approve = page.getByRole("button", { name: /^Setujui$/ });
  expect(await approve.getAttribute("aria-disabled")).toBe("true");
  await page.getByText("Perlu Kepala SPPG").first().waitFor();
});

test("the dafnom is signed for and comes as a sheet with the list's own figures", async () => {
  await page.getByRole("button", { name: "Ekspor Dafnom sebagai XLSX" }).click();
  await picture("honor-sign");
  const [download] = await Promise.all([page.waitForEvent("download"), sign(fortnight.accountant)]);
  expect(download.suggestedFilename()).toBe("SPPG-0417_dafnom_2026-11-21.xlsx");
  const [info, list] = await readXlsxFile(await download.path());
  expect(info?.data[0]?.[0]).toBe("DEMO – bukan data dapur sungguhan");
  expect(list?.data[1]?.[2]).toBe("Relawan 01");
});

test("the field assistant sees that there is a list, and nobody's amount", async () => {
  await signInInstead(fortnight.fieldAssistant);
  await open("orang/honor", /^Honor$/);
  await page.getByRole("cell", { name: "tidak ditampilkan" }).waitFor();
  expect(await page.getByText("Tarif honor").count()).toBe(0);
  await picture("honor-aslap");
});

test("the head approves with the own number; then it is frozen, and the accountant marks it as paid", async () => {
  await signInInstead(fortnight.head);
  await open("orang/honor", /^Honor$/);
  await page.getByRole("button", { name: /^Buka / }).click();
  await page.getByRole("button", { name: /^Setujui$/ }).click();
  await page
    .getByRole("dialog")
    .getByText(/tidak bisa dikoreksi lagi/)
    .waitFor();
  await sign(fortnight.head);
  await page.getByText("Disetujui", { exact: true }).first().waitFor();
  await signInInstead(fortnight.accountant);
  await open("orang/honor", /^Honor$/);
  await page.getByRole("button", { name: /^Buka / }).click();
  await page.getByRole("button", { name: "Tandai dibayar" }).click();
  await page.getByLabel("Nomor bukti").fill("TRF-0417");
  await page.getByRole("dialog").getByRole("button", { name: "Tandai dibayar" }).click();
  await page.getByText("Transfer · TRF-0417").waitFor();
  await picture("honor-paid");
  expect(desk.errors).toEqual([]);
  expect(desk.foreignRequests).toEqual([]);
});
