import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { AttendanceEvent } from "./events.ts";
import { closedSpanOf, mayManage, type AttendanceFacts, type RosterPerson } from "./facts.ts";
import { rosterStreamId } from "./ids.ts";
import type { AttendanceRejection } from "./rejections.ts";
import { planCopy } from "./roster-copy.ts";
import { rosteredShift, shiftPaidMs, type RosteredShift } from "./shift-match.ts";
import type { AttendanceState } from "./state.ts";

type Command<Type extends AttendanceCommand["type"]> = Extract<AttendanceCommand, { readonly type: Type }>;
export type StreamedEvent = AttendanceEvent & { readonly streamId?: string; readonly serviceDate?: string };
type Decision = Result<readonly StreamedEvent[], AttendanceRejection>;
type Entry = Command<"set-roster">["body"]["entries"][number];

/** A shift's figures hold from today on; what was judged before stays as it was told. */
export function decideDefineShift(
  shift: AttendanceState["shift"],
  { body }: Command<"define-shift">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  const isAllowed = (divisionCode = "") => mayManage(actor, { divisionCode });
  // Whoever manages one division neither makes a shift of another nor takes one over by naming the own.
  if (!isAllowed(body.divisionCode) || (shift !== null && !isAllowed(shift.shift.divisionCode))) {
    return err({ code: "not-permitted", permission: "attendance.manage" });
  }
  return ok([
    {
      type: "shift-defined",
      body: { ...body, timeZone: facts.timeZone, halfDayShareBp: facts.figures.halfDayShareBp },
    },
  ]);
}

export function decideRetireShift(
  shift: AttendanceState["shift"],
  { body }: Command<"retire-shift">,
  facts: AttendanceFacts,
  { actor }: DecisionContext,
): Decision {
  if (shift === null) return err({ code: "not-found", kind: "shift", id: body.shiftCode });
  if (shift.isRetired) return err({ code: "wrong-state", state: "retired" });
  if (!mayManage(actor, { divisionCode: shift.shift.divisionCode ?? "" })) {
    return err({ code: "not-permitted", permission: "attendance.manage" });
  }
  const { usedFromDate } = facts.roster;
  if (usedFromDate !== null) return err({ code: "shift-in-use", fromDate: usedFromDate });
  return ok([{ type: "shift-retired", body }]);
}

export function decideSetRoster(
  { body }: Command<"set-roster">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const refusal = rosterRefusal({ ...body, planned: [] }, facts, context);
  return refusal === null ? ok([{ type: "roster-set", body }]) : err(refusal);
}

/** All the copied dates or none; whoever is left out of them is named in the answer. */
export function decideCopyRoster(
  { body }: Command<"copy-roster">,
  facts: AttendanceFacts,
  context: DecisionContext,
): Decision {
  const copy = planCopy(body, facts);
  if (copy.clashingIds.length > 0) return err({ code: "roster-exists", staffIds: copy.clashingIds });
  const planned: { readonly staffId: string; readonly rostered: RosteredShift }[] = [];
  const events: StreamedEvent[] = [];
  for (const { serviceDate, entries } of copy.days) {
    const refusal = rosterRefusal({ serviceDate, entries, planned }, facts, context);
    if (refusal !== null) return err(refusal);
    for (const { staffId, shiftCodes } of entries) {
      planned.push(...rosteredOf(shiftCodes, serviceDate, facts).map((rostered) => ({ staffId, rostered })));
    }
    events.push({
      type: "roster-set",
      body: { serviceDate, entries: [...entries] },
      streamId: rosterStreamId(serviceDate),
      serviceDate,
    });
  }
  const isAllKept = events.length === 0 && copy.leftOut.some(({ why }) => why === "kept");
  return events.length > 0 || isAllKept ? ok(events) : err({ code: "not-found", kind: "roster", id: body.fromDate });
}

function rosterRefusal(
  day: {
    readonly serviceDate: LocalDate;
    readonly entries: readonly Entry[];
    /** Shifts the same command gives on other dates. */
    readonly planned: ReadonlyArray<{ readonly staffId: string; readonly rostered: RosteredShift }>;
  },
  facts: AttendanceFacts,
  context: DecisionContext,
): AttendanceRejection | null {
  const closed = closedSpanOf(facts, day.serviceDate);
  if (closed !== undefined) return { code: "pay-period-closed", toDate: closed.toDate };
  for (const entry of day.entries) {
    const person = personIn(facts, entry.staffId);
    if (person === undefined) return { code: "not-found", kind: "staff", id: entry.staffId };
    if (person.status === "ended" && entry.shiftCodes.length > 0) {
      return { code: "staff-ended", staffId: entry.staffId };
    }
    if (!mayManage(context.actor, person)) return { code: "not-permitted", permission: "attendance.manage" };
    if (day.serviceDate < person.joinDate && entry.shiftCodes.length > 0) {
      return { code: "before-joining", joinDate: person.joinDate };
    }
    const unknown = entry.shiftCodes.find((code) => facts.roster.shiftByCode.get(code)?.isRetired !== false);
    if (unknown !== undefined) return { code: "not-found", kind: "shift", id: unknown };
    const own = rosteredOf(entry.shiftCodes, day.serviceDate, facts);
    const others = [
      ...person.around,
      ...day.planned.filter(({ staffId }) => staffId === entry.staffId).map(({ rostered }) => rostered),
    ];
    const refusal = shiftsRefusal(entry.staffId, own, others, facts);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Shifts of one person must not overlap, leave rest between dates, and fit the longest day. */
function shiftsRefusal(
  staffId: string,
  own: readonly RosteredShift[],
  others: readonly RosteredShift[],
  { figures }: AttendanceFacts,
): AttendanceRejection | null {
  const sorted = [...own, ...others].toSorted((left, right) => left.startAtMs - right.startAtMs);
  for (const [index, later] of sorted.entries()) {
    const earlier = sorted[index - 1];
    if (earlier === undefined || (!own.includes(earlier) && !own.includes(later))) continue;
    const restMs = later.startAtMs - earlier.endAtMs;
    if (restMs < 0) return { code: "shift-overlap", staffId, shiftCode: later.shift.shiftCode };
    if (earlier.serviceDate !== later.serviceDate && restMs < figures.restMinMs) {
      return { code: "rest-too-short", staffId, restMs, restMinMs: figures.restMinMs };
    }
  }
  const paidMs = own.reduce((total, rostered) => total + shiftPaidMs(rostered), 0);
  return paidMs > figures.dayMaxMs ? { code: "day-too-long", staffId, maxMs: figures.dayMaxMs } : null;
}

function rosteredOf(
  codes: readonly string[],
  serviceDate: LocalDate,
  facts: AttendanceFacts,
): readonly RosteredShift[] {
  return codes.flatMap((code) => {
    const known = facts.roster.shiftByCode.get(code);
    return known === undefined ? [] : [rosteredShift(known.shift, serviceDate)];
  });
}

function personIn(facts: AttendanceFacts, staffId: string): RosterPerson | undefined {
  return facts.roster.people.find((person) => person.staffId === staffId);
}
