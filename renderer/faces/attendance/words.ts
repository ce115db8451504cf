import { attendanceEn } from "#renderer/copy/attendance.en.ts";
import { attendanceId } from "#renderer/copy/attendance.id.ts";
import { createCopy, type Copy, type Language } from "#renderer/copy/copy.ts";
import { rejectionWords, type RejectionsSet } from "#renderer/copy/rejection-words.ts";
import { rejectionsEn } from "#renderer/copy/rejections.en.ts";
import { rejectionsId } from "#renderer/copy/rejections.id.ts";
import { reviewsEn } from "#renderer/copy/reviews.en.ts";
import { reviewsId } from "#renderer/copy/reviews.id.ts";
import { sharedEn } from "#renderer/copy/shared.en.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useCopy, useUnits, type SharedSet } from "#renderer/copy/use-copy.tsx";
import type { Rejection } from "#kernel/rejections.ts";
import type { TimeZone } from "#kernel/time.ts";

export type TerminalSet = SharedSet &
  RejectionsSet & { readonly attendance: typeof attendanceId; readonly reviews: typeof reviewsId };
export type TerminalCopy = Copy<TerminalSet>;

/** Both languages are in the bundle: a switch needs no network. */
export function createTerminalCopy(language: Language): TerminalCopy {
  return createCopy({
    language,
    id: { shared: sharedId, rejections: rejectionsId, attendance: attendanceId, reviews: reviewsId },
    en: { shared: sharedEn, rejections: rejectionsEn, attendance: attendanceEn, reviews: reviewsEn },
  });
}

export function useTerminalCopy(): TerminalCopy {
  return useCopy<TerminalSet>();
}

/** Says a refusal in the words of the front desk. */
export function useRefusalWords(timeZone: TimeZone): (rejection: Rejection) => string {
  const copy = useTerminalCopy();
  const units = useUnits();
  return (rejection) => {
    // Codes of this device itself; the kitchen knows none of them.
    if (rejection.code === "scan-broken") return copy.t("attendance.card.broken");
    if (rejection.code === "kitchen-away") return copy.t("attendance.flow.failed");
    return rejectionWords(rejection, { copy, units, timeZone }).replaceAll(/\{\{\w+\}\}/g, NO_VALUE);
  };
}
