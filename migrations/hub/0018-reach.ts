import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Versions of documents, and what kitchens say of each: received, applied by itself, adopted by a person, acknowledged. All of it is
 * told by the kitchens' own events as they are taken.
 */
const statements = [
  /* One version of a document once in a stream, whoever publishes at the same moment. */
  `CREATE UNIQUE INDEX message_version ON message (stream_id, type, (document->>'documentCode'), (document->>'documentVersion'))
    WHERE document->>'documentCode' IS NOT NULL`,
  "CREATE INDEX message_by_publication ON message (publication_id)",
  "ALTER TABLE publication_reach ADD COLUMN applied_at_ms bigint",
  "ALTER TABLE publication_reach ADD COLUMN adopted_at_ms bigint",
  /* Of a recall: how many lots it met, and how many portions had been served. */
  "ALTER TABLE publication_reach ADD COLUMN lots_count integer NOT NULL DEFAULT 0",
  "ALTER TABLE publication_reach ADD COLUMN portions_served_count integer",
  "CREATE INDEX publication_reach_by_publication ON publication_reach (publication_id)",
  "DROP TRIGGER event_tells_reach ON event",
  `CREATE OR REPLACE FUNCTION note_reach() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.quarantine_code IS NOT NULL OR NEW.body->>'publicationId' IS NULL THEN RETURN NEW; END IF;
      INSERT INTO publication_reach AS r
        (site_id, publication_id, received_at_ms, acknowledged_at_ms, applied_at_ms, adopted_at_ms, lots_count, portions_served_count)
        VALUES (NEW.site_id, NEW.body->>'publicationId',
          CASE WHEN NEW.type = 'publication-received' THEN NEW.recorded_at_ms END,
          CASE WHEN NEW.type IN ('announcement-acknowledged', 'recall-acknowledged') THEN NEW.recorded_at_ms END,
          CASE WHEN NEW.type IN ('recall-applied', 'standard-applied') THEN NEW.recorded_at_ms END,
          CASE WHEN NEW.type = 'publication-adopted' THEN NEW.recorded_at_ms END,
          CASE WHEN NEW.type = 'recall-applied' THEN json_array_length(NEW.body->'lotIds') ELSE 0 END,
          CASE WHEN NEW.type = 'recall-acknowledged' THEN (NEW.body->>'portionsServedCount')::integer END)
        ON CONFLICT (site_id, publication_id) DO UPDATE SET
          received_at_ms = coalesce(r.received_at_ms, excluded.received_at_ms),
          acknowledged_at_ms = coalesce(r.acknowledged_at_ms, excluded.acknowledged_at_ms),
          applied_at_ms = coalesce(r.applied_at_ms, excluded.applied_at_ms),
          adopted_at_ms = coalesce(r.adopted_at_ms, excluded.adopted_at_ms),
          lots_count = r.lots_count + excluded.lots_count,
          portions_served_count = coalesce(r.portions_served_count, excluded.portions_served_count);
      RETURN NEW;
    EXCEPTION WHEN data_exception THEN
      /* A body with U+0000 or of a shape of a later version cannot be read here; it is stored all the same and blocks nobody. */
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER event_tells_reach AFTER INSERT ON event FOR EACH ROW
    WHEN (NEW.type IN ('publication-received', 'announcement-acknowledged', 'recall-acknowledged', 'recall-applied',
      'standard-applied', 'publication-adopted')) EXECUTE FUNCTION note_reach()`,
];

export const reachMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
