import { sql } from "kysely";
import { HQ_SILENT_AFTER_MS, type HqScope } from "#contract/hq-vocabulary.ts";
import type { HubDatabase } from "#hub/store/database.ts";

/** How far the figures of a scope are (`freshness` of the contract). */
export interface Freshness {
  readonly foldedUntilMs: number;
  readonly catchingUpSiteCount: number;
}

/** Watches how far the figures are behind what reached the hub, and the hub behind the kitchens. */
export interface FreshnessWatch {
  look(): Promise<void>;
  /** Null before the first look. */
  of(scope: HqScope): Freshness | null;
}

interface RegionRow {
  readonly region_id: string;
  readonly catching_up: number;
  readonly unfolded: number;
}

export function createFreshnessWatch(database: HubDatabase, nowMs: () => number): FreshnessWatch {
  let lookedAtMs: number | null = null;
  const regions = new Map<string, Freshness>();
  return {
    look: async () => {
      const atMs = nowMs();
      const { rows } = await database.inScope({ kind: "national" }, (db) =>
        sql<RegionRow>`
          SELECT region_id, (count(*) FILTER (WHERE last_contact_at_ms > ${atMs - HQ_SILENT_AFTER_MS}
              AND (head_seq > coalesce(h.seq, 0) OR h.epoch IS DISTINCT FROM s.epoch)))::int AS catching_up,
            (count(*) FILTER (WHERE acked_seq > coalesce(h.seq, 0) OR h.epoch IS DISTINCT FROM s.epoch))::int AS unfolded
          FROM site s LEFT JOIN hq_site h ON h.site_id = s.site_id WHERE status = 'active' GROUP BY region_id`.execute(
          db,
        ),
      );
      lookedAtMs = atMs;
      for (const row of rows) {
        const before = regions.get(row.region_id);
        const foldedUntilMs = row.unfolded === 0 ? atMs : (before?.foldedUntilMs ?? 0);
        regions.set(row.region_id, { foldedUntilMs, catchingUpSiteCount: row.catching_up });
      }
    },
    of: (scope) => {
      if (lookedAtMs === null) return null;
      const seen = scope.kind === "national" ? [...regions.values()] : [regions.get(scope.regionId)];
      const known = seen.filter((one) => one !== undefined);
      return {
        foldedUntilMs: Math.min(lookedAtMs, ...known.map(({ foldedUntilMs }) => foldedUntilMs)),
        catchingUpSiteCount: known.reduce((sum, { catchingUpSiteCount }) => sum + catchingUpSiteCount, 0),
      };
    },
  };
}
