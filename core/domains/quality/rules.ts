import type { SiteRole } from "#kernel/access.ts";
import type { GateDishRun, GateFacts } from "./gate-facts.ts";
import type { QualityRejection } from "./rejections.ts";
import type { DeviationStatus, Gate, GateReason, GateResult, SampleStatus, Severity } from "./values.ts";

/**
 * What quality allows, told to `decide` and to the screens by the same functions, so a button is disabled for the very
 * reason the command would be refused. Free of zod.
 */

/** The time the gates are judged at. */
export interface Moment {
  readonly nowMs: number;
  readonly isClockUntrusted: boolean;
}

type Refusal = QualityRejection | null;

/** When the last point has its food: by the plan, or later when the plan's departure has passed. */
export function predictedArrivalAtMs(points: GateFacts["cookClock"]["points"], moment: Moment): number | null {
  if (points.length === 0) return null;
  const departureMinMs = moment.isClockUntrusted ? 0 : moment.nowMs;
  return Math.max(...points.map((point) => Math.max(point.departureAtMs, departureMinMs) + point.travelMs));
}

/** Judges every release gate, in the order a person reads them (DOMAIN.md §4.9, "Release gate"). */
export function releaseGates(facts: GateFacts, moment: Moment): readonly GateResult[] {
  return [
    coreTemperatureGate(facts),
    holdingTemperatureGate(facts, moment),
    tastingGate(facts),
    rapidTestGate(facts),
    sampleGate(facts),
    cookClockGate(facts, moment),
    deviationGate(facts),
    specialPackGate(facts),
  ];
}

export function failedGates(gates: readonly GateResult[]): readonly GateResult[] {
  return gates.filter((gate) => gate.outcome === "fail");
}

/** Why a batch may not be released now; null when it may. `clockReason` stands in for a clock nobody trusts. */
export function whyNotReleased(
  facts: GateFacts,
  gates: readonly GateResult[],
  options: { readonly hasClockReason: boolean },
): Refusal {
  const state = whyNotReleasable(facts);
  if (state !== null) return state;
  const failed = failedGates(gates);
  if (failed.length > 0) return { code: "gate-failed", gates: failed };
  if (!options.hasClockReason && gates.some((gate) => gate.outcome === "unjudged")) return { code: "reason-required" };
  return null;
}

/** Who asks for a release with a special permission, and under which rules. */
export interface OverrideRequest {
  readonly staffId: string;
  readonly roles: readonly SiteRole[];
  /** Staff ids or roles named by the kitchen head. */
  readonly overrideStaff: readonly string[];
  readonly reason: string;
  readonly reasonMinCount: number;
}

/** Why a batch may not be released with a special permission; null when it may. */
export function whyNotOverridden(facts: GateFacts, gates: readonly GateResult[], request: OverrideRequest): Refusal {
  const state = whyNotReleasable(facts);
  if (state !== null) return state;
  const names: readonly string[] = [request.staffId, ...request.roles];
  if (!names.some((name) => request.overrideStaff.includes(name))) {
    return { code: "not-named", staffId: request.staffId };
  }
  const failed = failedGates(gates);
  if (failed.length === 0) return { code: "nothing-to-override" };
  if (failingRecorders(facts).includes(request.staffId)) return { code: "own-work", staffId: request.staffId };
  const fixed = failed.find((gate) => !gate.isOverridable);
  if (fixed !== undefined) return { code: "gate-not-overridable", gate: fixed.gate };
  if (request.reason.trim().length < request.reasonMinCount) {
    return { code: "reason-too-short", minCount: request.reasonMinCount };
  }
  return null;
}

function whyNotReleasable(facts: GateFacts): Refusal {
  if (facts.qualityStatus === "released") return { code: "batch-already-released" };
  if (facts.qualityStatus !== "open") return { code: "wrong-state", state: facts.qualityStatus };
  if (facts.batchStatus !== "ready") return { code: "wrong-state", state: facts.batchStatus };
  return null;
}

