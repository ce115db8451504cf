import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import type { Log } from "#main/log.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

interface HubLinkTables {
  readonly hub_link: {
    readonly link: 1;
    readonly hub_url: string;
    readonly region_id: string;
    readonly joined_at_ms: number;
    readonly acked_seq: number;
    readonly quarantined_count: number;
    readonly last_contact_at_ms: number | null;
    readonly refused_code: string | null;
    readonly refused_at_ms: number | null;
  };
}

const sql = createSqlBuilder<HubLinkTables>();

/** The hub this kitchen joined, and what is remembered of it over a restart. */
export interface HubLink {
  readonly hubUrl: string;
  readonly regionId: string;
  readonly joinedAtMs: number;
  readonly ackedSeq: number;
  readonly quarantinedCount: number;
  readonly lastContactAtMs: number | null;
  /** Why the hub takes nothing from this kitchen until a person decides; null when it does. */
  readonly refused: { readonly code: string; readonly atMs: number } | null;
}

/** Null for a kitchen that joined no hub. */
function readHubLink(db: ReadableDb): HubLink | null {
  const row = db.first(sql.selectFrom("hub_link").selectAll());
  if (row === undefined) return null;
  const { refused_code: code, refused_at_ms: atMs } = row;
  return {
    hubUrl: row.hub_url,
    regionId: row.region_id,
    joinedAtMs: row.joined_at_ms,
    ackedSeq: row.acked_seq,
    quarantinedCount: row.quarantined_count,
    lastContactAtMs: row.last_contact_at_ms,
    refused: code === null || atMs === null ? null : { code, atMs },
  };
}

function writeHubLink(db: WritableDb, link: HubLink): void {
  db.run(sql.deleteFrom("hub_link"));
  db.run(
    sql.insertInto("hub_link").values({
      link: 1,
      hub_url: link.hubUrl,
      region_id: link.regionId,
      joined_at_ms: link.joinedAtMs,
      acked_seq: link.ackedSeq,
      quarantined_count: link.quarantinedCount,
      last_contact_at_ms: link.lastContactAtMs,
      refused_code: link.refused?.code ?? null,
      refused_at_ms: link.refused?.atMs ?? null,
    }),
  );
}

/** What is acknowledged is noted at most so often: it is for people, and each note is a flush. */
const NOTE_EVERY_MS = 10_000;

/** The link as it is now, and on disk a little later. */
export interface LinkNotes {
  link(): HubLink | null;
  /** A hub newly joined; throws when it cannot be written down. */
  begin(link: Pick<HubLink, "hubUrl" | "regionId" | "joinedAtMs" | "lastContactAtMs">): void;
  note(changes: Partial<HubLink>, isAtOnce: boolean): void;
}

export function createLinkNotes(
  store: Pick<KitchenStore, "reader" | "writeSideTables">,
  log: Pick<Log, "warn">,
): LinkNotes {
  let link = readHubLink(store.reader);
  let notedAtMs = 0;
  return {
    link: () => link,
    begin: (joined) => {
      const begun = { ...joined, ackedSeq: 0, quarantinedCount: 0, refused: null };
      store.writeSideTables((db) => writeHubLink(db, begun));
      link = begun;
    },
    note: (changes, isAtOnce) => {
      if (link === null) return;
      const noted = { ...link, ...changes };
      link = noted;
      if (!isAtOnce && performance.now() - notedAtMs < NOTE_EVERY_MS) return;
      notedAtMs = performance.now();
      try {
        store.writeSideTables((db) => writeHubLink(db, noted));
      } catch (cause) {
        // A store that cannot be written is told elsewhere; this note is worth nothing then.
        log.warn({ event: "hub-link-unwritten", err: cause });
      }
    },
  };
}
