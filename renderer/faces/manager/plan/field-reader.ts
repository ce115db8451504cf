import { addDays, clockTimeFromMs, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { ServiceDate } from "#kernel/service-date.ts";

/** What is wrong with one field, or with forms against each other; the words are in `renderer/copy/manager`. */
export type FieldProblemCode =
  | "required"
  | "formula"
  | "not-whole-number"
  | "not-a-number"
  | "out-of-range"
  | "not-a-time"
  | "not-a-choice"
  | "too-long"
  | "bad-code"
  | "repeated"
  | "kloter-repeated"
  | "kloter-unknown"
  | "dish-unknown"
  | "dish-differs"
  | "ingredient-unknown"
  | "staff-unknown"
  | "no-dishes"
  | "no-points"
  | "too-many"
  | "finish-before-start"
  | "start-before-preparation"
  | "departure-before-finish"
  | "portions-zero"
  | "points-exceed-portions"
  | "point-in-two-kloter"
  | "kloter-started"
  | "column-missing"
  | "column-unknown"
  | "row-kind-unknown";

export interface FieldProblem {
  readonly code: FieldProblemCode;
  readonly data: Readonly<Record<string, string | number>>;
}

/** Reads text fields; what cannot be read is reported once and read as `null`. */
export interface FieldReader {
  readonly text: (field: string, text: string, maxCount: number) => string | null;
  readonly optionalText: (field: string, text: string, maxCount: number) => string | null;
  readonly code: (field: string, text: string) => string | null;
  /** An empty text is `empty`: a number, or null for "must be filled in". */
  readonly count: (field: string, text: string, range: CountRange) => number | null;
  readonly decimal: (
    field: string,
    text: string,
    range: { readonly min: number; readonly max: number },
  ) => number | null;
  readonly clock: (field: string, text: string) => number | null;
  readonly choice: <Choice extends string>(field: string, text: string, choices: readonly Choice[]) => Choice | null;
}

export interface CountRange {
  readonly min: number;
  readonly max: number;
  readonly empty: number | null;
}

/** A formula would make the figure depend on the program that opens the file. A plain negative number is no formula. */
const FORMULA = /^[=+@]|^-(?!\d+([.,]\d+)?$)/;
const GROUPED = /^-?\d{1,3}(\.\d{3})+$/;
const CODE = /^[A-Z0-9][A-Z0-9-]{0,31}$/;

/** The service day a plan is for, as clock times of it are read. */
export interface PlannedDay {
  readonly serviceDate: ServiceDate;
  readonly timeZone: TimeZone;
  /** `service-day.boundary` in force on it. */
  readonly boundary: string;
}

export function createFieldReader(deps: {
  readonly day: PlannedDay;
  readonly report: (field: string, problem: FieldProblem) => void;
}): FieldReader {
  const fail = (field: string, code: FieldProblemCode, data: FieldProblem["data"] = {}) => {
    deps.report(field, { code, data });
    return null;
  };
  const optionalText = (field: string, raw: string, maxCount: number) => {
    const text = raw.trim();
    if (text === "") return null;
    if (FORMULA.test(text)) return fail(field, "formula");
    return text.length > maxCount ? fail(field, "too-long", { maxCount }) : text;
  };
  const number = (field: string, raw: string, code: "not-a-number" | "not-whole-number") => {
    const text = raw.trim();
    if (FORMULA.test(text)) return fail(field, "formula");
    const plain = GROUPED.test(text) ? text.replaceAll(".", "") : text.replace(",", ".");
    const value = /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
    return value === null || (code === "not-whole-number" && !Number.isInteger(value)) ? fail(field, code) : value;
  };
  const within = (field: string, value: number | null, range: { readonly min: number; readonly max: number }) => {
    if (value === null) return null;
    return value < range.min || value > range.max
      ? fail(field, "out-of-range", { min: range.min, max: range.max })
      : value;
  };
  return {
    optionalText,
    text: (field, raw, maxCount) => (raw.trim() === "" ? fail(field, "required") : optionalText(field, raw, maxCount)),
    code: (field, raw) => {
      const text = raw.trim().toUpperCase();
      if (text === "") return fail(field, "required");
      return CODE.test(text) ? text : fail(field, FORMULA.test(text) ? "formula" : "bad-code");
    },
    count: (field, raw, range) => {
      if (raw.trim() !== "") return within(field, number(field, raw, "not-whole-number"), range);
      return range.empty === null ? fail(field, "required") : range.empty;
    },
    decimal: (field, raw, range) => {
      if (raw.trim() === "") return null;
      const value = number(field, raw, "not-a-number");
      return within(field, value === null ? null : Math.round(value * 10) / 10, range);
    },
    clock: (field, raw) => {
      if (raw.trim() === "") return fail(field, "required");
      const clock = clockFromText(raw);
      return clock === null ? fail(field, "not-a-time") : msInServiceDay(deps.day, clock);
    },
    choice: (field, raw, choices) => {
      if (raw.trim() === "") return fail(field, "required");
      const choice = choices.find((candidate) => candidate === raw.trim());
      return choice ?? fail(field, "not-a-choice");
    },
  };
}

/** The short name for the wall: the name itself where it is short enough, else one must be written. */
export function wallNameFrom(
  reader: FieldReader,
  names: { readonly name: string | null; readonly wallName: string; readonly maxCount: number },
): string | null {
  if (names.wallName.trim() !== "") return reader.text("wallName", names.wallName, names.maxCount);
  if (names.name === null || names.name.length <= names.maxCount) return names.name;
  return reader.text("wallName", "", names.maxCount);
}

/** `HH:MM` of "1:30", "01.30", "0130" or a spreadsheet's day fraction "0.0625"; null when it is no time. */
export function clockFromText(raw: string): string | null {
  const text = raw.trim();
  if (/^0[.,]\d{3,}$|^0$/.test(text)) return clockFromFraction(Number(text.replace(",", ".")));
  const found = /^(\d{1,2})[:.]?(\d{2})$/.exec(text);
  if (found === null) return null;
  const [, hourText = "", minuteText = ""] = found;
  return Number(hourText) > 23 || Number(minuteText) > 59 ? null : `${hourText.padStart(2, "0")}:${minuteText}`;
}

function clockFromFraction(fraction: number): string {
  const minutes = Math.round(fraction * 24 * 60) % (24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** The instant of a clock time inside a service day: from the boundary on it is the evening before (DOMAIN.md §1). */
export function msInServiceDay({ serviceDate, timeZone, boundary }: PlannedDay, clock: string): number {
  return msFromLocal(clock < boundary ? serviceDate : addDays(serviceDate, -1), clock, timeZone);
}

/** The clock text of an instant, for a form that edits it. */
export function clockText(atMs: number, timeZone: TimeZone): string {
  return clockTimeFromMs(atMs, timeZone);
}
