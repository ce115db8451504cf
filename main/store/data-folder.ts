import Database from "better-sqlite3";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createStoreFault, sqliteCodeOf } from "./store-fault.ts";

/** The names of what lies in a data folder. */
export interface DataFolder {
  readonly path: string;
  readonly storeFile: string;
  readonly lockFile: string;
  readonly reserveFile: string;
  /** Present when the running store met damage: the next start checks everything before it trusts the file. */
  readonly suspectFile: string;
  readonly backupsFolder: string;
  /** Pictures of punches; never part of a backup. */
  readonly photosFolder: string;
  readonly damagedFolder: string;
}

export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    storeFile: join(path, "kitchen.sqlite"),
    lockFile: join(path, "kitchen.lock"),
    reserveFile: join(path, "reserve.bin"),
    suspectFile: join(path, "store-suspect.json"),
    backupsFolder: join(path, "backups"),
    photosFolder: join(path, "photos"),
    damagedFolder: join(path, "damaged"),
  };
}

/** Makes the folder, readable by its owner alone. */
export function createDataFolder(folder: DataFolder): void {
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
}

/** Held while a process may write the folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder for this process. The lock is the operating system's own on an otherwise empty SQLite file, so it ends
 * with the process however that dies; no stale file has to be judged.
 */
export function lockDataFolder(folder: DataFolder): FolderLock {
  const connection = new Database(folder.lockFile, { timeout: 0 });
  try {
    connection.pragma("journal_mode = MEMORY");
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (sqliteCodeOf(error)?.startsWith("SQLITE_BUSY") !== true) throw error;
    throw createStoreFault("store-in-use", `another program works on ${folder.path}`, error);
  }
  return {
    release: () => {
      connection.close();
    },
  };
}
