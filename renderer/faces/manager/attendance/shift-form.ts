import type { CommandOf } from "#kernel/definition.ts";
import type { defineShift } from "#domains/attendance/commands.ts";
import { MINUTE_MS } from "#kernel/time.ts";

export const SHIFT_MINUTES = [
  "earlyInMs",
  "lateGraceMs",
  "earlyOutGraceMs",
  "overtimeAfterMs",
  "closeAfterMs",
  "unpaidBreakMs",
] as const;

/** A shift as the form holds it: its windows in minutes, as typed. */
export interface ShiftForm extends Readonly<Record<(typeof SHIFT_MINUTES)[number], number | string>> {
  readonly name: string;
  /** Empty: a shift of the whole kitchen. */
  readonly divisionCode: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly isStartOnEveBefore: boolean;
}

export type ShiftProblem = "name" | "times" | "minutes";
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const WINDOW_MAX_MINUTES = 24 * 60;
const CODE_MAX_COUNT = 24;

export function shiftProblem(form: ShiftForm): ShiftProblem | null {
  if (form.name.trim() === "") return "name";
  if (!CLOCK.test(form.startTime) || !CLOCK.test(form.endTime)) return "times";
  const isWrong = (value: number | string) =>
    typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > WINDOW_MAX_MINUTES;
  return SHIFT_MINUTES.some((name) => isWrong(form[name])) ? "minutes" : null;
}

/** The command's body; a new shift gets a code from its name that no other has. */
export function shiftFromForm(
  form: ShiftForm,
  shiftCode: string | null,
  knownCodes: readonly string[],
): CommandOf<typeof defineShift>["body"] {
  const ms = (name: (typeof SHIFT_MINUTES)[number]) => Number(form[name]) * MINUTE_MS;
  return {
    shiftCode: shiftCode ?? freeCode(form.name, knownCodes),
    name: form.name.trim(),
    ...(form.divisionCode === "" ? {} : { divisionCode: form.divisionCode }),
    startTime: form.startTime,
    endTime: form.endTime,
    isStartOnEveBefore: form.isStartOnEveBefore,
    earlyInMs: ms("earlyInMs"),
    lateGraceMs: ms("lateGraceMs"),
    earlyOutGraceMs: ms("earlyOutGraceMs"),
    overtimeAfterMs: ms("overtimeAfterMs"),
    closeAfterMs: ms("closeAfterMs"),
    unpaidBreakMs: ms("unpaidBreakMs"),
  };
}

function freeCode(name: string, knownCodes: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, CODE_MAX_COUNT - 3)
    .replaceAll(/-+$/g, "");
  const base = plain === "" ? "shift" : plain;
  if (!knownCodes.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    const code = `${base}-${number}`;
    if (!knownCodes.includes(code)) return code;
  }
}
