import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { GateDishRun, GateFacts } from "#domains/quality/gate-facts.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import {
  atTabletClock as at,
  CORE_DEFAULT_MIN_C,
  LONGEST_DISH,
  LONGEST_NAME,
  TABLET_BATCH_IDS,
  TABLET_DATE,
  tabletId as id,
} from "./tablet-night.ts";

/** What quality and the alerts tell the tablets of the same night. */

/** What quality knows of a batch: nothing measured yet, but the limits. */
export function tabletGateFacts(batch: BoardBatch): GateFacts {
  const gateRun = (run: BoardDishRun): GateDishRun => ({
    dishRunId: run.dishRunId as GateDishRun["dishRunId"], // well formed
    dishName: run.dishName,
    temperatureClass: run.temperatureClass,
    cookedAtMs: run.cookedAtMs,
    coreLimit: run.temperatureClass === "ambient" ? null : { limitC: CORE_DEFAULT_MIN_C, limitVersion: 0 },
    holdingLimit: run.temperatureClass === "ambient" ? null : { limitKind: "min", limitC: 60, limitVersion: 0 },
    core: null,
    holding: null,
    tasting: null,
  });
  return {
    batchId: batch.batchId as GateFacts["batchId"], // well formed
    batchStatus: batch.status,
    qualityStatus: batch.quality,
    dishRuns: batch.dishRuns.map(gateRun),
    readingMaxAgeMs: 30 * MINUTE_MS,
    readingMaxAgeVersion: 0,
    rapidTest: {
      isRequired: true,
      isRequiredVersion: 0,
      missingSubstanceCodes: ["arsenic", "cyanide", "nitrite", "formalin"],
      positiveChecks: [],
    },
    sample: { storedCount: 0, minCount: 1, minVersion: 0 },
    cookClock: {
      startAtMs: at("04:10"),
      consumeByAtMs: at("10:10"),
      points: [{ departureAtMs: at("09:00"), travelMs: 30 * MINUTE_MS }],
      targetMs: 240 * MINUTE_MS,
      targetVersion: 0,
      hardMs: 360 * MINUTE_MS,
      eatingWindowMs: 30 * MINUTE_MS,
    },
    openDeviations: [{ deviationId: id("deviation", 1) as never, severity: "high", recordedByStaffId: null }], // well formed
    specialPacks: { requiredCount: 14, packedCount: 13 },
  };
}

export function tabletQuality(batch: BoardBatch): Record<string, unknown> {
  return {
    batchId: batch.batchId,
    qualityStatus: batch.quality,
    hold:
      batch.quality === "held"
        ? {
            heldAtMs: at("04:31"),
            staffId: id("staff", 3),
            staffName: LONGEST_NAME,
            reasonCode: "temperature",
            note: "Suhu simpan turun setelah listrik padam di ruang pemorsian",
          }
        : null,
    releasedAtMs: null,
    isOverridden: false,
    gateFacts: tabletGateFacts(batch),
    overrideStaff: ["kitchen-head"],
    overrideReasonMinCount: 20,
  };
}

export function tabletAlert(number: number, part: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    alertId: id("alert", number),
    alertKind: "core-temperature-low",
    entityId: id("dish_run", 11),
    severity: "critical",
    status: "open",
    data: { batchCode: "BATCH-20261121-01", dishName: LONGEST_DISH, temperatureC: 71, limitC: CORE_DEFAULT_MIN_C },
    raisedAtMs: at("04:20"),
    updatedAtMs: at("04:20"),
    unacknowledgedSinceMs: at("04:20"),
    occurrenceCount: 1,
    ownerRole: "nutritionist",
    escalatedToRoles: [],
    needsVerification: true,
    acknowledgedAtMs: null,
    acknowledgedByStaffId: null,
    acknowledgedByDeviceId: null,
    assigneeStaffId: null,
    actionCode: null,
    actionNote: null,
    actionAtMs: null,
    actionByStaffId: null,
    verifiedAtMs: null,
    verifiedByStaffId: null,
    resolvedAtMs: null,
    resolution: null,
    serviceDate: TABLET_DATE,
    nameByStaffId: { [id("staff", 3)]: LONGEST_NAME },
    ...part,
  };
}

export function tabletSamples(): readonly Record<string, unknown>[] {
  const sample = (number: number, part: Record<string, unknown>) => ({
    sampleId: id("sample", number),
    sampleCode: `SAMPLE-20261121-0${number}`,
    batchId: TABLET_BATCH_IDS.portioning,
    batchCode: "BATCH-20261121-03",
    serviceDate: TABLET_DATE,
    portionCount: 1,
    status: "taken",
    takenAtMs: at("04:20"),
    staffId: null,
    staffName: null,
    storedAtMs: null,
    storagePlaceCode: null,
    temperatureC: null,
    disposeAfterAtMs: null,
    warnAtMs: null,
    disposedAtMs: null,
    disposedByStaffId: null,
    witnessStaffId: null,
    ...part,
  });
  return [
    sample(1, {}),
    sample(2, { status: "stored", storedAtMs: at("04:25"), disposeAfterAtMs: at("08:25"), warnAtMs: at("04:25") }),
    sample(3, { status: "stored", storedAtMs: at("04:25"), disposeAfterAtMs: at("04:30"), warnAtMs: at("00:30") }),
  ];
}

export function tabletDeviations(): readonly Record<string, unknown>[] {
  const deviation = (number: number, part: Record<string, unknown>) => ({
    deviationId: id("deviation", number),
    target: { kind: "batch", id: TABLET_BATCH_IDS.held },
    batchId: TABLET_BATCH_IDS.held,
    batchCode: "BATCH-20261121-05",
    dishName: LONGEST_DISH,
    checkKind: "holding-temperature",
    severity: "high",
    status: "open",
    occurrenceCount: 2,
    checkIds: [],
    openedAtMs: at("04:31"),
    updatedAtMs: at("04:31"),
    serviceDate: TABLET_DATE,
    note: null,
    acknowledgedAtMs: null,
    acknowledgedByStaffId: null,
    cause: null,
    action: null,
    disposition: null,
    actionAtMs: null,
    actionByStaffId: null,
    recordedByStaffId: null,
    verifiedAtMs: null,
    verifiedByStaffId: null,
    nameByStaffId: {},
    ...part,
  });
  return [
    deviation(1, {}),
    deviation(2, { status: "action-recorded", action: "Dipanaskan lagi sampai 78 derajat", checkKind: "tasting" }),
    deviation(3, { status: "verified", checkKind: "hygiene" }),
  ];
}
