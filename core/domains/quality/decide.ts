import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { QualityCommand } from "./commands.ts";
import {
  decideCheck,
  decideCooling,
  decideCoreTemperature,
  decideHoldingTemperature,
  decideHygieneCheck,
  decideIncomingCheck,
  decideRapidTest,
  decideTasting,
} from "./decide-checks.ts";
import { decideCorrection } from "./decide-correction.ts";
import type { QualityEvent } from "./events.ts";
import type { QualityFacts } from "./facts.ts";
import type { QualityRejection } from "./rejections.ts";
import {
  predictedArrivalAtMs,
  releaseGates,
  whyNotDisposed,
  whyNotLifted,
  whyNotOverridden,
  whyNotReleased,
  whyNotSampled,
  whyNotVerified,
} from "./rules.ts";
import type { DeviationState, QualityState } from "./state.ts";

type Decision = Result<readonly QualityEvent[], QualityRejection>;
type CommandBody<Type extends QualityCommand["type"]> = Extract<QualityCommand, { readonly type: Type }>["body"];

/** What the kitchen does about a quality command: events, or why not. */
export function decideQuality(
  state: QualityState,
  command: QualityCommand,
  facts: QualityFacts,
  context: DecisionContext,
): Decision {
  const used = usedId(command, facts);
  if (used !== null) return err(used);
  switch (command.type) {
    case "record-core-temperature":
      return decideCoreTemperature(command.body, facts, context);
    case "record-holding-temperature":
      return decideHoldingTemperature(command.body, facts);
    case "record-cooling":
      return decideCooling(command.body, facts, context);
    case "record-tasting":
      return decideTasting(command.body, facts);
    case "record-rapid-test":
      return decideRapidTest(command.body);
    case "record-hygiene-check":
      return decideHygieneCheck(command.body, facts);
    case "record-check":
      return decideCheck(command.body);
    case "record-incoming-check":
      return decideIncomingCheck(command.body, facts);
    case "correct-check":
      return decideCorrection(state, command.body);
    case "hold-batch":
      return decideHold(state, command.body, facts);
    case "lift-hold":
      return decideLift(state, command.body, facts, context);
    case "reject-batch":
      return decideReject(state, command.body, facts);
    case "release-batch":
      return decideRelease(command.body, facts, context);
    case "override-release":
      return decideOverride(command.body, facts, context);
    case "take-sample":
      return decideTakeSample(command.body, facts, context);
    case "store-sample":
      return decideStoreSample(state, command.body, facts);
    case "dispose-sample":
      return decideDisposeSample(state, command.body, context);
    case "open-deviation":
      return decideOpenDeviation(state.deviation, command.body, facts);
    case "acknowledge-deviation":
      return decideAcknowledge(state.deviation, command.body);
    case "record-corrective-action":
      return decideCorrectiveAction(state.deviation, command.body);
    case "verify-deviation":
      return decideVerify(state.deviation, command.body, context);
  }
}

function usedId(command: QualityCommand, facts: QualityFacts): QualityRejection | null {
  if (!facts.isIdUsed) return null;
  if ("checkId" in command.body && command.body.checkId !== undefined) {
    return { code: "id-already-used", kind: "check", id: command.body.checkId };
  }
  return "sampleId" in command.body ? { code: "id-already-used", kind: "sample", id: command.body.sampleId } : null;
}

function decideHold(state: QualityState, body: CommandBody<"hold-batch">, facts: QualityFacts): Decision {
  const batch = present(facts.batch, "the batch to hold");
  if (batch.status === "cancelled") return err({ code: "wrong-state", state: batch.status });
  if (state.status !== "open" && state.status !== "released") return err({ code: "wrong-state", state: state.status });
  if (body.reasonCode === "other" && body.note === undefined) return err({ code: "reason-required" });
  const recordedByStaffId = facts.checkStaffId;
  return ok([{ type: "batch-held", body: { ...body, ...(recordedByStaffId !== null && { recordedByStaffId }) } }]);
}

function decideLift(
  state: QualityState,
  body: CommandBody<"lift-hold">,
  facts: QualityFacts,
  context: DecisionContext,
): Decision {
  const unknown = body.dishRunIds.find(
    (dishRunId) => !facts.batch?.dishRuns.some((run) => run.dishRunId === dishRunId),
  );
  if (unknown !== undefined) return err({ code: "not-found", kind: "dish-run", id: unknown });
  const refusal = whyNotLifted(state.hold, {
    qualityStatus: state.status,
    blockingDeviationIds: facts.blockingDeviationIds,
    staffId: context.actor.staffId,
  });
  return refusal === null ? ok([{ type: "hold-lifted", body }]) : err(refusal);
}

function decideReject(state: QualityState, body: CommandBody<"reject-batch">, facts: QualityFacts): Decision {
  if (state.status !== "open" && state.status !== "held") return err({ code: "wrong-state", state: state.status });
  const batch = present(facts.batch, "the batch to reject");
  if (batch.status === "cancelled") return err({ code: "wrong-state", state: batch.status });
  return ok([{ type: "batch-rejected", body }]);
}

function decideRelease(body: CommandBody<"release-batch">, facts: QualityFacts, context: DecisionContext): Decision {
  const gateFacts = present(facts.gates, "the gate facts of a release");
  const gates = releaseGates(gateFacts, context);
  const refusal = whyNotReleased(gateFacts, gates, { hasClockReason: body.clockReason !== undefined });
  if (refusal !== null) return err(refusal);
  return ok([
    {
      type: "batch-released",
      body: {
        batchId: body.batchId,
        gates: [...gates],
        consumeByAtMs: gateFacts.cookClock.consumeByAtMs,
        predictedArrivalAtMs: predictedArrivalAtMs(gateFacts.cookClock.points, context),
        ...(context.isClockUntrusted && body.clockReason !== undefined && { clockReason: body.clockReason }),
      },
    },
  ]);
}

