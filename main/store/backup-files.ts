import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DAY_MS, HOUR_MS } from "#kernel/time.ts";

/** One verified copy of the store. Its number orders copies whatever the clock did between them. */
export interface BackupFile {
  readonly path: string;
  readonly number: number;
  readonly madeAtMs: number;
  readonly headSeq: number;
  readonly sizeBytes: number;
}

/** The newest copies are kept whatever their age: two hours of quarter-hours. */
export const BACKUP_KEEP_NEWEST_COUNT = 8;
/** Beside them the last copy of each of so many hours … */
export const BACKUP_KEEP_HOURS_COUNT = 24;
/** … and of each of so many days in which a copy was made. */
export const BACKUP_KEEP_DAYS_COUNT = 14;
/** What is never removed for want of room. */
export const BACKUP_KEEP_LEAST_COUNT = 2;

const NAME = /^kitchen-(\d{6})-(\d{13})-(\d+)\.sqlite$/;

/** `kitchen-<number>-<made at, epoch ms>-<head seq>.sqlite`. */
export function backupFileName(backup: Pick<BackupFile, "number" | "madeAtMs" | "headSeq">): string {
  return `kitchen-${String(backup.number).padStart(6, "0")}-${String(backup.madeAtMs).padStart(13, "0")}-${backup.headSeq}.sqlite`;
}

/** The copies in a folder, newest first. Other files are not touched. */
export function listBackups(folder: string): readonly BackupFile[] {
  return namesIn(folder)
    .flatMap((name) => {
      const match = NAME.exec(name);
      if (match === null) return [];
      const path = join(folder, name);
      const [, number, madeAtMs, headSeq] = match;
      const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      return [{ path, number: Number(number), madeAtMs: Number(madeAtMs), headSeq: Number(headSeq), sizeBytes }];
    })
    .toSorted((left, right) => right.number - left.number);
}

function namesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : [];
}

/**
 * Which copies the policy lets go. Counts of hours and days in which copies exist, not ages: a clock set years ahead must
 * not make every copy look old.
 */
export function backupsToRemove(newestFirst: readonly BackupFile[]): readonly BackupFile[] {
  const kept = new Set<BackupFile>([
    ...newestFirst.slice(0, BACKUP_KEEP_NEWEST_COUNT),
    ...lastOfEach(newestFirst, HOUR_MS, BACKUP_KEEP_HOURS_COUNT),
    ...lastOfEach(newestFirst, DAY_MS, BACKUP_KEEP_DAYS_COUNT),
  ]);
  return newestFirst.filter((backup) => !kept.has(backup));
}

function lastOfEach(newestFirst: readonly BackupFile[], periodMs: number, maxCount: number): readonly BackupFile[] {
  const lastByPeriod = new Map<number, BackupFile>();
  for (const backup of newestFirst) {
    const period = Math.floor(backup.madeAtMs / periodMs);
    if (!lastByPeriod.has(period)) lastByPeriod.set(period, backup);
    if (lastByPeriod.size === maxCount) break;
  }
  return [...lastByPeriod.values()];
}

/** Makes a file's content, or a folder's entries, survive a power cut. */
export function flushToDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } catch (error) {
    // Windows does not flush folders through a read handle; its file system orders the entries itself.
    if (statSync(path).isDirectory() && process.platform === "win32") return;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Removes a database with the logs SQLite may have left beside it. Only for drafts; a kitchen's store is never deleted. */
export function removeStoreFiles(path: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(`${path}${ending}`, { force: true });
}
