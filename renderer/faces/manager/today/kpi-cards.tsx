import { Link } from "@tanstack/react-router";
import { useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { attendanceCountsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { productionKpisRef, todayRef } from "#renderer/domains/production/production-refs.ts";
import { qualityPassRateRef } from "#renderer/domains/quality/quality-refs.ts";
import type { DeparturesRow } from "#domains/production/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./kpi-cards.module.css";
import { kpisOf, type Kpi } from "./kpi.ts";

/** Figure, target, age; a press opens the list behind it. */
export function KpiCards(props: {
  readonly batches: readonly BoardBatch[];
  readonly departures: readonly DeparturesRow[];
}) {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const person = usePersonOrNobody();
  const range = { fromDate: serviceDate, toDate: serviceDate };
  const today = useLiveQuery(todayRef, { serviceDate }, { isKeptOnDisk: true });
  const production = useLiveQuery(
    productionKpisRef,
    person === null ? null : range,
    person === null ? {} : { staffId: person.staffId },
  );
  const checks = useLiveQuery(qualityPassRateRef, { fromServiceDate: serviceDate, toServiceDate: serviceDate });
  const attendance = useLiveQuery(attendanceCountsRef, { serviceDate }, { isKeptOnDisk: true });
  const kpis = kpisOf({
    today: today.rows[0],
    batches: props.batches,
    departures: props.departures,
    production: production.rows[0],
    attendance: attendance.rows[0],
    checks: checks.rows.find((row) => row.checkKind === "all"),
  });
  return (
    <ul className={styles.cards} aria-label={t("manager.kpi.title")}>
      {kpis.map((kpi) => (
        <li key={kpi.id}>
          <KpiCard kpi={kpi} />
        </li>
      ))}
    </ul>
  );
}

function KpiCard(props: { readonly kpi: Kpi }) {
  const { kpi } = props;
  const { t } = useManagerCopy();
  const { figure, whole, note } = useKpiWords(kpi);
  return (
    <Link to={kpi.to} className={styles.card ?? ""}>
      <span className={styles.label}>{t(`manager.kpi.${kpi.id}`)}</span>
      <span className={styles.figure}>
        {figure}
        {whole === undefined ? null : <span className={styles.whole}>{whole}</span>}
      </span>
      <span className={styles.note}>{note}</span>
    </Link>
  );
}

function useKpiWords(kpi: Kpi): { readonly figure: string; readonly whole?: string; readonly note: string } {
  const { t } = useManagerCopy();
  const units = useUnits();
  const link = useLink();
  const age = link.level === "live" ? t("manager.kpi.now") : units.ago(link.ageMs);
  const { value } = kpi;
  switch (value.kind) {
    case "part":
      return { figure: units.count(value.doneCount), whole: `/${units.count(value.wholeCount)}`, note: age };
    case "duration":
      return {
        figure: units.duration(value.durationMs),
        note: t("manager.kpi.runs", { count: units.count(value.runCount), age }),
      };
    case "too-few":
      return { figure: NO_VALUE, note: t("manager.kpi.too-few", { have: value.haveCount, need: value.needCount }) };
    case "missing":
      return { figure: NO_VALUE, note: t("shared.no-data") };
    case "later":
      return { figure: NO_VALUE, note: t("manager.kpi.later") };
  }
}
