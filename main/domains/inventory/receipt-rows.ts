import { sql } from "kysely";
import { lotIdOfLine, type ReceiptId } from "#domains/inventory/ids.ts";
import type { IssueRow, ReceiptLineRow, ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import type { BatchId } from "#domains/production/ids.ts";
import { incomingCheckedCodes } from "#domains/quality/settings.ts";
import { quantityOf } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import { batchCodes } from "#main/domains/production/queries.ts";
import { incomingChecksOf } from "#main/domains/quality/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { itemOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

interface Page {
  readonly viewer: QueryViewer;
  readonly maxCount: number;
}
type Span = { readonly fromDate: ServiceDate; readonly toDate: ServiceDate };
type ReceiptTableRow = InventoryTables["stock_receipt"];

/** Receipts of a span of service days, and those still open whenever they began; newest first. */
export function receiptRows(db: ReadableDb, span: Span, { viewer, maxCount }: Page): readonly ReceiptRow[] {
  const ofSpan = db.all(selectReceiptsOfSpan({ ...span, maxCount }));
  const known = new Set(ofSpan.map((row) => row.receipt_id));
  const open = db.all(selectOpenReceipts({ maxCount })).filter((row) => !known.has(row.receipt_id));
  const rows = [...ofSpan, ...open].toSorted((left, right) => right.seq - left.seq).slice(0, maxCount);
  const names = namesOf(db, viewer, rows);
  return rows.map((row) => {
    const lines = db.all(selectLines({ receiptId: row.receipt_id }));
    return {
      receiptId: row.receipt_id,
      receiptCode: row.receipt_code,
      orderId: row.order_id,
      supplierId: row.supplier_id,
      status: row.status,
      vehicleNote: row.vehicle_note,
      startedAtMs: row.started_at_ms,
      finishedAtMs: row.finished_at_ms,
      serviceDate: row.service_date,
      ...personOf(names, row.staff_id),
      lineCount: lines.length,
      rejectedLineCount: lines.filter((line) => line.rejected > 0).length,
    };
  });
}

/** One receipt line by line with its incoming checks. */
export function receiptLineRows(
  db: ReadableDb,
  { receiptId }: { readonly receiptId: ReceiptId },
): readonly ReceiptLineRow[] {
  const receipt = db.first(selectReceipt({ receiptId }));
  if (receipt === undefined) return [];
  const lines = db.all(selectLines({ receiptId }));
  const checkedCodes = settingReader(db, receipt.service_date)(incomingCheckedCodes).value;
  const checks = new Map(
    incomingChecksOf(
      db,
      lines.map((line) => line.line_id),
    ).map((check) => [check.lineId, check]),
  );
  return lines.map((line) => {
    const check = checks.get(line.line_id);
    return {
      ...lineColumns(line),
      isCheckNeeded: isCheckNeeded(line, checkedCodes),
      check:
        check === undefined
          ? null
          : {
              checkId: check.checkId,
              outcome: check.outcome,
              temperatureC: check.temperatureC,
              limitC: check.limitC,
              recordedAtMs: check.atMs,
            },
    };
  });
}

function isCheckNeeded(line: NamedLine, checkedCodes: readonly string[]): boolean {
  const { category, storageKind } = itemOf(line);
  return checkedCodes.includes(category) || checkedCodes.includes(storageKind);
}

function lineColumns(line: NamedLine): Omit<ReceiptLineRow, "isCheckNeeded" | "check"> {
  const { baseUnit } = itemOf(line);
  return {
    lineId: line.line_id,
    lotId: lotIdOfLine(line.line_id),
    lotCode: line.lot_code,
    itemId: line.item_id,
    itemName: line.item_name,
    orderLineId: line.order_line_id,
    delivered: quantityOf(baseUnit, line.delivered),
    accepted: quantityOf(baseUnit, line.accepted),
    rejected: quantityOf(baseUnit, line.rejected),
    rejectionCode: line.rejection_code,
    unitPrice: { amountIdr: line.price_idr, per: quantityOf(baseUnit, line.price_per) },
    expiryDate: line.expiry_date,
    supplierLotCode: line.supplier_lot_code,
    storagePlaceId: line.storage_place_id,
    storagePlaceName: line.place_name,
    photoIds: JSON.parse(line.photo_ids) as string[], // written by the projection from parsed events
  };
}

/** What was issued, of a batch whenever that was, or of a span of service days. */
export function issueRows(
  db: ReadableDb,
  { batchId, ...span }: Span & { readonly batchId?: BatchId | undefined },
  { viewer, maxCount }: Page,
): readonly IssueRow[] {
  const rows =
    batchId === undefined
      ? db.all(selectIssuesOfSpan({ ...span, maxCount }))
      : db.all(selectIssuesOfBatch({ batchId, maxCount }));
  const names = namesOf(db, viewer, rows);
  const codes = batchCodes(
    db,
    rows.flatMap((row) => row.batch_id ?? []),
  );
  return rows.map((row) => {
    const { baseUnit } = itemOf(row);
    return {
      issueLineId: `${row.issue_id}/${row.lot_id}`,
      issueId: row.issue_id,
      batchId: row.batch_id,
      batchCode: row.batch_id === null ? null : (codes.get(row.batch_id) ?? null),
      purpose: row.purpose,
      itemId: row.item_id,
      itemName: row.item_name,
      lotId: row.lot_id,
      lotCode: row.lot_code,
      issued: quantityOf(baseUnit, row.issued),
      returned: quantityOf(baseUnit, row.returned),
      offFefoReason: row.off_fefo_reason,
      issuedAtMs: row.issued_at_ms,
      serviceDate: row.service_date,
      ...personOf(names, row.staff_id),
    };
  });
}

type WithStaff = { readonly staff_id: ReceiptTableRow["staff_id"] };

export function namesOf(db: ReadableDb, viewer: QueryViewer, rows: readonly WithStaff[]): ReadonlyMap<string, string> {
  if (!viewer.isNamesAllowed) return new Map();
  return staffNames(
    db,
    rows.flatMap((row) => row.staff_id ?? []),
  );
}

export function personOf(names: ReadonlyMap<string, string>, staffId: ReceiptTableRow["staff_id"]) {
  return { staffId, staffName: staffId === null ? null : (names.get(staffId) ?? null) };
}

const selectReceipt = createPreparedQuery<{ receiptId: ReceiptId }, ReceiptTableRow>((value) =>
  inventorySql.selectFrom("stock_receipt").selectAll().where("receipt_id", "=", value("receiptId")),
);
const selectReceiptsOfSpan = createPreparedQuery<
  { fromDate: string; toDate: string; maxCount: number },
  ReceiptTableRow
>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .selectAll()
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<=", value("toDate"))
    .orderBy("service_date", "desc")
    .orderBy("seq", "desc")
    .limit(value("maxCount")),
);
const selectOpenReceipts = createPreparedQuery<{ maxCount: number }, ReceiptTableRow>((value) =>
  inventorySql
    .selectFrom("stock_receipt")
    .selectAll()
    // Written out: the index of open receipts names it.
    .where("status", "=", sql.lit("open"))
    .orderBy("seq", "desc")
    .limit(value("maxCount")),
);

