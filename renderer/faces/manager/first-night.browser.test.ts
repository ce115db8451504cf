import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";
import { planTemplateCsv, planTemplateXlsx } from "./plan-file/template.ts";

/** The evening before: the day's plan is made, nobody cooks yet. */
const START_MS = msFromLocal("2026-11-20", "16:20", "Asia/Jakarta");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let kitchen: RealKitchen;
let browser: TestBrowser;
let desk: TestPage;
let tablet: TestPage;
let page: Page;
/** The kitchen head's number, read off the screen as its owner would. */
let number: string;

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  browser = await openTestBrowser();
  desk = await browser.open({
    origin: kitchen.url,
    path: `/manager#secret=${kitchen.server.shellSecret}`,
    width: 1366,
    height: 768,
  });
  ({ page } = desk);
});
afterAll(async () => {
  await tablet?.close();
  await desk.close();
  await browser.close();
  await kitchen.stop();
});

/** What a person does with Tab until the button of that name has the focus. */
async function tabTo(name: string): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const here = document.activeElement;
      return here?.tagName === "BUTTON" ? here.textContent : null;
    });
    if (text === name) return;
  }
  throw new Error(`no Tab leads to ${name}`);
}

/** Types the personal number into the dialog that asks for it, once it has the focus: keys before that are nobody's. */
async function typeNumber(): Promise<void> {
  const field = page.getByRole("dialog").getByLabel(/^Nomor pribadi/);
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type(number);
}

describe("an empty kitchen", () => {
  test("the page's address keeps no secret", () => {
    expect(new URL(page.url()).hash).toBe("");
  });

  test("is founded by keyboard: its name, its head, the head's number shown once", async () => {
    await page.getByRole("heading", { level: 1, name: "Dapur baru" }).waitFor();
    expect(await axeFindings(page, axeSource)).toEqual([]);
    await page.getByLabel("Nama dapur").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Isi nama dapur").waitFor();
    await page.keyboard.type("SPPG Melati 02");
    await page.keyboard.press("Enter");
    await page.getByLabel("Nama Kepala SPPG").waitFor();
    await page.keyboard.type("Budi Santoso");
    await page.keyboard.press("Enter");
    const shown = await page.getByRole("status", { name: "Nomor pribadi" }).innerText();
    number = shown.replaceAll(/\D/g, "");
    expect(number).toMatch(/^\d{6}$/);
    await tabTo("Sudah dicatat – masuk");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Masuk" }).waitFor();
  });

  test("a wrong number is refused in words; the right one alone identifies", async () => {
    expect(await axeFindings(page, axeSource)).toEqual([]);
    await page.getByLabel("Nomor 6 angka").focus();
    await page.keyboard.type(number === "000000" ? "111111" : "000000");
    await page.getByText(/Nomor tidak cocok – sisa \d kali/).waitFor();
    await page.keyboard.type(number);
    await page.getByRole("heading", { level: 1, name: "Hari ini" }).waitFor();
    await page.getByText("Belum ada rencana untuk hari dapur ini.").waitFor();
  });
});

