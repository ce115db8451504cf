import { useState } from "react";
import type { UsageVarianceRow } from "#domains/inventory/use-queries.ts";
import type { UsageState } from "#domains/inventory/vocabulary.ts";
import { amountOf } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { usageVarianceRef } from "#renderer/domains/inventory/inventory-refs.ts";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** What the page shows at first: the fortnight behind. */
const FIRST_SPAN_DAY_COUNT = 13;

const TOKEN_BY_STATE: Readonly<Record<UsageState, StateToken>> = {
  usual: "text",
  "look-at": "warn",
  "look-into": "crit",
};

/** What the recipes of completed batches take against what really left the store room. */
export function UsagePanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const { serviceDate } = useServiceDay();
  const [fromDate, setFrom] = useState(addDays(serviceDate, -FIRST_SPAN_DAY_COUNT));
  const [toDate, setTo] = useState<string>(serviceDate);
  const isSpan = isDateEntered(fromDate) && isDateEntered(toDate) && fromDate <= toDate;
  const { rows, status } = useLiveQuery(
    usageVarianceRef,
    isSpan && viewer !== null ? { fromDate, toDate } : null,
    viewer ?? {},
  );
  const columns: ReadonlyArray<DataColumn<UsageVarianceRow>> = [
    { id: "food", header: t("stock.usage.food"), value: (row) => row.ingredientName },
    {
      id: "theoretical",
      header: t("stock.usage.theoretical"),
      value: (row) => amountOf(row.theoretical),
      cell: (row) => units.quantity(row.theoretical),
      isFigure: true,
    },
    {
      id: "actual",
      header: t("stock.usage.actual"),
      value: (row) => amountOf(row.actual),
      cell: (row) => units.quantity(row.actual),
      isFigure: true,
    },
    {
      id: "variance",
      header: t("stock.usage.variance"),
      value: (row) => row.varianceBp,
      cell: (row) =>
        row.varianceBp === null
          ? t("shared.no-data")
          : `${row.varianceBp > 0 ? "+" : ""}${units.percent(row.varianceBp)}`,
      isFigure: true,
    },
    {
      id: "state",
      header: t("stock.column.state"),
      value: (row) => t(`stock.usage.${row.state}`),
      cell: (row) => (
        <StateBadge
          state={`usage-${row.state}`}
          token={TOKEN_BY_STATE[row.state]}
          word={t(`stock.usage.${row.state}`)}
        />
      ),
    },
    {
      id: "batches",
      header: t("stock.usage.batches"),
      value: (row) => row.batchCount,
      cell: (row) => units.count(row.batchCount),
      isFigure: true,
    },
  ];
  return (
    <Panel
      title={t("stock.tab.pemakaian")}
      note={t("stock.usage.note")}
      actions={
        <>
          <DateField isBare label={t("stock.card.from")} value={fromDate} onChange={setFrom} />
          <DateField isBare label={t("stock.card.to")} value={toDate} onChange={setTo} />
        </>
      }
    >
      <DataTable
        caption={t("stock.tab.pemakaian")}
        isCaptionHidden
        report="pemakaian"
        source={{ table: "usage-variance", fromDate, toDate }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.ingredientId}
        emptyText={t(!isSpan ? "stock.card.wrong-span" : status === "loading" ? "shared.loading" : "stock.usage.none")}
      />
    </Panel>
  );
}
