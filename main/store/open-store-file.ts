import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SiteId } from "#kernel/ids.ts";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { listBackups } from "./backup-files.ts";
import { newestGoodBackup } from "./backup.ts";
import { carryOverSideTables } from "./carry-over.ts";
import type { DataFolder } from "./data-folder.ts";
import { openDatabase, openReadOnlyDatabase, type Connection, type StoreDatabase } from "./database.ts";
import { readHead } from "./event-log.ts";
import { isSchemaAsDeclared } from "./declared-schema.ts";
import { migrate } from "./migrator.ts";
import { durableTableNames } from "./module-registry.ts";
import { adoptEpochs, moveStoreAside, placeCopy, readFormerStore, type FormerStore } from "./restore.ts";
import { salvageEvents, type SalvageReport } from "./salvage.ts";
import {
  createStoreFault,
  isDamageCode,
  isSpaceCode,
  isStoreFault,
  sqliteCodeOf,
  type StoreFaultCode,
} from "./store-fault.ts";
import { releaseReserve } from "./store-health.ts";
import { beginEpoch, claimIdentity, nameSite, readIdentity, type EpochRecord } from "./store-identity.ts";
import { verifyChain, verifyTail } from "./verify-chain.ts";
import { integrityFindings } from "./verify-store.ts";

/** Events at the end of the log checked at every start. */
export const START_TAIL_CHECK_COUNT = 1_000;

/** What a start had to do because the store was damaged or gone. */
export interface RecoveryReport {
  readonly epoch: EpochRecord;
  /** Where the damaged store lies; null when its file was gone. */
  readonly movedTo: string | null;
  /** The copy that was restored; null when there was no good one and the log was read back from the damaged store alone. */
  readonly backupPath: string | null;
}

export interface OpenedStoreFile {
  readonly database: StoreDatabase;
  readonly recovery: RecoveryReport | null;
}

/** `damaged`: already known from trying to use it. */
export type StoreCondition = "as-found" | "damaged";

export interface StoreFileOptions {
  readonly folder: DataFolder;
  readonly condition: StoreCondition;
  readonly nowMs: number;
  readonly makeEpoch: () => string;
  readonly makeSiteId: () => SiteId;
}

/**
 * Opens the store's file. A damaged one is moved aside, the newest good copy put in its place, what followed the copy read
 * back from the damaged file as far as its chain proves it, and a new epoch begun.
 */
export function openStoreFile(options: StoreFileOptions): OpenedStoreFile {
  const { folder, condition } = options;
  if (condition === "damaged") return recover(options);
  try {
    return { database: openSound(options), recovery: null };
  } catch (error) {
    if (isDamage(error, folder)) return recover(options);
    const code = sqliteCodeOf(error);
    if (code === null || !isSpaceCode(code) || !existsSync(folder.reserveFile)) throw error;
    // A full disk must not keep the kitchen from reading: opening may use the reserve.
    releaseReserve(folder);
    return { database: openSound(options), recovery: null };
  }
}

/**
 * Whether an error met while opening a store comes from its file not being what this program wrote. Some damage shows only as a
 * table that is missing or a row of another form: then the whole file is asked.
 */
export function isDamage(error: unknown, folder: DataFolder): boolean {
  if (isStoreFault(error)) return DAMAGE_FAULTS.includes(error.code);
  const code = sqliteCodeOf(error);
  if (code === null || isSpaceCode(code)) return false;
  return isDamageCode(code) || (!code.startsWith("SQLITE_BUSY") && !isWholeFile(folder.storeFile));
}

/** A release never edits its migrations: a record that says so was changed itself. */
const DAMAGE_FAULTS: readonly StoreFaultCode[] = ["store-damaged", "store-foreign", "migration-edited"];

function isWholeFile(storeFile: string): boolean {
  try {
    const { connection, close } = openReadOnlyDatabase(storeFile);
    try {
      return (
        isDurableSchemaWhole(connection) &&
        integrityFindings(connection, "integrity_check").length === 0 &&
        verifyChain(connection).findings.length === 0
      );
    } finally {
      close();
    }
  } catch {
    // Whatever keeps it from being read keeps it from being whole.
    return false;
  }
}

