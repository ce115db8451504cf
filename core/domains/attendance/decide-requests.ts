import { present } from "#kernel/assert.ts";
import { isGranted } from "#kernel/access.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays, dayCountFromLocalDate, msFromLocal, type LocalDate } from "#kernel/time.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { AttendanceEvent } from "./events.ts";
import { closedSpanOf, mayManage, type AttendanceFacts, type ClosedSpan, type PersonFacts } from "./facts.ts";
import type { AttendanceRejection } from "./rejections.ts";
import { correctionSessionId, type KnownCorrection, type PresenceState } from "./state.ts";

type Command<Type extends AttendanceCommand["type"]> = Extract<AttendanceCommand, { readonly type: Type }>;
type Decision = Result<readonly (AttendanceEvent & { readonly serviceDate?: string })[], AttendanceRejection>;

/** The longest leave one request may ask (house rule); longer ones are asked in parts. */
export const LEAVE_MAX_DAY_COUNT = 92;

export function decideRequestLeave(
  presence: PresenceState,
  { body }: Command<"request-leave">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  const person = present(facts.person, "the person who asks for leave");
  const isOwn = actor.face === "attendance" || actor.staffId === person.staffId;
  if (!isOwn && !(isGranted(actor.roles, "attendance.manage") && mayManage(actor, person))) {
    return err({ code: "not-permitted", permission: "attendance.manage" });
  }
  const refusal = selfRefusal(person);
  if (refusal !== null) return err(refusal);
  if (facts.isIdTaken || presence.leaveById[body.leaveId] !== undefined) {
    return err({ code: "wrong-state", state: "asked" });
  }
  const dayCount = dayCountFromLocalDate(body.toDate) - dayCountFromLocalDate(body.fromDate) + 1;
  if (dayCount < 1 || dayCount > LEAVE_MAX_DAY_COUNT) {
    return err({ code: "out-of-range", field: "dayCount", min: 1, max: LEAVE_MAX_DAY_COUNT });
  }
  if (body.fromDate < person.joinDate) return err({ code: "before-joining", joinDate: person.joinDate });
  const closed = closedSpanWithin(facts, body);
  if (closed !== undefined) return err({ code: "pay-period-closed", toDate: closed.toDate });
  const overlapping = Object.entries(presence.leaveById).find(
    ([, leave]) => leave.state !== "rejected" && leave.fromDate <= body.toDate && leave.toDate >= body.fromDate,
  );
  if (overlapping !== undefined) return err({ code: "leave-overlaps", leaveId: overlapping[0] });
  const { badge: _badge, staffId: _staffId, ...asked } = body;
  return ok([{ type: "leave-requested", body: { ...asked, staffId: person.staffId } }]);
}

export function decideLeave(
  presence: PresenceState,
  command: Command<"approve-leave"> | Command<"reject-leave">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  const person = present(facts.person, "the person whose leave is decided");
  const { leaveId } = command.body;
  const leave = presence.leaveById[leaveId];
  if (leave === undefined) return err({ code: "not-found", kind: "leave", id: leaveId });
  if (leave.state !== "asked") return err({ code: "wrong-state", state: leave.state });
  if (actor.staffId === person.staffId || actor.staffId === leave.askedByStaffId) {
    return err({ code: "own-work", staffId: actor.staffId ?? "" });
  }
  const { staffId } = person;
  if (command.type === "reject-leave") return ok([{ type: "leave-rejected", body: { ...command.body, staffId } }]);
  const closed = closedSpanWithin(facts, leave);
  if (closed !== undefined) return err({ code: "pay-period-closed", toDate: closed.toDate });
  return ok([{ type: "leave-approved", body: { leaveId: command.body.leaveId, staffId } }]);
}

