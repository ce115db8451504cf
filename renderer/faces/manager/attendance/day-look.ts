import type { AttendanceFlag, DayStatus } from "#domains/attendance/values.ts";
import type { Look } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";

/** How a day of a person looks (UX.md §2.5): being here is neutral, trouble has a colour. */
export const DAY_LOOK: Readonly<Record<DayStatus, Look>> = {
  present: { token: "text", icon: "circle-check" },
  late: { token: "warn", icon: "triangle-alert" },
  "half-day": { token: "warn", icon: "clock" },
  absent: { token: "crit", icon: "octagon-alert" },
  sick: { token: "info", icon: "info" },
  leave: { token: "info", icon: "info" },
  "day-off": { token: "text", icon: "minus" },
  incomplete: { token: "unknown", icon: "hourglass" },
  unrostered: { token: "warn", icon: "triangle-alert" },
  expected: { token: "text", icon: "circle-dashed" },
};

/** Flags that wait for somebody; the others are only told. */
const OPEN_FLAGS: readonly AttendanceFlag[] = ["short-stay", "unrostered", "incomplete", "clock-replaced"];

export function openFlags(flags: readonly AttendanceFlag[]): readonly AttendanceFlag[] {
  return flags.filter((flag) => OPEN_FLAGS.includes(flag));
}

export const FLAG_TOKEN: Readonly<Record<AttendanceFlag, StateToken>> = {
  "short-stay": "warn",
  unrostered: "warn",
  incomplete: "unknown",
  "clock-replaced": "unknown",
  "no-photo": "unknown",
  "late-entry": "text",
  flipped: "text",
};
