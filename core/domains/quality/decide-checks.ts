import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { present } from "#kernel/assert.ts";
import { checklistOf } from "./checklists.ts";
import type { QualityCommand } from "./commands.ts";
import type { QualityEvent } from "./events.ts";
import type { DishRunFacts, QualityFacts } from "./facts.ts";
import {
  coolingLimitOf,
  coreLimitOf,
  dishesHeldTogether,
  holdingLimitOf,
  hygieneScoreBp,
  incomingLimitsOf,
  incomingOutcome,
  rapidTestOutcome,
  strictestHoldingLimit,
  tastingFault,
  temperatureOutcome,
  worstReading,
} from "./judgement.ts";
import type { QualityRejection } from "./rejections.ts";
import type { CheckAction, CheckTarget, DishScores } from "./values.ts";

type Decision = Result<readonly QualityEvent[], QualityRejection>;
type CommandBody<Type extends QualityCommand["type"]> = Extract<QualityCommand, { readonly type: Type }>["body"];

/** A core reading: cooking or cooked, at three points or more, and never low without saying what is done about it. */
export function decideCoreTemperature(
  body: CommandBody<"record-core-temperature">,
  facts: QualityFacts,
  context: DecisionContext,
): Decision {
  const found = dishRunOf(facts, body.dishRunId);
  if (!found.ok) return found;
  const run = found.value;
  const limit = coreLimitOf(run, facts.figures.coreMinC);
  if (limit === null) return err({ code: "temperature-not-limited", temperatureClass: run.temperatureClass });
  if (run.status === "waiting") return err({ code: "wrong-state", state: run.status });
  const minCount = facts.figures.probePointCount.value;
  if (body.readingsC.length < minCount) return err({ code: "too-few-readings", minCount });
  const lowestC = worstReading(body.readingsC, "min");
  const outcome = temperatureOutcome(lowestC, { limitKind: "min", limitC: limit.limitC });
  const refusal = whyNotSaved(outcome, body.action, { limitC: limit.limitC, worstC: lowestC });
  if (refusal !== null) return err(refusal);
  // A reading that waited on a cut-off tablet may arrive after the dish was finished.
  const isWhileCooking = run.status === "cooking" || (run.cookedAtMs ?? 0) > context.occurredAtMs;
  return ok([{ type: "core-temperature-recorded", body: { ...body, lowestC, ...limit, outcome, isWhileCooking } }]);
}

/** A reading of food kept hot or cold: of one dish, or of all the batch holds together. */
export function decideHoldingTemperature(
  body: CommandBody<"record-holding-temperature">,
  facts: QualityFacts,
): Decision {
  const { holding } = facts.figures;
  const batch = present(facts.batch, "the batch a holding temperature is about");
  let dishes: readonly DishRunFacts[] = dishesHeldTogether(batch.dishRuns);
  let limit = strictestHoldingLimit(batch.dishRuns, holding);
  if (body.dishRunId !== undefined) {
    const run = dishRunOf(facts, body.dishRunId);
    if (!run.ok) return run;
    dishes = [run.value];
    limit = holdingLimitOf(run.value.temperatureClass, holding);
  }
  if (limit === null) return err({ code: "temperature-not-limited", temperatureClass: "ambient" });
  if (!dishes.some((dish) => dish.status === "cooked")) {
    return err({ code: "wrong-state", state: dishes[0]?.status ?? batch.status });
  }
  const temperatureC = worstReading(body.readingsC, limit.limitKind);
  const outcome = temperatureOutcome(temperatureC, limit);
  const refusal = whyNotSaved(outcome, body.action, { limitC: limit.limitC, worstC: temperatureC });
  if (refusal !== null) return err(refusal);
  const target: CheckTarget = { kind: "batch", id: body.batchId };
  return ok([{ type: "holding-temperature-recorded", body: { ...body, target, temperatureC, ...limit, outcome } }]);
}

/** One reading of the cooling log of a dish kept for later. */
export function decideCooling(
  body: CommandBody<"record-cooling">,
  facts: QualityFacts,
  context: DecisionContext,
): Decision {
  const run = dishRunOf(facts, body.dishRunId);
  if (!run.ok) return run;
  if (run.value.cookedAtMs === null) return err({ code: "wrong-state", state: run.value.status });
  const sinceCookedMs = Math.max(0, context.occurredAtMs - run.value.cookedAtMs);
  const limit = coolingLimitOf(sinceCookedMs, facts.figures.cooling);
  const outcome = limit === null ? "pass" : temperatureOutcome(body.temperatureC, { limitKind: "max", ...limit });
  const refusal = whyNotSaved(outcome, body.action, { limitC: limit?.limitC ?? 0, worstC: body.temperatureC });
  if (refusal !== null) return err(refusal);
  const judged = { limitC: limit?.limitC ?? null, limitVersion: limit?.limitVersion ?? 0, outcome };
  return ok([{ type: "cooling-recorded", body: { ...body, sinceCookedMs, ...judged } }]);
}