/** Asked by the person alone, a few days back at most; what stood there is kept beside what is asked. */
export function decideRequestCorrection(
  presence: PresenceState,
  { body }: Command<"request-correction">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const person = present(facts.person, "the person who asks for a correction");
  // At a terminal the badge or the number says who asks; at a console it is whoever is signed in, for nobody else.
  const isOwn = context.actor.face === "attendance" || context.actor.staffId === person.staffId;
  if (!isOwn) return err({ code: "not-permitted", permission: "attendance.self" });
  const refusal = selfRefusal(person);
  if (refusal !== null) return err(refusal);
  if (facts.isIdTaken || presence.correctionById[body.correctionId] !== undefined) {
    return err({ code: "wrong-state", state: "asked" });
  }
  const { correctionMaxMs } = facts.figures;
  const earliestDate = addDays(facts.today, -Math.floor(correctionMaxMs / 86_400_000));
  if (body.serviceDate < earliestDate) return err({ code: "correction-window-passed", maxMs: correctionMaxMs });
  const stay = facts.stays.find(({ sessionId }) => sessionId === body.sessionId);
  // A stay is corrected under its own date: another would pass by the window and the wages of that one.
  if (body.sessionId !== undefined && stay?.serviceDate !== body.serviceDate) {
    return err({ code: "not-found", kind: "stay", id: body.sessionId });
  }
  const asked = { inAtMs: body.inAtMs ?? null, outAtMs: body.outAtMs ?? null };
  const before = { inAtMs: stay?.inAtMs ?? null, outAtMs: stay?.outAtMs ?? null };
  const times = timesRefusal(
    { asked, before, serviceDate: body.serviceDate, sessionId: body.sessionId },
    facts,
    context,
  );
  if (times !== null) return err(times);
  const { badge: _badge, ...rest } = body;
  return ok([
    {
      type: "correction-requested",
      serviceDate: body.serviceDate,
      body: {
        ...rest,
        staffId: person.staffId,
        originalInAtMs: before.inAtMs,
        originalOutAtMs: before.outAtMs,
      },
    },
  ]);
}

export function decideCorrection(
  presence: PresenceState,
  command: Command<"approve-correction"> | Command<"reject-correction">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const person = present(facts.person, "the person whose correction is decided");
  const { actor } = context;
  const { correctionId } = command.body;
  const correction = presence.correctionById[correctionId];
  if (correction === undefined) return err({ code: "not-found", kind: "correction", id: correctionId });
  if (correction.state !== "asked") return err({ code: "wrong-state", state: correction.state });
  if (actor.staffId === person.staffId || actor.staffId === correction.askedByStaffId) {
    return err({ code: "own-work", staffId: actor.staffId ?? "" });
  }
  const { staffId } = person;
  const { serviceDate } = correction;
  if (command.type === "reject-correction") {
    return ok([{ type: "correction-rejected", serviceDate, body: { ...command.body, staffId } }]);
  }
  const refusal = approvalRefusal(correction, correctionId, facts, context);
  if (refusal !== null) return err(refusal);
  return ok([{ type: "correction-approved", serviceDate, body: { correctionId: command.body.correctionId, staffId } }]);
}

export function decideApproveOvertime(
  { body }: Command<"approve-overtime">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  if (actor.staffId === body.staffId) return err({ code: "own-work", staffId: body.staffId });
  const stay = facts.stays.find(({ sessionId }) => sessionId === body.sessionId);
  if (stay === undefined) return err({ code: "not-found", kind: "stay", id: body.sessionId });
  if (stay.outAtMs === null || stay.inAtMs === null) return err({ code: "wrong-state", state: stay.status });
  const closed = closedSpanOf(facts, stay.serviceDate);
  if (closed !== undefined) return err({ code: "pay-period-closed", toDate: closed.toDate });
  if (body.approvedMs > stay.overtimeMs) return err({ code: "more-than-measured", measuredMs: stay.overtimeMs });
  return ok([{ type: "overtime-approved", serviceDate: stay.serviceDate, body }]);
}

