import { ok } from "#kernel/result.ts";
import { present } from "#kernel/assert.ts";
import { createIdFactory, type IdFactory } from "#kernel/ids.ts";
import { systemClock } from "#main/clock.ts";
import { INSTALLED } from "#main/config.ts";
import { allModules } from "#main/domains/modules.ts";
import { createAdminDesk } from "#main/lan/admin-desk.ts";
import { createAuthorize } from "#main/lan/authorize.ts";
import { createLanPorts } from "#main/lan/lan-ports.ts";
import { createLanServer } from "#main/lan/lan-server.ts";
import type { LanLimits } from "#main/lan/limits.ts";
import { createLanMetrics } from "#main/lan/metrics.ts";
import { createPresence } from "#main/lan/presence.ts";
import { createRevealStore } from "#main/lan/reveal.ts";
import { createLog } from "#main/log.ts";
import { createPooledFill, makeSecretText, systemRandomness } from "#main/randomness.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { createDataFolder, dataFolderAt } from "#main/store/data-folder.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { openKitchenStore, type KitchenStore } from "#main/store/kitchen-store.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";

/** A kitchen as it ships (store, devices, people, authorisation, LAN server) with the tally domain beside its own. */
export interface SpineKitchen {
  readonly store: KitchenStore;
  readonly port: number;
  readonly makeId: IdFactory;
  /** Adds somebody who may sign in. */
  addPerson(): Promise<{ readonly staffId: string; readonly number: string }>;
  /** Pairs a tablet over HTTP; gives its token. */
  pairTablet(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** `limits`: what a benchmark has to lift to measure what lies behind it. */
export async function openSpineKitchen(options: {
  readonly dataDir: string;
  readonly port?: number;
  readonly limits?: Partial<LanLimits>;
}): Promise<SpineKitchen> {
  const { dataDir } = options;
  const clock = systemClock;
  const randomness = systemRandomness;
  createDataFolder(dataFolderAt(dataDir));
  const log = createLog({ path: null, level: "error" });
  const makeId = createIdFactory({ nowMs: clock.nowMs, fillRandom: createPooledFill() });
  const secrets = loadSiteSecrets(dataDir);
  const reveals = createRevealStore({ clock, makeSecret: () => makeSecretText(randomness) });
  const presence = createPresence(clock);
  const metrics = createLanMetrics();
  const modules: readonly DomainModule[] = [
    ...allModules({ clock, makeId, randomness, secrets, keepForReveal: reveals.keep, presence }),
    createTallyModule(),
  ];
  const store = openKitchenStore({
    dataDir,
    clock,
    makeId,
    modules,
    authorize: createAuthorize({ clock }),
    commandKey: secrets.commandKey,
    log,
    onCommitted: (report) => metrics.committed(report.durationMs, report.commitMs),
  });
  const ports = createLanPorts({ store, secrets, reveals, presence, clock, makeId, randomness, log });
  const config = {
    host: "127.0.0.1",
    port: options.port ?? 0,
    facesDir: INSTALLED.facesDir,
    hostNames: [],
    build: "bench",
  };
  const server = createLanServer({
    ...{ store, modules, ports, clock, makeId, log, metrics },
    config: { ...config, clockRate: 1, isDemo: false },
    limits: { pairingPerSecondCount: 1_000, pairingBurstCount: 1_000, ...options.limits },
  });
  const controller = new AbortController();
  const running = server.run(controller.signal);
  const { httpPort } = await server.listening;
  const desk = createAdminDesk({ store, modules, reveals, clock, makeId, httpPort: () => httpPort, hub: null });
  return {
    store,
    port: httpPort,
    makeId,
    addPerson: async () => {
      const staffId = makeId("staff");
      const person = { employmentKind: "volunteer", joinDate: "2026-01-01", position: "juru masak" };
      const answer = await desk.command("add-staff", {
        ...{ staffId, roles: ["kitchen-staff"], divisionCode: "pengolahan", ...person },
        personal: { fullName: "Contoh" },
      });
      const { reveal } = answer.kind === "accepted" ? answer : { reveal: null };
      if (reveal?.kind !== "number") throw new Error(`nobody was added: ${JSON.stringify(answer)}`);
      return { staffId, number: reveal.number };
    },
    pairTablet: async (name) => {
      const response = await fetch(`http://127.0.0.1:${httpPort}/pair`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ secret: secrets.shellSecret, face: "tablet", station: "cook", name }),
      });
      const answer = (await response.json()) as { readonly deviceToken?: string }; // the server's own answer
      return present(answer.deviceToken, `a token, not ${JSON.stringify(answer)}`);
    },
    stop: async () => {
      controller.abort();
      await running;
      store.close();
    },
  };
}

/** Opens a store in the same way without anything around it. */
export function openTallyStore(dataDir: string): KitchenStore {
  const clock = systemClock;
  return openKitchenStore({
    dataDir,
    clock,
    makeId: createIdFactory({ nowMs: clock.nowMs, fillRandom: systemRandomness.fill }),
    modules: [createTallyModule()],
    authorize: (_db, _definition, { actor }) => ok(actor),
    commandKey: new Uint8Array(32),
    log: createLog({ path: null, level: "error" }),
  });
}
