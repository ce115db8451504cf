import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeFileSync, writeSync } from "node:fs";
import { SECOND_MS, type Clock } from "#kernel/time.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import type { DataFolder } from "./data-folder.ts";
import type { StoreTrouble } from "./group-transaction.ts";

/**
 * Kept on the disk so that, when it is full, the kitchen PC can still write what it must (an alert, a checkpoint): thousands
 * of system commands.
 */
export const RESERVE_BYTES = 16 * 1024 * 1024;
/** Free space beyond the reserve before commands are taken again, so that the store does not flutter at the edge. */
export const RESUME_MARGIN_BYTES = 8 * 1024 * 1024;
/** How often a full disk is looked at again. */
const LOOK_AGAIN_MS = SECOND_MS;

export type StoreState = "ok" | StoreTrouble;

/** Whether the store can write, and what it does about it. */
export interface StoreHealth {
  state(): StoreState;
  /** What stands in the way of a command now. While full, the kitchen PC's own commands may use the reserve. */
  troubleFor(submitted: SubmittedCommand): StoreTrouble | null;
  note(trouble: StoreTrouble, error: unknown): void;
  onChange(listener: (state: StoreState) => void): () => void;
  freeBytes(): number | null;
}

/** The health of a store that lives in memory: there is no disk to fill. */
export function createMemoryHealth(): StoreHealth {
  return {
    state: () => "ok",
    troubleFor: () => null,
    note: (_trouble, error) => {
      throw error;
    },
    onChange: () => () => undefined,
    freeBytes: () => null,
  };
}

export function createStoreHealth(deps: { readonly folder: DataFolder; readonly clock: Clock }): StoreHealth {
  const { folder, clock } = deps;
  const listeners = new Set<(state: StoreState) => void>();
  let state: StoreState = takeReserve(folder) ? "ok" : "full";
  let lookedAtMonotonicMs = clock.monotonicMs();

  function enter(next: StoreState): void {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener(next);
  }

  function lookAgain(): void {
    const monotonicMs = clock.monotonicMs();
    if (state !== "full" || monotonicMs - lookedAtMonotonicMs < LOOK_AGAIN_MS) return;
    lookedAtMonotonicMs = monotonicMs;
    if (takeReserve(folder)) enter("ok");
  }

  return {
    state: () => {
      lookAgain();
      return state;
    },
    troubleFor: ({ actor }) => {
      lookAgain();
      switch (state) {
        case "ok":
          return null;
        case "full":
          return actor.kind === "system" ? null : "full";
        case "damaged":
          return "damaged";
      }
    },
    note: (trouble) => {
      if (trouble === "damaged") {
        markSuspect(folder, clock.nowMs());
        enter("damaged");
      } else if (state === "ok") {
        releaseReserve(folder);
        lookedAtMonotonicMs = clock.monotonicMs();
        enter("full");
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    freeBytes: () => freeBytesAt(folder.path),
  };
}

/** Whether the reserve is held: it was there, or there was room to write it. */
export function takeReserve(folder: DataFolder): boolean {
  if (statSync(folder.reserveFile, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return true;
  try {
    if (freeBytesAt(folder.path) < RESERVE_BYTES + RESUME_MARGIN_BYTES) return false;
    writeReserve(folder.reserveFile);
    return true;
  } catch {
    // The room was taken meanwhile, or a quota says no: what was written of the reserve is given back.
    releaseReserve(folder);
    return false;
  }
}

export function releaseReserve(folder: DataFolder): void {
  rmSync(folder.reserveFile, { force: true });
}

/** Writes real bytes: a sparse file would hold nothing free. */
function writeReserve(path: string): void {
  const file = openSync(path, "w", 0o600);
  try {
    // Random bytes: a disk that compresses would hold nothing free either.
    const block = randomBytes(1024 * 1024);
    let writtenBytes = 0;
    while (writtenBytes < RESERVE_BYTES) {
      writtenBytes += writeSync(file, block, 0, Math.min(block.length, RESERVE_BYTES - writtenBytes));
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export function freeBytesAt(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** Leaves a mark for the next start to check everything before it trusts the file. */
export function markSuspect(folder: DataFolder, atMs: number): void {
  try {
    writeFileSync(folder.suspectFile, JSON.stringify({ notedAtMs: atMs }), { mode: 0o600 });
  } catch {
    // A disk that takes no mark will show its damage again at the next start.
  }
}