describe("the day's plan from a file", () => {
  const choose = (name: string, content: string | Buffer) =>
    page
      .getByLabel("Pilih berkas", { exact: true })
      .first()
      .setInputFiles({
        name,
        mimeType: "application/octet-stream",
        buffer: typeof content === "string" ? Buffer.from(content) : content,
      });

  test("a file with bad rows names every one and plans nothing", async () => {
    await page.keyboard.press("Control+k");
    await page.locator("[role=combobox]:focus").waitFor();
    await page.keyboard.type("impor");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Impor rencana hari" }).waitFor();
    const clean = planTemplateCsv("id");
    const bad = clean
      .replace(",06:40,", ",26:40,")
      .replace(",200,", ",-200,")
      .replace("22:00,,,,,2,,", '22:00,,,,,2,STAFF-001,"STAFF-001, STAFF-099"');
    await choose("rencana.csv", bad);
    await page.getByRole("heading", { name: "3 masalah di berkas" }).waitFor();
    await page.getByRole("row", { name: "Tim Kode STAFF-099 bukan orang yang aktif" }).waitFor();
    const rows = await page.getByRole("row").filter({ hasText: "Isi" }).allInnerTexts();
    expect(rows.map((row) => row.split("\t").map((cell) => cell.trim()))).toEqual([
      ["", "6", "Berangkat", "Isi jam, misalnya 02:30"],
      ["", "6", "Kecil", "Isi 0–100.000"],
    ]);
    expect(await page.getByRole("button", { name: "Rencanakan hari ini" }).count()).toBe(0);
    expect(await axeFindings(page, axeSource)).toEqual([]);
  });

  test("a file that is no plan is refused whole", async () => {
    await choose("rencana.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0]));
    await page.getByText("Excel lama (.xls) tidak dibaca. Simpan sebagai .xlsx.").waitFor();
  });

  test("a clean XLSX is shown, confirmed with a key, and is the day's plan", async () => {
    const template = await planTemplateXlsx("id");
    await choose("rencana.xlsx", Buffer.from(await template.arrayBuffer()));
    await page
      .getByText(/rencana\.xlsx: 1 kloter, 200 porsi dan 2 paket alergi untuk hari dapur Sab, 21 Nov\./)
      .waitFor();
    await page.getByRole("heading", { name: "Siap diimpor" }).click();
    await page.keyboard.press("a");
    await page.getByRole("heading", { level: 1, name: "Dapur" }).waitFor();
    await page.getByRole("link", { name: "K1 SD 1–3" }).waitFor();
    await page.getByRole("cell", { name: "SDN 3", exact: true }).waitFor();
  });

  test("the table is exported as a guarded CSV", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("region", { name: "Titik dan keberangkatan" })
        .first()
        .getByRole("button", { name: "Ekspor Titik dan keberangkatan sebagai CSV" })
        .click(),
    ]);
    expect(download.suggestedFilename()).toBe("dapur_titik_2026-11-21.csv");
    const text = readFileSync(await download.path(), "utf8");
    expect(text.startsWith("\uFEFFBerangkat,Titik,Kode,")).toBe(true);
    expect(text).toContain("2026-11-21T06:40:00+07:00,SDN 3,SDN-03,");
  });
});

