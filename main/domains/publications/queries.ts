import { PUBLICATION_DOCUMENTS } from "#domains/publications/documents.ts";
import type { StandardDocument } from "#domains/publications/reference-documents.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { publicationsSql, type PublicationsTables } from "./tables.ts";

/** What may be asked about publications; other domains and the link to the hub import nothing else from here. */

export { publishedPrices, type PublishedPrices } from "./published-prices.ts";

export type PublicationColumns = PublicationsTables["publication"];

/** How far each hub stream was read: `{ [streamId]: lastNumber }`. */
export function hubCursors(db: ReadableDb): Readonly<Record<string, number>> {
  const rows = db.all(publicationsSql.selectFrom("hub_stream").selectAll());
  return Object.fromEntries(rows.map((row) => [row.hub_stream_id, row.last_number]));
}

/** A publication as it was received; null for one that never was. */
export function publicationNow(db: ReadableDb, publicationId: string): PublicationColumns | null {
  return db.first(selectOne({ publicationId })) ?? null;
}

/** A standard of headquarters this version understands; null for anything else. */
export function standardReceived(db: ReadableDb, publicationId: string): StandardDocument | null {
  return documentOf(publicationNow(db, publicationId), "standard-published");
}

/** The document of an understood publication of a type; null for anything else. */
function documentOf<Document>(row: PublicationColumns | null, publicationType: string): Document | null {
  if (row === null || row.publication_type !== publicationType || row.is_understood === 0) return null;
  const shape = PUBLICATION_DOCUMENTS[`${row.publication_type} ${row.publication_v}`];
  // The table of shapes holds this type's under its name.
  return (shape?.parse(JSON.parse(row.document)) as Document | undefined) ?? null;
}

/** Recalls that stand: received, understood and not taken back. */
export function standingRecallIds(db: ReadableDb): readonly string[] {
  return db
    .all(selectOfType({ publicationType: "recall-published", limit: RECALLS_MAX_COUNT }))
    .filter((row) => row.lifted_at_ms === null)
    .map((row) => row.publication_id);
}

/** Lots and batches a recall has met so far. */
export function metByRecall(db: ReadableDb, publicationId: string): ReadonlySet<string> {
  return new Set(db.all(selectMet({ publicationId })).map((row) => row.thing_id));
}

/** Publications of a type this version understands, newest first. */
export function publicationsOfType(
  db: ReadableDb,
  publicationType: string,
  limit: number,
): readonly PublicationColumns[] {
  return db.all(selectOfType({ publicationType, limit }));
}

const RECALLS_MAX_COUNT = 200;

const selectOne = createPreparedQuery<{ publicationId: string }, PublicationColumns>((value) =>
  publicationsSql.selectFrom("publication").selectAll().where("publication_id", "=", value("publicationId")),
);

const selectMet = createPreparedQuery<{ publicationId: string }, PublicationsTables["recall_met"]>((value) =>
  publicationsSql
    .selectFrom("recall_met")
    .selectAll()
    .where("publication_id", "=", value("publicationId"))
    .orderBy("thing_id"),
);

const selectOfType = createPreparedQuery<{ publicationType: string; limit: number }, PublicationColumns>((value) =>
  publicationsSql
    .selectFrom("publication")
    .selectAll()
    .where("publication_type", "=", value("publicationType"))
    .where("is_understood", "=", 1)
    .orderBy("published_at_ms", "desc")
    .orderBy("publication_id", "desc")
    .limit(value("limit")),
);
