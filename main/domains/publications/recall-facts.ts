import type { RecallFacts } from "#domains/publications/decide.ts";
import { recallDocument } from "#domains/publications/documents.ts";
import { isRecalled } from "#domains/publications/recall-rules.ts";
import { batchesOfLots, lotsOnRecord, type LotOnRecord } from "#main/domains/inventory/queries.ts";
import { ingredientNow } from "#main/domains/menu/queries.ts";
import { supplierNow } from "#main/domains/procurement/queries.ts";
import { batchNow } from "#main/domains/production/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { publicationNow } from "./queries.ts";

/** The lots of this kitchen a recall means, oldest first; null for what is no recall this version understands. */
export function recalledLots(db: ReadableDb, publicationId: string): readonly LotOnRecord[] | null {
  const publication = publicationNow(db, publicationId);
  if (publication?.publication_type !== "recall-published" || publication.is_understood === 0) return null;
  const recall = recallDocument.parse(JSON.parse(publication.document));
  const lots = lotsOnRecord(db);
  const ingredientIds = lots.flatMap((lot) => (lot.ingredientId === null ? [] : [lot.ingredientId]));
  const foods = ingredientNow(db, [...new Set(ingredientIds)]);
  const supplierIds = new Set(lots.flatMap((lot) => (lot.supplierId === null ? [] : [lot.supplierId])));
  const suppliers = new Map(
    [...supplierIds].map((supplierId) => [supplierId, supplierNow(db, supplierId)?.name ?? null]),
  );
  return lots.filter((lot) => {
    const foodCode = lot.ingredientId === null ? undefined : foods.get(lot.ingredientId)?.ingredientCode;
    return isRecalled(recall, {
      foodCodes: foodCode === undefined ? [lot.itemCode] : [lot.itemCode, foodCode],
      supplierName: lot.supplierId === null ? null : (suppliers.get(lot.supplierId) ?? null),
      supplierLotCode: lot.supplierLotCode,
      receivedDate: lot.receivedDate,
    });
  });
}

/** What a recall meets now: its lots, and the batches made of them that are not cancelled. */
export function recallFacts(db: ReadableDb, publicationId: string): RecallFacts | null {
  const lots = recalledLots(db, publicationId);
  if (lots === null) return null;
  const batches = batchesOfLots(
    db,
    lots.map(({ lotId }) => lotId),
  ).flatMap((batchId) => {
    const batch = batchNow(db, batchId);
    if (batch === null || batch.status === "cancelled") return [];
    return [{ batchId, pointIds: batch.plan.points.map(({ pointId }) => pointId) }];
  });
  return { lots, batches };
}
