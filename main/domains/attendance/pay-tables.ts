import type { StaffId } from "#kernel/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Read models of the wage lists; beside those of presence, under the same `ATTENDANCE_PROJECTION_VERSION`. */
export interface PayTables {
  readonly pay_period: {
    pay_period_id: string;
    from_date: string;
    to_date: string;
    state: "drafted" | "approved" | "paid";
    staff_count: number;
    total_idr: number;
    drafted_by_staff_id: StaffId | null;
    drafted_at_ms: number;
    head_approved_by_staff_id: StaffId | null;
    approved_by_staff_id: StaffId | null;
    approved_at_ms: number | null;
    paid_at_ms: number | null;
    paid_method: string | null;
    paid_reference: string | null;
  };
  /** Who is on which list; the amounts lie in `pay_line`. */
  readonly pay_period_person: { pay_period_id: string; staff_id: StaffId };
  /** Durable, outside the log (migration 0004): each person's line, sealed. */
  readonly pay_line: {
    pay_period_id: string;
    staff_id: StaffId;
    sealed_id: string;
    sealed: Uint8Array;
    written_at_ms: number;
  };
}

export const paySql = createSqlBuilder<PayTables>();

export const payTables: readonly ProjectionTable[] = [
  {
    name: "pay_period",
    ddl: [
      `CREATE TABLE pay_period (
        pay_period_id TEXT PRIMARY KEY,
        from_date TEXT NOT NULL,
        to_date TEXT NOT NULL,
        state TEXT NOT NULL,
        staff_count INTEGER NOT NULL,
        total_idr INTEGER NOT NULL,
        drafted_by_staff_id TEXT,
        drafted_at_ms INTEGER NOT NULL,
        head_approved_by_staff_id TEXT,
        approved_by_staff_id TEXT,
        approved_at_ms INTEGER,
        paid_at_ms INTEGER,
        paid_method TEXT,
        paid_reference TEXT
      ) STRICT`,
      "CREATE INDEX pay_period_by_date ON pay_period (to_date, from_date)",
    ],
  },
  {
    name: "pay_period_person",
    ddl: [
      `CREATE TABLE pay_period_person (
        pay_period_id TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        PRIMARY KEY (pay_period_id, staff_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX pay_period_person_by_staff ON pay_period_person (staff_id)",
    ],
  },
];
