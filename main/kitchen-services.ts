import { statfsSync } from "node:fs";
import type { HealthInput } from "#domains/alerts/conditions.ts";
import { serviceDayClosed } from "#domains/site/events.ts";
import { backupMediumEvery, backupMediumKeep, backupMediumOld } from "#domains/site/settings.ts";
import { staffErased } from "#domains/people/events.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { createMediumKeeper } from "./backup/medium-keeper.ts";
import { systemClock } from "./clock.ts";
import type { KitchenConfig } from "./config.ts";
import { watchedBoards } from "./domains/alerts/inputs.ts";
import { createAlertWatcher } from "./domains/alerts/watcher.ts";
import { writeDevicesSeen } from "./domains/devices/credentials.ts";
import { ATTENDANCE_LOOK_EVERY_MS, createAttendanceWatcher } from "./domains/attendance/watcher.ts";
import {
  createRecallWatcher,
  RECALL_LOOK_EVENTS,
  RECALLS_LOOK_EVERY_MS,
} from "./domains/publications/recall-watcher.ts";
import { createDayOpener, DAY_LOOK_EVERY_MS } from "./domains/site/day-opener.ts";
import { serviceDateAt, settingReader } from "./domains/site/queries.ts";
import { createPeriodicService } from "./every.ts";
import { createAdminDesk } from "./lan/admin-desk.ts";
import { createAdminServer } from "./lan/admin-server.ts";
import { systemScheduler } from "./lan/scheduler.ts";
import { PRESENCE_WRITE_EVERY_MS, type Presence } from "./lan/presence.ts";
import type { RevealStore } from "./lan/reveal.ts";
import type { Log } from "./log.ts";
import { createPhotoKeeper, PHOTOS_LOOK_EVERY_MS, type PhotoKeeper } from "./photos/photo-keeper.ts";
import { createPhotoStore } from "./photos/photo-store.ts";
import { createExportDesk, type ExportDesk } from "./reports/export-desk.ts";
import { runReportJob } from "./reports/report-job.ts";
import type { Service } from "./service.ts";
import { siblingUrl } from "./sibling-url.ts";
import { hubKeyFrom } from "./sync/hub-key.ts";
import { createHubSync, type HubSync } from "./sync/hub-sync.ts";
import { dataFolderAt } from "./store/data-folder.ts";
import { createBackupService, type BackupService } from "./store/backup-service.ts";
import type { DomainModule } from "./store/domain-module.ts";
import type { KitchenStore } from "./store/kitchen-store.ts";

export interface KitchenServicesDeps {
  readonly config: KitchenConfig;
  readonly store: KitchenStore;
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly presence: Presence;
  readonly modules: readonly DomainModule[];
  /** What the PC knows of itself, for alerts. */
  readonly readHealth: () => HealthInput;
  readonly reveals: RevealStore;
  readonly adminSecret: string;
  readonly backups: BackupService;
  readonly exports: ExportDesk;
  readonly photos: PhotoKeeper;
  readonly hub: HubSync;
  /** Settles once the LAN server's port is open. */
  readonly lanListening: Promise<{ readonly httpPort: number }>;
  readonly log: Log;
}

/** What runs beside the LAN server: backups, watchers, what is written down now and then. */
export function kitchenServices(deps: KitchenServicesDeps): readonly Service[] {
  return [
    deps.backups,
    deps.exports,
    alertWatcher(deps),
    dayOpener(deps),
    attendanceWatcher(deps),
    photoSweeper(deps),
    recallWatcher(deps),
    presenceWriter(deps),
    adminServer(deps),
    deps.hub,
  ];
}

/** Copies and checks of this store, made in a thread of their own. */
export function createKitchenBackups(
  deps: Pick<KitchenServicesDeps, "config" | "store" | "clock" | "log"> & { readonly version: string },
): BackupService {
  const { store, clock, log, version } = deps;
  const { dataDir } = deps.config;
  const figures = () => {
    const read = settingReader(store.reader, serviceDateAt(store.reader, clock.nowMs()));
    return {
      everyMs: read(backupMediumEvery).value,
      keepCount: read(backupMediumKeep).value,
      oldAfterMs: read(backupMediumOld).value,
    };
  };
  return createBackupService({
    store,
    dataDir,
    clock,
    log,
    second: {
      keeper: createMediumKeeper({ dataDir, siteId: store.siteId, version, clock, figures, log }),
      onDayClosed: (listener) =>
        store.onCommit(({ events }) => {
          if (events.some(({ type }) => type === serviceDayClosed.type)) listener();
        }),
    },
    modulesUrl: siblingUrl(import.meta.url, "domains/read-model-modules"),
  });
}

/** Files that were signed for, made in a thread of their own. */
export function createKitchenExports(
  deps: Pick<KitchenServicesDeps, "config" | "store" | "clock" | "makeId" | "log"> & { readonly siteKey: Uint8Array },
): ExportDesk {
  const { config, siteKey, store, clock, makeId, log } = deps;
  return createExportDesk({
    store,
    clock,
    makeId,
    log,
    isDemo: config.demo !== null,
    after: systemScheduler.after,
    makeReport: (order, signal) => runReportJob({ dataDir: config.dataDir, siteKey, order }, signal),
  });
}

