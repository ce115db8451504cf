import { z } from "zod";
import { defineEvent, type EventOf } from "#kernel/definition.ts";
import { clockTimeSchema, localDateSchema, timeZoneSchema } from "#kernel/time.ts";
import { badgeIdSchema, divisionCodeSchema, staffIdSchema } from "#domains/people/ids.ts";
import { sealedReferenceSchema } from "#domains/people/events.ts";
import {
  attendanceSessionIdSchema,
  correctionIdSchema,
  leaveIdSchema,
  payPeriodIdSchema,
  photoIdSchema,
  punchIdSchema,
} from "./ids.ts";
import {
  correctionReasonSchema,
  flipCauseSchema,
  leaveKindSchema,
  leaveReasonSchema,
  punchDirectionSchema,
  punchExplanationSchema,
  punchMethodSchema,
  withdrawReasonSchema,
} from "./values.ts";

const durationMs = z.int().min(0);
const epochMs = z.int().min(0);

/** A shift's code, chosen on site: `malam`, `masak-1`. */
export const shiftCodeSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(24);

/** A shift pattern with the windows it is judged by; an end at or before the start lies on the next day. */
export const shiftSchema = z.strictObject({
  shiftCode: shiftCodeSchema,
  name: z.string().min(1).max(40),
  /** Absent: a shift of the whole kitchen. */
  divisionCode: divisionCodeSchema.optional(),
  startTime: clockTimeSchema,
  endTime: clockTimeSchema,
  /** A shift belongs to the service date it works for: whether its start lies on the evening before that date. */
  isStartOnEveBefore: z.boolean(),
  earlyInMs: durationMs,
  lateGraceMs: durationMs,
  earlyOutGraceMs: durationMs,
  overtimeAfterMs: durationMs,
  closeAfterMs: durationMs,
  unpaidBreakMs: durationMs,
});

/**
 * A shift as it is in force from a service date on: with the zone its clock times are meant in, and the share of it that
 * makes half a day (`attendance.half-day`), as they were when it was defined.
 */
export const definedShiftSchema = shiftSchema.extend({
  timeZone: timeZoneSchema,
  halfDayShareBp: z.int().min(0).max(10_000),
});
export type Shift = z.infer<typeof definedShiftSchema>;

/** In force for the service dates from the envelope's own on; earlier dates keep the figures they were judged by. */
export const shiftDefined = defineEvent({ type: "shift-defined", class: "B", body: definedShiftSchema });
export const shiftRetired = defineEvent({
  type: "shift-retired",
  class: "B",
  body: z.strictObject({ shiftCode: shiftCodeSchema }),
});

export const rosterEntrySchema = z.strictObject({
  staffId: staffIdSchema,
  /** The person's shifts of that service date; empty takes the person off the roster. */
  shiftCodes: z.array(shiftCodeSchema).max(3),
});

/** Sets the shifts of the people named on one service date; others keep theirs. */
export const rosterSet = defineEvent({
  type: "roster-set",
  class: "B",
  body: z.strictObject({ serviceDate: localDateSchema, entries: z.array(rosterEntrySchema).min(1).max(500) }),
});

const punch = {
  staffId: staffIdSchema,
  punchId: punchIdSchema,
  sessionId: attendanceSessionIdSchema,
  /** The instant that counts: the terminal's time, the kitchen PC's where that was implausible, or the time entered on behalf. */
  atMs: epochMs,
  /** The service date the clock alone gives `atMs`: that of a stay no roster claims. */
  clockDate: localDateSchema,
  method: punchMethodSchema,
  badgeId: badgeIdSchema.optional(),
  photoId: photoIdSchema.optional(),
  /** The person chose the direction; it is not told again when an older punch arrives late. */
  isDirectionChosen: z.boolean(),
  /** The terminal's queue was older than `attendance.queue-max`: `atMs` is the kitchen PC's. */
  isClockReplaced: z.literal(true).optional(),
  /** It came after its stay was settled (an approved correction, approved wages): it is shown there and changes nothing. */
  isEvidence: z.literal(true).optional(),
};

/** Somebody came. `serviceDate` of the envelope is that of the stay, never `date(atMs)`. */
export const checkedIn = defineEvent({
  type: "checked-in",
  class: "A",
  body: z.strictObject({
    ...punch,
    shiftCode: shiftCodeSchema.optional(),
    lateMs: durationMs,
    reasonCode: punchExplanationSchema.optional(),
  }),
});

export const checkedOut = defineEvent({
  type: "checked-out",
  class: "A",
  body: z.strictObject({
    ...punch,
    workedMs: durationMs,
    earlyLeaveMs: durationMs,
    overtimeMs: durationMs,
    isShortStay: z.boolean(),
  }),
});

export const punchFlipped = defineEvent({
  type: "punch-flipped",
  class: "A",
  body: z.strictObject({
    staffId: staffIdSchema,
    punchId: punchIdSchema,
    direction: punchDirectionSchema,
    /** The stay it belongs to from now on. */
    sessionId: attendanceSessionIdSchema,
    cause: flipCauseSchema,
  }),
});

