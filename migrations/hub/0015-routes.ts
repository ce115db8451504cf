import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * What kitchens say to each other (DOMAIN.md §6). Which event goes where is data; the messages are written by the statement that
 * stores the events, so they exist exactly when the push was taken, once, however often it is sent again. Whose message it is
 * comes from the row the connection's identity wrote, never from a body.
 */
const statements = [
  `CREATE TABLE message_route (
    type text NOT NULL,
    v integer NOT NULL,
    /* 'site': the one the body names as toSiteId; 'region': the sender's own. */
    target text NOT NULL CHECK (target IN ('site', 'region', 'national')),
    /* Only events whose body says so at this member; null for all of the type. */
    when_key text,
    when_value text,
    PRIMARY KEY (type, v, target)
  )`,
  `INSERT INTO message_route (type, v, target, when_key, when_value) VALUES
    ('transfer-requested', 1, 'site', NULL, NULL),
    ('transfer-dispatched', 1, 'site', NULL, NULL),
    ('transfer-received', 1, 'site', NULL, NULL),
    ('transfer-rejected', 1, 'site', NULL, NULL),
    ('release-overridden', 1, 'region', NULL, NULL),
    ('alert-escalated', 1, 'region', 'toSeverity', 'critical')`,
  /* A member of a body as text; null also where the body holds a U+0000, which SQL cannot read. */
  `CREATE FUNCTION body_text(p_body json, p_key text) RETURNS text LANGUAGE plpgsql STABLE AS $$
    BEGIN
      RETURN p_body->>p_key;
    EXCEPTION WHEN untranslatable_character THEN
      RETURN NULL;
    END $$`,
  /* The same event has the same publication id in every stream; a kitchen cannot choose one that is another's. */
  `CREATE FUNCTION routed_publication_id(p_site text, p_epoch text, p_seq bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'publication_' || md5(p_site || ' ' || p_epoch || ' ' || p_seq)
  $$`,
  `CREATE FUNCTION route_messages() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE v_scope text; v record;
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM fresh f JOIN message_route r ON r.type = f.type AND r.v = f.v) THEN RETURN NULL; END IF;
      v_scope := coalesce(current_setting('hub.scope', true), '');
      /* A kitchen's own scope reaches its own stream only; these lines write for it, and nothing else does. */
      PERFORM set_config('hub.scope', 'national', true);
      /* Streams in one order for everybody: two pushes never wait for each other crosswise. */
      FOR v IN
        SELECT t.to_stream, f.*, s.name AS site_name
        FROM fresh f
        JOIN message_route r ON r.type = f.type AND r.v = f.v
        JOIN site s ON s.site_id = f.site_id
        CROSS JOIN LATERAL (SELECT CASE r.target
          WHEN 'national' THEN 'national'
          WHEN 'region' THEN 'region:' || s.region_id
          ELSE (SELECT 'site:' || o.site_id FROM site o
                WHERE o.site_id = body_text(f.body, 'toSiteId') AND o.site_id <> f.site_id) END AS to_stream) t
        WHERE f.quarantine_code IS NULL AND (r.when_key IS NULL OR body_text(f.body, r.when_key) = r.when_value)
        ORDER BY coalesce(t.to_stream, 'site:' || f.site_id), f.seq
      LOOP
        IF v.to_stream IS NULL THEN
          /* Nobody of this nation: the sender is told, in its own stream. */
          PERFORM publish('site:' || v.site_id, routed_publication_id(v.site_id, v.epoch, v.seq), 'message-undeliverable', 1,
            json_build_object('type', v.type, 'epoch', v.epoch, 'seq', v.seq, 'eventId', v.event_id, 'streamId', v.stream_id),
            'hub', v.received_at_ms);
        ELSE
          PERFORM publish(v.to_stream, routed_publication_id(v.site_id, v.epoch, v.seq), v.type, v.v,
            json_build_object('fromSiteId', v.site_id, 'fromSiteName', v.site_name, 'epoch', v.epoch, 'seq', v.seq,
              'eventId', v.event_id, 'occurredAtMs', v.occurred_at_ms, 'body', v.body),
            v.site_id, v.received_at_ms);
        END IF;
      END LOOP;
      PERFORM set_config('hub.scope', v_scope, true);
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER event_is_routed AFTER INSERT ON event REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION route_messages()`,
  /* Kitchens of a region know each other by what the hub says there; a new name is said anew. */
  `CREATE FUNCTION tell_of_site() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE v_scope text := coalesce(current_setting('hub.scope', true), '');
    BEGIN
      PERFORM set_config('hub.scope', 'national', true);
      PERFORM publish('region:' || NEW.region_id,
        'publication_' || md5(NEW.site_id || ' ' || NEW.name || ' ' || clock_timestamp()::text), 'site-enrolled', 1,
        json_build_object('siteId', NEW.site_id, 'siteName', NEW.name, 'regionId', NEW.region_id), 'hub',
        floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);
      PERFORM set_config('hub.scope', v_scope, true);
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER site_is_told AFTER INSERT ON site FOR EACH ROW EXECUTE FUNCTION tell_of_site()`,
  `CREATE TRIGGER site_is_told_anew AFTER UPDATE OF name ON site FOR EACH ROW
    WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION tell_of_site()`,
  "GRANT SELECT ON message_route TO bergizi_hub",
  `GRANT EXECUTE ON FUNCTION body_text(json, text), routed_publication_id(text, text, bigint), route_messages(), tell_of_site()
     TO bergizi_hub`,
  /* Kitchens enrolled before this release are told of as well, in the order they came. */
  "SELECT set_config('hub.scope', 'national', true)",
  `SELECT publish('region:' || region_id, 'publication_' || md5(site_id || ' ' || name), 'site-enrolled', 1,
     json_build_object('siteId', site_id, 'siteName', name, 'regionId', region_id), 'hub', enrolled_at_ms)
   FROM (SELECT * FROM site ORDER BY enrolled_at_ms, site_id) AS enrolled`,
  "SELECT set_config('hub.scope', '', true)",
];

export const routesMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
