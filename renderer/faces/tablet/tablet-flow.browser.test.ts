import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { createTabletKitchen, TABLET_NOW, typeNumber, type TabletKitchen } from "#tests/kit/tablet-kitchen.ts";
import { atClock, PLAN_DATE } from "#tests/kit/production-plan.ts";

let browser: TestBrowser;
let scene: TabletKitchen;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  scene = await createTabletKitchen(inject("facesDir"));
});
afterEach(async () => {
  expect(opened.errors).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
  await opened.close();
  await scene.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name }).first();
const press = (name: string | RegExp) => button(name).click();
const main = () => page.locator("main");
/** The first button of the action zone that begins with these words. */
const zone = (name: RegExp) => page.getByRole("group", { name: "Tindakan" }).getByRole("button", { name }).click();
async function type(keys: string): Promise<void> {
  for (const key of keys) {
    await page.getByRole("button", { name: key === "," ? "Koma" : key, exact: true }).click();
  }
}

async function openTablet(): Promise<void> {
  opened = await scene.openTablet(browser, { station: "prepare" });
  page = opened.page;
  await page.locator("[data-state=link-live]").waitFor();
}

/** Somebody types their number at the names. */
async function comesAs(number: string): Promise<void> {
  await page.locator("aside button").first().click();
  await page.getByText("Ketik nomor pribadi Anda").waitFor();
  await typeNumber(page, number);
  await page.getByText("Ketik nomor pribadi Anda").waitFor({ state: "detached" });
}

