import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  type PathLike,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { listBackups } from "#main/store/backup-files.ts";
import { createBackupService, type BackupService } from "#main/store/backup-service.ts";
import { makeBackup } from "#main/store/backup.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { createTallyFolder, flipBitAt, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { silentLog, type TestKitchen } from "#tests/kit/test-kitchen.ts";
import { backupManifest, copyToMedium, fileSha256 } from "./medium-copy.ts";
import { chooseMedium, forgetMedium, mediumCopiesFolder, mediumProblemOf, readMedium } from "./medium-folder.ts";
import { createMediumKeeper, type MediumKeeper } from "./medium-keeper.ts";

const FIGURES = { everyMs: HOUR_MS, keepCount: 2, oldAfterMs: 26 * HOUR_MS };

let folder: TallyFolder;
let kitchen: TestKitchen;
let stick: string;
let keeper: MediumKeeper;
let backups: BackupService;
let siteId: string;

beforeEach(async () => {
  folder = createTallyFolder();
  await folder.fill(30);
  kitchen = folder.open();
  ({ siteId } = kitchen.store);
  stick = mkdtempSync(join(tmpdir(), "stick-"));
  const { clock } = kitchen;
  const data = { dataDir: folder.path, clock, log: silentLog };
  keeper = createMediumKeeper({ ...data, siteId, version: "1.4.2", figures: () => FIGURES });
  const second = { keeper, onDayClosed: () => () => undefined };
  backups = createBackupService({ ...data, store: kitchen.store, modulesUrl: null, second });
});
afterEach(() => {
  kitchen.close();
  folder.remove();
  rmSync(stick, { recursive: true, force: true });
});

const data = () => dataFolderAt(folder.path);
const copies = () => mediumCopiesFolder(stick, siteId);
const choose = (path = stick) => chooseMedium({ data: data(), folder: path, siteId, nowMs: kitchen.clock.nowMs() });
const count = () => kitchen.accepted("count-tally", { name: "rice", addedCount: 1 });

