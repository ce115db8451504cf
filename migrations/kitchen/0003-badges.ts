import type { KitchenMigration } from "./migration.ts";

/** What a reader reads of a badge, as a digest: outside the log, kept when the badge is revoked, erased with the person. */
export const badgesMigration: KitchenMigration = {
  name: "0003-badges",
  statements: [
    `CREATE TABLE badge_text (
      text_digest BLOB PRIMARY KEY CHECK (length(text_digest) = 32),
      badge_id TEXT NOT NULL UNIQUE,
      staff_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    "CREATE INDEX badge_text_by_staff ON badge_text (staff_id)",
  ],
};
