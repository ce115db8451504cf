import type { IngredientId } from "#domains/menu/ids.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type {
  AdjustmentId,
  CountId,
  IssueId,
  ItemId,
  LotId,
  ReceiptId,
  ReceiptLineId,
  StoragePlaceId,
} from "#domains/inventory/ids.ts";
import type { OrderId, OrderLineId, SupplierId } from "#domains/inventory/values.ts";
import type {
  AdjustmentReason,
  AdjustmentStatus,
  CountStatus,
  IssuePurpose,
  LotBlockReason,
  LotStatus,
  MovementKind,
  ReceiptRejectionCode,
  ReceiptStatus,
} from "#domains/inventory/vocabulary.ts";
import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import type { SqlBuilder } from "#main/store/readable-db.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const INVENTORY_PROJECTION_VERSION = 3;

/** Columns hold what projections wrote from parsed events, so their types are those of the events. Amounts are in base units. */
export interface InventoryTables {
  stock_item: {
    item_id: ItemId;
    item_code: string;
    name: string;
    category: FoodCategory;
    ingredient_id: IngredientId | null;
    /** The whole item as JSON. */
    item: string;
    is_archived: number;
    /** What somebody says must always be there; 0 where nobody did. */
    min_amount: number;
    on_hand: number;
    value_idr: number;
    /** Of the last receipt line: rupiah for so much. */
    last_price_idr: number | null;
    last_price_per: number | null;
    last_received_at_ms: number | null;
  };
  stock_place: {
    storage_place_id: StoragePlaceId;
    name: string;
    storage_kind: StorageKind;
    open_count_id: CountId | null;
    is_frozen: number;
  };
  stock_lot: {
    lot_id: LotId;
    lot_code: string;
    item_id: ItemId;
    receipt_id: ReceiptId;
    supplier_id: SupplierId | null;
    supplier_lot_code: string | null;
    storage_place_id: StoragePlaceId;
    on_hand: number;
    received: number;
    price_idr: number;
    price_per: number;
    expiry_date: string | null;
    status: LotStatus;
    block_reason_code: LotBlockReason | null;
    block_note: string | null;
    received_seq: number;
    received_at_ms: number;
    service_date: string;
  };
  stock_receipt: {
    receipt_id: ReceiptId;
    receipt_code: string;
    order_id: OrderId | null;
    supplier_id: SupplierId | null;
    status: ReceiptStatus;
    vehicle_note: string | null;
    started_at_ms: number;
    finished_at_ms: number | null;
    service_date: string;
    seq: number;
    staff_id: StaffId | null;
  };
  /** Who began a receipt, took a line of it down, or signed it. */
  stock_receipt_person: { receipt_id: ReceiptId; staff_id: StaffId };
  stock_receipt_line: {
    line_id: ReceiptLineId;
    receipt_id: ReceiptId;
    seq: number;
    item_id: ItemId;
    order_line_id: OrderLineId | null;
    delivered: number;
    accepted: number;
    rejected: number;
    rejection_code: ReceiptRejectionCode | null;
    price_idr: number;
    price_per: number;
    expiry_date: string | null;
    supplier_lot_code: string | null;
    storage_place_id: StoragePlaceId;
    photo_ids: string;
  };
  stock_issue_lot: {
    issue_id: IssueId;
    lot_id: LotId;
    item_id: ItemId;
    batch_id: BatchId | null;
    purpose: IssuePurpose;
    issued: number;
    issued_value_idr: number;
    returned: number;
    returned_value_idr: number;
    off_fefo_reason: string | null;
    seq: number;
    issued_at_ms: number;
    service_date: string;
    staff_id: StaffId | null;
  };
  stock_movement: {
    seq: number;
    line_number: number;
    movement_kind: MovementKind;
    item_id: ItemId;
    lot_id: LotId;
    delta: number;
    after: number;
    value_idr: number;
    value_after_idr: number;
    reference_id: string;
    batch_id: BatchId | null;
    reason_code: string | null;
    service_date: string;
    occurred_at_ms: number;
    staff_id: StaffId | null;
  };
  /** What the kitchen used of an item for a service day: issued, less what came back, and taken by recipe. */
  stock_use: {
    service_date: string;
    item_id: ItemId;
    used: number;
  };
  stock_adjustment: {
    adjustment_id: AdjustmentId;
    seq: number;
    status: AdjustmentStatus;
    item_id: ItemId;
    lot_id: LotId;
    delta: number;
    reason_code: AdjustmentReason;
    note: string | null;
    asked_at_ms: number;
    staff_id: StaffId | null;
    decided_at_ms: number | null;
    decided_by_staff_id: StaffId | null;
    rejection_reason: string | null;
  };
  stock_count: {
    count_id: CountId;
    seq: number;
    status: CountStatus;
    storage_place_id: StoragePlaceId;
    is_frozen: number;
    /** JSON list of everybody who began, counted or submitted. */
    maker_staff_ids: string;
    started_at_ms: number;
    staff_id: StaffId | null;
    submitted_at_ms: number | null;
    decided_at_ms: number | null;
    decided_by_staff_id: StaffId | null;
    rejection_reason: string | null;
    service_date: string;
    counted_value_idr: number | null;
    difference_value_idr: number | null;
  };
  stock_count_line: {
    count_id: CountId;
    lot_id: LotId;
    item_id: ItemId;
    counted: number;
    book: number;
  };
  stock_backflush: {
    dish_run_id: DishRunId;
    batch_id: BatchId;
    seq: number;
    service_date: string;
    /** The event's lines, needs and shortages as JSON. */
    lines: string;
    needs: string;
    shortages: string;
    value_idr: number;
    /** What stands; a reversed one is kept as its history until the next. */
    is_standing: number;
  };
}

