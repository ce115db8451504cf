import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { createIdFactory, type IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { createScaledClock, systemClock } from "./clock.ts";
import type { KitchenConfig } from "./config.ts";
import { allModules } from "./domains/modules.ts";
import { createKitchenHealth } from "./kitchen-health.ts";
import {
  createKitchenBackups,
  createKitchenExports,
  createKitchenHub,
  createKitchenPhotos,
  kitchenServices,
} from "./kitchen-services.ts";
import { createAuthorize } from "./lan/authorize.ts";
import { lanAddresses } from "./lan-addresses.ts";
import { createLanPorts } from "./lan/lan-ports.ts";
import { createLanServer, type LanServerConfig } from "./lan/lan-server.ts";
import { createLanMetrics } from "./lan/metrics.ts";
import { createPresence } from "./lan/presence.ts";
import { createRevealStore } from "./lan/reveal.ts";
import { createLog } from "./log.ts";
import { createPooledFill, makeSecretText, systemRandomness } from "./randomness.ts";
import { runServices } from "./service.ts";
import { loadSiteSecrets, shellSecretPath } from "./site-secrets.ts";
import type { BackupService } from "./store/backup-service.ts";
import { createDataFolder, dataFolderAt } from "./store/data-folder.ts";
import { openKitchenStore, type KitchenStore } from "./store/kitchen-store.ts";

/** A running kitchen: its store, its LAN server and everything that watches over them. */
export interface KitchenServer {
  readonly httpPort: number;
  /** How this PC reaches it: a secure context already. */
  readonly origin: string;
  /** With it a window of this PC pairs itself; the file holding it is readable by its owner alone. */
  readonly shellSecret: string;
  readonly shellSecretPath: string;
  /** Resolves with the first service that ended by itself: the kitchen should be started anew. */
  readonly failed: Promise<{ readonly name: string; readonly cause: unknown }>;
  /** Answers what was taken, closes every socket, the store last. */
  stop(): Promise<void>;
}

/** Composition root: opens the store, runs the services, and answers once the port is open. Throws when it cannot. */
export async function createKitchenServer(config: KitchenConfig): Promise<KitchenServer> {
  const { clock, makeId } = sources(config);
  createDataFolder(dataFolderAt(config.dataDir));
  const log = createLog({ path: join(config.dataDir, "logs", "kitchen.log"), level: config.logLevel });
  const secrets = loadSiteSecrets(config.dataDir);
  const randomness = systemRandomness;
  const reveals = createRevealStore({ clock, makeSecret: () => makeSecretText(randomness) });
  const presence = createPresence(clock);
  const metrics = createLanMetrics();
  const readHealth = createKitchenHealth({ dataDir: config.dataDir, clock, running: () => ({ store, backups }) });
  const modules = allModules({ clock, makeId, randomness, secrets, keepForReveal: reveals.keep, presence, readHealth });
  const store: KitchenStore = openKitchenStore({
    dataDir: config.dataDir,
    clock,
    clockRate: config.demo?.rate ?? 1,
    makeId,
    modules,
    authorize: createAuthorize({ clock }),
    commandKey: secrets.commandKey,
    log,
    onCommitted: (report) => metrics.committed(report.durationMs, report.commitMs),
  });
  const version = buildName(config);
  const backups: BackupService = createKitchenBackups({ config, store, clock, log, version });
  const exports = createKitchenExports({ config, store, clock, makeId, log, siteKey: secrets.siteKey });
  const photos = createKitchenPhotos({ config, store, clock });
  const hub = createKitchenHub({ store, clock, log, version, hubSeed: secrets.hubSeed });
  try {
    const shared = { store, modules, clock, makeId, log, exports, photos, hub, backups };
    const lanHosts = () => lanAddresses(config.host);
    const ports = createLanPorts({ ...shared, secrets, reveals, presence, randomness, lanHosts });
    const lanServer = createLanServer({ ...shared, ports, metrics, config: lanConfig(config) });
    const services = kitchenServices({
      ...shared,
      config,
      presence,
      readHealth,
      reveals,
      adminSecret: secrets.adminSecret,
      lanListening: lanServer.listening,
    });
    const running = runServices([...services, lanServer]);
    const { httpPort } = await lanServer.listening.catch(async (cause: unknown) => {
      await running.stop();
      throw cause;
    });
    return {
      httpPort,
      origin: `http://127.0.0.1:${httpPort}`,
      shellSecret: secrets.shellSecret,
      shellSecretPath: shellSecretPath(config.dataDir),
      failed: running.failed,
      stop: async () => {
        await running.stop();
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

function lanConfig(config: KitchenConfig): LanServerConfig {
  return {
    host: config.host,
    port: config.port,
    facesDir: config.facesDir,
    // The plain name, and the one mDNS gives it.
    hostNames: [hostname().toLowerCase(), `${hostname().toLowerCase()}.local`],
    build: buildName(config),
    clockRate: config.demo?.rate ?? 1,
    isDemo: config.demo !== null,
  };
}

function sources(config: KitchenConfig): { readonly clock: Clock; readonly makeId: IdFactory } {
  const clock = config.demo === null ? systemClock : createScaledClock({ ...config.demo, base: systemClock });
  return { clock, makeId: createIdFactory({ nowMs: clock.nowMs, fillRandom: createPooledFill() }) };
}

/** The version people read, from the package; a missing file is a broken installation and stops the start. */
function buildName(config: KitchenConfig): string {
  const manifest: unknown = JSON.parse(readFileSync(config.manifestPath, "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}