function decideOverride(
  body: CommandBody<"override-release">,
  facts: QualityFacts,
  context: DecisionContext,
): Decision {
  const gateFacts = present(facts.gates, "the gate facts of a release");
  const staffId = context.actor.staffId;
  if (staffId === null) return err({ code: "not-permitted", permission: "quality.override" });
  const gates = releaseGates(gateFacts, context);
  const refusal = whyNotOverridden(gateFacts, gates, {
    staffId,
    roles: context.actor.roles,
    overrideStaff: facts.figures.overrideStaff,
    reason: body.reason,
    reasonMinCount: facts.figures.reasonMinCount.value,
  });
  if (refusal !== null) return err(refusal);
  return ok([
    {
      type: "release-overridden",
      body: {
        ...body,
        gates: [...gates],
        consumeByAtMs: gateFacts.cookClock.consumeByAtMs,
        predictedArrivalAtMs: predictedArrivalAtMs(gateFacts.cookClock.points, context),
      },
    },
  ]);
}

function decideTakeSample(body: CommandBody<"take-sample">, facts: QualityFacts, context: DecisionContext): Decision {
  const refusal = whyNotSampled(present(facts.batch, "the batch a sample is of").status);
  if (refusal !== null) return err(refusal);
  const sampleCode = facts.nextSampleCode;
  return ok([{ type: "sample-taken", body: { ...body, sampleCode, takenAtMs: context.occurredAtMs } }]);
}

function decideStoreSample(state: QualityState, body: CommandBody<"store-sample">, facts: QualityFacts): Decision {
  const sample = state.sampleById.get(body.sampleId);
  if (sample === undefined) return err({ code: "not-found", kind: "sample", id: body.sampleId });
  if (sample.status !== "taken") return err({ code: "wrong-state", state: sample.status });
  const { samplePlaceMaxC, sampleRetentionMs } = facts.figures;
  if (body.temperatureC > samplePlaceMaxC.value) return err({ code: "place-too-warm", limitC: samplePlaceMaxC.value });
  return ok([
    {
      type: "sample-stored",
      body: {
        ...body,
        limitC: samplePlaceMaxC.value,
        limitVersion: samplePlaceMaxC.version,
        disposeAfterAtMs: sample.takenAtMs + sampleRetentionMs.value,
        retentionVersion: sampleRetentionMs.version,
      },
    },
  ]);
}

function decideDisposeSample(
  state: QualityState,
  body: CommandBody<"dispose-sample">,
  context: DecisionContext,
): Decision {
  const sample = state.sampleById.get(body.sampleId);
  if (sample === undefined) return err({ code: "not-found", kind: "sample", id: body.sampleId });
  const [disposer, witness] = context.actor.signatures;
  if (disposer === undefined || witness === undefined) return err({ code: "signature-required", signatureCount: 2 });
  if (disposer.staffId === witness.staffId) return err({ code: "same-person" });
  const refusal = whyNotDisposed(sample, context, { hasClockReason: body.clockReason !== undefined });
  if (refusal !== null) return err(refusal);
  const { sampleId, batchId, clockReason } = body;
  return ok([
    {
      type: "sample-disposed",
      body: {
        sampleId,
        batchId,
        witnessStaffId: witness.staffId,
        ...(context.isClockUntrusted && clockReason !== undefined && { clockReason }),
      },
    },
  ]);
}

function decideOpenDeviation(
  deviation: DeviationState | null,
  body: CommandBody<"open-deviation">,
  facts: QualityFacts,
): Decision {
  const recorded = { ...(facts.checkStaffId !== null && { recordedByStaffId: facts.checkStaffId }) };
  if (deviation === null) return ok([{ type: "deviation-opened", body: { ...body, ...recorded } }]);
  if (deviation.status === "verified") return err({ code: "wrong-state", state: deviation.status });
  const { checkId, severity, note } = body;
  return ok([
    {
      type: "deviation-repeated",
      body: {
        deviationId: deviation.deviationId,
        severity,
        ...(checkId !== undefined && { checkId }),
        ...recorded,
        ...(note !== undefined && { note }),
      },
    },
  ]);
}

function decideAcknowledge(deviation: DeviationState | null, body: CommandBody<"acknowledge-deviation">): Decision {
  if (deviation === null) return err({ code: "not-found", kind: "deviation", id: body.deviationId });
  if (deviation.status !== "open") return err({ code: "wrong-state", state: deviation.status });
  return ok([{ type: "deviation-acknowledged", body }]);
}

/** Who acts on an open deviation has thereby acknowledged it. */
function decideCorrectiveAction(
  deviation: DeviationState | null,
  body: CommandBody<"record-corrective-action">,
): Decision {
  if (deviation === null) return err({ code: "not-found", kind: "deviation", id: body.deviationId });
  if (deviation.status === "verified") return err({ code: "wrong-state", state: deviation.status });
  if (deviation.status === "action-recorded") return err({ code: "wrong-state", state: deviation.status });
  return ok([{ type: "corrective-action-recorded", body }]);
}

function decideVerify(
  deviation: DeviationState | null,
  body: CommandBody<"verify-deviation">,
  context: DecisionContext,
): Decision {
  if (deviation === null) return err({ code: "not-found", kind: "deviation", id: body.deviationId });
  const refusal = whyNotVerified(deviation, context.actor.staffId);
  return refusal === null ? ok([{ type: "deviation-verified", body }]) : err(refusal);
}
