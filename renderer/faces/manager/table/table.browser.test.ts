import readXlsxFile from "read-excel-file/node";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startManagerNight, type ManagerNight } from "#tests/kit/manager-night.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

let night: ManagerNight;
let browser: TestBrowser;
let console_: TestPage;
let page: Page;

beforeAll(async () => {
  night = await startManagerNight(inject("facesDir"));
  browser = await openTestBrowser();
  const { origin, shellSecret } = night.server();
  console_ = await browser.open({ origin, path: `/manager#secret=${shellSecret}`, width: 1366, height: 768 });
  ({ page } = console_);
  await signIn("head");
});
afterAll(async () => {
  await console_.close();
  await browser.close();
  await night.close();
});

async function signIn(who: keyof ManagerNight["people"]): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(night.people[who].pin);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}

async function open(path: string): Promise<void> {
  await page.goto(`${night.server().origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

const button = (name: string) => page.getByRole("button", { name, exact: true });

/** The file a press ends in. */
async function downloaded(press: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("what is shown of a table leaves as a sheet the kitchen wrote, rows and order of the screen, without a signature", async () => {
  await open("dapur");
  const kloter = page.getByRole("region", { name: "Kloter", exact: true });
  await kloter.getByRole("row").nth(night.plan.batches.length).waitFor();
  await page.getByLabel("Saring Kloter").fill("sd");
  await kloter.getByRole("button", { name: "Porsi" }).click();
  const shown = await kloter.getByRole("row").locator("td:first-child a").allInnerTexts();
  const { name, bytes } = await downloaded(() => button("Ekspor Kloter sebagai XLSX").click());
  expect(name).toMatch(/_kloter_\d{4}-\d{2}-\d{2}\.xlsx$/);
  const [info, sheet] = await readXlsxFile(bytes);
  expect(sheet?.data.slice(1).map((row) => row[0])).toEqual(shown);
  expect(String(info?.data.find(([fact]) => fact === "Periode")?.[1])).toContain("saringan “sd”");
  const pdf = await downloaded(() => button("Ekspor Kloter sebagai PDF").click());
  expect(pdf.bytes.toString("latin1", 0, 5)).toBe("%PDF-");
});

test("a view is kept on this device for this person alone, and dropped again", async () => {
  await button("Simpan tampilan Kloter").click();
  await open("dapur");
  const field = page.getByLabel("Saring Kloter");
  await expect.poll(() => field.inputValue()).toBe("sd");
  await signOutAtConsole(page);
  await signIn("quality");
  await open("dapur");
  await button("Ekspor Kloter sebagai CSV").waitFor();
  expect(await field.inputValue()).toBe("");
  const csv = button("Ekspor Kloter sebagai CSV");
  const describedBy = (await csv.getAttribute("aria-describedby")) ?? "";
  expect(await page.locator(`[id="${describedBy}"]`).innerText()).toMatch(/^Perlu Kepala SPPG/);
  await signOutAtConsole(page);
  await signIn("head");
  await open("dapur");
  await button("Kembali ke tampilan awal Kloter").click();
  expect(await field.inputValue()).toBe("");
  expect(await button("Kembali ke tampilan awal Kloter").count()).toBe(0);
});

test("a list of people is signed for", async () => {
  await open("orang");
  await button("Ekspor Daftar orang sebagai CSV").waitFor();
  await button("Ekspor Daftar orang sebagai CSV").click();
  const number = page.getByRole("dialog").getByLabel(/^Nomor pribadi/);
  const { name, bytes } = await downloaded(() => number.fill(night.people.head.pin));
  expect(name).toMatch(/_orang_.*\.csv$/);
  expect(bytes.toString("utf8").split("\r\n")).toHaveLength(52);
});

test("nothing was thrown and nothing asked of another origin", () => {
  expect(console_.errors).toEqual([]);
  expect(console_.foreignRequests).toEqual([]);
});
