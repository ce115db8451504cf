import { createHash } from "node:crypto";
import { closeSync, copyFileSync, openSync, readSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { backupFindings, newestGoodBackup } from "#main/store/backup.ts";
import { flushToDisk, listBackups, removeStoreFiles, type BackupFile } from "#main/store/backup-files.ts";
import type { DataFolder } from "#main/store/data-folder.ts";
import { openReadOnlyDatabase } from "#main/store/database.ts";
import { readHead } from "#main/store/event-log.ts";
import { freeBytesAt, RESUME_MARGIN_BYTES } from "#main/store/store-health.ts";
import { isStoreFault, sqliteCodeOf } from "#main/store/store-fault.ts";
import { readIdentity } from "#main/store/store-identity.ts";
import { verifyChain } from "#main/store/verify-chain.ts";
import {
  isMediumThere,
  mediumCopiesFolder,
  mediumProblemOf,
  readJson,
  readMedium,
  writeMedium,
  writeWhole,
  type MediumProblem,
  type MediumRecord,
} from "./medium-folder.ts";

/** Lies beside each copy on a medium, as `<copy>.json`: what it is without opening it. */
export const backupManifest = z.looseObject({
  format: z.literal(1),
  siteId: z.string(),
  epoch: z.string(),
  headSeq: z.int(),
  /** Hash of the newest event, hex. */
  headHash: z.string(),
  /** Of the copy's bytes, hex. */
  sha256: z.string(),
  sizeBytes: z.int(),
  madeAtMs: z.int(),
  /** The release that wrote it. */
  version: z.string(),
});
export type BackupManifest = z.infer<typeof backupManifest>;

export type MediumOutcome =
  | { readonly kind: "made"; readonly manifest: BackupManifest; readonly path: string; readonly removedCount: number }
  /** The newest copy lies there already. */
  | { readonly kind: "nothing-new" }
  | { readonly kind: "not-made"; readonly problem: MediumProblem };

export interface MediumOrder {
  readonly data: DataFolder;
  readonly siteId: string;
  readonly nowMs: number;
  readonly version: string;
  /** Copies left on the medium, the new one included (`backup.medium-keep`). */
  readonly keepCount: number;
}

/**
 * Puts the newest good copy of this PC on the chosen medium, reads it back whole, checks SQLite's structure and the chain from
 * the first event, and only then gives it its name and its manifest. Old copies go when the new one is there. `copyFile` is for
 * tests, in which a stick wears out.
 */
export function copyToMedium(order: MediumOrder, copyFile: typeof copyFileSync = copyFileSync): MediumOutcome {
  const { data, siteId } = order;
  const medium = readMedium(data);
  if (medium === null || !isMediumThere(medium, siteId)) return { kind: "not-made", problem: "medium-missing" };
  const source = newestGoodBackup(data);
  if (source === undefined) return { kind: "not-made", problem: "no-copy-yet" };
  const copies = mediumCopiesFolder(medium.folder, siteId);
  const path = join(copies, basename(source.path));
  if (readJson(`${path}.json`) !== undefined && medium.lastGood?.fileName === basename(path)) {
    note(data, medium, { ...medium.lastGood, atMs: order.nowMs });
    return { kind: "nothing-new" };
  }
  const draft = join(copies, "draft.sqlite");
  try {
    removeStoreFiles(draft);
    if (!makeRoom(copies, source.sizeBytes)) return { kind: "not-made", problem: "medium-full" };
    copyFile(source.path, draft);
    flushToDisk(draft);
    const manifest = readBack(draft, source, order);
    if (manifest === null) {
      removeStoreFiles(draft);
      return { kind: "not-made", problem: "medium-copy-bad" };
    }
    renameSync(draft, path);
    writeWhole(`${path}.json`, JSON.stringify(manifest));
    const removedCount = removeOld(copies, order.keepCount);
    const { headSeq, sizeBytes } = manifest;
    note(data, medium, { atMs: order.nowMs, headSeq, sizeBytes, fileName: basename(path) });
    return { kind: "made", manifest, path, removedCount };
  } catch (error) {
    tryRemove(draft);
    return { kind: "not-made", problem: mediumProblemOf(error) };
  }
}

function note(data: DataFolder, medium: MediumRecord, lastGood: MediumRecord["lastGood"]): void {
  writeMedium(data, { ...medium, lastGood });
}

/** What a draft on the medium is; null when it is not byte for byte the source, or not a sound store of this kitchen. */
function readBack(draft: string, source: BackupFile, order: MediumOrder): BackupManifest | null {
  const sha256 = fileSha256(draft);
  if (sha256 !== fileSha256(source.path)) return null;
  try {
    if (backupFindings(draft).length > 0) return null;
    const { connection, close } = openReadOnlyDatabase(draft);
    try {
      const identity = readIdentity(connection);
      if (identity?.siteId !== order.siteId || verifyChain(connection).findings.length > 0) return null;
      const head = readHead(connection);
      return {
        format: 1,
        siteId: identity.siteId,
        epoch: identity.epoch,
        headSeq: head.seq,
        headHash: head.hash.toString("hex"),
        sha256,
        sizeBytes: source.sizeBytes,
        madeAtMs: source.madeAtMs,
        version: order.version,
      };
    } finally {
      close();
    }
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    return null;
  }
}

const READ_BLOCK_BYTES = 1024 * 1024;

export function fileSha256(path: string): string {
  const hash = createHash("sha256");
  const block = Buffer.alloc(READ_BLOCK_BYTES);
  const file = openSync(path, "r");
  try {
    for (let count = readSync(file, block); count > 0; count = readSync(file, block))
      hash.update(block.subarray(0, count));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** Whether there is room for one more. The oldest go for it, the newest there never does, and none goes in vain. */
function makeRoom(copies: string, sizeBytes: number): boolean {
  const neededBytes = sizeBytes + RESUME_MARGIN_BYTES;
  const expendable = listBackups(copies).slice(1).toReversed();
  const givenUpBytes = expendable.reduce((sum, old) => sum + old.sizeBytes, 0);
  if (freeBytesAt(copies) + givenUpBytes < neededBytes) return false;
  for (const old of expendable) {
    if (freeBytesAt(copies) >= neededBytes) break;
    removeCopy(old.path);
  }
  return freeBytesAt(copies) >= neededBytes;
}

function removeOld(copies: string, keepCount: number): number {
  const removed = listBackups(copies).slice(keepCount);
  for (const { path } of removed) removeCopy(path);
  return removed.length;
}

function removeCopy(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.json`, { force: true });
}

function tryRemove(draft: string): void {
  try {
    removeStoreFiles(draft);
  } catch {
    // A medium that is gone took the draft with it; the next copy begins by removing one that stayed.
  }
}
