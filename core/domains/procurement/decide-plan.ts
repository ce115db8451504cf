import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { dayCountFromLocalDate } from "#kernel/time.ts";
import type { PlanCommand } from "./commands.ts";
import type { ProcurementEvent } from "./events.ts";
import type { ProcurementFacts } from "./facts.ts";
import { linesRefusal } from "./line-rules.ts";
import type { ProcurementRejection } from "./rejections.ts";
import { PLAN_MAX_DAY_COUNT } from "./rules.ts";
import type { PlanState } from "./state.ts";

type Decision = Result<readonly ProcurementEvent[], ProcurementRejection>;
type Command<Type extends PlanCommand["type"]> = Extract<PlanCommand, { readonly type: Type }>;

/** A plan is for one period, and each day has one plan at most. */
export function decideDraftPlan(
  state: PlanState,
  { body }: Command<"draft-purchase-plan">,
  facts: Pick<ProcurementFacts, "items" | "overlappingPlanId" | "portionCounts">,
): Decision {
  const { planId, fromDate, toDate, lines } = body;
  if (state.kind === "approved") return err({ code: "wrong-state", state: state.kind });
  const dayCount = dayCountFromLocalDate(toDate) - dayCountFromLocalDate(fromDate) + 1;
  if (dayCount < 1) return err({ code: "out-of-range", field: "dayCount", min: 1, max: PLAN_MAX_DAY_COUNT });
  if (dayCount > PLAN_MAX_DAY_COUNT) return err({ code: "span-too-long", maxDayCount: PLAN_MAX_DAY_COUNT });
  if (facts.overlappingPlanId !== null) return err({ code: "plan-exists", planId: facts.overlappingPlanId });
  const refusal = linesRefusal(lines, facts.items);
  if (refusal !== null) return err(refusal);
  const totalIdr = lines.reduce((sum, line) => sum + line.amountIdr, 0);
  const { portionCounts } = facts;
  return ok([{ type: "purchase-plan-drafted", body: { planId, fromDate, toDate, portionCounts, lines, totalIdr } }]);
}

export function decideApprovePlan(
  state: PlanState,
  { body }: Command<"approve-purchase-plan">,
  { actor }: DecisionContext,
): Decision {
  if (state.kind === "none") return err({ code: "not-found", kind: "purchase-plan", id: body.planId });
  if (state.kind !== "drafted") return err({ code: "wrong-state", state: state.kind });
  if (state.draftedByStaffId === actor.staffId) return err({ code: "own-work", staffId: actor.staffId ?? "" });
  return ok([{ type: "purchase-plan-approved", body }]);
}
