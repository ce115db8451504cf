import type { DayStatus } from "#domains/site/vocabulary.ts";
import type { LocalDate, TimeZone } from "#kernel/time.ts";
import { localFromMs } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import type { Look } from "#renderer/ui/icon.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

export const LOOK_BY_STATUS: Readonly<Record<DayStatus, Look>> = {
  planned: { token: "text", icon: "circle-dashed" },
  open: { token: "info", icon: "circle-play" },
  closed: { token: "ok", icon: "lock" },
  reopened: { token: "warn", icon: "undo" },
};

/** “Sab, 21 Nov 2026 09:10”: closing may come days after its own day, so the date stands with the clock. */
export function useInstantWords(): (atMs: number) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  return (atMs) => t("day.at-date", { date: units.date(dateOf(atMs, timeZone)), clock: units.clock(atMs, timeZone) });
}

function dateOf(atMs: number, timeZone: TimeZone): LocalDate {
  return localFromMs(atMs, timeZone).date;
}

export function useStaffName(): (staffId: string | null) => string {
  const { t } = useManagerCopy();
  const { rows } = useLiveQuery(staffNamesRef, {});
  return (staffId) => {
    if (staffId === null) return t("kitchen.by-system");
    const name = rows.find((row) => row.staffId === staffId)?.name ?? "";
    return name === "" ? t("day.unnamed") : name;
  };
}
