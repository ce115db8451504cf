import { alertConditions, type HealthInput } from "#domains/alerts/conditions.ts";
import type { AlertCommand } from "#domains/alerts/commands.ts";
import type { AlertFacts } from "#domains/alerts/decide.ts";
import type { AlertId } from "#domains/alerts/ids.ts";
import type { AlertRejection } from "#domains/alerts/rejections.ts";
import { POLICY_BY_ALERT_KIND } from "#domains/alerts/rules.ts";
import {
  ackCriticalHeadMs,
  ackCriticalRegionMs,
  ackHighMs,
  ackMediumMs,
  alertClearAfterMs,
  alertRepeatMinMs,
  isWallAcknowledging,
} from "#domains/alerts/settings.ts";
import type { WatchFigures } from "#domains/alerts/watch.ts";
import type { BatchId } from "#domains/production/ids.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { personOn } from "#main/domains/people/queries.ts";
import { batchNow } from "#main/domains/production/queries.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { conditionFigures, conditionInputs, type WatchedBoards } from "./inputs.ts";
import { alertById, unresolvedAlert } from "./queries.ts";

export interface AlertFactsDeps {
  readonly boards: WatchedBoards;
  readonly readHealth: () => HealthInput;
}

/** The stream of an alert: raising goes to the unresolved one of that kind and thing, if there is one. */
export function targetOfAlert(
  db: ReadableDb,
  command: AlertCommand,
  context: DecisionContext,
): Result<CommandTarget, AlertRejection> {
  if (command.type === "raise-alert") {
    const { alertId, alertKind, entityId, data } = command.body;
    const known = unresolvedAlert(db, alertKind, entityId);
    if (known !== undefined) return ok({ streamId: known.alert_id, serviceDate: known.service_date });
    // The data names the batch by the id it had in the log; an alert without one belongs to the day of the clock.
    const batch = data.batchId === undefined ? null : batchNow(db, data.batchId as BatchId); // as the sender wrote it
    return ok({ streamId: alertId, serviceDate: batch?.plan.serviceDate ?? serviceDateAt(db, context.nowMs) });
  }
  const { alertId } = command.body;
  const alert = alertById(db, alertId);
  if (alert === undefined) return err({ code: "not-found", kind: "alert", id: alertId });
  return ok({ streamId: alertId, serviceDate: alert.service_date });
}

export function gatherAlertFacts(
  db: ReadableDb,
  command: AlertCommand,
  context: DecisionContext,
  deps: AlertFactsDeps,
): AlertFacts {
  const today = serviceDateAt(db, context.nowMs);
  const read = settingReader(db, today);
  return {
    figures: watchFigures(read),
    isWallAcknowledging: read(isWallAcknowledging).value,
    isConditionTrue: command.type === "resolve-alert" && isConditionTrue(db, command.body.alertId, context.nowMs, deps),
    isAssigneeActive: command.type === "assign-alert" && personOn(db, command.body.staffId, today)?.status === "active",
  };
}

export function watchFigures(read: SettingReader): WatchFigures {
  return {
    ackCriticalHeadMs: read(ackCriticalHeadMs).value,
    ackCriticalRegionMs: read(ackCriticalRegionMs).value,
    ackHighMs: read(ackHighMs).value,
    ackMediumMs: read(ackMediumMs).value,
    repeatMinMs: read(alertRepeatMinMs).value,
    clearAfterMs: read(alertClearAfterMs).value,
  };
}

/** Whether what raised an alert is so now. An alert born of one event has no condition: a person closes it. */
function isConditionTrue(db: ReadableDb, alertId: AlertId, nowMs: number, deps: AlertFactsDeps): boolean {
  const alert = alertById(db, alertId);
  if (alert === undefined || POLICY_BY_ALERT_KIND[alert.alert_kind].isClosedByHand) return false;
  const inputs = conditionInputs(db, nowMs, { boards: deps.boards, health: deps.readHealth() });
  const figures = conditionFigures(settingReader(db, serviceDateAt(db, nowMs)));
  return alertConditions(inputs, figures, nowMs).some(
    (condition) => condition.alertKind === alert.alert_kind && condition.entityId === alert.entity_id,
  );
}
