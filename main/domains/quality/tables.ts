import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { CheckId, DeviationId, SampleId } from "#domains/quality/ids.ts";
import type {
  BatchQualityStatus,
  CheckAction,
  CheckKind,
  CheckOutcome,
  CheckTarget,
  DeviationStatus,
  Disposition,
  HoldReason,
  SampleStatus,
  Severity,
  TastingVerdict,
} from "#domains/quality/values.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import type { SqlBuilder } from "#main/store/readable-db.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const QUALITY_PROJECTION_VERSION = 2;

/** Columns hold what projections wrote from parsed events, so their types are those of the events. */
export interface QualityTables {
  quality_check: {
    check_id: CheckId;
    seq: number;
    event_id: string;
    stream_id: string;
    check_kind: CheckKind;
    /** Of a tasting. */
    phase: string | null;
    target_kind: CheckTarget["kind"];
    target_id: string;
    batch_id: BatchId | null;
    dish_run_id: DishRunId | null;
    outcome: CheckOutcome;
    is_while_cooking: number;
    /** Counts for the pass rate: not a low reading of a dish that still cooks. */
    is_final: number;
    temperature_c: number | null;
    limit_c: number | null;
    limit_kind: "min" | "max" | null;
    limit_version: number | null;
    score_bp: number | null;
    detail: string;
    action_code: CheckAction["actionCode"] | null;
    action_reason: string | null;
    note: string | null;
    /** When it was observed: a correction keeps the original's time. */
    observed_at_ms: number;
    recorded_at_ms: number;
    service_date: string;
    staff_id: StaffId | null;
    is_late_entry: number;
    replaces_check_id: CheckId | null;
    replaced_by_check_id: CheckId | null;
    correction_reason: string | null;
  };
  quality_tasting_dish: {
    check_id: CheckId;
    dish_run_id: DishRunId;
    batch_id: BatchId;
    phase: string;
    verdict: TastingVerdict;
    lowest_points: number;
    observed_at_ms: number;
    seq: number;
    staff_id: StaffId | null;
    is_replaced: number;
  };
  quality_rapid_test: {
    check_id: CheckId;
    substance_code: string;
    batch_id: BatchId;
    service_date: string;
    outcome: "negative" | "positive";
    staff_id: StaffId | null;
    is_replaced: number;
  };
  batch_quality: {
    batch_id: BatchId;
    service_date: string;
    status: BatchQualityStatus;
    changed_at_ms: number;
    held_at_ms: number | null;
    held_by_staff_id: StaffId | null;
    hold_reason_code: HoldReason | null;
    hold_note: string | null;
    hold_check_id: CheckId | null;
    hold_recorded_by_staff_id: StaffId | null;
    /** How often it was ever held or released by override; a clean release has neither. */
    hold_count: number;
    override_count: number;
    released_at_ms: number | null;
    released_by_staff_id: StaffId | null;
    release_gates: string | null;
    consume_by_at_ms: number | null;
  };
  quality_rework_decision: {
    event_id: string;
    batch_id: BatchId;
    /** Null: every dish of the batch. */
    dish_run_id: DishRunId | null;
    decided_at_ms: number;
    seq: number;
  };
  quality_sample: {
    sample_id: SampleId;
    seq: number;
    sample_code: string;
    batch_id: BatchId;
    service_date: string;
    status: SampleStatus;
    portion_count: number;
    taken_at_ms: number;
    taken_by_staff_id: StaffId | null;
    stored_at_ms: number | null;
    storage_place_code: string | null;
    temperature_c: number | null;
    dispose_after_at_ms: number | null;
    disposed_at_ms: number | null;
    disposed_by_staff_id: StaffId | null;
    witness_staff_id: StaffId | null;
  };
  quality_deviation: {
    deviation_id: DeviationId;
    seq: number;
    target_kind: CheckTarget["kind"];
    target_id: string;
    batch_id: BatchId | null;
    check_kind: CheckKind;
    severity: Severity;
    severity_rank: number;
    status: DeviationStatus;
    occurrence_count: number;
    check_ids: string;
    opened_at_ms: number;
    updated_at_ms: number;
    service_date: string;
    note: string | null;
    recorded_by_staff_id: StaffId | null;
    acknowledged_at_ms: number | null;
    acknowledged_by_staff_id: StaffId | null;
    cause: string | null;
    action: string | null;
    disposition: Disposition | null;
    action_at_ms: number | null;
    action_by_staff_id: StaffId | null;
    verified_at_ms: number | null;
    verified_by_staff_id: StaffId | null;
  };
  quality_log: {
    seq: number;
    event_id: string;
    entry_kind: string;
    service_date: string;
    occurred_at_ms: number;
    recorded_at_ms: number;
    batch_id: BatchId | null;
    dish_run_id: DishRunId | null;
    check_kind: CheckKind | null;
    outcome: CheckOutcome | null;
    temperature_c: number | null;
    limit_c: number | null;
    action_code: string | null;
    reason: string | null;
    subject_id: string;
    staff_id: StaffId | null;
    is_late_entry: number;
    is_clock_untrusted: number;
  };
}

