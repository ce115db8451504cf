import { LAN_COMMAND_PATH } from "#contract/lan-protocol.ts";
import type { Face, Station } from "#kernel/access.ts";
import type { TimeZone } from "#kernel/time.ts";
import { createKitchenClock, type KitchenClock } from "./clock.ts";
import { createCommands, type Commands } from "./commands.ts";
import { createConnection, type Connection } from "./connection.ts";
import { createDeviceMemory, secretFromFragment, stationFromFragment, type DeviceMemory } from "./device-memory.ts";
import { browserPost, createDevicePairing, type DevicePairing } from "./device-pairing.ts";
import { createLiveQueries, type LiveQueries } from "./live-queries.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { openOutboxStore } from "./outbox-store.ts";
import { browserRuntime, type ClientRuntime } from "./runtime.ts";
import { createStaffSessions, type StaffSessions } from "./sessions.ts";
import { browserKeyValueStore, createSnapshotShelf, type KeyValueStore } from "./snapshots.ts";

/**
 * Everything a face holds of its kitchen. Made once a page by `openKitchen` in the face's `main.tsx`, handed down by
 * `KitchenProvider`, read through the hooks (`useLiveQuery`, `useCommand`, `useKitchenTime`, `useLink`…).
 */
export interface Kitchen {
  readonly face: Face;
  readonly runtime: ClientRuntime;
  readonly clock: KitchenClock;
  readonly connection: Connection;
  readonly queries: LiveQueries;
  readonly commands: Commands;
  readonly sessions: StaffSessions;
  readonly pairing: DevicePairing;
  readonly memory: DeviceMemory;
  /** The kitchen's zone; of the last session while cut off, WIB before the first one. */
  readonly timeZone: () => TimeZone;
}

export interface OpenKitchenOptions {
  readonly face: Face;
  /** What the device is called before the manager names it. */
  readonly deviceName: string;
  readonly station?: Station;
  readonly version: string;
}

const CLOCK_KEEP_EVERY_MS = 5_000;
const FALLBACK_TIME_ZONE: TimeZone = "Asia/Jakarta";

/**
 * Opens the kitchen of this page: takes the device token from this device's memory, or exchanges the `#secret=` of the
 * address for one, and connects for ever. An unpaired device stays unconnected; its face shows how to pair.
 */
export async function openKitchen(options: OpenKitchenOptions): Promise<Kitchen> {
  const runtime = browserRuntime;
  const store = browserKeyValueStore(browserStorage());
  const memory = createDeviceMemory({ face: options.face, store, origin: location.origin });
  const secret = secretFromFragment(location.hash);
  const station = options.station ?? stationFromFragment(location.hash);
  if (secret !== null) history.replaceState(history.state, "", location.pathname + location.search);
  const outboxStore = await openOutboxStore(`bergizi-${options.face}`);
  const kitchen = await assembleKitchen({ options, runtime, store, memory, outboxStore });
  pairWhereNeeded(kitchen, station === null ? options : { ...options, station }, secret);
  if (memory.deviceToken() !== null) kitchen.connection.start();
  return kitchen;
}

async function assembleKitchen(deps: {
  readonly options: OpenKitchenOptions;
  readonly runtime: ClientRuntime;
  readonly store: KeyValueStore;
  readonly memory: DeviceMemory;
  readonly outboxStore: Awaited<ReturnType<typeof openOutboxStore>>;
}): Promise<Kitchen> {
  const { options, runtime, store, memory } = deps;
  const clockMemory = memory.clock();
  const clock = createKitchenClock(runtime, clockMemory);
  const heardAtMs = memory.heardAtMs();
  let queue: Outbox | null = null;
  const connection = createConnection({
    runtime,
    clock,
    addresses: memory.addresses,
    rememberGoodAddress: memory.rememberGoodAddress,
    deviceToken: memory.deviceToken() ?? "",
    client: { name: `face-${options.face}`, version: options.version },
    unsentCount: () => queue?.unsentCount.get() ?? null,
    heardAgoMs: heardAtMs === null ? 0 : Math.max(0, (clock.nowMs() - heardAtMs) / clock.clockRate()),
  });
  // The queue listens first: after a cut its records are sent before the questions are asked again (UX.md §4.3).
  const outbox = await createOutbox({ connection, runtime, store: deps.outboxStore });
  queue = outbox;
  const snapshots = createSnapshotShelf({ store, prefix: `bergizi.${options.face}.rows.`, runtime });
  const kitchen: Kitchen = {
    face: options.face,
    runtime,
    clock,
    connection,
    queries: createLiveQueries({ connection, runtime, snapshots }),
    commands: createCommands({
      connection,
      clock,
      runtime,
      outbox,
      post: (frame) => browserPost(LAN_COMMAND_PATH, frame, memory.deviceToken() ?? ""),
    }),
    sessions: createStaffSessions({ connection, runtime }),
    pairing: createDevicePairing({ runtime, post: browserPost }),
    memory,
    timeZone: () => connection.state.get().welcome?.timeZone ?? clockMemory?.timeZone ?? FALLBACK_TIME_ZONE,
  };
  keepMemory(kitchen);
  addEventListener("pagehide", () => snapshots.flush());
  return kitchen;
}

/** Writes down what the next load of the page starts from. */
function keepMemory({ connection, clock, memory, runtime, timeZone }: Kitchen): void {
  const keepTime = () => {
    memory.keepClock(clock.remember(timeZone()));
    memory.keepHeardAt(connection.heardAtMs());
  };
  const keepOn = () => {
    if (connection.state.get().phase === "open") keepTime();
    runtime.after(CLOCK_KEEP_EVERY_MS, keepOn);
  };
  keepOn();
  connection.state.subscribe(() => {
    const { welcome, phase } = connection.state.get();
    if (welcome === null || phase !== "open") return;
    memory.keepSite({ siteId: welcome.siteId, siteName: welcome.siteName, isDemo: welcome.isDemo });
    // At once, too: a device cut off in its first seconds would start the next page on its own clock and day.
    keepTime();
  });
}

/** Pairs by the secret of the address when this device has no token, or when the kitchen does not know its token. */
function pairWhereNeeded(kitchen: Kitchen, options: OpenKitchenOptions, secret: string | null): void {
  const { pairing, memory, connection, runtime } = kitchen;
  const request = () => {
    if (secret === null) return;
    pairing.request({
      secret,
      name: options.deviceName,
      face: options.face,
      ...(options.station === undefined ? {} : { station: options.station }),
    });
  };
  pairing.state.subscribe(() => {
    const state = pairing.state.get();
    if (state.phase === "paired") {
      memory.keepDeviceToken(state.device.deviceToken);
      connection.useToken(state.device.deviceToken);
    }
    // The kitchen PC may still be starting when its own windows open.
    if (state.phase === "failed" && state.code === "unreachable") runtime.after(CLOCK_KEEP_EVERY_MS, request);
  });
  connection.state.subscribe(() => {
    const isAsking = pairing.state.get().phase === "asking" || pairing.state.get().phase === "waiting";
    if (connection.state.get().refusal === "unknown-device" && !isAsking) request();
  });
  if (memory.deviceToken() === null) request();
}

/** `null` where the browser refuses storage (a private window with storage blocked). */
function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
