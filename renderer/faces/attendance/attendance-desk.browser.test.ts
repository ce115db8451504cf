import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { REVIEW_CRITERIA } from "#domains/people/review-values.ts";
import { present } from "#kernel/assert.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createFrontDesk, type CardHolder, type FrontDesk } from "#tests/kit/front-desk.ts";
import { writeQrVideo } from "#tests/kit/qr-video.ts";
import { scanBurst, tapNumber } from "#tests/kit/reader.ts";

/** What the camera is shown in the last part: a card whose number is also printed as a QR code. */
const QR_CARD = "QR04A3F2";

let desk: FrontDesk;
let opened: TestPage;
let page: Page;

const person = (index: number): CardHolder => present(desk.people[index], `person ${index}`);
const card = (state: string) => page.locator(`[data-state="${state}"]`);
const scan = (index: number) => scanBurst(page, person(index).cardText);

const PICTURES = process.env["PICTURES_DIR"];
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  const size = page.viewportSize();
  await page.setViewportSize({ width: 800, height: 1280 });
  await page.screenshot({ path: join(PICTURES, `${name}-upright.png`) });
  if (size !== null) await page.setViewportSize(size);
}

/** A review the head wrote, with more words than one page holds. */
async function reviewOf(staffId: string, month: string): Promise<void> {
  const reviewId = desk.kitchen.makeId("review");
  const span = { fromDate: `${month}-01`, toDate: `${month}-28` };
  await desk.asHead("start-review", { reviewId, staffId, reviewKind: "monthly", ...span });
  const scores = REVIEW_CRITERIA.map((criterion, index) => ({
    criterion,
    scorePoints: index === 0 ? 5 : 4,
    ...(index < 4 && { note: "Bekerja tenang saat antre panjang dan membantu regu lain tanpa diminta." }),
  }));
  const summary = "Rajin dan teliti. ".repeat(20).trim();
  await desk.asHead("submit-review", { reviewId, content: { scores, goals: ["Sertifikat penjamah"], summary } });
}

