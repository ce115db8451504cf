import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import { axeFindings, cutElements, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { scanBurst, tapNumber } from "#tests/kit/reader.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import {
  DESK_NOW_MS,
  DESK_PEOPLE,
  deskHours,
  deskRoster,
  deskSignedIn,
  deskWelcome,
  punchAccepted,
} from "#tests/kit/terminal-scene.ts";
import { deskFaults } from "#tests/kit/desk-faults.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [
  { name: "15.6″ landscape", width: 1_920, height: 1_080 },
  { name: "10″ portrait", width: 800, height: 1_280 },
] as const;
const [SITI, BUDI, LONG] = DESK_PEOPLE;

let browser: TestBrowser;
let kitchen: ScriptedKitchen;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect([opened.errors, opened.foreignRequests]).toEqual([[], []]);
  await opened.close();
  await kitchen.close();
});

async function open(
  size: { readonly width: number; readonly height: number },
  options: {
    readonly isDemo?: boolean;
    readonly language?: "en";
    readonly people?: boolean;
    readonly isSilent?: boolean;
  } = {},
): Promise<void> {
  const welcome = { ...deskWelcome(), isDemo: options.isDemo ?? false };
  kitchen = await startScriptedKitchen({ facesDir: inject("facesDir"), nowMs: DESK_NOW_MS, welcome });
  kitchen.setRows("terminal-roster", options.people === false ? [] : deskRoster());
  kitchen.setRows("my-hours", deskHours());
  kitchen.setSilent(options.isSilent ?? false);
  kitchen.answerCommands(punchAccepted);
  kitchen.answerSignIns(deskSignedIn);
  const initScript = options.language === "en" ? 'localStorage.setItem("bergizi.attendance.language", "en");' : "";
  opened = await browser.open({ origin: kitchen.origin, path: "/attendance#secret=x", ...size, initScript });
  page = opened.page;
  await page.locator("header").waitFor();
}
const state = (name: string) => page.locator(`[data-state="${name}"]`);
const press = (name: string | RegExp) => page.getByRole("button", { name }).first().click();
const answerWith = (part: Readonly<Record<string, unknown>>) =>
  kitchen.answerCommands((command) => punchAccepted(command, part));
const refuseWith = (code: string, data: Readonly<Record<string, unknown>> = {}) =>
  kitchen.answerCommands(({ commandId }) => ({ kind: "rejected", commandId, rejection: { code, ...data } }));

/** Waits for a state, then looks for what would be wrong with it on this screen. */
async function seen(name: string, words?: string): Promise<void> {
  await state(name).first().waitFor();
  if (words !== undefined) expect(await state(name).first().textContent()).toContain(words);
  expect([name, await cutElements(page)]).toEqual([name, []]);
  expect([name, await deskFaults(page)]).toEqual([name, []]);
}

