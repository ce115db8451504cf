/** The rows of an answer: each row's serialised form by its key, in order. */
export type RowTextByKey = ReadonlyMap<string, string>;

/** What turns one set of rows into the next, as the `patch` frame says it (LAN22). */
export interface RowDiff {
  /** Serialised rows that are new or differ. */
  readonly upserts: readonly string[];
  /** Keys that are gone. */
  readonly removes: readonly string[];
  /** All keys in order, only when removing, replacing in place and appending does not give it. */
  readonly order: readonly string[] | undefined;
}

/** The difference between two answers, or `undefined` when they are the same. */
export function diffRows(before: RowTextByKey, after: RowTextByKey): RowDiff | undefined {
  const removes: string[] = [];
  const appliedKeys: string[] = [];
  for (const key of before.keys()) {
    if (after.has(key)) appliedKeys.push(key);
    else removes.push(key);
  }
  const upserts: string[] = [];
  for (const [key, text] of after) {
    const known = before.get(key);
    if (known === text) continue;
    upserts.push(text);
    if (known === undefined) appliedKeys.push(key);
  }
  const orderedKeys = [...after.keys()];
  const isReordered = orderedKeys.some((key, index) => key !== appliedKeys[index]);
  if (upserts.length === 0 && removes.length === 0 && !isReordered) return undefined;
  return { upserts, removes, order: isReordered ? orderedKeys : undefined };
}
