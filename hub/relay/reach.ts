import { sql } from "kysely";
import type { PublicationId } from "#domains/publications/ids.ts";
import { timeZoneSchema, type TimeZone } from "#kernel/time.ts";
import type { HubDatabase, Scope } from "#hub/store/database.ts";

/** What one kitchen has told of a publication; a time is null until its event arrived here. */
export interface SiteReach {
  readonly siteId: string;
  readonly siteName: string;
  readonly regionId: string;
  /** The kitchen's, by whose clock its times are told: the hub's own may stand elsewhere. */
  readonly timeZone: TimeZone;
  /** Written into the kitchen's log. */
  readonly seenAtMs: number | null;
  /** Took effect by itself: a recall looked for, a standard in force. */
  readonly appliedAtMs: number | null;
  /** A person took the menu or recipe over. */
  readonly adoptedAtMs: number | null;
  readonly acknowledgedAtMs: number | null;
  /** Of a recall: lots it met. */
  readonly lotsCount: number;
  /** Of a recall, once somebody said so. */
  readonly portionsServedCount: number | null;
  /** When the hub last heard this kitchen; null for never. What it has not told is then as old. */
  readonly lastContactAtMs: number | null;
}

export interface PublicationReach {
  readonly publicationId: PublicationId;
  readonly type: string;
  readonly documentCode: string | null;
  readonly documentVersion: number | null;
  readonly publishedAtMs: number;
  readonly publishedBy: string;
  readonly hubStreamIds: readonly string[];
  /** Every kitchen the publication is for, by name; those that said nothing too. */
  readonly sites: readonly SiteReach[];
}

/**
 * Whom a publication is for and how far it got, within the scope; null for one the scope does not see. Told by the kitchens' own
 * events (`publication-received`, `recall-applied`, `standard-applied`, `publication-adopted`, `…-acknowledged`).
 */
export async function publicationReach(
  database: HubDatabase,
  scope: Scope,
  publicationId: PublicationId,
): Promise<PublicationReach | null> {
  return database.inScope(scope, async (db) => {
    const messages = await db
      .selectFrom("message")
      .select(["stream_id", "type", "written_at_ms", "written_by"])
      .select(sql<string | null>`document->>'documentCode'`.as("code"))
      .select(sql<number | null>`(document->>'documentVersion')::integer`.as("version"))
      .where("publication_id", "=", publicationId)
      .orderBy("stream_id")
      .execute();
    const [first] = messages;
    if (first === undefined) return null;
    const streams = messages.map(({ stream_id }) => stream_id);
    const sites = await db
      .selectFrom("site")
      .leftJoin("publication_reach", (join) =>
        join.onRef("publication_reach.site_id", "=", "site.site_id").on("publication_id", "=", publicationId),
      )
      .select(["site.site_id", "site.name", "site.region_id", "site.time_zone", "site.last_contact_at_ms"])
      .select(["received_at_ms", "applied_at_ms", "adopted_at_ms", "acknowledged_at_ms"])
      .select(["lots_count", "portions_served_count"])
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
      .execute();
    return {
      ...{ publicationId, type: first.type, documentCode: first.code, documentVersion: first.version },
      ...{ publishedAtMs: first.written_at_ms, publishedBy: first.written_by, hubStreamIds: streams },
      sites: sites.map((row) => ({
        ...{
          siteId: row.site_id,
          siteName: row.name,
          regionId: row.region_id,
          timeZone: timeZoneSchema.parse(row.time_zone),
        },
        ...{ seenAtMs: row.received_at_ms, appliedAtMs: row.applied_at_ms, adoptedAtMs: row.adopted_at_ms },
        ...{ acknowledgedAtMs: row.acknowledged_at_ms, lotsCount: row.lots_count ?? 0 },
        ...{ portionsServedCount: row.portions_served_count, lastContactAtMs: row.last_contact_at_ms },
      })),
    };
  });
}
