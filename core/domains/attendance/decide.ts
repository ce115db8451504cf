import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { AttendanceCommand } from "./commands.ts";
import { decidePay } from "./decide-pay.ts";
import { decideExplain, decideFlip, decidePunchOnBehalf, decideRecordPunch, decideWithdraw } from "./decide-punch.ts";
import {
  decideApproveOvertime,
  decideCorrection,
  decideLeave,
  decideRequestCorrection,
  decideRequestLeave,
} from "./decide-requests.ts";
import {
  decideCopyRoster,
  decideDefineShift,
  decideRetireShift,
  decideSetRoster,
  type StreamedEvent,
} from "./decide-roster.ts";
import type { AttendanceFacts } from "./facts.ts";
import type { AttendanceRejection } from "./rejections.ts";
import { absenceKey, type AttendanceState, type PresenceState } from "./state.ts";

type Decision = Result<readonly StreamedEvent[], AttendanceRejection>;
type Command<Type extends AttendanceCommand["type"]> = Extract<AttendanceCommand, { readonly type: Type }>;

/** What a command about presence makes happen, or why not (DOMAIN.md §4.4). */
export function decideAttendance(
  state: AttendanceState,
  command: AttendanceCommand,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const { presence } = state;
  switch (command.type) {
    case "record-punch":
      return decideRecordPunch(presence, command, facts, context);
    case "record-punch-on-behalf":
      return decidePunchOnBehalf(presence, command, facts, context);
    case "flip-punch":
      return decideFlip(presence, command, facts, context);
    case "withdraw-punch":
      return decideWithdraw(presence, command, facts, context);
    case "explain-punch":
      return decideExplain(presence, command, facts, context);
    case "define-shift":
      return decideDefineShift(state.shift, command, facts, context);
    case "retire-shift":
      return decideRetireShift(state.shift, command, facts, context);
    case "set-roster":
      return decideSetRoster(command, facts, context);
    case "copy-roster":
      return decideCopyRoster(command, facts, context);
    case "request-leave":
      return decideRequestLeave(presence, command, facts, context);
    case "approve-leave":
    case "reject-leave":
      return decideLeave(presence, command, facts, context);
    case "request-correction":
      return decideRequestCorrection(presence, command, facts, context);
    case "approve-correction":
    case "reject-correction":
      return decideCorrection(presence, command, facts, context);
    case "approve-overtime":
      return decideApproveOvertime(command, facts, context);
    case "record-absence":
      return decideAbsence(presence, command, facts);
    case "mark-incomplete":
      return decideIncomplete(presence, command, facts);
    case "draft-pay-period":
    case "approve-head-pay":
    case "approve-pay-period":
    case "mark-pay-period-paid":
      return decidePay(state.payPeriod, command, present(facts.pay, "the facts of a pay period"), context);
  }
}

/** Set once; somebody who came after all, has left, or whose leave was granted meanwhile, is not absent. */
function decideAbsence(presence: PresenceState, { body }: Command<"record-absence">, facts: AttendanceFacts): Decision {
  const { serviceDate, shiftCode } = body;
  if (presence.absenceKeys.includes(absenceKey(serviceDate, shiftCode))) return ok([]);
  const endDate = facts.person?.endDate ?? null;
  if (endDate !== null && serviceDate > endDate) return ok([]);
  const isHere = facts.stays.some((stay) => stay.serviceDate === serviceDate && stay.shiftCode === shiftCode);
  const isOnLeave = Object.values(presence.leaveById).some(
    (leave) => leave.state === "approved" && leave.fromDate <= serviceDate && leave.toDate >= serviceDate,
  );
  return isHere || isOnLeave ? ok([]) : ok([{ type: "absence-recorded", serviceDate, body }]);
}

/** An open stay older than `attendance.session-max` has no end: never silently hours. */
function decideIncomplete(
  presence: PresenceState,
  { body }: Command<"mark-incomplete">,
  facts: AttendanceFacts,
): Decision {
  const stay = facts.stays.find(({ sessionId }) => sessionId === body.sessionId);
  if (stay === undefined) return err({ code: "not-found", kind: "stay", id: body.sessionId });
  if (stay.outAtMs !== null || presence.endMissedIds.includes(body.sessionId)) return ok([]);
  return ok([{ type: "check-out-missed", serviceDate: stay.serviceDate, body }]);
}
