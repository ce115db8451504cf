import type { ServerFrame } from "#contract/lan-protocol.ts";

type Row = Readonly<Record<string, unknown>>;
type PatchFrame = Extract<ServerFrame, { kind: "patch" }>;

/** Rows after a full answer: rows that did not change keep their identity, so a screen paints only what moved. */
export function replaceRows(options: {
  readonly before: readonly Row[];
  readonly after: readonly Row[];
  readonly key: string;
}): { readonly rows: readonly Row[]; readonly changedKeys: ReadonlySet<string> } {
  const textByKey = new Map(options.before.map((row) => [keyOf(row, options.key), { row, text: JSON.stringify(row) }]));
  const changedKeys = new Set<string>();
  const rows = options.after.map((row) => {
    const known = textByKey.get(keyOf(row, options.key));
    if (known !== undefined && known.text === JSON.stringify(row)) return known.row;
    changedKeys.add(keyOf(row, options.key));
    return row;
  });
  return { rows, changedKeys };
}

/** Rows after a patch: upserts replace in place or append, removes leave, and `order` (when given) is the new order. */
export function patchRows(before: readonly Row[], key: string, patch: PatchFrame): readonly Row[] {
  const rowByKey = new Map(before.map((row) => [keyOf(row, key), row]));
  for (const removed of patch.removes) rowByKey.delete(removed);
  for (const row of patch.upserts) rowByKey.set(keyOf(row, key), row);
  if (patch.order === undefined) return [...rowByKey.values()];
  return patch.order.flatMap((name) => {
    const row = rowByKey.get(name);
    return row === undefined ? [] : [row];
  });
}

function keyOf(row: Row, key: string): string {
  return String(row[key]);
}
