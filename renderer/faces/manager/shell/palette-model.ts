import { matches, wordsOf } from "#renderer/ui/table-model.ts";

/** One thing the palette can do or open. */
export interface PaletteEntry {
  readonly id: string;
  /** The group it stands under: pages, batches, acts. */
  readonly group: string;
  readonly label: string;
  /** Further words it is found by. */
  readonly keywords: string;
  readonly run: () => void;
}

export const PALETTE_SHOWN_MAX_COUNT = 12;

/** Entries with every word of the query, those whose label begins with it first. */
export function foundEntries(entries: readonly PaletteEntry[], query: string): readonly PaletteEntry[] {
  const words = wordsOf(query);
  const found = entries.filter((entry) => matches([entry.label, entry.group, entry.keywords], words));
  const start = words[0] ?? "";
  const rank = (entry: PaletteEntry) => (start !== "" && entry.label.toLowerCase().startsWith(start) ? 0 : 1);
  return found.toSorted((left, right) => rank(left) - rank(right)).slice(0, PALETTE_SHOWN_MAX_COUNT);
}
