import { addDays, DAY_MS, type LocalDate } from "#kernel/time.ts";
import type { StoredEventOf } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import { evolvePayPeriod, initialPayPeriodState, type PayPeriodState } from "./decide-pay.ts";
import type { attendanceEvents, Shift } from "./events.ts";
import type { AttendanceSessionId, PunchId } from "./ids.ts";
import type { PunchToTell, SettledStay } from "./stays.ts";
import type { CorrectionReason, LeaveKind, PunchDirection } from "./values.ts";

/** An event of this domain as the log gives it back. */
export type StoredAttendanceEvent = StoredEventOf<(typeof attendanceEvents)[number]>;

/** A punch as the rules may still touch it. */
export interface KnownPunch extends PunchToTell {
  readonly deviceId: DeviceId | null;
  readonly isWithdrawn: boolean;
}

export interface KnownCorrection {
  readonly sessionId: AttendanceSessionId | null;
  readonly serviceDate: string;
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
  readonly reasonCode: CorrectionReason;
  readonly askedByStaffId: StaffId | null;
  readonly state: "asked" | "approved" | "rejected";
  /** When it was approved or rejected; null while it waits. */
  readonly decidedAtMs: number | null;
}

export interface KnownLeave {
  readonly kind: LeaveKind;
  readonly fromDate: string;
  readonly toDate: string;
  readonly askedByStaffId: StaffId | null;
  readonly state: "asked" | "approved" | "rejected";
}

/** One person's presence, as far back as a rule reaches (`attendance:<staffId>`). */
export interface PresenceState {
  readonly punches: readonly KnownPunch[];
  readonly correctionById: Readonly<Record<string, KnownCorrection>>;
  readonly leaveById: Readonly<Record<string, KnownLeave>>;
  /** Stays the kitchen PC marked as having no end. */
  readonly endMissedIds: readonly AttendanceSessionId[];
  /** `<serviceDate>/<shiftCode>` of absences recorded. */
  readonly absenceKeys: readonly string[];
}

/** Every stream of the domain folds into the part that is its own. */
export interface AttendanceState {
  readonly presence: PresenceState;
  /** Stream `shift:<code>`. */
  readonly shift: { readonly shift: Shift; readonly isRetired: boolean } | null;
  /** Stream `pay_period_…`. */
  readonly payPeriod: PayPeriodState;
}

export const initialAttendanceState: AttendanceState = {
  presence: { punches: [], correctionById: {}, leaveById: {}, endMissedIds: [], absenceKeys: [] },
  shift: null,
  payPeriod: initialPayPeriodState,
};

/** As far back as a rule reaches: a correction may be asked for 31 days (`attendance.correction-max`), and wait for its answer. */
export const PUNCHES_KEPT_MS = 45 * DAY_MS;
const REQUESTS_KEPT_DAY_COUNT = 45;
const MARKS_KEPT_COUNT = 60;

/** Folds one event into the state of its stream. */
export function evolveAttendance(state: AttendanceState, event: StoredAttendanceEvent): AttendanceState {
  switch (event.type) {
    case "shift-defined":
      return { ...state, shift: { shift: event.body, isRetired: false } };
    case "shift-retired":
      return state.shift === null ? state : { ...state, shift: { ...state.shift, isRetired: true } };
    case "roster-set":
    case "overtime-approved":
    case "punch-explained":
      return state;
    case "pay-period-drafted":
    case "head-pay-approved":
    case "pay-period-approved":
    case "pay-period-paid":
      return { ...state, payPeriod: evolvePayPeriod(state.payPeriod, event) };
    case "checked-in":
    case "checked-out":
    case "punch-flipped":
    case "punch-withdrawn":
    case "absence-recorded":
    case "check-out-missed":
    case "leave-requested":
    case "leave-approved":
    case "leave-rejected":
    case "correction-requested":
    case "correction-approved":
    case "correction-rejected":
      return { ...state, presence: evolvePresence(state.presence, event) };
  }
}

type PresenceEvent = Exclude<
  StoredAttendanceEvent,
  {
    readonly type:
      | "shift-defined"
      | "shift-retired"
      | "roster-set"
      | "overtime-approved"
      | "punch-explained"
      | "pay-period-drafted"
      | "head-pay-approved"
      | "pay-period-approved"
      | "pay-period-paid";
  }
>;

function evolvePresence(presence: PresenceState, event: PresenceEvent): PresenceState {
  switch (event.type) {
    case "checked-in":
      return withPunch(presence, event, "in");
    case "checked-out":
      return withPunch(presence, event, "out");
    case "punch-flipped":
      return changePunch(presence, event.body.punchId, (punch) => ({
        ...punch,
        direction: event.body.direction,
        sessionId: event.body.sessionId,
        isDirectionChosen: punch.isDirectionChosen || event.body.cause === "person",
      }));
    case "punch-withdrawn":
      return changePunch(presence, event.body.punchId, (punch) => ({ ...punch, isWithdrawn: true }));
    case "absence-recorded": {
      const key = absenceKey(event.body.serviceDate, event.body.shiftCode);
      return { ...presence, absenceKeys: [...presence.absenceKeys, key].slice(-MARKS_KEPT_COUNT) };
    }
    case "check-out-missed":
      return {
        ...presence,
        endMissedIds: [...presence.endMissedIds, event.body.sessionId].slice(-MARKS_KEPT_COUNT),
      };
    case "leave-requested": {
      const { leaveId, kind, fromDate, toDate } = event.body;
      const leave: KnownLeave = { kind, fromDate, toDate, askedByStaffId: event.staffId, state: "asked" };
      const kept = keptRequests(presence.leaveById, event.serviceDate, (known) => known.toDate);
      return { ...presence, leaveById: { ...kept, [leaveId]: leave } };
    }
    case "leave-approved":
    case "leave-rejected":
      return withLeaveState(presence, event.body.leaveId, event.type === "leave-approved" ? "approved" : "rejected");
    case "correction-requested": {
      const { body } = event;
      const correction: KnownCorrection = {
        sessionId: body.sessionId ?? null,
        serviceDate: body.serviceDate,
        inAtMs: body.inAtMs ?? null,
        outAtMs: body.outAtMs ?? null,
        reasonCode: body.reasonCode,
        askedByStaffId: event.staffId,
        state: "asked",
        decidedAtMs: null,
      };
      const kept = keptRequests(presence.correctionById, event.serviceDate, (known) => known.serviceDate);
      return { ...presence, correctionById: { ...kept, [body.correctionId]: correction } };
    }
    case "correction-approved":
    case "correction-rejected":
      return withCorrectionState(presence, event.body.correctionId, {
        state: event.type === "correction-approved" ? "approved" : "rejected",
        decidedAtMs: event.recordedAtMs,
      });
  }
}

