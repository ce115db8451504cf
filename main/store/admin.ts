import { randomBytes } from "node:crypto";
import { chooseMedium, forgetMedium, type ChoiceProblem, type MediumRecord } from "#main/backup/medium-folder.ts";
import { ok, type Result } from "#kernel/result.ts";
import { statSync } from "node:fs";
import type { Writable } from "node:stream";
import type { Clock } from "#kernel/time.ts";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { makeBackup, newestGoodBackup, type BackupOutcome } from "./backup.ts";
import { listBackups, type BackupFile } from "./backup-files.ts";
import { dataFolderAt, lockDataFolder } from "./data-folder.ts";
import { openDatabase, registerSqlFunctions } from "./database.ts";
import type { DomainModule } from "./domain-module.ts";
import { createEventLog } from "./event-log.ts";
import { exportLog, importLog, type ImportReport } from "./log-file.ts";
import { migrate } from "./migrator.ts";
import { createModuleRegistry } from "./module-registry.ts";
import { createProjector, type RebuildReport } from "./projector.ts";
import { readFormerStore, restoreStore, type RestoreReport } from "./restore.ts";
import { createStoreFault } from "./store-fault.ts";
import { verifyStore, type VerifyReport } from "./verify-store.ts";

/**
 * What `npm run kiosk` does to a data folder. Verify, backup and export work beside a running kitchen; restore, rebuild and
 * import take the folder for themselves and throw `store-in-use` while it runs.
 */
export interface StoreAdmin {
  verify(): VerifyReport;
  backup(): BackupOutcome;
  /** Chooses the folder copies go to besides; null chooses none any more. Works beside a running kitchen, which sees it at its next round. */
  chooseMedium(path: string | null): Result<MediumRecord | null, ChoiceProblem>;
  /** Newest first. */
  backups(): readonly BackupFile[];
  /** Restores a copy: the one given, else the newest good one. */
  restore(from: string | null): RestoreReport & { readonly from: string };
  rebuild(): RebuildReport;
  exportTo(output: Writable): Promise<number>;
  importFrom(path: string): Promise<ImportReport>;
}

export function createStoreAdmin(deps: {
  readonly dataDir: string;
  readonly modules: readonly DomainModule[];
  readonly clock: Clock;
  readonly makeEpoch?: () => string;
}): StoreAdmin {
  const { modules, clock } = deps;
  const folder = dataFolderAt(deps.dataDir);
  const makeEpoch = deps.makeEpoch ?? (() => randomBytes(8).toString("hex"));
  return {
    verify: () => verifyStore(folder.storeFile, modules),
    backup: () => makeBackup(folder, clock.nowMs()),
    chooseMedium: (path) => {
      if (path === null) {
        forgetMedium(folder);
        return ok(null);
      }
      return chooseMedium({ data: folder, folder: path, siteId: siteIdIn(folder.storeFile), nowMs: clock.nowMs() });
    },
    backups: () => listBackups(folder.backupsFolder),
    restore: (given) => {
      const from = given ?? newestGoodBackup(folder)?.path;
      if (from === undefined) throw createStoreFault("source-not-good", `${folder.backupsFolder} holds no good copy`);
      return { ...restoreStore({ folder, from, nowMs: clock.nowMs(), makeEpoch }), from };
    },
    rebuild: () => {
      if (statSync(folder.storeFile, { throwIfNoEntry: false }) === undefined) {
        throw createStoreFault("store-missing", `${folder.path} holds no store`);
      }
      const lock = lockDataFolder(folder);
      try {
        return rebuildReadModels(folder.storeFile, modules, clock.nowMs());
      } finally {
        lock.release();
      }
    },
    exportTo: (output) => exportLog(folder, output),
    importFrom: (from) => importLog({ folder, from, nowMs: clock.nowMs(), makeEpoch }),
  };
}

/** Whose store lies there; throws `store-missing` where none does. */
function siteIdIn(storeFile: string): string {
  const isThere = statSync(storeFile, { throwIfNoEntry: false }) !== undefined;
  const siteId = isThere ? readFormerStore(storeFile)?.siteId : null;
  if (typeof siteId !== "string") throw createStoreFault("store-missing", `${storeFile} holds no kitchen`);
  return siteId;
}

function rebuildReadModels(path: string, modules: readonly DomainModule[], nowMs: number): RebuildReport {
  const database = openDatabase(path);
  try {
    migrate(database.connection, kitchenMigrations, nowMs);
    registerSqlFunctions(
      database.connection,
      modules.flatMap((module) => module.sqlFunctions),
    );
    const registry = createModuleRegistry(modules);
    const log = createEventLog(database.connection);
    return createProjector({ database, log, registry, onUnknownEvent: () => undefined }).rebuild();
  } finally {
    database.close();
  }
}
