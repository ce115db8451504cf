import { present } from "#kernel/assert.ts";
import { isGranted } from "#kernel/access.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { AttendanceEvent } from "./events.ts";
import { closedSpanOf, mayManage, type AttendanceFacts, type PersonFacts } from "./facts.ts";
import type { BadgeId } from "#domains/people/ids.ts";
import type { AttendanceSessionId, PunchId } from "./ids.ts";
import type { AttendanceRejection } from "./rejections.ts";
import { judgeStay, matchShift } from "./shift-match.ts";
import { correctedStays, punchedEnds, type KnownPunch, type PresenceState } from "./state.ts";
import { changedTellings, tellPunches, type SettledStay, type Telling } from "./stays.ts";
import type { PunchDirection, PunchMethod } from "./values.ts";

type Command<Type extends AttendanceCommand["type"]> = Extract<AttendanceCommand, { readonly type: Type }>;
/** An event with the service date of the stay it is about. */
export type DatedEvent = AttendanceEvent & { readonly serviceDate?: string };
type Decision = Result<readonly DatedEvent[], AttendanceRejection>;

/** A badge, a code or a number at a terminal: a fact, taken whenever the person is known (DOMAIN.md §4.4). */
export function decideRecordPunch(
  presence: PresenceState,
  { body }: Command<"record-punch">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const person = present(facts.person, "the person a punch is about");
  const { method, badgeId } = present(facts.identified, "how the person identified");
  const refusal = punchRefusal(person, facts);
  if (refusal !== null) return err(refusal);
  if (isAlreadyThere(presence, body.punchId, facts)) return ok([]);
  if (facts.isIdTaken) return err(ID_TAKEN);
  return ok(
    punchEvents(
      presence,
      {
        punchId: body.punchId,
        atMs: facts.atMs,
        direction: body.direction ?? null,
        method,
        badgeId,
        photoId: body.photoId,
        reasonCode: body.reasonCode,
      },
      { person, facts, context },
    ),
  );
}

/** The manager writes a punch down for somebody who could not; never for oneself. */
export function decidePunchOnBehalf(
  presence: PresenceState,
  { body }: Command<"record-punch-on-behalf">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const person = present(facts.person, "the person a punch is about");
  if (context.actor.staffId === body.staffId) return err({ code: "own-work", staffId: body.staffId });
  if (!mayManage(context.actor, person)) return err({ code: "not-permitted", permission: "attendance.manage" });
  if (body.atMs > context.nowMs) return err({ code: "time-in-future" });
  if (facts.clockDate < person.joinDate) return err({ code: "before-joining", joinDate: person.joinDate });
  // As far back as a correction may be asked: what is older has no neighbours left to be told from.
  const { correctionMaxMs } = facts.figures;
  if (context.nowMs - body.atMs > correctionMaxMs) {
    return err({ code: "correction-window-passed", maxMs: correctionMaxMs });
  }
  const refusal = punchRefusal(person, facts);
  if (refusal !== null) return err(refusal);
  const closed = closedSpanOf(facts, facts.clockDate);
  if (closed !== undefined) return err({ code: "pay-period-closed", toDate: closed.toDate });
  if (isAlreadyThere(presence, body.punchId, facts)) return ok([]);
  if (facts.isIdTaken) return err(ID_TAKEN);
  const { punchId, atMs, direction } = body;
  return ok(
    punchEvents(presence, { punchId, atMs, direction, method: "on-behalf", badgeId: null }, { person, facts, context }),
  );
}

/** *Ubah ke …*: what the person says counts, and the punches after it are told again. */
export function decideFlip(
  presence: PresenceState,
  { body }: Command<"flip-punch">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const punch = ownPunch(presence, body, facts, context, facts.figures.flipWindowMs);
  if (!punch.ok) return punch;
  if (punch.value.direction === body.direction) return err({ code: "wrong-state", state: body.direction });
  const chosen = { ...punch.value, direction: body.direction, isDirectionChosen: true };
  const punches = standing(presence).map((other) => (other.punchId === chosen.punchId ? chosen : other));
  const told = tell(presence, punches, { facts, fromMs: chosen.atMs });
  const { direction, sessionId } = present(told.get(chosen.punchId), "the punch that was flipped");
  const { staffId } = body;
  return ok([
    { type: "punch-flipped", body: { staffId, punchId: body.punchId, direction, sessionId, cause: "person" } },
    ...retold(
      staffId,
      punches.filter((other) => other.punchId !== chosen.punchId),
      told,
    ),
  ]);
}

