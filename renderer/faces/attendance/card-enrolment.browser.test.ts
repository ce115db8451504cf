import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createFrontDesk, type FrontDesk } from "#tests/kit/front-desk.ts";
import { scanBurst } from "#tests/kit/reader.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NEW_CARD = "04DEADBE01";

let frontDesk: FrontDesk;
let browser: TestBrowser;
let terminal: TestPage;
let console_: TestPage;
let desk: Page;

beforeAll(async () => {
  frontDesk = await createFrontDesk({ facesDir: inject("facesDir"), peopleCount: 2 });
  const { kitchen, head, people } = frontDesk;
  browser = await openTestBrowser();
  terminal = await frontDesk.openTerminal(browser);
  const { deviceToken } = await kitchen.device("manager", "Konsol layar");
  console_ = await browser.open({
    origin: kitchen.url,
    path: `/manager/orang/${people[0]?.staffId ?? ""}`,
    width: 1366,
    height: 768,
    initScript: `localStorage.setItem("bergizi.manager.deviceToken", ${JSON.stringify(deviceToken)});`,
  });
  desk = console_.page;
  await desk.getByLabel("Nomor 6 angka").fill(head.number);
  await desk.getByRole("heading", { level: 1, name: "Siti Aminah" }).waitFor();
  await terminal.page.locator('[data-state="idle"]').waitFor();
});
afterAll(async () => {
  await terminal.close();
  await console_.close();
  await browser.close();
  await frontDesk.stop();
});

const tap = (text: string) => scanBurst(terminal.page, text);
const state = (name: string) => terminal.page.locator(`[data-state="${name}"]`);
const dialog = () => desk.getByRole("dialog");

test("a card is tapped at the terminal, signed for at the console, and lets its owner in", async () => {
  await desk.getByRole("button", { name: "Daftarkan kartu" }).click();
  await dialog().getByText("Ketuk kartu Siti Aminah di terminal absensi mana pun").waitFor();
  await state("card-waited").getByText("Ketuk kartu baru Siti di sini").waitFor();
  expect(await axeFindings(desk, axeSource)).toEqual([]);
  // The queue goes on: a card somebody has punches for its owner.
  await tap(frontDesk.people[1]?.cardText ?? "");
  await state("card-unrostered").or(state("card-punch")).first().waitFor();
  await tap(NEW_CARD);
  await state("card-offered").getByText("Kartu Siti terbaca").waitFor();
  await dialog()
    .getByText(/^Kartu terbaca di Absensi/)
    .waitFor();
  await dialog().getByRole("button", { name: "Tandatangani" }).click();
  await dialog()
    .getByLabel(/^Nomor pribadi/)
    .fill(frontDesk.head.number);
  await desk.getByText("Kartu Siti Aminah berlaku").first().waitFor();
  await state("card-waited").waitFor({ state: "detached" });
  // The same text again at once would be the same read.
  await state("card-offered").waitFor({ state: "detached", timeout: 8_000 });
  await tap(NEW_CARD);
  await state("card-unrostered").or(state("card-punch")).first().getByText("Siti").waitFor();
  await desk
    .getByText(/terakhir dipakai/)
    .first()
    .waitFor();
  expect((await frontDesk.punches()).map((row) => row["staffId"])).toContain(frontDesk.people[0]?.staffId);
});

test("this PC's reader may read it too; a card somebody has is refused by name", async () => {
  await desk.getByRole("button", { name: "Daftarkan kartu" }).click();
  await dialog()
    .getByLabel("Nomor kartu")
    .fill(frontDesk.people[1]?.cardText ?? "");
  await desk.keyboard.press("Enter");
  await dialog()
    .getByLabel(/^Nomor pribadi/)
    .fill(frontDesk.head.number);
  await dialog().getByText("Kartu ini sudah dipakai Budi").waitFor();
  await dialog().getByRole("button", { name: "Batal" }).click();
  expect(terminal.errors).toEqual([]);
  expect(console_.errors).toEqual([]);
});
