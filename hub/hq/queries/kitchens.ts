import { sql, type Transaction } from "kysely";
import { sites, siteToday } from "#contract/hq-kitchen-queries.ts";
import type { HqRow } from "#contract/hq-queries.ts";
import type { SiteLamp } from "#contract/hq-vocabulary.ts";
import { siteIdSchema } from "#contract/hub-protocol.ts";
import { localDateSchema, timeZoneSchema } from "#kernel/time.ts";
import type { SiteBook } from "#hub/hq/book/site-book.ts";
import { dayOf, type BookSummary } from "#hub/hq/book/tell-day.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { ageOf, answering } from "./definition.ts";

const NOTHING: BookSummary = {
  ...{ serviceDate: null, phase: null, plannedPortionCount: null, donePortionCount: null, nextDepartureAtMs: null },
  ...{ openCriticalCount: 0, unacknowledgedAlertCount: 0, outOfLimitCount: null, presentCount: null },
  endedCriticals: {},
};

export const sitesQuery = answering(sites, ["kitchens", "conflicts"], async (db, _params, nowMs) => {
  const rows = await db
    .selectFrom("site")
    .leftJoin("hq_site", "hq_site.site_id", "site.site_id")
    .selectAll("site")
    .select(["hq_site.as_of_ms", "hq_site.seq as folded_seq", "hq_site.summary"])
    .execute();
  const undecided = await undecidedCounts(db);
  const told = rows.map((row): HqRow<"sites"> => {
    const { endedCriticals: _ended, ...summary } = (row.summary as BookSummary | null) ?? NOTHING; // written by the folder
    const { incidentCount = 0, quarantinedCount = 0 } = undecided.get(row.site_id) ?? {};
    const age = ageOf(row, nowMs);
    const openConflictCount = incidentCount + quarantinedCount;
    const isLate = summary.nextDepartureAtMs !== null && summary.nextDepartureAtMs < nowMs;
    const needsAttention = summary.openCriticalCount > 0 || openConflictCount > 0 || isLate;
    const lamp: SiteLamp = age.silentSinceMs !== null ? "silent-since" : needsAttention ? "attention" : "ok";
    return {
      ...{ siteId: siteIdSchema.parse(row.site_id), siteName: row.name, regionId: row.region_id, ...age },
      ...{ timeZone: timeZoneSchema.parse(row.time_zone), status: row.status, lamp, ...summary },
      serviceDate: summary.serviceDate === null ? null : localDateSchema.parse(summary.serviceDate),
      ...{ openConflictCount, quarantinedCount, version: row.version, clockOffsetMs: row.clock_offset_ms },
      epoch: row.epoch,
      enrolledAtMs: row.enrolled_at_ms,
    };
  });
  return told.toSorted(
    (left, right) => urgencyOf(left) - urgencyOf(right) || left.siteName.localeCompare(right.siteName),
  );
});

function urgencyOf({ status, lamp }: HqRow<"sites">): number {
  if (status === "suspended" || lamp === "silent-since") return 0;
  return lamp === "attention" ? 1 : 2;
}

interface UndecidedCounts {
  incidentCount: number;
  quarantinedCount: number;
}

async function undecidedCounts(db: Transaction<HubTables>): Promise<ReadonlyMap<string, UndecidedCounts>> {
  const { rows } = await sql<{ site_id: string; incidents: number; quarantined: number }>`
    SELECT site_id, sum(incidents)::int AS incidents, sum(quarantined)::int AS quarantined FROM (
      SELECT site_id, count(*) AS incidents, 0 AS quarantined FROM incident
        WHERE NOT EXISTS (SELECT 1 FROM hq_decision d WHERE d.conflict_id = 'incident:' || incident_id) GROUP BY site_id
      UNION ALL
      SELECT site_id, 0, count(*) FROM event
        WHERE quarantine_code IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM hq_decision d WHERE d.conflict_id = 'quarantined:' || site_id || ':' || epoch || ':' || seq)
        GROUP BY site_id
    ) AS counted GROUP BY site_id`.execute(db);
  return new Map(rows.map((row) => [row.site_id, { incidentCount: row.incidents, quarantinedCount: row.quarantined }]));
}

export const siteTodayQuery = answering(siteToday, ["kitchens"], async (db, { siteId }, nowMs) => {
  const row = await db
    .selectFrom("site")
    .innerJoin("hq_site", "hq_site.site_id", "site.site_id")
    .selectAll("site")
    .select(["hq_site.as_of_ms", "hq_site.seq as folded_seq", "hq_site.book"])
    .where("site.site_id", "=", siteId)
    .executeTakeFirst();
  if (row === undefined) return [];
  const day = dayOf(row.book as SiteBook); // written by the folder
  if (day === null) return [];
  const site = { siteId, siteName: row.name, regionId: row.region_id, timeZone: timeZoneSchema.parse(row.time_zone) };
  return [{ ...site, ...ageOf(row, nowMs), ...day }];
});
