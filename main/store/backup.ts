import { mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import {
  BACKUP_KEEP_LEAST_COUNT,
  backupFileName,
  backupsToRemove,
  flushToDisk,
  listBackups,
  removeStoreFiles,
  type BackupFile,
} from "./backup-files.ts";
import type { DataFolder } from "./data-folder.ts";
import { openReadOnlyDatabase } from "./database.ts";
import { readHead } from "./event-log.ts";
import { isMigratable } from "./migrator.ts";
import { createStoreFault, isDamageCode, sqliteCodeOf } from "./store-fault.ts";
import { freeBytesAt, RESERVE_BYTES, RESUME_MARGIN_BYTES } from "./store-health.ts";
import { verifyTail } from "./verify-chain.ts";
import { identityFindings, integrityFindings, type StoreFinding } from "./verify-store.ts";

/** Events at the end of a copy whose chain is checked; the rest was checked when it was newer, and by `verify`. */
export const BACKUP_TAIL_CHECK_COUNT = 10_000;

/** What came of making a copy; plain data, so a worker can send it. */
export type BackupOutcome =
  | { readonly kind: "made"; readonly backup: BackupFile; readonly removedCount: number }
  /** The copy was not good and is gone again; the store it came from may be damaged. */
  | { readonly kind: "not-good"; readonly findings: readonly StoreFinding[] }
  /** No room for a copy, even after old ones were removed. */
  | { readonly kind: "no-room"; readonly neededBytes: number };

/**
 * Copies the store as it stands, on a connection of its own, and keeps the copy only when it opens, passes SQLite's check and
 * ends in the same chain. Removes the copies the policy lets go.
 */
export function makeBackup(folder: DataFolder, nowMs: number): BackupOutcome {
  mkdirSync(folder.backupsFolder, { recursive: true, mode: 0o700 });
  const neededBytes = neededBytesFor(folder);
  if (!makeRoom(folder, neededBytes)) return { kind: "no-room", neededBytes };
  const draft = join(folder.backupsFolder, "draft.sqlite");
  removeStoreFiles(draft);
  try {
    const head = copyStore(folder.storeFile, draft);
    const findings = backupFindings(draft, head);
    if (findings.length > 0) {
      removeStoreFiles(draft);
      return { kind: "not-good", findings };
    }
    const number = (listBackups(folder.backupsFolder)[0]?.number ?? 0) + 1;
    const path = join(folder.backupsFolder, backupFileName({ number, madeAtMs: nowMs, headSeq: head.seq }));
    flushToDisk(draft);
    renameSync(draft, path);
    flushToDisk(folder.backupsFolder);
    const sizeBytes = statSync(path).size;
    const backup = { path, number, madeAtMs: nowMs, headSeq: head.seq, sizeBytes };
    return { kind: "made", backup, removedCount: removeOld(folder) };
  } catch (error) {
    removeStoreFiles(draft);
    const code = sqliteCodeOf(error);
    if (code === "SQLITE_FULL") return { kind: "no-room", neededBytes };
    if (code === null || !isDamageCode(code)) throw error;
    return { kind: "not-good", findings: [{ kind: "integrity", message: code }] };
  }
}

interface ExpectedHead {
  readonly seq: number;
  readonly hash: Buffer;
}

function copyStore(from: string, to: string): ExpectedHead {
  const database = openReadOnlyDatabase(from);
  try {
    // The copy stands for a commit at or after this head; VACUUM cannot run inside a transaction of ours.
    const head = readHead(database.connection);
    database.connection.prepare("VACUUM INTO ?").run(to);
    return head;
  } finally {
    database.close();
  }
}

/** What is wrong with a copy; nothing when it can be restored from. `expected`: a head its log must hold. */
export function backupFindings(path: string, expected: ExpectedHead | null = null): readonly StoreFinding[] {
  const database = openReadOnlyDatabase(path);
  const { connection } = database;
  try {
    const integrity = integrityFindings(connection, "quick_check");
    if (integrity.length > 0) return integrity;
    if (!isMigratable(connection, kitchenMigrations)) {
      return [{ kind: "integrity", message: "the copy is of another release" }];
    }
    const identity = identityFindings(connection);
    if (identity.length > 0) return identity;
    const tail = verifyTail(connection, BACKUP_TAIL_CHECK_COUNT);
    if (tail.findings.length > 0) return tail.findings;
    if (expected === null || expected.seq === 0) return [];
    const hash = connection.prepare("SELECT hash FROM event WHERE seq = ?").pluck().get(expected.seq);
    const isSame = Buffer.isBuffer(hash) && hash.equals(expected.hash);
    return isSame ? [] : [{ kind: "chain-broken", seq: expected.seq }];
  } finally {
    database.close();
  }
}

/** The newest copy that is good, or undefined. A copy that does not even open is passed over. */
export function newestGoodBackup(folder: DataFolder): BackupFile | undefined {
  return listBackups(folder.backupsFolder).find((backup) => isGoodBackup(backup.path));
}

export function isGoodBackup(path: string): boolean {
  try {
    return backupFindings(path).length === 0;
  } catch {
    // Not a file, not a database, not ours: whatever it is, nothing can be restored from it.
    return false;
  }
}

/** Refuses to go on with a copy that is not good. */
export function assertGoodBackup(path: string): void {
  if (!isGoodBackup(path)) throw createStoreFault("source-not-good", `${path} is not a good copy of a store`);
}

function neededBytesFor(folder: DataFolder): number {
  const storeBytes = [folder.storeFile, `${folder.storeFile}-wal`]
    .map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);
  return storeBytes + RESERVE_BYTES + RESUME_MARGIN_BYTES;
}

/** Whether there is room; removes the oldest copies, but never the newest few, to get it. */
function makeRoom(folder: DataFolder, neededBytes: number): boolean {
  const oldestFirst = listBackups(folder.backupsFolder).slice(BACKUP_KEEP_LEAST_COUNT).toReversed();
  for (const backup of oldestFirst) {
    if (freeBytesAt(folder.path) >= neededBytes) break;
    rmSync(backup.path, { force: true });
  }
  return freeBytesAt(folder.path) >= neededBytes;
}

function removeOld(folder: DataFolder): number {
  const removed = backupsToRemove(listBackups(folder.backupsFolder));
  for (const backup of removed) rmSync(backup.path, { force: true });
  return removed.length;
}
