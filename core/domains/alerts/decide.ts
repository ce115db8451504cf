import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { AlertCommand } from "./commands.ts";
import type { AlertEvent } from "./events.ts";
import type { AlertRejection } from "./rejections.ts";
import {
  nextEscalation,
  POLICY_BY_ALERT_KIND,
  severityRank,
  whyNotAcknowledged,
  whyNotAlertVerified,
  whyNotHandled,
  whyNotResolved,
  type EscalationFigures,
} from "./rules.ts";
import type { AlertState } from "./state.ts";

/** What a decision on an alert needs from elsewhere. */
export interface AlertFacts {
  readonly figures: EscalationFigures & { readonly repeatMinMs: number };
  /** `wall.acknowledge`: a wall may acknowledge with nobody named. */
  readonly isWallAcknowledging: boolean;
  /** Whether what raised the alert is so at this very moment; asked only when it is to be resolved. */
  readonly isConditionTrue: boolean;
  /** Whether the person an alert is given to works here. */
  readonly isAssigneeActive: boolean;
}

type Decision = Result<readonly AlertEvent[], AlertRejection>;
type CommandBody<Type extends AlertCommand["type"]> = Extract<AlertCommand, { readonly type: Type }>["body"];

/** What the kitchen does about a command on an alert: events, or why not. */
export function decideAlert(
  state: AlertState | null,
  command: AlertCommand,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  if (command.type === "raise-alert") return decideRaise(state, command.body, facts, context);
  if (state === null) return err({ code: "not-found", kind: "alert", id: command.body.alertId });
  switch (command.type) {
    case "escalate-alert":
      return decideEscalate(state, command.body, facts, context);
    case "acknowledge-alert":
      return decideAcknowledge(state, command.body, facts, context);
    case "assign-alert":
      return decideAssign(state, command.body, facts, context);
    case "record-alert-action":
      return decideAction(state, command.body, context);
    case "verify-alert": {
      const { staffId } = context.actor;
      const refusal = whyNotHandled(state, context.actor) ?? whyNotAlertVerified(state, staffId);
      return refusal === null ? ok([{ type: "alert-verified", body: command.body }]) : err(refusal);
    }
    case "resolve-alert":
      return decideResolve(state, command.body, facts, context);
  }
}

/** At most one unresolved alert a (kind, entity): a worse one escalates it, the same again counts up, seldom. */
function decideRaise(
  state: AlertState | null,
  body: CommandBody<"raise-alert">,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  if (state === null) return ok([{ type: "alert-raised", body }]);
  if (state.status === "resolved") return err({ code: "wrong-state", state: state.status });
  const { alertId } = state;
  if (severityRank(body.severity) > severityRank(state.severity)) {
    const toRole = POLICY_BY_ALERT_KIND[state.alertKind].ownerRole;
    const worse = { alertId, fromSeverity: state.severity, toSeverity: body.severity, toRole, data: body.data };
    return ok([{ type: "alert-escalated", body: worse }]);
  }
  const repeatFromMs = state.updatedAtMs + facts.figures.repeatMinMs;
  if (context.nowMs < repeatFromMs) return err({ code: "alert-already-open", alertId, repeatFromMs });
  return ok([{ type: "alert-repeated", body: { alertId, data: body.data } }]);
}

function decideEscalate(
  state: AlertState,
  body: CommandBody<"escalate-alert">,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  if (state.status !== "open") return err({ code: "wrong-state", state: state.status });
  if (state.escalatedToRoles.includes(body.toRole)) return err({ code: "already-escalated", toRole: body.toRole });
  const next = nextEscalation(state, facts.figures);
  if (next === null || next.toRole !== body.toRole) return err({ code: "wrong-state", state: state.status });
  if (context.nowMs < next.dueAtMs) return err({ code: "escalation-not-due", dueAtMs: next.dueAtMs });
  const { alertId, severity } = state;
  return ok([
    { type: "alert-escalated", body: { alertId, fromSeverity: severity, toSeverity: severity, toRole: body.toRole } },
  ]);
}

function decideAcknowledge(
  state: AlertState,
  body: CommandBody<"acknowledge-alert">,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  if (context.actor.kind === "device" && !(context.actor.face === "wall" && facts.isWallAcknowledging)) {
    return err({ code: "not-permitted", permission: "alert.acknowledge" });
  }
  const refusal = whyNotAcknowledged(state);
  return refusal === null ? ok([{ type: "alert-acknowledged", body }]) : err(refusal);
}

function decideAssign(
  state: AlertState,
  body: CommandBody<"assign-alert">,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  const refusal = whyNotHandled(state, context.actor);
  if (refusal !== null) return err(refusal);
  if (!facts.isAssigneeActive) return err({ code: "not-found", kind: "staff", id: body.staffId });
  return ok([{ type: "alert-assigned", body }]);
}

/** Who acts on an open alert has thereby acknowledged it. */
function decideAction(state: AlertState, body: CommandBody<"record-alert-action">, context: DecisionContext): Decision {
  const refusal = whyNotHandled(state, context.actor);
  if (refusal !== null) return err(refusal);
  if (state.status === "verified") return err({ code: "wrong-state", state: state.status });
  if (body.actionCode === "other" && body.note === undefined) return err({ code: "reason-required" });
  return ok([{ type: "alert-action-recorded", body }]);
}

function decideResolve(
  state: AlertState,
  body: CommandBody<"resolve-alert">,
  facts: AlertFacts,
  context: DecisionContext,
): Decision {
  const isByHand = context.actor.kind !== "system";
  const refusal = (isByHand ? whyNotHandled(state, context.actor) : null) ?? whyNotResolved(state);
  if (refusal?.code === "wrong-state") return err(refusal);
  if (facts.isConditionTrue) return err({ code: "condition-still-true", alertKind: state.alertKind });
  if (refusal !== null) return err(refusal);
  return ok([{ type: "alert-resolved", body: { ...body, resolution: isByHand ? "by-hand" : "condition-gone" } }]);
}
