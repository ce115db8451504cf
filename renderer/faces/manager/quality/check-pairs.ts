import type { CheckRow } from "#domains/quality/queries.ts";

/** A check as the table shows it: the one in force, with the originals it stands in for, newest first. */
export interface CheckPair {
  readonly check: CheckRow;
  readonly originals: readonly CheckRow[];
}

/** Puts corrected checks under what replaced them, so original and correction stand side by side. */
export function checkPairs(rows: readonly CheckRow[]): readonly CheckPair[] {
  const byId = new Map(rows.map((row) => [row.checkId, row]));
  const originalsOf = (check: CheckRow): readonly CheckRow[] => {
    const original = check.replacesCheckId === null ? undefined : byId.get(check.replacesCheckId);
    return original === undefined ? [] : [original, ...originalsOf(original)];
  };
  return rows
    .filter((row) => row.replacedByCheckId === null || !byId.has(row.replacedByCheckId))
    .map((check) => ({ check, originals: originalsOf(check) }));
}
