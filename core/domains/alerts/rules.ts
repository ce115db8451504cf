import type { SiteRole } from "#kernel/access.ts";
import type { AlertRejection } from "./rejections.ts";
import type { AlertKind, AlertSeverity, AlertStatus, EscalationRole } from "./values.ts";
import { ALERT_SEVERITIES } from "./vocabulary.ts";

/** What may be done with an alert, told to `decide`, the watcher and the screens alike. Free of zod. */

/** How a kind of alert is owned and closed. */
export interface AlertKindPolicy {
  readonly ownerRole: SiteRole;
  /** At HIGH and CRITICAL another person must verify the action before it closes. */
  readonly isFoodSafety: boolean;
  /** Born of one event and closed by a person; the watcher never closes it. */
  readonly isClosedByHand: boolean;
}

export const POLICY_BY_ALERT_KIND: Readonly<Record<AlertKind, AlertKindPolicy>> = {
  "core-temperature-low": policy("nutritionist", { isFoodSafety: true }),
  "holding-temperature-out": policy("nutritionist", { isFoodSafety: true }),
  "cook-clock": policy("nutritionist", { isFoodSafety: true }),
  "consume-by": policy("nutritionist", { isFoodSafety: true }),
  "batch-start-late": policy("division-lead"),
  "batch-late": policy("division-lead"),
  "batch-held": policy("nutritionist", { isFoodSafety: true }),
  "release-overridden": policy("kitchen-head", { isFoodSafety: true, isClosedByHand: true }),
  "tasting-unsafe": policy("nutritionist", { isFoodSafety: true }),
  // A deviation is itself verified by another person before its alert ends.
  "deviation-open": policy("nutritionist"),
  "sample-missing": policy("nutritionist"),
  "sample-due": policy("nutritionist"),
  "sample-overdue": policy("nutritionist"),
  "clock-untrusted": policy("field-assistant"),
  "backup-old": policy("field-assistant"),
  "disk-low": policy("field-assistant"),
  "device-silent": policy("field-assistant"),
  "sound-failed": policy("field-assistant"),
  "stock-low": policy("storekeeper"),
  "stock-out": policy("storekeeper"),
  "lot-expiring": policy("storekeeper"),
  "lot-expired": policy("storekeeper"),
  "requirement-short": policy("field-assistant"),
};

function policy(ownerRole: SiteRole, options: Partial<Omit<AlertKindPolicy, "ownerRole">> = {}): AlertKindPolicy {
  return { ownerRole, isFoodSafety: false, isClosedByHand: false, ...options };
}

/** 0 for low to 3 for critical. */
export function severityRank(severity: AlertSeverity): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

export function needsVerification(alertKind: AlertKind, severity: AlertSeverity): boolean {
  return POLICY_BY_ALERT_KIND[alertKind].isFoodSafety && severityRank(severity) >= severityRank("high");
}

/** When an alert nobody acknowledged is taken to whom. */
export interface EscalationFigures {
  readonly ackCriticalHeadMs: number;
  readonly ackCriticalRegionMs: number;
  readonly ackHighMs: number;
  readonly ackMediumMs: number;
}

/** What the rules need of an alert; its state and a row of the `alerts` query both have it. */
export interface AlertNow {
  readonly alertKind: AlertKind;
  readonly severity: AlertSeverity;
  readonly status: AlertStatus;
  readonly unacknowledgedSinceMs: number | null;
  readonly escalatedToRoles: readonly EscalationRole[];
  readonly actionByStaffId: string | null;
  readonly assigneeStaffId: string | null;
}

export interface Escalation {
  readonly toRole: EscalationRole;
  readonly dueAtMs: number;
}

/** The next role an unanswered alert is taken to, and when; null when it is answered or there is nobody further. */
export function nextEscalation(alert: AlertNow, figures: EscalationFigures): Escalation | null {
  const sinceMs = alert.unacknowledgedSinceMs;
  if (alert.status !== "open" || sinceMs === null) return null;
  const steps = escalationSteps(alert, figures);
  const next = steps.find((step) => !alert.escalatedToRoles.includes(step.toRole));
  return next === undefined ? null : { toRole: next.toRole, dueAtMs: sinceMs + next.afterMs };
}

