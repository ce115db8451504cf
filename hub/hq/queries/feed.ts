import { crossSiteFeed } from "#contract/hq-queries.ts";
import { siteIdSchema } from "#contract/hub-protocol.ts";
import { answering } from "./definition.ts";

export const feedQuery = answering(crossSiteFeed, ["kitchens"], async (db, { siteId, type, beforeMs }) => {
  const rows = await db
    .selectFrom("hq_feed")
    .innerJoin("site", "site.site_id", "hq_feed.site_id")
    .selectAll("hq_feed")
    .select(["site.name", "site.region_id"])
    .$if(siteId !== undefined, (query) => query.where("hq_feed.site_id", "=", siteId ?? ""))
    .$if(type !== undefined, (query) => query.where("hq_feed.type", "=", type ?? ""))
    .$if(beforeMs !== undefined, (query) => query.where("hq_feed.recorded_at_ms", "<", beforeMs ?? 0))
    .orderBy("hq_feed.recorded_at_ms", "desc")
    .orderBy("hq_feed.site_id")
    .orderBy("hq_feed.seq", "desc")
    .limit(crossSiteFeed.limit + 1)
    .execute();
  return rows.map((row) => ({
    ...{ feedId: `${row.site_id}:${row.epoch}:${row.seq}`, siteId: siteIdSchema.parse(row.site_id) },
    ...{ siteName: row.name, regionId: row.region_id, type: row.type, serviceDate: row.service_date },
    ...{ occurredAtMs: row.occurred_at_ms, recordedAtMs: row.recorded_at_ms, receivedAtMs: row.received_at_ms },
    data: row.data as Record<string, unknown> | null, // a body, an object as pushed
  }));
});
