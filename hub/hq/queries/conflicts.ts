import { sql } from "kysely";
import { conflicts, type HqRow } from "#contract/hq-queries.ts";
import { siteIdSchema } from "#contract/hub-protocol.ts";
import { answering } from "./definition.ts";

interface ConflictRow {
  readonly conflict_id: string;
  readonly site_id: string;
  readonly name: string;
  readonly region_id: string;
  readonly kind: HqRow<"conflicts">["kind"];
  readonly noticed_at_ms: number;
  readonly last_noticed_at_ms: number;
  readonly times_count: number;
  readonly seq: number;
  readonly to_seq: number | null;
  readonly epoch: string;
  readonly event: Record<string, unknown> | null;
  readonly held_epoch: string | null;
  readonly held_seq: number;
  readonly version: string | null;
  readonly decision: string | null;
  readonly note: string | null;
  readonly decided_at_ms: number | null;
  readonly decided_by: string | null;
}

/**
 * `held`: what the hub has there, `said`: what the kitchen that was not believed told. Of an event set aside both are its own: what
 * it is, and why it was.
 */
export const conflictsQuery = answering(conflicts, ["conflicts", "kitchens"], async (db, { isUndecidedOnly }) => {
  const onlyUndecided = isUndecidedOnly === true ? sql`WHERE d.conflict_id IS NULL` : sql``;
  const { rows } = await sql<ConflictRow>`
    SELECT c.*, s.name, s.region_id, s.epoch AS held_epoch, s.acked_seq AS held_seq, s.version,
      d.decision, d.note, d.at_ms AS decided_at_ms, d.user_name AS decided_by
    FROM (
      SELECT 'incident:' || incident_id AS conflict_id, site_id, kind, noticed_at_ms, last_noticed_at_ms, times_count, seq, to_seq,
        epoch, NULL::json AS event FROM incident
      UNION ALL
      SELECT 'quarantined:' || site_id || ':' || epoch || ':' || seq, site_id, 'quarantined', received_at_ms, received_at_ms, 1, seq,
        NULL, epoch, json_build_object('type', type, 'v', v, 'eventId', event_id, 'serviceDate', service_date,
          'recordedAtMs', recorded_at_ms, 'code', quarantine_code)
      FROM event WHERE quarantine_code IS NOT NULL
    ) AS c
    JOIN site s ON s.site_id = c.site_id
    LEFT JOIN hq_decision d ON d.conflict_id = c.conflict_id
    ${onlyUndecided}
    ORDER BY (d.conflict_id IS NOT NULL), c.last_noticed_at_ms DESC, c.conflict_id LIMIT ${conflicts.limit + 1}`.execute(
    db,
  );
  return rows.map((row) => ({
    ...{ conflictId: row.conflict_id, siteId: siteIdSchema.parse(row.site_id), siteName: row.name },
    ...{ regionId: row.region_id, kind: row.kind, noticedAtMs: row.noticed_at_ms },
    ...{ lastNoticedAtMs: row.last_noticed_at_ms, timesCount: Number(row.times_count) },
    ...{ seq: Number(row.seq), toSeq: row.to_seq },
    held: row.event ?? { epoch: row.held_epoch, ackedSeq: row.held_seq },
    said: row.event === null ? { epoch: row.epoch, seq: Number(row.seq), version: row.version } : null,
    ...{ decision: row.decision, decisionNote: row.note, decidedAtMs: row.decided_at_ms },
    decidedByName: row.decided_by,
  }));
});
