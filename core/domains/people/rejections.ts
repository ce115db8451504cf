import type { CommonRejection } from "#kernel/rejections.ts";

/** What the kitchen says no to in this domain. */
export type PeopleRejection =
  | CommonRejection
  /** A volunteer's age on the day of joining is outside the setting. */
  | { readonly code: "too-young"; readonly ageMinCount: number }
  | { readonly code: "too-old"; readonly ageMaxCount: number }
  /** Nobody assigns or withdraws their own role. */
  | { readonly code: "own-role" }
  /** The role, or the person it would touch, stands above the one who acts. */
  | { readonly code: "role-above-own"; readonly role: string }
  | { readonly code: "last-kitchen-head" }
  /** The first person of a kitchen must be its head. */
  | { readonly code: "kitchen-head-required" }
  | { readonly code: "role-held"; readonly role: string }
  | { readonly code: "role-not-held"; readonly role: string }
  | { readonly code: "date-out-of-range"; readonly field: string; readonly minDate: string; readonly maxDate: string }
  /** Named for work on batches that are still to be done: somebody else must be named first. */
  | { readonly code: "task-open"; readonly openTaskCount: number }
  /** Checked in since then and not out: the hours of the stay would never end. */
  | { readonly code: "session-open"; readonly inAtMs: number }
  /** The card is somebody's already, in force or revoked: a found card is not given to another. */
  | { readonly code: "badge-in-use"; readonly staffId: string }
  | { readonly code: "badge-exists"; readonly badgeId: string }
  /** A card is waited for, for somebody else: which of the two the next one is could not be told. */
  | { readonly code: "enrolment-open"; readonly expiresAtMs: number }
  /** Nothing waits for this card any more: too late, called off, or read already. */
  | { readonly code: "enrolment-closed" }
  /** Of a list of people: every one that cannot be added, with the reason; nobody was. */
  | {
      readonly code: "people-refused";
      readonly people: readonly { readonly staffId: string; readonly refusal: PeopleRejection }[];
    }
  /** Everybody of the list is on the kitchen's already. */
  | { readonly code: "nobody-to-import" }
  /** Somebody else has, or had, this identity number; or the list has it twice. */
  | { readonly code: "national-id-in-use" }
  /** The same person, kind and span is under review already. */
  | { readonly code: "review-exists"; readonly reviewId: string }
  /** Criteria neither scored nor marked as not applicable; all of them when nothing was scored. */
  | { readonly code: "score-missing"; readonly criteria: readonly string[] }
  /** Scored by a criterion the kitchen does not use, or twice. */
  | { readonly code: "criterion-unknown"; readonly criterion: string }
  | { readonly code: "staff-exists"; readonly staffId: string }
  | { readonly code: "staff-ended"; readonly staffId: string }
  /** Personal data is kept until the setting's time has passed, unless the person asks. */
  | { readonly code: "erase-too-early"; readonly fromDate: string }
  /** On a wage list that is not paid yet: erasing would take the amount away before it is handed over. */
  | { readonly code: "pay-period-open"; readonly toDate: string };
