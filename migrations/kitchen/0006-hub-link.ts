import type { KitchenMigration } from "./migration.ts";

/**
 * The hub this kitchen joined, and how far it said it holds the log. What was acknowledged is a note for people: a connection
 * begins with what the hub says then, so a store put back from a copy loses nothing by it.
 */
export const hubLinkMigration: KitchenMigration = {
  name: "0006-hub-link",
  statements: [
    `CREATE TABLE hub_link (
      link INTEGER PRIMARY KEY CHECK (link = 1),
      hub_url TEXT NOT NULL,
      region_id TEXT NOT NULL,
      joined_at_ms INTEGER NOT NULL,
      acked_seq INTEGER NOT NULL,
      quarantined_count INTEGER NOT NULL,
      last_contact_at_ms INTEGER,
      refused_code TEXT,
      refused_at_ms INTEGER
    ) STRICT`,
  ],
};