describe("one kloter, by clicks alone", () => {
  it("goes from its preparation to its release and is completed", async () => {
    const batchId = await scene.plan({ dishNames: ["Ayam Balado", "Pisang"] });
    await openTablet();
    await comesAs(scene.cook.number);
    await press(/Mulai persiapan/);
    await zone(/^Mulai persiapan/);
    await zone(/^Mulai masak/);
    await main().getByText("Sudah boleh masak").waitFor();
    await zone(/^Mulai masak/);
    // The recipe: amounts of this batch, ticked before the next step.
    await press(/6,5 kg Ayam/);
    await press(/500 ml Minyak/);
    await zone(/^Lanjut/);
    await zone(/^Selesai langkah/);
    // Too cold at one point: only with an action.
    await zone(/^Suhu inti/);
    await type("748761770");
    await zone(/^Simpan/);
    await page.getByRole("radio", { name: "Lanjut masak" }).click();
    await zone(/^Simpan 74,8/);
    await main().getByText("Ukur ulang Ayam Balado").waitFor();
    await zone(/^Suhu inti/);
    await type("802791783");
    await zone(/^Simpan 78,3/);
    await zone(/^Selesai masak/);
    await zone(/^Mulai masak.*Pisang/);
    await zone(/^Mulai masak/);
    await zone(/^Selesai masak/);
    await main().getByText("Periksa").waitFor();
    // The nutritionist comes to taste and test.
    await comesAs(scene.nutritionist.number);
    await zone(/^Uji rasa/);
    for (const points of ["4", "5"]) {
      for (const attribute of ["Rasa", "Warna", "Aroma", "Tekstur"]) {
        await page.getByRole("radio", { name: `${attribute} ${points} dari 5` }).click();
      }
    }
    await zone(/^LULUS/);
    await press(/^Uji cepat/);
    for (const negative of await page.getByRole("radio", { name: "Negatif" }).all()) await negative.click();
    await zone(/^Simpan/);
    await zone(/^Mulai pemorsian/);
    await zone(/^Hitung porsi/);
    await press(/^\+50/);
    await press(/^\+50/);
    await page.getByRole("radio", { name: /Besar/ }).click();
    await press(/^\+50/);
    await page.getByRole("radio", { name: /Paket alergi/ }).click();
    await press(/^\+1 /);
    await press(/^\+1 /);
    await main().getByText("Semua 150/150 · Alergi 2/2").waitFor();
    await press(/^Ambil sampel/);
    await zone(/^Simpan 1/);
    await press(/^Simpan sampel/);
    await page.getByRole("radio", { name: "Chiller 1" }).click();
    await type("3,5");
    await zone(/^Simpan 3,5/);
    await zone(/^Kembali/);
    await zone(/^Selesai pemorsian/);
    await zone(/^Selesai pemorsian/);
    await main().getByText("Siap rilis").waitFor();
    await zone(/^Rilis/);
    // One gate is missing: the way to it, and back.
    await press(/Suhu saji.*Perbaiki/);
    await type("672");
    await zone(/^Simpan 67,2/);
    await zone(/^Rilis/);
    await zone(/^Rilis/);
    await typeNumber(page, scene.cook.number);
    await page.getByText("Perlu Kepala SPPG atau Ahli gizi").waitFor();
    await typeNumber(page, scene.nutritionist.number);
    await main().getByText("LULUS").first().waitFor();
    await zone(/^Selesaikan kloter/);
    await zone(/^Selesai tanpa limbah/);
    await main().locator("[data-state=batch-completed]").waitFor();

    const board = scene.manager.watch({
      query: "production-board",
      params: { serviceDate: PLAN_DATE },
      key: "batchId",
    });
    const [row] = await board.until((rows) => rows.some((each) => each["status"] === "completed"));
    expect(row).toMatchObject({
      batchId,
      status: "completed",
      quality: "released",
      portionedCounts: { smallCount: 100, largeCount: 50 },
      portionedSpecialPackCount: 2,
    });
    // The number that signed is nowhere on the device.
    const kept = await page.evaluate(() =>
      [localStorage, sessionStorage].map((kept) => JSON.stringify(kept)).join(" "),
    );
    expect(kept).not.toContain(scene.nutritionist.number);
  }, 120_000);

  it("takes a stage back within ten seconds by an event; a button that becomes another under the finger does nothing", async () => {
    const batchId = await scene.plan();
    await openTablet();
    await comesAs(scene.cook.number);
    await press(/Mulai persiapan/);
    await zone(/^Mulai persiapan/);
    await main().getByText("Persiapan").first().waitFor();
    await press("Urungkan");
    await main().locator("[data-state=batch-planned]").waitFor();
    await page.getByText("Diurungkan: Mulai persiapan").waitFor();
    await page.getByRole("group", { name: "Tindakan" }).getByRole("button", { name: "Mulai persiapan" }).hover();
    await page.mouse.down();
    await scene.asHead("hold-batch", { batchId, reasonCode: "foreign-object", note: "dicek dulu" });
    const lift = page.getByRole("group", { name: "Tindakan" }).getByRole("button", { name: "Lepas tahan" });
    await lift.waitFor();
    await page.mouse.up();
    // The address follows a press at once: what the release did would be seen in the next painted frame.
    const hash = await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(location.hash)))),
    );
    expect(hash).toBe(`#/batch/${batchId}`);
    await lift.click();
    await page.getByRole("radio", { name: "Lanjut apa adanya" }).waitFor();
  });

  it("is stopped by anybody and only goes on with a signature of somebody else", async () => {
    await scene.plan();
    await openTablet();
    await comesAs(scene.cook.number);
    await press(/Mulai persiapan/);
    await zone(/^Mulai persiapan/);
    await press(/^Tahan/);
    await page.getByRole("radio", { name: "Benda asing" }).click();
    await zone(/^Tahan/);
    await main().locator("[data-state=batch-held]").waitFor();
    await main().getByText("Ditahan 02:3").waitFor();
    await zone(/^Lepas tahan/);
    await page.getByRole("radio", { name: "Lanjut apa adanya" }).click();
    await page.keyboard.type("sudah diperiksa");
    await zone(/^Lanjut/);
    await zone(/^Lepas tahan/);
    await typeNumber(page, scene.nutritionist.number);
    await main().locator("[data-state=batch-preparing]").waitFor();
  });
});

describe("a kloter nobody was assigned to", () => {
  it("is begun by whoever stands there, who then is on it and leads the dish", async () => {
    const batchId = await scene.plan({ isTeamAssigned: false });
    const volunteer = await scene.kitchen.person("Tono Wijaya", "kitchen-staff");
    await openTablet();
    await comesAs(volunteer.number);
    await press(/Mulai persiapan/);
    await zone(/^Mulai persiapan/);
    await zone(/^Mulai masak/);
    await main()
      .getByRole("button", { name: /^Tono.*Juru masak/ })
      .waitFor();
    await zone(/^Mulai masak/);
    await main().getByText("Langkah 1 dari 2").waitFor();
    const desk = await scene.kitchen.connect(scene.desk);
    const board = desk.watch({ query: "production-board", params: { serviceDate: PLAN_DATE }, key: "batchId" });
    const rows = await board.until((found) => found.some(({ status }) => status === "cooking"));
    expect(rows.find((row) => row.batchId === batchId)).toMatchObject({
      staff: [{ staffId: volunteer.staffId, taskKind: "preparation" }],
      dishRuns: [{ leadStaffId: volunteer.staffId, status: "cooking" }, { status: "waiting" }],
    });
    await desk.close();
  });
});

