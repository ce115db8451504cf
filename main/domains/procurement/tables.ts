import type { BaseUnit } from "#kernel/quantity.ts";
import type { StaffId } from "#kernel/ids.ts";
import type {
  ExpenseKind,
  InvoiceStatus,
  OrderChannel,
  OrderMethod,
  OrderStatus,
  PaymentMethod,
  SupplierKind,
  SupplierStatus,
} from "#domains/procurement/vocabulary.ts";
import type { ItemId, ReceiptId } from "#domains/inventory/ids.ts";
import type {
  ExpenseId,
  InvoiceId,
  OrderId,
  OrderLineId,
  PlanId,
  SupplierId,
  SurveyId,
} from "#domains/procurement/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a shape or a projection below changes: the tables are then made again from the log. */
export const PROCUREMENT_PROJECTION_VERSION = 1;

/** Read models of buying. Columns named `…_json` hold what an event said, as canonical as it came. */
export interface ProcurementTables {
  readonly supplier: {
    supplier_id: SupplierId;
    name: string;
    /** The name without capitals and spaces: what makes two suppliers one. */
    name_key: string;
    kind: SupplierKind;
    status: SupplierStatus;
    status_reason: string | null;
    item_categories_json: string;
    certificates_json: string;
  };
  /** `per_unit` and `per_amount` are what `price_idr` is for. */
  readonly price_quote: {
    survey_id: SurveyId;
    quote_number: number;
    survey_date: string;
    item_id: ItemId;
    supplier_id: SupplierId | null;
    place: string | null;
    price_idr: number;
    per_unit: BaseUnit;
    per_amount: number;
  };
  readonly purchase_plan: {
    plan_id: PlanId;
    from_date: string;
    to_date: string;
    status: "drafted" | "approved";
    portion_counts_json: string;
    lines_json: string;
    total_idr: number;
    drafted_by_staff_id: StaffId | null;
    drafted_at_ms: number;
    approved_by_staff_id: StaffId | null;
    approved_at_ms: number | null;
  };
  readonly purchase_order: {
    order_id: OrderId;
    order_code: string;
    /** The service day it was drafted on: codes are dense in it. */
    service_date: string;
    supplier_id: SupplierId;
    needed_date: string;
    method: OrderMethod;
    status: OrderStatus;
    total_idr: number;
    plan_id: PlanId | null;
    note: string | null;
    price_flags_json: string;
    flags_json: string;
    maker_staff_ids_json: string;
    drafted_by_staff_id: StaffId | null;
    drafted_at_ms: number;
    submitted_at_ms: number | null;
    decided_by_staff_id: StaffId | null;
    decided_at_ms: number | null;
    decision_reason: string | null;
    sent_at_ms: number | null;
    channel: OrderChannel | null;
    ended_at_ms: number | null;
    end_reason: string | null;
  };
  readonly purchase_order_line: {
    order_id: OrderId;
    line_number: number;
    line_id: OrderLineId;
    item_id: ItemId;
    unit: BaseUnit;
    amount: number;
    purchase_unit_code: string | null;
    price_idr: number;
    per_amount: number;
    line_idr: number;
    needed_for_date: string | null;
  };
  readonly invoice: {
    invoice_id: InvoiceId;
    supplier_id: SupplierId;
    invoice_number: string;
    /** The number without capitals and spaces. */
    number_key: string;
    invoice_date: string;
    order_id: OrderId | null;
    status: InvoiceStatus;
    amount_idr: number;
    paid_idr: number;
    lines_json: string;
    differences_json: string;
    reason: string | null;
    matched_by_staff_id: StaffId | null;
    matched_at_ms: number;
    approved_by_staff_id: StaffId | null;
    approved_at_ms: number | null;
  };
  readonly invoice_receipt: { receipt_id: ReceiptId; invoice_id: InvoiceId };
  readonly invoice_line: { invoice_id: InvoiceId; item_id: ItemId; unit: BaseUnit; amount: number; amount_idr: number };
  readonly payment: {
    invoice_id: InvoiceId;
    payment_number: number;
    amount_idr: number;
    method: PaymentMethod;
    reference: string | null;
    paid_at_ms: number;
  };
  readonly expense: {
    expense_id: ExpenseId;
    service_date: string;
    expense_kind: ExpenseKind;
    amount_idr: number;
    note: string | null;
    document_photo_id: string | null;
    recorded_by_staff_id: StaffId | null;
    recorded_at_ms: number;
  };
}

export const procurementSql = createSqlBuilder<ProcurementTables>();

