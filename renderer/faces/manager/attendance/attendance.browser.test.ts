import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import { present } from "#kernel/assert.ts";
import { startAttendanceKitchen, type AttendanceKitchen } from "#tests/kit/attendance-kitchen.ts";
import type { MonthPerson } from "#tests/kit/attendance-month.ts";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let kitchen: AttendanceKitchen;
let browser: TestBrowser;
let console_: TestPage;
let page: Page;

beforeAll(async () => {
  kitchen = await startAttendanceKitchen(inject("facesDir"));
  browser = await openTestBrowser();
  const { server } = kitchen;
  console_ = await browser.open({
    origin: server.origin,
    path: `/manager#secret=${server.shellSecret}`,
    width: 1366,
    height: 768,
  });
  ({ page } = console_);
  await signIn(kitchen.month.head);
});
afterAll(async () => {
  await console_.close();
  await browser.close();
  await kitchen.close();
});

async function signIn(who: MonthPerson): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(who.number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
async function signOut(): Promise<void> {
  await signOutAtConsole(page);
}
async function open(path: string): Promise<void> {
  await page.goto(`${kitchen.server.origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
const dialog = () => page.getByRole("dialog");
const PICTURES = process.env["PICTURES_DIR"];
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
async function sign(who: MonthPerson): Promise<void> {
  await dialog()
    .getByLabel(/^Nomor pribadi/)
    .fill(who.number);
}
const person = (index: number) => present(kitchen.month.people[index], "a person of the month");

describe("Hadir", () => {
  test("whoever is expected is recorded on behalf, with the reason, and stands as present", async () => {
    await open("orang/hadir?saring=expected");
    const row = page.getByRole("row", { name: /Catat masuk/ }).first();
    const name = await row.getByRole("cell").first().innerText();
    await row.getByRole("button").click();
    // The shift's own start stands in the form.
    await dialog().getByLabel("Alasan").fill("Kartu tertinggal");
    await dialog().getByRole("button", { name: "Simpan" }).click();
    await page.getByText(`Absen ${name} dicatat`).first().waitFor();
    await page.getByRole("row", { name: new RegExp(name) }).waitFor({ state: "detached" });
  });

  test("a time that has not come is refused in the dialog, in words", async () => {
    await open("orang/hadir?saring=expected");
    await page
      .getByRole("button", { name: /^Catat masuk/ })
      .first()
      .click();
    await dialog().getByLabel("Tanggal").fill("29-11-2026");
    await dialog().getByLabel("Jam", { exact: true }).fill("05:40");
    await dialog().getByLabel("Alasan").fill("Coba");
    await dialog().getByRole("button", { name: "Simpan" }).click();
    await dialog().getByText("Jam ini belum lewat").waitFor();
    await page.keyboard.press("Escape");
  });
});

describe("Bulan", () => {
  test("sixty people stand with letter and word; the arrow keys go from day to day and Enter opens the punches", async () => {
    await open("orang/bulan");
    const grid = page.getByRole("grid");
    await grid.waitFor();
    expect(await grid.getByRole("row").count()).toBe(61);
    await grid.locator('[tabindex="0"]').focus();
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    expect(label).toMatch(new RegExp(`^${person(1).fullName}, Sel, 3 Nov: (Hadir|Terlambat)`));
    await page.keyboard.press("Enter");
    await dialog()
      .getByText(/Masuk · kartu RFID/)
      .waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  test("the totals at the right are those of the row", async () => {
    const row = page.getByRole("row", { name: new RegExp(person(0).fullName) });
    const letters = await row.locator("[data-cell]").allInnerTexts();
    const came = letters.filter((letter) => ["H", "T", "½", "?", "J"].includes(letter)).length;
    const totals = await row.getByRole("gridcell").allInnerTexts();
    expect(totals.slice(-5, -2)).toEqual([
      String(came),
      String(letters.filter((letter) => letter === "T").length),
      String(letters.filter((letter) => letter === "A").length),
    ]);
  });
});

describe("Persetujuan", () => {
  test("a correction shows what it was and what it becomes; `A` approves it with the number alone", async () => {
    await open("orang/persetujuan?jenis=correction");
    const card = page.locator("[data-row]").first();
    await card.getByText("Semula").waitFor();
    const before = await page.locator("main ul [data-row]").count();
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    await sign(kitchen.month.head);
    await page.getByText("Disetujui").first().waitFor();
    await expect.poll(() => page.locator("main ul [data-row]").count()).toBe(before - 1);
    await page
      .getByRole("row", { name: /Koreksi .*disetujui/ })
      .first()
      .waitFor();
  });

  test("a leave is rejected with a reason, which stays", async () => {
    await open("orang/persetujuan?jenis=leave");
    await page.getByRole("button", { name: new RegExp(`^Tolak .*${person(33).fullName}`) }).click();
    await dialog().getByLabel("Alasan").fill("Kloter penuh");
    await dialog().getByRole("button", { name: "Tolak" }).click();
    await sign(kitchen.month.head);
    await page.getByRole("row", { name: /ditolak · Kloter penuh/ }).waitFor();
  });

  test("whoever asked may not approve: off with its reason", async () => {
    await signOut();
    await signIn(kitchen.month.assistant);
    await open(`orang/bulan?orang=${kitchen.month.assistant.staffId}&tanggal=2026-11-27`);
    await dialog().getByRole("button", { name: "Minta koreksi" }).click();
    await dialog().getByLabel("Jam pulang").fill("14:30");
    await dialog().getByRole("combobox", { name: "Alasan" }).click();
    await page.getByRole("option", { name: "Jam salah" }).click();
    await dialog().getByRole("button", { name: "Kirim" }).click();
    await page.getByText("Koreksi diminta").first().waitFor();
    await open("orang/persetujuan?jenis=correction");
    const approve = page.getByRole("button", { name: `Setujui Koreksi ${kitchen.month.assistant.fullName}` });
    expect(await approve.getAttribute("aria-disabled")).toBe("true");
    const reasonId = (await approve.getAttribute("aria-describedby")) ?? "";
    expect(await page.locator(`[id="${reasonId}"]`).innerText()).toBe("Pengaju tidak boleh menyetujui sendiri");
    await signOut();
    await signIn(kitchen.month.head);
  });
});

describe("Jadwal", () => {
  test("a shift that leaves too little rest is refused beside its cell", async () => {
    const cook = person(18);
    await open("orang/jadwal?minggu=2026-12-07");
    const cell = (date: string) => page.getByLabel(`Shift ${cook.fullName} ${date}`);
    await cell("Sen, 7 Des").selectOption("cuci");
    await page.getByText("1 orang").first().waitFor();
    await cell("Sel, 8 Des").selectOption("masak");
    await page.getByText(/^Istirahat hanya 7 j 0 m/).waitFor();
    expect(await cell("Sel, 8 Des").inputValue()).toBe("");
  });

  test("last week is copied whole; a roster that stands is asked about, and kept by name", async () => {
    await open("orang/jadwal?minggu=2026-11-30");
    const standing = page.getByLabel(`Shift ${person(21).fullName} Rab, 2 Des`);
    const other = (
      await standing
        .locator("option")
        .evaluateAll((options) =>
          options
            .map((option) => (option as HTMLOptionElement).value)
            .filter((value) => value !== "" && value !== "masak"),
        )
    )[0];
    await standing.selectOption(other ?? "");
    await page.getByText("1 orang").first().waitFor();
    await page.getByRole("button", { name: "Salin minggu lalu" }).click();
    await dialog().getByText("1 orang sudah punya jadwal lain minggu ini:").waitFor();
    await dialog().getByText(person(21).fullName).waitFor();
    await picture("roster-standing");
    await dialog().getByRole("button", { name: "Pertahankan jadwal mereka" }).click();
    await page.getByText("Jadwal minggu lalu disalin").first().waitFor();
    await dialog().getByText("Jadwalnya dipertahankan").waitFor();
    await picture("roster-left-out");
    await dialog().getByRole("button", { name: "Tutup" }).last().click();
    expect(await standing.inputValue()).toBe(other);
    await expect.poll(() => page.getByLabel(`Shift ${person(20).fullName} Rab, 2 Des`).inputValue()).toBe("masak");
  });
});

describe("a person's badges", () => {
  test("a card is enrolled by tapping and revoked again", async () => {
    await open(`orang/${person(25).staffId}`);
    await page.getByRole("button", { name: "Daftarkan kartu" }).click();
    const cardNumber = dialog().getByLabel("Nomor kartu");
    await cardNumber.pressSequentially("04:A1:B2:C3:D4");
    await cardNumber.press("Enter");
    await sign(kitchen.month.head);
    await expect.poll(() => page.getByRole("button", { name: /^Cabut Kartu RFID/ }).count()).toBe(2);
    await page
      .getByRole("button", { name: /^Cabut Kartu RFID/ })
      .first()
      .click();
    await sign(kitchen.month.head);
    await page.getByText(/^Dicabut Sab, 28 Nov/).waitFor();
  });
});

test("Hari ini counts who has come, and what of attendance waits is in the inbox", async () => {
  await open("hari-ini");
  await page.getByRole("link", { name: /^Hadir.*\/53/s }).waitFor();
  await page.getByText(/absen ditandai$/).waitFor();
});

test("what keeps a wage list from being made is named, each with the way to it", async () => {
  await open("orang/honor");
  await page.getByLabel("Dari hari dapur").fill("02/11/2026");
  await page.getByLabel("Sampai hari dapur").fill("28/11/2026");
  const banner = page.locator('[data-state="open-problems"]');
  await banner.getByText(/absen tanpa jam pulang/).waitFor();
  const stay = banner.getByRole("link", { name: /^Tanpa jam pulang: / }).first();
  const [, name = ""] = /^Tanpa jam pulang: (.+) \S+, \d+ \S+$/.exec(await stay.innerText()) ?? [];
  expect(name).not.toBe("");
  await stay.click();
  await dialog().getByText(name).first().waitFor();
  await page.goBack();
  await banner.waitFor();
});

const ROUTES = [
  "orang/hadir",
  "orang/jadwal",
  "orang/bulan",
  "orang/persetujuan",
  "orang/statistik",
  "orang/person",
] as const;
const addressOf = (route: string) => route.replace("person", person(25).staffId);

describe.each([
  ["id", "light"],
  ["id", "dark"],
  ["en", "light"],
])("every part of Orang in %s, %s", (language, theme) => {
  test("[UX10.21] axe finds nothing serious", async () => {
    await page.evaluate(
      ([languageChosen = "", themeChosen = ""]) => {
        localStorage.setItem("bergizi.manager.language", languageChosen);
        localStorage.setItem("bergizi.manager.theme", themeChosen);
      },
      [language, theme],
    );
    const found: string[] = [];
    for (const route of ROUTES) {
      await open(addressOf(route));
      await page.waitForLoadState("networkidle");
      for (const finding of await axeFindings(page, axeSource)) found.push(`${route}: ${finding}`);
    }
    expect(found).toEqual([]);
  });
});

test("[UX10.2] no part scrolls sideways at 1366, and approvals and cards not at 360", async () => {
  const found: string[] = [];
  for (const [width, routes] of [
    [1366, ROUTES],
    [360, ["orang/persetujuan", "orang/person"]],
  ] as const) {
    await page.setViewportSize({ width, height: 768 });
    for (const route of routes) {
      await open(addressOf(route));
      await page.waitForLoadState("networkidle");
      const overflowPx = await page.evaluate(() => {
        const main = document.querySelector("main");
        return Math.max(
          document.documentElement.scrollWidth - innerWidth,
          main === null ? 0 : main.scrollWidth - main.clientWidth,
        );
      });
      if (overflowPx > 1) found.push(`${route} at ${width}: ${overflowPx} px`);
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(found).toEqual([]);
});

test("nothing was asked of another origin and nothing thrown", () => {
  expect(console_.foreignRequests).toEqual([]);
  expect(console_.errors).toEqual([]);
});
