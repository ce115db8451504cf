import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The line somebody runs where this program may not. */
export function aptInstallLine(packageName: string): string {
  return `apt-get update && apt-get install -y --no-install-recommends ${packageName}`;
}

/** Installs a Debian package where this program may; `purpose` says what for, before it begins. Whoever calls looks whether it worked. */
export function tryAptInstall(packageName: string, purpose: string): void {
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) return;
  process.stderr.write(`[penyiapan] memasang ${packageName} untuk ${purpose} (apt-get) …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args: readonly string[]) =>
    spawnSync("apt-get", [...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  run(["update", "-qq"]);
  run(["install", "-y", "-qq", "--no-install-recommends", packageName]);
}
