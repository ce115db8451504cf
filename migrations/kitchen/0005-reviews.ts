import type { KitchenMigration } from "./migration.ts";

/** What was said in reviews, sealed and outside the log: scores, notes and goals, and the answer of whoever disputes one. */
export const reviewsMigration: KitchenMigration = {
  name: "0005-reviews",
  statements: [
    `CREATE TABLE review_private (
      sealed_id TEXT PRIMARY KEY,
      review_id TEXT NOT NULL,
      staff_id TEXT NOT NULL,
      sealed BLOB NOT NULL,
      written_at_ms INTEGER NOT NULL
    ) STRICT`,
    "CREATE INDEX review_private_by_staff ON review_private (staff_id)",
  ],
};
