import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { publicationsSql, type PublicationsTables } from "./tables.ts";

/** What may be asked about publications; other domains and the link to the hub import nothing else from here. */

type PublicationColumns = PublicationsTables["publication"];

/** How far each hub stream was read: `{ [streamId]: lastNumber }`. */
export function hubCursors(db: ReadableDb): Readonly<Record<string, number>> {
  const rows = db.all(publicationsSql.selectFrom("hub_stream").selectAll());
  return Object.fromEntries(rows.map((row) => [row.hub_stream_id, row.last_number]));
}

/** The type of a publication; null for one never received. */
export function publicationTypeOf(db: ReadableDb, publicationId: string): string | null {
  return db.first(selectType({ publicationId }))?.publication_type ?? null;
}

/** Publications of a type this version understands, newest first. */
export function publicationsOfType(
  db: ReadableDb,
  publicationType: string,
  limit: number,
): readonly PublicationColumns[] {
  return db.all(selectOfType({ publicationType, limit }));
}

const selectType = createPreparedQuery<{ publicationId: string }, { publication_type: string }>((value) =>
  publicationsSql
    .selectFrom("publication")
    .select("publication_type")
    .where("publication_id", "=", value("publicationId")),
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
