import type { AttendanceFlag, DayStatus } from "#domains/attendance/values.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DAY_LOOK, FLAG_TOKEN } from "./day-look.ts";

/** What a person's day was, in words: “Terlambat 12 mnt”. */
export function useDayWords(): (day: { readonly status: DayStatus; readonly lateMs: number }) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return ({ status, lateMs }) =>
    status === "late" && lateMs > 0
      ? t("attendance.day.late-by", { late: units.duration(lateMs) })
      : t(`attendance.day.${status}`);
}

export function DayBadge(props: { readonly status: DayStatus; readonly lateMs: number }) {
  const words = useDayWords();
  const { token, icon } = DAY_LOOK[props.status];
  return <StateBadge state={props.status} token={token} icon={icon} word={words(props)} />;
}

/** What the manager should look at in a stay. */
export function FlagBadges(props: { readonly flags: readonly AttendanceFlag[] }) {
  const { t } = useManagerCopy();
  return props.flags.map((flag) => (
    <StateBadge key={flag} state={flag} token={FLAG_TOKEN[flag]} word={t(`attendance.flag.${flag}`)} />
  ));
}
