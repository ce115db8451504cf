import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import { staffIdSchema } from "#domains/people/ids.ts";
import { rosterEntrySchema, shiftCodeSchema, shiftSchema } from "./events.ts";
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
  leaveKindSchema,
  leaveReasonSchema,
  punchDirectionSchema,
  punchExplanationSchema,
  withdrawReasonSchema,
} from "./values.ts";

const epochMs = z.int().min(0).max(8_640_000_000_000_000);
const words = (maxCount: number) => z.string().trim().min(1).max(maxCount);

/** What a reader read: a card's number, a bar code, a signed QR text. Separators are stripped before it is compared. */
export const scannedTextSchema = z
  .string()
  .regex(/^[\x20-\x7e]+$/)
  .max(64);

/**
 * Who a terminal's act is about: the badge read, or, without `badge`, the personal number sent as the frame's one signature
 * (LAN9), which names the person without anybody having signed in. Numbers never stand in a body.
 */
const scanned = { badge: scannedTextSchema.optional() };

/**
 * A punch is a fact: accepted whenever the person is known. Answer: `{ outcome, punchId, staffId, name, direction, atMs,
 * serviceDate, shift, lateMs, earlyLeaveMs, workedMs, overtimeMs, isShortStay, isUnrostered, isClockReplaced }` where
 * `outcome` is `recorded` or, within the duplicate window, `already` with the earlier punch's data and `deviceName`.
 */
export const recordPunch = defineCommand({
  type: "record-punch",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance"],
  byDevice: true,
  isIdentifiedByScan: true,
  body: z.strictObject({
    punchId: punchIdSchema,
    ...scanned,
    direction: punchDirectionSchema.optional(),
    photoId: photoIdSchema.optional(),
    reasonCode: punchExplanationSchema.optional(),
  }),
});

/** The manager writes down a punch for somebody who could not: no badge, no terminal. */
export const recordPunchOnBehalf = defineCommand({
  type: "record-punch-on-behalf",
  nature: "grant",
  permission: "attendance.manage",
  faces: ["manager"],
  body: z.strictObject({
    punchId: punchIdSchema,
    staffId: staffIdSchema,
    direction: punchDirectionSchema,
    atMs: epochMs,
    reason: words(200),
  }),
});

/** *Ubah ke …*, *Tetap MASUK*: same terminal, within 60 s. */
export const flipPunch = defineCommand({
  type: "flip-punch",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance"],
  byDevice: true,
  body: z.strictObject({ staffId: staffIdSchema, punchId: punchIdSchema, direction: punchDirectionSchema }),
});

/** *Bukan saya*: same terminal, within 30 s. */
export const withdrawPunch = defineCommand({
  type: "withdraw-punch",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance"],
  byDevice: true,
  body: z.strictObject({ staffId: staffIdSchema, punchId: punchIdSchema, reasonCode: withdrawReasonSchema }),
});

/** The answer to a question the punch raised: *Ya* to a short stay, a reason for a punch outside the roster. */
export const explainPunch = defineCommand({
  type: "explain-punch",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance", "manager"],
  byDevice: true,
  body: z.strictObject({ staffId: staffIdSchema, punchId: punchIdSchema, reasonCode: punchExplanationSchema }),
});

export const defineShift = defineCommand({
  type: "define-shift",
  nature: "grant",
  permission: "attendance.manage",
  faces: ["manager"],
  body: shiftSchema,
});
export const retireShift = defineCommand({
  type: "retire-shift",
  nature: "grant",
  permission: "attendance.manage",
  faces: ["manager"],
  body: z.strictObject({ shiftCode: shiftCodeSchema }),
});

export const setRoster = defineCommand({
  type: "set-roster",
  nature: "grant",
  permission: "attendance.manage",
  faces: ["manager"],
  body: z.strictObject({ serviceDate: localDateSchema, entries: z.array(rosterEntrySchema).min(1).max(500) }),
});

/**
 * Copies `dayCount` rosters from `fromDate` on to those from `toDate` on; all or nothing. Somebody who already has another
 * roster on a target date: theirs is kept or replaced as `onStanding` says, without it `roster-exists`. Answer:
 * `{ dayCount, leftOut }`, who was not copied and why (`roster-copy.ts`).
 */
export const copyRoster = defineCommand({
  type: "copy-roster",
  nature: "grant",
  permission: "attendance.manage",
  faces: ["manager"],
  body: z.strictObject({
    fromDate: localDateSchema,
    toDate: localDateSchema,
    dayCount: z.int().min(1).max(14),
    onStanding: z.enum(["keep", "replace"]).optional(),
  }),
});

