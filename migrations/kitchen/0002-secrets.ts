import type { KitchenMigration } from "./migration.ts";

/**
 * What must outlive a rebuild and stays outside the log: sealed personal data, keyed digests of numbers and of secrets,
 * counters of wrong tries, when a device was last heard.
 */
export const secretsMigration: KitchenMigration = {
  name: "0002-secrets",
  statements: [
    `CREATE TABLE staff_private (
      sealed_id TEXT PRIMARY KEY,
      staff_id TEXT NOT NULL,
      sealed BLOB NOT NULL,
      written_at_ms INTEGER NOT NULL
    ) STRICT`,
    "CREATE INDEX staff_private_by_staff ON staff_private (staff_id)",
    `CREATE TABLE staff_number (
      number_digest BLOB PRIMARY KEY CHECK (length(number_digest) = 32),
      staff_id TEXT NOT NULL,
      issued_at_ms INTEGER NOT NULL,
      retired_at_ms INTEGER
    ) STRICT, WITHOUT ROWID`,
    "CREATE UNIQUE INDEX staff_number_in_force ON staff_number (staff_id) WHERE retired_at_ms IS NULL",
    `CREATE TABLE attempt_throttle (
      subject TEXT PRIMARY KEY,
      wrong_count INTEGER NOT NULL,
      wrong_at_ms INTEGER NOT NULL,
      locked_until_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE device_credential (
      token_digest BLOB PRIMARY KEY CHECK (length(token_digest) = 32),
      device_id TEXT NOT NULL UNIQUE,
      issued_at_ms INTEGER NOT NULL,
      used_at_ms INTEGER
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE device_seen (
      device_id TEXT PRIMARY KEY,
      seen_at_ms INTEGER NOT NULL,
      client_version TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE pairing_secret (
      pairing_id TEXT PRIMARY KEY,
      token_digest BLOB NOT NULL UNIQUE,
      code_digest BLOB NOT NULL UNIQUE,
      made_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE pairing_poll (
      device_id TEXT PRIMARY KEY,
      poll_digest BLOB NOT NULL UNIQUE,
      made_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
