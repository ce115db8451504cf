import { useNavigate, useSearch } from "@tanstack/react-router";
import { monthsLater } from "#domains/people/rules.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { attendanceMonthRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { staffRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { attendanceFigures, type AttendanceFigures } from "#domains/attendance/statistics.ts";
import chart from "./statistics.module.css";
import { useDivisionNames, useViewer } from "./use-names.ts";

interface Group {
  readonly key: string;
  readonly name: string;
  readonly figures: AttendanceFigures;
}
type FigureId = "attendanceBp" | "punctualityBp" | "workedMs" | "turnoverBp";
const FIGURES: readonly FigureId[] = ["attendanceBp", "punctualityBp", "workedMs", "turnoverBp"];

/** “Statistik”: only what the punches and the list of people say, each figure with its formula. */
export function StatisticsPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const navigate = useNavigate();
  const { bulan } = useSearch({ from: "/orang/statistik" });
  const { serviceDate: today } = useServiceDay();
  const month = bulan ?? today.slice(0, 7);
  const divisionName = useDivisionNames();
  const viewer = useViewer();
  const staff = useLiveQuery(staffRef, viewer === null ? null : {}, viewer ?? {});
  const earlier = [-2, -1].map((count) => monthsLater(`${month}-01`, count).slice(0, 7));
  const [before2 = month, before1 = month] = earlier;
  const ask = (asked: string) => (viewer === null ? null : { month: asked });
  const here = useLiveQuery(attendanceMonthRef, ask(month), viewer ?? {});
  const one = useLiveQuery(attendanceMonthRef, ask(before1), viewer ?? {});
  const two = useLiveQuery(attendanceMonthRef, ask(before2), viewer ?? {});
  const codes = [...new Set(here.rows.map((row) => row.divisionCode))];
  const groups: readonly Group[] = [
    {
      key: "all",
      name: t("attendance.every-division"),
      figures: attendanceFigures({ month, rows: here.rows, staff: staff.rows }),
    },
    ...codes.map((code) => ({
      key: code,
      name: divisionName(code),
      figures: attendanceFigures({
        month,
        rows: here.rows.filter((row) => row.divisionCode === code),
        staff: staff.rows.filter((row) => row.divisionCode === code),
      }),
    })),
  ];
  const months: readonly Group[] = [
    [before2, two.rows] as const,
    [before1, one.rows] as const,
    [month, here.rows] as const,
  ].map(([key, rows]) => ({
    key,
    name: units.month(key),
    figures: attendanceFigures({ month: key, rows, staff: staff.rows }),
  }));
  const turn = (count: number) => {
    const next = monthsLater(`${month}-01`, count).slice(0, 7);
    void navigate({ to: "/orang/statistik", search: { bulan: next === today.slice(0, 7) ? undefined : next } });
  };
  return (
    <OrangPage title={t("attendance.part.statistics")} permission="people.view">
      <Panel
        title={t("attendance.statistics.of", { month: units.month(month) })}
        note={t("attendance.statistics.source")}
        actions={
          <>
            <Button size="small" icon="arrow-left" label={t("attendance.month.before")} onPress={() => turn(-1)}>
              {""}
            </Button>
            <Button size="small" icon="arrow-right" label={t("attendance.month.after")} onPress={() => turn(1)}>
              {""}
            </Button>
          </>
        }
      >
        {[here, staff].some(({ status }) => status === "loading") ? (
          <EmptyState text={waiting} />
        ) : (
          <>
            <AttendanceBars groups={groups} />
            <FiguresTable
              month={month}
              caption={t("attendance.statistics.by-division")}
              head="division"
              groups={groups}
            />
          </>
        )}
      </Panel>
      <Panel title={t("attendance.statistics.by-month")}>
        {[one, two, here, staff].some(({ status }) => status === "loading") ? (
          <EmptyState text={waiting} />
        ) : (
          <FiguresTable month={month} caption={t("attendance.statistics.by-month")} head="month" groups={months} />
        )}
      </Panel>
      <Panel title={t("attendance.statistics.formulas")}>
        <dl className={styles.pairs}>
          {FIGURES.map((id) => (
            <div key={id}>
              <dt>{t(`attendance.figure.${id}`)}</dt>
              <dd>{t(`attendance.formula.${id}`)}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    </OrangPage>
  );
}

function useFigureWords(): (id: FigureId, figures: AttendanceFigures) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (id, figures) => {
    const value = figures[id];
    if (value === null) return `${NO_VALUE} ${t("shared.no-data")}`;
    return id === "workedMs" ? units.hours(value) : units.percent(value);
  };
}

/** Bars of one figure; the table under it is its twin. */
function AttendanceBars(props: { readonly groups: readonly Group[] }) {
  const { t } = useManagerCopy();
  const words = useFigureWords();
  return (
    <figure className={chart.bars} aria-label={t("attendance.statistics.chart")}>
      <figcaption className={chart.caption}>{t("attendance.figure.attendanceBp")}</figcaption>
      {props.groups.map(({ key, name, figures }) => (
        <div key={key} className={chart.bar}>
          <span className={chart.name}>{name}</span>
          <span className={chart.track} aria-hidden="true">
            {figures.attendanceBp === null ? null : (
              <span className={chart.fill} style={{ width: `${figures.attendanceBp / 100}%` }} />
            )}
          </span>
          <span className={chart.value}>{words("attendanceBp", figures)}</span>
        </div>
      ))}
    </figure>
  );
}

function FiguresTable(props: {
  readonly month: string;
  readonly caption: string;
  readonly head: "division" | "month";
  readonly groups: readonly Group[];
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const words = useFigureWords();
  const columns: ReadonlyArray<DataColumn<Group>> = [
    {
      id: "group",
      header: t(props.head === "division" ? "people.field.divisionCode" : "attendance.part.month"),
      value: ({ name }) => name,
    },
    {
      id: "people",
      header: t("attendance.statistics.people"),
      value: ({ figures }) => figures.personCount,
      cell: ({ figures }) => units.count(figures.personCount),
      isFigure: true,
    },
    ...FIGURES.map((id): DataColumn<Group> => ({
      id,
      header: t(`attendance.figure.${id}`),
      value: ({ figures }) => figures[id],
      cell: ({ figures }) => words(id, figures),
      isFigure: true,
    })),
  ];
  return (
    <DataTable
      caption={props.caption}
      report={`statistik-${props.head}`}
      source={{ table: `attendance-by-${props.head}`, month: props.month }}
      columns={columns}
      rows={props.groups}
      rowKey={({ key }) => key}
      emptyText={t("shared.no-data")}
    />
  );
}
