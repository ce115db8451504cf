import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What the console shows of kitchens, computed from their events and nothing else: every row may be dropped and computed again.
 * `hq_site` says how far each kitchen's log is in.
 */
const statements = [
  `CREATE TABLE hq_site (
    site_id text PRIMARY KEY REFERENCES site,
    /* Which life of the kitchen's store, up to which number, by which version of the computing. */
    epoch text NOT NULL,
    seq bigint NOT NULL,
    version integer NOT NULL,
    /* The kitchen's time of the newest event that is in. */
    as_of_ms bigint,
    /* What lists read, and what the next event is folded into. */
    summary json NOT NULL,
    book json NOT NULL
  )`,
  `CREATE TABLE hq_feed (
    site_id text NOT NULL REFERENCES site,
    epoch text NOT NULL,
    seq bigint NOT NULL,
    type text NOT NULL,
    occurred_at_ms bigint NOT NULL,
    recorded_at_ms bigint NOT NULL,
    received_at_ms bigint NOT NULL,
    service_date text NOT NULL,
    data json,
    PRIMARY KEY (site_id, epoch, seq)
  )`,
  "CREATE INDEX hq_feed_by_time ON hq_feed (recorded_at_ms DESC, site_id, seq)",
  "CREATE INDEX hq_feed_of_site ON hq_feed (site_id, recorded_at_ms DESC, seq)",
  /* Newest first, for lists of what was published and of what kitchens told everybody. */
  "CREATE INDEX message_by_type ON message (type, written_at_ms DESC)",
  ...["hq_site", "hq_feed"].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY ${table}_scope ON ${table} USING (
      site_id = current_setting('hub.site_id', true)
      OR (coalesce(current_setting('hub.scope', true), '') <> ''
          AND EXISTS (SELECT 1 FROM site WHERE site.site_id = ${table}.site_id))
    )`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO bergizi_hub`,
  ]),
];

export const consoleFiguresMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