type NamedLine = InventoryTables["stock_receipt_line"] & {
  readonly item: string;
  readonly item_name: string;
  readonly place_name: string;
  readonly lot_code: string | null;
};
const selectLines = createPreparedQuery<{ receiptId: ReceiptId }, NamedLine>((value) =>
  inventorySql
    .selectFrom("stock_receipt_line")
    .innerJoin("stock_item", "stock_item.item_id", "stock_receipt_line.item_id")
    .innerJoin("stock_place", "stock_place.storage_place_id", "stock_receipt_line.storage_place_id")
    .leftJoin("stock_lot", (join) =>
      // A line's lot has its digits (`lotIdOfLine`).
      join.on("stock_lot.lot_id", "=", sql<never>`'lot_' || substr(stock_receipt_line.line_id, 14)`),
    )
    .selectAll("stock_receipt_line")
    .select(["stock_item.item", "stock_item.name as item_name", "stock_place.name as place_name", "stock_lot.lot_code"])
    .where("stock_receipt_line.receipt_id", "=", value("receiptId"))
    .orderBy("stock_receipt_line.seq"),
);

type NamedIssue = InventoryTables["stock_issue_lot"] & {
  readonly item: string;
  readonly item_name: string;
  readonly lot_code: string;
};
const issuesNamed = inventorySql
  .selectFrom("stock_issue_lot")
  .innerJoin("stock_item", "stock_item.item_id", "stock_issue_lot.item_id")
  .innerJoin("stock_lot", "stock_lot.lot_id", "stock_issue_lot.lot_id")
  .selectAll("stock_issue_lot")
  .select(["stock_item.item", "stock_item.name as item_name", "stock_lot.lot_code"]);
const selectIssuesOfBatch = createPreparedQuery<{ batchId: BatchId; maxCount: number }, NamedIssue>((value) =>
  issuesNamed
    .where("stock_issue_lot.batch_id", "=", value("batchId"))
    .orderBy("stock_issue_lot.seq", "desc")
    .limit(value("maxCount")),
);
const selectIssuesOfSpan = createPreparedQuery<{ fromDate: string; toDate: string; maxCount: number }, NamedIssue>(
  (value) =>
    issuesNamed
      .where("stock_issue_lot.service_date", ">=", value("fromDate"))
      .where("stock_issue_lot.service_date", "<=", value("toDate"))
      .orderBy("stock_issue_lot.service_date", "desc")
      .orderBy("stock_issue_lot.seq", "desc")
      .limit(value("maxCount")),
);
