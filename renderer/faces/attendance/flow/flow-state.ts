import type { CorrectionReason, LeaveKind } from "#domains/attendance/values.ts";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import type { Rejection } from "#kernel/rejections.ts";

export type FlowPurpose = "correction" | "leave" | "hours" | "reviews";
export type LeaveReason = "illness" | "family" | "religious" | "official" | "personal" | "other";
export const LEAVE_REASONS_BY_KIND: Readonly<Record<LeaveKind, readonly LeaveReason[]>> = {
  sick: ["illness", "family", "other"],
  leave: ["family", "religious", "official", "personal", "other"],
};

/** What somebody may say to a review they disagree with, without a keyboard. */
export const DISAGREE_REASONS = ["score", "facts", "unseen", "talk"] as const;

/** A day, or one stay of it, that somebody wants corrected. */
export interface ChosenDay {
  readonly serviceDate: string;
  readonly sessionId: string | null;
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
}

export interface FlowPerson {
  readonly staffId: string;
  readonly name: string;
}

export type TimeField = "in" | "out";

/** Times as asked for; null leaves that end as it was. */
export interface AskedTimes {
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
}

/** Where somebody stands who wants something other than to punch. */
export type FlowStep =
  | { readonly step: "number"; readonly purpose: FlowPurpose }
  | { readonly step: "day"; readonly person: FlowPerson; readonly page: number }
  | { readonly step: "reason"; readonly person: FlowPerson; readonly day: ChosenDay }
  | {
      readonly step: "time";
      readonly person: FlowPerson;
      readonly day: ChosenDay;
      readonly reasonCode: CorrectionReason;
      readonly field: TimeField;
      readonly typed: string;
      readonly asked: AskedTimes;
    }
  | {
      readonly step: "confirm";
      readonly person: FlowPerson;
      readonly day: ChosenDay;
      readonly reasonCode: CorrectionReason;
      readonly asked: AskedTimes;
    }
  | { readonly step: "hours"; readonly person: FlowPerson; readonly weekCount: number }
  | { readonly step: "leave-kind"; readonly person: FlowPerson }
  | {
      readonly step: "leave-days";
      readonly person: FlowPerson;
      readonly kind: LeaveKind;
      readonly fromDate: string;
      readonly dayCount: number;
    }
  | {
      readonly step: "leave-reason";
      readonly person: FlowPerson;
      readonly kind: LeaveKind;
      readonly fromDate: string;
      readonly dayCount: number;
    }
  | { readonly step: "reviews"; readonly person: FlowPerson; readonly page: number }
  /** Held by the step itself: reading takes longer than the session that asked for it. */
  | { readonly step: "review"; readonly person: FlowPerson; readonly review: ReviewInFullRow; readonly page: number }
  | { readonly step: "disagree"; readonly person: FlowPerson; readonly review: ReviewInFullRow }
  | { readonly step: "sending" }
  | { readonly step: "sent"; readonly purpose: FlowPurpose }
  | { readonly step: "failed"; readonly rejection: Rejection };

/** UX.md §3.2: own hours leave by themselves; whoever walks away from the rest leaves it to the next person. */
export const HOURS_SHOWN_MS = 20_000;
export const FLOW_IDLE_MS = 45_000;
export const SENT_SHOWN_MS = 4_000;
export const LEAVE_DAYS_MAX_COUNT = 14;

/** Which ends a reason asks about, in order. */
export function fieldsOf(reasonCode: CorrectionReason, day: ChosenDay): readonly TimeField[] {
  switch (reasonCode) {
    case "forgot-in":
      return day.outAtMs === null ? ["in", "out"] : ["in"];
    case "forgot-out":
      return day.inAtMs === null ? ["in", "out"] : ["out"];
    case "wrong-time":
    case "other":
      return ["in", "out"];
  }
}

/** How long a step waits for its person. */
export function idleMsOf({ step }: FlowStep): number {
  if (step === "hours" || step === "number") return HOURS_SHOWN_MS;
  return step === "sent" || step === "failed" ? SENT_SHOWN_MS : FLOW_IDLE_MS;
}
