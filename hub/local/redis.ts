import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { err, ok, type Result } from "#kernel/result.ts";
import { freePort } from "./free-port.ts";

/** A Redis of this machine's own binary, in memory only, on loopback. */
export interface LocalRedis {
  readonly url: string;
  /** Ends it as a power cut would; it keeps nothing. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

export interface LocalRedisProblem {
  readonly code: "redis-missing" | "redis-failed";
  readonly message: string;
}

const READY_MAX_MS = 10_000;
const NAMES = ["redis-server", "valkey-server"];

/** The path of a Redis (or Valkey) server on this machine, or null. */
export function findRedis(): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/usr/bin", "/usr/local/bin"];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}

export async function startLocalRedis(folder: string): Promise<Result<LocalRedis, LocalRedisProblem>> {
  const path = findRedis();
  if (path === null) {
    return err({
      code: "redis-missing",
      message: "Redis 7 or Valkey is not on this machine: apt-get install redis-server",
    });
  }
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const start = () => spawn(path, args, { stdio: "ignore" });
  let server = start();
  if (!(await becameReady(port, server))) {
    server.kill("SIGKILL");
    return err({ code: "redis-failed", message: "redis did not become ready" });
  }
  return ok({
    url: `redis://127.0.0.1:${port}`,
    kill: () => killed(server),
    restart: async () => {
      server = start();
      if (!(await becameReady(port, server))) throw new Error("redis did not become ready again");
    },
  });
}

async function becameReady(port: number, server: ChildProcess): Promise<boolean> {
  const endsAt = performance.now() + READY_MAX_MS;
  while (performance.now() < endsAt && server.exitCode === null) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
    if (isOpen) return true;
    await pause(50);
  }
  return false;
}

async function killed(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.kill("SIGKILL");
  await exited;
}
