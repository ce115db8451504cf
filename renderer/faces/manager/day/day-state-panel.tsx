import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { LOOK_BY_STATUS, useInstantWords, useStaffName } from "./day-words.ts";

/** Where the day stands, and who brought it there. */
export function DayStatePanel(props: { readonly day: ServiceDayClosingRow }) {
  const { day } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const instant = useInstantWords();
  const nameOf = useStaffName();
  const { timeZone } = useServiceDay();
  const look = LOOK_BY_STATUS[day.dayStatus];
  const by = (staffId: string | null, atMs: number) => t("day.by-at", { name: nameOf(staffId), at: instant(atMs) });
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("day.fact.kind"), t(`day.kind.${day.dayKind}`)],
    ...(day.cookFloorAtMs === null
      ? []
      : [[t("day.fact.cook-floor"), units.clock(day.cookFloorAtMs, timeZone)] as const]),
    ...(day.closedAtMs === null ? [] : [[t("day.fact.closed"), by(day.closedByStaffId, day.closedAtMs)] as const]),
    ...(day.reopenedAtMs === null
      ? []
      : [[t("day.fact.reopened"), by(day.reopenedByStaffId, day.reopenedAtMs)] as const]),
    ...(day.reopenReason === null ? [] : [[t("day.fact.reason"), day.reopenReason] as const]),
  ];
  return (
    <Panel
      title={t("day.state")}
      note={
        <StateBadge
          state={`day-${day.dayStatus}`}
          token={look.token}
          icon={look.icon}
          word={t(`day.status.${day.dayStatus}`)}
        />
      }
    >
      <Facts facts={facts} />
    </Panel>
  );
}