export const qualitySql: SqlBuilder<QualityTables> = createSqlBuilder<QualityTables>();

export const qualityTables: readonly ProjectionTable[] = [
  {
    name: "quality_check",
    ddl: [
      `CREATE TABLE quality_check (
        check_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, event_id TEXT NOT NULL, stream_id TEXT NOT NULL,
        check_kind TEXT NOT NULL, phase TEXT, target_kind TEXT NOT NULL, target_id TEXT NOT NULL,
        batch_id TEXT, dish_run_id TEXT, outcome TEXT NOT NULL, is_while_cooking INTEGER NOT NULL,
        is_final INTEGER NOT NULL, temperature_c REAL, limit_c REAL, limit_kind TEXT, limit_version INTEGER,
        score_bp INTEGER, detail TEXT NOT NULL, action_code TEXT, action_reason TEXT, note TEXT,
        observed_at_ms INTEGER NOT NULL, recorded_at_ms INTEGER NOT NULL, service_date TEXT NOT NULL,
        staff_id TEXT, is_late_entry INTEGER NOT NULL, replaces_check_id TEXT, replaced_by_check_id TEXT,
        correction_reason TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX quality_check_by_batch ON quality_check (batch_id, check_kind, observed_at_ms, seq)",
      "CREATE INDEX quality_check_by_run ON quality_check (dish_run_id, check_kind, observed_at_ms, seq)",
      "CREATE INDEX quality_check_incoming ON quality_check (target_id, seq) WHERE check_kind = 'incoming'",
      "CREATE INDEX quality_check_by_day ON quality_check (service_date, check_kind, seq)",
    ],
  },
  {
    name: "quality_tasting_dish",
    ddl: [
      `CREATE TABLE quality_tasting_dish (
        check_id TEXT NOT NULL, dish_run_id TEXT NOT NULL, batch_id TEXT NOT NULL, phase TEXT NOT NULL,
        verdict TEXT NOT NULL, lowest_points INTEGER NOT NULL, observed_at_ms INTEGER NOT NULL, seq INTEGER NOT NULL,
        staff_id TEXT, is_replaced INTEGER NOT NULL, PRIMARY KEY (check_id, dish_run_id)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX quality_tasting_dish_by_batch ON quality_tasting_dish (batch_id, dish_run_id, observed_at_ms, seq)",
    ],
  },
  {
    name: "quality_rapid_test",
    ddl: [
      `CREATE TABLE quality_rapid_test (
        check_id TEXT NOT NULL, substance_code TEXT NOT NULL, batch_id TEXT NOT NULL, service_date TEXT NOT NULL,
        outcome TEXT NOT NULL, staff_id TEXT, is_replaced INTEGER NOT NULL, PRIMARY KEY (check_id, substance_code)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX quality_rapid_test_by_day ON quality_rapid_test (service_date, is_replaced, substance_code)",
      "CREATE INDEX quality_rapid_test_by_batch ON quality_rapid_test (batch_id, is_replaced, outcome)",
    ],
  },
  {
    name: "batch_quality",
    ddl: [
      `CREATE TABLE batch_quality (
        batch_id TEXT PRIMARY KEY, service_date TEXT NOT NULL, status TEXT NOT NULL, changed_at_ms INTEGER NOT NULL,
        held_at_ms INTEGER, held_by_staff_id TEXT, hold_reason_code TEXT, hold_note TEXT, hold_check_id TEXT,
        hold_recorded_by_staff_id TEXT, hold_count INTEGER NOT NULL, override_count INTEGER NOT NULL,
        released_at_ms INTEGER, released_by_staff_id TEXT, release_gates TEXT, consume_by_at_ms INTEGER
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX batch_quality_by_day ON batch_quality (service_date, status)",
    ],
  },
  {
    name: "quality_rework_decision",
    ddl: [
      `CREATE TABLE quality_rework_decision (
        event_id TEXT NOT NULL, batch_id TEXT NOT NULL, dish_run_id TEXT, decided_at_ms INTEGER NOT NULL,
        seq INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX quality_rework_decision_by_batch ON quality_rework_decision (batch_id, seq)",
    ],
  },
  {
    name: "quality_sample",
    ddl: [
      `CREATE TABLE quality_sample (
        sample_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, sample_code TEXT NOT NULL, batch_id TEXT NOT NULL,
        service_date TEXT NOT NULL, status TEXT NOT NULL, portion_count INTEGER NOT NULL,
        taken_at_ms INTEGER NOT NULL, taken_by_staff_id TEXT, stored_at_ms INTEGER, storage_place_code TEXT,
        temperature_c REAL, dispose_after_at_ms INTEGER, disposed_at_ms INTEGER, disposed_by_staff_id TEXT,
        witness_staff_id TEXT
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX quality_sample_by_batch ON quality_sample (batch_id, status)",
      "CREATE INDEX quality_sample_by_status ON quality_sample (status, seq)",
      "CREATE INDEX quality_sample_by_seq ON quality_sample (seq)",
      "CREATE UNIQUE INDEX quality_sample_by_code ON quality_sample (service_date, sample_code)",
    ],
  },
  {
    name: "quality_deviation",
    ddl: [
      `CREATE TABLE quality_deviation (
        deviation_id TEXT PRIMARY KEY, seq INTEGER NOT NULL, target_kind TEXT NOT NULL, target_id TEXT NOT NULL,
        batch_id TEXT, check_kind TEXT NOT NULL, severity TEXT NOT NULL, severity_rank INTEGER NOT NULL,
        status TEXT NOT NULL, occurrence_count INTEGER NOT NULL, check_ids TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, service_date TEXT NOT NULL, note TEXT,
        recorded_by_staff_id TEXT, acknowledged_at_ms INTEGER, acknowledged_by_staff_id TEXT, cause TEXT, action TEXT,
        disposition TEXT, action_at_ms INTEGER, action_by_staff_id TEXT, verified_at_ms INTEGER,
        verified_by_staff_id TEXT
      ) STRICT, WITHOUT ROWID`,
      `CREATE UNIQUE INDEX quality_deviation_unverified ON quality_deviation (target_kind, target_id, check_kind)
        WHERE status <> 'verified'`,
      "CREATE INDEX quality_deviation_by_batch ON quality_deviation (batch_id, status)",
      "CREATE INDEX quality_deviation_by_status ON quality_deviation (status, severity_rank DESC, opened_at_ms)",
    ],
  },
  {
    name: "quality_log",
    ddl: [
      `CREATE TABLE quality_log (
        seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, entry_kind TEXT NOT NULL, service_date TEXT NOT NULL,
        occurred_at_ms INTEGER NOT NULL, recorded_at_ms INTEGER NOT NULL, batch_id TEXT, dish_run_id TEXT,
        check_kind TEXT, outcome TEXT, temperature_c REAL, limit_c REAL, action_code TEXT, reason TEXT,
        subject_id TEXT NOT NULL, staff_id TEXT, is_late_entry INTEGER NOT NULL, is_clock_untrusted INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX quality_log_by_day ON quality_log (service_date, seq)",
    ],
  },
];
