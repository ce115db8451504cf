import type { AlertRow } from "#domains/alerts/queries.ts";
import { severityRank } from "#domains/alerts/rules.ts";
import type { AlertSeverity } from "#domains/alerts/values.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { batchDeadlineState, slackMs } from "#domains/production/timing.ts";

/** Something that needs a person, with the one act that answers it (UX.md §3.4). */
export type Exception =
  | { readonly kind: "alert"; readonly key: string; readonly severity: AlertSeverity; readonly alert: AlertRow }
  | {
      readonly kind: "late";
      readonly key: string;
      readonly severity: AlertSeverity;
      readonly batch: BoardBatch;
      readonly lateMs: number;
    }
  | { readonly kind: "release"; readonly key: string; readonly severity: AlertSeverity; readonly batch: BoardBatch }
  | {
      readonly kind: "unsent";
      readonly key: string;
      readonly severity: AlertSeverity;
      readonly waitingCount: number;
      readonly rejectedCount: number;
    }
  | {
      readonly kind: AttendanceExceptionKind;
      readonly key: string;
      readonly severity: AlertSeverity;
      readonly count: number;
    }
  | { readonly kind: "pairing"; readonly key: string; readonly severity: AlertSeverity; readonly deviceName: string };

/** What of attendance waits: each kind is one line, however many there are, and leads to its list. */
export type AttendanceExceptionKind = "absent" | "correction" | "leave" | "flagged";
export interface AttendanceInput {
  readonly absentCount: number;
  readonly correctionCount: number;
  readonly leaveCount: number;
  readonly flaggedCount: number;
}

export interface ExceptionInput {
  readonly attendance: AttendanceInput;
  readonly alerts: readonly AlertRow[];
  readonly batches: readonly BoardBatch[];
  readonly outbox: { readonly waitingCount: number; readonly rejectedCount: number };
  readonly pairingNames: readonly string[];
  readonly nowMs: number;
}

/** What waits for a person, worst first, each thing once: a batch with an alert is not listed as late beside it. */
export function exceptionsOf(input: ExceptionInput): readonly Exception[] {
  const alerted = new Set(input.alerts.flatMap((alert) => [alert.entityId, alert.data.batchId ?? ""]));
  const alerts = input.alerts.map((alert): Exception => ({
    kind: "alert",
    key: alert.alertId,
    severity: alert.severity,
    alert,
  }));
  const late = input.batches
    .filter((batch) => batchDeadlineState(batch, input.nowMs) === "late" && !alerted.has(batch.batchId))
    .map((batch): Exception => {
      const lateMs = -slackMs(batch, input.nowMs);
      return { kind: "late", key: `late-${batch.batchId}`, severity: "high", batch, lateMs };
    });
  const waitingForRelease = input.batches
    .filter((batch) => batch.status === "ready" && batch.quality === "open")
    .map((batch): Exception => ({ kind: "release", key: `release-${batch.batchId}`, severity: "medium", batch }));
  const { waitingCount, rejectedCount } = input.outbox;
  const unsent: readonly Exception[] =
    waitingCount + rejectedCount === 0
      ? []
      : [{ kind: "unsent", key: "unsent", severity: rejectedCount > 0 ? "high" : "low", waitingCount, rejectedCount }];
  const pairing = input.pairingNames.map((deviceName): Exception => ({
    kind: "pairing",
    key: `pairing-${deviceName}`,
    severity: "medium",
    deviceName,
  }));
  return [
    ...alerts,
    ...late,
    ...waitingForRelease,
    ...pairing,
    ...attendanceExceptions(input.attendance),
    ...unsent,
  ].toSorted((left, right) => severityRank(right.severity) - severityRank(left.severity));
}

function attendanceExceptions(input: AttendanceInput): readonly Exception[] {
  const waiting = [
    { kind: "absent", severity: "medium", count: input.absentCount },
    { kind: "correction", severity: "low", count: input.correctionCount },
    { kind: "leave", severity: "low", count: input.leaveCount },
    { kind: "flagged", severity: "low", count: input.flaggedCount },
  ] as const;
  return waiting.filter(({ count }) => count > 0).map((item) => ({ ...item, key: `attendance-${item.kind}` }));
}
