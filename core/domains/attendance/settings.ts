import { defineSetting } from "#kernel/setting.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";

const PRACTICE = "praktik dapur (DOMAIN.md §8)";
const HOUSE = "ketentuan rumah (DOMAIN.md §8)";

const span = (
  key: string,
  [defaultMs, minMs, maxMs]: readonly [number, number, number],
  owner: "kitchen-head" | "field-assistant" = "kitchen-head",
  source = PRACTICE,
) => defineSetting({ key, default: defaultMs, unit: "ms", source, owner, min: minMs, max: maxMs });

/** A second read of the same person within this time is the same punch, on any terminal. */
export const duplicateWindowMs = span("attendance.duplicate-window", [60 * SECOND_MS, 10 * SECOND_MS, 10 * MINUTE_MS]);
/** Leaving sooner than this is recorded and questioned. */
export const shortStayMs = span("attendance.short-stay", [4 * HOUR_MS, 0, 8 * HOUR_MS]);
/** A stay open longer than this is "lupa pulang", never hours. */
export const sessionMaxMs = span("attendance.session-max", [14 * HOUR_MS, 8 * HOUR_MS, 20 * HOUR_MS]);
/** How far back a correction may be asked. */
export const correctionMaxMs = span("attendance.correction-max", [7 * DAY_MS, DAY_MS, 31 * DAY_MS]);
/** How old a terminal's queued punch may be and still be believed; no device's queue is believed beyond seven days. */
export const queueMaxMs = span("attendance.queue-max", [7 * DAY_MS, HOUR_MS, 7 * DAY_MS]);
/** How long after a punch its direction may be changed at the terminal, and how long *Bukan saya* stands. */
export const flipWindowMs = span(
  "attendance.flip-window",
  [60 * SECOND_MS, 10 * SECOND_MS, 10 * MINUTE_MS],
  undefined,
  HOUSE,
);
export const withdrawWindowMs = span(
  "attendance.withdraw-window",
  [30 * SECOND_MS, 10 * SECOND_MS, 10 * MINUTE_MS],
  undefined,
  HOUSE,
);

/** Less of the shift than this share is half a day. */
export const halfDayShareBp = defineSetting({
  key: "attendance.half-day",
  default: 5_000,
  unit: "bp",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 1_000,
  max: 9_000,
});

/** The longest rostered working day (`attendance.day-max`, claimed norm). */
export const dayMaxMs = span("attendance.day-max", [8 * HOUR_MS, 4 * HOUR_MS, 14 * HOUR_MS]);
/** The least rest between two rostered shifts. */
export const restMinMs = span("attendance.rest-min", [8 * HOUR_MS, 0, 14 * HOUR_MS], "field-assistant", HOUSE);

/** What a new shift pattern is offered; each shift keeps its own figures. */
export const shiftEarlyInMs = span("shift.early-in", [60 * MINUTE_MS, 0, 4 * HOUR_MS], "field-assistant", HOUSE);
export const shiftLateGraceMs = span("shift.late-grace", [10 * MINUTE_MS, 0, HOUR_MS], "field-assistant", HOUSE);
export const shiftEarlyOutGraceMs = span(
  "shift.early-out-grace",
  [10 * MINUTE_MS, 0, HOUR_MS],
  "field-assistant",
  HOUSE,
);
export const shiftOvertimeAfterMs = span(
  "shift.overtime-after",
  [30 * MINUTE_MS, 0, 4 * HOUR_MS],
  "field-assistant",
  HOUSE,
);
export const shiftCloseAfterMs = span(
  "shift.close-after",
  [240 * MINUTE_MS, 30 * MINUTE_MS, 8 * HOUR_MS],
  "field-assistant",
  HOUSE,
);

/** `photo.keep`: how long a punch's picture stays in the kitchen. */
export const photoKeepMs = span("photo.keep", [30 * DAY_MS, 30 * DAY_MS, 90 * DAY_MS], "kitchen-head", HOUSE);

/** `period.service-days`: the service days of one pay period (P12). */
export const periodServiceDays = defineSetting({
  key: "period.service-days",
  default: 12,
  source: "BGN (DOMAIN.md §8)",
  owner: "hub",
  min: 6,
  max: 31,
});
/** `pay.day-rate`: offered when a person's own rate is entered; never paid by itself. */
export const payDayRateIdr = defineSetting({
  key: "pay.day-rate",
  default: 100_000,
  unit: "idr",
  source: PRACTICE,
  owner: "kitchen-head",
  min: 0,
  max: 1_000_000,
});
/** `pay.overtime-hour`: 0 means overtime is shown and not paid. */
export const payOvertimeHourIdr = defineSetting({
  key: "pay.overtime-hour",
  default: 0,
  unit: "idr",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: 200_000,
});

export const attendanceSettings = [
  duplicateWindowMs,
  shortStayMs,
  sessionMaxMs,
  correctionMaxMs,
  queueMaxMs,
  flipWindowMs,
  withdrawWindowMs,
  halfDayShareBp,
  dayMaxMs,
  restMinMs,
  shiftEarlyInMs,
  shiftLateGraceMs,
  shiftEarlyOutGraceMs,
  shiftOvertimeAfterMs,
  shiftCloseAfterMs,
  photoKeepMs,
  periodServiceDays,
  payDayRateIdr,
  payOvertimeHourIdr,
] as const;
