import { recallLiftedDocument } from "#domains/publications/documents.ts";
import type { StoredPublicationsEvent } from "#domains/publications/events.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { projectPriceReference } from "./published-prices.ts";
import { publicationsSql, type PublicationsTables } from "./tables.ts";

/** Brings the read models of publications up to one event. */
export function projectPublications(db: WritableDb, event: StoredPublicationsEvent): void {
  switch (event.type) {
    case "publication-received": {
      const { body } = event;
      db.run(upsertStream({ hub_stream_id: body.hubStreamId, last_number: body.number }));
      db.run(
        insertPublication({
          publication_id: body.publicationId,
          publication_type: body.publicationType,
          publication_v: body.publicationVersion,
          published_at_ms: body.publishedAtMs,
          received_at_ms: event.recordedAtMs,
          document: JSON.stringify(body.document),
          is_understood: body.isUnderstood ? 1 : 0,
        }),
      );
      if (body.isUnderstood && body.publicationType === "price-reference-published") projectPriceReference(db, body);
      if (body.isUnderstood && body.publicationType === "recall-lifted") {
        const { recallId } = recallLiftedDocument.parse(body.document);
        db.run(
          publicationsSql
            .updateTable("publication")
            .set({ lifted_at_ms: body.publishedAtMs })
            .where("publication_id", "=", recallId),
        );
      }
      return;
    }
    case "recall-applied": {
      const { publicationId, lotIds, batchIds, pointIds } = event.body;
      const met = (thingKind: "lot" | "batch" | "point", ids: readonly string[]) => {
        for (const thingId of ids) {
          db.run(insertMet({ publication_id: publicationId, thing_id: thingId, thing_kind: thingKind }));
        }
      };
      met("lot", lotIds);
      met("batch", batchIds);
      met("point", pointIds);
      return;
    }
    case "recall-acknowledged":
    case "announcement-acknowledged":
      db.run(
        publicationsSql
          .updateTable("publication")
          .set(event.type === "recall-acknowledged" ? { portions_served: event.body.portionsServedCount } : {})
          .set({ acknowledged_at_ms: event.occurredAtMs, acknowledged_by_staff_id: event.staffId })
          .where("publication_id", "=", event.body.publicationId),
      );
      return;
  }
}

const upsertStream = createPreparedQuery<PublicationsTables["hub_stream"]>((value) =>
  publicationsSql
    .insertInto("hub_stream")
    .values({ hub_stream_id: value("hub_stream_id"), last_number: value("last_number") })
    .onConflict((conflict) => conflict.column("hub_stream_id").doUpdateSet({ last_number: value("last_number") })),
);

/** The same publication in two streams (a region's and the nation's) is one; the first to come stands. */
const insertPublication = createPreparedQuery<
  Omit<
    PublicationsTables["publication"],
    "acknowledged_at_ms" | "acknowledged_by_staff_id" | "lifted_at_ms" | "portions_served"
  >
>((value) =>
  publicationsSql
    .insertInto("publication")
    .values({
      publication_id: value("publication_id"),
      publication_type: value("publication_type"),
      publication_v: value("publication_v"),
      published_at_ms: value("published_at_ms"),
      received_at_ms: value("received_at_ms"),
      document: value("document"),
      is_understood: value("is_understood"),
    })
    .onConflict((conflict) => conflict.column("publication_id").doNothing()),
);

const insertMet = createPreparedQuery<PublicationsTables["recall_met"]>((value) =>
  publicationsSql
    .insertInto("recall_met")
    .values({
      publication_id: value("publication_id"),
      thing_id: value("thing_id"),
      thing_kind: value("thing_kind"),
    })
    .onConflict((conflict) => conflict.columns(["publication_id", "thing_id"]).doNothing()),
);
