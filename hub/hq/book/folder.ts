import { sql, type Selectable, type Transaction } from "kysely";
import type { HubLog } from "#hub/log.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { HubTables, SiteRow } from "#hub/store/tables.ts";
import { FEED_TYPES, feedRowOf } from "./feed.ts";
import { bookEventOf, piecesOfLog, readPiece } from "./read-log.ts";
import { BOOK_VERSION, EMPTY_BOOK, foldIntoBook, type SiteBook } from "./site-book.ts";
import { summaryOf } from "./tell-day.ts";

/** Events folded in one transaction, so that a long log holds no lock for long. */
const EVENTS_AT_ONCE_COUNT = 1_000;
const SITES_AT_ONCE_COUNT = 100;

export interface MovedSite {
  readonly siteId: string;
  readonly regionId: string;
}

/** Folds what reached the hub into what the console shows, a kitchen after the other, behind the kitchens' backs. */
export interface Folder {
  /** One pass: answers which kitchens moved. Nothing is lost by a pass that fails; the next one goes on. */
  fold(): Promise<readonly MovedSite[]>;
}

export function createFolder(deps: { readonly database: HubDatabase; readonly log: HubLog }): Folder {
  const { database, log } = deps;
  return {
    fold: async () => {
      const behind = await sitesBehind(database);
      const moved: MovedSite[] = [];
      for (const site of behind) {
        const { siteId } = site;
        try {
          let hasMoved = false;
          while (await foldSite(database, siteId)) hasMoved = true;
          if (hasMoved) moved.push(site);
        } catch (cause) {
          log.error({ event: "console-fold-failed", siteId, err: cause });
        }
      }
      return moved;
    },
  };
}

/** Kitchens whose figures are not of their whole log: newer events, another life of the store, an older way of folding. */
function sitesBehind(database: HubDatabase): Promise<readonly MovedSite[]> {
  return database.inScope({ kind: "national" }, async (db) => {
    const rows = await db
      .selectFrom("site")
      .leftJoin("hq_site", "hq_site.site_id", "site.site_id")
      .select(["site.site_id", "site.region_id"])
      .where("site.epoch", "is not", null)
      .where((where) =>
        where.or([
          where("hq_site.site_id", "is", null),
          where("hq_site.version", "!=", BOOK_VERSION),
          where("hq_site.epoch", "!=", where.ref("site.epoch")),
          where("hq_site.seq", "<", where.ref("site.acked_seq")),
        ]),
      )
      .orderBy("site.last_contact_at_ms")
      .limit(SITES_AT_ONCE_COUNT)
      .execute();
    return rows.map((row) => ({ siteId: row.site_id, regionId: row.region_id }));
  });
}

interface Folded {
  readonly book: SiteBook;
  readonly seq: number;
  readonly asOfMs: number | null;
}

/** Folds the next piece of one kitchen's log, as itself; false when nothing is left or another node is at it. */
function foldSite(database: HubDatabase, siteId: string): Promise<boolean> {
  return database.inScope({ kind: "site", siteId }, async (db) => {
    const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(hashtext(${`hq_site ${siteId}`}))
      AS mine`.execute(db);
    if (rows[0]?.mine !== true) return false;
    const site = await db.selectFrom("site").selectAll().where("site_id", "=", siteId).executeTakeFirst();
    if (site === undefined || site.epoch === null) return false;
    const known = await db.selectFrom("hq_site").selectAll().where("site_id", "=", siteId).executeTakeFirst();
    const isOfThisLog = known?.epoch === site.epoch && known.version === BOOK_VERSION && known.seq <= site.acked_seq;
    if (isOfThisLog && known.seq === site.acked_seq) return false;
    if (!isOfThisLog) await db.deleteFrom("hq_feed").where("site_id", "=", siteId).execute();
    const before: Folded = isOfThisLog
      ? { book: known.book as SiteBook, seq: known.seq, asOfMs: known.as_of_ms } // written below, by this version
      : { book: EMPTY_BOOK, seq: 0, asOfMs: null };
    await write(db, site, await foldNext(db, site, site.epoch, before));
    return true;
  });
}

async function foldNext(
  db: Transaction<HubTables>,
  site: Selectable<SiteRow>,
  epoch: string,
  before: Folded,
): Promise<Folded> {
  const pieces = await piecesOfLog(db, { siteId: site.site_id, epoch, ackedSeq: site.acked_seq });
  const piece = pieces.find(({ toSeq }) => toSeq > before.seq);
  if (piece === undefined) return { ...before, seq: site.acked_seq };
  const afterSeq = Math.max(piece.afterSeq, before.seq);
  const events = await readPiece(db, site.site_id, { ...piece, afterSeq }, EVENTS_AT_ONCE_COUNT);
  const feed = events.filter((event) => event.quarantine_code === null && FEED_TYPES.has(event.type)).map(feedRowOf);
  if (feed.length > 0) {
    await db
      .insertInto("hq_feed")
      .values(feed)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  let { book } = before;
  for (const row of events) {
    const event = bookEventOf(row);
    if (event !== null) book = foldIntoBook(book, event);
  }
  const last = events.at(-1);
  return {
    book,
    seq: events.length < EVENTS_AT_ONCE_COUNT ? piece.toSeq : (last?.seq ?? piece.toSeq),
    asOfMs: last?.recorded_at_ms ?? before.asOfMs,
  };
}

async function write(db: Transaction<HubTables>, site: Selectable<SiteRow>, folded: Folded): Promise<void> {
  const { site_id: siteId, epoch } = site;
  const row = {
    ...{ epoch: epoch ?? "", seq: folded.seq, version: BOOK_VERSION, as_of_ms: folded.asOfMs },
    summary: textOf(summaryOf(folded.book)),
    book: textOf(folded.book),
  };
  await db
    .insertInto("hq_site")
    .values({ site_id: siteId, ...row })
    .onConflict((conflict) => conflict.column("site_id").doUpdateSet(row))
    .execute();
}

function textOf(value: object): string {
  return JSON.stringify(value);
}
