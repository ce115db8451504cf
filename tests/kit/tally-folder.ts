import Database from "better-sqlite3";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "#kernel/assert.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { StoreLog } from "#main/store/kitchen-store.ts";
import { createTallyModule } from "./tally-module.ts";
import {
  createTestClock,
  createTestEpochs,
  createTestIds,
  createTestKitchen,
  silentLog,
  type TestKitchen,
} from "./test-kitchen.ts";

/** A data folder with a tally store that tests open, fill, damage and open again. */
export interface TallyFolder {
  readonly path: string;
  readonly storeFile: string;
  readonly makeEpoch: () => string;
  /** Error lines of every store opened here. */
  readonly errors: readonly Readonly<Record<string, unknown>>[];
  open(): TestKitchen;
  /** Opens, writes events `from…to` of one tally, closes: the file is whole, its write-ahead log folded in. */
  fill(toSeq: number): Promise<void>;
  /** Flips one bit in the store's file at the first place a text stands, so much further on. */
  flipBit(nearText: string, offsetBytes: number): void;
  remove(): void;
}

export function createTallyFolder(): TallyFolder {
  const path = mkdtempSync(join(tmpdir(), "kitchen-store-"));
  const storeFile = join(path, "kitchen.sqlite");
  const makeId: IdFactory = createTestIds(createTestClock());
  const makeEpoch = createTestEpochs();
  const errors: Readonly<Record<string, unknown>>[] = [];
  const log: StoreLog = { ...silentLog, error: (line: object) => void errors.push({ ...line }) };
  const open = () => createTestKitchen({ modules: [createTallyModule()], dataDir: path, makeId, makeEpoch, log });
  return {
    path,
    storeFile,
    makeEpoch,
    errors,
    open,
    fill: async (toSeq) => {
      const kitchen = open();
      while (kitchen.store.headSeq() < toSeq) {
        const seq = kitchen.store.headSeq() + 1;
        if (seq === 1) await kitchen.accepted("open-tally", { name: "rice", goalCount: 1_000_000 });
        else
          await kitchen.accepted("count-tally", { name: "rice", addedCount: 1, note: `note ${seq} ${"x".repeat(80)}` });
      }
      kitchen.close();
      // Leaves no copy of a record in unused space, so that a changed byte changes something.
      const connection = new Database(storeFile);
      connection.exec("VACUUM");
      connection.close();
    },
    flipBit: (nearText, offsetBytes) => {
      const place = readFileSync(storeFile).indexOf(nearText);
      if (place < 0) throw new Error(`${nearText} is in the store's file`);
      flipBitAt(storeFile, place + offsetBytes);
    },
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Flips the lowest bit of one byte of a file. */
export function flipBitAt(path: string, offset: number): void {
  const byte = present(readFileSync(path)[offset], "the byte to change");
  const file = openSync(path, "r+");
  writeSync(file, Buffer.from([byte ^ 1]), 0, 1, offset);
  closeSync(file);
}