describe("[UX10.17] the kitchen itself", () => {
  it("refuses a release for the very gates the tablet names", async () => {
    const batchId = await scene.plan();
    await openTablet();
    const answer = await scene.manager.command({
      type: "release-batch",
      body: { batchId },
      occurredAtMs: atClock(TABLET_NOW),
      staffId: scene.head.staffId,
      signatures: [{ pin: scene.head.number }],
    });
    expect(answer).toMatchObject({ kind: "rejected", rejection: { code: "wrong-state", state: "planned" } });
    await comesAs(scene.head.number);
    await press(/Mulai persiapan/);
    await press("Lainnya");
    await zone(/^Berikutnya/);
    const release = button(/^Rilis/);
    expect(await release.getAttribute("aria-disabled")).toBe("true");
    expect(await release.textContent()).toContain("Kloter belum mulai");
  });
});

describe("[UX10.18] cut off from the kitchen", () => {
  it("keeps twenty captures over two reloads, and each is recorded once and in order", async () => {
    const batchId = await scene.plan();
    await openTablet();
    await comesAs(scene.cook.number);
    await press(/Mulai persiapan/);
    // The page is kept on the device once its worker has it.
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect
      .poll(() => page.evaluate(async () => (await caches.match("/tablet"))?.ok ?? false), { timeout: 15_000 })
      .toBe(true);
    const { port } = new URL(scene.kitchen.url);
    await scene.kitchen.server.stop();
    const note = async (number: number) => {
      await page.evaluate((to) => location.replace(to), `#/batch/${batchId}/note`);
      await press(/^Tulis catatan/);
      await page.keyboard.type(`catatan ${number}`);
      await zone(/^Lanjut/);
      await zone(/^Simpan/);
      await page.locator("[data-state=bar-queue]").getByText(`: ${number} `).waitFor();
    };
    for (let number = 1; number <= 20; number += 1) {
      await note(number);
      if (number === 7 || number === 14) {
        await page.reload();
        await page.locator("[data-state=bar-queue]").getByText(`: ${number} `).waitFor();
      }
    }
    await scene.restartOn(Number(port));
    await page.locator("[data-state=bar-queue]").waitFor({ state: "detached", timeout: 30_000 });
    const desk = await scene.kitchen.connect(scene.desk);
    const history = desk.watch({ query: "batch-history", params: { batchId }, key: "eventId" });
    const rows = await history.until((found) => found.filter(({ type: kind }) => kind === "batch-noted").length >= 20);
    const notes = rows
      .filter(({ type: kind }) => kind === "batch-noted")
      .map(({ data }) => (data as { readonly note: string }).note) // the event's own member
      .toReversed();
    expect(notes).toEqual(Array.from({ length: 20 }, (_, index) => `catatan ${index + 1}`));
    await desk.close();
  }, 120_000);
});

describe("a kitchen PC whose clock went back", () => {
  it("cooks on with a reason and a number; a wrong number begins nothing", async () => {
    const batchId = await scene.plan();
    await openTablet();
    await comesAs(scene.cook.number);
    await press(/Mulai persiapan/);
    await zone(/^Mulai persiapan/);
    await page.getByText("Tercatat").first().waitFor();
    const { port } = new URL(scene.kitchen.url);
    await scene.kitchen.server.stop();
    await scene.restartOn(Number(port), "02:20");
    await page.locator("[data-state=link-live]").waitFor({ timeout: 30_000 });
    await zone(/^Mulai masak/);
    await zone(/^Tulis alasan/);
    await page.keyboard.type("jam PC mundur");
    await zone(/^Lanjut/);
    await zone(/^Mulai masak/);
    await typeNumber(page, "000000");
    await page.getByText("Ditolak: Nomor tidak dikenal").waitFor();
    await typeNumber(page, scene.cook.number);
    await main().getByText(/Ayam/).first().waitFor();
    const desk = await scene.kitchen.connect(scene.desk);
    const history = desk.watch({ query: "batch-history", params: { batchId }, key: "eventId" });
    const rows = await history.until((found) => found.some(({ type: kind }) => kind === "cooking-started"));
    const started = rows.filter(({ type: kind }) => kind === "cooking-started");
    expect(started).toMatchObject([{ staffId: scene.cook.staffId, data: { reason: "jam PC mundur" } }]);
    await desk.close();
  });
});
