import { err, ok, type Result } from "#kernel/result.ts";
import type { QualityCommand } from "./commands.ts";
import type { CorrectedReadings, QualityEvent } from "./events.ts";
import { hygieneScoreBp, rapidTestOutcome, tastingFault, temperatureOutcome, worstReading } from "./judgement.ts";
import type { QualityRejection } from "./rejections.ts";
import type { ObservationEvent, QualityState, RecordedCheck } from "./state.ts";
import type { CheckOutcome, CheckTarget } from "./values.ts";

type CorrectCheck = Extract<QualityCommand, { readonly type: "correct-check" }>;

/** Puts a check in the place of another, judged by the limits of the one first written; both stay in the log. */
export function decideCorrection(
  state: QualityState,
  body: CorrectCheck["body"],
): Result<readonly QualityEvent[], QualityRejection> {
  const replaced = state.checkById.get(body.replacesCheckId);
  if (replaced === undefined) return err({ code: "not-found", kind: "check", id: body.replacesCheckId });
  if (replaced.replacedByCheckId !== null) {
    return err({ code: "check-already-corrected", byCheckId: replaced.replacedByCheckId });
  }
  if (replaced.checkKind !== body.readings.checkKind) {
    return err({ code: "check-kind-differs", checkKind: replaced.checkKind });
  }
  const outcome = correctedOutcome(replaced.original, body.readings);
  if (!outcome.ok) return outcome;
  const { original } = replaced;
  const batchId = "batchId" in original.body ? original.body.batchId : undefined;
  return ok([
    {
      type: "check-corrected",
      body: {
        checkId: body.checkId,
        replacesCheckId: body.replacesCheckId,
        ...(batchId !== undefined && { batchId }),
        target: targetOf(replaced),
        readings: body.readings,
        outcome: outcome.value,
        observedAtMs: replaced.observedAtMs,
        reason: body.reason,
      },
    },
  ]);
}

function targetOf({ original }: RecordedCheck): CheckTarget {
  return "target" in original.body ? original.body.target : { kind: "dish-run", id: original.body.dishRunId };
}

/** The judgement of corrected readings by the frozen limits of the original. */
function correctedOutcome(
  original: ObservationEvent,
  readings: CorrectedReadings,
): Result<CheckOutcome, QualityRejection> {
  switch (original.type) {
    case "core-temperature-recorded":
      if (readings.checkKind !== "core-temperature") break;
      if (readings.readingsC.length < original.body.readingsC.length) {
        return err({ code: "too-few-readings", minCount: original.body.readingsC.length });
      }
      return ok(
        temperatureOutcome(worstReading(readings.readingsC, "min"), { limitKind: "min", limitC: original.body.limitC }),
      );
    case "holding-temperature-recorded":
      if (readings.checkKind !== "holding-temperature") break;
      return ok(temperatureOutcome(worstReading(readings.readingsC, original.body.limitKind), original.body));
    case "cooling-recorded":
      if (readings.checkKind !== "cooling") break;
      return ok(coolingOutcome(readings.temperatureC, original.body.limitC));
    case "tasting-recorded":
      return readings.checkKind === "tasting" ? tastingOutcome(original.body, readings) : differs(readings);
    case "rapid-test-recorded":
      if (readings.checkKind !== "rapid-test") break;
      return ok(rapidTestOutcome(readings.substances));
    case "hygiene-check-recorded":
      return readings.checkKind === "hygiene" ? hygieneOutcome(original.body, readings) : differs(readings);
    case "incoming-check-recorded":
      // Goods are checked again instead: the newest check of a line counts.
      break;
    case "check-recorded":
      if (!("outcome" in readings)) break;
      return ok(readings.outcome);
  }
  return differs(readings);
}

function differs(readings: CorrectedReadings): Result<never, QualityRejection> {
  return err({ code: "check-kind-differs", checkKind: readings.checkKind });
}

function coolingOutcome(temperatureC: number, limitC: number | null): CheckOutcome {
  return limitC === null ? "pass" : temperatureOutcome(temperatureC, { limitKind: "max", limitC });
}

type BodyOf<Type extends ObservationEvent["type"]> = Extract<ObservationEvent, { readonly type: Type }>["body"];

function tastingOutcome(
  original: BodyOf<"tasting-recorded">,
  readings: Extract<CorrectedReadings, { readonly checkKind: "tasting" }>,
): Result<CheckOutcome, QualityRejection> {
  const missing = original.dishes.find(
    (dish) => !readings.dishes.some((corrected) => corrected.dishRunId === dish.dishRunId),
  );
  if (missing !== undefined) {
    return err({ code: "score-missing", dishRunId: missing.dishRunId, attribute: "tastePoints" });
  }
  const fault = tastingFault(readings.dishes, readings.verdict, original.scoresMinPoints);
  if (fault !== null) return err(fault);
  return ok(readings.verdict === "safe" ? "pass" : "fail");
}

function hygieneOutcome(
  original: BodyOf<"hygiene-check-recorded">,
  readings: Extract<CorrectedReadings, { readonly checkKind: "hygiene" }>,
): Result<CheckOutcome, QualityRejection> {
  const answered = new Set(readings.items.map((item) => item.itemCode));
  const missingItemCodes = original.items.map((item) => item.itemCode).filter((itemCode) => !answered.has(itemCode));
  if (missingItemCodes.length > 0 || answered.size !== original.items.length) {
    return err({ code: "checklist-incomplete", missingItemCodes });
  }
  return ok(hygieneScoreBp(readings.items) >= original.passMinBp ? "pass" : "fail");
}
