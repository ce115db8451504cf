import type { KitchenMigration } from "./migration.ts";

/**
 * What people are paid, sealed and outside the log: the rate of each person, and their line of each wage list. A line lies
 * under its person, so that erasing a person takes their amounts along and leaves the other lines readable.
 */
export const payMigration: KitchenMigration = {
  name: "0004-pay",
  statements: [
    `CREATE TABLE staff_pay (
      staff_id TEXT PRIMARY KEY,
      sealed_id TEXT NOT NULL,
      sealed BLOB NOT NULL,
      written_at_ms INTEGER NOT NULL
    ) STRICT`,
    `CREATE TABLE pay_line (
      pay_period_id TEXT NOT NULL,
      staff_id TEXT NOT NULL,
      sealed_id TEXT NOT NULL,
      sealed BLOB NOT NULL,
      written_at_ms INTEGER NOT NULL,
      PRIMARY KEY (pay_period_id, staff_id)
    ) STRICT`,
    "CREATE INDEX pay_line_by_staff ON pay_line (staff_id)",
  ],
};
