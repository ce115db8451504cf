import { useEffect, useRef } from "react";
import type { MenuCalendarRow } from "#domains/menu/menu-queries.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { menuCalendarRef } from "#renderer/domains/menu/menu-refs.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** How far ahead a change of a menu is told. */
const AHEAD_DAY_COUNT = 14;

export type MenuNewsKind = "draft" | "submitted" | "approved" | "returned" | "revised";

/** What somebody else did to a date's menu between two looks; null for nothing, or for one's own act. */
export function menuNewsOf(before: MenuCalendarRow, now: MenuCalendarRow, viewerStaffId: string): MenuNewsKind | null {
  if (before.changedAtMs === now.changedAtMs && before.status === now.status) return null;
  if (now.status === null || now.changedByStaffId === viewerStaffId) return null;
  if (now.status === "submitted") return "submitted";
  if (now.status === "approved") return "approved";
  if (now.status === "locked") return null;
  if (before.status === "submitted") return "returned";
  return before.revision !== null && before.revision !== now.revision ? "revised" : "draft";
}

/** Tells whoever is at the console what others do to the coming menus. Shows nothing itself. */
export function MenuNews() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const toast = useToast();
  const viewer = useViewer();
  const { serviceDate: fromDate } = useServiceDay();
  const asked = viewer === null ? null : { fromDate, toDate: addDays(fromDate, AHEAD_DAY_COUNT - 1) };
  const { rows, status } = useLiveQuery(menuCalendarRef, asked, viewer ?? {});
  const known = useRef<ReadonlyMap<string, MenuCalendarRow> | null>(null);
  useEffect(() => {
    if (status !== "live" || viewer === null) return;
    const before = known.current;
    known.current = new Map(rows.map((row) => [row.serviceDate, row]));
    for (const row of rows) {
      const old = before?.get(row.serviceDate);
      const kind = old === undefined ? null : menuNewsOf(old, row, viewer.staffId);
      if (kind !== null) toast({ text: t(`menu.news.${kind}`, { date: units.dateShort(row.serviceDate) }) });
    }
  }, [rows, status, viewer, toast, t, units]);
  return null;
}
