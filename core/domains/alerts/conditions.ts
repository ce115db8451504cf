import { stockConditions, type StockInput } from "./stock-conditions.ts";
import type { AlertData, AlertKind, AlertSeverity } from "./values.ts";

/** When which alert stands (DOMAIN.md §4.11): a pure function of the kitchen's state and the time it is. Free of zod. */

/** Something that is so now and people must know. */
export interface AlertCondition {
  readonly alertKind: AlertKind;
  readonly entityId: string;
  readonly severity: AlertSeverity;
  readonly data: AlertData;
}

export interface DishRunInput {
  readonly dishRunId: string;
  readonly dishName: string;
  /** The newest core reading of the cooking now running. */
  readonly core: {
    readonly checkId: string;
    readonly lowestC: number;
    readonly limitC: number;
    readonly atMs: number;
  } | null;
}

export interface BatchInput {
  readonly batchId: string;
  readonly batchCode: string;
  readonly status: string;
  readonly qualityStatus: string;
  readonly heldAtMs: number | null;
  readonly holdReasonCode: string | null;
  readonly plannedPreparationAtMs: number;
  readonly neededByAtMs: number;
  /** SEGERA and LEWAT by slack, as the boards show it. */
  readonly deadline: "on-track" | "soon" | "late" | "done";
  readonly clockStartAtMs: number | null;
  readonly consumeByAtMs: number | null;
  /** When the last point has its food by the plan; until trips are recorded, a completed batch counts as delivered then. */
  readonly lastArrivalAtMs: number | null;
  readonly dishRuns: readonly DishRunInput[];
  /** The newest holding reading of each dish that is out of its limit. */
  readonly holdingOut: readonly {
    readonly checkId: string;
    readonly dishName: string | null;
    readonly temperatureC: number;
    readonly limitC: number;
    readonly atMs: number;
  }[];
  /** Dishes whose newest tasting before dispatch is unsafe. */
  readonly unsafeTastings: readonly { readonly checkId: string; readonly dishName: string; readonly atMs: number }[];
  readonly storedSampleCount: number;
  readonly sampleMinCount: number;
}

export interface DeviationInput {
  readonly deviationId: string;
  readonly severity: AlertSeverity;
  readonly checkKind: string;
  readonly batchId: string | null;
  readonly batchCode: string | null;
  readonly openedAtMs: number;
}

export interface SampleInput {
  readonly sampleId: string;
  readonly sampleCode: string;
  readonly batchId: string;
  readonly batchCode: string | null;
  readonly warnAtMs: number;
  readonly disposeAfterAtMs: number;
}

/** What the kitchen PC knows of itself; a member that cannot be known is absent and raises nothing. */
export interface HealthInput {
  readonly siteId: string;
  readonly clockUntrustedSinceMs?: number | null;
  /** Since when no copy of a changed store could be made. */
  readonly backupFailingSinceMs?: number | null;
  readonly diskFreeBp?: number;
}

/** A wall or tablet that is not connected now and was heard not long ago. */
export interface SilentDeviceInput {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly lastSeenAtMs: number;
}

/** A wall whose last self-test tone could not be played. */
export interface SilentSoundInput {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly testedAtMs: number;
}

export interface ConditionInputs {
  readonly batches: readonly BatchInput[];
  readonly deviations: readonly DeviationInput[];
  /** Samples in the bank. */
  readonly samples: readonly SampleInput[];
  readonly silentDevices: readonly SilentDeviceInput[];
  readonly silentSounds: readonly SilentSoundInput[];
  readonly stock: StockInput;
  readonly health: HealthInput;
}

export interface ConditionFigures {
  readonly coreLowAfterMs: number;
  readonly startLateAfterMs: number;
  readonly cookClockWarnFirstMs: number;
  readonly cookClockWarnSecondMs: number;
  readonly cookClockTargetMs: number;
  readonly consumeByWarnMs: number;
  readonly backupOldMs: number;
  readonly diskLowBp: number;
  readonly deviceSilentMs: number;
}

/** Health that stays bad this long, or gets twice as bad, is urgent (house rule). */
const HEALTH_URGENT_FACTOR = 2;
const CLOCK_URGENT_AFTER_MS = 3_600_000;

/** Everything that stands now, at most one a (kind, entity). */
export function alertConditions(
  inputs: ConditionInputs,
  figures: ConditionFigures,
  nowMs: number,
): readonly AlertCondition[] {
  return [
    ...inputs.batches.flatMap((batch) => batchConditions(batch, figures, nowMs)),
    ...inputs.deviations.map(deviationOpen),
    ...inputs.samples.flatMap((sample) => sampleConditions(sample, nowMs)),
    ...silentDeviceConditions(inputs, figures, nowMs),
    ...inputs.silentSounds.map(soundFailed),
    ...stockConditions(inputs.stock),
    ...healthConditions(inputs.health, figures, nowMs),
  ];
}

