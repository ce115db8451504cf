import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Taking a push and greeting a kitchen, each one statement and so one round trip and one transaction. The kitchen's row is
 * locked first: whatever node it reached, its log is written by one at a time.
 */
const statements = [
  /* The hash the hub holds at a number, in the log as the given epoch sees it: below `base_seq` it is the epoch before. */
  `CREATE FUNCTION log_hash_at(p_site text, p_epoch text, p_seq bigint) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
    DECLARE v_epoch text := p_epoch; v_base bigint; v_previous text;
    BEGIN
      LOOP
        SELECT base_seq, previous_epoch INTO v_base, v_previous FROM site_epoch WHERE site_id = p_site AND epoch = v_epoch;
        EXIT WHEN NOT FOUND OR p_seq > v_base OR v_previous IS NULL;
        v_epoch := v_previous;
      END LOOP;
      RETURN (SELECT hash FROM event WHERE site_id = p_site AND epoch = v_epoch AND seq = p_seq);
    END $$`,
  `CREATE FUNCTION note_incident(p_site text, p_kind text, p_epoch text, p_seq bigint, p_to_seq bigint, p_now bigint)
    RETURNS void LANGUAGE sql AS $$
      INSERT INTO incident (site_id, kind, epoch, seq, to_seq, noticed_at_ms, last_noticed_at_ms)
      VALUES (p_site, p_kind, p_epoch, p_seq, p_to_seq, p_now, p_now)
      ON CONFLICT (site_id, kind, epoch, seq)
      DO UPDATE SET last_noticed_at_ms = excluded.last_noticed_at_ms, times_count = incident.times_count + 1
    $$`,
  /*
   * outcome: 'welcome' (seq, hash: go on after), 'fork' (seq, hash: what the hub holds), 'site-unknown', 'site-suspended'.
   * p_epochs: the kitchen's lives, oldest first, the last being p_epoch.
   */
  `CREATE FUNCTION greet_site(p_site text, p_epoch text, p_epochs json, p_head_seq bigint, p_head_hash bytea,
      p_version text, p_offset bigint, p_now bigint)
    RETURNS TABLE (outcome text, seq bigint, hash bytea) LANGUAGE plpgsql AS $$
    DECLARE v site%ROWTYPE; v_ordinal bigint; v_branch bigint; v_base bigint; v_hash bytea; v_mine record;
    BEGIN
      PERFORM set_config('hub.site_id', p_site, true);
      SELECT * INTO v FROM site WHERE site_id = p_site FOR UPDATE;
      IF NOT FOUND THEN RETURN QUERY SELECT 'site-unknown', 0::bigint, NULL::bytea; RETURN; END IF;
      IF v.status = 'suspended' THEN RETURN QUERY SELECT 'site-suspended', 0::bigint, NULL::bytea; RETURN; END IF;
      UPDATE site SET last_contact_at_ms = p_now, version = p_version, clock_offset_ms = p_offset WHERE site_id = p_site;
      IF v.epoch IS NULL THEN
        SELECT * INTO v_mine FROM json_to_recordset(p_epochs) AS e(epoch text, reason text, "beganAtMs" bigint)
          WHERE e.epoch = p_epoch;
        INSERT INTO site_epoch (site_id, epoch, reason, began_at_ms, base_seq, previous_epoch, first_seen_at_ms)
          VALUES (p_site, p_epoch, v_mine.reason, v_mine."beganAtMs", 0, NULL, p_now);
        UPDATE site SET epoch = p_epoch, head_seq = p_head_seq WHERE site_id = p_site;
        RETURN QUERY SELECT 'welcome', 0::bigint, NULL::bytea; RETURN;
      END IF;
      IF v.epoch = p_epoch THEN
        IF p_head_seq < v.acked_seq OR (p_head_seq = v.acked_seq AND p_head_hash IS DISTINCT FROM v.acked_hash) THEN
          PERFORM note_incident(p_site, 'fork', p_epoch, v.acked_seq, NULL, p_now);
          RETURN QUERY SELECT 'fork', v.acked_seq, v.acked_hash; RETURN;
        END IF;
        UPDATE site SET head_seq = p_head_seq WHERE site_id = p_site;
        RETURN QUERY SELECT 'welcome', v.acked_seq, v.acked_hash; RETURN;
      END IF;
      SELECT e.ordinal INTO v_ordinal FROM json_array_elements(p_epochs) WITH ORDINALITY AS e(value, ordinal)
        WHERE e.value->>'epoch' = v.epoch;
      IF NOT FOUND OR EXISTS (SELECT 1 FROM site_epoch WHERE site_id = p_site AND epoch = p_epoch) THEN
        PERFORM note_incident(p_site, 'fork', p_epoch, v.acked_seq, NULL, p_now);
        RETURN QUERY SELECT 'fork', v.acked_seq, v.acked_hash; RETURN;
      END IF;
      /* Every life after the one known here may have begun lower still. */
      SELECT min((e.value->>'fromSeq')::bigint) INTO v_branch
        FROM json_array_elements(p_epochs) WITH ORDINALITY AS e(value, ordinal) WHERE e.ordinal > v_ordinal;
      v_base := least(v.acked_seq, v_branch - 1);
      v_hash := CASE WHEN v_base = 0 THEN NULL ELSE log_hash_at(p_site, v.epoch, v_base) END;
      SELECT * INTO v_mine FROM json_to_recordset(p_epochs) AS e(epoch text, reason text, "beganAtMs" bigint)
        WHERE e.epoch = p_epoch;
      INSERT INTO site_epoch (site_id, epoch, reason, began_at_ms, base_seq, previous_epoch, first_seen_at_ms)
        VALUES (p_site, p_epoch, v_mine.reason, v_mine."beganAtMs", v_base, v.epoch, p_now);
      IF v_base < v.acked_seq THEN
        PERFORM note_incident(p_site, 'restored', p_epoch, v_base + 1, v.acked_seq, p_now);
      END IF;
      UPDATE site SET epoch = p_epoch, acked_seq = v_base, acked_hash = v_hash, head_seq = p_head_seq WHERE site_id = p_site;
      RETURN QUERY SELECT 'welcome', v_base, v_hash;
    END $$`,
  /*
   * outcome: 'ack' (seq, hash: held durably up to here), 'gap' (seq: the one expected), 'fork' (seq, hash: what the hub holds),
   * 'site-unknown', 'site-suspended'. p_previous: the hash before the first event, when the node has checked it.
   */
  `CREATE FUNCTION take_push(p_site text, p_epoch text, p_previous bytea, p_events json, p_now bigint)
    RETURNS TABLE (outcome text, seq bigint, hash bytea) LANGUAGE plpgsql AS $$
    DECLARE v site%ROWTYPE; v_first bigint; v_last bigint; v_other record;
    BEGIN
      PERFORM set_config('hub.site_id', p_site, true);
      SELECT * INTO v FROM site WHERE site_id = p_site FOR UPDATE;
      IF NOT FOUND THEN RETURN QUERY SELECT 'site-unknown', 0::bigint, NULL::bytea; RETURN; END IF;
      IF v.status = 'suspended' THEN RETURN QUERY SELECT 'site-suspended', 0::bigint, NULL::bytea; RETURN; END IF;
      IF v.epoch IS DISTINCT FROM p_epoch THEN
        PERFORM note_incident(p_site, 'fork', p_epoch, v.acked_seq, NULL, p_now);
        RETURN QUERY SELECT 'fork', v.acked_seq, v.acked_hash; RETURN;
      END IF;
      CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
        seq bigint PRIMARY KEY, event_id text, stream_id text, stream_version integer, domain text, type text, v integer,
        occurred_at_ms bigint, recorded_at_ms bigint, service_date text, staff_id text, device_id text, command_id text,
        class text, body text, marks text, hash text, quarantine_code text
      ) ON COMMIT DELETE ROWS;
      INSERT INTO incoming SELECT * FROM json_populate_recordset(NULL::incoming, p_events);
      SELECT min(i.seq), max(i.seq) INTO v_first, v_last FROM incoming i;
      IF v_first > v.acked_seq + 1 THEN RETURN QUERY SELECT 'gap', v.acked_seq + 1, NULL::bytea; RETURN; END IF;
      SELECT i.seq AS seq, log_hash_at(p_site, p_epoch, i.seq) AS held INTO v_other FROM incoming i
        WHERE i.seq <= v.acked_seq AND log_hash_at(p_site, p_epoch, i.seq) IS DISTINCT FROM decode(i.hash, 'hex')
        ORDER BY i.seq LIMIT 1;
      IF FOUND THEN
        PERFORM note_incident(p_site, 'fork', p_epoch, v_other.seq, NULL, p_now);
        RETURN QUERY SELECT 'fork', v_other.seq, v_other.held; RETURN;
      END IF;
      IF v_first = v.acked_seq + 1 AND p_previous IS DISTINCT FROM v.acked_hash THEN
        PERFORM note_incident(p_site, 'fork', p_epoch, v.acked_seq, NULL, p_now);
        RETURN QUERY SELECT 'fork', v.acked_seq, v.acked_hash; RETURN;
      END IF;
      IF v_last <= v.acked_seq THEN RETURN QUERY SELECT 'ack', v.acked_seq, v.acked_hash; RETURN; END IF;
      INSERT INTO event (site_id, epoch, seq, event_id, stream_id, stream_version, domain, type, v, occurred_at_ms,
          recorded_at_ms, service_date, staff_id, device_id, command_id, class, body, marks, hash, received_at_ms, quarantine_code)
        SELECT p_site, p_epoch, i.seq, i.event_id, i.stream_id, i.stream_version, i.domain, i.type, i.v, i.occurred_at_ms,
          i.recorded_at_ms, i.service_date, i.staff_id, i.device_id, i.command_id, i.class, i.body::json, i.marks::json,
          decode(i.hash, 'hex'), p_now, i.quarantine_code
        FROM incoming i WHERE i.seq > v.acked_seq ORDER BY i.seq;
      UPDATE site SET acked_seq = v_last, acked_hash = (SELECT decode(i.hash, 'hex') FROM incoming i WHERE i.seq = v_last),
        head_seq = greatest(head_seq, v_last), last_contact_at_ms = p_now WHERE site_id = p_site;
      RETURN QUERY SELECT 'ack', v_last, (SELECT decode(i.hash, 'hex') FROM incoming i WHERE i.seq = v_last);
    END $$`,
  `GRANT EXECUTE ON FUNCTION log_hash_at(text, text, bigint),
     note_incident(text, text, text, bigint, bigint, bigint),
     greet_site(text, text, json, bigint, bytea, text, bigint, bigint),
     take_push(text, text, bytea, json, bigint) TO bergizi_hub`,
  "GRANT TEMPORARY ON DATABASE current_database_name TO bergizi_hub",
];

export const ingestMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { rows } = await sql<{ name: string }>`SELECT quote_ident(current_database()) AS name`.execute(db);
    for (const statement of statements) {
      await sql.raw(statement.replace("current_database_name", rows[0]?.name ?? "")).execute(db);
    }
  },
};
