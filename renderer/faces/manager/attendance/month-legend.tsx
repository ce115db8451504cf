import { dayStatusSchema } from "#domains/attendance/values.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DAY_LOOK } from "./day-look.ts";
import styles from "./month-grid.module.css";

/** What each letter of the grid stands for. */
export function MonthLegend() {
  const { t } = useManagerCopy();
  return (
    <ul className={styles.legend} aria-label={t("attendance.month.legend")}>
      {dayStatusSchema.options.map((status) => (
        <li key={status}>
          <span className={styles.letter} data-token={DAY_LOOK[status].token} data-quiet={quiet(status)}>
            {t(`attendance.letter.${status}`)}
          </span>
          {t(`attendance.day.${status}`)}
        </li>
      ))}
      <li>
        <span className={styles.letter} data-token="text" data-flagged="" />
        {t("attendance.filter.flagged")}
      </li>
    </ul>
  );
}

/** Days nobody was to be here stand back. */
export function quiet(status: string): "" | undefined {
  return status === "day-off" || status === "expected" ? "" : undefined;
}
