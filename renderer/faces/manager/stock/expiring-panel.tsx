import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ExpiringRow } from "#domains/inventory/queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { expiringRef } from "#renderer/domains/inventory/inventory-refs.ts";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { SmallChoices } from "#renderer/faces/manager/attendance/small-choices.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./stock.module.css";
import { useExpiryDays, useLocalDate, type ExpiryDays } from "./use-stock.ts";

const SPANS = ["3", "7", "30", "90"] as const;
type Span = (typeof SPANS)[number];

/** Lots that expire soon or have, the first to go on top. */
export function ExpiringPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const daysOf = useExpiryDays();
  const localDate = useLocalDate();
  const [span, setSpan] = useState<Span>("7");
  const { rows, status } = useLiveQuery(expiringRef, { localDate, withinDayCount: Number(span) });
  const left = (row: ExpiringRow) =>
    row.daysLeftCount < 0
      ? t("stock.expiring.past", { count: units.count(-row.daysLeftCount) })
      : row.daysLeftCount === 0
        ? t("stock.expiring.today")
        : t("stock.expiring.left", { count: units.count(row.daysLeftCount) });
  const columns: ReadonlyArray<DataColumn<ExpiringRow>> = [
    {
      id: "item",
      header: t("stock.column.item"),
      value: (row) => row.itemName,
      cell: (row) => (
        <Link to="/gudang/barang/$itemId" params={{ itemId: row.itemId }} className={styles.itemLink ?? ""}>
          {row.itemName}
        </Link>
      ),
    },
    { id: "lot", header: t("stock.column.lot"), value: (row) => row.lotCode },
    { id: "place", header: t("stock.column.place"), value: (row) => row.storagePlaceName },
    {
      id: "onHand",
      header: t("stock.column.on-hand"),
      value: (row) => amountOf(row.onHand),
      cell: (row) => units.quantity(row.onHand),
      isFigure: true,
    },
    {
      id: "expiry",
      header: t("stock.column.expiry"),
      value: (row) => row.expiryDate,
      cell: (row) => units.date(row.expiryDate),
    },
    {
      id: "left",
      header: t("stock.column.state"),
      value: (row) => row.daysLeftCount,
      exported: (row) => row.daysLeftCount,
      cell: (row) => <StateBadge state="lot-expiry" token={tokenOf(row, daysOf(row.category))} word={left(row)} />,
    },
  ];
  return (
    <Panel
      title={t("stock.tab.kedaluwarsa")}
      actions={
        <SmallChoices
          legend={t("stock.expiring.span")}
          isLegendHidden
          choices={SPANS.map((value) => ({ value, label: t("stock.days", { count: value }) }))}
          chosen={span}
          onChoose={setSpan}
        />
      }
    >
      <DataTable
        caption={t("stock.tab.kedaluwarsa")}
        isCaptionHidden
        report="kedaluwarsa"
        source={{ table: "expiring", withinDayCount: Number(span) }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.lotId}
        emptyText={t(status === "loading" ? "shared.loading" : "stock.expiring.none")}
      />
    </Panel>
  );
}

function tokenOf({ daysLeftCount }: ExpiringRow, days: ExpiryDays): StateToken {
  if (daysLeftCount < 0 || daysLeftCount <= days.highCount) return "crit";
  return daysLeftCount <= days.mediumCount ? "warn" : "text";
}
