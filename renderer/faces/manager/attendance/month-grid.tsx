import { memo, useRef, type KeyboardEvent } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { attendanceMonthQuery } from "#domains/attendance/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { monthDates } from "#domains/attendance/statistics.ts";
import { useDayWords } from "./day-badge.tsx";
import { DAY_LOOK } from "./day-look.ts";
import { cellAfterKey } from "./grid-keys.ts";
import styles from "./month-grid.module.css";
import { quiet } from "./month-legend.tsx";

type MonthRow = RowOf<typeof attendanceMonthQuery>;
type Open = (staffId: string, date: string) => void;

/**
 * People × days. One cell of the grid is in the order of Tab, the others are reached by the arrow keys, Home, End and the
 * pages; Enter opens the day.
 */
export function MonthGrid(props: {
  readonly rows: readonly MonthRow[];
  readonly month: string;
  readonly today: string;
  readonly nameOf: (staffId: string) => string;
  readonly onOpen: Open;
}) {
  const { rows, month, today } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const gridRef = useRef<HTMLTableElement>(null);
  const latestOpen = useRef(props.onOpen);
  latestOpen.current = props.onOpen;
  const open = useRef<Open>((staffId, date) => latestOpen.current(staffId, date));
  const dates = monthDates(month);
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]"); // keys are heard from the cells' buttons
    const [rowIndex = 0, columnIndex = 0] = (here?.dataset["cell"] ?? "").split(" ").map(Number);
    const next = cellAfterKey({ rowIndex, columnIndex }, event.key, {
      rowCount: rows.length,
      columnCount: dates.length,
    });
    if (here === null || next === null) return;
    event.preventDefault();
    const target = gridRef.current?.querySelector<HTMLElement>(`[data-cell="${next.rowIndex} ${next.columnIndex}"]`);
    if (target === null || target === undefined) return;
    for (const cell of gridRef.current?.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]') ?? []) {
      cell.tabIndex = -1;
    }
    target.tabIndex = 0;
    target.focus();
  };
  return (
    <div className={styles.scroller} role="region" aria-label={t("attendance.month.of", { month: units.month(month) })}>
      <table ref={gridRef} role="grid" className={styles.grid} onKeyDown={move}>
        <caption className="visually-hidden">{t("attendance.month.caption", { month: units.month(month) })}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {t("people.column.name")}
            </th>
            {dates.map((date) => (
              <th
                key={date}
                scope="col"
                data-today={date === today ? "" : undefined}
                aria-label={units.dateShort(date)}
              >
                <span className={styles.weekday}>{units.weekday(date).slice(0, 1)}</span>
                {Number(date.slice(8, 10))}
              </th>
            ))}
            {TOTALS.map((id) => (
              <th key={id} scope="col" className={styles.total} abbr={t(`attendance.total.${id}`)}>
                {t(`attendance.total.${id}-short`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, rowIndex) => (
            <PersonRow
              key={row.staffId}
              row={row}
              name={props.nameOf(row.staffId)}
              rowIndex={rowIndex}
              month={month}
              today={today}
              onOpen={open.current}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const TOTALS = ["present", "late", "absent", "worked", "overtime"] as const;

/** Rows that did not change are not drawn again: a patch touches one person. */
const PersonRow = memo(function PersonRow(props: {
  readonly row: MonthRow;
  readonly name: string;
  readonly rowIndex: number;
  readonly month: string;
  readonly today: string;
  readonly onOpen: Open;
}) {
  const { row, name, rowIndex, today } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const words = useDayWords();
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      {monthDates(props.month).map((date, columnIndex) => {
        const day = row.days[columnIndex] ?? null;
        const said = [
          day === null ? t("shared.no-data") : words(day),
          ...(day?.isFlagged === true ? [t("attendance.filter.flagged")] : []),
        ].join(", ");
        return (
          <td key={date} data-today={date === today ? "" : undefined}>
            <button
              type="button"
              className={styles.cell}
              data-cell={`${rowIndex} ${columnIndex}`}
              tabIndex={rowIndex === 0 && columnIndex === 0 ? 0 : -1}
              data-token={day === null ? "text" : DAY_LOOK[day.status].token}
              data-quiet={day === null ? "" : quiet(day.status)}
              data-flagged={day?.isFlagged === true ? "" : undefined}
              aria-label={`${name}, ${units.dateShort(date)}: ${said}`}
              onClick={() => props.onOpen(row.staffId, date)}
            >
              {day === null ? "" : t(`attendance.letter.${day.status}`)}
            </button>
          </td>
        );
      })}
      <td className={styles.total}>{units.count(row.presentDayCount)}</td>
      <td className={styles.total}>{units.count(row.lateDayCount)}</td>
      <td className={styles.total}>{units.count(row.absentDayCount)}</td>
      <td className={styles.total}>{units.hours(row.workedMs)}</td>
      <td className={styles.total}>{units.hours(row.approvedOvertimeMs)}</td>
    </tr>
  );
});
