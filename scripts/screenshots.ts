import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { cardTextOf } from "./demo/attendance.ts";
import { ensureChromium } from "./find-chromium.ts";
import { ROOT } from "./run-step.ts";

// Makes the pictures of the README from a demo night: `node scripts/screenshots.ts [--at 04:50] [--speed 120]`.
const PICTURES = join(ROOT, "docs", "pictures");
const option = (name: string, fallback: string) => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? fallback : (process.argv[index + 1] ?? fallback);
};

const executablePath = ensureChromium();
if (executablePath === null) process.exit(1);
mkdirSync(PICTURES, { recursive: true });
const demo = await startDemo();
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
});
try {
  await picture(browser, { name: "wall", url: demo.wall, width: 1920, height: 1080 });
  await picture(browser, {
    name: "attendance",
    url: demo.attendance,
    width: 1920,
    height: 1080,
    act: checkIn,
  });
  await picture(browser, { name: "tablet", url: demo.tablet, width: 1280, height: 800 });
  await picture(browser, {
    name: "manager",
    url: demo.manager,
    width: 1366,
    height: 768,
    act: signIn(demo.headNumber),
  });
} finally {
  await browser.close();
  demo.stop();
}

interface RunningDemo {
  readonly wall: string;
  readonly attendance: string;
  readonly tablet: string;
  readonly manager: string;
  readonly headNumber: string;
  readonly stop: () => void;
}

/** Starts a demo night and waits until its clock shows the asked time. */
async function startDemo(): Promise<RunningDemo> {
  const until = option("at", "04:50");
  const args = [
    "scripts/demo.ts",
    "--port",
    "0",
    "--no-open",
    "--speed",
    option("speed", "120"),
    "--from",
    option("from", "03:20"),
  ];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (data: Buffer) => {
      text += data.toString("utf8");
      const clocks = [...text.matchAll(/\[demo\] (\d\d:\d\d) /g)].map((match) => match[1] ?? "");
      if (clocks.some((clock) => clock >= until)) resolve();
    });
    child.once("exit", () => reject(new Error(`the demo ended early:\n${text}`)));
  });
  const address = (word: string) => new RegExp(`${word}\\s+(http\\S+)`).exec(text)?.[1] ?? "";
  return {
    wall: address("Layar dapur"),
    attendance: address("Absensi"),
    tablet: address("Tablet"),
    manager: address("Konsol"),
    headNumber: /Kepala SPPG (\d{6})/.exec(text)?.[1] ?? "",
    stop: () => void child.kill("SIGTERM"),
  };
}

async function picture(
  from: Browser,
  shot: {
    readonly name: string;
    readonly url: string;
    readonly width: number;
    readonly height: number;
    readonly act?: (page: Page) => Promise<void>;
  },
): Promise<void> {
  const page = await from.newPage({ viewport: { width: shot.width, height: shot.height } });
  await page.goto(shot.url);
  await page.getByText("DEMO").first().waitFor();
  await page.waitForTimeout(1_500);
  await shot.act?.(page);
  await page.screenshot({ path: join(PICTURES, `${shot.name}.png`) });
  process.stdout.write(`docs/pictures/${shot.name}.png\n`);
}

/** Signs in with a personal number alone, as a person at the console would. */
function signIn(number: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByLabel("Nomor 6 angka").fill(number);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Hari ini", exact: true }).waitFor();
    await page.waitForTimeout(2_000);
  };
}

/** Lays the card of a driver on the reader, which types its number and Enter; their shift begins within the hour. */
async function checkIn(page: Page): Promise<void> {
  for (const key of cardTextOf(13)) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await page.getByText("MASUK").first().waitFor();
  await page.waitForTimeout(400);
}
