import {
  batchQualityQuery,
  checks,
  cleanReleaseRate,
  deviations,
  haccpLog,
  qualityBoard,
  qualityPassRate,
  qualityTrend,
  samples,
  temperatureHistory,
} from "#domains/quality/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import { batchQualityRows, qualityBoardRows } from "./board-rows.ts";
import { checkRows, temperatureRows } from "./check-rows.ts";
import { deviationRows, haccpRows, sampleRows } from "./list-rows.ts";
import { cleanReleaseRows, passRateRows, trendRows } from "./trend-rows.ts";

/** Events of other domains that change what a gate is judged by. */
const GATE_INPUTS = [
  "*",
  "batch-planned",
  "batch-changed",
  "preparation-started",
  "cooking-started",
  "dish-cooked",
  "dish-reworked",
  "portioning-started",
  "portions-counted",
  "portioning-finished",
  "batch-completed",
  "batch-cancelled",
  "stage-undone",
  "setting-changed",
] as const;

const OBSERVATIONS = [
  "core-temperature-recorded",
  "holding-temperature-recorded",
  "cooling-recorded",
  "tasting-recorded",
  "rapid-test-recorded",
  "hygiene-check-recorded",
  "check-recorded",
  "incoming-check-recorded",
  "check-corrected",
] as const;
/** People whose names rows show. */
const NAMES = ["staff-changed", "staff-erased"] as const;
const DEVIATIONS = [
  "deviation-opened",
  "deviation-repeated",
  "deviation-acknowledged",
  "corrective-action-recorded",
  "deviation-verified",
] as const;

/** The live queries of quality. One row more than the limit tells that there are more. */
export const qualityQueryHandlers: readonly QueryHandler[] = [
  answerQuery(qualityBoard, [...GATE_INPUTS, ...NAMES], (db, { serviceDate }, viewer) =>
    qualityBoardRows(db, serviceDate, viewer),
  ),
  answerQuery(batchQualityQuery, [...GATE_INPUTS, ...NAMES], (db, { batchId }, viewer) =>
    batchQualityRows(db, batchId, viewer),
  ),
  answerQuery(checks, [...OBSERVATIONS, ...NAMES], (db, params, viewer) =>
    checkRows(db, params, viewer, checks.limit + 1),
  ),
  answerQuery(samples, ["sample-taken", "sample-stored", "sample-disposed", ...NAMES], (db, { status }, viewer) =>
    sampleRows(db, status, viewer, samples.limit + 1),
  ),
  answerQuery(deviations, [...DEVIATIONS, ...NAMES], (db, params, viewer) =>
    deviationRows(db, params, viewer, deviations.limit + 1),
  ),
  answerQuery(temperatureHistory, [...OBSERVATIONS, ...NAMES], (db, params, viewer) =>
    temperatureRows(db, params, viewer, temperatureHistory.limit + 1),
  ),
  answerQuery(qualityPassRate, OBSERVATIONS, passRateRows),
  answerQuery(qualityTrend, [...OBSERVATIONS, "setting-changed"], (db, { serviceDate }) => trendRows(db, serviceDate)),
  answerQuery(
    cleanReleaseRate,
    ["batch-held", "batch-released", "release-overridden", "portioning-finished", "stage-undone"],
    cleanReleaseRows,
  ),
  answerQuery(haccpLog, ["*", ...NAMES], (db, params, viewer) => haccpRows(db, params, viewer, haccpLog.limit + 1)),
];
