import type { StoredPublicationsEvent } from "#domains/publications/events.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
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
      return;
    }
    case "announcement-acknowledged":
      db.run(
        publicationsSql
          .updateTable("publication")
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
  Omit<PublicationsTables["publication"], "acknowledged_at_ms" | "acknowledged_by_staff_id">
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
