import { findPostgres } from "#hub/local/postgres.ts";
import { findRedis } from "#hub/local/redis.ts";
import { aptInstallLine, tryAptInstall } from "./apt-install.ts";

const SERVERS = [
  { packageName: "postgresql", isThere: () => findPostgres() !== null },
  { packageName: "redis-server", isThere: () => findRedis() !== null },
] as const;

/** Finds Postgres 15 or newer and Redis, or installs Debian's with apt where it may; false after saying the exact lines to run. */
export function ensureHubServers(): boolean {
  for (const { packageName, isThere } of SERVERS) if (!isThere()) tryAptInstall(packageName, "pusat");
  const missing = SERVERS.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return true;
  const lines = missing.map(({ packageName }) => `  ${aptInstallLine(packageName)}\n`).join("");
  process.stderr.write(`The hub needs Postgres 15 or newer and Redis. Install them and run again:\n${lines}`);
  return false;
}