/** The people whose own readings fail: they may not let the batch go despite them. */
export function failingRecorders(facts: GateFacts): readonly string[] {
  const recorders = [
    ...facts.dishRuns.flatMap((run) => [
      run.core !== null && run.coreLimit !== null && run.core.lowestC < run.coreLimit.limitC ? run.core.staffId : null,
      holdingFault(run) === "out" ? (run.holding?.staffId ?? null) : null,
      run.tasting?.verdict === "unsafe" ? run.tasting.staffId : null,
    ]),
    ...facts.rapidTest.positiveChecks.map((check) => check.staffId),
    ...facts.openDeviations.map((deviation) => deviation.recordedByStaffId),
  ];
  return recorders.filter((staffId) => staffId !== null);
}

function coreTemperatureGate(facts: GateFacts): GateResult {
  const runs = facts.dishRuns.flatMap((run) => (run.coreLimit === null ? [] : [{ ...run, coreLimit: run.coreLimit }]));
  if (runs.length === 0) return notApplicable("core-temperature", "c");
  const missing = runs.filter((run) => run.core === null);
  const measured = runs
    .flatMap((run) => (run.core === null ? [] : [{ run, marginC: run.core.lowestC - run.coreLimit.limitC }]))
    .toSorted((left, right) => left.marginC - right.marginC);
  const tightest = measured[0];
  const low = measured.filter(({ marginC }) => marginC < 0).map(({ run }) => run);
  const reason: GateReason | null = low.length > 0 ? "too-cold" : missing.length > 0 ? "not-measured" : null;
  const subjects = low.length > 0 ? low : missing.length > 0 ? missing : tightest === undefined ? [] : [tightest.run];
  const shown = low[0] ?? (missing.length > 0 ? missing[0] : tightest?.run);
  return {
    ...judged("core-temperature", "c", reason),
    value: shown?.core?.lowestC ?? null,
    limit: shown?.coreLimit.limitC ?? null,
    limitVersion: shown?.coreLimit.limitVersion ?? null,
    subjectIds: subjects.map((run) => run.dishRunId),
  };
}

type HoldingFault = "out" | "missing" | "old" | null;

function holdingFault(run: GateDishRun, oldestMs?: number): HoldingFault {
  if (run.holdingLimit === null) return null;
  if (run.holding === null) return "missing";
  const { limitKind, limitC } = run.holdingLimit;
  const isWithin = limitKind === "min" ? run.holding.temperatureC >= limitC : run.holding.temperatureC <= limitC;
  if (!isWithin) return "out";
  return oldestMs !== undefined && run.holding.atMs < oldestMs ? "old" : null;
}

/**
 * May be overridden where nobody measured in time; where food was out of limits only with an action, and hot food only
 * once it was reheated: a core reading at or above its limit, taken after.
 */
function isHoldingOverridable(run: GateDishRun): boolean {
  if (holdingFault(run) !== "out" || run.holding === null) return true;
  if (!run.holding.hasAction) return false;
  if (run.coreLimit === null) return true;
  return run.core !== null && run.core.atMs >= run.holding.atMs && run.core.lowestC >= run.coreLimit.limitC;
}

const HOLDING_FAULTS = ["out", "missing", "old"] as const;

function holdingTemperatureGate(facts: GateFacts, moment: Moment): GateResult {
  const runs = facts.dishRuns.filter((run) => run.holdingLimit !== null);
  if (runs.length === 0) return notApplicable("holding-temperature", "c");
  const oldestMs = moment.isClockUntrusted ? undefined : moment.nowMs - facts.readingMaxAgeMs;
  const withFault = (fault: HoldingFault) => runs.filter((run) => holdingFault(run, oldestMs) === fault);
  const fault = HOLDING_FAULTS.find((one) => withFault(one).length > 0) ?? null;
  const subjects = fault === null ? runs : withFault(fault);
  const shown = subjects[0];
  const reason = fault === null ? null : holdingReason(fault, shown);
  const outcome = fault !== null ? "fail" : moment.isClockUntrusted ? "unjudged" : "pass";
  return {
    ...judged("holding-temperature", "c", reason),
    outcome,
    isOverridable: runs.every(isHoldingOverridable),
    value: shown?.holding?.temperatureC ?? null,
    limit: shown?.holdingLimit?.limitC ?? null,
    limitVersion: shown?.holdingLimit?.limitVersion ?? null,
    subjectIds: subjects.map((run) => run.dishRunId),
  };
}

