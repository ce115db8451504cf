import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PNG } from "pngjs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import {
  axeFindings,
  cutElements,
  openTestBrowser,
  outsideElements,
  type TestBrowser,
  type TestPage,
} from "#tests/kit/browser.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import {
  wallAlert,
  wallBatches,
  wallDepartures,
  wallPortionTotals,
  wallQuality,
  wallToday,
  wallTotals,
  WALL_DATE,
  WALL_NOW_MS,
} from "#tests/kit/wall-night.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Counts every sound the page plays, by its file. */
const COUNT_SOUNDS = `
  window.soundsPlayed = [];
  HTMLMediaElement.prototype.play = function () {
    window.soundsPlayed.push(this.src.replace(/.*\\/([a-z-]+?)-[^-]*\\.wav$/, "$1"));
    return Promise.resolve();
  };
`;

/** A browser that lets nothing be heard. */
const BLOCK_SOUNDS = "HTMLMediaElement.prototype.play = () => Promise.reject(new Error('blocked'));";

let browser: TestBrowser;
let kitchen: ScriptedKitchen;
let opened: TestPage[] = [];

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  kitchen = await startScriptedKitchen({
    facesDir: inject("facesDir"),
    nowMs: WALL_NOW_MS,
    welcome: { siteName: "SPPG Melati 02" },
  });
  setNight();
});
afterEach(async () => {
  for (const { errors } of opened) expect(errors).toEqual([]);
  await Promise.all(opened.map(({ close }) => close()));
  opened = [];
  await kitchen.close();
});

function setNight(phase = "cook") {
  kitchen.setRows("today", [{ ...wallToday(), furthestPhase: phase }]);
  kitchen.setRows("production-board", wallBatches() as never); // rows of the board are JSON objects
  kitchen.setRows("departures", wallDepartures());
  kitchen.setRows("totals", wallTotals());
  kitchen.setRows("portion-totals", [wallPortionTotals()]);
  kitchen.setRows("quality-board", wallQuality());
  kitchen.setRows("alerts", [wallAlert(1), wallAlert(2, { severity: "high" })]);
}

async function openWall(
  options: { search?: string; isReducedMotion?: boolean; waitFor?: string; initScript?: string } = {},
): Promise<Page> {
  const test = await browser.open({
    origin: kitchen.origin,
    path: `/wall${options.search ?? ""}#secret=test`,
    width: 1920,
    height: 1080,
    isReducedMotion: options.isReducedMotion ?? false,
    initScript: options.initScript ?? COUNT_SOUNDS,
  });
  opened.push(test);
  await test.page.waitForSelector(options.waitFor ?? "[data-row]");
  await test.page.waitForFunction(() => document.fonts.check("680 20px Inter"));
  return test.page;
}

/** The same wall at another address: its page and what it has loaded stay, which is what takes long. */
async function turnWall(page: Page, search: string): Promise<void> {
  await page.goto(`${kitchen.origin}/wall${search}#secret=test`);
  await page.waitForSelector("[data-row]");
  await page.waitForFunction(() => document.fonts.check("680 20px Inter"));
}

/** Inches, metres, and the sizes they ask for (UX.md §2.2). */
const SET_UPS = [
  [55, 4, 51, 41],
  [55, 5, 64, 51],
  [43, 3, 49, 40],
  [43, 5, 82, 66],
  [50, 5, 71, 57],
  [65, 5, 54, 44],
  [75, 5, 47, 38],
  [32, 3, 66, 53],
] as const;

const state = (page: Page, name: string) => page.locator(`[data-state="${name}"]`);

