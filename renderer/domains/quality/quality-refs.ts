import type * as commands from "#domains/quality/commands.ts";
import type * as queries from "#domains/quality/queries.ts";
import { factRef, grantRef, queryRef } from "#renderer/client/refs.ts";

export const batchQualityRef = queryRef<typeof queries.batchQualityQuery>("batch-quality", "batchId");
export const checksRef = queryRef<typeof queries.checks>("checks", "checkId");
export const cleanReleaseRateRef = queryRef<typeof queries.cleanReleaseRate>("clean-release-rate", "serviceDate");
export const deviationsRef = queryRef<typeof queries.deviations>("deviations", "deviationId");
export const haccpLogRef = queryRef<typeof queries.haccpLog>("haccp-log", "entryId");
export const qualityBoardRef = queryRef<typeof queries.qualityBoard>("quality-board", "batchId");
export const qualityPassRateRef = queryRef<typeof queries.qualityPassRate>("quality-pass-rate", "checkKind");
export const qualityTrendRef = queryRef<typeof queries.qualityTrend>("quality-trend", "checkKind");
export const samplesRef = queryRef<typeof queries.samples>("samples", "sampleId");
export const temperatureHistoryRef = queryRef<typeof queries.temperatureHistory>("temperature-history", "checkId");

export const acknowledgeDeviationRef = factRef<typeof commands.acknowledgeDeviation>("acknowledge-deviation");
export const correctCheckRef = grantRef<typeof commands.correctCheck>("correct-check");
export const disposeSampleRef = grantRef<typeof commands.disposeSample>("dispose-sample");
export const holdBatchRef = factRef<typeof commands.holdBatch>("hold-batch");
export const liftHoldRef = grantRef<typeof commands.liftHold>("lift-hold");
export const openDeviationRef = factRef<typeof commands.openDeviation>("open-deviation");
export const overrideReleaseRef = grantRef<typeof commands.overrideRelease>("override-release");
export const recordCheckRef = factRef<typeof commands.recordCheck>("record-check");
export const recordCoolingRef = factRef<typeof commands.recordCooling>("record-cooling");
export const recordCoreTemperatureRef = factRef<typeof commands.recordCoreTemperature>("record-core-temperature");
export const recordCorrectiveActionRef = factRef<typeof commands.recordCorrectiveAction>("record-corrective-action");
export const recordHoldingTemperatureRef =
  factRef<typeof commands.recordHoldingTemperature>("record-holding-temperature");
export const recordHygieneCheckRef = factRef<typeof commands.recordHygieneCheck>("record-hygiene-check");
export const recordIncomingCheckRef = factRef<typeof commands.recordIncomingCheck>("record-incoming-check");
export const recordRapidTestRef = factRef<typeof commands.recordRapidTest>("record-rapid-test");
export const recordTastingRef = factRef<typeof commands.recordTasting>("record-tasting");
export const rejectBatchRef = grantRef<typeof commands.rejectBatch>("reject-batch");
export const releaseBatchRef = grantRef<typeof commands.releaseBatch>("release-batch");
export const storeSampleRef = factRef<typeof commands.storeSample>("store-sample");
export const takeSampleRef = factRef<typeof commands.takeSample>("take-sample");
export const verifyDeviationRef = grantRef<typeof commands.verifyDeviation>("verify-deviation");