function holdingReason(fault: (typeof HOLDING_FAULTS)[number], run: GateDishRun | undefined): GateReason {
  switch (fault) {
    case "out":
      return run?.holdingLimit?.limitKind === "max" ? "too-warm" : "too-cold";
    case "missing":
      return "not-measured";
    case "old":
      return "reading-too-old";
  }
}

function tastingGate(facts: GateFacts): GateResult {
  const unsafe = facts.dishRuns.filter((run) => run.tasting?.verdict === "unsafe");
  const missing = facts.dishRuns.filter((run) => run.tasting === null);
  const reason = unsafe.length > 0 ? "unsafe" : missing.length > 0 ? "not-tasted" : null;
  const safeCount = facts.dishRuns.length - unsafe.length - missing.length;
  return {
    ...judged("tasting", "count", reason),
    value: safeCount,
    limit: facts.dishRuns.length,
    subjectIds: (unsafe.length > 0 ? unsafe : missing).map((run) => run.dishRunId),
  };
}

function rapidTestGate(facts: GateFacts): GateResult {
  const { positiveChecks, isRequired, isRequiredVersion, missingSubstanceCodes } = facts.rapidTest;
  const isMissing = isRequired && missingSubstanceCodes.length > 0;
  const reason = positiveChecks.length > 0 ? "positive" : isMissing ? "not-tested" : null;
  return {
    ...judged("rapid-test", "count", reason),
    isOverridable: positiveChecks.length === 0,
    value: positiveChecks.length > 0 ? positiveChecks.length : missingSubstanceCodes.length,
    limit: 0,
    limitVersion: isRequiredVersion,
    subjectIds: positiveChecks.length > 0 ? positiveChecks.map((check) => check.checkId) : [...missingSubstanceCodes],
  };
}

function sampleGate(facts: GateFacts): GateResult {
  const { storedCount, minCount, minVersion } = facts.sample;
  return {
    ...judged("sample", "count", storedCount < minCount ? "not-enough-samples" : null),
    isOverridable: true,
    value: storedCount,
    limit: minCount,
    limitVersion: minVersion,
  };
}

function cookClockGate(facts: GateFacts, moment: Moment): GateResult {
  const { startAtMs, consumeByAtMs, points, targetMs, targetVersion, hardMs, eatingWindowMs } = facts.cookClock;
  const uncooked = facts.dishRuns.filter((run) => run.holdingLimit !== null && run.cookedAtMs === null);
  const arrivalAtMs = predictedArrivalAtMs(points, moment);
  if (uncooked.length > 0) {
    return { ...judged("cook-clock", "ms", "not-cooked"), subjectIds: uncooked.map((run) => run.dishRunId) };
  }
  if (arrivalAtMs === null || (startAtMs === null && consumeByAtMs === null)) return notApplicable("cook-clock", "ms");
  const waitingMs = startAtMs === null ? null : arrivalAtMs - startAtMs;
  const isPastConsumeBy = consumeByAtMs !== null && arrivalAtMs + eatingWindowMs > consumeByAtMs;
  const reason: GateReason | null = isPastConsumeBy
    ? "past-consume-by"
    : waitingMs !== null && waitingMs > hardMs
      ? "over-limit"
      : waitingMs !== null && waitingMs > targetMs
        ? "over-target"
        : null;
  return {
    ...judged("cook-clock", "ms", moment.isClockUntrusted ? null : reason),
    ...(moment.isClockUntrusted && { outcome: "unjudged" as const }),
    isOverridable: reason === "over-target",
    value: waitingMs,
    limit: targetMs,
    limitVersion: targetVersion,
  };
}

function deviationGate(facts: GateFacts): GateResult {
  return {
    ...judged("deviation", "count", facts.openDeviations.length > 0 ? "unverified" : null),
    value: facts.openDeviations.length,
    limit: 0,
    subjectIds: facts.openDeviations.map((deviation) => deviation.deviationId),
  };
}

