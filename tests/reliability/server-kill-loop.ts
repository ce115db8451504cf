import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as waitFor } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { verifyStore } from "#main/store/verify-store.ts";
import { createRealKitchen } from "#tests/kit/real-kitchen.ts";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import type { Broken } from "./break-mechanism.ts";
import { createFloorClients, type FloorDevice } from "./floor-clients.ts";
import type { KillLoopReport } from "./kill-loop.ts";
import { startProcess } from "./killed-process.ts";
import { checkLog } from "./log-checker.ts";

const SERVER_FILE = fileURLToPath(new URL("../../main/start.ts", import.meta.url));
const TABLET_COUNT = 4;
/** How long a server lives once it answered a first command. */
const LIFE_MAX_MS = 120;
/** This share dies while it starts … */
const KILLED_AT_START_SHARE = 0.15;
const START_MAX_MS = 1_200;
/** … and this share while devices connect and send again what was not answered. */
const KILLED_AT_HELLO_SHARE = 0.2;
const HELLO_MAX_MS = 60;

/**
 * The whole kitchen server as `npm start -- --headless` runs it, killed again and again at seeded instants, with paired devices
 * and people signed in sending commands over sockets; then its file against what the devices were told.
 */
export async function runServerKillLoop(options: {
  readonly killCount: number;
  readonly seed: number;
  readonly broken?: Broken;
}): Promise<KillLoopReport> {
  const random = createSeededRandom(options.seed);
  const folder = mkdtempSync(join(tmpdir(), "kitchen-server-kill-"));
  const dataDir = join(folder, "kitchen");
  try {
    const clients = createFloorClients(await foundKitchen(dataDir), random);
    const argv = ["--headless", "--data-dir", dataDir, "--port", "0", "--host", "127.0.0.1"];
    // Compiled code is kept between starts, so that the run spends its time on kills and not on reading source.
    const environment = { NODE_COMPILE_CACHE: join(folder, "compiled") };
    const start = () => startProcess(SERVER_FILE, argv, { environment, broken: options.broken });
    for (let killed = 0; killed < options.killCount; killed += 1) {
      const server = start();
      const fate = random();
      if (fate < KILLED_AT_START_SHARE) {
        await Promise.race([waitFor(random() * START_MAX_MS), server.ready]);
      } else {
        const answered = clients.connect(portFrom(await server.ready));
        if (fate < KILLED_AT_START_SHARE + KILLED_AT_HELLO_SHARE) await waitFor(random() * HELLO_MAX_MS);
        else await answered.then(() => waitFor(random() * LIFE_MAX_MS));
      }
      server.kill();
      await server.ended;
    }
    const last = start();
    void clients.connect(portFrom(await last.ready));
    await clients.drain();
    last.terminate();
    await last.ended;
    return report(options.killCount, clients, join(dataDir, "kitchen.sqlite"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A kitchen with a manager and tablets paired and people signed in at them, through its own doors. */
async function foundKitchen(dataDir: string): Promise<readonly FloorDevice[]> {
  const kitchen = await createRealKitchen();
  const head = await kitchen.person("Kepala", "kitchen-head");
  const officer = await kitchen.person("Petugas", "quality-officer");
  const devices: FloorDevice[] = [];
  for (let number = 0; number <= TABLET_COUNT; number += 1) {
    const face = number === 0 ? "manager" : "tablet";
    const who = number === 0 ? head : officer;
    const paired = await kitchen.device(face, `${face} ${number}`, face === "tablet" ? "cook" : undefined);
    const client = await kitchen.connect(paired);
    await client.signIn({ pin: who.number });
    client.terminate();
    devices.push({ token: paired.deviceToken, staffId: who.staffId, face });
  }
  await kitchen.server.stop();
  cpSync(kitchen.dataDir, dataDir, { recursive: true });
  rmSync(kitchen.dataDir, { recursive: true });
  return devices;
}

function portFrom(line: string): number {
  return (JSON.parse(line) as { readonly httpPort: number }).httpPort; // the line the server promises
}

function report(killCount: number, clients: ReturnType<typeof createFloorClients>, storeFile: string): KillLoopReport {
  const { sentById, answerTextById } = clients;
  const faults = checkLog({
    ...{ storeFile, sentById, answerTextById },
    // People, pairing and sign-ins came before; alerts are the kitchen PC's own.
    isOthers: (row) => !["division-defined", "hygiene-check-recorded"].includes(row.type),
    sharedMembers: ["divisionCode", "name", "targetHeadCount", "checkId", "items"],
  });
  const verified = verifyStore(storeFile, readModelModules());
  return {
    killCount,
    acknowledgedCount: answerTextById.size,
    eventCount: verified.eventCount,
    faults: [...clients.faults, ...faults, ...verified.findings.map((finding) => JSON.stringify(finding))],
  };
}