/** Open requests, and decided ones a rule may still look at. */
function keptRequests<Known extends { readonly state: "asked" | "approved" | "rejected" }>(
  byId: Readonly<Record<string, Known>>,
  today: LocalDate,
  dateOf: (known: Known) => LocalDate,
): Readonly<Record<string, Known>> {
  const earliest = addDays(today, -REQUESTS_KEPT_DAY_COUNT);
  return Object.fromEntries(
    Object.entries(byId).filter(([, known]) => known.state === "asked" || dateOf(known) >= earliest),
  );
}

function withPunch(
  presence: PresenceState,
  { body, deviceId }: Extract<StoredAttendanceEvent, { readonly type: "checked-in" | "checked-out" }>,
  direction: PunchDirection,
): PresenceState {
  const { punchId, atMs, sessionId, isDirectionChosen, isEvidence = false } = body;
  const known = { punchId, atMs, sessionId, direction, isDirectionChosen, isEvidence };
  // Counted from this punch: one dated by a clock that had jumped ahead must not make the next ones forget each other.
  const kept = presence.punches.filter(({ atMs: at }) => atMs - at <= PUNCHES_KEPT_MS);
  return { ...presence, punches: [...kept, { ...known, deviceId, isWithdrawn: false }] };
}

function changePunch(
  presence: PresenceState,
  punchId: PunchId,
  change: (punch: KnownPunch) => KnownPunch,
): PresenceState {
  return { ...presence, punches: presence.punches.map((punch) => (punch.punchId === punchId ? change(punch) : punch)) };
}

function withLeaveState(presence: PresenceState, leaveId: string, state: KnownLeave["state"]): PresenceState {
  const leave = presence.leaveById[leaveId];
  return leave === undefined
    ? presence
    : { ...presence, leaveById: { ...presence.leaveById, [leaveId]: { ...leave, state } } };
}

function withCorrectionState(
  presence: PresenceState,
  correctionId: string,
  decided: Pick<KnownCorrection, "state" | "decidedAtMs">,
): PresenceState {
  const { [correctionId]: known, ...others } = presence.correctionById;
  // Last among them: of two corrections of one stay the one decided last stands.
  return known === undefined
    ? presence
    : { ...presence, correctionById: { ...others, [correctionId]: { ...known, ...decided } } };
}

export function absenceKey(serviceDate: string, shiftCode: string): string {
  return `${serviceDate}/${shiftCode}`;
}

/** Stays with both ends approved by corrections: no later punch tells them again. */
export function correctedStays(presence: PresenceState): readonly SettledStay[] {
  const byId = new Map<AttendanceSessionId, { inAtMs: number | null; outAtMs: number | null; settledAtMs: number }>();
  for (const [correctionId, correction] of Object.entries(presence.correctionById)) {
    if (correction.state !== "approved") continue;
    const sessionId = correction.sessionId ?? correctionSessionId(correctionId);
    const before = byId.get(sessionId) ?? punchedEnds(presence, sessionId);
    byId.set(sessionId, {
      inAtMs: correction.inAtMs ?? before.inAtMs,
      outAtMs: correction.outAtMs ?? before.outAtMs,
      // In the order they were decided: the last one settled it as it stands.
      settledAtMs: correction.decidedAtMs ?? 0,
    });
  }
  return [...byId].flatMap(([sessionId, { inAtMs, outAtMs, settledAtMs }]) =>
    inAtMs === null || outAtMs === null ? [] : [{ sessionId, inAtMs, outAtMs, settledAtMs }],
  );
}

/** A stay nobody punched is named by the correction that made it. */
export function correctionSessionId(correctionId: string): AttendanceSessionId {
  return correctionId.replace("correction_", "attendance_session_") as AttendanceSessionId; // 32 hex digits after the prefix
}

/** What the punches alone say of a stay's ends. */
export function punchedEnds(
  presence: PresenceState,
  sessionId: AttendanceSessionId,
): { readonly inAtMs: number | null; readonly outAtMs: number | null } {
  const own = presence.punches.filter(
    (punch) => punch.sessionId === sessionId && !punch.isWithdrawn && punch.isEvidence !== true,
  );
  const ins = own.filter(({ direction }) => direction === "in").map(({ atMs }) => atMs);
  const outs = own.filter(({ direction }) => direction === "out").map(({ atMs }) => atMs);
  return { inAtMs: ins.length === 0 ? null : Math.min(...ins), outAtMs: outs.length === 0 ? null : Math.max(...outs) };
}
