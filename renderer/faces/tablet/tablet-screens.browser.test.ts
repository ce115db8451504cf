import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { axeFindings, cutElements, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import { setTabletNight, tabletWelcome, visitBatch } from "#tests/kit/tablet-scene.ts";
import { TABLET_BATCH_IDS, TABLET_NOW_MS } from "#tests/kit/tablet-night.ts";
import { reasonFaults, stateFaults, touchFaults, wordFaults } from "#tests/kit/touch-targets.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: TestBrowser;
let kitchen: ScriptedKitchen;
let opened: TestPage;

/** Every route of the tablet, each on the batch whose stage it belongs to. */
const { cooking, checking, portioning, ready, held, planned, completed } = TABLET_BATCH_IDS;
const dish = (number: number) => `dish_run_${String(number).padStart(32, "0")}`;
interface Route {
  readonly name: string;
  readonly hash: string;
  readonly batchId?: string;
}
const ROUTES: readonly Route[] = [
  { name: "task list", hash: "#/tasks/cook" },
  { name: "second page of tasks", hash: "#/tasks/cook/1" },
  { name: "names", hash: "#/who" },
  { name: "alerts", hash: "#/alerts" },
  { name: "queue", hash: "#/queue" },
  { name: "this tablet", hash: "#/settings" },
  { name: "batch cooking", hash: `#/batch/${cooking}`, batchId: cooking },
  { name: "batch checking", hash: `#/batch/${checking}`, batchId: checking },
  { name: "batch portioning", hash: `#/batch/${portioning}`, batchId: portioning },
  { name: "batch ready", hash: `#/batch/${ready}`, batchId: ready },
  { name: "batch held, seven dishes", hash: `#/batch/${held}`, batchId: held },
  { name: "batch planned", hash: `#/batch/${planned}`, batchId: planned },
  { name: "batch completed", hash: `#/batch/${completed}`, batchId: completed },
  { name: "batch gone", hash: `#/batch/batch_${"f".repeat(32)}` },
  { name: "preflight", hash: `#/batch/${cooking}/start-cooking/${dish(14)}`, batchId: cooking },
  { name: "recipe steps", hash: `#/batch/${cooking}/cook-steps/${dish(11)}`, batchId: cooking },
  { name: "progress", hash: `#/batch/${cooking}/progress/${dish(11)}`, batchId: cooking },
  { name: "core temperature", hash: `#/batch/${cooking}/core-temperature/${dish(11)}`, batchId: cooking },
  { name: "holding temperature", hash: `#/batch/${checking}/holding-temperature`, batchId: checking },
  { name: "cooling temperature", hash: `#/batch/${checking}/cooling/${dish(21)}`, batchId: checking },
  { name: "tasting", hash: `#/batch/${checking}/tasting`, batchId: checking },
  { name: "rapid test", hash: `#/batch/${checking}/rapid-test`, batchId: checking },
  { name: "hygiene", hash: `#/batch/${checking}/hygiene`, batchId: checking },
  { name: "rework", hash: `#/batch/${checking}/rework/${dish(21)}`, batchId: checking },
  { name: "counter", hash: `#/batch/${portioning}/portions`, batchId: portioning },
  { name: "weighing", hash: `#/batch/${portioning}/weigh-portion`, batchId: portioning },
  { name: "finish portioning", hash: `#/batch/${portioning}/finish-portioning`, batchId: portioning },
  { name: "samples", hash: `#/batch/${portioning}/samples`, batchId: portioning },
  { name: "take a sample", hash: `#/batch/${portioning}/take-sample`, batchId: portioning },
  { name: "store a sample", hash: `#/sample/sample_${"1".padStart(32, "0")}/store`, batchId: portioning },
  { name: "destroy a sample", hash: `#/sample/sample_${"3".padStart(32, "0")}/dispose`, batchId: portioning },
  { name: "release", hash: `#/batch/${ready}/release`, batchId: ready },
  { name: "complete", hash: `#/batch/${ready}/complete`, batchId: ready },
  { name: "hold", hash: `#/batch/${cooking}/hold`, batchId: cooking },
  { name: "lift the hold", hash: `#/batch/${held}/lift-hold`, batchId: held },
  { name: "discard", hash: `#/batch/${held}/reject`, batchId: held },
  { name: "deviations", hash: `#/batch/${held}/deviations`, batchId: held },
  { name: "cancel", hash: `#/batch/${cooking}/cancel`, batchId: cooking },
  { name: "waste", hash: `#/batch/${cooking}/waste`, batchId: cooking },
  { name: "note", hash: `#/batch/${cooking}/note`, batchId: cooking },
  { name: "team", hash: `#/batch/${planned}/team`, batchId: planned },
  { name: "ingredients", hash: `#/batch/${planned}/ingredients`, batchId: planned },
  { name: "more", hash: `#/batch/${cooking}/more`, batchId: cooking },
];

beforeAll(async () => {
  browser = await openTestBrowser();
  kitchen = await startScriptedKitchen({
    facesDir: inject("facesDir"),
    nowMs: TABLET_NOW_MS,
    welcome: tabletWelcome(),
  });
  setTabletNight(kitchen);
  opened = await browser.open({ origin: kitchen.origin, path: "/tablet#secret=x", width: 1280, height: 800 });
  await opened.page.waitForSelector("header");
});
afterAll(async () => {
  expect(opened.errors).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
  await opened.close();
  await browser.close();
  await kitchen.close();
});

const visit = (page: Page, hash: string, batchId: string | undefined) => visitBatch({ kitchen, page, hash, batchId });

/** Two frames on, when what a touch changed is on the screen. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

async function choose(page: Page, part: { readonly language?: "id" | "en"; readonly themeChoice?: "light" | "dark" }) {
  await page.evaluate((choice) => {
    const key = "bergizi.tablet.preferences";
    const kept: object = JSON.parse(localStorage.getItem(key) ?? "{}");
    localStorage.setItem(key, JSON.stringify({ ...kept, ...choice }));
  }, part);
  await page.reload();
  await page.waitForSelector("header");
}

describe.each(["id", "en"] as const)("in %s", (language) => {
  beforeAll(() => choose(opened.page, { language }));

  it.each(ROUTES)("[UX10.2, 4, 5, 21] $name fits gloves and holds its words", async ({ hash, batchId }) => {
    const { page } = opened;
    await visit(page, hash, batchId);
    const faults = [
      ...(await cutElements(page)).map((fault) => `cut ${fault}`),
      ...(await touchFaults(page)),
      ...(await stateFaults(page)).map((fault) => `state ${fault}`),
      ...(await reasonFaults(page)).map((fault) => `no reason: ${fault}`),
      ...(await wordFaults(page)),
    ];
    expect(faults, faults.join("\n")).toEqual([]);
  });
});

it("counts allergy packs beside the portions, never among them", async () => {
  await choose(opened.page, { language: "id" });
  for (const name of ["counter", "finish portioning"]) {
    const route = ROUTES.find((one) => one.name === name);
    await visit(opened.page, route?.hash ?? "", route?.batchId);
    await opened.page.getByText(/(412\/1\.850|412 dari 1\.850) · Alergi 3\/14/).waitFor();
  }
});

/** Screens smaller than the 10.1″ one the tablet is drawn for: a lower one, a phone-sized one, an old 4:3 one. */
const SMALL_SIZES = [
  { width: 1280, height: 720 },
  { width: 600, height: 1024 },
  { width: 800, height: 600 },
] as const;

describe.each(SMALL_SIZES)("on a small screen of $width×$height", ({ width, height }) => {
  /** Keys that share the screen with what is typed keep 15 mm; UX.md §2.3 asks 20 mm of the 10.1″ screen. */
  const SMALL_KEY_MIN_PX = 88;
  const PARTS_MAX_COUNT = 6;
  const LANGUAGES = [
    { language: "id", down: "Ke bawah" },
    { language: "en", down: "Further down" },
  ] as const;
  let small: TestPage;
  beforeAll(async () => {
    small = await browser.open({ origin: kitchen.origin, path: "/tablet#secret=x", width, height });
    await small.page.waitForSelector("header");
  });
  afterAll(async () => {
    expect(small.errors).toEqual([]);
    await small.close();
  });

  describe.each(LANGUAGES)("in $language", ({ language, down }) => {
    beforeAll(() => choose(small.page, { language }));

    it.each(ROUTES)("[UX10.2, 4, 21] $name is reached part by part with one target", async ({ hash, batchId }) => {
      const { page } = small;
      await visit(page, hash, batchId);
      // Only the screen as a whole may be taller than the display.
      const faults = (await cutElements(page)).filter((fault) => !fault.startsWith("main."));
      const downwards = page.getByRole("button", { name: down });
      for (let part = 0; part < PARTS_MAX_COUNT; part += 1) {
        faults.push(...(await touchFaults(page, { keyMinPx: SMALL_KEY_MIN_PX })), ...(await wordFaults(page)));
        if ((await downwards.count()) === 0) break;
        await downwards.click();
        await settled(page);
      }
      faults.push(...(await reasonFaults(page)), ...(await stateFaults(page)));
      expect(faults, faults.join("\n")).toEqual([]);
      expect(await downwards.count()).toBe(0);
    });
  });
});

describe.each(["light", "dark"] as const)("[UX10.21] in the %s theme", (themeChoice) => {
  beforeAll(() => choose(opened.page, { themeChoice, language: "id" }));

  it.each(ROUTES)("$name has no serious finding of axe", async ({ hash, batchId }) => {
    await visit(opened.page, hash, batchId);
    // The dark theme is the same page in other colours: what depends on them alone is asked again.
    const findings = await axeFindings(opened.page, axeSource, themeChoice === "dark" ? "colours" : undefined);
    expect(findings, findings.join("\n")).toEqual([]);
  });
});
