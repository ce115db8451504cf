import type { RowOf } from "#kernel/definition.ts";
import type { myHoursQuery } from "#domains/attendance/queries.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { myHoursRef, myPayRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { FlowStep } from "./flow-state.ts";
import styles from "./flow-panel.module.css";
import { weekOf } from "./typed-time.ts";
import { useStayWords } from "./use-stay-words.ts";

type Stay = RowOf<typeof myHoursQuery>;

/** As many stays as fit without turning; a week has seldom more than seven. */
const STAYS_MAX_COUNT = 8;
const WEEKS_BACK_MAX_COUNT = 5;

/** One's own week, the same figures the wage list is made of. Leaves by itself after 20 s. */
export function HoursStep({ person, weekCount }: Extract<FlowStep, { step: "hours" }>) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { flow } = useTerminal();
  const { nowMs, timeZone } = useKitchenTime(60_000);
  const { fromDate, toDate } = weekOf(useServiceDateAt(nowMs, timeZone), weekCount);
  const params = { staffId: person.staffId, fromDate, toDate };
  const stays = useLiveQuery(myHoursRef, params, { staffId: person.staffId });
  const pay = useLiveQuery(myPayRef, params, { staffId: person.staffId });
  const [own] = pay.rows;
  const workedMs = sumOf(stays.rows, (stay) => stay.workedMs);
  const overtimeMs = sumOf(stays.rows, (stay) => stay.overtimeMs);
  return (
    <>
      <div className={styles["bar"]}>
        <div>
          <h2 className={styles["title"]}>{t("attendance.hours.title", { name: person.name })}</h2>
          <p className={styles["text"]}>
            {t("attendance.hours.week", { from: units.dateShort(fromDate), until: units.dateShort(toDate) })}
          </p>
        </div>
        <div className={styles["acts"]}>
          <Button onPress={() => flow.turnWeek(Math.min(WEEKS_BACK_MAX_COUNT, weekCount + 1))}>
            {t("attendance.hours.before")}
          </Button>
          {weekCount > 0 ? (
            <Button onPress={() => flow.turnWeek(weekCount - 1)}>{t("attendance.hours.after")}</Button>
          ) : null}
        </div>
      </div>
      <StayTable rows={stays.rows} isLoading={stays.status === "loading"} />
      <p className={styles["totals"]}>
        {workedMs === 0 ? null : <span>{t("attendance.hours.total", { age: units.duration(workedMs) })}</span>}
        {overtimeMs === 0 ? null : <span>{t("attendance.hours.overtime", { age: units.duration(overtimeMs) })}</span>}
        {own?.expectedIdr === null || own === undefined ? null : (
          <span>{t("attendance.hours.pay", { amount: units.money(own.expectedIdr) })}</span>
        )}
      </p>
    </>
  );
}

function StayTable(props: { readonly rows: readonly Stay[]; readonly isLoading: boolean }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const stayWords = useStayWords();
  if (props.rows.length === 0) {
    return <p className={styles["text"]}>{props.isLoading ? t("shared.loading") : t("attendance.hours.empty")}</p>;
  }
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{t("attendance.hours.day")}</th>
          <th scope="col">{t("attendance.hours.in-out")}</th>
          <th scope="col">{t("attendance.hours.worked")}</th>
          <th scope="col">{t("attendance.hours.status")}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.slice(-STAYS_MAX_COUNT).map((stay) => (
          <tr key={stay.sessionId}>
            <td>{units.dateShort(stay.serviceDate)}</td>
            <td>{stayWords(stay)}</td>
            <td>{stay.outAtMs === null ? NO_VALUE : units.duration(stay.workedMs)}</td>
            <td>
              <Remark stay={stay} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remark({ stay }: { readonly stay: Stay }) {
  const { t, find } = useTerminalCopy();
  const units = useUnits();
  const isOpen = stay.outAtMs === null && stay.status !== "incomplete";
  const words = isOpen
    ? t("attendance.hours.open")
    : (find(`attendance.day.${stay.status}`, { age: units.duration(stay.lateMs) }) ?? stay.status);
  return <span>{stay.isCorrected ? `${words} · ${t("attendance.day.corrected")}` : words}</span>;
}

function sumOf(rows: readonly Stay[], figure: (row: Stay) => number): number {
  return rows.reduce((sum, row) => sum + figure(row), 0);
}
