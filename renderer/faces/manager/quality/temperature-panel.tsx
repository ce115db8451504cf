import { Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { TemperatureRow } from "#domains/quality/queries.ts";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { temperatureHistoryRef } from "#renderer/domains/quality/quality-refs.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { TemperatureChart } from "./temperature-chart.tsx";
import { temperatureChartOf } from "./temperature-chart-model.ts";

/** Temperatures of one batch over time, as a picture and as its table. */
export function TemperaturePanel(props: { readonly serviceDate: string }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const board = useLiveQuery(productionBoardRef, { serviceDate: props.serviceDate });
  const [chosenId, setChosenId] = useState<string | null>(null);
  const batch =
    board.rows.find((row) => row.batchId === chosenId) ??
    board.rows.find((row) => row.startedAtMs !== null) ??
    board.rows[0];
  const history = useLiveQuery(temperatureHistoryRef, batch === undefined ? null : { batchId: batch.batchId });
  const name = batch === undefined ? "" : `K${batch.kloterNumber} ${batch.label}`;
  const chart = useMemo(() => temperatureChartOf(history.rows, name), [history.rows, name]);
  if (batch === undefined) {
    return (
      <Panel title={t("quality.tab.suhu")}>
        <EmptyState text={board.status === "loading" ? t("shared.loading") : t("kitchen.no-plan")} />
      </Panel>
    );
  }
  const lastAtMs = history.rows.at(-1)?.atMs;
  return (
    <Panel
      title={t("quality.temperature.of", { batch: name })}
      {...(lastAtMs === undefined ? {} : { note: t("quality.data-until", { clock: units.clock(lastAtMs, timeZone) }) })}
      actions={
        <Select
          aria-label={t("kitchen.batch")}
          data={board.rows.map((row) => ({ value: row.batchId, label: `K${row.kloterNumber} ${row.label}` }))}
          value={batch.batchId}
          onChange={setChosenId}
        />
      }
    >
      {chart === null ? (
        <EmptyState text={t("quality.temperature.none")} />
      ) : (
        <TemperatureChart
          chart={chart}
          label={t("quality.temperature.chart", { batch: name, count: history.rows.length })}
        />
      )}
      <TemperatureTable batchId={batch.batchId} rows={history.rows} />
    </Panel>
  );
}

function TemperatureTable(props: { readonly batchId: string; readonly rows: readonly TemperatureRow[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const columns: ReadonlyArray<DataColumn<TemperatureRow>> = [
    {
      id: "time",
      header: t("kitchen.column.time"),
      value: (row) => row.atMs,
      cell: (row) => units.clock(row.atMs, timeZone),
      exported: (row) => isoFromMs(row.atMs, timeZone),
    },
    { id: "dish", header: t("kitchen.column.dish"), value: (row) => row.dishName ?? t("kitchen.whole-batch") },
    { id: "kind", header: t("quality.column.kind"), value: (row) => t(`quality.check-kind.${row.checkKind}`) },
    {
      id: "value",
      header: t("quality.column.temperature"),
      value: (row) => row.temperatureC,
      cell: (row) =>
        row.isReplaced ? <s>{units.temperature(row.temperatureC)}</s> : units.temperature(row.temperatureC),
      isFigure: true,
    },
    {
      id: "limit",
      header: t("quality.column.limit"),
      value: (row) => row.limitC,
      cell: (row) =>
        row.limitC === null
          ? NO_VALUE
          : t(`shared.temperature.${row.limitKind}`, { value: units.temperature(row.limitC) }),
      isFigure: true,
    },
    {
      id: "outcome",
      header: t("quality.column.outcome"),
      value: (row) => t(`shared.check.${row.outcome}`),
      cell: (row) => <OutcomeBadge outcome={row.outcome} />,
    },
    { id: "who", header: t("kitchen.column.person"), value: (row) => row.staffName ?? NO_VALUE },
  ];
  return (
    <DataTable
      caption={t("quality.temperature.table")}
      report="suhu"
      source={{ table: "temperatures", batchId: props.batchId }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.checkId}
      emptyText={t("quality.temperature.none")}
    />
  );
}

export function OutcomeBadge(props: { readonly outcome: "pass" | "fail" }) {
  const { t } = useManagerCopy();
  return props.outcome === "pass" ? (
    <StateBadge state="check-pass" token="ok" word={t("shared.check.pass")} />
  ) : (
    <StateBadge state="check-fail" token="crit" icon="circle-x" word={t("shared.check.fail")} />
  );
}
