import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as waitFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import type { Broken } from "./break-mechanism.ts";
import { startProcess, type KilledProcess } from "./killed-process.ts";
import { checkLog, tallyFaults } from "./log-checker.ts";
import { createTallyClients, type TallyClients } from "./tally-clients.ts";

const SERVER_FILE = fileURLToPath(new URL("./tally-server.ts", import.meta.url));
const CLIENT_COUNT = 8;
/** How long a server lives once it is ready: mostly a few groups of commands. */
const LIFE_MAX_MS = 80;
/** This share dies while it starts: opening, checking, folding the write-ahead log in. */
const KILLED_AT_START_SHARE = 0.15;
const START_MAX_MS = 250;
/** How long the last server gets to answer what is left. */
const DRAIN_MAX_MS = 20_000;

export interface KillLoopReport {
  readonly killCount: number;
  readonly acknowledgedCount: number;
  readonly eventCount: number;
  /** What is wrong, in words; empty when every promise was kept. */
  readonly faults: readonly string[];
}

/**
 * A server under load is killed again and again at seeded instants and started on the same folder; clients send again what
 * was not answered. Then its file is compared with what the clients were told.
 */
export async function runKillLoop(options: {
  readonly killCount: number;
  readonly seed: number;
  readonly broken?: Broken;
}): Promise<KillLoopReport> {
  const random = createSeededRandom(options.seed);
  const dataDir = mkdtempSync(join(tmpdir(), "kitchen-kill-"));
  const clients = createTallyClients({ clientCount: CLIENT_COUNT, random });
  const start = () => startProcess(SERVER_FILE, [dataDir], { broken: options.broken });
  try {
    for (let killed = 0; killed < options.killCount; killed += 1) {
      const server = start();
      if (random() < KILLED_AT_START_SHARE) {
        await Promise.race([waitFor(random() * START_MAX_MS), server.ready]);
      } else {
        await server.ready;
        connect(server, clients);
        await waitFor(random() * LIFE_MAX_MS);
      }
      server.kill();
      await server.ended;
    }
    await drain(start(), clients);
    const storeFile = join(dataDir, "kitchen.sqlite");
    const faults = checkLog({
      ...clients,
      storeFile,
      isOthers: (row) => row.type === "tally-closed",
      sharedMembers: ["name", "addedCount"],
    });
    return {
      killCount: options.killCount,
      acknowledgedCount: clients.answerTextById.size,
      eventCount: acceptedCount(clients),
      faults: [...clients.faults, ...faults, ...tallyFaults(storeFile)],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Sends what waits and keeps the clients' windows full for as long as the server lives. */
function connect(server: KilledProcess, clients: TallyClients): void {
  const send = (command: object) => {
    server.send(JSON.stringify(command));
  };
  const fill = () => {
    for (let command = clients.next(); command !== undefined; command = clients.next()) send(command);
  };
  server.onLine((line) => {
    clients.take(line);
    fill();
  });
  for (const command of clients.resend()) send(command);
  fill();
}

/** The last server answers everything left, takes nothing new, and stops by itself. */
async function drain(server: KilledProcess, clients: TallyClients): Promise<void> {
  await server.ready;
  const drained = new Promise<void>((resolve) => {
    server.onLine((line) => {
      clients.take(line);
      if (clients.unansweredCount() === 0) resolve();
    });
    for (const command of clients.resend()) server.send(JSON.stringify(command));
    if (clients.unansweredCount() === 0) resolve();
  });
  const limit = new AbortController();
  await Promise.race([drained, waitFor(DRAIN_MAX_MS, undefined, { signal: limit.signal }).catch(() => undefined)]);
  limit.abort();
  server.finish();
  await server.ended;
  if (clients.unansweredCount() > 0) throw new Error(`${clients.unansweredCount()} commands were never answered`);
}

function acceptedCount(clients: TallyClients): number {
  return [...clients.answerTextById.values()].filter((text) => text.includes('"accepted"')).length;
}