export const inventorySql: SqlBuilder<InventoryTables> = createSqlBuilder<InventoryTables>();

export const inventoryTables: readonly ProjectionTable[] = [
  {
    name: "stock_item",
    ddl: [
      `CREATE TABLE stock_item (
        item_id TEXT PRIMARY KEY, item_code TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL,
        ingredient_id TEXT, item TEXT NOT NULL, is_archived INTEGER NOT NULL, min_amount INTEGER NOT NULL,
        on_hand INTEGER NOT NULL,
        value_idr INTEGER NOT NULL, last_price_idr INTEGER, last_price_per INTEGER, last_received_at_ms INTEGER
      ) STRICT, WITHOUT ROWID`,
      "CREATE UNIQUE INDEX stock_item_by_code ON stock_item (item_code)",
      "CREATE INDEX stock_item_by_name ON stock_item (is_archived, name, item_id)",
      "CREATE INDEX stock_item_watched ON stock_item (item_id) WHERE min_amount > 0 AND is_archived = 0",
      "CREATE INDEX stock_item_by_ingredient ON stock_item (ingredient_id, is_archived)",
    ],
  },
  {
    name: "stock_place",
    ddl: [
      `CREATE TABLE stock_place (
        storage_place_id TEXT PRIMARY KEY, name TEXT NOT NULL, storage_kind TEXT NOT NULL, open_count_id TEXT,
        is_frozen INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_place_by_name ON stock_place (name, storage_place_id)",
    ],
  },
  {
    name: "stock_lot",
    ddl: [
      `CREATE TABLE stock_lot (
        lot_id TEXT PRIMARY KEY, lot_code TEXT NOT NULL, item_id TEXT NOT NULL, receipt_id TEXT NOT NULL,
        supplier_id TEXT, supplier_lot_code TEXT, storage_place_id TEXT NOT NULL, on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
        received INTEGER NOT NULL, price_idr INTEGER NOT NULL, price_per INTEGER NOT NULL, expiry_date TEXT,
        status TEXT NOT NULL, block_reason_code TEXT, block_note TEXT, received_seq INTEGER NOT NULL,
        received_at_ms INTEGER NOT NULL, service_date TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_lot_held ON stock_lot (item_id, expiry_date, received_seq) WHERE on_hand > 0",
      "CREATE INDEX stock_lot_by_item ON stock_lot (item_id, received_seq)",
      "CREATE INDEX stock_lot_by_place ON stock_lot (storage_place_id, item_id)",
      "CREATE INDEX stock_lot_by_expiry ON stock_lot (expiry_date) WHERE on_hand > 0",
      "CREATE INDEX stock_lot_by_receipt ON stock_lot (receipt_id)",
      "CREATE INDEX stock_lot_by_day ON stock_lot (service_date)",
    ],
  },
  {
    name: "stock_receipt",
    ddl: [
      `CREATE TABLE stock_receipt (
        receipt_id TEXT PRIMARY KEY, receipt_code TEXT NOT NULL, order_id TEXT, supplier_id TEXT, status TEXT NOT NULL,
        vehicle_note TEXT, started_at_ms INTEGER NOT NULL, finished_at_ms INTEGER, service_date TEXT NOT NULL,
        seq INTEGER NOT NULL, staff_id TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_receipt_by_day ON stock_receipt (service_date, seq)",
      "CREATE INDEX stock_receipt_open ON stock_receipt (seq) WHERE status = 'open'",
      "CREATE INDEX stock_receipt_by_order ON stock_receipt (order_id)",
      "CREATE INDEX stock_receipt_by_supplier ON stock_receipt (supplier_id, seq)",
      "CREATE INDEX stock_receipt_by_end ON stock_receipt (finished_at_ms)",
    ],
  },
  {
    name: "stock_receipt_person",
    ddl: [
      `CREATE TABLE stock_receipt_person (
        receipt_id TEXT NOT NULL, staff_id TEXT NOT NULL, PRIMARY KEY (receipt_id, staff_id)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "stock_receipt_line",
    ddl: [
      `CREATE TABLE stock_receipt_line (
        line_id TEXT PRIMARY KEY, receipt_id TEXT NOT NULL, seq INTEGER NOT NULL, item_id TEXT NOT NULL,
        order_line_id TEXT, delivered INTEGER NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
        rejection_code TEXT, price_idr INTEGER NOT NULL, price_per INTEGER NOT NULL, expiry_date TEXT,
        supplier_lot_code TEXT, storage_place_id TEXT NOT NULL, photo_ids TEXT NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_receipt_line_by_receipt ON stock_receipt_line (receipt_id, seq)",
    ],
  },
  {
    name: "stock_issue_lot",
    ddl: [
      `CREATE TABLE stock_issue_lot (
        issue_id TEXT NOT NULL, lot_id TEXT NOT NULL, item_id TEXT NOT NULL, batch_id TEXT, purpose TEXT NOT NULL,
        issued INTEGER NOT NULL, issued_value_idr INTEGER NOT NULL, returned INTEGER NOT NULL,
        returned_value_idr INTEGER NOT NULL, off_fefo_reason TEXT, seq INTEGER NOT NULL, issued_at_ms INTEGER NOT NULL,
        service_date TEXT NOT NULL, staff_id TEXT, PRIMARY KEY (issue_id, lot_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_issue_lot_by_batch ON stock_issue_lot (batch_id, seq)",
      "CREATE INDEX stock_issue_lot_by_day ON stock_issue_lot (service_date, seq)",
    ],
  },
  {
    name: "stock_movement",
    ddl: [
      `CREATE TABLE stock_movement (
        seq INTEGER NOT NULL, line_number INTEGER NOT NULL, movement_kind TEXT NOT NULL, item_id TEXT NOT NULL,
        lot_id TEXT NOT NULL, delta INTEGER NOT NULL, after INTEGER NOT NULL CHECK (after >= 0),
        value_idr INTEGER NOT NULL, value_after_idr INTEGER NOT NULL, reference_id TEXT NOT NULL, batch_id TEXT,
        reason_code TEXT, service_date TEXT NOT NULL, occurred_at_ms INTEGER NOT NULL, staff_id TEXT,
        PRIMARY KEY (seq, line_number)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_movement_by_item ON stock_movement (item_id, seq, line_number)",
      "CREATE INDEX stock_movement_by_lot ON stock_movement (lot_id, seq, line_number)",
    ],
  },
  {
    name: "stock_use",
    ddl: [
      `CREATE TABLE stock_use (
        service_date TEXT NOT NULL, item_id TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (service_date, item_id)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "stock_adjustment",
    ddl: [
      `CREATE TABLE stock_adjustment (
        adjustment_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, status TEXT NOT NULL, item_id TEXT NOT NULL,
        lot_id TEXT NOT NULL, delta INTEGER NOT NULL, reason_code TEXT NOT NULL, note TEXT,
        asked_at_ms INTEGER NOT NULL, staff_id TEXT, decided_at_ms INTEGER, decided_by_staff_id TEXT,
        rejection_reason TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_adjustment_by_status ON stock_adjustment (status, seq)",
    ],
  },
  {
    name: "stock_count",
    ddl: [
      `CREATE TABLE stock_count (
        count_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, status TEXT NOT NULL, storage_place_id TEXT NOT NULL,
        is_frozen INTEGER NOT NULL, maker_staff_ids TEXT NOT NULL, started_at_ms INTEGER NOT NULL, staff_id TEXT,
        submitted_at_ms INTEGER, decided_at_ms INTEGER, decided_by_staff_id TEXT, rejection_reason TEXT,
        service_date TEXT NOT NULL, counted_value_idr INTEGER, difference_value_idr INTEGER
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_count_by_status ON stock_count (status, seq)",
    ],
  },
  {
    name: "stock_count_line",
    ddl: [
      `CREATE TABLE stock_count_line (
        count_id TEXT NOT NULL, lot_id TEXT NOT NULL, item_id TEXT NOT NULL, counted INTEGER NOT NULL,
        book INTEGER NOT NULL, PRIMARY KEY (count_id, lot_id)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "stock_backflush",
    ddl: [
      `CREATE TABLE stock_backflush (
        dish_run_id TEXT PRIMARY KEY, batch_id TEXT NOT NULL, seq INTEGER NOT NULL, service_date TEXT NOT NULL,
        lines TEXT NOT NULL, needs TEXT NOT NULL, shortages TEXT NOT NULL, value_idr INTEGER NOT NULL,
        is_standing INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX stock_backflush_by_batch ON stock_backflush (batch_id, is_standing)",
      "CREATE INDEX stock_backflush_by_day ON stock_backflush (service_date)",
    ],
  },
];
