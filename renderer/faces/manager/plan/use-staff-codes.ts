import { useMemo } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";

/** Who can be assigned in a plan: the active people, by name, and their ids by code. */
export function useStaffCodes() {
  const { rows } = useLiveQuery(staffNamesRef, { status: "active" });
  return useMemo(
    () => ({
      people: rows.map(({ staffCode, name }) => ({ value: staffCode, label: name === "" ? staffCode : name })),
      staffIdByCode: new Map(rows.map(({ staffCode, staffId }) => [staffCode, staffId])),
    }),
    [rows],
  );
}