function batchConditions(batch: BatchInput, figures: ConditionFigures, nowMs: number): readonly AlertCondition[] {
  if (batch.status === "cancelled" || batch.qualityStatus === "rejected") return [];
  const conditions = [
    batchHeld(batch),
    batchStartLate(batch, figures, nowMs),
    batchLate(batch),
    tastingUnsafe(batch),
    ...(isDelivered(batch, nowMs)
      ? []
      : [
          ...batch.dishRuns.map((run) => coreTemperatureLow(batch, run, figures, nowMs)),
          holdingTemperatureOut(batch),
          cookClock(batch, figures, nowMs),
          consumeBy(batch, figures, nowMs),
        ]),
    sampleMissing(batch),
  ];
  return conditions.filter((condition) => condition !== null);
}

function isDelivered(batch: BatchInput, nowMs: number): boolean {
  return batch.status === "completed" && (batch.lastArrivalAtMs === null || nowMs >= batch.lastArrivalAtMs);
}

type Found = AlertCondition | null;

function ofBatch(batch: BatchInput, data: AlertData = {}): AlertData {
  return { batchId: batch.batchId, batchCode: batch.batchCode, ...data };
}

function batchHeld(batch: BatchInput): Found {
  if (batch.qualityStatus !== "held") return null;
  const data = ofBatch(batch, {
    ...(batch.holdReasonCode !== null && { reasonCode: batch.holdReasonCode }),
    ...(batch.heldAtMs !== null && { sinceAtMs: batch.heldAtMs }),
  });
  return { alertKind: "batch-held", entityId: batch.batchId, severity: "high", data };
}

function batchStartLate(batch: BatchInput, figures: ConditionFigures, nowMs: number): Found {
  if (batch.status !== "planned") return null;
  if (nowMs <= batch.plannedPreparationAtMs + figures.startLateAfterMs) return null;
  const data = ofBatch(batch, { dueAtMs: batch.plannedPreparationAtMs });
  return { alertKind: "batch-start-late", entityId: batch.batchId, severity: "medium", data };
}

function batchLate(batch: BatchInput): Found {
  if (batch.deadline !== "soon" && batch.deadline !== "late") return null;
  const data = ofBatch(batch, { dueAtMs: batch.neededByAtMs });
  const severity = batch.deadline === "late" ? "high" : "medium";
  return { alertKind: "batch-late", entityId: batch.batchId, severity, data };
}

function coreTemperatureLow(batch: BatchInput, run: DishRunInput, figures: ConditionFigures, nowMs: number): Found {
  const { core } = run;
  if (core === null || core.lowestC >= core.limitC || nowMs - core.atMs <= figures.coreLowAfterMs) return null;
  const data = ofBatch(batch, {
    dishRunId: run.dishRunId,
    dishName: run.dishName,
    checkId: core.checkId,
    temperatureC: core.lowestC,
    limitC: core.limitC,
    sinceAtMs: core.atMs,
  });
  return { alertKind: "core-temperature-low", entityId: run.dishRunId, severity: "high", data };
}

function holdingTemperatureOut(batch: BatchInput): Found {
  const worst = batch.holdingOut.toSorted(
    (left, right) => Math.abs(right.temperatureC - right.limitC) - Math.abs(left.temperatureC - left.limitC),
  )[0];
  if (worst === undefined) return null;
  const data = ofBatch(batch, {
    checkId: worst.checkId,
    ...(worst.dishName !== null && { dishName: worst.dishName }),
    temperatureC: worst.temperatureC,
    limitC: worst.limitC,
    sinceAtMs: worst.atMs,
  });
  return { alertKind: "holding-temperature-out", entityId: batch.batchId, severity: "critical", data };
}

function cookClock(batch: BatchInput, figures: ConditionFigures, nowMs: number): Found {
  if (batch.clockStartAtMs === null) return null;
  const elapsedMs = nowMs - batch.clockStartAtMs;
  const severity =
    elapsedMs >= figures.cookClockTargetMs
      ? "critical"
      : elapsedMs >= figures.cookClockWarnSecondMs
        ? "high"
        : elapsedMs >= figures.cookClockWarnFirstMs
          ? "medium"
          : null;
  if (severity === null) return null;
  const dueAtMs = batch.clockStartAtMs + figures.cookClockTargetMs;
  const data = ofBatch(batch, { sinceAtMs: batch.clockStartAtMs, dueAtMs });
  return { alertKind: "cook-clock", entityId: batch.batchId, severity, data };
}