describe.each(SIZES)("every state of a punch, on $name", (size) => {
  it("[UX10.2] answers of the kitchen: in time, late, known, asked about, struck through", async () => {
    await open(size);
    await page.getByRole("heading", { name: "Tempel kartu, tunjukkan QR, atau ketik nomor" }).waitFor();
    await seen("camera-off", "Kamera mati – absen tetap tercatat");
    await seen("clock-off", "periksa");
    await scanBurst(page, SITI.badge);
    await seen("card-punch", "MASUK 00:47");
    await seen("last-punch", "Bukan saya?");
    answerWith({ lateMs: 12 * MINUTE_MS });
    await scanBurst(page, LONG.badge);
    await page.getByText("Terlambat 12 mnt").waitFor();
    await seen("card-punch", LONG.name);
    answerWith({ outcome: "already", punchId: "punch_x", otherTerminalName: "Absensi belakang" });
    await scanBurst(page, BUDI.badge);
    await seen("card-known", "Sudah tercatat di Absensi belakang, 00:47");
    answerWith({ direction: "out", isShortStay: true, workedMs: 43 * MINUTE_MS });
    await scanBurst(page, "04DE0001");
    await seen("card-short-stay", "PULANG 00:47 – baru 43 mnt. Benar?");
    await press(/^Ya$/);
    await page.getByText("Dicatat").waitFor();
    answerWith({ isUnrostered: true, shift: null });
    await scanBurst(page, "04DE0002");
    await seen("card-unrostered", "Di luar jadwal – pilih alasan");
    expect(await page.getByRole("button", { name: /Tukar shift|Lembur|Lainnya/ }).count()).toBe(3);
    await press("Bukan saya");
    await seen("card-withdrawn", "Tempel kartu atau ketik nomor Anda");
    // The screen reacts once the record is in the device's queue; the kitchen hears of it a moment later.
    await expect
      .poll(() => kitchen.commands.at(-1))
      .toMatchObject({ type: "withdraw-punch", body: { reasonCode: "wrong-person" } });
  });

  it("refusals: cards, numbers, a lock, a reader that never ended", async () => {
    await open(size);
    const refusals = [
      ["badge-unknown", "Kartu belum terdaftar (A3F2)"],
      ["badge-revoked", "Kartu tidak aktif – hubungi Kepala SPPG"],
      ["badge-of-other-kitchen", "QR bukan milik dapur ini"],
      ["badge-forged", "QR tidak sah"],
      ["staff-ended", "Orang ini sudah berhenti"],
    ] as const;
    for (const [code, words] of refusals) {
      refuseWith(code, { tail: "A3F2" });
      await scanBurst(page, `FFFF${code.toUpperCase()}`);
      await seen(`card-refused-${code}`, words);
    }
    await scanBurst(page, "12345", { end: "6" });
    await seen("card-refused-scan-broken", "Kartu tidak terbaca – tempel lagi");
    expect(await page.locator('[data-filled="true"]').count()).toBe(0);
    refuseWith("number-unknown", { triesLeftCount: 4 });
    await tapNumber(page, "123456");
    await seen("number-refused");
    await seen("card-refused-number-unknown", "Nomor tidak dikenal");
    kitchen.answerCommands(({ commandId, occurredAtMs }) => ({
      kind: "rejected",
      commandId,
      rejection: { code: "number-locked", untilAtMs: occurredAtMs + 300_000 },
    }));
    await tapNumber(page, "123456");
    await seen("keypad-locked", "Tombol angka dikunci 5 mnt – kartu tetap bisa");
  });

  it("cut off, the queue, catching up, paper, revoked", async () => {
    await open(size);
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("terminal-roster")));
    await kitchen.kill();
    await seen("keypad-cut", "Nomor butuh sambungan – pakai kartu");
    await scanBurst(page, SITI.badge);
    await seen("card-saved", "Tersimpan di perangkat 00:47");
    await scanBurst(page, BUDI.badge);
    await press(/menunggu/);
    await page.getByRole("heading", { name: "Belum terkirim" }).waitFor();
    await seen("queue");
    await press("Kembali");
    refuseWith("badge-revoked");
    await kitchen.revive();
    // Who stands here sees why; the one who left was told "saved", so the refusal stays for whoever looks after the desk.
    await page.getByText("1 ditolak").waitFor({ timeout: 20_000 });
    await press(/ditolak/);
    await seen("queue", "Kartu tidak aktif");
    await press("Buang isian");
    await page.getByText("ditolak").waitFor({ state: "detached" });
    await press("Kembali");
    kitchen.setStore("full");
    refuseWith("store-full");
    await scanBurst(page, "04DE0001");
    await seen("paper", "Catat di kertas – hubungi Kepala SPPG");
    kitchen.setStore("ok");
    kitchen.answerCommands(punchAccepted);
    await state("paper").waitFor({ state: "detached", timeout: 20_000 });
    kitchen.refuse("device-revoked-closing");
    await seen("gate-revoked", "Layar ini dicabut");
  });

  it("own hours, correction and leave: few large choices, all within the left part", async () => {
    await open(size);
    await press("Jam saya");
    await seen("flow-number", "Ketik nomor Anda");
    await tapNumber(page, "111111");
    await seen("number-refused");
    await tapNumber(page, "222222");
    await page.getByRole("table").waitFor();
    await seen("flow-hours", "Lupa pulang");
    await press("Batal");
    await press("Koreksi / lupa absen");
    await tapNumber(page, "222222");
    await page.getByText("00:47 – 08:47").first().waitFor();
    await seen("flow-day", "hari mana?");
    await page.getByRole("button", { name: /19 Nov/ }).click();
    await seen("flow-reason", "Apa yang salah?");
    await press("Jam salah");
    await tapNumber(page, "07");
    await seen("time-typed", "07:__");
    await seen("flow-time", "Tetap 00:47");
    await tapNumber(page, "30");
    await press("Tetap 08:47");
    await seen("flow-confirm", "MASUK 07:30");
    // A colleague's card in between is a punch; the correction waits underneath.
    await scanBurst(page, BUDI.badge);
    await seen("card-punch", BUDI.name);
    await state("card-punch").waitFor({ state: "detached" });
    await press("Kirim");
    await seen("flow-sent", "Permintaan terkirim – menunggu persetujuan");
    await press("Batal");
    await press("Izin / sakit");
    await tapNumber(page, "222222");
    await seen("flow-leave-kind");
    await press(/^Izin$/);
    await press("Tambah sehari");
    await seen("flow-leave-days", "2 hari");
    await press("Lanjut");
    await seen("flow-leave-reason", "Keluarga");
    await press("Batal");
  });

  it("in English, in a demo kitchen, with nobody registered yet", async () => {
    await open(size, { isDemo: true, language: "en", people: false });
    await seen("nobody-registered", "Nobody registered yet");
    expect(await page.locator("[data-demo]").textContent()).toBe("DEMO");
    expect(await state("clock-off").count()).toBe(0);
    answerWith({ isUnrostered: true, shift: null });
    await scanBurst(page, LONG.badge);
    await seen("card-unrostered", "Outside the roster – choose why");
    await press("Bahasa Indonesia");
    await page.getByText("Di luar jadwal – pilih alasan").waitFor();
  });
});

