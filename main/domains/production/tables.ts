import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const PRODUCTION_PROJECTION_VERSION = 4;

export interface ProductionTables {
  production_batch: {
    batch_id: string;
    batch_code: string;
    kloter_number: number;
    service_date: string;
    wave: string;
    label: string;
    status: string;
    needed_by_at_ms: number;
    /** Portions with special packs. */
    portion_count: number;
    portioned_count: number;
    started_at_ms: number | null;
    /** When the last dish was cooked. */
    cooked_at_ms: number | null;
    portioning_started_at_ms: number | null;
    portioning_finished_at_ms: number | null;
    completed_at_ms: number | null;
    is_reworked: number;
    plan_file_name: string | null;
    /** JSON of `BatchProgress` without its acts, which are rows of their own: a count of one tray rewrites little. */
    progress: string;
    /** JSON of the newest act that can still be taken back. */
    newest_act: string | null;
    stream_version: number;
  };
  /** Apart from the batch's row, which every act writes anew. */
  production_plan: {
    batch_id: string;
    /** JSON of `BatchPlan` without ingredients and steps, for boards. */
    outline: string;
    /** JSON of the whole `BatchPlan`. */
    plan: string;
  };
  production_dish_run: {
    dish_run_id: string;
    batch_id: string;
    service_date: string;
    recipe_code: string;
    dish_name: string;
    portion_count: number;
    planned_duration_ms: number;
    standard_duration_ms: number;
    status: string;
    is_reworked: number;
    cooked_at_ms: number | null;
    cooked_seq: number;
    cook_duration_ms: number | null;
  };
  /** Stage acts not taken back, newest by `seq`. */
  production_act: {
    event_id: string;
    batch_id: string;
    seq: number;
    /** JSON of `StageAct`. */
    act: string;
  };
  production_note: {
    event_id: string;
    seq: number;
    batch_id: string;
    note: string;
    staff_id: string | null;
    occurred_at_ms: number;
  };
  production_waste: {
    waste_id: string;
    seq: number;
    service_date: string;
    batch_id: string | null;
    waste_source: string;
    ingredient_name: string | null;
    mass_g: number;
    is_edible: number;
    disposal: string;
    staff_id: string | null;
    occurred_at_ms: number;
  };
}

export const productionSql = createSqlBuilder<ProductionTables>();

export const productionTables: readonly ProjectionTable[] = [
  {
    name: "production_batch",
    ddl: [
      `CREATE TABLE production_batch (
        batch_id TEXT PRIMARY KEY,
        batch_code TEXT NOT NULL UNIQUE,
        kloter_number INTEGER NOT NULL,
        service_date TEXT NOT NULL,
        wave TEXT NOT NULL,
        label TEXT NOT NULL,
        status TEXT NOT NULL,
        needed_by_at_ms INTEGER NOT NULL,
        portion_count INTEGER NOT NULL,
        portioned_count INTEGER NOT NULL,
        started_at_ms INTEGER,
        cooked_at_ms INTEGER,
        portioning_started_at_ms INTEGER,
        portioning_finished_at_ms INTEGER,
        completed_at_ms INTEGER,
        is_reworked INTEGER NOT NULL,
        plan_file_name TEXT,
        progress TEXT NOT NULL,
        newest_act TEXT,
        stream_version INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX production_batch_by_day ON production_batch (service_date, kloter_number)",
      "CREATE INDEX production_batch_by_completion ON production_batch (completed_at_ms)",
    ],
  },
  {
    name: "production_plan",
    ddl: ["CREATE TABLE production_plan (batch_id TEXT PRIMARY KEY, outline TEXT NOT NULL, plan TEXT NOT NULL) STRICT"],
  },
  {
    name: "production_dish_run",
    ddl: [
      `CREATE TABLE production_dish_run (
        dish_run_id TEXT PRIMARY KEY,
        batch_id TEXT NOT NULL,
        service_date TEXT NOT NULL,
        recipe_code TEXT NOT NULL,
        dish_name TEXT NOT NULL,
        portion_count INTEGER NOT NULL,
        planned_duration_ms INTEGER NOT NULL,
        standard_duration_ms INTEGER NOT NULL,
        status TEXT NOT NULL,
        is_reworked INTEGER NOT NULL,
        cooked_at_ms INTEGER,
        cooked_seq INTEGER NOT NULL,
        cook_duration_ms INTEGER
      ) STRICT`,
      "CREATE INDEX production_dish_run_by_batch ON production_dish_run (batch_id)",
      "CREATE INDEX production_dish_run_by_recipe ON production_dish_run (recipe_code, status, cooked_seq)",
      "CREATE INDEX production_dish_run_by_status ON production_dish_run (status, cooked_seq)",
      "CREATE INDEX production_dish_run_by_day ON production_dish_run (service_date, status)",
    ],
  },
  {
    name: "production_act",
    ddl: [
      `CREATE TABLE production_act (
        batch_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        event_id TEXT NOT NULL,
        act TEXT NOT NULL,
        PRIMARY KEY (batch_id, seq)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "production_note",
    ddl: [
      `CREATE TABLE production_note (
        event_id TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        batch_id TEXT NOT NULL,
        note TEXT NOT NULL,
        staff_id TEXT,
        occurred_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX production_note_by_batch ON production_note (batch_id, seq)",
    ],
  },
  {
    name: "production_waste",
    ddl: [
      `CREATE TABLE production_waste (
        waste_id TEXT PRIMARY KEY,
        seq INTEGER NOT NULL,
        service_date TEXT NOT NULL,
        batch_id TEXT,
        waste_source TEXT NOT NULL,
        ingredient_name TEXT,
        mass_g INTEGER NOT NULL,
        is_edible INTEGER NOT NULL,
        disposal TEXT NOT NULL,
        staff_id TEXT,
        occurred_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX production_waste_by_day ON production_waste (service_date, seq)",
      "CREATE INDEX production_waste_by_batch ON production_waste (batch_id)",
    ],
  },
];
