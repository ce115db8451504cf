import type { StaffId } from "#kernel/ids.ts";
import { staffNames } from "#main/domains/people/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** Names for rows: short names by id where the viewer may see them, none elsewhere. */
export function namesForRows(
  db: ReadableDb,
  viewer: QueryViewer,
  staffIds: readonly (StaffId | string | null)[],
): ReadonlyMap<string, string> {
  const known = staffIds.filter((staffId) => staffId !== null);
  return viewer.isNamesAllowed ? staffNames(db, known) : new Map();
}

/** The people of one row, as an object a frame can carry. */
export function nameRecord(
  names: ReadonlyMap<string, string>,
  staffIds: readonly (string | null)[],
): Record<string, string> {
  const entries = staffIds.flatMap((staffId) => {
    const name = staffId === null ? undefined : names.get(staffId);
    return staffId === null || name === undefined ? [] : [[staffId, name] as const];
  });
  return Object.fromEntries(entries);
}

export function personOf(names: ReadonlyMap<string, string>, staffId: StaffId | null) {
  return { staffId, staffName: staffId === null ? null : (names.get(staffId) ?? null) };
}
