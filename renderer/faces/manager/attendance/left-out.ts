import type { LeftOut } from "#domains/attendance/roster-copy.ts";

const REASONS: ReadonlyArray<LeftOut["why"]> = ["on-leave", "kept", "ended", "shift-retired"];

/** Whom a copy's answer names; a member this build cannot read is left away. */
export function leftOutOf(result: Readonly<Record<string, unknown>>): readonly LeftOut[] {
  const { leftOut } = result;
  if (!Array.isArray(leftOut)) return [];
  return leftOut.filter((entry): entry is LeftOut => {
    if (typeof entry !== "object" || entry === null) return false;
    const { staffId, serviceDate, why } = entry as Partial<LeftOut>; // each member is looked at here
    return typeof staffId === "string" && typeof serviceDate === "string" && REASONS.some((known) => known === why);
  });
}

/** By reason, then by person with their days in order: one line a person however many days they miss. */
export function leftOutByReason(leftOut: readonly LeftOut[]): ReadonlyArray<{
  readonly why: LeftOut["why"];
  readonly people: ReadonlyArray<{ readonly staffId: string; readonly dates: readonly string[] }>;
}> {
  return REASONS.flatMap((why) => {
    const own = Map.groupBy(
      leftOut.filter((entry) => entry.why === why),
      ({ staffId }) => staffId,
    );
    const people = [...own].map(([staffId, entries]) => ({
      staffId,
      dates: entries.map(({ serviceDate }) => serviceDate).toSorted(),
    }));
    return people.length === 0 ? [] : [{ why, people }];
  });
}
