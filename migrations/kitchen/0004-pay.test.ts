import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migrate } from "#main/store/migrator.ts";
import { kitchenMigrations } from "./list.ts";
import { payMigration } from "./0004-pay.ts";

test("a kitchen of the version before keeps its people and can be paid", () => {
  const connection = new Database(":memory:");
  const before = kitchenMigrations.slice(0, kitchenMigrations.indexOf(payMigration));
  migrate(connection, before, 1);
  connection.exec("INSERT INTO staff_private VALUES ('sealed_1', 'staff_1', x'01', 1)");
  migrate(connection, kitchenMigrations, 2);
  expect(connection.prepare("SELECT staff_id FROM staff_private").pluck().all()).toEqual(["staff_1"]);
  connection.exec("INSERT INTO staff_pay VALUES ('staff_1', 'sealed_2', x'02', 2)");
  const line = connection.prepare("INSERT INTO pay_line VALUES ('pay_period_1', 'staff_1', 'sealed_3', x'03', 2)");
  line.run();
  expect(() => line.run()).toThrow("UNIQUE");
  expect(() => connection.exec("INSERT INTO staff_pay VALUES ('staff_1', 'sealed_4', x'04', 3)")).toThrow("UNIQUE");
});
