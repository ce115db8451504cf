import type { AlertCondition } from "./conditions.ts";
import type { AlertId } from "./ids.ts";
import {
  nextEscalation,
  POLICY_BY_ALERT_KIND,
  severityRank,
  whyNotResolved,
  type AlertNow,
  type EscalationFigures,
} from "./rules.ts";
import type { EscalationRole } from "./values.ts";

/** What the watcher does about the difference between what stands and what is raised. Pure; free of zod. */

/** An unresolved alert as the watcher reads it. */
export interface WatchedAlert extends AlertNow {
  readonly alertId: AlertId;
  readonly entityId: string;
  readonly updatedAtMs: number;
}

/** What the watcher remembers between two looks: since when the condition of an alert has been gone. */
export type WatchMemory = ReadonlyMap<AlertId, number>;

export const emptyWatchMemory: WatchMemory = new Map();

export interface WatchFigures extends EscalationFigures {
  readonly clearAfterMs: number;
  readonly repeatMinMs: number;
}

export type WatchAct =
  | { readonly kind: "raise"; readonly condition: AlertCondition }
  | { readonly kind: "resolve"; readonly alertId: AlertId }
  | { readonly kind: "escalate"; readonly alertId: AlertId; readonly toRole: EscalationRole };

/**
 * Raises what is not raised, raises again what got worse or came back, escalates what nobody acknowledged, resolves what
 * has been gone for `clearAfterMs`. Losing the memory (a restart) only makes a resolution later.
 */
export function watchActs(
  now: {
    readonly conditions: readonly AlertCondition[];
    readonly alerts: readonly WatchedAlert[];
    readonly nowMs: number;
  },
  memory: WatchMemory,
  figures: WatchFigures,
): { readonly acts: readonly WatchAct[]; readonly memory: WatchMemory } {
  const alertByKey = new Map(now.alerts.map((alert) => [keyOf(alert), alert]));
  const standing = new Set(now.conditions.map(keyOf));
  const acts: WatchAct[] = [];
  const goneSince = new Map<AlertId, number>();
  for (const condition of now.conditions) {
    const alert = alertByKey.get(keyOf(condition));
    if (alert === undefined || isToRaiseAgain(condition, alert, memory, figures, now.nowMs)) {
      acts.push({ kind: "raise", condition });
    }
  }
  for (const alert of now.alerts) {
    const next = nextEscalation(alert, figures);
    if (next !== null && now.nowMs >= next.dueAtMs) {
      acts.push({ kind: "escalate", alertId: alert.alertId, toRole: next.toRole });
    }
    if (standing.has(keyOf(alert)) || POLICY_BY_ALERT_KIND[alert.alertKind].isClosedByHand) continue;
    const goneSinceMs = Math.min(memory.get(alert.alertId) ?? now.nowMs, now.nowMs);
    goneSince.set(alert.alertId, goneSinceMs);
    const isSettled = now.nowMs - goneSinceMs >= figures.clearAfterMs;
    if (isSettled && whyNotResolved(alert) === null) acts.push({ kind: "resolve", alertId: alert.alertId });
  }
  return { acts, memory: goneSince };
}

function isToRaiseAgain(
  condition: AlertCondition,
  alert: WatchedAlert,
  memory: WatchMemory,
  figures: WatchFigures,
  nowMs: number,
): boolean {
  if (severityRank(condition.severity) > severityRank(alert.severity)) return true;
  const isBack = memory.has(alert.alertId);
  return isBack && nowMs >= alert.updatedAtMs + figures.repeatMinMs;
}

function keyOf(thing: { readonly alertKind: string; readonly entityId: string }): string {
  return `${thing.alertKind}/${thing.entityId}`;
}