describe("[UX10.1] [UX10.2] the eight set-ups", () => {
  it("text and figures are large enough and nothing is cut", async () => {
    const page = await openWall();
    for (const [inches, metres, f20Px, f16Px] of SET_UPS) {
      setNight("cook");
      await turnWall(page, `?inches=${inches}&metres=${metres}`);
      const where = `${inches} inches at ${metres} m`;
      for (const phase of ["cook", "portion"]) {
        setNight(phase);
        await page.waitForFunction(
          (word) => document.querySelector("h1")?.textContent?.startsWith(word),
          phase === "cook" ? "PENGOLAHAN" : "PEMORSIAN",
        );
        expect(await cutElements(page), where).toEqual([]);
        expect(await outsideElements(page, "[data-layout]"), where).toEqual([]);
      }
      const sizes = await textSizes(page);
      expect(Math.min(...sizes.all), where).toBeGreaterThanOrEqual(f16Px);
      expect(Math.min(...sizes.main), where).toBeGreaterThanOrEqual(f20Px);
    }
  });

  it("a screen too small for its viewers gets the advice and keeps its former size", async () => {
    const page = await openWall({ search: "?inches=32&metres=5" });
    const advice = "Layar 32″ terlalu kecil untuk 5 m. Pakai ≥ 43″ atau dekatkan sampai 4 m.";
    expect(await state(page, "too-small").textContent()).toContain(advice);
    expect(await cutElements(page)).toEqual([]);
  });
});

/** Pairs of the header's pieces that lie on one another. */
async function headerOverlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const right = document.querySelector("header > :last-child");
    const pieces = [...document.querySelectorAll("header > :not(:last-child)"), ...(right?.children ?? [])];
    const boxes = pieces.map((piece) => ({ words: piece.textContent ?? "", box: piece.getBoundingClientRect() }));
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          ({ box }) =>
            one.box.right > box.left + 1 &&
            box.right > one.box.left + 1 &&
            one.box.bottom > box.top + 1 &&
            box.bottom > one.box.top + 1,
        )
        .map((other) => `${one.words} / ${other.words}`),
    );
  });
}

/** Font sizes of everything that is read: of all text, and of clocks, names, times and figures. */
function textSizes(page: Page) {
  return page.evaluate(() => {
    const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
    const hasOwnText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "");
    const shown = [...document.querySelectorAll("#face *")].filter(
      (element) => element.closest(".visually-hidden") === null && hasOwnText(element),
    );
    const isMain = (element: Element) =>
      element.matches("time, dd") || element.closest("[data-state^=alert-]") !== null;
    return { all: shown.map(sizeOf), main: shown.filter(isMain).map(sizeOf) };
  });
}

describe("[UX10.5] states", () => {
  it("each have an icon and a word, and stay apart without colour", async () => {
    const page = await openWall({ search: "?inches=75&metres=5" });
    const states = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-state]")].map((element) => ({
        name: element.dataset["state"],
        hasIcon: element.querySelector("svg") !== null,
        word: (element.textContent ?? "").trim(),
        drawing: element.querySelector("svg")?.innerHTML ?? "",
      })),
    );
    expect(states.length).toBeGreaterThan(10);
    expect(states.filter(({ hasIcon, word }) => !hasIcon || word === "")).toEqual([]);
    const looks = new Map(states.map(({ name, drawing, word }) => [name, drawing + word]));
    expect(new Set(looks.values()).size).toBe(looks.size);
  });

  it("of the deadline differ in grey: in fill or in drawing", async () => {
    const page = await openWall({ search: "?inches=75&metres=5" });
    const greys = new Map<string, number>();
    for (const name of ["running", "soon", "late"]) {
      const block = state(page, name).first();
      greys.set(name, meanLuminance(await block.screenshot()));
    }
    const values = [...greys.values()].toSorted((left, right) => left - right);
    for (let index = 1; index < values.length; index += 1) {
      expect((values[index] ?? 0) - (values[index - 1] ?? 0)).toBeGreaterThan(12);
    }
  });
});

function meanLuminance(picture: Buffer): number {
  const { data } = PNG.sync.read(picture);
  let sum = 0;
  for (let index = 0; index < data.length; index += 4) {
    sum += 0.2126 * (data[index] ?? 0) + 0.7152 * (data[index + 1] ?? 0) + 0.0722 * (data[index + 2] ?? 0);
  }
  return sum / (data.length / 4);
}

