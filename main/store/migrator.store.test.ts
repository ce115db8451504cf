import Database from "better-sqlite3";
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import type { KitchenMigration } from "#migrations/kitchen/migration.ts";
import type { Connection } from "./database.ts";
import { isMigratable, migrate } from "./migrator.ts";

const pans: KitchenMigration = { name: "0001-pans", statements: ["CREATE TABLE pan (name TEXT PRIMARY KEY) STRICT"] };
const panMass: KitchenMigration = {
  name: "0004-pan-mass",
  statements: [
    "ALTER TABLE pan ADD COLUMN mass_g INTEGER NOT NULL DEFAULT 0",
    "UPDATE pan SET mass_g = 900 WHERE name = 'wok'",
  ],
};

function opened(): Connection {
  return new Database(":memory:");
}

describe("the migrator", () => {
  it("starts from the version before, with rows in place", () => {
    const connection = opened();
    migrate(connection, [pans], 1);
    connection.exec("INSERT INTO pan (name) VALUES ('wok'), ('pot')");
    migrate(connection, [pans, panMass], 2);
    expect(connection.prepare("SELECT name, mass_g FROM pan ORDER BY name").all()).toEqual([
      { name: "pot", mass_g: 0 },
      { name: "wok", mass_g: 900 },
    ]);
    expect(connection.prepare("SELECT name, applied_at_ms FROM migration ORDER BY name").all()).toEqual([
      { name: "0001-pans", applied_at_ms: 1 },
      { name: "0004-pan-mass", applied_at_ms: 2 },
    ]);
    expect(connection.pragma("user_version", { simple: true })).toBe(4);
  });

  it("does nothing the second time", () => {
    const connection = opened();
    migrate(connection, [pans, panMass], 1);
    migrate(connection, [pans, panMass], 2);
    expect(connection.prepare("SELECT count(*) FROM migration WHERE applied_at_ms = 1").pluck().get()).toBe(2);
  });

  it("leaves nothing of a version half applied", () => {
    const connection = opened();
    migrate(connection, [pans], 1);
    const broken = { name: "0002-broken", statements: ["CREATE TABLE lid (name TEXT) STRICT", "CREATE nonsense"] };
    expect(() => {
      migrate(connection, [pans, broken], 2);
    }).toThrow("syntax error");
    expect(connection.prepare("SELECT name FROM sqlite_schema WHERE name = 'lid'").get()).toBeUndefined();
    expect(connection.pragma("user_version", { simple: true })).toBe(1);
  });

  it("refuses a store of a newer release, and one whose migration was edited since", () => {
    const connection = opened();
    migrate(connection, [pans, panMass], 1);
    expect(() => {
      migrate(connection, [pans], 2);
    }).toThrow(expect.objectContaining({ code: "store-too-new" }));
    const edited = { ...pans, statements: ["CREATE TABLE pan (name TEXT) STRICT"] };
    expect(() => {
      migrate(connection, [edited, panMass], 2);
    }).toThrow(expect.objectContaining({ code: "migration-edited" }));
  });
});

describe("a copy of a store", () => {
  it("can be taken on when everything applied to it is known in the same form", () => {
    const connection = opened();
    migrate(connection, [pans], 1);
    expect(isMigratable(connection, [pans, panMass])).toBe(true);
    migrate(connection, [pans, panMass], 2);
    expect(isMigratable(connection, [pans])).toBe(false);
    expect(isMigratable(connection, [{ ...pans, statements: [] }, panMass])).toBe(false);
  });
});

describe("a store that lost the record of its migrations", () => {
  it("is told from a new one", () => {
    const connection = opened();
    migrate(connection, [pans, panMass], 1);
    connection.exec("DELETE FROM migration WHERE name = '0001-pans'");
    expect(() => {
      migrate(connection, [pans, panMass], 2);
    }).toThrow(expect.objectContaining({ code: "store-damaged" }));
  });
});

describe("the kitchen's migrations", () => {
  const folder = new URL("../../migrations/kitchen/", import.meta.url);

  it("list every file of the folder, in order", () => {
    const files = readdirSync(folder).filter((file) => /^\d{4}-.*\.ts$/.test(file) && !file.endsWith(".test.ts"));
    expect(kitchenMigrations.map((migration) => `${migration.name}.ts`)).toEqual(files.toSorted());
  });

  it("make only strict tables", () => {
    const connection = opened();
    migrate(connection, kitchenMigrations, 1);
    const tables = connection.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all();
    expect(tables).toContainEqual({ name: "event", strict: 1 });
    expect(tables.filter((table) => !isStrict(table))).toEqual([{ name: "sqlite_schema", strict: 0 }]);
  });

  it("let nobody change or remove what is in the log", () => {
    const connection = opened();
    migrate(connection, kitchenMigrations, 1);
    connection.exec(
      `INSERT INTO event VALUES (1, 'e', 's', 1, 'd', 't', 1, 0, 0, '2026-11-21', NULL, NULL, 'c', 'A', '{}', NULL,
        zeroblob(32), zeroblob(32))`,
    );
    expect(() => connection.exec("UPDATE event SET body = '[]'")).toThrow("append-only");
    expect(() => connection.exec("DELETE FROM event")).toThrow("append-only");
  });
});

function isStrict(table: unknown): boolean {
  return typeof table === "object" && table !== null && "strict" in table && table.strict === 1;
}
