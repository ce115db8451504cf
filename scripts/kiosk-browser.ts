import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Opens one address in a Chromium of its own profile, full screen as a kiosk or as an ordinary window. */
export function openKioskBrowser(options: {
  readonly chromiumPath: string;
  readonly url: string;
  readonly isKiosk: boolean;
}): void {
  const profile = mkdtempSync(join(tmpdir(), "bergizi-browser-"));
  const isRoot = process.getuid?.() === 0;
  const args = [
    `--user-data-dir=${profile}`,
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id",
    ...(isRoot ? ["--no-sandbox"] : []),
    ...(options.isKiosk ? ["--kiosk"] : []),
    `--app=${options.url}`,
  ];
  const child = spawn(options.chromiumPath, args, { stdio: "ignore", detached: true });
  child.on("error", (error) => {
    process.stderr.write(`peramban tidak dapat dibuka: ${error.message}\n`);
  });
  child.unref();
}