describe("[UX10.6] starting without the kitchen", () => {
  it("paints the last rows from the disk in under three seconds and says how old they are", async () => {
    const page = await openWall();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
    await page.waitForFunction(() => localStorage.getItem("bergizi.wall.heardAtMs") !== null);
    // The page itself still loads (the shell serves it from the same PC); its socket does not.
    await page.route("**/lan", (route) => route.abort());
    await page.addInitScript(`window.WebSocket = class { constructor() { this.listeners = {}; setTimeout(() => (this.listeners.close ?? (() => {}))(), 5); }
      addEventListener(kind, run) { this.listeners[kind] = run; } send() {} close() {} };`);
    const begun = performance.now();
    await page.goto(`${kitchen.origin}/wall`);
    await page.waitForSelector("[data-row]");
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(await state(page, "starting").textContent()).toContain("Memuat – data 04:32");
    expect(await page.locator("[data-row]").count()).toBe(5);
    await page.waitForSelector("[data-state=link-aging]");
  });
});

/** A wall whose own clock and timers are moved by hand (`page.clock.runFor`). */
async function openTimedWall(): Promise<Page> {
  const test = await browser.open({
    origin: kitchen.origin,
    path: "/healthz",
    width: 1920,
    height: 1080,
    initScript: COUNT_SOUNDS,
  });
  opened.push(test);
  await test.page.clock.install({ time: WALL_NOW_MS });
  await test.page.goto(`${kitchen.origin}/wall#secret=test`);
  return test.page;
}

describe("[UX10.7] ages", () => {
  it("around 5, 40 and 300 s give nothing, the age, the bar, the hatch", async () => {
    const page = await openTimedWall();
    await page.waitForSelector("[data-row]");
    await page.waitForSelector("[data-state=link-live]");
    kitchen.setSilent(true);
    const seen: (string | null)[] = [];
    let agedMs = 0;
    // The page repaints each second, so what changes at 5 s is seen by 6,1 s; `connection.test.ts` holds the exact edges.
    for (const untilMs of [3_900, 6_100, 38_900, 41_100, 298_900, 301_100]) {
      await page.clock.fastForward(Math.max(0, untilMs - agedMs - 2_000));
      await page.clock.runFor(Math.min(2_000, untilMs - agedMs));
      agedMs = untilMs;
      seen.push(await page.locator("[data-link]").getAttribute("data-link"));
    }
    expect(seen).toEqual(["live", "aging", "aging", "cut", "cut", "hatched"]);
    expect(await state(page, "link-cut").textContent()).toContain("Terputus sejak 04:32 – data terakhir");
    expect(await page.locator(".hatched").count()).toBeGreaterThanOrEqual(2);
    expect(await page.locator("[data-row]").count()).toBe(5);
    kitchen.setSilent(false);
    // The page's own clock moves on until its next attempt has been welcomed.
    for (let step = 0; step < 40 && (await state(page, "link-back").count()) === 0; step += 1)
      await page.clock.runFor(500);
    expect(await state(page, "link-back").textContent()).toMatch(/^Tersambung lagi 04:3\d$/);
    await page.clock.runFor(11_000);
    expect(await state(page, "link-back").count()).toBe(0);
  });
});

describe("[UX10.8] a kitchen that keeps dying", () => {
  it("never empties the wall: each of 60 looks over ten deaths shows clock and rows", async () => {
    const page = await openWall();
    for (let death = 0; death < 10; death += 1) {
      await kitchen.kill();
      for (let look = 0; look < 3; look += 1) await expectWhole(page);
      await kitchen.revive();
      for (let look = 0; look < 3; look += 1) await expectWhole(page);
    }
    await page.waitForSelector("[data-state=link-live]");
  }, 120_000);
});

async function expectWhole(page: Page) {
  const seen = await page.evaluate(() => ({
    clock: document.querySelector("header time")?.textContent ?? "",
    rowCount: document.querySelectorAll("[data-row]").length,
    failedCount: document.querySelectorAll("[data-state=panel-failed], [data-quiet], dialog").length,
  }));
  expect(seen).toEqual({ clock: expect.stringMatching(/^0\d:\d\d$/), rowCount: 5, failedCount: 0 });
}

