import type { HubDatabase, Scope } from "./database.ts";

/** A kitchen as the hub knows it, and how old that is. Times are the hub's epoch ms. */
export interface SiteState {
  readonly siteId: string;
  readonly name: string;
  readonly regionId: string;
  readonly status: "active" | "suspended";
  readonly epoch: string | null;
  readonly ackedSeq: number;
  /** Events the kitchen said it has beyond those held here, when it was last heard. */
  readonly waitingCount: number;
  readonly quarantinedCount: number;
  readonly lastContactAtMs: number | null;
  readonly clockOffsetMs: number | null;
  readonly version: string | null;
  readonly incidents: readonly { readonly kind: string; readonly seq: number; readonly toSeq: number | null }[];
}

/** The kitchens of a scope, by name. */
export async function siteStates(database: HubDatabase, scope: Scope): Promise<readonly SiteState[]> {
  return database.inScope(scope, async (db) => {
    const sites = await db.selectFrom("site").selectAll().orderBy("name").orderBy("site_id").execute();
    const counts = await db
      .selectFrom("event")
      .select(({ fn }) => ["site_id", fn.countAll<number>().as("count")])
      .where("quarantine_code", "is not", null)
      .groupBy("site_id")
      .execute();
    const quarantined = new Map(counts.map((row) => [row.site_id, Number(row.count)]));
    const incidents = await db.selectFrom("incident").selectAll().orderBy("incident_id").execute();
    return sites.map((site) => ({
      siteId: site.site_id,
      name: site.name,
      regionId: site.region_id,
      status: site.status,
      epoch: site.epoch,
      ackedSeq: site.acked_seq,
      waitingCount: Math.max(0, site.head_seq - site.acked_seq),
      quarantinedCount: quarantined.get(site.site_id) ?? 0,
      lastContactAtMs: site.last_contact_at_ms,
      clockOffsetMs: site.clock_offset_ms,
      version: site.version,
      incidents: incidents
        .filter((incident) => incident.site_id === site.site_id)
        .map(({ kind, seq, to_seq: toSeq }) => ({ kind, seq, toSeq })),
    }));
  });
}