function escalationSteps(
  alert: AlertNow,
  figures: EscalationFigures,
): readonly { readonly toRole: EscalationRole; readonly afterMs: number }[] {
  switch (alert.severity) {
    case "critical":
      return [
        { toRole: "kitchen-head", afterMs: figures.ackCriticalHeadMs },
        { toRole: "region-coordinator", afterMs: figures.ackCriticalRegionMs },
      ];
    case "high":
      return [{ toRole: "kitchen-head", afterMs: figures.ackHighMs }];
    case "medium":
      return [{ toRole: POLICY_BY_ALERT_KIND[alert.alertKind].ownerRole, afterMs: figures.ackMediumMs }];
    case "low":
      return [];
  }
}

type Refusal = AlertRejection | null;

export function whyNotAcknowledged(alert: Pick<AlertNow, "status">): Refusal {
  return alert.status === "open" ? null : { code: "wrong-state", state: alert.status };
}

/** Who deals with an alert: a division lead only with what is the kitchen floor's, or was given to them. */
export function whyNotHandled(
  alert: Pick<AlertNow, "alertKind" | "status" | "assigneeStaffId">,
  person: { readonly staffId: string | null; readonly roles: readonly SiteRole[] },
): Refusal {
  if (alert.status === "resolved") return { code: "wrong-state", state: alert.status };
  const isLeadOnly =
    person.roles.includes("division-lead") && !person.roles.some((role) => WHOLE_KITCHEN.includes(role));
  const isTheirs =
    POLICY_BY_ALERT_KIND[alert.alertKind].ownerRole === "division-lead" || alert.assigneeStaffId === person.staffId;
  return isLeadOnly && !isTheirs ? { code: "not-permitted", permission: "alert.resolve" } : null;
}

const WHOLE_KITCHEN: readonly SiteRole[] = ["kitchen-head", "nutritionist", "accountant", "field-assistant"];

/** An action is verified by somebody other than who took it. */
export function whyNotAlertVerified(
  alert: Pick<AlertNow, "status" | "actionByStaffId">,
  staffId: string | null,
): Refusal {
  if (alert.status === "resolved" || alert.status === "verified") return { code: "wrong-state", state: alert.status };
  if (alert.status !== "action-recorded") return { code: "action-missing" };
  return staffId !== null && alert.actionByStaffId === staffId ? { code: "own-work", staffId } : null;
}

/** Why an alert may not be closed, but for the condition itself, which only the kitchen PC can tell. */
export function whyNotResolved(alert: Pick<AlertNow, "alertKind" | "severity" | "status">): Refusal {
  if (alert.status === "resolved") return { code: "wrong-state", state: alert.status };
  const isActedOn = alert.status === "action-recorded" || alert.status === "verified";
  if (needsVerification(alert.alertKind, alert.severity) && alert.status !== "verified") {
    return isActedOn ? { code: "verification-missing" } : { code: "action-missing" };
  }
  if (POLICY_BY_ALERT_KIND[alert.alertKind].isClosedByHand && !isActedOn) return { code: "action-missing" };
  return null;
}

/** Alerts that sound on the wall, again every `ALERT_SOUND_REPEAT_MS` until acknowledged (UX.md §2.4); the rest only show. */
export function isSounding(severity: AlertSeverity): boolean {
  return severity === "critical";
}

/** `alert.sound-repeat`, house rule. */
export const ALERT_SOUND_REPEAT_MS = 60_000;

/** Severity first, then age: the order of every list of alerts. */
export function compareAlerts(
  left: { readonly severity: AlertSeverity; readonly raisedAtMs: number; readonly alertId: string },
  right: { readonly severity: AlertSeverity; readonly raisedAtMs: number; readonly alertId: string },
): number {
  return (
    severityRank(right.severity) - severityRank(left.severity) ||
    left.raisedAtMs - right.raisedAtMs ||
    (left.alertId < right.alertId ? -1 : left.alertId > right.alertId ? 1 : 0)
  );
}
