import type { CommonRejection } from "#kernel/rejections.ts";

/** What the kitchen says no to in this domain. */
export type AttendanceRejection =
  | CommonRejection
  /** `tail`: the last four characters read, enough to find the card, too few to copy it. */
  | { readonly code: "badge-unknown"; readonly tail: string }
  | { readonly code: "badge-revoked" }
  /** A QR of another kitchen, or one whose signature does not fit. */
  | { readonly code: "badge-of-other-kitchen" }
  | { readonly code: "badge-forged" }
  | { readonly code: "number-unknown"; readonly triesLeftCount: number }
  | { readonly code: "number-locked"; readonly untilAtMs: number }
  | { readonly code: "staff-ended"; readonly staffId: string }
  | { readonly code: "flip-window-passed"; readonly windowMs: number }
  /** Only the terminal that recorded a punch may change it. */
  | { readonly code: "other-terminal" }
  | { readonly code: "shift-overlap"; readonly staffId: string; readonly shiftCode: string }
  | { readonly code: "rest-too-short"; readonly staffId: string; readonly restMs: number; readonly restMinMs: number }
  | { readonly code: "day-too-long"; readonly staffId: string; readonly maxMs: number }
  /** People with another roster on the dates copied to; asked again with what becomes of it. */
  | { readonly code: "roster-exists"; readonly staffIds: readonly string[] }
  | { readonly code: "shift-in-use"; readonly fromDate: string }
  | { readonly code: "correction-window-passed"; readonly maxMs: number }
  | { readonly code: "pay-period-closed"; readonly toDate: string }
  | { readonly code: "punch-order" }
  | { readonly code: "stays-overlap" }
  | { readonly code: "time-in-future" }
  | { readonly code: "before-joining"; readonly joinDate: string }
  | { readonly code: "more-than-measured"; readonly measuredMs: number }
  | { readonly code: "leave-overlaps"; readonly leaveId: string }
  | { readonly code: "open-corrections"; readonly openCount: number }
  | { readonly code: "open-stays"; readonly openCount: number }
  | { readonly code: "pay-period-overlaps"; readonly payPeriodId: string }
  | { readonly code: "pay-rate-missing"; readonly staffIds: readonly string[] }
  | { readonly code: "nobody-to-pay" }
  /** Days that can still change cannot be approved. */
  | { readonly code: "pay-period-not-over"; readonly toDate: string }
  /** Punches, corrections, rates or figures changed after the list was made: it has to be made again. */
  | { readonly code: "pay-period-stale" }
  /** Lines of those who approve wage lists still want the field assistant's signature. */
  | { readonly code: "head-pay-unapproved"; readonly staffIds: readonly string[] }
  | { readonly code: "deduction-too-large"; readonly staffId: string; readonly grossIdr: number };
