import type { StoredAlertEvent } from "./events.ts";
import type { AlertId } from "./ids.ts";
import { severityRank, type AlertNow } from "./rules.ts";

/** One alert, folded from its stream. */
export interface AlertState extends AlertNow {
  readonly alertId: AlertId;
  readonly entityId: string;
  /** When it was raised, last repeated or made worse: the next repeat is written some time after. */
  readonly updatedAtMs: number;
}

export const initialAlertState: AlertState | null = null;

/** Folds one event into the alert. */
export function evolveAlert(state: AlertState | null, event: StoredAlertEvent): AlertState | null {
  if (event.type === "alert-raised") {
    const { alertId, alertKind, entityId, severity } = event.body;
    return {
      alertId,
      alertKind,
      entityId,
      severity,
      status: "open",
      unacknowledgedSinceMs: event.recordedAtMs,
      escalatedToRoles: [],
      actionByStaffId: null,
      assigneeStaffId: null,
      updatedAtMs: event.recordedAtMs,
    };
  }
  if (state === null) return null;
  switch (event.type) {
    case "alert-repeated":
      return { ...state, updatedAtMs: event.recordedAtMs };
    case "alert-acknowledged":
      return { ...state, status: "acknowledged", unacknowledgedSinceMs: null };
    case "alert-assigned":
      return { ...state, assigneeStaffId: event.body.staffId };
    case "alert-action-recorded":
      return { ...state, status: "action-recorded", unacknowledgedSinceMs: null, actionByStaffId: event.staffId };
    case "alert-verified":
      return { ...state, status: "verified" };
    case "alert-resolved":
      return { ...state, status: "resolved", unacknowledgedSinceMs: null };
    case "alert-escalated":
      return escalated(state, event);
  }
}

/** Made worse it is open again and everybody is told anew; taken to another role it only waits for one more. */
function escalated(
  state: AlertState,
  event: Extract<StoredAlertEvent, { readonly type: "alert-escalated" }>,
): AlertState {
  const { fromSeverity, toSeverity, toRole } = event.body;
  if (severityRank(toSeverity) <= severityRank(fromSeverity)) {
    return { ...state, escalatedToRoles: [...state.escalatedToRoles, toRole] };
  }
  return {
    ...state,
    severity: toSeverity,
    status: "open",
    unacknowledgedSinceMs: event.recordedAtMs,
    escalatedToRoles: [],
    actionByStaffId: null,
    updatedAtMs: event.recordedAtMs,
  };
}
