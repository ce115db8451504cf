import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Streams the hub writes and kitchens read: `national`, `region:<id>`, `site:<id>`. A message's number is given under a lock on its
 * stream's row that is held to the commit, so whoever has read up to a number can never miss one below it.
 */
const statements = [
  "CREATE TABLE stream (stream_id text PRIMARY KEY, head bigint NOT NULL DEFAULT 0)",
  `CREATE TABLE message (
    stream_id text NOT NULL REFERENCES stream,
    number bigint NOT NULL,
    publication_id text NOT NULL,
    type text NOT NULL,
    v integer NOT NULL,
    document json NOT NULL,
    written_at_ms bigint NOT NULL,
    written_by text NOT NULL,
    PRIMARY KEY (stream_id, number),
    UNIQUE (stream_id, publication_id)
  )`,
  /* Who got and who acknowledged what, told by the kitchens' own events as they arrive. */
  `CREATE TABLE publication_reach (
    site_id text NOT NULL REFERENCES site,
    publication_id text NOT NULL,
    received_at_ms bigint,
    acknowledged_at_ms bigint,
    PRIMARY KEY (site_id, publication_id)
  )`,
  ...["stream", "message", "publication_reach"].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  ]),
  /* A kitchen reads its three streams; headquarters those of its scope; only who has the scope writes one. */
  ...["stream", "message"].flatMap((table) => [
    `CREATE POLICY ${table}_read ON ${table} FOR SELECT USING (
      current_setting('hub.scope', true) = 'national'
      OR (coalesce(current_setting('hub.scope', true), '') <> '' AND (stream_id = 'national' OR stream_id = current_setting('hub.scope', true)))
      OR stream_id = 'site:' || current_setting('hub.site_id', true)
      OR EXISTS (SELECT 1 FROM site WHERE stream_id IN ('site:' || site_id, 'region:' || region_id)
                 AND (site_id = current_setting('hub.site_id', true) OR coalesce(current_setting('hub.scope', true), '') <> ''))
      OR (stream_id = 'national' AND EXISTS (SELECT 1 FROM site WHERE site_id = current_setting('hub.site_id', true)))
    )`,
    `CREATE POLICY ${table}_write ON ${table} FOR ALL USING (
      current_setting('hub.scope', true) = 'national'
      OR stream_id = current_setting('hub.scope', true)
      OR (current_setting('hub.scope', true) LIKE 'region:%' AND EXISTS (SELECT 1 FROM site WHERE stream_id = 'site:' || site_id))
    )`,
  ]),
  `CREATE POLICY publication_reach_scope ON publication_reach USING (
    site_id = current_setting('hub.site_id', true)
    OR (coalesce(current_setting('hub.scope', true), '') <> ''
        AND EXISTS (SELECT 1 FROM site WHERE site.site_id = publication_reach.site_id))
  )`,
  `CREATE FUNCTION publish(p_stream text, p_publication text, p_type text, p_v integer, p_document json, p_by text, p_now bigint)
    RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE v_number bigint;
    BEGIN
      INSERT INTO stream (stream_id) VALUES (p_stream) ON CONFLICT DO NOTHING;
      UPDATE stream SET head = head + 1 WHERE stream_id = p_stream RETURNING head INTO v_number;
      IF v_number IS NULL THEN RAISE EXCEPTION 'stream out of scope' USING ERRCODE = 'insufficient_privilege'; END IF;
      INSERT INTO message (stream_id, number, publication_id, type, v, document, written_at_ms, written_by)
        VALUES (p_stream, v_number, p_publication, p_type, p_v, p_document, p_now, p_by);
      RETURN v_number;
    END $$`,
  /* A kitchen's own words about publications, in the transaction that takes its push. */
  `CREATE FUNCTION note_reach() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.quarantine_code IS NOT NULL THEN RETURN NEW; END IF;
      INSERT INTO publication_reach (site_id, publication_id, received_at_ms, acknowledged_at_ms)
        VALUES (NEW.site_id, NEW.body->>'publicationId',
          CASE WHEN NEW.type = 'publication-received' THEN NEW.recorded_at_ms END,
          CASE WHEN NEW.type <> 'publication-received' THEN NEW.recorded_at_ms END)
        ON CONFLICT (site_id, publication_id) DO UPDATE SET
          received_at_ms = coalesce(publication_reach.received_at_ms, excluded.received_at_ms),
          acknowledged_at_ms = coalesce(publication_reach.acknowledged_at_ms, excluded.acknowledged_at_ms);
      RETURN NEW;
    EXCEPTION WHEN untranslatable_character THEN
      /* A body with U+0000 cannot be read in SQL; it is stored all the same and blocks nobody. */
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER event_tells_reach AFTER INSERT ON event FOR EACH ROW
    WHEN (NEW.type IN ('publication-received', 'announcement-acknowledged', 'recall-acknowledged')) EXECUTE FUNCTION note_reach()`,
  "GRANT SELECT, INSERT, UPDATE ON stream, publication_reach TO bergizi_hub",
  "GRANT SELECT, INSERT ON message TO bergizi_hub",
  "GRANT EXECUTE ON FUNCTION publish(text, text, text, integer, json, text, bigint), note_reach() TO bergizi_hub",
];

export const relayMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