/** Pictures of punches, in a folder of their own beside the store. */
export function createKitchenPhotos(deps: Pick<KitchenServicesDeps, "config" | "store" | "clock">): PhotoKeeper {
  const { dataDir } = deps.config;
  const photos = createPhotoStore({ folder: dataFolderAt(dataDir).photosFolder, freeBytes: () => freeBytes(dataDir) });
  return createPhotoKeeper({ ...deps, photos });
}

/** The hub's copy of the log, kept whole whenever there is a way to the hub. */
export function createKitchenHub(
  deps: Pick<KitchenServicesDeps, "store" | "clock" | "log"> & {
    readonly version: string;
    readonly hubSeed: Uint8Array;
  },
): HubSync {
  const { store, clock, log, version } = deps;
  return createHubSync({
    ...{ store, log, version },
    key: hubKeyFrom(deps.hubSeed),
    nowMs: clock.nowMs,
    systemNowMs: systemClock.nowMs,
    random: Math.random,
  });
}

function recallWatcher({ store, clock, makeId, log }: KitchenServicesDeps): Service {
  const watcher = createRecallWatcher({ store, clock, makeId, log });
  const onFailure = (cause: unknown) => {
    log.warn({ event: "recalls-unwatched", err: cause });
  };
  const periodic = createPeriodicService({
    name: "recall-watcher",
    periodMs: RECALLS_LOOK_EVERY_MS,
    work: () => watcher.look(),
    onFailure,
  });
  return {
    name: periodic.name,
    run: async (signal) => {
      const stop = store.onCommit(({ events }) => {
        if (events.some(({ type }) => RECALL_LOOK_EVENTS.has(type))) void watcher.look().catch(onFailure);
      });
      await periodic.run(signal).finally(stop);
    },
  };
}

function photoSweeper({ store, photos, log }: KitchenServicesDeps): Service {
  const onFailure = (cause: unknown) => {
    log.warn({ event: "photos-unswept", err: cause });
  };
  const look = () => photos.look();
  const periodic = createPeriodicService({
    name: "photo-sweeper",
    periodMs: PHOTOS_LOOK_EVERY_MS,
    work: look,
    onFailure,
  });
  return {
    name: periodic.name,
    run: async (signal) => {
      const stop = store.onCommit(({ events }) => {
        if (events.some((event) => event.type === staffErased.type)) void look().catch(onFailure);
      });
      await periodic.run(signal).finally(stop);
    },
  };
}

function freeBytes(dataDir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    // A folder that cannot be asked about is the store's own trouble, told elsewhere.
    return null;
  }
}

function dayOpener({ store, clock, makeId, log }: KitchenServicesDeps): Service {
  return createPeriodicService({
    name: "day-opener",
    periodMs: DAY_LOOK_EVERY_MS,
    work: createDayOpener({ store, clock, makeId, log }).look,
    onFailure: (cause) => {
      log.warn({ event: "day-opener-failed", err: cause });
    },
  });
}

function attendanceWatcher({ store, clock, makeId, presence, log }: KitchenServicesDeps): Service {
  return createPeriodicService({
    name: "attendance-watcher",
    periodMs: ATTENDANCE_LOOK_EVERY_MS,
    work: createAttendanceWatcher({ store, clock, makeId, heard: presence.of, log }).look,
    onFailure: (cause) => {
      log.warn({ event: "attendance-watcher-failed", err: cause });
    },
  });
}

function presenceWriter({ store, presence, log }: KitchenServicesDeps): Service {
  return createPeriodicService({
    name: "presence-writer",
    periodMs: PRESENCE_WRITE_EVERY_MS,
    work: () => {
      const seen = presence.takeUnwritten();
      if (seen.length > 0) store.writeSideTables((db) => writeDevicesSeen(db, seen));
    },
    onFailure: (cause) => {
      log.warn({ event: "presence-unwritten", err: cause });
    },
  });
}

function alertWatcher({ store, clock, makeId, modules, readHealth, log }: KitchenServicesDeps): Service {
  const boards = watchedBoards(modules.flatMap((module) => module.queries));
  return createAlertWatcher({ store, clock, makeId, boards, readHealth, log, scheduler: systemScheduler });
}

/** Administration from this machine (`npm run kiosk`), apart from the kitchen's LAN. */
function adminServer(deps: KitchenServicesDeps): Service {
  const { config, adminSecret, log } = deps;
  let httpPort: number | null = null;
  deps.lanListening.then(
    (listening) => {
      httpPort = listening.httpPort;
    },
    // The composition root sees the failure itself.
    () => undefined,
  );
  const desk = createAdminDesk({ ...deps, httpPort: () => httpPort });
  return createAdminServer({ desk, adminSecret, dataDir: config.dataDir, log });
}
