import type { LocalDate } from "#kernel/time.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { AttendanceFacts } from "./facts.ts";

type CopyBody = Extract<AttendanceCommand, { readonly type: "copy-roster" }>["body"];
type CopiedDay = AttendanceFacts["roster"]["copied"][number];

/** Somebody a copied roster does not hold on a date, or not with every shift, so that nobody is dropped in silence. */
export interface LeftOut {
  readonly staffId: string;
  readonly serviceDate: LocalDate;
  /** `kept`: another roster stood on that date and was to be kept. */
  readonly why: "ended" | "on-leave" | "shift-retired" | "kept";
}

export interface RosterCopy {
  readonly days: readonly CopiedDay[];
  readonly leftOut: readonly LeftOut[];
  /** People whose standing roster nobody said what becomes of. */
  readonly clashingIds: readonly string[];
}

/** What a copy would write, date by date, and who is left out of it and why. */
export function planCopy({ onStanding }: Pick<CopyBody, "onStanding">, { roster }: AttendanceFacts): RosterCopy {
  const leftOut: LeftOut[] = [];
  const clashingIds = new Set<string>();
  const days = roster.copied.map(({ serviceDate, entries }) => ({
    serviceDate,
    entries: entries.flatMap((entry) => {
      const { staffId } = entry;
      const leaveOut = (why: LeftOut["why"]) => leftOut.push({ staffId, serviceDate, why });
      const reason = reasonToLeaveOut(staffId, serviceDate, roster);
      if (reason !== null) {
        leaveOut(reason);
        return [];
      }
      const shiftCodes = entry.shiftCodes.filter((code) => roster.shiftByCode.get(code)?.isRetired === false);
      if (shiftCodes.length < entry.shiftCodes.length) leaveOut("shift-retired");
      if (shiftCodes.length === 0) return [];
      if (isClash({ staffId, serviceDate, shiftCodes }, roster)) {
        if (onStanding === undefined) clashingIds.add(staffId);
        if (onStanding === "keep") {
          leaveOut("kept");
          return [];
        }
      }
      return [{ ...entry, shiftCodes }];
    }),
  }));
  return { days: days.filter(({ entries }) => entries.length > 0), leftOut, clashingIds: [...clashingIds] };
}

function reasonToLeaveOut(
  staffId: string,
  date: LocalDate,
  { people, leaves }: AttendanceFacts["roster"],
): "ended" | "on-leave" | null {
  const person = people.find((known) => known.staffId === staffId);
  if (person === undefined || person.status === "ended") return "ended";
  const isOnLeave = leaves.some((leave) => leave.staffId === staffId && leave.fromDate <= date && date <= leave.toDate);
  return person.status === "on-leave" || isOnLeave ? "on-leave" : null;
}

function isClash(
  entry: { readonly staffId: string; readonly serviceDate: LocalDate; readonly shiftCodes: readonly string[] },
  { standing }: AttendanceFacts["roster"],
): boolean {
  const stands = standing.find(
    ({ staffId, serviceDate }) => staffId === entry.staffId && serviceDate === entry.serviceDate,
  );
  if (stands === undefined) return false;
  const copied = new Set(entry.shiftCodes);
  return copied.size !== stands.shiftCodes.length || !stands.shiftCodes.every((code) => copied.has(code));
}
