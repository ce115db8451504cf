import Database from "better-sqlite3";
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTallyFolder, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestClock } from "#tests/kit/test-kitchen.ts";
import { createStoreAdmin, type StoreAdmin } from "./admin.ts";

describe("a store that is damaged or gone", () => {
  let folder: TallyFolder;
  let admin: StoreAdmin;
  let siteId = "";
  beforeEach(async () => {
    folder = createTallyFolder();
    const clock = createTestClock();
    admin = createStoreAdmin({
      dataDir: folder.path,
      modules: [createTallyModule()],
      clock,
      makeEpoch: folder.makeEpoch,
    });
    await folder.fill(30);
    expect(admin.backup()).toMatchObject({ kind: "made", backup: { headSeq: 30 } });
    await folder.fill(40);
    const kitchen = folder.open();
    siteId = kitchen.store.siteId;
    kitchen.close();
  });
  afterEach(() => {
    folder.remove();
  });

  /** Opens, checks what must hold after any recovery, and gives what it tells. */
  async function reopened(headSeq: number) {
    const kitchen = folder.open();
    const { recovery, epochs } = kitchen.store.status();
    expect(kitchen.store.siteId).toBe(siteId);
    expect(kitchen.store.epoch).toBe(epochs.at(-1)?.epoch);
    expect(kitchen.store.headSeq()).toBe(headSeq);
    const rows = kitchen.ask("tallies");
    if (headSeq > 0) expect(rows).toEqual([{ name: "rice", totalCount: headSeq - 1, isClosed: false }]);
    kitchen.rebuildAndCompare();
    await kitchen.accepted("open-tally", { name: "after", goalCount: 1 });
    kitchen.close();
    expect(admin.verify()).toMatchObject({ isGood: true, headSeq: headSeq + 1 });
    const again = folder.open();
    expect(again.store.status()).toMatchObject({ recovery: null, epochs });
    again.close();
    return { recovery, epoch: epochs.at(-1), epochCount: epochs.length };
  }

  /** Changes the file as damage or somebody with SQLite could. */
  function tamper(sql: string): void {
    const connection = new Database(folder.storeFile);
    connection.exec(sql);
    connection.close();
  }

  const moved = () => join(folder.path, "damaged", "store-001");

  it("that is whole is opened as it is", async () => {
    expect(await reopened(40)).toMatchObject({ recovery: null, epoch: { reason: "created" }, epochCount: 1 });
    expect(existsSync(moved())).toBe(false);
  });

  it("is moved aside, the newest good copy restored, and what follows read back as far as its chain holds", async () => {
    folder.flipBit("note 36 ", 6);
    const { recovery, epoch } = await reopened(35);
    expect(recovery).toMatchObject({ movedTo: moved(), backupPath: expect.stringContaining("-30.sqlite") });
    expect(epoch).toMatchObject({
      reason: "damaged",
      fromSeq: 36,
      lost: { fromSeq: 36, toSeq: 40 },
      recoveredCount: 5,
    });
    expect(statSync(join(moved(), "kitchen.sqlite")).size).toBeGreaterThan(0);
    expect(folder.errors).toMatchObject([{ event: "store-recovered" }]);
  });

  it("loses nothing when the damage lies before the copy", async () => {
    folder.flipBit("note 12 ", 5);
    writeFileSync(join(folder.path, "store-suspect.json"), "{}");
    const { epoch } = await reopened(40);
    expect(epoch).toMatchObject({ reason: "damaged", fromSeq: 41, lost: null, recoveredCount: 10 });
    expect(existsSync(join(folder.path, "store-suspect.json"))).toBe(false);
  });

  it("overwritten with something else is restored from the copy, its end unknown", async () => {
    writeFileSync(folder.storeFile, "Ini bukan basis data. ".repeat(4_000));
    const { epoch } = await reopened(30);
    expect(epoch).toMatchObject({ reason: "damaged", fromSeq: 31, lost: { fromSeq: 31, toSeq: null } });
  });

  it.each(["removed", "emptied"])("whose file was %s is restored from the copy", async (how) => {
    if (how === "removed") rmSync(folder.storeFile);
    else truncateSync(folder.storeFile);
    const { epoch } = await reopened(30);
    expect(epoch).toMatchObject({ reason: "damaged", lost: { fromSeq: 31, toSeq: null }, recoveredCount: 0 });
  });

  it("cut short is restored from the copy and read back as far as it goes", async () => {
    truncateSync(folder.storeFile, Math.floor(statSync(folder.storeFile).size / 2));
    const kitchen = folder.open();
    expect(kitchen.store.headSeq()).toBeGreaterThanOrEqual(30);
    expect(kitchen.store.status()).toMatchObject({ recovery: { movedTo: moved() } });
    kitchen.rebuildAndCompare();
    kitchen.close();
  });

  it("that shows damage while it runs takes no more commands, goes on reading, and recovers at the next start", async () => {
    const kitchen = folder.open();
    const states: string[] = [];
    kitchen.store.onStateChange((state) => states.push(state));
    // The middle of the file, in pages nobody has read yet since the start.
    const size = statSync(folder.storeFile).size;
    for (let page = 4; page < size / 4_096; page += 1) overwrite(folder.storeFile, page * 4_096, 64);
    const answers = [];
    for (const name of ["a", "b", "c"]) answers.push(await kitchen.submit("open-tally", { name, goalCount: 1 }));
    expect(answers.at(-1)).toMatchObject({ rejection: { code: "store-unavailable" } });
    expect(states).toEqual(["damaged"]);
    expect(kitchen.store.status()).toMatchObject({ state: "damaged" });
    kitchen.close();
    const recovered = folder.open();
    expect(recovered.store.status()).toMatchObject({ state: "ok", recovery: { movedTo: moved() } });
    expect(recovered.store.headSeq()).toBeGreaterThanOrEqual(30);
    recovered.close();
  });

  it("with no good copy is built up from what can be read, under the same site", async () => {
    rmSync(join(folder.path, "backups"), { recursive: true });
    folder.flipBit("note 36 ", 6);
    const { recovery, epoch, epochCount } = await reopened(35);
    expect(recovery).toMatchObject({ backupPath: null });
    expect(epoch).toMatchObject({ lost: { fromSeq: 36, toSeq: 40 }, recoveredCount: 35 });
    expect(epochCount).toBe(2);
  });

  it("answers a repeat of a command that was read back with its first answer", async () => {
    const kitchen = folder.open();
    const commandId = kitchen.makeId("command");
    const first = await kitchen.accepted("count-tally", { name: "rice", addedCount: 1 }, { commandId });
    kitchen.close();
    folder.flipBit("note 12 ", 5);
    writeFileSync(join(folder.path, "store-suspect.json"), "{}");
    const recovered = folder.open();
    expect(recovered.store.status().epochs.at(-1)).toMatchObject({ reason: "damaged", recoveredCount: 11 });
    expect(await recovered.submit("count-tally", { name: "rice", addedCount: 1 }, { commandId })).toEqual(first);
    recovered.close();
  });

  it.each([
    ["another site's name", "UPDATE meta SET value = 'site_00000000000000000000000000000000' WHERE key = 'site_id'"],
    ["no name", "DELETE FROM meta WHERE key = 'site_id'; DELETE FROM epoch"],
    ["another epoch", "UPDATE epoch SET epoch = 'aaaaaaaaaaaaaaaa'"],
    ["a trigger missing", "DROP TRIGGER event_never_updated"],
    ["an index missing", "DROP INDEX event_by_domain"],
    ["a column of another name", "ALTER TABLE epoch RENAME COLUMN ordinal TO ordinam"],
    ["its migrations forgotten", "DELETE FROM migration"],
    ["a migration's digest changed", "UPDATE migration SET statements_hash = 'x'"],
  ])("with %s is restored from the copy and loses nothing", async (_what, sql) => {
    tamper(sql);
    const { recovery, epoch } = await reopened(40);
    expect(recovery).toMatchObject({ movedTo: moved() });
    expect(epoch).toMatchObject({ reason: "damaged", lost: null, recoveredCount: 10 });
  });

  it("whose log was cut short so neatly that the rest looks whole tells what is gone", async () => {
    tamper(`DROP TRIGGER event_never_deleted;
      DELETE FROM event WHERE seq > 36;
      CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`);
    const { epoch } = await reopened(36);
    expect(epoch).toMatchObject({ fromSeq: 37, lost: { fromSeq: 37, toSeq: 40 }, recoveredCount: 6 });
  });

  it.each([
    ["a read model missing", "DROP TABLE tally"],
    ["a read model of another form", "ALTER TABLE tally RENAME COLUMN total_count TO total_coant"],
    ["no record of its read models", "DELETE FROM projection_version"],
    ["a torn record of its read models", "UPDATE projection_version SET table_names = '[\"tal'"],
    [
      "a record that names the log as a read model",
      "UPDATE projection_version SET table_names = '[\"event\"]', version = 7",
    ],
  ])("with %s has it computed anew and keeps its epoch", async (_what, sql) => {
    tamper(sql);
    expect(await reopened(40)).toMatchObject({ recovery: null, epochCount: 1 });
  });

  it("is never deleted: each is kept in a folder of its own", async () => {
    for (const name of ["store-001", "store-002"]) {
      writeFileSync(folder.storeFile, `bukan ${name} `.repeat(4_000));
      folder.open().close();
      expect(readdirSync(join(folder.path, "damaged"))).toContain(name);
    }
  });

  describe("restored by hand", () => {
    it("begins a new epoch and records the numbers that are gone", async () => {
      const report = admin.restore(null);
      expect(report).toMatchObject({
        headSeq: 30,
        movedTo: moved(),
        epoch: { reason: "restored", fromSeq: 31, lost: { fromSeq: 31, toSeq: 40 }, recoveredCount: 0 },
      });
      expect(await reopened(30)).toMatchObject({ recovery: null, epoch: report.epoch, epochCount: 2 });
    });

    it("keeps the lives of the store it replaced in the history", async () => {
      const second = admin.restore(null).epoch;
      const third = admin.restore(null).epoch;
      expect(third).toMatchObject({ lost: null });
      const { epochs } = folder.open().store.status();
      expect(epochs.map((epoch) => epoch.epoch).slice(1)).toEqual([second.epoch, third.epoch]);
    });

    it("refuses a copy that is not good, and a folder in use, and changes nothing", () => {
      const bad = join(folder.path, "bad.sqlite");
      writeFileSync(bad, "bukan");
      expect(() => admin.restore(bad)).toThrow(expect.objectContaining({ code: "source-not-good" }));
      expect(() => admin.restore(join(folder.path, "absent"))).toThrow(
        expect.objectContaining({ code: "source-not-good" }),
      );
      const kitchen = folder.open();
      expect(() => admin.restore(null)).toThrow(expect.objectContaining({ code: "store-in-use" }));
      expect(() => admin.rebuild()).toThrow(expect.objectContaining({ code: "store-in-use" }));
      expect(kitchen.store.headSeq()).toBe(40);
      kitchen.close();
      rmSync(join(folder.path, "backups"), { recursive: true });
      expect(() => admin.restore(null)).toThrow(expect.objectContaining({ code: "source-not-good" }));
      expect(existsSync(moved())).toBe(false);
    });
  });

  it("lets one program at a time work on it", () => {
    const kitchen = folder.open();
    expect(() => folder.open()).toThrow(expect.objectContaining({ code: "store-in-use" }));
    kitchen.close();
    folder.open().close();
  });

  it("has its read models computed anew on demand", () => {
    expect(admin.rebuild()).toEqual({ domains: ["tally"], eventCount: 40 });
    expect(admin.verify()).toMatchObject({ isGood: true });
  });
});

function overwrite(path: string, offset: number, byteCount: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(byteCount, 0xff), 0, byteCount, offset);
  closeSync(file);
}