function openSound({ folder, nowMs }: StoreFileOptions): StoreDatabase {
  const isEmpty = (statSync(folder.storeFile, { throwIfNoEntry: false })?.size ?? 0) === 0;
  if (isEmpty && listBackups(folder.backupsFolder).length > 0) {
    throw createStoreFault("store-damaged", "the store's file is gone while copies of it exist");
  }
  const database = openDatabase(folder.storeFile);
  try {
    migrate(database.connection, kitchenMigrations, nowMs);
    assertSound(folder, database.connection);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether the tables migrations made are those they make. */
function isDurableSchemaWhole(connection: Connection): boolean {
  return isSchemaAsDeclared(connection, ["migration", ...durableTableNames()], (scratch) => {
    migrate(scratch, kitchenMigrations, 0);
  });
}

/** The newest events at every start; everything when the last run met damage. */
function assertSound(folder: DataFolder, connection: Connection): void {
  if (!isDurableSchemaWhole(connection)) {
    throw createStoreFault("store-damaged", "the store's tables are not those its migrations made");
  }
  const isSuspect = existsSync(folder.suspectFile);
  const findings = isSuspect
    ? [...integrityFindings(connection, "integrity_check"), ...verifyChain(connection).findings]
    : verifyTail(connection, START_TAIL_CHECK_COUNT).findings;
  if (findings.length > 0) {
    throw createStoreFault("store-damaged", `the store is damaged: ${JSON.stringify(findings[0])}`);
  }
  if (!isSuspect) return;
  // The log is whole; whatever else was found lay in what is computed from it.
  forgetReadModels(connection);
  rmSync(folder.suspectFile, { force: true });
}

/** Read models are computed anew before the store is used. */
function forgetReadModels(connection: Connection): void {
  connection.exec("UPDATE projection_version SET version = -1");
}

function recover(options: StoreFileOptions): OpenedStoreFile {
  const { folder, nowMs, makeEpoch, makeSiteId } = options;
  const former = readFormerStore(folder.storeFile);
  const backup = newestGoodBackup(folder);
  const movedTo = moveStoreAside(folder);
  if (backup !== undefined) placeCopy(folder, backup.path);
  const database = openDatabase(folder.storeFile);
  const { connection } = database;
  try {
    migrate(connection, kitchenMigrations, nowMs);
    const epoch = connection
      .transaction((): EpochRecord => {
        claimFormerSite(connection, former);
        claimIdentity(connection, { siteId: makeSiteId, epoch: makeEpoch, nowMs });
        const salvaged = movedTo === null ? null : salvageFrom(connection, join(movedTo, "kitchen.sqlite"));
        const record = recoveredEpoch(salvaged, readHead(connection).seq, { epoch: makeEpoch(), beganAtMs: nowMs });
        beginEpoch(connection, record);
        // Events read back were never projected here.
        forgetReadModels(connection);
        return record;
      })
      .immediate();
    rmSync(folder.suspectFile, { force: true });
    return { database, recovery: { epoch, movedTo, backupPath: backup?.path ?? null } };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A store built up again without a copy keeps its site and its lives, when the damaged file still proved them. */
function claimFormerSite(connection: Connection, former: FormerStore | null): void {
  if (former === null || former.siteId === null || readIdentity(connection) !== undefined) return;
  nameSite(connection, former.siteId);
  adoptEpochs(connection, former.epochs);
}

function salvageFrom(connection: Connection, damagedFile: string): SalvageReport | null {
  try {
    const damaged = openReadOnlyDatabase(damagedFile);
    try {
      const report = salvageEvents(connection, damaged.connection);
      carryOverSideTables(connection, damaged.connection);
      return report;
    } finally {
      damaged.close();
    }
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    return null;
  }
}

function recoveredEpoch(
  salvaged: SalvageReport | null,
  headSeq: number,
  named: { readonly epoch: string; readonly beganAtMs: number },
): EpochRecord {
  const lastSeenSeq = salvaged?.lastSeenSeq ?? 0;
  const isNothingLost = salvaged !== null && salvaged.isWhole;
  return {
    ...named,
    reason: "damaged",
    fromSeq: headSeq + 1,
    lost: isNothingLost ? null : { fromSeq: headSeq + 1, toSeq: lastSeenSeq > headSeq ? lastSeenSeq : null },
    recoveredCount: salvaged?.recoveredCount ?? 0,
  };
}
