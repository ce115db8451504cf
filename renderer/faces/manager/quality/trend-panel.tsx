import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { TrendRow } from "#domains/quality/queries.ts";
import { qualityTrendRef } from "#renderer/domains/quality/quality-refs.ts";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./quality.module.css";

/** Pass rates against the weeks before, with an honest verdict: an arrow only where there is enough to say so. */
export function TrendPanel(props: { readonly serviceDate: string }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { rows, status } = useLiveQuery(qualityTrendRef, { serviceDate: props.serviceDate });
  const kindName = (row: TrendRow) =>
    row.checkKind === "all" ? t("quality.trend.all") : t(`quality.check-kind.${row.checkKind}`);
  const rate = (counts: TrendRow["recent"]) =>
    counts.passRateBp === null
      ? NO_VALUE
      : t("quality.trend.rate", {
          share: units.percent(counts.passRateBp),
          passed: units.count(counts.passedCount),
          checked: units.count(counts.checkedCount),
        });
  const whole = rows.find((row) => row.checkKind === "all");
  const columns: ReadonlyArray<DataColumn<TrendRow>> = [
    { id: "kind", header: t("quality.column.kind"), value: kindName },
    {
      id: "recent",
      header: t("quality.trend.recent"),
      value: (row) => row.recent.passRateBp,
      cell: (row) => rate(row.recent),
      isFigure: true,
    },
    {
      id: "before",
      header: t("quality.trend.before"),
      value: (row) => row.before.passRateBp,
      cell: (row) => rate(row.before),
      isFigure: true,
    },
    { id: "verdict", header: t("quality.trend.verdict"), value: (row) => t(`quality.trend.${row.trend}`) },
    {
      id: "margin",
      header: t("quality.trend.margin"),
      value: (row) => row.medianMarginC,
      cell: (row) => (row.medianMarginC === null ? NO_VALUE : units.temperature(row.medianMarginC)),
      isFigure: true,
    },
    {
      id: "failures",
      header: t("quality.trend.failures"),
      value: (row) =>
        row.failures
          .map(
            (failure) =>
              `${find(`quality.parameter.${failure.parameter}`) ?? failure.parameter} ${failure.failedCount}×`,
          )
          .join(", "),
    },
  ];
  if (whole === undefined) {
    return (
      <Panel title={t("quality.tab.tren")}>
        <EmptyState text={status === "loading" ? t("shared.loading") : t("shared.no-data")} />
      </Panel>
    );
  }
  return (
    <Panel
      title={t("quality.tab.tren")}
      note={t("quality.trend.period", {
        from: units.dayAndMonth(whole.recent.fromServiceDate),
        to: units.dayAndMonth(whole.recent.toServiceDate),
      })}
    >
      <p className={styles.figure}>{rate(whole.recent)}</p>
      <p>
        {whole.trend === "not-enough-data"
          ? t("quality.trend.need", { count: whole.minCheckCount })
          : t(`quality.trend.${whole.trend}`)}
      </p>
      <DataTable
        caption={t("quality.trend.table")}
        report="tren-mutu"
        source={{ table: "quality-trend", serviceDate: props.serviceDate }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.checkKind}
        emptyText={t("shared.no-data")}
      />
    </Panel>
  );
}
