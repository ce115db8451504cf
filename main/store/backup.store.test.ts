import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createTallyFolder, flipBitAt, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { silentLog } from "#tests/kit/test-kitchen.ts";
import { backupFileName, backupsToRemove, listBackups, type BackupFile } from "./backup-files.ts";
import { createBackupService } from "./backup-service.ts";
import { isGoodBackup, makeBackup, newestGoodBackup } from "./backup.ts";
import { dataFolderAt } from "./data-folder.ts";

const NOW_MS = Date.UTC(2026, 10, 21);

describe("a copy of the store", () => {
  let folder: TallyFolder;
  beforeEach(async () => {
    folder = createTallyFolder();
    await folder.fill(30);
  });
  afterEach(() => {
    folder.remove();
  });

  it("is made beside a running kitchen, in a worker, only when anything changed", async () => {
    const kitchen = folder.open();
    const backups = createBackupService({
      store: kitchen.store,
      dataDir: folder.path,
      clock: kitchen.clock,
      log: silentLog,
      modulesUrl: null,
    });
    await backups.round();
    await backups.round();
    expect(listBackups(join(folder.path, "backups"))).toMatchObject([{ number: 1, headSeq: 30 }]);
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 1 });
    await backups.round();
    expect(backups.status()).toMatchObject({ newest: { number: 2, headSeq: 31 }, problem: null, lastVerify: null });
    expect(newestGoodBackup(dataFolderAt(folder.path))).toMatchObject({ number: 2 });
    kitchen.close();
  });

  it("checks the whole store once a day, and marks one that is not good for the next start", async () => {
    const kitchen = folder.open();
    const deps = { store: kitchen.store, dataDir: folder.path, clock: kitchen.clock, log: silentLog, modulesUrl: null };
    const backups = createBackupService(deps);
    kitchen.clock.advance(DAY_MS);
    await backups.round();
    expect(backups.status().lastVerify).toEqual({ atMs: kitchen.clock.nowMs(), isGood: true });
    folder.flipBit("note 17 ", 6);
    kitchen.clock.advance(DAY_MS);
    await backups.round();
    expect(backups.status().lastVerify).toMatchObject({ isGood: false });
    expect(existsSync(join(folder.path, "store-suspect.json"))).toBe(true);
    kitchen.close();
  });

  it("is not kept when it is not good, and leaves no draft", () => {
    folder.flipBit("note 17 ", 6);
    expect(makeBackup(dataFolderAt(folder.path), NOW_MS)).toEqual({
      kind: "not-good",
      findings: [{ kind: "content-changed", seq: 17 }],
    });
    expect(readdirSync(join(folder.path, "backups"))).toEqual([]);
  });

  it("is passed over when it was damaged since, for the newest that is good", () => {
    const kitchenFolder = dataFolderAt(folder.path);
    makeBackup(kitchenFolder, NOW_MS);
    makeBackup(kitchenFolder, NOW_MS);
    const [newest] = listBackups(kitchenFolder.backupsFolder);
    flipBitAt(newest?.path ?? "", 40);
    writeFileSync(join(kitchenFolder.backupsFolder, backupFileName({ number: 9, madeAtMs: 1, headSeq: 1 })), "bukan");
    expect(isGoodBackup(newest?.path ?? "")).toBe(true);
    expect(newestGoodBackup(kitchenFolder)).toMatchObject({ number: 2 });
    flipBitAt(newest?.path ?? "", 4_096 + 7);
    expect(newestGoodBackup(kitchenFolder)).toMatchObject({ number: 1 });
  });
});

describe("which copies are kept", () => {
  const madeEvery = (everyMs: number, count: number): readonly BackupFile[] =>
    Array.from({ length: count }, (_, index) => ({
      path: String(index),
      number: count - index,
      madeAtMs: NOW_MS - index * everyMs,
      headSeq: 1,
      sizeBytes: 1,
    }));

  it("is the newest eight, the last of each of 24 hours and of each of 14 days", () => {
    const all = madeEvery(15 * MINUTE_MS, 4 * 24 * 30);
    const removed = new Set(backupsToRemove(all));
    const keptAgesMs = all.filter((backup) => !removed.has(backup)).map((backup) => NOW_MS - backup.madeAtMs);
    expect(keptAgesMs.slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((index) => index * 15 * MINUTE_MS));
    expect(keptAgesMs.filter((ageMs) => ageMs > 2 * HOUR_MS && ageMs < DAY_MS)).toHaveLength(21);
    expect(keptAgesMs.filter((ageMs) => ageMs >= DAY_MS)).toHaveLength(12);
    expect(keptAgesMs).toHaveLength(41);
  });

  it("does not let a clock set years ahead make all copies look old", () => {
    const weeks = madeEvery(DAY_MS, 14);
    const jumped = madeEvery(MINUTE_MS, 7).map((backup) => ({
      ...backup,
      number: backup.number + 14,
      madeAtMs: backup.madeAtMs + 4_000 * DAY_MS,
    }));
    expect(backupsToRemove([...jumped, ...weeks])).toEqual([]);
  });
});
