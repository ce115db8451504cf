import { defineSetting } from "#kernel/setting.ts";
import { REVIEW_CRITERIA } from "./review-values.ts";

/** `people.age`: volunteers, on the day they join. */
export const ageMinYears = defineSetting({
  key: "people.age-min",
  default: 17,
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 15,
  max: 30,
});
export const ageMaxYears = defineSetting({
  key: "people.age-max",
  default: 65,
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 40,
  max: 99,
});

/** `people.erase-after`: personal data of people who left is kept this long, unless they ask for its removal. */
export const eraseAfterMonths = defineSetting({
  key: "people.erase-after",
  default: 24,
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 1,
  max: 120,
});

/** `pin.tries`: wrong numbers in a row before a pause. */
export const numberTries = defineSetting({
  key: "pin.tries",
  default: 5,
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 3,
  max: 10,
});

/** `pin.lock`: the first pause, and every one after it. */
export const numberFirstLockMs = defineSetting({
  key: "pin.lock-first",
  default: 30_000,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 10_000,
  max: 600_000,
});
export const numberNextLockMs = defineSetting({
  key: "pin.lock-next",
  default: 300_000,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 30_000,
  max: 3_600_000,
});

/**
 * `pin.terminal-day-tries`: wrong numbers at one terminal within a service day before it is more than a queue's slips. Fifty
 * people type a hundred numbers a night; a slip in five is far more than anybody makes.
 */
export const terminalDayTries = defineSetting({
  key: "pin.terminal-day-tries",
  default: 20,
  source: "ketentuan rumah (docs/decisions/0021)",
  owner: "kitchen-head",
  min: 10,
  max: 100,
});

/** `pin.lock-most`: the longest pause; after the day's tries each wrong number doubles it up to this, to the day's end. */
export const numberMostLockMs = defineSetting({
  key: "pin.lock-most",
  default: 3_600_000,
  unit: "ms",
  source: "ketentuan rumah (docs/decisions/0021)",
  owner: "kitchen-head",
  min: 300_000,
  max: 4 * 3_600_000,
});

/** `card.enrol-window`: how long a terminal waits for the card to be tapped. */
export const cardEnrolWindowMs = defineSetting({
  key: "card.enrol-window",
  default: 60_000,
  unit: "ms",
  source: "ketentuan rumah (UX.md §3.2)",
  owner: "kitchen-head",
  min: 20_000,
  max: 300_000,
});

/** `session.manager`: a signed-in person on the manager's face; idling out after 15 minutes is the face's own work. */
export const managerSessionMs = defineSetting({
  key: "session.manager",
  default: 12 * 3_600_000,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 600_000,
  max: 24 * 3_600_000,
});

/** How long a name chip on a tablet stands: as long as a shift may last (`attendance.session-max`). */
export const tabletSessionMs = defineSetting({
  key: "session.tablet",
  default: 14 * 3_600_000,
  unit: "ms",
  source: "praktik dapur (DOMAIN.md §8, attendance.session-max)",
  owner: "kitchen-head",
  min: 600_000,
  max: 24 * 3_600_000,
});

/** How long own hours stay readable at an attendance terminal after the number was typed; the face leaves sooner. */
export const terminalSessionMs = defineSetting({
  key: "session.terminal",
  default: 60_000,
  unit: "ms",
  source: "ketentuan rumah (UX.md §3.2: jam sendiri)",
  owner: "kitchen-head",
  min: 20_000,
  max: 60_000,
});

/** `certificate.warn-days`: how long before its end a certificate is listed as due. */
export const certificateWarnDays = defineSetting({
  key: "certificate.warn-days",
  default: 60,
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 7,
  max: 180,
});

/** `certificate.urgent-days`: how long before its end a certificate is shown as pressing rather than soon. */
export const certificateUrgentDays = defineSetting({
  key: "certificate.urgent-days",
  default: 30,
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 1,
  max: 90,
});

/** `review.criteria`: what people are judged by; the codes of `REVIEW_CRITERIA`. */
export const reviewCriteria = defineSetting<readonly string[]>({
  key: "review.criteria",
  default: REVIEW_CRITERIA,
  source: "praktik dapur (DOMAIN.md §4.3)",
  owner: "kitchen-head",
});

/** `review.bands`: the lowest overall of each band, in hundredths of a point (450 = 4,50). */
const bandFloor = (band: string, floor: number) =>
  defineSetting({
    key: `review.band-${band}`,
    default: floor,
    source: "praktik dapur (DOMAIN.md §4.3)",
    owner: "kitchen-head",
    min: 100,
    max: 500,
  });
export const reviewBandOutstanding = bandFloor("outstanding", 450);
export const reviewBandAbove = bandFloor("above", 400);
export const reviewBandAsExpected = bandFloor("as-expected", 300);
export const reviewBandBelow = bandFloor("below", 200);

export const peopleSettings = [
  ageMinYears,
  ageMaxYears,
  eraseAfterMonths,
  numberTries,
  numberFirstLockMs,
  numberNextLockMs,
  terminalDayTries,
  numberMostLockMs,
  cardEnrolWindowMs,
  managerSessionMs,
  tabletSessionMs,
  terminalSessionMs,
  certificateWarnDays,
  certificateUrgentDays,
  reviewCriteria,
  reviewBandOutstanding,
  reviewBandAbove,
  reviewBandAsExpected,
  reviewBandBelow,
] as const;