function consumeBy(batch: BatchInput, figures: ConditionFigures, nowMs: number): Found {
  if (batch.consumeByAtMs === null || nowMs < batch.consumeByAtMs - figures.consumeByWarnMs) return null;
  const severity = nowMs >= batch.consumeByAtMs ? "critical" : "medium";
  return {
    alertKind: "consume-by",
    entityId: batch.batchId,
    severity,
    data: ofBatch(batch, { dueAtMs: batch.consumeByAtMs }),
  };
}

function tastingUnsafe(batch: BatchInput): Found {
  const first = batch.unsafeTastings[0];
  if (first === undefined) return null;
  const data = ofBatch(batch, { checkId: first.checkId, dishName: first.dishName, sinceAtMs: first.atMs });
  return { alertKind: "tasting-unsafe", entityId: batch.batchId, severity: "critical", data };
}

function sampleMissing(batch: BatchInput): Found {
  if (batch.status !== "ready" && batch.status !== "completed") return null;
  if (batch.storedSampleCount >= batch.sampleMinCount) return null;
  return { alertKind: "sample-missing", entityId: batch.batchId, severity: "high", data: ofBatch(batch) };
}

function deviationOpen(deviation: DeviationInput): AlertCondition {
  return {
    alertKind: "deviation-open",
    entityId: deviation.deviationId,
    severity: deviation.severity,
    data: {
      deviationId: deviation.deviationId,
      checkKind: deviation.checkKind,
      ...(deviation.batchId !== null && { batchId: deviation.batchId }),
      ...(deviation.batchCode !== null && { batchCode: deviation.batchCode }),
      sinceAtMs: deviation.openedAtMs,
    },
  };
}

function sampleConditions(sample: SampleInput, nowMs: number): readonly AlertCondition[] {
  if (nowMs < sample.warnAtMs) return [];
  const data: AlertData = {
    sampleId: sample.sampleId,
    sampleCode: sample.sampleCode,
    batchId: sample.batchId,
    ...(sample.batchCode !== null && { batchCode: sample.batchCode }),
    dueAtMs: sample.disposeAfterAtMs,
  };
  return nowMs >= sample.disposeAfterAtMs
    ? [{ alertKind: "sample-overdue", entityId: sample.sampleId, severity: "medium", data }]
    : [{ alertKind: "sample-due", entityId: sample.sampleId, severity: "low", data }];
}

function healthConditions(health: HealthInput, figures: ConditionFigures, nowMs: number): readonly AlertCondition[] {
  const { siteId, clockUntrustedSinceMs, backupFailingSinceMs, diskFreeBp } = health;
  const conditions: AlertCondition[] = [];
  if (typeof clockUntrustedSinceMs === "number") {
    const severity = nowMs - clockUntrustedSinceMs >= CLOCK_URGENT_AFTER_MS ? "high" : "medium";
    conditions.push({ alertKind: "clock-untrusted", entityId: siteId, severity, data: {} });
  }
  if (typeof backupFailingSinceMs === "number" && nowMs - backupFailingSinceMs > figures.backupOldMs) {
    const severity = nowMs - backupFailingSinceMs > figures.backupOldMs * HEALTH_URGENT_FACTOR ? "high" : "medium";
    conditions.push({ alertKind: "backup-old", entityId: siteId, severity, data: { sinceAtMs: backupFailingSinceMs } });
  }
  if (diskFreeBp !== undefined && diskFreeBp < figures.diskLowBp) {
    const severity = diskFreeBp < figures.diskLowBp / HEALTH_URGENT_FACTOR ? "high" : "medium";
    conditions.push({ alertKind: "disk-low", entityId: siteId, severity, data: { freeShareBp: diskFreeBp } });
  }
  return conditions;
}

/** A wall nobody would hear, until its next tone is played. */
function soundFailed({ deviceId, deviceName, testedAtMs }: SilentSoundInput): AlertCondition {
  const data = { deviceId, deviceName, sinceAtMs: testedAtMs };
  return { alertKind: "sound-failed", entityId: deviceId, severity: "medium", data };
}

const WORKING_STATUSES: readonly string[] = ["preparing", "cooking", "checking", "portioning", "ready"];

/** A screen nobody hears matters while the kitchen works; asleep at noon it does not. */
function silentDeviceConditions(
  inputs: ConditionInputs,
  figures: ConditionFigures,
  nowMs: number,
): readonly AlertCondition[] {
  if (!inputs.batches.some((batch) => WORKING_STATUSES.includes(batch.status))) return [];
  return inputs.silentDevices.flatMap(({ deviceId, deviceName, lastSeenAtMs }) => {
    if (nowMs - lastSeenAtMs <= figures.deviceSilentMs) return [];
    const data = { deviceId, deviceName, sinceAtMs: lastSeenAtMs };
    return [{ alertKind: "device-silent", entityId: deviceId, severity: "medium", data }];
  });
}
