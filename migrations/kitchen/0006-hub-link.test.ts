import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate } from "#main/store/migrator.ts";
import { hubLinkMigration } from "./0006-hub-link.ts";
import { kitchenMigrations } from "./list.ts";

test("a kitchen of the version before keeps what it has, and joins one hub at most", () => {
  const connection = new Database(":memory:");
  const before = kitchenMigrations.slice(0, kitchenMigrations.indexOf(hubLinkMigration));
  migrate(connection, before, 1);
  connection.exec("INSERT INTO staff_private VALUES ('sealed_1', 'staff_1', x'01', 1)");
  migrate(connection, kitchenMigrations, 2);
  expect(connection.prepare("SELECT staff_id FROM staff_private").pluck().all()).toEqual(["staff_1"]);
  const joined = (link: number) =>
    connection.prepare("INSERT INTO hub_link VALUES (?, 'https://hub', 'jabar', 1, 0, 0, NULL, NULL, NULL)").run(link);
  joined(1);
  expect(() => joined(1)).toThrow("UNIQUE");
  expect(() => joined(2)).toThrow("CHECK");
});
