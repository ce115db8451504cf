import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { shiftsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { divisionsRef, staffNamesRef, staffRef } from "#renderer/domains/people/people-refs.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";

/** Whoever is signed in, as the viewer of a question; without anybody nothing is asked. */
export function useViewer(): { readonly staffId: string } | null {
  const person = usePersonOrNobody();
  return person === null ? null : { staffId: person.staffId };
}

/** Full names by id, short ones for people the viewer does not see in the list: two of sixty share a first name. */
export function useStaffNames(): (staffId: string | null) => string {
  const viewer = useViewer();
  const known = useLiveQuery(staffRef, viewer === null ? null : {}, viewer ?? {});
  const short = useLiveQuery(staffNamesRef, {});
  const names = new Map([
    ...short.rows.map((row) => [row.staffId, row.name] as const),
    ...known.rows.map((row) => [row.staffId, row.fullName] as const),
  ]);
  return (staffId) => (staffId === null ? NO_VALUE : (names.get(staffId) ?? NO_VALUE));
}

/** Names of divisions by code. */
export function useDivisionNames(): (divisionCode: string) => string {
  const viewer = useViewer();
  const { rows } = useLiveQuery(divisionsRef, viewer === null ? null : {}, viewer ?? {});
  const names = new Map(rows.map((row) => [row.divisionCode, row.name]));
  return (divisionCode) => names.get(divisionCode) ?? divisionCode;
}

/** The shift patterns, retired ones too: old stays still name them. */
export function useShifts() {
  return useShiftQuery().rows;
}

/** The same, with whether they have come yet: a list not loaded is no kitchen without shifts. */
export function useShiftQuery() {
  const viewer = useViewer();
  return useLiveQuery(shiftsRef, viewer === null ? null : {}, viewer ?? {});
}