describe("[UX10.22] a tablet is paired with the keyboard alone", () => {
  let code: string;

  async function newCode(): Promise<string> {
    await tabTo("Pasangkan");
    await page.keyboard.press("Enter");
    await typeNumber();
    const shown = await page
      .getByRole("region", { name: "Pasangkan perangkat" })
      .getByText(/^Kode[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .innerText();
    return shown.slice(-"ABCD-2345".length);
  }

  test("the code is shown for five minutes after a signature", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { level: 1, name: "Perangkat" }).waitFor();
    code = await newCode();
    await page.getByRole("timer").waitFor();
  });

  test("a wrong code is refused in words, the right one shows a number to compare", async () => {
    tablet = await browser.open({ origin: kitchen.url, path: "/pair", width: 1280, height: 800 });
    const device = tablet.page;
    await device.getByRole("button", { name: "Minta dipasangkan" }).click();
    await device.getByText("Ketik kodenya").waitFor();
    expect(await axeFindings(device, axeSource)).toEqual([]);
    await device.getByLabel("Kode dari Konsol").fill("2222-2222");
    await device.getByLabel("Nama perangkat").fill("Tablet Masak 1");
    await device.getByRole("button", { name: "Minta dipasangkan" }).click();
    await device.getByText(/Kode tidak dikenal – sisa \d kali/).waitFor();
    await device.getByLabel("Kode dari Konsol").fill(code.toLowerCase());
    await device.getByRole("button", { name: "Minta dipasangkan" }).click();
    await device.getByRole("heading", { name: "Cocokkan angka ini dengan angka di Konsol" }).waitFor();
    const match = await device.getByRole("status", { name: "Angka" }).innerText();
    expect(match).toMatch(/^\d{3}$/);
    expect(await axeFindings(device, axeSource)).toEqual([]);
    await page
      .getByRole("region", { name: "Tablet Masak 1 ingin dipasangkan" })
      .getByText(new RegExp(`${match}$`))
      .waitFor();
  });

  test("a reloaded device goes on waiting with the same number", async () => {
    const before = await tablet.page.getByRole("status", { name: "Angka" }).innerText();
    await tablet.page.reload();
    expect(await tablet.page.getByRole("status", { name: "Angka" }).innerText()).toBe(before);
  });

  test("approved, it keeps its token and opens its own face", async () => {
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await typeNumber();
    await page.getByText("Tablet Masak 1 dipasangkan").first().waitFor();
    await tablet.page.waitForURL(/\/tablet/);
    expect(await tablet.page.evaluate(() => localStorage.getItem("bergizi.tablet.deviceToken"))).toBeTruthy();
    await page.getByRole("row", { name: /Tablet Masak 1 Tablet Masak/ }).waitFor();
  });

  test("[UX10.21] another device is refused, in words, in both themes and languages", async () => {
    await page.getByRole("button", { name: "Tutup kode" }).click();
    code = await newCode();
    const other = await browser.open({ origin: kitchen.url, path: "/pair", width: 360, height: 740 });
    const device = other.page;
    for (const [languageButton, themeButton] of [
      ["English", "Night"],
      ["Bahasa Indonesia", "Dapur"],
    ] as const) {
      await device.getByRole("button", { name: languageButton }).click();
      expect(await axeFindings(device, axeSource)).toEqual([]);
      await device.getByRole("button", { name: themeButton }).click();
      expect(await axeFindings(device, axeSource)).toEqual([]);
    }
    await device.getByLabel("Kode dari Konsol").fill(code);
    await device.getByLabel("Nama perangkat").fill("Ponsel asing");
    await device.getByRole("button", { name: "Minta dipasangkan" }).click();
    await page
      .getByRole("region", { name: "Ponsel asing ingin dipasangkan" })
      .getByRole("button", { name: "Angka beda? Tolak" })
      .click();
    await device.getByRole("heading", { name: "Ditolak di Konsol" }).waitFor();
    expect(await axeFindings(device, axeSource)).toEqual([]);
    expect(await device.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await device.getByRole("button", { name: "Mulai lagi" }).click();
    // A code is for one device, refused or not.
    await device.getByLabel("Kode dari Konsol").fill(code);
    await device.getByLabel("Nama perangkat").fill("Ponsel asing");
    await device.getByRole("button", { name: "Minta dipasangkan" }).click();
    await device.getByText("Kode sudah dipakai – minta kode baru").waitFor();
    expect([...other.foreignRequests, ...other.errors]).toEqual([]);
    await other.close();
  });

  test("[UX10.23] neither page asked another origin, or failed", () => {
    expect([...desk.foreignRequests, ...tablet.foreignRequests]).toEqual([]);
    expect(desk.errors).toEqual([]);
  });
});

test("a person is added; their number is shown once", async () => {
  await page.goto(`${kitchen.url}/manager/orang`);
  await page.getByRole("button", { name: "Tambah orang" }).click();
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: "Simpan dan buat nomor" });
  const box = await save.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(768);
  await dialog.getByLabel("Tanggal lahir").fill("31/02/1990");
  await save.click();
  expect(await dialog.getByText("Wajib diisi").count()).toBe(5);
  await dialog.getByText("Tanggal tidak terbaca").waitFor();
  await dialog.getByLabel("Tanggal lahir").fill("9/3/1990");
  await dialog.getByText("Jum, 9 Mar 1990").waitFor();
  await dialog.getByLabel("Nama lengkap").fill("Siti Aminah");
  await dialog.getByRole("combobox", { name: "Peran" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option", { name: "Ahli gizi" }).click();
  await page.keyboard.press("Escape");
  await dialog.getByLabel("Divisi").click();
  await page.getByRole("option", { name: "Kantor" }).click();
  await dialog.getByLabel("Status kerja").click();
  await page.getByRole("option", { name: "Pegawai BGN" }).click();
  await dialog.getByLabel("Jabatan").fill("Ahli gizi");
  await save.click();
  const shown = await dialog.getByRole("status", { name: "Nomor pribadi" }).innerText();
  expect(shown).toMatch(/^\d{3} \d{3}$/);
  await dialog.getByRole("button", { name: "Sudah dicatat" }).click();
  await page.getByRole("link", { name: "Siti Aminah" }).waitFor();
  expect(await page.getByText(shown).count()).toBe(0);
});

test("a day is reached by its date, typed in the kitchen's order whatever language the browser has", async () => {
  await page.getByRole("link", { name: "Dapur", exact: true }).click();
  const field = page.getByLabel("Pilih tanggal");
  await field.fill("5/12/2026");
  await page.getByText("hari dapur Sab, 5 Des", { exact: true }).waitFor();
  await field.fill("31/02/2027");
  await field.blur();
  expect(await field.inputValue()).toBe("05/12/2026");
  await field.press("ArrowDown");
  await page.getByText("hari dapur Jum, 4 Des", { exact: true }).waitFor();
  expect(await field.inputValue()).toBe("04/12/2026");
});