function specialPackGate(facts: GateFacts): GateResult {
  const { requiredCount, packedCount } = facts.specialPacks;
  if (requiredCount === 0 && packedCount === 0) return notApplicable("special-pack", "count");
  return {
    ...judged("special-pack", "count", requiredCount === packedCount ? null : "count-differs"),
    isOverridable: true,
    value: packedCount,
    limit: requiredCount,
  };
}

function judged(gate: Gate, unit: GateResult["unit"], reason: GateReason | null): GateResult {
  return {
    gate,
    outcome: reason === null ? "pass" : "fail",
    reason,
    isOverridable: false,
    value: null,
    limit: null,
    unit,
    limitVersion: null,
    subjectIds: [],
  };
}

function notApplicable(gate: Gate, unit: GateResult["unit"]): GateResult {
  return { ...judged(gate, unit, null), outcome: "not-applicable" };
}

/** Deviations that stop a batch until another person verified what was done. */
export function isBlockingSeverity(severity: Severity): boolean {
  return severity === "high" || severity === "critical";
}

/** Why a hold may not be lifted by a person; null when it may. */
export function whyNotLifted(
  hold: { readonly staffId: string | null; readonly recordedByStaffId: string | null } | null,
  facts: {
    readonly qualityStatus: string;
    readonly blockingDeviationIds: readonly string[];
    readonly staffId: string | null;
  },
): Refusal {
  if (hold === null) return { code: "wrong-state", state: facts.qualityStatus };
  const { staffId } = facts;
  // A hold that followed from a failed check is the recorder's: the kitchen PC only wrote it.
  if (staffId !== null && (hold.staffId === staffId || hold.recordedByStaffId === staffId)) {
    return { code: "own-work", staffId };
  }
  if (facts.blockingDeviationIds.length > 0) {
    return { code: "deviation-open", deviationIds: facts.blockingDeviationIds };
  }
  return null;
}

export const SAMPLE_BATCH_STATUSES: readonly string[] = ["portioning", "ready", "completed"];

/** A sample is taken of food on its way into trays, or later. */
export function whyNotSampled(batchStatus: string): Refusal {
  return SAMPLE_BATCH_STATUSES.includes(batchStatus) ? null : { code: "wrong-state", state: batchStatus };
}

/** Why a sample may not be disposed of; null when it may. */
export function whyNotDisposed(
  sample: { readonly status: SampleStatus; readonly disposeAfterAtMs: number | null },
  moment: Moment,
  options: { readonly hasClockReason: boolean },
): Refusal {
  if (sample.status !== "stored" || sample.disposeAfterAtMs === null) {
    return { code: "wrong-state", state: sample.status };
  }
  if (moment.isClockUntrusted) return options.hasClockReason ? null : { code: "reason-required" };
  return moment.nowMs < sample.disposeAfterAtMs
    ? { code: "retention-running", untilAtMs: sample.disposeAfterAtMs }
    : null;
}

export type SampleDueState = "taken" | "stored" | "due-soon" | "due" | "disposed";

/** "Disimpan", "Segera dimusnahkan", "Waktunya dimusnahkan", "Dimusnahkan". */
export function sampleDueState(
  sample: {
    readonly status: SampleStatus;
    readonly warnAtMs: number | null;
    readonly disposeAfterAtMs: number | null;
  },
  nowMs: number,
): SampleDueState {
  if (sample.status !== "stored" || sample.disposeAfterAtMs === null) {
    return sample.status === "disposed" ? "disposed" : "taken";
  }
  if (nowMs >= sample.disposeAfterAtMs) return "due";
  return sample.warnAtMs !== null && nowMs >= sample.warnAtMs ? "due-soon" : "stored";
}

/** Why a person may not verify a deviation; null when they may. */
export function whyNotVerified(
  deviation: {
    readonly status: DeviationStatus;
    readonly actionByStaffId: string | null;
    readonly recordedByStaffIds: readonly (string | null)[];
  },
  staffId: string | null,
): Refusal {
  if (deviation.status === "verified") return { code: "wrong-state", state: deviation.status };
  if (deviation.status !== "action-recorded") return { code: "action-missing" };
  if (staffId === null) return null;
  const isOwn = deviation.actionByStaffId === staffId || deviation.recordedByStaffIds.includes(staffId);
  return isOwn ? { code: "own-work", staffId } : null;
}
