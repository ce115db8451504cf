import { describe, expect, it } from "vitest";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { carryOverSideTables } from "./carry-over.ts";
import { openDatabase, type Connection } from "./database.ts";
import { migrate } from "./migrator.ts";

function storeWith(people: readonly string[]): Connection {
  const { connection } = openDatabase(":memory:");
  migrate(connection, kitchenMigrations, 0);
  const insert = connection.prepare("INSERT INTO staff_private VALUES (?, ?, ?, 1)");
  for (const person of people) insert.run(`sealed_${person}`, `staff_${person}`, Buffer.from(person));
  return connection;
}

const peopleOf = (connection: Connection) =>
  connection.prepare("SELECT staff_id FROM staff_private ORDER BY staff_id").pluck().all();

describe("a damaged store's side tables", () => {
  it("take the place of the copy's: names entered since are kept, and who was erased since stays erased", () => {
    const copy = storeWith(["erased", "old"]);
    const damaged = storeWith(["old", "new"]);
    expect(carryOverSideTables(copy, damaged)).toContain("staff_private");
    expect(peopleOf(copy)).toEqual(["staff_new", "staff_old"]);
  });

  it("leave what the copy had when they cannot be read", () => {
    const copy = storeWith(["old"]);
    const damaged = storeWith(["new"]);
    damaged.exec("DROP TABLE staff_private");
    expect(carryOverSideTables(copy, damaged)).not.toContain("staff_private");
    expect(peopleOf(copy)).toEqual(["staff_old"]);
  });
});