describe("[UX10.20] sounds", () => {
  it("thirty old alarms after a cut are one sound, and a critical one repeats at 60 s", async () => {
    kitchen.setRows("alerts", []);
    const page = await openTimedWall();
    await page.waitForSelector("[data-state=alert-none]");
    const played = () => page.evaluate(() => (globalThis as unknown as { soundsPlayed: string[] }).soundsPlayed); // set by the init script
    const before = (await played()).length;
    kitchen.setRows(
      "alerts",
      Array.from({ length: 30 }, (_, index) => wallAlert(index, { raisedAtMs: WALL_NOW_MS - HOUR_MS })),
    );
    await page.waitForSelector("[data-state=alert-critical]");
    await page.clock.runFor(1_100);
    expect((await played()).slice(before)).toEqual(["unsafe"]);
    // Moved in steps a browser could take, so pings and pongs keep their turn.
    const second = async (count: number) => {
      for (let left = count; left > 0; left -= 2) await page.clock.fastForward(Math.min(left, 2) * 1_000);
    };
    await second(57);
    expect((await played()).slice(before)).toEqual(["unsafe"]);
    await second(4);
    expect((await played()).slice(before)).toEqual(["unsafe", "unsafe"]);
    kitchen.setRows("alerts", [wallAlert(1, { status: "acknowledged", acknowledgedAtMs: WALL_NOW_MS })]);
    await second(65);
    expect((await played()).slice(before)).toEqual(["unsafe", "unsafe"]);
  });
});

describe("[UX10.21] accessibility", () => {
  it.each(["light", "dark"])("no serious finding in any state, theme %s", async (theme) => {
    const page = await openWall({ search: `?theme=${theme}`, isReducedMotion: true });
    const findings: Record<string, readonly string[]> = {};
    const look = async (name: string) => {
      findings[name] = await axeFindings(page, axeSource);
    };
    await look("cooking");
    await page.keyboard.press("2");
    await look("selected");
    await page.keyboard.press("2");
    await page.waitForSelector("text=Belum bisa");
    await look("refused");
    await page.keyboard.press("i");
    await page.waitForSelector("[data-state=explain]");
    await look("explained");
    kitchen.setRows("production-board", []);
    await page.waitForSelector("[data-day-message]");
    await look("no plan");
    kitchen.refuse("device-revoked-closing");
    await page.waitForSelector("[data-quiet]");
    await look("revoked");
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).toEqual([]);
  });
});

