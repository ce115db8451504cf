import { randomFillSync } from "node:crypto";
import { pino } from "pino";
import { createIdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { systemClock } from "#main/clock.ts";
import type { LanLimits } from "#main/lan/limits.ts";
import { createLanMetrics, type LanMetrics } from "#main/lan/metrics.ts";
import { createLanServer } from "#main/lan/lan-server.ts";
import type { ExportPickup, LanStore, PhotoShelf } from "#main/lan/ports.ts";
import type { Log } from "#main/log.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { openKitchenStore, type KitchenStore } from "#main/store/kitchen-store.ts";
import { createCardModule } from "./card-module.ts";
import { connectLanClient, type LanClient, type LanClientOptions } from "./lan-client.ts";
import { createTestPorts, type TestDevice, type TestPorts, type TestStaff } from "./lan-ports.ts";
import { authorizeAll, silentLog } from "./test-kitchen.ts";

export const TEST_DEVICES: readonly TestDevice[] = [
  { name: "wall", face: "wall" },
  { name: "cook", face: "tablet", station: "cook" },
  { name: "portion", face: "tablet", station: "portion" },
  { name: "manager", face: "manager" },
];
export const TEST_STAFF: readonly TestStaff[] = [
  { name: "Sari", pin: "111111", roles: ["nutritionist"] },
  { name: "Budi", pin: "222222", roles: ["kitchen-staff"] },
];

/** A running LAN server over a real store in memory, with test devices and people. Stop it after the test. */
export interface TestLan {
  readonly port: number;
  readonly store: KitchenStore;
  readonly ports: TestPorts;
  readonly metrics: LanMetrics;
  /** Every structured line the server logged. */
  readonly logLines: readonly Readonly<Record<string, unknown>>[];
  /** Opens a socket without saying hello. */
  connect(options?: Partial<LanClientOptions>): Promise<LanClient>;
  /** Opens a socket and says hello as a test device. */
  as(device: string, options?: Partial<LanClientOptions>): Promise<LanClient>;
  /** One figure of `GET /metrics`: the sum over the samples whose labels fit. */
  figure(name: string, labels?: Readonly<Record<string, string>>): Promise<number>;
  get(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export interface TestLanOptions {
  readonly limits?: Partial<LanLimits>;
  /** Files to fetch. */
  readonly exports?: ExportPickup;
  /** Where pictures of punches go. */
  readonly photos?: PhotoShelf;
  readonly modules?: (parts: { readonly ports: () => TestPorts }) => readonly DomainModule[];
  readonly devices?: readonly TestDevice[];
  readonly staff?: readonly TestStaff[];
  readonly sessionMs?: number;
  readonly facesDir?: string;
  readonly port?: number;
  readonly dataDir?: string;
  readonly hostNames?: readonly string[];
  readonly clock?: Clock;
  readonly metrics?: LanMetrics;
  /** Replaces parts of the store the server sees. */
  readonly store?: (store: KitchenStore) => LanStore;
}

export async function createTestLan(options: TestLanOptions = {}): Promise<TestLan> {
  const clock = options.clock ?? systemClock;
  const makeId = createIdFactory({ nowMs: clock.nowMs, fillRandom: (bytes) => void randomFillSync(bytes) });
  const { devices = TEST_DEVICES, staff = TEST_STAFF } = options;
  const { sessionMs } = options;
  const ports = createTestPorts({ clock, devices, staff, ...(sessionMs === undefined ? {} : { sessionMs }) });
  const modules = options.modules?.({ ports: () => ports }) ?? [
    createCardModule({ presentDevices: () => [...new Set(ports.connectedDeviceIds)] }),
  ];
  const metrics = options.metrics ?? createLanMetrics();
  const store = openKitchenStore({
    dataDir: options.dataDir ?? ":memory:",
    clock,
    makeId,
    modules,
    authorize: authorizeAll,
    log: silentLog,
    onCommitted: (report) => metrics.committed(report.durationMs, report.commitMs),
  });
  const logLines: Readonly<Record<string, unknown>>[] = [];
  const server = createLanServer({
    store: options.store?.(store) ?? store,
    modules,
    ports,
    clock,
    makeId,
    metrics,
    config: {
      host: "127.0.0.1",
      port: options.port ?? 0,
      facesDir: options.facesDir ?? "/nonexistent/faces",
      hostNames: options.hostNames ?? [],
      build: "test",
      clockRate: 1,
      isDemo: false,
    },
    log: collectingLog(logLines),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.exports === undefined ? {} : { exports: options.exports }),
    ...(options.photos === undefined ? {} : { photos: options.photos }),
  });
  const controller = new AbortController();
  const running = server.run(controller.signal);
  running.catch(() => undefined);
  const { httpPort: port } = await server.listening;
  const connect: TestLan["connect"] = (given) => connectLanClient({ port, ...given });
  return {
    port,
    store,
    ports,
    metrics,
    logLines,
    connect,
    as: async (device, given) => {
      const client = await connect(given);
      await client.hello(ports.tokenOf(device));
      return client;
    },
    figure: async (name, labels = {}) => figureFrom(await metrics.text(), `bergizi_lan_${name}`, labels),
    get: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", ...init }),
    stop: async () => {
      controller.abort();
      await running;
      store.close();
    },
  };
}

function collectingLog(lines: Readonly<Record<string, unknown>>[]): Log {
  return pino(
    { level: "debug", base: null },
    {
      write: (line: string) => void lines.push(JSON.parse(line) as Readonly<Record<string, unknown>>), // pino writes objects
    },
  );
}

function figureFrom(page: string, name: string, labels: Readonly<Record<string, string>>): number {
  let sum = 0;
  for (const line of page.split("\n")) {
    const match = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (match?.[1] !== name) continue;
    const fits = Object.entries(labels).every(([label, value]) => match[2]?.includes(`${label}="${value}"`) ?? false);
    if (fits) sum += Number(match[3]);
  }
  return sum;
}
