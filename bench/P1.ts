import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientsOrder, ClientsReport } from "./command-clients.ts";
import { openRawCommits, type RawCommits } from "./raw-commits.ts";
import { percentile, reportFigure } from "./report.ts";
import { openSpineKitchen, type SpineKitchen } from "./spine-kitchen.ts";

/**
 * P1: command → durable answer, 50 paired tablets with somebody signed in at each, over the real LAN server. Two figures,
 * each in turns with SQLite alone committing the same rows on the same disk:
 *
 * - the p99 of a command's way at 20 commands/s a device, limits as shipped, against the p99 of raw commits with as many rows
 *   coming a second;
 * - commands per second when every device keeps commands under way, the rate limit lifted for this figure only.
 */
const DEVICES_COUNT = 50;
const PER_SECOND_COUNT = 20;
const TURNS_COUNT = 5;
/** Turns before any is counted, on both sides: a kitchen's server runs for days, and its code is compiled in the first minute. */
const WARM_UP_TURNS_COUNT = 4;
const PACED_TURN_MS = 4_000;
const SATURATED_TURN_MS = 2_500;
const RAW_TURN_MS = 1_500;
/** Per device: together more than a group holds, so groups are full. */
const WINDOW_COUNT = 6;
const P99_FLOOR_MS = 15;
const P99_RATIO_MAX = 3;
const THROUGHPUT_RATIO_MIN = 0.4;

const folder = mkdtempSync(join(tmpdir(), "kitchen-p1-"));
try {
  const raw = openRawCommits(join(folder, "raw"));
  await measureLatency(raw);
  await measureThroughput(raw);
  raw.close();
} finally {
  rmSync(folder, { recursive: true });
}

async function measureLatency(raw: RawCommits): Promise<void> {
  const kitchen = await openSpineKitchen({ dataDir: join(folder, "paced") });
  const clients = await connectClients(kitchen);
  const latenciesMs: number[] = [];
  const rawMs: number[] = [];
  const paced = { kind: "paced", durationMs: PACED_TURN_MS, perSecondCount: PER_SECOND_COUNT } as const;
  for (let turn = 0; turn < WARM_UP_TURNS_COUNT; turn += 1) await order(clients, paced);
  await raw.runPaced(PACED_TURN_MS, DEVICES_COUNT * PER_SECOND_COUNT);
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    rawMs.push(...(await raw.runPaced(PACED_TURN_MS, DEVICES_COUNT * PER_SECOND_COUNT)));
    latenciesMs.push(...(await order(clients, paced)).latenciesMs);
  }
  clients.kill();
  await kitchen.stop();
  const value = percentile(latenciesMs, 99);
  const floor = percentile(rawMs, 99);
  const mostMs = Math.max(P99_FLOOR_MS, P99_RATIO_MAX * floor);
  reportFigure({
    bench: "P1",
    metric: "command to durable answer, 50 devices at 20/s, p99 ms",
    value,
    floor,
    peer: null,
    peerValue: null,
    target: "p99 ≤ max(15 ms, 3 × the raw FULL commit p99)",
    pass: value <= mostMs,
  });
}

async function measureThroughput(raw: RawCommits): Promise<void> {
  const isLifted = { commandsPerSecondCount: 1_000_000, commandsBurstCount: 1_000_000 };
  const kitchen = await openSpineKitchen({ dataDir: join(folder, "saturated"), limits: isLifted });
  const clients = await connectClients(kitchen);
  const saturated = { kind: "saturated", durationMs: SATURATED_TURN_MS, windowCount: WINDOW_COUNT } as const;
  for (let turn = 0; turn < WARM_UP_TURNS_COUNT; turn += 1) await order(clients, saturated);
  raw.run(RAW_TURN_MS);
  const rates: number[] = [];
  const rawRates: number[] = [];
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    const alone = raw.run(RAW_TURN_MS);
    rawRates.push((alone.committedCount / alone.durationMs) * 1_000);
    const { answeredCount, durationMs } = await order(clients, saturated);
    rates.push((answeredCount / durationMs) * 1_000);
  }
  clients.kill();
  await kitchen.stop();
  const value = percentile(rates, 50);
  const floor = percentile(rawRates, 50);
  reportFigure({
    bench: "P1",
    metric: "commands answered durably per second, 50 devices",
    value,
    floor,
    peer: null,
    peerValue: null,
    target: "≥ 40 % of a raw FULL group-of-20 loop",
    pass: value >= THROUGHPUT_RATIO_MIN * floor,
  });
}

async function connectClients(kitchen: SpineKitchen): Promise<ChildProcess> {
  const { number: pin } = await kitchen.addPerson();
  const tokens: string[] = [];
  for (let index = 0; index < DEVICES_COUNT; index += 1) tokens.push(await kitchen.pairTablet(`tablet ${index}`));
  const clients = fork(new URL("./command-clients.ts", import.meta.url));
  await order(clients, { kind: "connect", port: kitchen.port, tokens, pin });
  return clients;
}

function order(clients: ChildProcess, given: ClientsOrder): Promise<ClientsReport> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`the clients' process ended with ${code}`));
    };
    clients.once("exit", onExit);
    clients.once("message", (report: ClientsReport) => {
      clients.off("exit", onExit);
      resolve(report);
    });
    clients.send(given);
  });
}