describe("a second medium", () => {
  it("gets the newest copy with a manifest that tells what it is, and is whole", async () => {
    expect(choose().ok).toBe(true);
    expect(backups.status().medium).toMatchObject({ lastGoodAtMs: null, problem: null, isOld: false });
    await backups.round();
    const [copy] = listBackups(copies());
    const path = copy?.path ?? "";
    const manifest = backupManifest.parse(JSON.parse(readFileSync(`${path}.json`, "utf8")));
    expect(manifest).toEqual({
      format: 1,
      siteId,
      epoch: kitchen.store.epoch,
      headSeq: 30,
      headHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      sha256: fileSha256(path),
      sizeBytes: copy?.sizeBytes,
      madeAtMs: copy?.madeAtMs,
      version: "1.4.2",
    });
    expect(readdirSync(copies()).filter((name) => name.includes("draft"))).toEqual([]);
    expect(backups.status().medium).toMatchObject({ lastGoodSeq: 30, lastGoodAtMs: kitchen.clock.nowMs() });
  });

  it("is written to every hour and keeps as many copies as configured, each with its manifest", async () => {
    choose();
    for (let hour = 0; hour < 4; hour += 1) {
      await count();
      await backups.round();
      // Within the hour nothing more goes there.
      await count();
      await backups.round();
      expect(listBackups(copies())[0]).toMatchObject({ headSeq: 31 + 2 * hour });
      kitchen.clock.advance(HOUR_MS);
    }
    expect(listBackups(copies()).map(({ headSeq }) => headSeq)).toEqual([37, 35]);
    expect(readdirSync(copies()).filter((name) => name.endsWith(".sqlite.json"))).toHaveLength(2);
  });

  it("is written to at once when a day was closed", async () => {
    choose();
    await backups.round();
    await count();
    makeBackup(data(), kitchen.clock.nowMs());
    await keeper.round(false);
    expect(keeper.status()).toMatchObject({ lastGoodSeq: 30 });
    await keeper.round(true);
    expect(keeper.status()).toMatchObject({ lastGoodSeq: 31 });
  });

  it("that was unplugged, or exchanged for another, is told as missing and never written beside", async () => {
    choose();
    renameSync(stick, `${stick}-away`);
    await backups.round();
    expect(backups.status()).toMatchObject({ problem: null, medium: { problem: "medium-missing" } });
    mkdirSync(stick);
    await backups.round();
    expect(readdirSync(stick)).toEqual([]);
    rmSync(stick, { recursive: true });
    renameSync(`${stick}-away`, stick);
    await backups.round();
    expect(backups.status().medium).toMatchObject({ problem: null, lastGoodSeq: 30 });
  });

  it("is old when no good copy came for longer than configured, also when there never was one", () => {
    choose();
    kitchen.clock.advance(26 * HOUR_MS);
    expect(keeper.status()).toMatchObject({ isOld: false });
    kitchen.clock.advance(1);
    expect(keeper.status()).toMatchObject({ isOld: true });
  });

  it("gets no copy that is not good", () => {
    choose();
    makeBackup(data(), 1);
    const [only] = listBackups(data().backupsFolder);
    flipBitAt(only?.path ?? "", 4_096 + 7);
    const order = { data: data(), siteId, nowMs: 2, version: "1", keepCount: 2 };
    expect(copyToMedium(order)).toEqual({ kind: "not-made", problem: "no-copy-yet" });
    expect(listBackups(copies())).toEqual([]);
  });

  it("that does not give back what was written to it keeps the copies it has, and no draft", () => {
    choose();
    makeBackup(data(), 1);
    const order = { data: data(), siteId, nowMs: 2, version: "1", keepCount: 2 };
    const worn = (from: PathLike, to: PathLike) => {
      copyFileSync(from, to);
      flipBitAt(String(to), 4_096 + 7);
    };
    expect(copyToMedium(order, worn)).toEqual({ kind: "not-made", problem: "medium-copy-bad" });
    expect(readdirSync(copies())).toEqual(["medium.json"]);
    expect(readMedium(data())?.lastGood).toBeNull();
    expect(copyToMedium(order)).toMatchObject({ kind: "made", manifest: { headSeq: 30 } });
  });

  it("holds another kitchen's copies beside ours and touches none of them", async () => {
    const theirs = mediumCopiesFolder(stick, "site_other");
    mkdirSync(theirs, { recursive: true });
    writeFileSync(join(theirs, "kitchen-000001-0000000000001-1.sqlite"), "milik dapur lain");
    choose();
    await backups.round();
    expect(readdirSync(theirs)).toEqual(["kitchen-000001-0000000000001-1.sqlite"]);
    expect(listBackups(copies())).toHaveLength(1);
  });
});

describe("choosing a medium", () => {
  it("refuses what is no second place and changes nothing", () => {
    choose();
    const before = readMedium(data());
    expect(choose("stik")).toEqual({ ok: false, error: "folder-not-absolute" });
    expect(choose(folder.path)).toEqual({ ok: false, error: "folder-inside-data" });
    expect(choose(join(folder.path, "backups"))).toEqual({ ok: false, error: "folder-inside-data" });
    expect(choose(join(stick, "absent"))).toEqual({ ok: false, error: "medium-missing" });
    writeFileSync(join(stick, "berkas"), "");
    expect(choose(join(stick, "berkas"))).toEqual({ ok: false, error: "medium-missing" });
    expect(readMedium(data())).toEqual(before);
  });

  it("of the same medium again remembers its copies; forgetting it leaves them there", async () => {
    choose();
    await backups.round();
    const before = readMedium(data());
    expect(choose()).toMatchObject({ ok: true, value: { lastGood: before?.lastGood } });
    forgetMedium(data());
    expect(keeper.status()).toBeNull();
    expect(existsSync(copies())).toBe(true);
  });

  it.each([
    ["ENOSPC", "medium-full"],
    ["EROFS", "medium-read-only"],
    ["EACCES", "medium-read-only"],
    ["ENODEV", "medium-missing"],
    ["EIO", "medium-failed"],
  ])("tells %s as %s", (code, problem) => {
    expect(mediumProblemOf(Object.assign(new Error("x"), { code }))).toBe(problem);
  });
});