/** *Bukan saya*: the punch is struck through and stays visible; the others are told as if it had not been. */
export function decideWithdraw(
  presence: PresenceState,
  { body }: Command<"withdraw-punch">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const punch = ownPunch(presence, body, facts, context, facts.figures.withdrawWindowMs);
  if (!punch.ok) return punch;
  const rest = standing(presence).filter((other) => other.punchId !== body.punchId);
  const told = tell(presence, rest, { facts, fromMs: punch.value.atMs });
  return ok([{ type: "punch-withdrawn", body }, ...retold(body.staffId, rest, told)]);
}

/** A reason for a punch outside the roster, or *Ya* to a short stay; later also by who manages attendance. */
export function decideExplain(
  presence: PresenceState,
  { body }: Command<"explain-punch">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  const person = present(facts.person, "the person a punch is about");
  const punch = standing(presence).find(({ punchId }) => punchId === body.punchId);
  if (punch === undefined) return err({ code: "not-found", kind: "punch", id: body.punchId });
  if (actor.face === "attendance") {
    if (punch.deviceId !== actor.deviceId) return err({ code: "other-terminal" });
  } else if (actor.staffId !== body.staffId) {
    const isAllowed = isGranted(actor.roles, "attendance.manage") && mayManage(actor, person);
    if (!isAllowed) return err({ code: "not-permitted", permission: "attendance.manage" });
  }
  return ok([{ type: "punch-explained", body }]);
}

/** Ids are made by terminals; one that is known already, of anybody, makes no second punch and no other's stay. */
const ID_TAKEN: AttendanceRejection = { code: "wrong-state", state: "recorded" };

interface NewPunch {
  readonly punchId: PunchId;
  readonly atMs: number;
  readonly direction: PunchDirection | null;
  readonly method: PunchMethod;
  readonly badgeId: BadgeId | null;
  readonly photoId?: Command<"record-punch">["body"]["photoId"] | undefined;
  readonly reasonCode?: Command<"record-punch">["body"]["reasonCode"] | undefined;
}

function punchEvents(
  presence: PresenceState,
  punch: NewPunch,
  { person, facts, context }: { person: PersonFacts; facts: AttendanceFacts; context: DecisionContext },
): readonly DatedEvent[] {
  const { punchId, atMs, method } = punch;
  const added: KnownPunch = {
    punchId,
    atMs,
    direction: punch.direction ?? "in",
    sessionId: punchId.replace("punch_", "attendance_session_") as AttendanceSessionId, // replaced by what is told
    isDirectionChosen: punch.direction !== null,
    deviceId: context.actor.deviceId,
    isWithdrawn: false,
  };
  const others = standing(presence);
  const told = tell(presence, [...others, added], { facts, fromMs: atMs, newPunchId: punchId });
  const own = present(told.get(punchId), "the punch just made");
  const fields = {
    staffId: person.staffId,
    punchId,
    sessionId: own.sessionId,
    atMs,
    clockDate: facts.clockDate,
    method,
    ...(punch.badgeId !== null && { badgeId: punch.badgeId }),
    ...(punch.photoId !== undefined && { photoId: punch.photoId }),
    isDirectionChosen: added.isDirectionChosen,
    ...(facts.isClockReplaced && { isClockReplaced: true as const }),
    ...(own.isEvidence && { isEvidence: true as const }),
  };
  const flips = retold(person.staffId, others, told);
  if (own.direction === "in") {
    const shift = matchShift(atMs, facts.rostered);
    const { lateMs } = judgeStay({ inAtMs: atMs, outAtMs: null, isEndMissed: false }, shift);
    return [
      {
        type: "checked-in",
        serviceDate: shift?.serviceDate ?? facts.clockDate,
        body: {
          ...fields,
          ...(shift !== null && { shiftCode: shift.shift.shiftCode }),
          lateMs,
          ...(punch.reasonCode !== undefined && { reasonCode: punch.reasonCode }),
        },
      },
      ...flips,
    ];
  }
  return [checkedOutEvent(presence, own, fields, facts), ...flips];
}

