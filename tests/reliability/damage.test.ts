import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import Database from "better-sqlite3";
import { createStoreAdmin } from "#main/store/admin.ts";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import { createTallyFolder, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestClock, createTestEpochs, createTestIds, createTestKitchen } from "#tests/kit/test-kitchen.ts";

/** Rounds of damage; `DAMAGES=2000` for a long run, `SEED` repeats one. */
const ROUND_COUNT = Number(process.env["DAMAGES"] ?? 150);
const SEED = Number(process.env["SEED"] ?? 20_261_121);
const BACKUP_SEQ = 60;
const HEAD_SEQ = 90;

/** What happens to a file. */
function damage(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length);
  const kind = Math.floor(random() * 5);
  const changed = Buffer.from(bytes);
  switch (kind) {
    case 0:
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return changed;
    case 1:
      return changed.fill(0, at, Math.min(at + 512, changed.length));
    case 2:
      for (let index = at; index < Math.min(at + 64, changed.length); index += 1)
        changed[index] = Math.floor(random() * 256);
      return changed;
    case 3:
      return changed.subarray(0, at);
    default: {
      // A page written to another's place.
      const pages = Math.floor(changed.length / 4_096);
      const from = Math.floor(random() * pages) * 4_096;
      const to = Math.floor(random() * pages) * 4_096;
      bytes.copy(changed, to, from, from + 4_096);
      return changed;
    }
  }
}

describe("a store's file damaged at random", () => {
  let whole: TallyFolder;
  let hashes: readonly string[] = [];
  beforeAll(async () => {
    whole = createTallyFolder();
    await whole.fill(BACKUP_SEQ);
    adminOf(whole.path).backup();
    await whole.fill(HEAD_SEQ);
    hashes = hashesIn(join(whole.path, "kitchen.sqlite"));
  });
  afterAll(() => {
    whole.remove();
  });

  const epochs = createTestEpochs();
  // The store's own epochs were made by the folder's counter; these must differ from them.
  const makeEpoch = () => `f${epochs().slice(1)}`;
  const adminOf = (dataDir: string) =>
    createStoreAdmin({ dataDir, modules: [createTallyModule()], clock: createTestClock(), makeEpoch });
  const makeId = createTestIds(createTestClock());
  const open = (dataDir: string) => createTestKitchen({ modules: [createTallyModule()], dataDir, makeId, makeEpoch });

  function damagedCopy(random: () => number): string {
    const dataDir = join(whole.path, "copy");
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(join(dataDir, "backups"), { recursive: true });
    for (const name of readdirSync(join(whole.path, "backups"))) {
      copyFileSync(join(whole.path, "backups", name), join(dataDir, "backups", name));
    }
    copyFileSync(join(whole.path, "reserve.bin"), join(dataDir, "reserve.bin"));
    const storeFile = join(dataDir, "kitchen.sqlite");
    writeFileSync(storeFile, damage(readFileSync(join(whole.path, "kitchen.sqlite")), random));
    // Sometimes what was begun and never committed lies beside it.
    if (random() < 0.3) writeFileSync(`${storeFile}-wal`, Buffer.alloc(8_192, Math.floor(random() * 256)));
    return dataDir;
  }

  it(`always opens, never invents, and says what is gone, ${ROUND_COUNT} times`, () => {
    const seen = { recovered: 0, foundLater: 0, unharmed: 0 };
    for (let round = 0; round < ROUND_COUNT; round += 1) {
      const seed = SEED + round;
      const dataDir = damagedCopy(createSeededRandom(seed));
      let kitchen = open(dataDir);
      let hasRecovered = kitchen.store.status().recovery !== null;
      kitchen.close();
      let report = adminOf(dataDir).verify();
      if (!report.isGood) {
        // What a start does not look at, the daily check finds, and the next start mends.
        seen.foundLater += 1;
        writeFileSync(join(dataDir, "store-suspect.json"), "{}");
        kitchen = open(dataDir);
        hasRecovered ||= kitchen.store.status().recovery !== null;
        kitchen.close();
        report = adminOf(dataDir).verify();
      } else if (!hasRecovered) seen.unharmed += 1;
      if (hasRecovered) seen.recovered += 1;

      expect(report, `seed ${seed}`).toMatchObject({ isGood: true, findings: [] });
      expect(hashesIn(join(dataDir, "kitchen.sqlite")), `seed ${seed}`).toEqual(hashes.slice(0, report.headSeq));
      expect(report.headSeq, `seed ${seed}`).toBeGreaterThanOrEqual(hasRecovered ? BACKUP_SEQ : HEAD_SEQ);
      kitchen = open(dataDir);
      const lost = kitchen.store.status().epochs.at(-1)?.lost ?? null;
      const isTold = report.headSeq === HEAD_SEQ || lost?.fromSeq === report.headSeq + 1;
      expect(isTold, `seed ${seed}: ${report.headSeq} of ${HEAD_SEQ}, lost ${JSON.stringify(lost)}`).toBe(true);
      expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: report.headSeq - 1, isClosed: false }]);
      kitchen.close();
      if (hasRecovered) expect(existsSync(join(dataDir, "damaged", "store-001")), `seed ${seed}`).toBe(true);
    }
    // The rounds mean something only if each way out was taken.
    expect(Math.min(seen.recovered, seen.foundLater, seen.unharmed), JSON.stringify(seen)).toBeGreaterThan(0);
  });

  it("is not fooled by somebody who knows SQLite", () => {
    const dataDir = damagedCopy(() => 0.999);
    const storeFile = join(dataDir, "kitchen.sqlite");
    copyFileSync(join(whole.path, "kitchen.sqlite"), storeFile);
    const connection = new Database(storeFile);
    connection.exec("DROP TRIGGER event_never_updated");
    connection.exec("UPDATE event SET body = replace(body, 'note 80', 'note 81'), hash = zeroblob(32) WHERE seq = 80");
    connection.close();
    expect(hashesIn(storeFile)).not.toEqual(hashes);
    const kitchen = open(dataDir);
    expect(kitchen.store.headSeq()).toBe(79);
    kitchen.close();
  });
});

function hashesIn(storeFile: string): readonly string[] {
  const connection = new Database(storeFile, { readonly: true });
  try {
    return connection
      .prepare<[], { hash: Buffer }>("SELECT hash FROM event ORDER BY seq")
      .all()
      .map((row) => row.hash.toString("hex"));
  } finally {
    connection.close();
  }
}
