import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { LAN_PROTOCOL_VERSION, LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";
import { systemClock } from "#main/clock.ts";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { createStoreAdmin } from "#main/store/admin.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { playNight, writeNights } from "./night-log.ts";
import { percentile, reportFigure } from "./report.ts";

/**
 * P6: from starting the process to the first accepted `hello`, with a store of 500 MB whose last run was killed. Beside it,
 * in turns: the same program on an empty folder. The disk's cache is dropped before each start where that is allowed.
 */
const STORE_MIN_BYTES = 500 * 1024 * 1024;
const EVENTS_STEP_COUNT = 100_000;
const TURNS_COUNT = 5;
const START_MAX_MS = 3_000;
const START_FILE = fileURLToPath(new URL("../main/start.ts", import.meta.url));

interface Started {
  readonly port: number;
  readonly startedMs: number;
  kill(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), "kitchen-p6-"));
try {
  const full = join(folder, "full");
  const empty = join(folder, "empty");
  await fillStore(full);
  const tokens = { full: await pairTablet(full), empty: await pairTablet(empty) };
  const fullMs: number[] = [];
  const emptyMs: number[] = [];
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    emptyMs.push(await startToHello(empty, tokens.empty));
    fullMs.push(await startToHello(full, tokens.full));
  }
  const value = percentile(fullMs, 100);
  reportFigure({
    bench: "P6",
    metric: `start to first accepted hello, ${Math.round(storeBytes(full) / 1_048_576)} MB, worst of ${TURNS_COUNT}, ms`,
    value,
    floor: percentile(emptyMs, 50),
    peer: null,
    peerValue: null,
    target: "≤ 3 s",
    pass: value <= START_MAX_MS,
  });
} finally {
  rmSync(folder, { recursive: true });
}

async function fillStore(dataDir: string): Promise<void> {
  const night = await playNight();
  let eventCount = writeNights(dataDir, night, EVENTS_STEP_COUNT);
  const admin = createStoreAdmin({ dataDir, modules: readModelModules(), clock: systemClock });
  admin.rebuild();
  const bytesPerEvent = storeBytes(dataDir) / eventCount;
  if (storeBytes(dataDir) >= STORE_MIN_BYTES) return;
  rmSync(dataDir, { recursive: true });
  eventCount = writeNights(dataDir, night, Math.ceil((STORE_MIN_BYTES / bytesPerEvent) * 1.02));
  admin.rebuild();
}

function storeBytes(dataDir: string): number {
  return statSync(dataFolderAt(dataDir).storeFile).size;
}

async function start(dataDir: string): Promise<Started> {
  const startedMs = performance.now();
  const argv = [START_FILE, "--headless", "--data-dir", dataDir, "--port", "0", "--host", "127.0.0.1"];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string]; // its first line
  const { httpPort } = JSON.parse(line) as { readonly httpPort: number }; // the line the server promises
  return {
    port: httpPort,
    startedMs,
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function pairTablet(dataDir: string): Promise<string> {
  const server = await start(dataDir);
  const { shellSecret } = loadSiteSecrets(dataDir);
  const response = await fetch(`http://127.0.0.1:${server.port}/pair`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret: shellSecret, face: "tablet", station: "cook", name: "bench" }),
  });
  const { deviceToken } = (await response.json()) as { readonly deviceToken: string }; // the server's own answer
  await server.kill();
  return deviceToken;
}

async function startToHello(dataDir: string, deviceToken: string): Promise<number> {
  dropDiskCache();
  const server = await start(dataDir);
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${LAN_SOCKET_PATH}`, { perMessageDeflate: false });
  await once(socket, "open");
  const client = { name: "bench", version: "1" };
  socket.send(JSON.stringify({ kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken, client }));
  const [data] = (await once(socket, "message")) as [Buffer]; // a text frame arrives as a buffer
  const tookMs = performance.now() - server.startedMs;
  if (!data.toString().includes('"welcome"')) throw new Error(`no welcome: ${data.toString()}`);
  socket.terminate();
  await server.kill();
  return tookMs;
}

/** After a power cut nothing is cached. Needs root on Linux; elsewhere the start is measured warm. */
function dropDiskCache(): void {
  try {
    writeFileSync("/proc/sys/vm/drop_caches", "1");
  } catch {
    // Not permitted here.
  }
}
