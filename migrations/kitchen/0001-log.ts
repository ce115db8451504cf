import type { KitchenMigration } from "./migration.ts";

/** The log, the answers given to commands, and what names this store. */
export const logMigration: KitchenMigration = {
  name: "0001-log",
  statements: [
    `CREATE TABLE event (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      event_id TEXT NOT NULL UNIQUE,
      stream_id TEXT NOT NULL,
      stream_version INTEGER NOT NULL CHECK (stream_version > 0),
      domain TEXT NOT NULL,
      type TEXT NOT NULL,
      v INTEGER NOT NULL CHECK (v > 0),
      occurred_at_ms INTEGER NOT NULL,
      recorded_at_ms INTEGER NOT NULL,
      service_date TEXT NOT NULL,
      staff_id TEXT,
      device_id TEXT,
      command_id TEXT NOT NULL,
      class TEXT NOT NULL CHECK (class IN ('A', 'B')),
      body TEXT NOT NULL,
      marks TEXT,
      prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT`,
    "CREATE UNIQUE INDEX event_by_stream ON event (stream_id, stream_version)",
    "CREATE INDEX event_by_domain ON event (domain, seq)",
    `CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`,
    `CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END`,
    `CREATE TABLE command (
      command_id TEXT PRIMARY KEY,
      type TEXT NOT NULL,
      body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
      device_id TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'rejected')),
      answer TEXT NOT NULL,
      answered_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    "CREATE INDEX command_by_answered_at ON command (answered_at_ms)",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    `CREATE TABLE epoch (
      epoch TEXT PRIMARY KEY CHECK (length(epoch) = 16),
      ordinal INTEGER NOT NULL UNIQUE,
      reason TEXT NOT NULL CHECK (reason IN ('created', 'restored', 'damaged', 'imported')),
      began_at_ms INTEGER NOT NULL,
      from_seq INTEGER NOT NULL,
      lost_from_seq INTEGER,
      lost_to_seq INTEGER,
      recovered_count INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE TABLE projection_version (
      domain TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      tables_hash TEXT NOT NULL,
      table_names TEXT NOT NULL,
      event_types TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
};
