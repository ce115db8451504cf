import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findPostgres } from "#hub/local/postgres.ts";
import { findRedis } from "#hub/local/redis.ts";

const PACKAGES = [
  { name: "postgresql", isThere: () => findPostgres() !== null },
  { name: "redis-server", isThere: () => findRedis() !== null },
] as const;

export const HUB_SERVERS_INSTALL_LINE =
  "apt-get update && apt-get install -y --no-install-recommends postgresql redis-server";

/** Finds Postgres 15 or newer and Redis, or installs Debian's with apt where it may; false after saying the exact line to run. */
export function ensureHubServers(): boolean {
  const missing = () => PACKAGES.filter(({ isThere }) => !isThere()).map(({ name }) => name);
  if (missing().length === 0) return true;
  const mayInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    process.stderr.write(`[penyiapan] memasang ${missing().join(" dan ")} untuk pusat (apt-get) …\n`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const run = (args: readonly string[]) =>
      spawnSync("apt-get", [...args], { env, stdio: ["ignore", "ignore", "inherit"] });
    run(["update", "-qq"]);
    run(["install", "-y", "-qq", "--no-install-recommends", ...missing()]);
    if (missing().length === 0) return true;
  }
  process.stderr.write(
    `Postgres 15 or newer and Redis are needed for the hub. Install them and run again:\n  ${HUB_SERVERS_INSTALL_LINE}\n`,
  );
  return false;
}
