import type { RowOf } from "#kernel/definition.ts";
import type { correctionsQuery, leavesQuery, StayRow } from "#domains/attendance/queries.ts";
import { openFlags } from "./day-look.ts";

export type CorrectionRow = RowOf<typeof correctionsQuery>;
export type LeaveRow = RowOf<typeof leavesQuery>;

/** Something that waits for an approver. */
export type Approval =
  | { readonly kind: "correction"; readonly key: string; readonly staffId: string; readonly row: CorrectionRow }
  | { readonly kind: "leave"; readonly key: string; readonly staffId: string; readonly row: LeaveRow }
  | { readonly kind: "overtime"; readonly key: string; readonly staffId: string; readonly stay: StayRow }
  | { readonly kind: "flagged"; readonly key: string; readonly staffId: string; readonly stay: StayRow };

export const APPROVAL_KINDS = ["correction", "leave", "overtime", "flagged"] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/**
 * What waits, requests of people first, then what the kitchen found; the oldest first. A stay whose correction is asked is
 * not asked about twice.
 */
export function approvalsOf(input: {
  readonly corrections: readonly CorrectionRow[];
  readonly leaves: readonly LeaveRow[];
  readonly stays: readonly StayRow[];
}): readonly Approval[] {
  const asked = input.corrections.filter((row) => row.state === "asked");
  const askedStays = new Set(asked.flatMap((row) => (row.sessionId === null ? [] : [row.sessionId])));
  const corrections = asked
    .toSorted((left, right) => left.requestedAtMs - right.requestedAtMs)
    .map((row): Approval => ({ kind: "correction", key: row.correctionId, staffId: row.staffId, row }));
  const leaves = input.leaves
    .filter((row) => row.state === "asked")
    .toSorted((left, right) => left.requestedAtMs - right.requestedAtMs)
    .map((row): Approval => ({ kind: "leave", key: row.leaveId, staffId: row.staffId, row }));
  const stays = input.stays.toSorted((left, right) => (left.inAtMs ?? 0) - (right.inAtMs ?? 0));
  const overtime = stays
    .filter((stay) => stay.overtimeMs > 0 && stay.approvedOvertimeMs === null)
    .map((stay): Approval => ({ kind: "overtime", key: `ot-${stay.sessionId}`, staffId: stay.staffId, stay }));
  const flagged = stays
    .filter((stay) => openFlags(stay.flags).length > 0 && !askedStays.has(stay.sessionId))
    .map((stay): Approval => ({ kind: "flagged", key: `flag-${stay.sessionId}`, staffId: stay.staffId, stay }));
  return [...corrections, ...leaves, ...overtime, ...flagged];
}

/** Whether somebody may not decide it because they asked for it, or it is about themself (`own-work`). */
export function isOwnRequest(approval: Approval, staffId: string | null): boolean {
  if (approval.staffId === staffId) return true;
  return "row" in approval && approval.row.requestedByStaffId === staffId && staffId !== null;
}
