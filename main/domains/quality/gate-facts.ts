import { cookClockHard } from "#domains/production/settings.ts";
import type { DishRunProgress } from "#domains/production/progress.ts";
import type { PlannedDishRun } from "#domains/production/plan.ts";
import type { GateDishRun, GateFacts } from "#domains/quality/gate-facts.ts";
import { coreLimitOf, dishesHeldTogether, holdingLimitOf } from "#domains/quality/judgement.ts";
import type { QualityFigures } from "#domains/quality/facts.ts";
import {
  cookClockTargetMs,
  eatingWindowMs,
  isRapidTestRequired,
  rapidTestSubstances,
  releaseReadingMaxAgeMs,
  sampleMinCount,
} from "#domains/quality/settings.ts";
import type { SettingReader } from "#kernel/setting.ts";
import type { BatchNow } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { qualityFigures } from "./figures.ts";
import {
  batchQuality,
  blockingDeviations,
  holdingReadings,
  latestCoreReading,
  storedSampleCount,
  tastingVerdicts,
  type HoldingReading,
  type TastingNow,
} from "./queries.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** Everything the release gates of a batch are judged by, but for the time: with the limits in force on its service day. */
export function gateFactsOf(db: ReadableDb, batch: BatchNow): GateFacts {
  const { plan, progress } = batch;
  const { batchId, serviceDate } = plan;
  const read = settingReader(db, serviceDate);
  const maxAge = read(releaseReadingMaxAgeMs);
  const target = read(cookClockTargetMs);
  const minCount = read(sampleMinCount);
  return {
    batchId,
    batchStatus: batch.status,
    qualityStatus: batchQuality(db, batchId).status,
    dishRuns: gateRunsOf(db, batch, qualityFigures(read)),
    readingMaxAgeMs: maxAge.value,
    readingMaxAgeVersion: maxAge.version,
    rapidTest: rapidTestOf(db, batch, read),
    sample: {
      storedCount: storedSampleCount(db, batchId),
      minCount: minCount.value,
      minVersion: minCount.version,
    },
    cookClock: {
      startAtMs: batch.clockStartAtMs,
      consumeByAtMs: batch.consumeByAtMs,
      points: plan.points.map(({ departureAtMs, travelMs }) => ({ departureAtMs, travelMs })),
      targetMs: target.value,
      targetVersion: target.version,
      hardMs: read(cookClockHard).value,
      eatingWindowMs: read(eatingWindowMs).value,
    },
    openDeviations: blockingDeviations(db, batchId).map(({ deviationId, severity, recordedByStaffId }) => ({
      deviationId,
      severity,
      recordedByStaffId,
    })),
    specialPacks: { requiredCount: plan.specialPackCount, packedCount: progress.portionedSpecialPackCount },
  };
}

interface RunReadings {
  readonly holding: readonly HoldingReading[];
  readonly tastings: readonly TastingNow[];
  /** Dishes a reading without a dish stands for. */
  readonly heldTogether: readonly string[];
}

function gateRunsOf(db: ReadableDb, batch: BatchNow, figures: QualityFigures): GateDishRun[] {
  const { plan, progress } = batch;
  const readings: RunReadings = {
    holding: holdingReadings(db, plan.batchId),
    tastings: tastingVerdicts(db, plan.batchId),
    heldTogether: dishesHeldTogether(plan.dishRuns).map((run) => run.dishRunId),
  };
  return plan.dishRuns.flatMap((planned) => {
    const run = progress.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
    return run === undefined ? [] : [gateRunOf(db, { planned, run }, figures, readings)];
  });
}

/** One dish with the readings of its last cooking: what was measured or tasted before a rework does not count. */
function gateRunOf(
  db: ReadableDb,
  { planned, run }: { readonly planned: PlannedDishRun; readonly run: DishRunProgress },
  figures: QualityFigures,
  readings: RunReadings,
): GateDishRun {
  const dish = {
    temperatureClass: planned.temperatureClass,
    coreTemperatureMinC: planned.coreTemperatureMinC ?? null,
  };
  const coreLimit = coreLimitOf(dish, figures.coreMinC);
  const holdingLimit = holdingLimitOf(planned.temperatureClass, figures.holding);
  const core =
    coreLimit === null || run.runStartedAtMs === null
      ? null
      : latestCoreReading(db, planned.dishRunId, { sinceMs: run.runStartedAtMs });
  const holding = holdingLimit === null ? undefined : holdingOf(planned.dishRunId, run, readings);
  const tasting = readings.tastings.find((one) => one.dishRunId === planned.dishRunId);
  const isTastedSince = tasting !== undefined && run.cookedAtMs !== null && tasting.atMs >= run.cookedAtMs;
  return {
    dishRunId: planned.dishRunId,
    dishName: planned.dishName,
    temperatureClass: planned.temperatureClass,
    cookedAtMs: run.cookedAtMs,
    coreLimit: coreLimit === null ? null : { limitC: coreLimit.limitC, limitVersion: coreLimit.limitVersion },
    holdingLimit,
    core:
      core === null ? null : { checkId: core.checkId, lowestC: core.lowestC, atMs: core.atMs, staffId: core.staffId },
    holding:
      holding === undefined
        ? null
        : {
            checkId: holding.checkId,
            temperatureC: holding.temperatureC,
            atMs: holding.atMs,
            staffId: holding.staffId,
            hasAction: holding.hasAction,
          },
    tasting: isTastedSince ? { checkId: tasting.checkId, verdict: tasting.verdict, staffId: tasting.staffId } : null,
  };
}

function holdingOf(
  dishRunId: string,
  run: DishRunProgress,
  { holding, heldTogether }: RunReadings,
): HoldingReading | undefined {
  const { cookedAtMs } = run;
  if (cookedAtMs === null) return undefined;
  return holding.findLast(
    (reading) =>
      reading.atMs >= cookedAtMs &&
      (reading.dishRunId === null ? heldTogether.includes(dishRunId) : reading.dishRunId === dishRunId),
  );
}

function rapidTestOf(db: ReadableDb, { plan }: BatchNow, read: SettingReader): GateFacts["rapidTest"] {
  const required = read(isRapidTestRequired);
  const tested = new Set(
    db.all(selectTestedSubstances({ serviceDate: plan.serviceDate })).map((row) => row.substance_code),
  );
  const positive = new Map(
    db.all(selectPositives({ batchId: plan.batchId })).map(({ check_id, staff_id }) => [check_id, staff_id]),
  );
  return {
    isRequired: required.value,
    isRequiredVersion: required.version,
    missingSubstanceCodes: read(rapidTestSubstances).value.filter((code) => !tested.has(code)),
    positiveChecks: [...positive].map(([checkId, staffId]) => ({ checkId, staffId })),
  };
}

type RapidTestRow = QualityTables["quality_rapid_test"];

const selectTestedSubstances = createPreparedQuery<{ serviceDate: string }, Pick<RapidTestRow, "substance_code">>(
  (value) =>
    qualitySql
      .selectFrom("quality_rapid_test")
      .select("substance_code")
      .distinct()
      .where("service_date", "=", value("serviceDate"))
      .where("is_replaced", "=", 0),
);
const selectPositives = createPreparedQuery<
  { batchId: RapidTestRow["batch_id"] },
  Pick<RapidTestRow, "check_id" | "staff_id">
>((value) =>
  qualitySql
    .selectFrom("quality_rapid_test")
    .select(["check_id", "staff_id"])
    .where("batch_id", "=", value("batchId"))
    .where("is_replaced", "=", 0)
    .where("outcome", "=", "positive")
    .orderBy("check_id"),
);
