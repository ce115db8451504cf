import type { StoredQualityEvent } from "#domains/quality/events.ts";
import { consequenceOfFailedCheck } from "#domains/quality/judgement.ts";
import { observationKind, observationOutcome } from "#domains/quality/state.ts";
import type { CheckKind, CheckTarget } from "#domains/quality/values.ts";
import type { BatchId } from "#domains/production/ids.ts";
import type { FollowOn } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { batchCodes, dishRunNow } from "#main/domains/production/queries.ts";
import { batchQuality } from "./queries.ts";

/** What the kitchen PC does by itself because of an event (DOMAIN.md §4.12): deviations, holds and the alerts born of events. */
export function followOnsOfQuality(db: ReadableDb, event: StoredQualityEvent): readonly FollowOn[] {
  switch (event.type) {
    case "core-temperature-recorded":
    case "cooling-recorded":
      return failedCheck(db, event.eventId, {
        checkKind: observationKind(event),
        checkId: event.body.checkId,
        isFailed: observationOutcome(event) === "fail",
        isWhileCooking: event.type === "core-temperature-recorded" && event.body.isWhileCooking,
        target: { kind: "dish-run", id: event.body.dishRunId },
        batchId: event.body.batchId,
        isCorrection: false,
      });
    case "holding-temperature-recorded":
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
    case "incoming-check-recorded":
      return failedCheck(db, event.eventId, {
        checkKind: observationKind(event),
        checkId: event.body.checkId,
        isFailed: observationOutcome(event) === "fail",
        isWhileCooking: false,
        target: event.body.target,
        batchId: "batchId" in event.body ? event.body.batchId : batchIdOf(event.body.target),
        isCorrection: false,
      });
    case "check-corrected":
      return failedCheck(db, event.eventId, {
        checkKind: event.body.readings.checkKind,
        checkId: event.body.checkId,
        isFailed: event.body.outcome === "fail",
        isWhileCooking: isStillCooking(db, event.body.target),
        target: event.body.target,
        batchId: event.body.batchId ?? batchIdOf(event.body.target),
        isCorrection: true,
      });
    case "batch-held":
      return [
        raiseAlert(db, event, "batch-held", "high", {
          reasonCode: event.body.reasonCode,
          sinceAtMs: event.recordedAtMs,
        }),
      ];
    case "release-overridden":
      return [raiseAlert(db, event, "release-overridden", "high", { sinceAtMs: event.recordedAtMs })];
    case "hold-lifted":
    case "batch-rejected":
    case "batch-released":
    case "sample-taken":
    case "sample-stored":
    case "sample-disposed":
    case "deviation-opened":
    case "deviation-repeated":
    case "deviation-acknowledged":
    case "corrective-action-recorded":
    case "deviation-verified":
      return [];
  }
}

interface Checked {
  readonly checkKind: CheckKind;
  readonly checkId: string;
  readonly isFailed: boolean;
  readonly isWhileCooking: boolean;
  readonly target: CheckTarget;
  readonly batchId: BatchId | undefined;
  readonly isCorrection: boolean;
}

function failedCheck(db: ReadableDb, eventId: string, checked: Checked): readonly FollowOn[] {
  const { checkKind, checkId, target, batchId } = checked;
  const consequence = checked.isFailed ? consequenceOfFailedCheck(checkKind, checked) : null;
  if (consequence === null) return [];
  const deviation: FollowOn = {
    type: "open-deviation",
    key: "deviation",
    body: {
      deviationId: idOfEvent("deviation", eventId),
      target,
      ...(batchId !== undefined && { batchId }),
      checkKind,
      checkId,
      severity: consequence.severity,
    },
  };
  if (batchId === undefined) return [deviation];
  const { status } = batchQuality(db, batchId);
  // A correction may show that a batch already released should not have been: its gates are judged again.
  const isToHold = consequence.isHolding || (checked.isCorrection && status === "released");
  if (!isToHold || (status !== "open" && status !== "released")) return [deviation];
  return [deviation, { type: "hold-batch", key: "hold", body: { batchId, reasonCode: "failed-check", checkId } }];
}

function raiseAlert(
  db: ReadableDb,
  event: Extract<StoredQualityEvent, { readonly type: "batch-held" | "release-overridden" }>,
  alertKind: string,
  severity: string,
  data: object,
): FollowOn {
  const { batchId } = event.body;
  const batchCode = batchCodes(db, [batchId]).get(batchId);
  return {
    type: "raise-alert",
    key: alertKind,
    body: {
      alertId: idOfEvent("alert", event.eventId),
      alertKind,
      entityId: batchId,
      severity,
      data: { batchId, ...(batchCode !== undefined && { batchCode }), ...data },
    },
  };
}

/** The id of a thing born of an event: the event's own digits, so that replaying the log makes the same one. */
function idOfEvent(prefix: string, eventId: string): string {
  return `${prefix}_${eventId.slice(eventId.indexOf("_") + 1)}`;
}

function batchIdOf(target: CheckTarget): BatchId | undefined {
  return target.kind === "batch" ? target.id : undefined;
}

/** A corrected core reading is harmless only while its dish still is on the fire: a dish it let through is not. */
function isStillCooking(db: ReadableDb, target: CheckTarget): boolean {
  return target.kind === "dish-run" && dishRunNow(db, target.id)?.progress.status === "cooking";
}
