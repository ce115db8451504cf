import type { Forecast } from "#domains/production/board.ts";
import {
  forecastModel,
  paceModel,
  type ForecastModel,
  type ForecastRules,
  type PastRun,
} from "#domains/production/forecast.ts";
import {
  checkingStandard,
  forecastHistory,
  forecastLineMin,
  forecastMedianMin,
  portioningStandardPerHour,
} from "#domains/production/settings.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { productionSql } from "./tables.ts";

/** Runs read at most; the setting `forecast.history` may not ask for more. */
const HISTORY_ROWS_MAX_COUNT = 100;
/** Models kept in memory; a kitchen cooks far fewer recipes. */
const MODELS_MAX_COUNT = 500;

export interface RunToForecast {
  readonly recipeCode: string;
  readonly standardDurationMs: number;
  readonly portionCount: number;
}

/** Forecasts from this kitchen's own history. */
export interface Forecaster {
  cooking(db: ReadableDb, read: SettingReader, run: RunToForecast): Forecast;
  checking(db: ReadableDb, read: SettingReader): Forecast;
  portioning(db: ReadableDb, read: SettingReader, portionCount: number): Forecast;
}

/**
 * Fitting a line and its leave-one-out error costs far more than reading the history, so a model is kept until the history
 * or the rules it was made from differ.
 */
export function createForecaster(): Forecaster {
  const modelByName = new Map<string, { readonly fingerprint: string; readonly model: ForecastModel }>();

  function kept(name: string, fingerprint: string, make: () => ForecastModel): ForecastModel {
    const known = modelByName.get(name);
    if (known?.fingerprint === fingerprint) return known.model;
    if (modelByName.size >= MODELS_MAX_COUNT) modelByName.clear();
    const model = make();
    modelByName.set(name, { fingerprint, model });
    return model;
  }

  return {
    cooking: (db, read, run) => {
      const rules = rulesFrom(read);
      const history = db.all(selectCookedRuns({ recipeCode: run.recipeCode }));
      const fingerprint = JSON.stringify([run.standardDurationMs, rules, history]);
      const model = kept(`cooking ${run.recipeCode}`, fingerprint, () =>
        forecastModel(history, run.standardDurationMs, rules),
      );
      return forecastOf(model, run.portionCount);
    },
    checking: (db, read) => {
      const rules = rulesFrom(read);
      const standardMs = read(checkingStandard).value;
      const history = stageHistory(db).map(({ checkedMs }) => ({ portionCount: 1, durationMs: checkedMs }));
      const fingerprint = JSON.stringify([standardMs, rules, history]);
      return forecastOf(
        kept("checking", fingerprint, () => forecastModel(history, standardMs, rules)),
        1,
      );
    },
    portioning: (db, read, portionCount) => {
      const rules = rulesFrom(read);
      const perHourCount = read(portioningStandardPerHour).value;
      const history = stageHistory(db).map((row) => ({ portionCount: row.portionCount, durationMs: row.portionedMs }));
      const fingerprint = JSON.stringify([perHourCount, rules, history]);
      return forecastOf(
        kept("portioning", fingerprint, () => paceModel(history, perHourCount, rules)),
        portionCount,
      );
    },
  };
}

function forecastOf(model: ForecastModel, portionCount: number): Forecast {
  const { method, runCount, errorMs } = model;
  return { durationMs: model.predictMs(portionCount), method, runCount, errorMs };
}

function rulesFrom(read: SettingReader): ForecastRules {
  return {
    historyCount: read(forecastHistory).value,
    lineMinCount: read(forecastLineMin).value,
    medianMinCount: read(forecastMedianMin).value,
  };
}

/** A dish cooked twice says nothing of how long it takes. */
const selectCookedRuns = createPreparedQuery<{ recipeCode: string }, PastRun>((value) =>
  productionSql
    .selectFrom("production_dish_run")
    .select(["portion_count as portionCount"])
    .select((column) => column.ref("cook_duration_ms").$notNull().as("durationMs"))
    .where("recipe_code", "=", value("recipeCode"))
    .where("status", "=", "cooked")
    .where("is_reworked", "=", 0)
    .where("cook_duration_ms", "is not", null)
    .orderBy("cooked_seq", "desc")
    .limit(HISTORY_ROWS_MAX_COUNT),
);

interface StageHistoryRow {
  readonly portionCount: number;
  readonly checkedMs: number;
  readonly portionedMs: number;
}

function stageHistory(db: ReadableDb): readonly StageHistoryRow[] {
  return db.all(selectCompleted({})).flatMap((row) => {
    const { cooked_at_ms, portioning_started_at_ms, portioning_finished_at_ms } = row;
    if (cooked_at_ms === null || portioning_started_at_ms === null || portioning_finished_at_ms === null) return [];
    return [
      {
        portionCount: row.portioned_count,
        checkedMs: Math.max(0, portioning_started_at_ms - cooked_at_ms),
        portionedMs: Math.max(0, portioning_finished_at_ms - portioning_started_at_ms),
      },
    ];
  });
}

const selectCompleted = createPreparedQuery(() =>
  productionSql
    .selectFrom("production_batch")
    .select(["portioned_count", "cooked_at_ms", "portioning_started_at_ms", "portioning_finished_at_ms"])
    .where("completed_at_ms", "is not", null)
    .where("is_reworked", "=", 0)
    .orderBy("completed_at_ms", "desc")
    .limit(HISTORY_ROWS_MAX_COUNT),
);
