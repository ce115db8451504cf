import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTallyFolder, flipBitAt, type TallyFolder } from "#tests/kit/tally-folder.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { runStoreJob } from "./store-job.ts";
import { identityFindings, verifyStore } from "./verify-store.ts";

const MODULES = [createTallyModule()];

describe("verify", () => {
  let folder: TallyFolder;
  beforeEach(async () => {
    folder = createTallyFolder();
    await folder.fill(40);
  });
  afterEach(() => {
    folder.remove();
  });

  /** Changes rows as somebody with the file and SQLite could. */
  function tamper(sql: string): void {
    const connection = new Database(folder.storeFile);
    connection.exec("DROP TRIGGER IF EXISTS event_never_updated; DROP TRIGGER IF EXISTS event_never_deleted;");
    connection.exec(sql);
    connection.close();
  }
  const findings = () => verifyStore(folder.storeFile, MODULES).findings;

  it("finds a whole store good, beside a kitchen that goes on", async () => {
    const kitchen = folder.open();
    const [report] = await Promise.all([
      runStoreJob({ kind: "verify", dataDir: folder.path, modulesUrl: null }),
      kitchen.accepted("count-tally", { name: "rice", addedCount: 1 }),
    ]);
    expect(report).toMatchObject({ isGood: true, findings: [], checkedTables: [] });
    expect(verifyStore(folder.storeFile, MODULES)).toEqual({
      isGood: true,
      eventCount: 41,
      headSeq: 41,
      headHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      checkedTables: ["tally"],
      outdatedDomains: [],
      findings: [],
    });
    kitchen.close();
  });

  it("finds one changed bit in an event's text", () => {
    folder.flipBit("note 17 ", 6);
    expect(findings()).toContainEqual({ kind: "content-changed", seq: 17 });
  });

  it("finds one changed bit wherever it changes what the log says", () => {
    const path = folder.storeFile;
    const bytes = readFileSync(path);
    const content = logContent(path);
    const place = bytes.indexOf("note 20 ");
    let foundCount = 0;
    // A window over several records: texts, numbers, hashes and cell headers alike.
    for (let offset = place - 700; offset < place + 700; offset += 1) {
      flipBitAt(path, offset);
      const isFound = !isGood(path);
      if (isFound) foundCount += 1;
      else expect(logContent(path), `byte ${offset} changed nothing`).toEqual(content);
      flipBitAt(path, offset);
    }
    expect(foundCount).toBeGreaterThan(1_300);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it("finds a changed time, a removed event, a swapped pair and a rewritten hash", () => {
    tamper("UPDATE event SET occurred_at_ms = occurred_at_ms + 1 WHERE seq = 9");
    expect(findings()).toEqual([{ kind: "content-changed", seq: 9 }]);
    tamper("UPDATE event SET hash = zeroblob(32) WHERE seq = 20");
    expect(findings().slice(1)).toEqual([
      { kind: "content-changed", seq: 20 },
      { kind: "chain-broken", seq: 21 },
    ]);
    tamper("DELETE FROM event WHERE seq = 30");
    expect(findings().at(-1)).toEqual({ kind: "gap", expectedSeq: 30, foundSeq: 31 });
  });

  it("finds a log cut short, and another site's name", () => {
    tamper("DELETE FROM event WHERE seq > 30");
    expect(findings()).toEqual([{ kind: "cut-short", foundSeq: 30 }]);
    tamper("UPDATE meta SET value = replace(value, '0', '1') WHERE key = 'site_id'");
    expect(findings()).toEqual([{ kind: "cut-short", foundSeq: 30 }, { kind: "identity-changed" }]);
  });

  it("says of a name it could not read just now that it could not read it, not that it changed", () => {
    const holder = new Database(folder.storeFile);
    holder.pragma("journal_mode = DELETE");
    const reader = new Database(folder.storeFile, { readonly: true, timeout: 0 });
    holder.exec("BEGIN EXCLUSIVE");
    expect(() => identityFindings(reader)).toThrow(expect.objectContaining({ code: "SQLITE_BUSY" }));
    holder.exec("COMMIT");
    expect(identityFindings(reader)).toEqual([]);
    reader.close();
    holder.exec("DROP TABLE epoch");
    expect(identityFindings(holder)).toEqual([{ kind: "identity-changed" }]);
    holder.close();
  });

  it("finds text that says the same in other bytes", () => {
    tamper("UPDATE event SET body = ' ' || body WHERE seq = 12");
    expect(findings()).toEqual([{ kind: "content-changed", seq: 12 }]);
  });

  it("finds a read model that is not what the log gives", () => {
    tamper("UPDATE tally SET total_count = 7");
    expect(findings()).toEqual([{ kind: "read-model-differs", table: "tally" }]);
    tamper("DELETE FROM tally");
    expect(findings()).toEqual([{ kind: "read-model-differs", table: "tally" }]);
  });

  it("leaves read models of another release to the next start, which computes them anew", () => {
    const newer = [createTallyModule({ projectionVersion: 2 })];
    const report = { isGood: true, checkedTables: [], outdatedDomains: ["tally"] };
    expect(verifyStore(folder.storeFile, newer)).toMatchObject(report);
    tamper("DROP TABLE tally");
    expect(verifyStore(folder.storeFile, MODULES)).toMatchObject(report);
    folder.open().close();
    expect(verifyStore(folder.storeFile, MODULES)).toMatchObject({ isGood: true, checkedTables: ["tally"] });
  });
});

/** A flipped bit may leave a file that no longer opens, which is found, too. */
function isGood(path: string): boolean {
  try {
    return verifyStore(path, []).isGood;
  } catch {
    return false;
  }
}

function logContent(path: string): readonly unknown[] {
  const connection = new Database(path, { readonly: true });
  try {
    return connection.prepare("SELECT * FROM event ORDER BY seq").raw().all();
  } finally {
    connection.close();
  }
}
