import type { ItemId } from "#domains/inventory/ids.ts";
import type { StockCardRow, StockMovementRow } from "#domains/inventory/queries.ts";
import { quantityOf } from "#kernel/quantity.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import { batchCodes } from "#main/domains/production/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { itemOf } from "./stock-facts.ts";
import { inventorySql, type InventoryTables } from "./tables.ts";

export interface MovementsAsked {
  readonly itemId?: ItemId | undefined;
  readonly fromDate: ServiceDate;
  readonly toDate: ServiceDate;
  readonly before?: { readonly seq: number; readonly lineNumber: number } | undefined;
}

type MovementRow = InventoryTables["stock_movement"] & {
  readonly item: string;
  readonly item_name: string;
  readonly lot_code: string;
};

/** Movements with their value, newest first: of one item its stock card. */
export function stockCardRows(
  db: ReadableDb,
  asked: MovementsAsked,
  { viewer, maxCount }: { readonly viewer: QueryViewer; readonly maxCount: number },
): readonly StockCardRow[] {
  const { itemId, fromDate, toDate, before } = asked;
  const at = { seq: before?.seq ?? Number.MAX_SAFE_INTEGER, lineNumber: before?.lineNumber ?? 0 };
  const page = { fromDate, toDate, ...at, maxCount };
  const rows = itemId === undefined ? db.all(selectMovements(page)) : db.all(selectOfItem({ ...page, itemId }));
  const codes = batchCodes(
    db,
    rows.flatMap((row) => row.batch_id ?? []),
  );
  const names = viewer.isNamesAllowed
    ? staffNames(
        db,
        rows.flatMap((row) => row.staff_id ?? []),
      )
    : new Map<string, string>();
  return rows.map((row) => movementRow(row, { codes, names }));
}

/** The same without a rupiah. */
export function stockMovementRows(
  db: ReadableDb,
  asked: MovementsAsked,
  page: { readonly viewer: QueryViewer; readonly maxCount: number },
): readonly StockMovementRow[] {
  return stockCardRows(db, asked, page).map(({ valueIdr: _value, valueAfterIdr: _after, ...row }) => row);
}

function movementRow(
  row: MovementRow,
  told: { readonly codes: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string> },
): StockCardRow {
  const { baseUnit } = itemOf(row);
  return {
    movementId: `${row.seq}-${row.line_number}`,
    seq: row.seq,
    lineNumber: row.line_number,
    movementKind: row.movement_kind,
    itemId: row.item_id,
    itemName: row.item_name,
    lotId: row.lot_id,
    lotCode: row.lot_code,
    before: quantityOf(baseUnit, row.after - row.delta),
    delta: quantityOf(baseUnit, row.delta),
    after: quantityOf(baseUnit, row.after),
    referenceId: row.reference_id,
    batchId: row.batch_id,
    batchCode: row.batch_id === null ? null : (told.codes.get(row.batch_id) ?? null),
    reasonCode: row.reason_code,
    serviceDate: row.service_date,
    occurredAtMs: row.occurred_at_ms,
    staffId: row.staff_id,
    staffName: row.staff_id === null ? null : (told.names.get(row.staff_id) ?? null),
    valueIdr: row.value_idr,
    valueAfterIdr: row.value_after_idr,
  };
}

interface Page {
  readonly fromDate: string;
  readonly toDate: string;
  readonly seq: number;
  readonly lineNumber: number;
  readonly maxCount: number;
}

type Values = <Name extends keyof Page>(name: Name) => Page[Name];

/** What lies before the place a page begins at, newest first. */
function pageOf(value: Values) {
  return inventorySql
    .selectFrom("stock_movement")
    .innerJoin("stock_item", "stock_item.item_id", "stock_movement.item_id")
    .innerJoin("stock_lot", "stock_lot.lot_id", "stock_movement.lot_id")
    .selectAll("stock_movement")
    .select(["stock_item.item", "stock_item.name as item_name", "stock_lot.lot_code"])
    .where("stock_movement.seq", "<=", value("seq"))
    .where((where) =>
      where.or([
        where("stock_movement.seq", "<", value("seq")),
        where("stock_movement.line_number", "<", value("lineNumber")),
      ]),
    )
    .where("stock_movement.service_date", ">=", value("fromDate"))
    .where("stock_movement.service_date", "<=", value("toDate"))
    .orderBy("stock_movement.seq", "desc")
    .orderBy("stock_movement.line_number", "desc")
    .limit(value("maxCount"));
}

const selectMovements = createPreparedQuery<Page, MovementRow>((value) => pageOf(value));
const selectOfItem = createPreparedQuery<Page & { readonly itemId: ItemId }, MovementRow>((value) =>
  pageOf(value).where("stock_movement.item_id", "=", value("itemId")),
);
