import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { START_USAGE } from "#main/config.ts";
import { startHeadless } from "#main/start.ts";
import { chooseLaunch } from "./choose-launch.ts";
import { findChromium } from "./find-chromium.ts";
import { openKioskBrowser } from "./kiosk-browser.ts";
import { ROOT, runStep } from "./run-step.ts";

// `npm start`: this kitchen, in Electron where its binary and a display exist, else the server with a kiosk browser or
// just its addresses. `--headless` asks for the server alone.
const argv = process.argv.slice(2);
if (argv.includes("--help")) {
  process.stdout.write(`${START_USAGE}\n`);
  process.exit(0);
}
const electronPath = argv.includes("--headless") || !hasDisplay() ? null : findElectron();
const launch = chooseLaunch({
  isHeadless: argv.includes("--headless"),
  hasDisplay: hasDisplay(),
  electronPath,
  chromiumPath: findChromium(),
});

switch (launch.kind) {
  case "electron":
    await startElectron(launch.electronPath);
    break;
  case "server":
    await startHeadless(argv, { announce: launch.isHeadless ? "json" : "people" });
    break;
  case "browser": {
    const kitchen = await startHeadless(argv, { announce: "people" });
    if (kitchen !== null)
      openKioskBrowser({ chromiumPath: launch.chromiumPath, url: kitchen.managerUrl, isKiosk: false });
    break;
  }
}

async function startElectron(path: string): Promise<void> {
  if ((await runStep("electron-vite", ["build", "--logLevel", "error"])) !== 0) {
    process.exitCode = 1;
    return;
  }
  const child = spawn(path, [join(ROOT, ".build", "electron", "main", "index.js"), ...argv], { stdio: "inherit" });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return (process.env["DISPLAY"] ?? "") !== "" || (process.env["WAYLAND_DISPLAY"] ?? "") !== "";
}

/** Electron's binary, fetched by its own installer the first time; null where it cannot be had. */
function findElectron(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const name =
    { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" }[process.platform as string] ?? "electron";
  const path = join(folder, "dist", name);
  if (existsSync(path)) return path;
  process.stderr.write("[penyiapan] mengambil Electron, sekali saja …\n");
  const fetched = spawnSync(process.execPath, [join(folder, "install.js")], { stdio: "ignore", timeout: 180_000 });
  if (fetched.status === 0 && existsSync(path)) return path;
  process.stderr.write("[penyiapan] Electron tidak dapat diambil; memakai peramban kios\n");
  return null;
}
