import type { InventoryCommand } from "#domains/inventory/commands.ts";
import type { BatchFacts, InventoryFacts } from "#domains/inventory/facts.ts";
import { backflushStreamId, type ItemId, type LotId, type StoragePlaceId } from "#domains/inventory/ids.ts";
import type { InventoryRejection } from "#domains/inventory/rejections.ts";
import { discardWitnessAboveIdr } from "#domains/inventory/settings.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { incomingCheckedCodes } from "#domains/quality/settings.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { localFromMs } from "#kernel/time.ts";
import { ingredientNow } from "#main/domains/menu/queries.ts";
import { personOn } from "#main/domains/people/queries.ts";
import { batchNow } from "#main/domains/production/queries.ts";
import { incomingChecksOf } from "#main/domains/quality/queries.ts";
import { serviceDateAt, serviceDay, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { orderLinesOfReceipt } from "./on-order.ts";
import { ingredientNeedsOf, standingBackflushes } from "./backflush.ts";
import { itemFactsOf, lotFactsOf, lotRowOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

/** The stream and service day of a command: of the batch stock goes to, else of the clock. */
export function targetOfInventory(
  db: ReadableDb,
  command: InventoryCommand,
  context: DecisionContext,
): Result<CommandTarget, InventoryRejection> {
  const batchId = batchIdOf(db, command);
  const batch = batchId === null ? null : batchNow(db, batchId);
  if (batchId !== null && batch === null) return err({ code: "not-found", kind: "batch", id: batchId });
  const serviceDate = batch?.plan.serviceDate ?? serviceDateAt(db, context.occurredAtMs);
  return ok({ streamId: streamOf(command), serviceDate });
}

function streamOf(command: InventoryCommand): string {
  switch (command.type) {
    case "add-item":
    case "change-item":
    case "archive-item":
      return command.body.itemId;
    case "define-storage-place":
      return command.body.storagePlaceId;
    case "start-receipt":
    case "record-receipt-line":
    case "finish-receipt":
      return command.body.receiptId;
    case "issue-stock":
    case "return-stock":
      return command.body.issueId;
    case "return-to-supplier":
    case "discard-stock":
    case "block-lot":
    case "unblock-lot":
      return command.body.lotId;
    case "request-adjustment":
    case "approve-adjustment":
    case "reject-adjustment":
      return command.body.adjustmentId;
    case "start-count":
    case "record-count-line":
    case "submit-count":
    case "approve-count":
    case "reject-count":
      return command.body.countId;
    case "backflush-dish":
    case "reverse-backflush":
      return backflushStreamId(command.body.dishRunId);
  }
}

function batchIdOf(db: ReadableDb, { type, body }: InventoryCommand): BatchId | null {
  if (type === "return-stock") return db.first(selectIssueBatch({ issueId: body.issueId }))?.batch_id ?? null;
  return "batchId" in body ? (body.batchId ?? null) : null;
}

/** What `decide` needs from the tables, read in the transaction that writes. */
export function gatherInventoryFacts(
  db: ReadableDb,
  command: InventoryCommand,
  context: DecisionContext,
): InventoryFacts {
  const batchId = batchIdOf(db, command);
  const batch = batchId === null ? null : batchFactsOf(db, batchId);
  const serviceDate = batch?.serviceDate ?? serviceDateAt(db, context.occurredAtMs);
  const read = settingReader(db, serviceDate);
  // What happened while a tablet was cut off is judged by when it happened.
  const judgedAtMs = context.isLateEntry ? context.occurredAtMs : context.nowMs;
  const needs = command.type === "backflush-dish" ? ingredientNeedsOf(db, command.body) : [];
  const backflushes = batchId === null || command.type === "backflush-dish" ? [] : standingBackflushes(db, batchId);
  const itemIds = [
    ...namedItemIds(db, command),
    ...needs.flatMap((need) => need.itemIds),
    ...backflushes.flatMap((one) => one.lines.map((line) => line.itemId)),
  ];
  const lotIds = [...namedLotIds(db, command), ...backflushes.flatMap((one) => one.lines.map((line) => line.lotId))];
  const places = placesNow(db);
  return {
    localDate: localFromMs(judgedAtMs, siteProfile(db).timeZone).date,
    serviceDate,
    items: itemFactsOf(db, itemIds),
    lots: lotFactsOf(db, { itemIds, lotIds }),
    frozenPlaceIds: places.flatMap((place) => (place.is_frozen === 1 ? [place.storage_place_id] : [])),
    countedPlaceIds: places.flatMap((place) => (place.open_count_id !== null ? [place.storage_place_id] : [])),
    isPlaceKnown: places.some((place) => place.storage_place_id === placeIdOf(command)),
    isIdUsed: isIdUsed(db, command),
    itemIdOfCode: itemIdOfCode(db, command),
    isIngredientKnown: isIngredientKnown(db, command),
    isReceiverKnown: isReceiverKnown(db, command, serviceDate),
    receiptCount: command.type === "start-receipt" ? countOf(db.first(countReceipts({ serviceDate }))) : 0,
    lotCount: command.type === "finish-receipt" ? countOf(db.first(countLots({ serviceDate }))) : 0,
    checkedCodes: command.type === "finish-receipt" ? read(incomingCheckedCodes).value : [],
    incomingChecks:
      command.type === "finish-receipt"
        ? incomingChecksOf(
            db,
            linesOf(db, command.body).map((line) => line.line_id),
          )
        : [],
    orderLines: command.type === "finish-receipt" ? orderLinesOfReceipt(db, command.body.receiptId) : [],
    batch,
    backflushes,
    needs,
    witnessAbove: read(discardWitnessAboveIdr),
  };
}

function batchFactsOf(db: ReadableDb, batchId: BatchId): (BatchFacts & { readonly serviceDate: ServiceDate }) | null {
  const batch = batchNow(db, batchId);
  if (batch === null) return null;
  const { serviceDate } = batch.plan;
  return { batchId, status: batch.status, dayStatus: serviceDay(db, serviceDate).status, serviceDate };
}

function namedItemIds(db: ReadableDb, command: InventoryCommand): readonly ItemId[] {
  const { type, body } = command;
  if (type === "issue-stock") return body.lines.map(({ itemId }) => itemId);
  if (type === "finish-receipt") return linesOf(db, body).map((row) => row.item_id);
  if ("itemId" in body) return [body.itemId];
  return namedLotIds(db, command).flatMap((lotId) => lotRowOf(db, lotId)?.item_id ?? []);
}

function namedLotIds(db: ReadableDb, { type, body }: InventoryCommand): readonly LotId[] {
  if (type === "issue-stock") return body.lines.flatMap(({ lotId }) => lotId ?? []);
  if (type === "return-stock") return body.lines.map(({ lotId }) => lotId);
  if (type === "approve-count") return db.all(selectCountedLots({ countId: body.countId })).map((row) => row.lot_id);
  if (type === "approve-adjustment") {
    const row = db.first(selectAdjustmentLot({ adjustmentId: body.adjustmentId }));
    return row === undefined ? [] : [row.lot_id];
  }
  return "lotId" in body ? [body.lotId] : [];
}

function placeIdOf(command: InventoryCommand): StoragePlaceId | null {
  return "storagePlaceId" in command.body ? command.body.storagePlaceId : null;
}

/** A line id that belongs to another receipt would make another's lot. */
function isIdUsed(db: ReadableDb, command: InventoryCommand): boolean {
  if (command.type !== "record-receipt-line") return false;
  const { lineId, receiptId } = command.body;
  const known = db.first(selectLine({ lineId }));
  return known !== undefined && known.receipt_id !== receiptId;
}

function itemIdOfCode(db: ReadableDb, command: InventoryCommand): ItemId | null {
  const itemCode =
    command.type === "add-item"
      ? command.body.itemCode
      : command.type === "change-item"
        ? command.body.fields.itemCode
        : undefined;
  return itemCode === undefined ? null : (db.first(selectItemByCode({ itemCode }))?.item_id ?? null);
}

function isIngredientKnown(db: ReadableDb, command: InventoryCommand): boolean {
  const ingredientId =
    command.type === "add-item"
      ? command.body.ingredientId
      : command.type === "change-item"
        ? command.body.fields.ingredientId
        : undefined;
  if (ingredientId === null || ingredientId === undefined) return true;
  return ingredientNow(db, [ingredientId]).has(ingredientId);
}

function isReceiverKnown(db: ReadableDb, command: InventoryCommand, serviceDate: ServiceDate): boolean {
  if (command.type !== "issue-stock" || command.body.toStaffId === undefined) return true;
  return personOn(db, command.body.toStaffId, serviceDate) !== undefined;
}

function countOf(row: { readonly count: number } | undefined): number {
  return row?.count ?? 0;
}

type PlaceRow = Pick<InventoryTables["stock_place"], "storage_place_id" | "open_count_id" | "is_frozen">;
const selectPlaces = createPreparedQuery<Record<never, never>, PlaceRow>(() =>
  inventorySql
    .selectFrom("stock_place")
    .select(["storage_place_id", "open_count_id", "is_frozen"])
    .orderBy("name")
    .orderBy("storage_place_id"),
);
function placesNow(db: ReadableDb): readonly PlaceRow[] {
  return db.all(selectPlaces({}));
}

const selectIssueBatch = createPreparedQuery<
  { issueId: InventoryTables["stock_issue_lot"]["issue_id"] },
  Pick<InventoryTables["stock_issue_lot"], "batch_id">
>((value) =>
  inventorySql.selectFrom("stock_issue_lot").select("batch_id").where("issue_id", "=", value("issueId")).limit(1),
);
const countReceipts = createPreparedQuery<{ serviceDate: string }, { count: number }>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("service_date", "=", value("serviceDate")),
);
const countLots = createPreparedQuery<{ serviceDate: string }, { count: number }>((value) =>
  inventorySql
    .selectFrom("stock_lot")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("service_date", "=", value("serviceDate")),
);
type LineRow = InventoryTables["stock_receipt_line"];
const selectLine = createPreparedQuery<{ lineId: LineRow["line_id"] }, Pick<LineRow, "receipt_id">>((value) =>
  inventorySql.selectFrom("stock_receipt_line").select("receipt_id").where("line_id", "=", value("lineId")),
);
const selectLinesOf = createPreparedQuery<{ receiptId: LineRow["receipt_id"] }, Pick<LineRow, "item_id" | "line_id">>(
  (value) =>
    inventorySql
      .selectFrom("stock_receipt_line")
      .select(["item_id", "line_id"])
      .where("receipt_id", "=", value("receiptId"))
      .orderBy("seq"),
);
function linesOf(db: ReadableDb, { receiptId }: { readonly receiptId: LineRow["receipt_id"] }) {
  return db.all(selectLinesOf({ receiptId }));
}
const selectItemByCode = createPreparedQuery<{ itemCode: string }, { item_id: ItemId }>((value) =>
  inventorySql.selectFrom("stock_item").select("item_id").where("item_code", "=", value("itemCode")),
);
type AdjustmentRow = InventoryTables["stock_adjustment"];
const selectAdjustmentLot = createPreparedQuery<
  { adjustmentId: AdjustmentRow["adjustment_id"] },
  Pick<AdjustmentRow, "lot_id">
>((value) =>
  inventorySql.selectFrom("stock_adjustment").select("lot_id").where("adjustment_id", "=", value("adjustmentId")),
);
type CountLineRow = InventoryTables["stock_count_line"];
const selectCountedLots = createPreparedQuery<
  { countId: CountLineRow["count_id"] },
  Pick<CountLineRow, "lot_id" | "item_id">
>((value) =>
  inventorySql.selectFrom("stock_count_line").select(["lot_id", "item_id"]).where("count_id", "=", value("countId")),
);
