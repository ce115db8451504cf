import { announcementDocument, recallDocument } from "#domains/publications/documents.ts";
import { publicationIdSchema } from "#domains/publications/ids.ts";
import { announcements, recalls, type RecallRow } from "#domains/publications/queries.ts";
import { lotsOnRecord } from "#main/domains/inventory/queries.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { batchCodes } from "#main/domains/production/queries.ts";
import { batchQuality } from "#main/domains/quality/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { metByRecall, publicationsOfType, type PublicationColumns } from "./queries.ts";

/** After these a recall, what is left of its lots or the hold of its batches may stand otherwise. */
const RECALL_CHANGES = [
  "publication-received",
  "recall-applied",
  "recall-acknowledged",
  "lot-blocked",
  "lot-unblocked",
  "stock-discarded",
  "stock-adjusted",
  "stock-counted",
  "stock-returned",
  "stock-returned-to-supplier",
  "batch-held",
  "hold-lifted",
  "batch-rejected",
] as const;

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
  answerQuery(recalls, RECALL_CHANGES, (db) =>
    publicationsOfType(db, "recall-published", recalls.limit + 1).map((row) => recallRow(db, row)),
  ),
];

function recallRow(db: ReadableDb, row: PublicationColumns): RecallRow {
  const met = metByRecall(db, row.publication_id);
  const batchIds = [...met].filter((id): id is BatchId => id.startsWith("batch_"));
  const codes = batchCodes(db, batchIds);
  const { title, reason } = recallDocument.parse(JSON.parse(row.document));
  return {
    publicationId: publicationIdSchema.parse(row.publication_id),
    title,
    reason,
    publishedAtMs: row.published_at_ms,
    receivedAtMs: row.received_at_ms,
    isLifted: row.lifted_at_ms !== null,
    lots: lotsOnRecord(db)
      .filter((lot) => met.has(lot.lotId))
      .map(({ lotId, lotCode, itemName, onHand, isBlocked }) => ({ lotId, lotCode, itemName, onHand, isBlocked })),
    batches: batchIds.map((batchId) => ({
      batchId,
      batchCode: codes.get(batchId) ?? batchId,
      isHeld: batchQuality(db, batchId).status === "held",
    })),
    pointCount: [...met].filter((id) => id.startsWith("point_")).length,
    acknowledgedAtMs: row.acknowledged_at_ms,
    acknowledgedByStaffId: row.acknowledged_by_staff_id,
    portionsServedCount: row.portions_served,
  };
}
