import Database from "better-sqlite3";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase, openReadOnlyDatabase, STORE_APPLICATION_ID } from "./database.ts";

describe("the store's connection", () => {
  let folder = "";
  let path = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kitchen-database-"));
    path = join(folder, "kitchen.sqlite");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("has every pragma its promises rest on", () => {
    const { connection, close } = openDatabase(path);
    const found = (name: string) => connection.pragma(name, { simple: true });
    expect({
      journalMode: found("journal_mode"),
      synchronous: found("synchronous"),
      foreignKeys: found("foreign_keys"),
      busyTimeout: found("busy_timeout"),
      trustedSchema: found("trusted_schema"),
      cellSizeCheck: found("cell_size_check"),
      journalSizeLimit: found("journal_size_limit"),
      applicationId: found("application_id"),
      secureDelete: found("secure_delete"),
    }).toEqual({
      journalMode: "wal",
      synchronous: 2,
      foreignKeys: 1,
      busyTimeout: 5_000,
      trustedSchema: 0,
      cellSizeCheck: 1,
      journalSizeLimit: 64 * 1024 * 1024,
      applicationId: STORE_APPLICATION_ID,
      secureDelete: 2,
    });
    close();
  });

  it("refuses another program's database and a file that is none", () => {
    const other = new Database(path);
    other.exec("CREATE TABLE letter (id INTEGER)");
    other.close();
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "store-foreign" }));
    expect(() => openReadOnlyDatabase(path)).toThrow(expect.objectContaining({ code: "store-foreign" }));
    writeFileSync(path, "Ini bukan basis data.".repeat(100));
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: "SQLITE_NOTADB" }));
  });

  it("for reading cannot write, and does not make a file that is not there", () => {
    expect(() => openReadOnlyDatabase(path)).toThrow(expect.objectContaining({ code: "store-missing" }));
    openDatabase(path).close();
    const { connection, close } = openReadOnlyDatabase(path);
    expect(() => connection.exec("CREATE TABLE x (id INTEGER)")).toThrow(
      expect.objectContaining({ code: "SQLITE_READONLY" }),
    );
    close();
  });
});
