import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { err, ok, type Result } from "#kernel/result.ts";
import { freePort } from "./free-port.ts";

/** A Postgres of this machine's own binaries in a folder of its own, on loopback only. */
export interface LocalPostgres {
  readonly url: string;
  readonly port: number;
  /** Ends it as a power cut would, and starts it again on the same port and folder. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalPostgresProblem {
  readonly code: "postgres-missing" | "postgres-failed";
  readonly message: string;
}

const OLDEST_MAJOR = 15;
const READY_MAX_MS = 30_000;
const OWNER = "hub_owner";
const DATABASE = "bergizi_hub";

/** Where Debian, and most others, put the newest Postgres; null when there is none new enough. */
export function findPostgres(): string | null {
  const root = "/usr/lib/postgresql";
  const majors = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter((major) => major >= OLDEST_MAJOR)
    : [];
  const newest = majors
    .toSorted((left, right) => right - left)
    .find((major) => existsSync(join(root, String(major), "bin", "postgres")));
  if (newest !== undefined) return join(root, String(newest), "bin");
  const onPath = (process.env["PATH"] ?? "").split(":").find((folder) => existsSync(join(folder, "initdb")));
  return onPath ?? null;
}

/** Starts a cluster in `folder`, made there if it is new. */
export async function startLocalPostgres(folder: string): Promise<Result<LocalPostgres, LocalPostgresProblem>> {
  const bin = findPostgres();
  if (bin === null) {
    return err({
      code: "postgres-missing",
      message: "Postgres 15 or newer is not on this machine: apt-get install postgresql",
    });
  }
  const account = unprivileged();
  const dataDir = join(folder, "postgres");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (account !== null) {
    chownSync(folder, account.uid, account.gid);
    chownSync(dataDir, account.uid, account.gid);
  }
  if (!existsSync(join(dataDir, "PG_VERSION"))) {
    const flags = ["-D", dataDir, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
    const made = spawnSync(join(bin, "initdb"), flags, { ...account, encoding: "utf8", cwd: folder });
    if (made.status !== 0)
      return err({ code: "postgres-failed", message: `initdb: ${made.stderr || String(made.error)}` });
  }
  const port = await freePort();
  let server = start(bin, dataDir, port, account);
  const url = `postgres://${OWNER}@127.0.0.1:${port}/${DATABASE}`;
  const ready = await becameReady(bin, port, server);
  if (!ready.ok) return ready;
  const created = spawnSync(join(bin, "createdb"), ["-h", "127.0.0.1", "-p", String(port), "-U", OWNER, DATABASE], {
    encoding: "utf8",
  });
  if (created.status !== 0 && !created.stderr.includes("already exists")) {
    return err({ code: "postgres-failed", message: `createdb: ${created.stderr}` });
  }
  return ok({
    url,
    port,
    crash: () => ended(server, "SIGQUIT"),
    restart: async () => {
      server = start(bin, dataDir, port, account);
      const again = await becameReady(bin, port, server);
      if (!again.ok) throw new Error(again.error.message);
    },
    stop: () => ended(server, "SIGINT"),
  });
}

function start(bin: string, dataDir: string, port: number, account: Account | null): ChildProcess {
  const settings = ["-h", "127.0.0.1", "-p", String(port), "-k", dataDir, "-c", "max_connections=100"];
  return spawn(join(bin, "postgres"), ["-D", dataDir, ...settings], { ...account, stdio: "ignore", cwd: dataDir });
}

async function becameReady(
  bin: string,
  port: number,
  server: ChildProcess,
): Promise<Result<null, LocalPostgresProblem>> {
  const endsAt = performance.now() + READY_MAX_MS;
  while (performance.now() < endsAt) {
    if (server.exitCode !== null)
      return err({ code: "postgres-failed", message: `postgres ended with ${server.exitCode}` });
    const asked = spawnSync(join(bin, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    if (asked.status === 0) return ok(null);
    await pause(100);
  }
  server.kill("SIGQUIT");
  return err({ code: "postgres-failed", message: "postgres did not become ready" });
}

async function ended(server: ChildProcess, signal: "SIGINT" | "SIGQUIT"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.kill(signal);
  await exited;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Postgres refuses to run as root; then it runs as `postgres`, or as nobody. */
function unprivileged(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((text) => text.startsWith("postgres:"));
  const [, , uid = "65534", gid = "65534"] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