/** What stood when it was asked may have changed since: a late punch, another correction. */
function approvalRefusal(
  correction: KnownCorrection,
  correctionId: string,
  facts: AttendanceFacts,
  context: DecisionContext,
): AttendanceRejection | null {
  const sessionId = correction.sessionId ?? correctionSessionId(correctionId);
  const stay = facts.stays.find((known) => known.sessionId === sessionId);
  if (correction.sessionId !== null && stay === undefined) return { code: "not-found", kind: "stay", id: sessionId };
  // A roster written meanwhile may have given the stay another date.
  const closed = stay === undefined ? undefined : closedSpanOf(facts, stay.serviceDate);
  if (closed !== undefined) return { code: "pay-period-closed", toDate: closed.toDate };
  const before = { inAtMs: stay?.inAtMs ?? null, outAtMs: stay?.outAtMs ?? null };
  return timesRefusal({ asked: correction, before, serviceDate: correction.serviceDate, sessionId }, facts, context);
}

/** Times lie on the service date they are asked for or right beside it: a shift may begin on the eve and end after midnight. */
function outsideDate(asked: Ends, serviceDate: LocalDate, { timeZone }: AttendanceFacts): AttendanceRejection | null {
  const min = msFromLocal(addDays(serviceDate, -1), "00:00", timeZone);
  const max = msFromLocal(addDays(serviceDate, 2), "00:00", timeZone);
  const isOutside = (atMs: number | null) => atMs !== null && (atMs < min || atMs > max);
  const field = isOutside(asked.inAtMs) ? "inAtMs" : isOutside(asked.outAtMs) ? "outAtMs" : null;
  return field === null ? null : { code: "out-of-range", field, min, max };
}

/** A span with approved wages that some dates reach into. */
function closedSpanWithin(
  { closedSpans }: AttendanceFacts,
  { fromDate, toDate }: { readonly fromDate: LocalDate; readonly toDate: LocalDate },
): ClosedSpan | undefined {
  return closedSpans.find((span) => span.fromDate <= toDate && span.toDate >= fromDate);
}

interface Ends {
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
}

function timesRefusal(
  change: {
    readonly asked: Ends;
    readonly before: Ends;
    readonly serviceDate: string;
    readonly sessionId: string | undefined;
  },
  facts: AttendanceFacts,
  { nowMs }: DecisionContext,
): AttendanceRejection | null {
  const { asked, before, sessionId } = change;
  if (asked.inAtMs === null && asked.outAtMs === null) return { code: "reason-required" };
  const inAtMs = asked.inAtMs ?? before.inAtMs;
  const outAtMs = asked.outAtMs ?? before.outAtMs;
  // A stay needs a beginning; who forgot both ends asks for both.
  if (inAtMs === null) return { code: "punch-order" };
  if (Math.max(asked.inAtMs ?? 0, asked.outAtMs ?? 0) > nowMs) return { code: "time-in-future" };
  const outside = outsideDate(asked, change.serviceDate, facts);
  if (outside !== null) return outside;
  if (outAtMs !== null && outAtMs <= inAtMs) return { code: "punch-order" };
  const { sessionMaxMs } = facts.figures;
  if (outAtMs !== null && outAtMs - inAtMs > sessionMaxMs) {
    return { code: "out-of-range", field: "workedMs", min: 0, max: sessionMaxMs };
  }
  const person = present(facts.person, "the person of a correction");
  if (change.serviceDate < person.joinDate) return { code: "before-joining", joinDate: person.joinDate };
  const closed = closedSpanOf(facts, change.serviceDate);
  if (closed !== undefined) return { code: "pay-period-closed", toDate: closed.toDate };
  const isOverlapping = facts.stays.some(
    (other) =>
      other.sessionId !== sessionId &&
      other.inAtMs !== null &&
      other.outAtMs !== null &&
      other.inAtMs < (outAtMs ?? inAtMs + 1) &&
      other.outAtMs > inAtMs,
  );
  return isOverlapping ? { code: "stays-overlap" } : null;
}

function selfRefusal(person: PersonFacts): AttendanceRejection | null {
  if (person.status === "ended") return { code: "staff-ended", staffId: person.staffId };
  return isGranted(person.roles, "attendance.self") ? null : { code: "not-permitted", permission: "attendance.self" };
}
