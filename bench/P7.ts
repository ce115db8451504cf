import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, createBuilder } from "vite";
import { present } from "#kernel/assert.ts";
import { openTestBrowser, type TestBrowser } from "#tests/kit/browser.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import { wallBatches, wallDepartures, wallToday, wallTotals, WALL_NOW_MS } from "#tests/kit/wall-night.ts";
import { percentile, reportFigure } from "./report.ts";

/**
 * P7: what a face costs before it shows anything. Two figures a face of the floor:
 *
 * - the JavaScript its page loads, gzip, against React and its DOM alone from the same bundler;
 * - the first paint on a CPU slowed four times, cold cache, against a page of one sentence from the same server, in turns.
 */
const FACES = ["wall", "attendance", "tablet"] as const;
const JAVASCRIPT_MAX_BYTES = 200 * 1024;
const FIRST_PAINT_MAX_MS = 1_000;
const CPU_SLOWDOWN = 4;
const TURNS_COUNT = 7;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
mkdirSync(join(ROOT, ".build"), { recursive: true });
const facesDir = mkdtempSync(join(ROOT, ".build", "faces-p7-"));
const floorDir = mkdtempSync(join(ROOT, ".build", "floor-p7-"));
try {
  const builder = await createBuilder({
    configFile: join(ROOT, "renderer", "vite.config.ts"),
    logLevel: "error",
    build: { outDir: facesDir },
  });
  await builder.buildApp();
  const reactBytes = await buildReactAlone();
  mkdirSync(join(facesDir, "plain"));
  writeFileSync(join(facesDir, "plain", "index.html"), "<!doctype html><html lang=id><title>P7</title><p>Bergizi");
  const browser = await openTestBrowser();
  const kitchen = await startScriptedKitchen({ facesDir, nowMs: WALL_NOW_MS });
  setNight(kitchen);
  for (const face of FACES) await measure({ face, browser, kitchen, reactBytes });
  await kitchen.close();
  await browser.close();
} finally {
  rmSync(facesDir, { recursive: true });
  rmSync(floorDir, { recursive: true });
}

async function measure(deps: {
  readonly face: (typeof FACES)[number];
  readonly browser: TestBrowser;
  readonly kitchen: ScriptedKitchen;
  readonly reactBytes: number;
}): Promise<void> {
  const { face, browser, kitchen, reactBytes } = deps;
  const bytes = javascriptBytes(face);
  reportFigure({
    bench: "P7",
    metric: `${face}: JavaScript of the page, gzip bytes`,
    value: bytes,
    floor: reactBytes,
    peer: null,
    peerValue: null,
    target: `<= ${JAVASCRIPT_MAX_BYTES}`,
    pass: bytes <= JAVASCRIPT_MAX_BYTES,
  });
  const paintsMs: number[] = [];
  const plainPaintsMs: number[] = [];
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    plainPaintsMs.push(await firstPaintMs(browser, kitchen.origin, "/plain"));
    paintsMs.push(await firstPaintMs(browser, kitchen.origin, `/${face}#secret=bench`));
  }
  const value = percentile(paintsMs, 50);
  reportFigure({
    bench: "P7",
    metric: `${face}: first paint, CPU slowed ${CPU_SLOWDOWN} times, median ms`,
    value,
    floor: percentile(plainPaintsMs, 50),
    peer: null,
    peerValue: null,
    target: `<= ${FIRST_PAINT_MAX_MS}`,
    pass: value <= FIRST_PAINT_MAX_MS,
  });
}

/** Every script the page loads before it runs: its own and those it imports, followed through the built files. */
function javascriptBytes(face: string): number {
  const page = readFileSync(join(facesDir, face, "index.html"), "utf8");
  const waiting = [...page.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name = ""]) => name);
  const seen = new Set<string>();
  let bytes = 0;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const code = readFileSync(join(facesDir, "assets", name));
    bytes += gzipSync(code, { level: 9 }).byteLength;
    for (const [, imported = ""] of code.toString("utf8").matchAll(/["']\.\/([\w.-]+\.js)["']/g))
      waiting.push(imported);
  }
  return bytes;
}

async function firstPaintMs(browser: TestBrowser, origin: string, path: string): Promise<number> {
  const { page, close } = await browser.open({ origin, path: "/healthz", width: 1920, height: 1080 });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  await page.goto(origin + path, { waitUntil: "commit" });
  const handle = await page.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  );
  const paintMs = present(await handle.jsonValue(), "the first paint");
  await close();
  return paintMs;
}

/** React and its DOM with nothing to show: what any face of this kind begins from. */
async function buildReactAlone(): Promise<number> {
  const entry = join(floorDir, "entry.js");
  writeFileSync(entry, 'import { createRoot } from "react-dom/client";\ncreateRoot(document.body).render(null);\n');
  await build({
    configFile: false,
    root: floorDir,
    logLevel: "error",
    build: { outDir: "out", target: "chrome120", rolldownOptions: { input: entry } },
  });
  const assets = join(floorDir, "out", "assets");
  return readdirSync(assets)
    .map((name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).byteLength)
    .reduce((sum, bytes) => sum + bytes, 0);
}

function setNight(kitchen: ScriptedKitchen): void {
  kitchen.setRows("today", [wallToday()]);
  kitchen.setRows("production-board", wallBatches() as never); // rows of the board are JSON objects
  kitchen.setRows("departures", wallDepartures());
  kitchen.setRows("totals", wallTotals());
}
