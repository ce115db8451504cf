import { sql } from "kysely";
import { publications, recallReach } from "#contract/hq-queries.ts";
import { HQ_SILENT_AFTER_MS } from "#contract/hq-vocabulary.ts";
import { siteIdSchema } from "#contract/hub-protocol.ts";
import { hubStreamIdSchema, publicationIdSchema } from "#domains/publications/ids.ts";
import { SENDING_RULES } from "#domains/publications/senders.ts";
import { ageOf, answering } from "./definition.ts";

interface PublicationRow {
  readonly publication_id: string;
  readonly type: string;
  readonly v: number;
  readonly streams: string[];
  readonly document: Record<string, unknown>;
  readonly at_ms: number;
  readonly by: string;
  readonly audience: number;
  readonly received: number;
  readonly applied: number;
  readonly acknowledged: number;
  readonly adopted: number;
  readonly silent: number;
  readonly lifted_at_ms: number | null;
}

/** Types headquarters publishes; other messages are kitchens' own. */
const PUBLISHED = Object.keys(SENDING_RULES);

export const publicationsQuery = answering(publications, ["publications", "kitchens"], async (db, { type }, nowMs) => {
  const types = type === undefined ? PUBLISHED : PUBLISHED.filter((known) => known === type);
  const { rows } = await sql<PublicationRow>`
    WITH published AS (
      SELECT publication_id, min(type) AS type, min(v) AS v, array_agg(stream_id ORDER BY stream_id) AS streams,
        (array_agg(document))[1] AS document, min(written_at_ms) AS at_ms, min(written_by) AS by
      FROM message WHERE type = ANY(${types}) GROUP BY publication_id ORDER BY min(written_at_ms) DESC, publication_id
      LIMIT ${publications.limit + 1}
    )
    SELECT p.*, counts.*, (
      SELECT min(l.written_at_ms) FROM message l
      WHERE p.type = 'recall-published' AND l.type = 'recall-lifted' AND l.document->>'recallId' = p.publication_id
    ) AS lifted_at_ms
    FROM published p CROSS JOIN LATERAL (
      SELECT count(*)::int AS audience, count(r.received_at_ms)::int AS received, count(r.applied_at_ms)::int AS applied,
        count(r.acknowledged_at_ms)::int AS acknowledged, count(r.adopted_at_ms)::int AS adopted,
        (count(*) FILTER (WHERE r.received_at_ms IS NULL
          AND coalesce(s.last_contact_at_ms, 0) < ${nowMs - HQ_SILENT_AFTER_MS}))::int AS silent
      FROM site s LEFT JOIN publication_reach r ON r.site_id = s.site_id AND r.publication_id = p.publication_id
      WHERE 'national' = ANY(p.streams) OR 'region:' || s.region_id = ANY(p.streams) OR 'site:' || s.site_id = ANY(p.streams)
    ) AS counts
    ORDER BY p.at_ms DESC, p.publication_id`.execute(db);
  return rows.map((row) => ({
    publicationId: publicationIdSchema.parse(row.publication_id),
    ...{ type: row.type, v: row.v, hubStreamIds: row.streams.map((id) => hubStreamIdSchema.parse(id)) },
    ...{ document: row.document, publishedAtMs: row.at_ms, publishedByName: row.by, audienceCount: row.audience },
    ...{ receivedCount: row.received, appliedCount: row.applied, acknowledgedCount: row.acknowledged },
    ...{ adoptedCount: row.adopted, silentCount: row.silent, liftedAtMs: row.lifted_at_ms },
  }));
});

export const reachQuery = answering(recallReach, ["publications", "kitchens"], async (db, { publicationId }, nowMs) => {
  const messages = await db
    .selectFrom("message")
    .select(["stream_id", "type"])
    .where("publication_id", "=", publicationId)
    .execute();
  if (messages.length === 0) return [];
  const streams = messages.map(({ stream_id: id }) => id);
  const isRecall = messages.some(({ type }) => type === "recall-published");
  const rows = await db
    .selectFrom("site")
    .leftJoin("publication_reach as reach", (join) =>
      join.onRef("reach.site_id", "=", "site.site_id").on("reach.publication_id", "=", publicationId),
    )
    .leftJoin("hq_site", "hq_site.site_id", "site.site_id")
    .selectAll("site")
    .select(["reach.received_at_ms", "reach.applied_at_ms", "reach.adopted_at_ms", "reach.acknowledged_at_ms"])
    .select(["reach.lots_count", "reach.portions_served_count"])
    .select(["hq_site.as_of_ms", "hq_site.seq as folded_seq"])
    .$if(!streams.includes("national"), (query) =>
      query.where((where) =>
        where.or([
          where(sql<string>`'region:' || site.region_id`, "in", streams),
          where(sql<string>`'site:' || site.site_id`, "in", streams),
        ]),
      ),
    )
    .orderBy("site.name")
    .orderBy("site.site_id")
    .limit(recallReach.limit + 1)
    .execute();
  return rows.map((row) => ({
    ...{ siteId: siteIdSchema.parse(row.site_id), siteName: row.name, regionId: row.region_id },
    ...ageOf(row, nowMs),
    ...{ receivedAtMs: row.received_at_ms, appliedAtMs: row.applied_at_ms, adoptedAtMs: row.adopted_at_ms },
    lotCount: isRecall && row.applied_at_ms !== null ? (row.lots_count ?? 0) : null,
    ...{ acknowledgedAtMs: row.acknowledged_at_ms, portionsServedCount: row.portions_served_count },
  }));
});
