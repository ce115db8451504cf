import { constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { flushToDisk } from "./backup-files.ts";
import { assertGoodBackup } from "./backup.ts";
import { createDataFolder, lockDataFolder, type DataFolder } from "./data-folder.ts";
import { openDatabase, openReadOnlyDatabase, type Connection } from "./database.ts";
import { readHead } from "./event-log.ts";
import { migrate } from "./migrator.ts";
import { sqliteCodeOf, isStoreFault } from "./store-fault.ts";
import { beginEpoch, readEpochs, readIdentity, type EpochRecord } from "./store-identity.ts";

/** What can still be learnt of a store about to be replaced. */
export interface FormerStore {
  readonly siteId: string | null;
  readonly epochs: readonly EpochRecord[];
  readonly headSeq: number | null;
}

export interface RestoreReport {
  readonly epoch: EpochRecord;
  readonly headSeq: number;
  /** Where the store that was replaced lies now; null when there was none. */
  readonly movedTo: string | null;
}

/**
 * Puts a copy in the store's place under a new epoch. The store that was there is moved aside, never deleted, and the
 * numbers that are gone are recorded. Nobody else may work on the folder meanwhile.
 */
export function restoreStore(options: {
  readonly folder: DataFolder;
  readonly from: string;
  readonly nowMs: number;
  readonly makeEpoch: () => string;
}): RestoreReport {
  const { folder, from, nowMs, makeEpoch } = options;
  assertGoodBackup(from);
  createDataFolder(folder);
  const lock = lockDataFolder(folder);
  try {
    const former = readFormerStore(folder.storeFile);
    const movedTo = moveStoreAside(folder);
    placeCopy(folder, from);
    const database = openDatabase(folder.storeFile);
    try {
      migrate(database.connection, kitchenMigrations, nowMs);
      const headSeq = readHead(database.connection).seq;
      const epoch: EpochRecord = {
        epoch: makeEpoch(),
        reason: "restored",
        beganAtMs: nowMs,
        fromSeq: headSeq + 1,
        lost: movedTo === null ? null : lostAfter(headSeq, former?.headSeq ?? null),
        recoveredCount: 0,
      };
      adoptEpochs(database.connection, former?.epochs ?? []);
      beginEpoch(database.connection, epoch);
      return { epoch, headSeq, movedTo };
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

/** Numbers of the store before that the copy does not have; its end is null when it could not be read. */
function lostAfter(headSeq: number, formerHeadSeq: number | null): EpochRecord["lost"] {
  if (formerHeadSeq !== null && formerHeadSeq <= headSeq) return null;
  return { fromSeq: headSeq + 1, toSeq: formerHeadSeq };
}

/** Reads what names a store and where it ended, each as far as the file can still tell; null when it tells nothing. */
export function readFormerStore(storeFile: string): FormerStore | null {
  const former = readIfPossible(() => {
    const { connection, close } = openReadOnlyDatabase(storeFile);
    try {
      const identity = readIfPossible(() => readIdentity(connection));
      return {
        siteId: identity?.siteId ?? null,
        // Without a proven identity the epochs are not proven either.
        epochs: identity === undefined ? [] : readEpochs(connection),
        headSeq: readIfPossible(() => readHead(connection).seq) ?? null,
      };
    } finally {
      close();
    }
  });
  return former ?? null;
}

/** A damaged file, or none of ours, is moved aside all the same; what it does not tell stays unknown. */
function readIfPossible<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    return undefined;
  }
}

/** Lives of the store the copy does not know of, so that no life disappears from its history. */
export function adoptEpochs(connection: Connection, epochs: readonly EpochRecord[]): void {
  const known = new Set(readEpochs(connection).map((epoch) => epoch.epoch));
  for (const epoch of epochs) if (!known.has(epoch.epoch)) beginEpoch(connection, epoch);
}

/** Moves the store's files to a folder of their own under `damaged/`; gives its path, or null when there was nothing. */
export function moveStoreAside(folder: DataFolder): string | null {
  const names = readdirSync(folder.path).filter((name) => name.startsWith(basename(folder.storeFile)));
  if (names.length === 0) return null;
  mkdirSync(folder.damagedFolder, { recursive: true, mode: 0o700 });
  const movedTo = join(folder.damagedFolder, `store-${String(nextNumber(folder.damagedFolder)).padStart(3, "0")}`);
  mkdirSync(movedTo, { mode: 0o700 });
  for (const name of names) renameSync(join(folder.path, name), join(movedTo, name));
  flushToDisk(movedTo);
  flushToDisk(folder.path);
  return movedTo;
}

function nextNumber(folder: string): number {
  const numbers = readdirSync(folder).map((name) => Number(/^store-(\d+)$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

/** Copies a file into the store's place so that a power cut leaves either no store or the whole one. */
export function placeCopy(folder: DataFolder, from: string): void {
  const draft = `${folder.storeFile}.draft`;
  rmSync(draft, { force: true });
  copyFileSync(from, draft, constants.COPYFILE_FICLONE);
  flushToDisk(draft);
  renameSync(draft, folder.storeFile);
  flushToDisk(folder.path);
}