/** Struck through; both the punch and its withdrawal stay visible. */
export const punchWithdrawn = defineEvent({
  type: "punch-withdrawn",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, punchId: punchIdSchema, reasonCode: withdrawReasonSchema }),
});

export const punchExplained = defineEvent({
  type: "punch-explained",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, punchId: punchIdSchema, reasonCode: punchExplanationSchema }),
});

export const absenceRecorded = defineEvent({
  type: "absence-recorded",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, serviceDate: localDateSchema, shiftCode: shiftCodeSchema }),
});

export const checkOutMissed = defineEvent({
  type: "check-out-missed",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, sessionId: attendanceSessionIdSchema }),
});

export const leaveRequested = defineEvent({
  type: "leave-requested",
  class: "A",
  body: z.strictObject({
    leaveId: leaveIdSchema,
    staffId: staffIdSchema,
    kind: leaveKindSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    reasonCode: leaveReasonSchema,
    note: z.string().max(200).optional(),
  }),
});
export const leaveApproved = defineEvent({
  type: "leave-approved",
  class: "A",
  body: z.strictObject({ leaveId: leaveIdSchema, staffId: staffIdSchema }),
});
export const leaveRejected = defineEvent({
  type: "leave-rejected",
  class: "A",
  body: z.strictObject({ leaveId: leaveIdSchema, staffId: staffIdSchema, reason: z.string().max(200) }),
});

export const correctionRequested = defineEvent({
  type: "correction-requested",
  class: "A",
  body: z.strictObject({
    correctionId: correctionIdSchema,
    staffId: staffIdSchema,
    /** The stay to correct; absent where no punch exists at all. */
    sessionId: attendanceSessionIdSchema.optional(),
    serviceDate: localDateSchema,
    inAtMs: epochMs.optional(),
    outAtMs: epochMs.optional(),
    /** What stood there when it was asked; null where nothing did. */
    originalInAtMs: epochMs.nullable(),
    originalOutAtMs: epochMs.nullable(),
    reasonCode: correctionReasonSchema,
    note: z.string().max(200).optional(),
  }),
});
export const correctionApproved = defineEvent({
  type: "correction-approved",
  class: "A",
  body: z.strictObject({ correctionId: correctionIdSchema, staffId: staffIdSchema }),
});
export const correctionRejected = defineEvent({
  type: "correction-rejected",
  class: "A",
  body: z.strictObject({ correctionId: correctionIdSchema, staffId: staffIdSchema, reason: z.string().max(200) }),
});

export const overtimeApproved = defineEvent({
  type: "overtime-approved",
  class: "A",
  body: z.strictObject({
    staffId: staffIdSchema,
    sessionId: attendanceSessionIdSchema,
    approvedMs: durationMs,
  }),
});

/**
 * The wage list of a period as made. Each person's line lies sealed beside the log under its own reference, so that erasing
 * a person takes their amounts away and leaves every other line provable.
 */
export const payPeriodDrafted = defineEvent({
  type: "pay-period-drafted",
  class: "A",
  body: z.strictObject({
    payPeriodId: payPeriodIdSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    staffCount: z.int().min(0),
    totalIdr: z.int().min(0),
    lines: z.array(z.strictObject({ staffId: staffIdSchema, sealed: sealedReferenceSchema })).max(500),
  }),
});
/** The lines of those who approve wage lists themselves, signed by somebody else. */
export const headPayApproved = defineEvent({
  type: "head-pay-approved",
  class: "A",
  body: z.strictObject({ payPeriodId: payPeriodIdSchema, staffIds: z.array(staffIdSchema).min(1).max(10) }),
});
export const payPeriodApproved = defineEvent({
  type: "pay-period-approved",
  class: "A",
  body: z.strictObject({ payPeriodId: payPeriodIdSchema }),
});
export const payPeriodPaid = defineEvent({
  type: "pay-period-paid",
  class: "A",
  body: z.strictObject({
    payPeriodId: payPeriodIdSchema,
    method: z.enum(["cash", "transfer"]),
    reference: z.string().max(60).optional(),
  }),
});

export const presenceEvents = [
  shiftDefined,
  shiftRetired,
  rosterSet,
  checkedIn,
  checkedOut,
  punchFlipped,
  punchWithdrawn,
  punchExplained,
  absenceRecorded,
  checkOutMissed,
  leaveRequested,
  leaveApproved,
  leaveRejected,
  correctionRequested,
  correctionApproved,
  correctionRejected,
  overtimeApproved,
] as const;
export const payEvents = [payPeriodDrafted, headPayApproved, payPeriodApproved, payPeriodPaid] as const;
export const attendanceEvents = [...presenceEvents, ...payEvents] as const;
export type AttendanceEvent = EventOf<(typeof attendanceEvents)[number]>;