describe("the front desk, with a real kitchen and no camera", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openTestBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await createFrontDesk({ facesDir: inject("facesDir") });
    opened = await desk.openTerminal(browser);
    page = opened.page;
    await page.getByRole("heading", { name: "Tempel kartu" }).waitFor();
  });
  afterEach(async () => {
    expect(opened.errors).toEqual([]);
    // [UX10.23]
    expect(opened.foreignRequests).toEqual([]);
    await opened.close();
    await desk.stop();
  });

  it("[UX10.11] takes six digits without another press, and a six-digit badge as a badge", async () => {
    await tapNumber(page, person(0).number);
    await card("card-unrostered").waitFor();
    expect(await card("card-unrostered").textContent()).toContain("Siti");
    await scan(1);
    await page.getByText("Budi").first().waitFor();
    const punches = await desk.punches();
    expect(punches.map(({ staffId, method }) => [staffId, method])).toEqual(
      expect.arrayContaining([
        [person(0).staffId, "pin"],
        [person(1).staffId, "badge-scan"],
      ]),
    );
    expect(punches).toHaveLength(2);
  });

  it("takes a number typed on a keyboard, key by key, and clears it with Escape", async () => {
    for (const digit of person(0).number.slice(0, 3).split("")) await page.keyboard.press(digit, { delay: 120 });
    await page.locator('[data-filled="true"]').nth(2).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator('[data-filled="true"]').count()).toBe(0);
    for (const digit of person(0).number.split("")) await page.keyboard.press(digit, { delay: 120 });
    await card("card-unrostered").waitFor();
  });

  it("[UX10.12] lets the next badge interrupt at once, records both, and keeps the keypad live meanwhile", async () => {
    await scan(0);
    await card("card-unrostered").waitFor();
    await tapNumber(page, person(2).number.slice(0, 2));
    expect(await page.locator('[data-filled="true"]').count()).toBe(2);
    await scan(1);
    await page.locator("section h2", { hasText: "Budi" }).waitFor();
    expect(new Set((await desk.punches()).map(({ staffId }) => staffId))).toEqual(
      new Set([person(0).staffId, person(1).staffId]),
    );
  });

  it("[UX10.14] refuses an unknown code and takes the next; five wrong numbers lock the keys while a badge works", async () => {
    await scanBurst(page, "FFFF\u001DA3F2");
    await page.getByRole("main").getByText("Kartu belum terdaftar (A3F2)").waitFor();
    await scan(0);
    await page.locator("section h2", { hasText: "Siti" }).waitFor();
    const strange = ["100352", "570246", "241139"].find((number) => desk.people.every((one) => one.number !== number));
    for (let tryCount = 0; tryCount < 5; tryCount += 1) {
      await tapNumber(page, strange ?? "");
      await card("number-refused").waitFor();
    }
    await page.getByText("Tombol angka dikunci 30 dtk – kartu tetap bisa").waitFor();
    expect(await page.getByRole("button", { name: "5", exact: true }).isDisabled()).toBe(true);
    await scan(1);
    await page.locator("section h2", { hasText: "Budi" }).waitFor();
    expect((await desk.punches()).length).toBe(2);
    // The lock is the kitchen's, not this page's.
    await page.reload();
    await page.getByRole("heading", { name: "Tempel kartu" }).waitFor();
    await tapNumber(page, person(2).number);
    await page.getByText("Tombol angka dikunci").waitFor();
  });

  it("lets the wrong person say so, and the right one punch", async () => {
    await scan(0);
    await page.getByRole("button", { name: "Bukan saya", exact: true }).click();
    await card("card-withdrawn").waitFor();
    await tapNumber(page, person(1).number);
    await page.locator("section h2", { hasText: "Budi" }).waitFor();
    await expect
      .poll(async () => (await desk.punches()).map(({ staffId, isWithdrawn }) => [staffId, isWithdrawn]))
      .toEqual(
        expect.arrayContaining([
          [person(0).staffId, true],
          [person(1).staffId, false],
        ]),
      );
  });

  it("turns a punch the other way, keeps the reason of one outside the roster", async () => {
    await scan(0);
    await page.getByRole("button", { name: "Lembur" }).click();
    await page.getByRole("button", { name: "Ubah ke PULANG" }).click();
    await page.getByText("PULANG", { exact: false }).first().waitFor();
    await expect
      .poll(async () => (await desk.punches()).map(({ direction, explanation }) => [direction, explanation]))
      .toEqual([["out", "overtime"]]);
  });

  it("shows a person what was said of them, and takes their answer with their own number", async () => {
    await reviewOf(person(0).staffId, "2026-01");
    await reviewOf(person(0).staffId, "2026-02");
    await picture("terminal-idle");
    await page.getByRole("button", { name: "Penilaian saya" }).click();
    // Somebody else's number shows nothing of hers.
    await tapNumber(page, person(1).number);
    await page.getByText("Belum ada penilaian tentang Anda.").waitFor();
    await page.getByRole("button", { name: "Batal" }).click();
    const openNext = async () => {
      await page.getByRole("button", { name: "Penilaian saya" }).click();
      await tapNumber(page, person(0).number);
      await page.getByRole("heading", { name: "Penilaian menunggu" }).waitFor();
      await page
        .getByRole("button", { name: /Menunggu dibaca/ })
        .first()
        .click();
      await page.getByText("4,10 · Di atas harapan").waitFor();
    };
    await openNext();
    await picture("terminal-review");
    // It is answered from its last page only.
    expect(await page.getByRole("button", { name: "Saya sudah membaca" }).count()).toBe(0);
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByText("Rajin dan teliti", { exact: false }).waitFor();
    await picture("terminal-review-words");
    while ((await page.getByRole("button", { name: "Lanjut" }).count()) > 0) {
      await page.getByRole("button", { name: "Lanjut" }).click();
    }
    await page.getByRole("button", { name: "Saya sudah membaca" }).click();
    await page.getByText("Jawaban tercatat").waitFor();
    await openNext();
    while ((await page.getByRole("button", { name: "Lanjut" }).count()) > 0) {
      await page.getByRole("button", { name: "Lanjut" }).click();
    }
    await page.getByRole("button", { name: "Tidak setuju" }).click();
    await picture("terminal-review-disagree");
    await page.getByRole("button", { name: "Data kehadiran salah" }).click();
    await page.getByText("Jawaban tercatat").waitFor();
    const reviews = desk.manager.watch({ query: "reviews", params: {}, key: "reviewId", staffId: desk.head.staffId });
    await reviews.until((rows) => rows.some(({ state }) => state === "disputed"));
    expect(reviews.rows().map(({ state }) => state)).toEqual(expect.arrayContaining(["acknowledged", "disputed"]));
    reviews.stop();
    // No punch came of any of it.
    expect(await desk.punches()).toEqual([]);
  });

  it("works on by cards while the kitchen is away, over a reload, and delivers each punch once", async () => {
    await page.waitForFunction(async () => {
      const keys = await caches.open("bergizi-attendance").then((cache) => cache.keys());
      return keys.some(({ url }) => url.endsWith("/attendance")) && keys.some(({ url }) => url.endsWith(".wasm"));
    });
    // The list of people is on the disk of this device within two seconds.
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes("terminal-roster")));
    const port = desk.kitchen.server.httpPort;
    await desk.kitchen.server.stop();
    await scan(0);
    await card("card-saved").waitFor();
    expect(await card("card-saved").textContent()).toContain("Siti");
    await page.reload();
    await page.getByText("1 menunggu").waitFor();
    await scan(1);
    await page.locator("section h2", { hasText: "Budi" }).waitFor();
    await scanBurst(page, "FFFFA3F2");
    await page.getByRole("main").getByText("Kartu belum terdaftar (A3F2)").waitFor();
    await tapNumber(page, person(2).number);
    await page.getByText("Nomor butuh sambungan – pakai kartu").waitFor();
    await desk.restartOn(port);
    await page.locator("[data-state=link-live]").waitFor({ timeout: 20_000 });
    await page.getByText("2 menunggu").waitFor({ state: "detached" });
    const manager = await desk.kitchen.connect(await desk.kitchen.device("manager", "Konsol 2"));
    await manager.signIn({ pin: desk.head.number });
    const watch = manager.watch({
      query: "punches",
      params: { fromDate: "2020-01-01", toDate: "2100-01-01" },
      key: "punchId",
      staffId: desk.head.staffId,
    });
    const rows = await watch.until((punches) => punches.length >= 2);
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ staffId }) => staffId))).toEqual(new Set([person(0).staffId, person(1).staffId]));
    manager.terminate();
  });

  it("shows somebody their own week by number, and takes a correction and a leave for approval", async () => {
    await scan(0);
    await page.getByRole("button", { name: "Jam saya" }).click();
    await tapNumber(page, person(0).number);
    await page.getByRole("table").getByText("Masih di dapur").waitFor();
    await page.getByRole("button", { name: "Batal" }).click();
    await page.keyboard.press("k");
    await page.getByRole("heading", { name: "Ketik nomor Anda" }).waitFor();
    await tapNumber(page, person(0).number);
    await page.locator("button", { hasText: "belum ada data" }).first().click();
    await page.getByRole("button", { name: "Lupa masuk" }).click();
    await tapNumber(page, "0030");
    await tapNumber(page, "0830");
    await page.getByRole("button", { name: "Kirim" }).click();
    await page.getByText("Permintaan terkirim – menunggu persetujuan").waitFor();
    await page.getByRole("button", { name: "Batal" }).click();
    await page.getByRole("button", { name: "Izin / sakit" }).click();
    await tapNumber(page, person(0).number);
    await page.getByRole("button", { name: "Sakit" }).first().click();
    await page.getByRole("button", { name: "Sehari kemudian" }).click();
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByRole("button", { name: "Sakit sendiri" }).click();
    await page.getByText("Permintaan izin terkirim").waitFor();
    const span = { fromDate: "2020-01-01", toDate: "2100-01-01" };
    for (const [query, key] of [
      ["corrections", "correctionId"],
      ["leaves", "leaveId"],
    ] as const) {
      const asked = desk.manager.watch({ query, params: span, key, staffId: desk.head.staffId });
      expect(await asked.until((rows) => rows.length === 1)).toMatchObject([
        { staffId: person(0).staffId, state: "asked" },
      ]);
    }
  });
});

describe("the front desk with a camera", () => {
  let browser: TestBrowser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bergizi-camera-"));
    writeQrVideo(join(folder, "qr.y4m"), QR_CARD);
    browser = await openTestBrowser({ cameraFile: join(folder, "qr.y4m") });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it("[UX10.23] reads a QR code with its own decoder, once while it is held up, and keeps the picture", async () => {
    desk = await createFrontDesk({ facesDir: inject("facesDir"), firstCardText: QR_CARD, peopleCount: 1 });
    opened = await desk.openTerminal(browser);
    page = opened.page;
    await page.locator("section h2", { hasText: "Siti" }).waitFor({ timeout: 20_000 });
    await page.locator("canvas").waitFor();
    const [punch] = await desk.punches();
    const photos = join(desk.kitchen.dataDir, "photos");
    await expect
      .poll(() => (existsSync(photos) ? readdirSync(photos, { recursive: true, encoding: "utf8" }).join(" ") : ""))
      .toContain(String(punch?.["photoId"]));
    expect(await desk.punches()).toHaveLength(1);
    expect([opened.errors, opened.foreignRequests]).toEqual([[], []]);
    await opened.close();
    await desk.stop();
  });
});