describe("[UX10.22] a numpad alone", () => {
  it("advances with 2 and Enter, and recalls with minus", async () => {
    const batches = wallBatches().map((batch) => ({ ...batch }));
    const [cooking] = batches;
    const ready = {
      ...cooking,
      dishRuns: cooking?.dishRuns.map((run) => ({ ...run, lastCoreC: 78, lastCoreLimitC: 75, lastCoreIsPass: true })),
    };
    const undoable = {
      eventId: `event_${"0".repeat(32)}`,
      type: "dish-cooked",
      dishRunId: null,
      recordedAtMs: WALL_NOW_MS,
      device: null,
    };
    kitchen.setRows("production-board", [ready] as never); // rows of the board are JSON objects
    const page = await openWall();
    const second = await page.locator("[data-row]").nth(1).getAttribute("data-row");
    await page.keyboard.press("Numpad2");
    expect(await page.locator("[aria-current=true]").getAttribute("data-row")).toBe(second);
    expect(await page.locator("[aria-current=true]").textContent()).toContain("Budi, Siti");
    await page.keyboard.press("NumpadEnter");
    await page.waitForSelector("text=Lanjut: Periksa");
    const [advance] = kitchen.commands;
    expect(advance).toMatchObject({
      type: "finish-cooking",
      body: { batchId: ready.batchId, dishRunId: second?.split("/")[1] },
    });
    expect(advance).not.toHaveProperty("staffId");
    kitchen.setRows("production-board", [{ ...ready, undoable }] as never); // likewise
    await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 2);
    await page.keyboard.press("NumpadSubtract");
    await page.waitForSelector("text=Dikembalikan");
    expect(kitchen.commands[1]).toMatchObject({ type: "undo-stage", body: { undoneEventId: undoable.eventId } });
  });

  it("says the reason of a refusal on the row, before anything is sent", async () => {
    const page = await openWall();
    const low = page.locator("[data-row]", { hasText: "Tumis Kacang" });
    const number = (await low.textContent())?.slice(0, 1) ?? "";
    await page.keyboard.press(`Numpad${number}`);
    await page.keyboard.press(`Numpad${number}`);
    await page.waitForSelector("text=Belum bisa: suhu inti 71,0 °C – minimal 75,0 °C");
    expect(kitchen.commands).toEqual([]);
  });

  it("tells that another was faster, and never releases by key", async () => {
    const released = wallBatches().filter(({ status }) => status === "portioning");
    kitchen.setRows("production-board", released as never); // rows of the board are JSON objects
    const undoable = {
      eventId: `event_${"1".repeat(32)}`,
      type: "portioning-finished",
      dishRunId: null,
      recordedAtMs: WALL_NOW_MS,
      device: { name: "Porsi", face: "tablet" },
    };
    kitchen.answerCommands(({ commandId }) => {
      kitchen.setRows("production-board", released.map((batch) => ({ ...batch, undoable })) as never); // likewise
      return { kind: "rejected", commandId, rejection: { code: "wrong-state", state: "ready" } };
    });
    const page = await openWall();
    await page.keyboard.press("1");
    await page.keyboard.press("1");
    await page.waitForSelector("text=Sudah dilanjutkan tablet Porsi 04:32");
    await page.keyboard.press("Escape");
    kitchen.setRows(
      "production-board",
      released.map((batch) => ({ ...batch, status: "ready" })),
    );
    await page.waitForSelector("text=Siap rilis");
    await page.keyboard.press("1");
    await page.keyboard.press("1");
    await page.waitForSelector("text=Perlu nomor pribadi – pakai tablet");
    expect(kitchen.commands).toHaveLength(1);
  });

  it("acknowledges the worst alert, mutes, pins the phase and changes the theme", async () => {
    const page = await openWall();
    await page.keyboard.press("NumpadMultiply");
    await page.waitForSelector("text=Peringatan diketahui");
    expect(kitchen.commands[0]).toMatchObject({
      type: "acknowledge-alert",
      body: { alertId: wallAlert(1)["alertId"] },
    });
    await page.keyboard.press("NumpadDivide");
    await page.waitForSelector("[data-state=muted]");
    await page.keyboard.press("NumpadDecimal");
    await page.keyboard.press("NumpadDecimal");
    await page.waitForFunction(() => document.querySelector("h1")?.textContent?.startsWith("PEMORSIAN"));
    await page.keyboard.press("t");
    await page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
  });
});

describe("[UX10.23] the network", () => {
  it("is only asked at the page's own address", async () => {
    await openWall();
    expect(opened.flatMap(({ foreignRequests }) => foreignRequests)).toEqual([]);
  });
});

describe("[P7] the bundle", () => {
  it.each(["wall", "tablet"])("of the %s carries no schemas", (face) => {
    const assets = join(inject("facesDir"), "assets");
    const scripts = readdirSync(assets).filter((name) => name.startsWith(`${face}-`) && name.endsWith(".js"));
    expect(scripts).toHaveLength(1);
    for (const name of scripts) expect(readFileSync(join(assets, name), "utf8")).not.toMatch(/ZodError|invalid_type/);
  });
});

