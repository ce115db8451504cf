import { useState } from "react";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { isViewChanged, savedViewFromText, savedViewKey, savedViewOf, type SavedView } from "./saved-view.ts";
import { TABLE_VIEW_AT_FIRST, type TableView } from "#renderer/ui/table-model.ts";

/** A table's view, with the one this person keeps of it on this device. */
export interface KeptView {
  readonly view: TableView;
  readonly change: (next: Partial<TableView>) => void;
  /** Whether something was kept, and whether what is shown differs from it. */
  readonly isKept: boolean;
  readonly isChanged: boolean;
  readonly keep: () => void;
  /** Drops what was kept and shows the table's own view. */
  readonly forget: () => void;
}

/** A view opens as this person kept it; a browser without storage keeps none, and nothing more. */
export function useTableView(table: string, columnIds: readonly string[]): KeptView {
  const person = usePersonOrNobody();
  const key = savedViewKey(table, person?.staffId ?? null);
  const [saved, setSaved] = useState<SavedView | null>(() => savedViewFromText(stored(key), columnIds));
  const [view, setView] = useState<TableView>(() => ({ ...TABLE_VIEW_AT_FIRST, ...saved }));
  return {
    view,
    change: (next) => setView((known) => ({ ...known, pageIndex: 0, ...next })),
    isKept: saved !== null,
    isChanged: isViewChanged(view, saved),
    keep: () => {
      const next = savedViewOf(view);
      store(key, JSON.stringify(next));
      setSaved(next);
    },
    forget: () => {
      store(key, null);
      setSaved(null);
      setView(TABLE_VIEW_AT_FIRST);
    },
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    return;
  }
}