/** A tasting: four scores a dish, and a verdict that may only be "safe" when every score is good enough. */
export function decideTasting(body: CommandBody<"record-tasting">, facts: QualityFacts): Decision {
  const { scoresMinPoints } = facts.figures;
  for (const dish of body.dishes) {
    const run = dishRunOf(facts, dish.dishRunId);
    if (!run.ok) return run;
    if (run.value.status !== "cooked") return err({ code: "wrong-state", state: run.value.status });
  }
  const fault = tastingFault(body.dishes, body.verdict, scoresMinPoints.value);
  if (fault !== null) return err(fault);
  if (body.verdict === "unsafe" && body.note === undefined) return err({ code: "reason-required" });
  const dishes = body.dishes as readonly DishScores[] as DishScores[]; // every score is there: no fault found
  return ok([
    {
      type: "tasting-recorded",
      body: {
        ...body,
        dishes,
        target: { kind: "batch", id: body.batchId },
        scoresMinPoints: scoresMinPoints.value,
        scoresMinVersion: scoresMinPoints.version,
      },
    },
  ]);
}

export function decideRapidTest(body: CommandBody<"record-rapid-test">): Decision {
  const target: CheckTarget = { kind: "batch", id: body.batchId };
  const outcome = rapidTestOutcome(body.substances);
  return ok([{ type: "rapid-test-recorded", body: { ...body, target, outcome } }]);
}

/** A checklist answered in full, to the version in force. */
export function decideHygieneCheck(body: CommandBody<"record-hygiene-check">, facts: QualityFacts): Decision {
  const checklist = checklistOf(body.checklistCode);
  if (checklist === undefined) return err({ code: "not-found", kind: "checklist", id: body.checklistCode });
  if (checklist.version !== body.checklistVersion) {
    const { checklistCode, version } = checklist;
    return err({ code: "checklist-version-outdated", checklistCode, currentVersion: version });
  }
  const answered = new Set(body.items.map((item) => item.itemCode));
  const missingItemCodes = checklist.itemCodes.filter((itemCode) => !answered.has(itemCode));
  if (
    missingItemCodes.length > 0 ||
    answered.size !== body.items.length ||
    answered.size > checklist.itemCodes.length
  ) {
    return err({ code: "checklist-incomplete", missingItemCodes });
  }
  const { value: passMinBp, version: passMinVersion } = facts.figures.hygienePassMinBp;
  const scoreBp = hygieneScoreBp(body.items);
  const outcome = scoreBp >= passMinBp ? "pass" : "fail";
  return ok([{ type: "hygiene-check-recorded", body: { ...body, scoreBp, passMinBp, passMinVersion, outcome } }]);
}

export function decideCheck(body: CommandBody<"record-check">): Decision {
  if (body.outcome === "fail") {
    if (body.action === undefined) return err({ code: "check-action-missing", checkKind: body.checkKind });
    if (isReasonMissing(body.action)) return err({ code: "reason-required" });
  }
  const batchId = body.target.kind === "batch" ? body.target.id : body.batchId;
  return ok([{ type: "check-recorded", body: { ...body, ...(batchId !== undefined && { batchId }) } }]);
}

/** Goods that came in on a line of a receipt still open. What has a limit in degrees is measured. */
export function decideIncomingCheck(body: CommandBody<"record-incoming-check">, facts: QualityFacts): Decision {
  const { incoming, figures } = facts;
  if (incoming === null) return err({ code: "not-found", kind: "receipt-line", id: body.lineId });
  if (incoming.receiptStatus !== "open") return err({ code: "wrong-state", state: incoming.receiptStatus });
  if (body.condition === "other" && body.note === undefined) return err({ code: "reason-required" });
  const limits = incomingLimitsOf(incoming, figures.incoming);
  if (limits.temperature !== null && body.temperatureC === undefined) {
    return err({ code: "too-few-readings", minCount: 1 });
  }
  return ok([
    {
      type: "incoming-check-recorded",
      body: {
        ...body,
        target: { kind: "receipt-line", id: body.lineId },
        limitC: limits.temperature?.limitC ?? null,
        limitVersion: limits.temperature?.limitVersion ?? 0,
        moistureMaxBp: limits.moisture?.moistureMaxBp ?? null,
        moistureMaxVersion: limits.moisture?.moistureMaxVersion ?? 0,
        outcome: incomingOutcome(body, limits),
      },
    },
  ]);
}

/** A failing reading is saved only with what is done about it; "other" says what. */
function whyNotSaved(
  outcome: "pass" | "fail",
  action: CheckAction | undefined,
  reading: { readonly limitC: number; readonly worstC: number },
): QualityRejection | null {
  if (outcome === "fail" && action === undefined) return { code: "corrective-action-missing", ...reading };
  return isReasonMissing(action) ? { code: "reason-required" } : null;
}

function isReasonMissing(action: CheckAction | undefined): boolean {
  return action?.actionCode === "other" && action.reason === undefined;
}

function dishRunOf(facts: QualityFacts, dishRunId: string): Result<DishRunFacts, QualityRejection> {
  const run = facts.batch?.dishRuns.find((one) => one.dishRunId === dishRunId);
  return run === undefined ? err({ code: "not-found", kind: "dish-run", id: dishRunId }) : ok(run);
}
