import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { MenuCalendarRow } from "#domains/menu/menu-queries.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { copyMenuWeekRef, menuCalendarRef, menusRef } from "#renderer/domains/menu/menu-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { weekStart } from "#renderer/faces/manager/attendance/clock-span.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DayStatusBadge } from "./day-status.tsx";
import { MenuFrame } from "./menu-frame.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import styles from "./menu.module.css";

const WEEK_DAY_COUNT = 7;
const SHOWN_DAY_COUNT = 2 * WEEK_DAY_COUNT;

/** “Kalender”: two weeks of menus, how far each day has come, and what repeats too soon. */
export function CalendarPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const navigate = useNavigate();
  const { mulai } = useSearch({ from: "/menu/kalender" });
  const { serviceDate: today } = useServiceDay();
  const monday = weekStart(mulai ?? today);
  const sunday = addDays(monday, SHOWN_DAY_COUNT - 1);
  const calendar = useLiveQuery(
    menuCalendarRef,
    viewer === null ? null : { fromDate: monday, toDate: sunday },
    viewer ?? {},
  );
  const go = (from: string | undefined) =>
    void navigate({ to: "/menu/kalender", search: from === undefined ? {} : { mulai: from } });
  const weeks = [monday, addDays(monday, WEEK_DAY_COUNT)];
  return (
    <MenuFrame title={t("menu.calendar.title")} permission="kitchen.view">
      <Tomorrow />
      <Panel
        title={t("menu.calendar.span", { from: units.dateShort(monday), to: units.date(sunday) })}
        actions={
          <>
            <TableExport
              title={t("menu.calendar.title")}
              source={{ table: "menu-calendar", fromDate: monday, toDate: sunday }}
              reason={calendar.rows.some(({ status }) => status !== null) ? null : t("manager.table.nothing-to-export")}
              filter=""
              rowKeys={null}
            />
            <Button
              size="small"
              icon="arrow-left"
              label={t("menu.calendar.before")}
              onPress={() => go(addDays(monday, -SHOWN_DAY_COUNT))}
            >
              {""}
            </Button>
            <Button size="small" onPress={() => go(undefined)}>
              {t("menu.calendar.today")}
            </Button>
            <Button
              size="small"
              icon="arrow-right"
              label={t("menu.calendar.after")}
              onPress={() => go(addDays(monday, SHOWN_DAY_COUNT))}
            >
              {""}
            </Button>
          </>
        }
      >
        {weeks.map((from) => (
          <Week key={from} from={from} today={today} rows={calendar.rows} />
        ))}
      </Panel>
    </MenuFrame>
  );
}

function Week(props: { readonly from: string; readonly today: string; readonly rows: readonly MenuCalendarRow[] }) {
  const { from, today, rows } = props;
  const to = addDays(from, WEEK_DAY_COUNT);
  const days = rows.filter((row) => row.serviceDate >= from && row.serviceDate < to);
  const hasRoom = days.some((day) => day.status === null && day.dayKind !== "closed" && !day.isDayClosed);
  return (
    <div className={styles.week}>
      <ol className={styles.days}>
        {days.map((day) => (
          <Day key={day.serviceDate} day={day} isToday={day.serviceDate === today} />
        ))}
      </ol>
      {hasRoom && to > today ? <CopyWeek from={from} /> : null}
    </div>
  );
}

/** Last week onto this one: only days that have nothing yet. */
function CopyWeek(props: { readonly from: string; readonly kind?: "primary" }) {
  const { from } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const toast = useToast();
  const words = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const copy = async () => {
    const outcome = await grant(copyMenuWeekRef, { fromDate: addDays(from, -WEEK_DAY_COUNT), toDate: from });
    if (outcome.kind !== "accepted") return toast({ text: words(outcome) ?? "", tone: "refused" });
    const count = outcome.result["copiedCount"];
    toast({ text: t("menu.calendar.copied", { count: typeof count === "number" ? units.count(count) : "" }) });
  };
  return (
    <Button
      size="small"
      icon="archive"
      {...(props.kind === undefined ? {} : { kind: props.kind })}
      label={t("menu.calendar.copy-of", { from: units.dateShort(from) })}
      reason={whyNot("menu.edit")}
      onPress={() => void copy()}
    >
      {t("menu.calendar.copy")}
    </Button>
  );
}

function Day(props: { readonly day: MenuCalendarRow; readonly isToday: boolean }) {
  const { day, isToday } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const date = units.dateShort(day.serviceDate);
  const isHoliday = day.dayKind === "closed";
  return (
    <li
      className={styles.day}
      data-day={day.status ?? (isHoliday ? "holiday" : "none")}
      {...(isToday && { "aria-current": "date" as const })}
    >
      <Link to="/menu/hari/$serviceDate" params={{ serviceDate: day.serviceDate }} className={styles.dayLink ?? ""}>
        <span className={styles.dayDate}>
          <span className="visually-hidden">
            {t(day.status === null ? "menu.calendar.choose" : "menu.calendar.open")}{" "}
          </span>
          {date}
        </span>
        {day.status === null ? (
          <span className={styles.quiet}>{t(isHoliday ? "menu.calendar.holiday" : "menu.calendar.none")}</span>
        ) : (
          <>
            <DayStatusBadge status={day.status} />
            <strong>{day.menuName}</strong>
            <span className={styles.quiet}>{day.dishNames.join(", ")}</span>
            <span>
              {[
                t("menu.calendar.portions", { count: units.count(day.portionCount) }),
                ...(day.specialPackCount === 0
                  ? []
                  : [t("menu.calendar.packs", { count: units.count(day.specialPackCount) })]),
              ].join(" · ")}
            </span>
          </>
        )}
      </Link>
      {day.status !== null && day.inForceRevision !== null && day.inForceRevision !== day.revision ? (
        <span className={styles.quiet}>{t("menu.calendar.in-force", { revision: day.inForceRevision })}</span>
      ) : null}
      {day.repeats.map((repeat) => (
        <span key={repeat.dishName} className={styles.warning}>
          <Icon name="triangle-alert" />
          {t("menu.calendar.repeat", { dish: repeat.dishName, date: units.dateShort(repeat.otherDate) })}
        </span>
      ))}
      {day.returnReason === null ? null : <span className={styles.warning}>{day.returnReason}</span>}
    </li>
  );
}

/** Tomorrow without a menu is the next thing to do (UX.md §3.4, empty). */
function Tomorrow() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const navigate = useNavigate();
  const { serviceDate: today } = useServiceDay();
  const tomorrow = addDays(today, 1);
  const day = useLiveQuery(
    menuCalendarRef,
    viewer === null ? null : { fromDate: tomorrow, toDate: tomorrow },
    viewer ?? {},
  );
  const active = useLiveQuery(menusRef, viewer === null ? null : { status: "active" }, viewer ?? {});
  const row = day.rows[0];
  if (row === undefined || active.status === "loading") return null;
  if (row.status !== null || row.dayKind === "closed") return null;
  if (active.rows.length === 0) {
    return (
      <EmptyState
        text={t("menu.calendar.no-menus")}
        action={
          <Button size="small" onPress={() => void navigate({ to: "/menu/daftar" })}>
            {t("menu.calendar.to-menus")}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      text={t("menu.calendar.none-tomorrow")}
      action={<CopyWeek from={weekStart(tomorrow)} kind="primary" />}
    />
  );
}
