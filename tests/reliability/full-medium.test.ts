import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyToMedium } from "#main/backup/medium-copy.ts";
import { chooseMedium, mediumCopiesFolder } from "#main/backup/medium-folder.ts";
import { listBackups } from "#main/store/backup-files.ts";
import { makeBackup } from "#main/store/backup.ts";
import { RESUME_MARGIN_BYTES } from "#main/store/store-health.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { mountSmallDisk, type SmallDisk } from "#tests/kit/small-disk.ts";
import { createTallyFolder, type TallyFolder } from "#tests/kit/tally-folder.ts";
import type { TestKitchen } from "#tests/kit/test-kitchen.ts";

/** A real small file system in the place of a USB stick. */
describe("a USB stick", () => {
  let stick: SmallDisk;
  let folder: TallyFolder;
  let kitchen: TestKitchen;
  let siteId = "";
  const data = () => dataFolderAt(folder.path);
  const copies = () => listBackups(mediumCopiesFolder(stick.path, siteId)).map(({ headSeq }) => headSeq);
  const copy = (keepCount = 14) => copyToMedium({ data: data(), siteId, nowMs: 1, version: "1", keepCount });
  /** One more event, and a copy of it on this PC. */
  const advance = async (nowMs: number) => {
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 1 });
    makeBackup(data(), nowMs);
  };
  const fill = (leftBytes: number) => {
    const { bavail, bsize } = statfsSync(stick.path);
    writeFileSync(join(stick.path, "foto.jpg"), Buffer.alloc(bavail * bsize - leftBytes));
  };

  beforeEach(async () => {
    stick = mountSmallDisk(24);
    folder = createTallyFolder();
    await folder.fill(30);
    kitchen = folder.open();
    ({ siteId } = kitchen.store);
    expect(chooseMedium({ data: data(), folder: stick.path, siteId, nowMs: 1 }).ok).toBe(true);
    makeBackup(data(), 1);
  });
  afterEach(() => {
    kitchen.close();
    folder.remove();
    stick.remove();
  });

  it("full of photographs is told as full, keeps the copy it has, and is used again once there is room", async () => {
    expect(copy()).toMatchObject({ kind: "made" });
    fill(1024 * 1024);
    await advance(2);
    expect(copy()).toEqual({ kind: "not-made", problem: "medium-full" });
    expect(copies()).toEqual([30]);
    rmSync(join(stick.path, "foto.jpg"));
    expect(copy()).toMatchObject({ kind: "made" });
    expect(copies()).toEqual([31, 30]);
  });

  it("without room for one more gives up its oldest copies, never the newest, and none in vain", async () => {
    expect(copy()).toMatchObject({ kind: "made" });
    for (const seq of [31, 32]) {
      await advance(seq);
      expect(copy()).toMatchObject({ kind: "made" });
    }
    await advance(33);
    const [newest] = listBackups(data().backupsFolder);
    const sizeBytes = newest?.sizeBytes ?? 0;
    // Two old copies are not enough, and stay.
    fill(RESUME_MARGIN_BYTES - 2 * sizeBytes);
    expect(copy()).toEqual({ kind: "not-made", problem: "medium-full" });
    expect(copies()).toEqual([32, 31, 30]);
    rmSync(join(stick.path, "foto.jpg"));
    // One is enough.
    fill(RESUME_MARGIN_BYTES + Math.floor(sizeBytes / 2));
    expect(copy()).toMatchObject({ kind: "made" });
    expect(copies()).toEqual([33, 32, 31]);
  });

  it("that is locked is told as such and nothing on it changes", async () => {
    expect(copy()).toMatchObject({ kind: "made" });
    execFileSync("mount", ["-o", "remount,ro", stick.path]);
    await advance(2);
    expect(copy()).toEqual({ kind: "not-made", problem: "medium-read-only" });
    expect(chooseMedium({ data: data(), folder: stick.path, siteId, nowMs: 2 })).toEqual({
      ok: false,
      error: "medium-read-only",
    });
    expect(copies()).toEqual([30]);
    expect(existsSync(join(stick.path, "draft.sqlite"))).toBe(false);
    expect(readdirSync(mediumCopiesFolder(stick.path, siteId)).filter((name) => name.includes("draft"))).toEqual([]);
  });
});
