import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Kitchens, the copy of their logs and how they join. Every table that holds a kitchen's rows forces row level security: a
 * transaction sees what `hub.site_id` (one kitchen) or `hub.scope` (`national`, `region:<id>`) names, and nothing when neither is
 * set. The hub runs as the role `bergizi_hub`, which owns nothing.
 */
const statements = [
  `DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bergizi_hub') THEN CREATE ROLE bergizi_hub NOLOGIN; END IF;
  END $$`,
  "GRANT bergizi_hub TO CURRENT_USER",
  `CREATE TABLE site (
    site_id text PRIMARY KEY,
    name text NOT NULL,
    region_id text NOT NULL,
    time_zone text NOT NULL,
    public_key bytea NOT NULL,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
    enrolled_at_ms bigint NOT NULL,
    epoch text,
    acked_seq bigint NOT NULL DEFAULT 0,
    acked_hash bytea,
    head_seq bigint NOT NULL DEFAULT 0,
    last_contact_at_ms bigint,
    clock_offset_ms bigint,
    version text
  )`,
  `CREATE TABLE site_epoch (
    site_id text NOT NULL REFERENCES site,
    epoch text NOT NULL,
    reason text NOT NULL,
    began_at_ms bigint NOT NULL,
    /* Up to this number the log is the one of the epoch before. */
    base_seq bigint NOT NULL,
    previous_epoch text,
    first_seen_at_ms bigint NOT NULL,
    PRIMARY KEY (site_id, epoch)
  )`,
  `CREATE TABLE event (
    site_id text NOT NULL,
    epoch text NOT NULL,
    seq bigint NOT NULL,
    event_id text NOT NULL,
    stream_id text NOT NULL,
    stream_version integer NOT NULL,
    domain text NOT NULL,
    type text NOT NULL,
    v integer NOT NULL,
    occurred_at_ms bigint NOT NULL,
    recorded_at_ms bigint NOT NULL,
    service_date text NOT NULL,
    staff_id text,
    device_id text,
    command_id text NOT NULL,
    class text NOT NULL CHECK (class IN ('A', 'B')),
    body json NOT NULL,
    marks json NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32),
    received_at_ms bigint NOT NULL,
    quarantine_code text,
    PRIMARY KEY (site_id, epoch, seq)
  ) PARTITION BY HASH (site_id)`,
  ...Array.from(
    { length: 16 },
    (_, index) => `CREATE TABLE event_${index} PARTITION OF event FOR VALUES WITH (MODULUS 16, REMAINDER ${index})`,
  ),
  "CREATE INDEX event_quarantined ON event (site_id, seq) WHERE quarantine_code IS NOT NULL",
  `CREATE TABLE incident (
    incident_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id text NOT NULL REFERENCES site,
    kind text NOT NULL CHECK (kind IN ('fork', 'restored', 'chain-broken')),
    epoch text NOT NULL,
    seq bigint NOT NULL,
    to_seq bigint,
    noticed_at_ms bigint NOT NULL,
    last_noticed_at_ms bigint NOT NULL,
    times_count integer NOT NULL DEFAULT 1,
    UNIQUE (site_id, kind, epoch, seq)
  )`,
  `CREATE TABLE join_code (
    code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
    region_id text NOT NULL,
    site_name text NOT NULL,
    created_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    used_at_ms bigint,
    used_by_site_id text
  )`,
  ...["site", "site_epoch", "event", "incident", "join_code"].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  ]),
  `CREATE POLICY site_scope ON site USING (
    site_id = current_setting('hub.site_id', true)
    OR current_setting('hub.scope', true) = 'national'
    OR current_setting('hub.scope', true) = 'region:' || region_id
  )`,
  ...["site_epoch", "event", "incident"].map(
    (table) => `CREATE POLICY ${table}_scope ON ${table} USING (
      site_id = current_setting('hub.site_id', true)
      OR (coalesce(current_setting('hub.scope', true), '') <> ''
          AND EXISTS (SELECT 1 FROM site WHERE site.site_id = ${table}.site_id))
    )`,
  ),
  /* Join codes are seen by who makes them, within the scope, and by an enrolment that knows the very code. */
  `CREATE POLICY join_code_scope ON join_code USING (
    code_hash = decode(coalesce(current_setting('hub.join_code', true), ''), 'hex')
    OR current_setting('hub.scope', true) = 'national'
    OR current_setting('hub.scope', true) = 'region:' || region_id
  )`,
  "GRANT SELECT, INSERT, UPDATE ON site, site_epoch, incident, join_code TO bergizi_hub",
  "GRANT SELECT, INSERT ON event TO bergizi_hub",
];

export const sitesMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