/** By the person at a terminal (badge or number), or by `attendance.manage` for the `staffId` named at the console. */
export const requestLeave = defineCommand({
  type: "request-leave",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance", "manager"],
  byDevice: true,
  isIdentifiedByScan: true,
  body: z.strictObject({
    leaveId: leaveIdSchema,
    ...scanned,
    staffId: staffIdSchema.optional(),
    kind: leaveKindSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    reasonCode: leaveReasonSchema,
    note: words(200).optional(),
  }),
});
export const approveLeave = defineCommand({
  type: "approve-leave",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ leaveId: leaveIdSchema }),
});
export const rejectLeave = defineCommand({
  type: "reject-leave",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ leaveId: leaveIdSchema, reason: words(200) }),
});

/** Asked by the person, at a terminal or the own console; approved by another. */
export const requestCorrection = defineCommand({
  type: "request-correction",
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance", "manager"],
  byDevice: true,
  isIdentifiedByScan: true,
  body: z.strictObject({
    correctionId: correctionIdSchema,
    ...scanned,
    sessionId: attendanceSessionIdSchema.optional(),
    serviceDate: localDateSchema,
    inAtMs: epochMs.optional(),
    outAtMs: epochMs.optional(),
    reasonCode: correctionReasonSchema,
    note: words(200).optional(),
  }),
});
export const approveCorrection = defineCommand({
  type: "approve-correction",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ correctionId: correctionIdSchema }),
});
export const rejectCorrection = defineCommand({
  type: "reject-correction",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ correctionId: correctionIdSchema, reason: words(200) }),
});

export const approveOvertime = defineCommand({
  type: "approve-overtime",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({
    staffId: staffIdSchema,
    sessionId: attendanceSessionIdSchema,
    approvedMs: z.int().min(0),
  }),
});

/** The kitchen PC itself, once every terminal has delivered past the end of the shift. */
export const recordAbsence = defineCommand({
  type: "record-absence",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ staffId: staffIdSchema, serviceDate: localDateSchema, shiftCode: shiftCodeSchema }),
});
export const markIncomplete = defineCommand({
  type: "mark-incomplete",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ staffId: staffIdSchema, sessionId: attendanceSessionIdSchema }),
});

/**
 * Makes the wage list of a period; again while it is a draft, the new list takes the old one's place, deductions included.
 * A deduction stands on the list with its reason: what is not shown is not taken.
 */
export const draftPayPeriod = defineCommand({
  type: "draft-pay-period",
  nature: "grant",
  permission: "payroll.make",
  faces: ["manager"],
  body: z.strictObject({
    payPeriodId: payPeriodIdSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
    deductions: z
      .array(z.strictObject({ staffId: staffIdSchema, reason: words(60), amountIdr: z.int().min(1).max(100_000_000) }))
      .max(500),
  }),
});
/**
 * The field assistant's signature under the lines of those who approve wage lists themselves: nobody approves honor of their
 * own, and the kitchen head's is approved by the field assistant (DOMAIN.md §3).
 */
export const approveHeadPay = defineCommand({
  type: "approve-head-pay",
  nature: "grant",
  permission: "attendance.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ payPeriodId: payPeriodIdSchema }),
});
export const approvePayPeriod = defineCommand({
  type: "approve-pay-period",
  nature: "grant",
  permission: "payroll.approve",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ payPeriodId: payPeriodIdSchema }),
});
export const markPayPeriodPaid = defineCommand({
  type: "mark-pay-period-paid",
  nature: "grant",
  permission: "payroll.make",
  faces: ["manager"],
  body: z.strictObject({
    payPeriodId: payPeriodIdSchema,
    method: z.enum(["cash", "transfer"]),
    reference: words(60).optional(),
  }),
});

export const presenceCommands = [
  recordPunch,
  recordPunchOnBehalf,
  flipPunch,
  withdrawPunch,
  explainPunch,
  defineShift,
  retireShift,
  setRoster,
  copyRoster,
  requestLeave,
  approveLeave,
  rejectLeave,
  requestCorrection,
  approveCorrection,
  rejectCorrection,
  approveOvertime,
  recordAbsence,
  markIncomplete,
] as const;
export const payCommands = [draftPayPeriod, approveHeadPay, approvePayPeriod, markPayPeriodPaid] as const;
export const attendanceCommands = [...presenceCommands, ...payCommands] as const;
export type AttendanceCommand = CommandOf<(typeof attendanceCommands)[number]>;
