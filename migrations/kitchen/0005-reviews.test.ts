import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate } from "#main/store/migrator.ts";
import { reviewsMigration } from "./0005-reviews.ts";
import { kitchenMigrations } from "./list.ts";

test("a kitchen of the version before keeps its people and what they are paid, and can review them", () => {
  const connection = new Database(":memory:");
  const before = kitchenMigrations.slice(0, kitchenMigrations.indexOf(reviewsMigration));
  migrate(connection, before, 1);
  connection.exec("INSERT INTO staff_private VALUES ('sealed_1', 'staff_1', x'01', 1)");
  connection.exec("INSERT INTO staff_pay VALUES ('staff_1', 'sealed_2', x'02', 1)");
  migrate(connection, kitchenMigrations, 2);
  expect(connection.prepare("SELECT staff_id FROM staff_private").pluck().all()).toEqual(["staff_1"]);
  expect(connection.prepare("SELECT sealed_id FROM staff_pay").pluck().all()).toEqual(["sealed_2"]);
  const said = connection.prepare("INSERT INTO review_private VALUES ('sealed_3', 'review_1', 'staff_1', x'03', 2)");
  said.run();
  expect(() => said.run()).toThrow("UNIQUE");
});