describe("other states", () => {
  it("before the day, without a plan and with nothing wrong the frame stays", async () => {
    kitchen.setTime(WALL_NOW_MS - 10 * HOUR_MS);
    kitchen.setRows("alerts", []);
    kitchen.setRows(
      "production-board",
      wallBatches().map((batch) => ({ ...batch, status: "planned" })),
    );
    const page = await openWall({ waitFor: "[data-day-message]" });
    await page.waitForSelector("text=Hari dapur Sab, 21 Nov · 3.000 porsi · mulai 01:00");
    await page.waitForSelector("text=Tidak ada masalah");
    kitchen.setRows("production-board", []);
    await page.waitForSelector("text=Belum ada rencana untuk 21 Nov – isi di Konsol");
    expect(await cutElements(page)).toEqual([]);
  });

  it("a full store takes the alert strip and sounds", async () => {
    kitchen.setRows("alerts", []);
    kitchen.setStore("full");
    const page = await openWall();
    await page.waitForSelector("text=Penyimpanan penuh – catat di kertas, hubungi Kepala SPPG");
    await page.waitForFunction(() =>
      (globalThis as unknown as { soundsPlayed: string[] }).soundsPlayed.includes("unsafe"),
    ); // set by the init script
    expect(await cutElements(page)).toEqual([]);
  });

  it("a revoked screen shows clock and kitchen only, and comes back by itself", async () => {
    const page = await openWall();
    kitchen.refuse("device-revoked-closing");
    await page.waitForSelector("text=Layar ini dicabut. Pasangkan lagi di Konsol › Perangkat");
    expect(await page.locator("[data-row]").count()).toBe(0);
    expect(await page.locator("[data-quiet]").textContent()).toContain("SPPG Melati 02");
  });

  it("a panel that breaks is told about, and the others live", async () => {
    const page = await openWall();
    kitchen.setRows("departures", [{ departureKey: "broken" }]);
    await page.waitForSelector("text=Panel ini bermasalah (W11) – panel lain tetap jalan");
    expect(await page.locator("[data-row]").count()).toBe(5);
    opened.forEach((test) => (test.errors as string[]).splice(0)); // React tells the page's console too
  });

  it("the head count, a demo's tag, a mute and the pill stand beside each other at every size", async () => {
    await kitchen.close();
    kitchen = await startScriptedKitchen({
      facesDir: inject("facesDir"),
      nowMs: WALL_NOW_MS,
      welcome: { isDemo: true },
    });
    setNight();
    kitchen.setRows("attendance-counts", [
      {
        serviceDate: WALL_DATE,
        rosteredCount: 47,
        arrivedCount: 42,
        presentNowCount: 40,
        lateCount: 1,
        absentCount: 2,
        divisions: [],
      },
    ]);
    const page = await openWall();
    for (const [inches, metres] of [
      [55, 5],
      [75, 5],
      [43, 5],
    ]) {
      await turnWall(page, `?inches=${inches}&metres=${metres}`);
      await page.keyboard.press("s");
      await state(page, "muted").waitFor();
      await page.getByText("Hadir 42/47").waitFor();
      expect(await headerOverlaps(page)).toEqual([]);
      expect(await cutElements(page)).toEqual([]);
      expect(await outsideElements(page, "[data-layout]")).toEqual([]);
    }
  });

  it("a demo kitchen carries its tag, in one line with a sound nobody can hear", async () => {
    await kitchen.close();
    kitchen = await startScriptedKitchen({
      facesDir: inject("facesDir"),
      nowMs: WALL_NOW_MS,
      welcome: { isDemo: true },
    });
    setNight();
    const page = await openWall({ initScript: BLOCK_SOUNDS });
    expect(await state(page, "demo").textContent()).toBe("DEMO");
    const blocked = await state(page, "sound-blocked").boundingBox();
    const demo = await state(page, "demo").boundingBox();
    expect(Math.abs((blocked?.y ?? 0) - (demo?.y ?? -99))).toBeLessThan(12);
    const pill = await page.getByText("Tersambung", { exact: true }).boundingBox();
    expect(Math.abs((blocked?.y ?? 0) - (pill?.y ?? -99))).toBeLessThan(12);
  });

  it("an alert says what, where, how much, for how long and whose", async () => {
    kitchen.setRows("alerts", [wallAlert(1, { raisedAtMs: WALL_NOW_MS - 3 * MINUTE_MS })]);
    const page = await openWall({ search: "?inches=75&metres=5" });
    expect(await state(page, "alert-critical").textContent()).toMatch(
      /^KRITISSuhu saji salahK254,0 °Cmin 603 mntAhli gizi$/,
    );
  });
});
