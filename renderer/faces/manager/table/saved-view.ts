import { PAGE_SIZES, TABLE_VIEW_AT_FIRST, type TableView } from "#renderer/ui/table-model.ts";

/** A view somebody keeps of a table, on this device and for themselves: filter, order and page size. */
export type SavedView = Omit<TableView, "pageIndex">;

/** Longer filters are typed by mistake, and a document's head has no room for them. */
export const FILTER_MAX_COUNT = 120;

export function savedViewKey(table: string, staffId: string | null): string {
  return `bergizi.manager.view.${staffId ?? "anybody"}.${table}`;
}

/** A kept view from its text; null where there is none, or one this table does not understand. */
export function savedViewFromText(text: string | null, columnIds: readonly string[]): SavedView | null {
  const kept = parsed(text);
  if (kept === null) return null;
  const { filter, sortColumnId, isDescending, pageSize } = kept;
  const isSortKnown = sortColumnId === null || (typeof sortColumnId === "string" && columnIds.includes(sortColumnId));
  const size = PAGE_SIZES.find((one) => one === pageSize);
  if (typeof filter !== "string" || filter.length > FILTER_MAX_COUNT || !isSortKnown || size === undefined) return null;
  return { filter, sortColumnId: sortColumnId ?? null, isDescending: isDescending === true, pageSize: size };
}

export function savedViewOf({ filter, sortColumnId, isDescending, pageSize }: TableView): SavedView {
  return { filter, sortColumnId, isDescending, pageSize };
}

/** Whether a view shows other rows, or in another order, than one that was kept; without one, than the table's own. */
export function isViewChanged(view: TableView, saved: SavedView | null): boolean {
  const before = saved ?? TABLE_VIEW_AT_FIRST;
  return (
    view.filter !== before.filter ||
    view.sortColumnId !== before.sortColumnId ||
    view.isDescending !== before.isDescending ||
    view.pageSize !== before.pageSize
  );
}

function parsed(text: string | null): Partial<Record<keyof SavedView, unknown>> | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
