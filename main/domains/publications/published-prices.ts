import { priceReferenceDocument } from "#domains/publications/reference-documents.ts";
import type { ReceivedPublication } from "#domains/publications/events.ts";
import { amountOf, quantityOf, type UnitPrice } from "#kernel/quantity.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { publicationsSql } from "./tables.ts";

/** Prices headquarters published, by food (DOMAIN.md §6, `price-reference-published`). */

/** What is known of one food: `ceiling` is HET, `survey` was asked in markets. */
export interface PublishedPrices {
  readonly ceiling: UnitPrice | null;
  readonly survey: UnitPrice | null;
}

/** Writes a price reference down; one that came in another stream already stays as it is. */
export function projectPriceReference(db: WritableDb, body: ReceivedPublication): void {
  const { documentCode, documentVersion, fromDate, prices } = priceReferenceDocument.parse(body.document);
  const { publicationId } = body;
  db.run(
    publicationsSql
      .insertInto("price_document")
      .values({
        publication_id: publicationId,
        hub_stream_id: body.hubStreamId,
        document_code: documentCode,
        document_version: documentVersion,
        from_date: fromDate,
        published_at_ms: body.publishedAtMs,
      })
      .onConflict((conflict) => conflict.column("publication_id").doNothing()),
  );
  for (const { foodCodes, kind, unitPrice } of prices) {
    const price = { unit: unitPrice.per.unit, amount_idr: unitPrice.amountIdr, per_amount: amountOf(unitPrice.per) };
    for (const foodCode of new Set(foodCodes)) {
      db.run(
        publicationsSql
          .insertInto("published_price")
          .values({ publication_id: publicationId, food_code: foodCode, kind, ...price })
          .onConflict((conflict) => conflict.columns(["publication_id", "food_code", "kind"]).doNothing()),
      );
    }
  }
}

/**
 * Prices of these foods in force on a day, by food code. Of each document the newest version that has begun counts; the region's
 * documents before the nation's, and of several the one published last.
 */
export function publishedPrices(
  db: ReadableDb,
  foodCodes: readonly string[],
  onDate: string,
): ReadonlyMap<string, PublishedPrices> {
  const documents = documentsInForce(db, onDate);
  if (documents.length === 0 || foodCodes.length === 0) return new Map();
  const rows = db.all(
    publicationsSql
      .selectFrom("published_price")
      .selectAll()
      .where("publication_id", "in", documents)
      .where("food_code", "in", [...new Set(foodCodes)]),
  );
  const found = new Map<string, PublishedPrices>();
  for (const publicationId of documents) {
    for (const row of rows.filter((one) => one.publication_id === publicationId)) {
      const known = found.get(row.food_code) ?? { ceiling: null, survey: null };
      const price = { amountIdr: row.amount_idr, per: quantityOf(row.unit, row.per_amount) };
      found.set(row.food_code, { ...known, [row.kind]: known[row.kind] ?? price });
    }
  }
  return found;
}

/** Best first. */
function documentsInForce(db: ReadableDb, onDate: string): readonly string[] {
  const begun = db.all(
    publicationsSql
      .selectFrom("price_document")
      .selectAll()
      .where("from_date", "<=", onDate)
      .orderBy("document_version", "desc"),
  );
  const newest = new Map<string, (typeof begun)[number]>();
  for (const row of begun) {
    const series = `${row.hub_stream_id} ${row.document_code}`;
    if (!newest.has(series)) newest.set(series, row);
  }
  const rank = (row: (typeof begun)[number]) => (row.hub_stream_id === "national" ? 1 : 0);
  return [...newest.values()]
    .toSorted(
      (left, right) =>
        rank(left) - rank(right) ||
        right.published_at_ms - left.published_at_ms ||
        left.publication_id.localeCompare(right.publication_id),
    )
    .map((row) => row.publication_id);
}
