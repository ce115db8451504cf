import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findPostgres } from "#hub/local/postgres.ts";

export const POSTGRES_INSTALL_LINE = "apt-get update && apt-get install -y --no-install-recommends postgresql";

/** Finds Postgres 15 or newer, or installs Debian's with apt where it may; false after saying the exact line to run. */
export function ensurePostgres(): boolean {
  if (findPostgres() !== null) return true;
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    process.stderr.write("[penyiapan] memasang Postgres untuk pusat (apt-get) …\n");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const run = (args: readonly string[]) =>
      spawnSync("apt-get", [...args], { env, stdio: ["ignore", "ignore", "inherit"] });
    run(["update", "-qq"]);
    run(["install", "-y", "-qq", "--no-install-recommends", "postgresql"]);
    if (findPostgres() !== null) return true;
  }
  process.stderr.write(
    `Postgres 15 or newer is needed for the hub. Install it and run again:\n  ${POSTGRES_INSTALL_LINE}\n`,
  );
  return false;
}