describe("what a terminal owes everybody", () => {
  it("[UX10.21] has no serious finding in both themes, idle, asking and refusing", async () => {
    await open(SIZES[0]);
    for (const theme of ["light", "dark"]) {
      await page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme);
      await state("idle").waitFor();
      expect(await axeFindings(page, axeSource)).toEqual([]);
      answerWith({ isUnrostered: true, shift: null });
      await scanBurst(page, theme === "light" ? SITI.badge : BUDI.badge);
      await state("card-unrostered").waitFor();
      expect(await axeFindings(page, axeSource)).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });

  it("draws its keypad before the kitchen has said a word, and says that it prepares", async () => {
    await open(SIZES[0], { isSilent: true });
    await page.getByRole("heading", { name: "Menyiapkan…" }).waitFor();
    expect(await page.getByRole("button", { name: "5", exact: true }).isEnabled()).toBe(true);
    // What is read meanwhile waits and is sent.
    await scanBurst(page, SITI.badge);
    kitchen.setSilent(false);
    await expect.poll(() => kitchen.commands.map(({ type }) => type), { timeout: 20_000 }).toContain("record-punch");
  });
});

describe("a finger on the glass while the next person is read", () => {
  it.each(["Bukan saya", "Bukan saya?"])(
    "%s, begun for one, does not strike out the punch of another",
    async (name) => {
      await open(SIZES[0]);
      await scanBurst(page, SITI.badge);
      await page.getByRole("button", { name, exact: true }).hover();
      await page.mouse.down();
      await scanBurst(page, BUDI.badge);
      await page.locator('[data-state="card-punch"]').getByText(BUDI.name).waitFor();
      await page.mouse.up();
      // Somebody else's punch is answered afterwards: whatever the release sent came before it.
      await scanBurst(page, LONG.badge);
      await page.locator('[data-state="card-punch"]').getByText(LONG.name).waitFor();
      expect(kitchen.commands.filter(({ type }) => type === "withdraw-punch")).toEqual([]);
    },
  );
});
