import { existsSync } from "node:fs";
import { aptInstallLine, tryAptInstall } from "./apt-install.ts";

const CANDIDATES: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The path of a Chromium on this machine (`CHROMIUM_PATH` wins), or null. */
export function findChromium(): string | null {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : null;
  return CANDIDATES.find((path) => existsSync(path)) ?? null;
}

export const CHROMIUM_INSTALL_LINE = aptInstallLine("chromium");

/** Finds Chromium or installs Debian's with apt where it may; returns null after saying the exact line to run. */
export function ensureChromium(): string | null {
  const found = findChromium();
  if (found !== null) return found;
  tryAptInstall("chromium", "uji layar");
  const installed = findChromium();
  if (installed !== null) return installed;
  process.stderr.write(
    `Chromium is needed for the screen tests. Install it and run again:\n  ${CHROMIUM_INSTALL_LINE}\n`,
  );
  return null;
}
