import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import type { AdminHubStatus } from "#contract/admin.ts";
import { freePort } from "#hub/local/free-port.ts";
import { startLocalPostgres, type LocalPostgres } from "#hub/local/postgres.ts";
import { startLocalRedis, type LocalRedis } from "#hub/local/redis.ts";
import { migrateHub } from "#hub/store/migrate.ts";
import { adminEndpointPath } from "#main/lan/admin-server.ts";
import { adminSecretPath } from "#main/site-secrets.ts";
import { createRealKitchen } from "#tests/kit/real-kitchen.ts";
import { openTcpGate, type TcpGate } from "#tests/kit/tcp-gate.ts";
import { startProcess, type KilledProcess } from "./killed-process.ts";

const HUB_FILE = fileURLToPath(new URL("../../scripts/hub.ts", import.meta.url));
const KITCHEN_FILE = fileURLToPath(new URL("../../main/start.ts", import.meta.url));

/** A process that is started again after it was killed. */
export interface Restartable {
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

/** A kitchen as `npm start -- --headless` runs it, reached by its administration port. */
export interface FleetKitchen extends Restartable {
  readonly dataDir: string;
  /** Adds a person; true only when the kitchen said it is done. */
  readonly addPerson: (staffId: string) => Promise<boolean>;
  /** Null while nobody answers. */
  readonly hubStatus: () => Promise<AdminHubStatus>;
}

/** Real processes: Postgres, Redis, nodes of the hub behind a gate, kitchens. */
export interface Fleet {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly postgres: LocalPostgres;
  readonly redis: LocalRedis;
  readonly gate: TcpGate;
  readonly nodes: readonly Restartable[];
  readonly kitchens: readonly FleetKitchen[];
  readonly close: () => Promise<void>;
}

export async function startFleet(
  folder: string,
  options: {
    readonly nodeCount: number;
    readonly kitchenCount: number;
    readonly joinCode: (databaseUrl: string) => Promise<string>;
  },
): Promise<Fleet> {
  const postgres = insist(await startLocalPostgres(folder));
  const redis = insist(await startLocalRedis(join(folder, "redis")));
  insist(await migrateHub(postgres.url));
  const ports = await Promise.all(Array.from({ length: options.nodeCount }, () => freePort()));
  const environment = {
    ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, NODE_COMPILE_CACHE: join(folder, "compiled") },
  };
  const nodes = ports.map((port) =>
    restartable(() => startProcess(HUB_FILE, ["--port", String(port), "--log-level", "silent"], { environment })),
  );
  await Promise.all(nodes.map((node) => node.start()));
  const gate = await openTcpGate(ports);
  const kitchens: FleetKitchen[] = [];
  for (let index = 0; index < options.kitchenCount; index += 1) {
    const dataDir = join(folder, `kitchen-${index}`);
    await foundKitchen(dataDir, `SPPG ${index}`, { gate, joinCode: await options.joinCode(postgres.url) });
    const kitchen = fleetKitchen(dataDir, environment.NODE_COMPILE_CACHE);
    await kitchen.start();
    kitchens.push(kitchen);
  }
  return {
    ...{ databaseUrl: postgres.url, redisUrl: redis.url, postgres, redis, gate, nodes, kitchens },
    close: async () => {
      await Promise.all([...kitchens, ...nodes].map((process) => process.kill()));
      await gate.close();
      await redis.kill();
      await postgres.stop();
    },
  };
}

/** A kitchen with a head and a name, enrolled through the gate by its own doors. */
async function foundKitchen(
  dataDir: string,
  siteName: string,
  hub: { readonly gate: TcpGate; readonly joinCode: string },
): Promise<void> {
  const kitchen = await createRealKitchen();
  const head = await kitchen.person("Kepala", "kitchen-head");
  const manager = await kitchen.connect(await kitchen.device("manager", "Konsol"));
  await manager.signIn({ pin: head.number });
  const body = { fields: { siteName, timeZone: "Asia/Jakarta" } };
  const signed = { staffId: head.staffId, signatures: [{ pin: head.number }] };
  await manager.command({ type: "update-site-profile", body, ...signed });
  const address = { hubUrl: `http://127.0.0.1:${hub.gate.port}`, joinCode: hub.joinCode };
  const joined = (await (await kitchen.admin("/admin/hub-join", address)).json()) as { readonly kind: string };
  if (joined.kind !== "joined") throw new Error(`the kitchen did not join: ${JSON.stringify(joined)}`);
  await kitchen.server.stop();
  cpSync(kitchen.dataDir, dataDir, { recursive: true });
  rmSync(kitchen.dataDir, { recursive: true });
}

function fleetKitchen(dataDir: string, compileCache: string): FleetKitchen {
  const argv = ["--headless", "--data-dir", dataDir, "--port", "0", "--host", "127.0.0.1", "--log-level", "silent"];
  const environment = { NODE_COMPILE_CACHE: compileCache };
  const post = async (path: string, body: object): Promise<unknown> => {
    try {
      const { adminPort } = JSON.parse(readFileSync(adminEndpointPath(dataDir), "utf8")) as { adminPort: number }; // its own file
      const response = await fetch(`http://127.0.0.1:${adminPort}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${readFileSync(adminSecretPath(dataDir), "utf8").trim()}` },
        body: JSON.stringify(body),
      });
      return await response.json();
    } catch {
      // Killed before it answered.
      return null;
    }
  };
  return {
    ...restartable(() => startProcess(KITCHEN_FILE, argv, { environment })),
    dataDir,
    addPerson: async (staffId) => {
      const person = { employmentKind: "volunteer", joinDate: "2026-01-01", position: "juru masak" };
      const staff = { staffId, roles: ["kitchen-staff"], divisionCode: "pengolahan", ...person };
      const body = { ...staff, personal: { fullName: "Contoh" } };
      const answer = await post("/admin/command", { type: "add-staff", body });
      return (answer as { readonly kind?: string } | null)?.kind === "accepted";
    },
    hubStatus: async () =>
      ((await post("/admin/hub-status", {})) as { readonly status: AdminHubStatus } | null)?.status ?? null,
  };
}

function restartable(make: () => KilledProcess): Restartable {
  let running: KilledProcess | null = null;
  return {
    start: async () => {
      for (let attempt = 0; running === null; attempt += 1) {
        const started = make();
        const isReady = await started.ready.then(
          () => true,
          () => false,
        );
        if (isReady) running = started;
        else if (attempt > 40) throw new Error("a process did not start");
        // A node of the hub ends when its Postgres is away; whoever runs it starts it again.
        else await pause(250);
      }
    },
    kill: async () => {
      const dying = running;
      running = null;
      dying?.kill();
      await dying?.ended;
    },
  };
}

function insist<Value, Problem>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Problem },
): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
