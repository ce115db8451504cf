import Database from "better-sqlite3";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as waitFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { verifyStore } from "#main/store/verify-store.ts";
import { createFrontDesk } from "#tests/kit/front-desk.ts";
import { once, openNodeDesk } from "#tests/kit/node-desk.ts";
import type { Broken } from "#tests/reliability/break-mechanism.ts";
import { startProcess, type KilledProcess } from "#tests/reliability/killed-process.ts";

const SERVER_FILE = fileURLToPath(new URL("../../main/start.ts", import.meta.url));
/** How long the last server gets to take what still waits. */
const DRAIN_MAX_MS = 15_000;

export interface FrontDeskReport {
  readonly punchCount: number;
  readonly killCount: number;
  /** People with exactly one punch in the log. */
  readonly recordedOnceCount: number;
  readonly lostCount: number;
  readonly doubledCount: number;
  /** Findings of `verify` on the file afterwards. */
  readonly findings: readonly string[];
}

/**
 * A queue at the front desk: one card after another, while the kitchen's process is killed in the middle of it and started
 * again on the same folder and port. Then the file is asked who is in it, without any code of the domain.
 */
export async function runFrontDeskKills(options: {
  readonly punchCount: number;
  readonly everyMs: number;
  /** The server dies the moment the answer to the punch with this number arrives. */
  readonly killsAtAnswer: readonly number[];
  readonly broken?: Broken;
}): Promise<FrontDeskReport> {
  const folder = mkdtempSync(join(tmpdir(), "kitchen-front-desk-"));
  const dataDir = join(folder, "kitchen");
  try {
    const founded = await foundKitchen(dataDir, options.punchCount);
    const environment = { NODE_COMPILE_CACHE: join(folder, "compiled") };
    const start = (port: number) =>
      startProcess(SERVER_FILE, ["--headless", "--data-dir", dataDir, "--port", String(port), "--host", "127.0.0.1"], {
        environment,
        broken: options.broken,
      });
    await playQueue({ ...options, ...founded, start });
    return report(join(dataDir, "kitchen.sqlite"), founded.staffIds, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Founded {
  readonly deviceToken: string;
  readonly cards: readonly string[];
  readonly staffIds: readonly string[];
}

async function foundKitchen(dataDir: string, peopleCount: number): Promise<Founded> {
  const desk = await createFrontDesk({ peopleCount });
  const { deviceToken } = await desk.pairTerminal();
  const cards = desk.people.map(({ cardText }) => cardText);
  const staffIds = desk.people.map(({ staffId }) => staffId);
  desk.manager.terminate();
  await desk.kitchen.server.stop();
  cpSync(desk.kitchen.dataDir, dataDir, { recursive: true });
  rmSync(desk.kitchen.dataDir, { recursive: true });
  return { deviceToken, cards, staffIds };
}

async function playQueue(deps: {
  readonly deviceToken: string;
  readonly cards: readonly string[];
  readonly everyMs: number;
  readonly killsAtAnswer: readonly number[];
  readonly start: (port: number) => KilledProcess;
}): Promise<void> {
  let server = deps.start(0);
  const port = portFrom(await server.ready);
  const { desk, connection, outbox, stop } = await openNodeDesk({ port, deviceToken: deps.deviceToken });
  const restarts: Promise<void>[] = [];
  const recorded = new Set<string>();
  const cancelWatch = outbox.entries.subscribe(() => {
    for (const { commandId, state } of outbox.entries.get()) {
      if (state !== "recorded" || recorded.has(commandId)) continue;
      recorded.add(commandId);
      if (!deps.killsAtAnswer.includes(recorded.size)) continue;
      const dying = server;
      dying.kill();
      restarts.push(
        dying.ended.then(() => {
          server = deps.start(port);
        }),
      );
    }
  });
  await once(connection.state, ({ phase }) => phase === "open");
  for (const card of deps.cards) {
    desk.scan(card);
    await waitFor(deps.everyMs);
  }
  const limit = new AbortController();
  await Promise.race([
    once(outbox.entries, () => recorded.size === deps.cards.length),
    waitFor(DRAIN_MAX_MS, undefined, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
  cancelWatch();
  stop();
  await Promise.all(restarts);
  server.terminate();
  await server.ended;
}

function portFrom(line: string): number {
  return (JSON.parse(line) as { readonly httpPort: number }).httpPort; // the line the server promises
}

function report(
  storeFile: string,
  staffIds: readonly string[],
  options: { readonly punchCount: number; readonly killsAtAnswer: readonly number[] },
): FrontDeskReport {
  const connection = new Database(storeFile, { readonly: true });
  const rows = connection
    .prepare<[], { staffId: string; punchCount: number }>(
      "SELECT json_extract(body, '$.staffId') AS staffId, count(*) AS punchCount FROM event WHERE type IN ('checked-in', 'checked-out') GROUP BY 1",
    )
    .all();
  connection.close();
  const countById = new Map(rows.map(({ staffId, punchCount }) => [staffId, punchCount]));
  const counts = staffIds.map((staffId) => countById.get(staffId) ?? 0);
  return {
    punchCount: options.punchCount,
    killCount: options.killsAtAnswer.length,
    recordedOnceCount: counts.filter((count) => count === 1).length,
    lostCount: counts.filter((count) => count === 0).length,
    doubledCount: counts.filter((count) => count > 1).length,
    findings: verifyStore(storeFile, readModelModules()).findings.map((finding) => JSON.stringify(finding)),
  };
}
