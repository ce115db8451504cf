import { z } from "zod";

export const punchDirectionSchema = z.enum(["in", "out"]);
export type PunchDirection = z.infer<typeof punchDirectionSchema>;

/** How somebody said who they are at a terminal; `on-behalf` at the manager's console (DOMAIN.md §4.4). */
export const punchMethodSchema = z.enum(["badge-scan", "rfid", "qr", "pin", "on-behalf"]);
export type PunchMethod = z.infer<typeof punchMethodSchema>;

/** Where a stay's times come from: a terminal's method, or an approved correction alone. */
export const sessionMethodSchema = z.enum([...punchMethodSchema.options, "correction"]);
export type SessionMethod = z.infer<typeof sessionMethodSchema>;

/** What a person's day was (DOMAIN.md §4.4). Late counts as present everywhere. */
export const dayStatusSchema = z.enum([
  "present",
  "late",
  "half-day",
  "absent",
  "sick",
  "leave",
  "day-off",
  "incomplete",
  "unrostered",
  /** Rostered, not here yet, and not yet known to be absent: "Belum datang". */
  "expected",
]);
export type DayStatus = z.infer<typeof dayStatusSchema>;

export const leaveKindSchema = z.enum(["sick", "leave"]);
export type LeaveKind = z.infer<typeof leaveKindSchema>;

export const leaveReasonSchema = z.enum(["illness", "family", "religious", "official", "personal", "other"]);
export const correctionReasonSchema = z.enum(["forgot-in", "forgot-out", "wrong-time", "other"]);
export type CorrectionReason = z.infer<typeof correctionReasonSchema>;

/** What somebody answered to the question a punch raised: outside the roster, or leaving within the short stay. */
export const punchExplanationSchema = z.enum(["swapped-shift", "overtime", "short-stay-meant", "other"]);
export type PunchExplanation = z.infer<typeof punchExplanationSchema>;

/** Why a punch was struck through. */
export const withdrawReasonSchema = z.enum(["wrong-person", "by-mistake"]);

/** Why a punch's direction changed: the person said so, or an older punch arrived late and the stays were told again. */
export const flipCauseSchema = z.enum(["person", "late-punch"]);

/** What the manager should look at before hours become money. */
export const attendanceFlagSchema = z.enum([
  "short-stay",
  "unrostered",
  "incomplete",
  "clock-replaced",
  "no-photo",
  "late-entry",
  "flipped",
]);
export type AttendanceFlag = z.infer<typeof attendanceFlagSchema>;
