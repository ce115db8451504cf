import { announcementDocument } from "#domains/publications/documents.ts";
import { publicationIdSchema } from "#domains/publications/ids.ts";
import { announcements } from "#domains/publications/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import { publicationsOfType } from "./queries.ts";

/** The live queries of publications. One row more than the limit tells that there are more. */
export const publicationsQueryHandlers: readonly QueryHandler[] = [
  answerQuery(announcements, ["publication-received", "announcement-acknowledged"], (db) =>
    publicationsOfType(db, "announcement-published", announcements.limit + 1).map((row) => ({
      publicationId: publicationIdSchema.parse(row.publication_id),
      ...announcementDocument.parse(JSON.parse(row.document)),
      publishedAtMs: row.published_at_ms,
      receivedAtMs: row.received_at_ms,
      acknowledgedAtMs: row.acknowledged_at_ms,
      acknowledgedByStaffId: row.acknowledged_by_staff_id,
    })),
  ),
];