function checkedOutEvent(
  presence: PresenceState,
  own: Telling,
  fields: Omit<
    Extract<AttendanceEvent, { type: "checked-out" }>["body"],
    "workedMs" | "earlyLeaveMs" | "overtimeMs" | "isShortStay"
  >,
  facts: AttendanceFacts,
): DatedEvent {
  const corrected = correctedStays(presence).find(({ sessionId }) => sessionId === own.sessionId);
  const inAtMs = corrected?.inAtMs ?? punchedEnds(presence, own.sessionId).inAtMs;
  const shift = inAtMs === null ? null : matchShift(inAtMs, facts.rostered);
  const stay = facts.stays.find(({ sessionId }) => sessionId === own.sessionId);
  const judged = judgeStay({ inAtMs, outAtMs: fields.atMs, isEndMissed: false }, shift);
  const isShortStay = inAtMs !== null && fields.atMs - inAtMs < facts.figures.shortStayMs;
  return {
    type: "checked-out",
    serviceDate: stay?.serviceDate ?? shift?.serviceDate ?? facts.clockDate,
    body: {
      ...fields,
      workedMs: judged.workedMs,
      earlyLeaveMs: judged.earlyLeaveMs,
      overtimeMs: judged.overtimeMs,
      isShortStay,
    },
  };
}

/** Punches that are told otherwise now that another came before them, or went away. */
function retold(
  staffId: PersonFacts["staffId"],
  punches: readonly KnownPunch[],
  told: ReadonlyMap<PunchId, Telling>,
): readonly DatedEvent[] {
  return changedTellings(punches, told).map(({ punchId, direction, sessionId }) => ({
    type: "punch-flipped",
    body: { staffId, punchId, direction, sessionId, cause: "late-punch" },
  }));
}

function tell(
  presence: PresenceState,
  punches: readonly KnownPunch[],
  since: { readonly facts: AttendanceFacts; readonly fromMs: number; readonly newPunchId?: PunchId },
) {
  const { facts, fromMs, newPunchId = null } = since;
  return tellPunches(punches, {
    sessionMaxMs: facts.figures.sessionMaxMs,
    settled: [...correctedStays(presence), ...closedStays(facts)],
    fromMs,
    newPunchId,
  });
}

/** Stays whose wages are approved. */
function closedStays(facts: AttendanceFacts): readonly SettledStay[] {
  return facts.stays.flatMap(({ sessionId, serviceDate, inAtMs, outAtMs }) => {
    const closed = closedSpanOf(facts, serviceDate);
    if (inAtMs === null || outAtMs === null || closed === undefined) return [];
    // An id the domain itself wrote.
    return [{ sessionId: sessionId as AttendanceSessionId, inAtMs, outAtMs, settledAtMs: closed.closedAtMs }];
  });
}

function standing(presence: PresenceState): readonly KnownPunch[] {
  return presence.punches.filter(({ isWithdrawn }) => !isWithdrawn);
}

/** Read twice, or sent twice: nothing is written, and the first one is shown again. */
function isAlreadyThere(presence: PresenceState, punchId: PunchId, { atMs, figures }: AttendanceFacts): boolean {
  if (presence.punches.some((known) => known.punchId === punchId)) return true;
  return standing(presence).some((known) => Math.abs(known.atMs - atMs) < figures.duplicateWindowMs);
}

/** Somebody who left may still be told of a punch made before they did. */
function punchRefusal(person: PersonFacts, { clockDate }: AttendanceFacts): AttendanceRejection | null {
  const { staffId, status, endDate } = person;
  if (status === "ended" && (endDate === null || clockDate > endDate)) return { code: "staff-ended", staffId };
  return isGranted(person.roles, "attendance.self") ? null : { code: "not-permitted", permission: "attendance.self" };
}

function ownPunch(
  presence: PresenceState,
  { punchId }: { readonly punchId: PunchId },
  facts: AttendanceFacts,
  { actor }: DecisionContext,
  windowMs: number,
): Result<KnownPunch, AttendanceRejection> {
  const punch = standing(presence).find((known) => known.punchId === punchId);
  if (punch === undefined) return err({ code: "not-found", kind: "punch", id: punchId });
  if (punch.deviceId !== actor.deviceId) return err({ code: "other-terminal" });
  // By the clock the punch itself was dated by: the kitchen PC's where the terminal's is not believed.
  if (Math.abs(facts.atMs - punch.atMs) > windowMs) return err({ code: "flip-window-passed", windowMs });
  const stay = facts.stays.find(({ sessionId }) => sessionId === punch.sessionId);
  const closed = closedSpanOf(facts, stay?.serviceDate ?? facts.clockDate);
  return closed === undefined ? ok(punch) : err({ code: "pay-period-closed", toDate: closed.toDate });
}