export const procurementTables: readonly ProjectionTable[] = [
  {
    name: "supplier",
    ddl: [
      `CREATE TABLE supplier (
        supplier_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        kind TEXT NOT NULL,
        status TEXT NOT NULL,
        status_reason TEXT,
        item_categories_json TEXT NOT NULL,
        certificates_json TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX supplier_by_name ON supplier (name_key)",
    ],
  },
  {
    name: "price_quote",
    ddl: [
      `CREATE TABLE price_quote (
        survey_id TEXT NOT NULL,
        quote_number INTEGER NOT NULL,
        survey_date TEXT NOT NULL,
        item_id TEXT NOT NULL,
        supplier_id TEXT,
        place TEXT,
        price_idr INTEGER NOT NULL,
        per_unit TEXT NOT NULL,
        per_amount INTEGER NOT NULL,
        PRIMARY KEY (survey_id, quote_number)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX price_quote_by_item ON price_quote (item_id, survey_date)",
    ],
  },
  {
    name: "purchase_plan",
    ddl: [
      `CREATE TABLE purchase_plan (
        plan_id TEXT PRIMARY KEY,
        from_date TEXT NOT NULL,
        to_date TEXT NOT NULL,
        status TEXT NOT NULL,
        portion_counts_json TEXT NOT NULL,
        lines_json TEXT NOT NULL,
        total_idr INTEGER NOT NULL,
        drafted_by_staff_id TEXT,
        drafted_at_ms INTEGER NOT NULL,
        approved_by_staff_id TEXT,
        approved_at_ms INTEGER
      ) STRICT`,
      "CREATE INDEX purchase_plan_by_date ON purchase_plan (to_date, from_date)",
    ],
  },
  {
    name: "purchase_order",
    ddl: [
      `CREATE TABLE purchase_order (
        order_id TEXT PRIMARY KEY,
        order_code TEXT NOT NULL,
        service_date TEXT NOT NULL,
        supplier_id TEXT NOT NULL,
        needed_date TEXT NOT NULL,
        method TEXT NOT NULL,
        status TEXT NOT NULL,
        total_idr INTEGER NOT NULL,
        plan_id TEXT,
        note TEXT,
        price_flags_json TEXT NOT NULL,
        flags_json TEXT NOT NULL,
        maker_staff_ids_json TEXT NOT NULL,
        drafted_by_staff_id TEXT,
        drafted_at_ms INTEGER NOT NULL,
        submitted_at_ms INTEGER,
        decided_by_staff_id TEXT,
        decided_at_ms INTEGER,
        decision_reason TEXT,
        sent_at_ms INTEGER,
        channel TEXT,
        ended_at_ms INTEGER,
        end_reason TEXT
      ) STRICT`,
      "CREATE INDEX purchase_order_by_needed ON purchase_order (needed_date)",
      "CREATE INDEX purchase_order_by_day ON purchase_order (service_date)",
      "CREATE INDEX purchase_order_by_status ON purchase_order (status, needed_date)",
      "CREATE INDEX purchase_order_by_supplier ON purchase_order (supplier_id, needed_date)",
    ],
  },
  {
    name: "purchase_order_line",
    ddl: [
      `CREATE TABLE purchase_order_line (
        order_id TEXT NOT NULL,
        line_number INTEGER NOT NULL,
        line_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        amount INTEGER NOT NULL,
        purchase_unit_code TEXT,
        price_idr INTEGER NOT NULL,
        per_amount INTEGER NOT NULL,
        line_idr INTEGER NOT NULL,
        needed_for_date TEXT,
        PRIMARY KEY (order_id, line_number)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX purchase_order_line_by_item ON purchase_order_line (item_id)",
    ],
  },
  {
    name: "invoice",
    ddl: [
      `CREATE TABLE invoice (
        invoice_id TEXT PRIMARY KEY,
        supplier_id TEXT NOT NULL,
        invoice_number TEXT NOT NULL,
        number_key TEXT NOT NULL,
        invoice_date TEXT NOT NULL,
        order_id TEXT,
        status TEXT NOT NULL,
        amount_idr INTEGER NOT NULL,
        paid_idr INTEGER NOT NULL,
        lines_json TEXT NOT NULL,
        differences_json TEXT NOT NULL,
        reason TEXT,
        matched_by_staff_id TEXT,
        matched_at_ms INTEGER NOT NULL,
        approved_by_staff_id TEXT,
        approved_at_ms INTEGER
      ) STRICT`,
      "CREATE INDEX invoice_by_number ON invoice (supplier_id, number_key)",
      "CREATE INDEX invoice_by_date ON invoice (invoice_date)",
      "CREATE INDEX invoice_by_order ON invoice (order_id)",
    ],
  },
  {
    name: "invoice_receipt",
    ddl: [
      "CREATE TABLE invoice_receipt (receipt_id TEXT PRIMARY KEY, invoice_id TEXT NOT NULL) STRICT, WITHOUT ROWID",
      "CREATE INDEX invoice_receipt_by_invoice ON invoice_receipt (invoice_id)",
    ],
  },
  {
    name: "invoice_line",
    ddl: [
      `CREATE TABLE invoice_line (
        invoice_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        unit TEXT NOT NULL,
        amount INTEGER NOT NULL,
        amount_idr INTEGER NOT NULL,
        PRIMARY KEY (invoice_id, item_id)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "payment",
    ddl: [
      `CREATE TABLE payment (
        invoice_id TEXT NOT NULL,
        payment_number INTEGER NOT NULL,
        amount_idr INTEGER NOT NULL,
        method TEXT NOT NULL,
        reference TEXT,
        paid_at_ms INTEGER NOT NULL,
        PRIMARY KEY (invoice_id, payment_number)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "expense",
    ddl: [
      `CREATE TABLE expense (
        expense_id TEXT PRIMARY KEY,
        service_date TEXT NOT NULL,
        expense_kind TEXT NOT NULL,
        amount_idr INTEGER NOT NULL,
        note TEXT,
        document_photo_id TEXT,
        recorded_by_staff_id TEXT,
        recorded_at_ms INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX expense_by_date ON expense (service_date)",
    ],
  },
];
