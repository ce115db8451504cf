import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { amountOf } from "#kernel/quantity.ts";
import type { StockRow } from "#domains/inventory/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { stockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ItemDialog } from "./item-dialog.tsx";
import { StockBadges } from "./stock-badges.tsx";
import styles from "./stock.module.css";
import { useLocalDate, useStockValues, useStockWords } from "./use-stock.ts";

/** Everything the store room keeps, with how it stands, what it is worth and how long it lasts. */
export function StockListPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const whyNot = useWhyNotPermitted();
  const mayCost = whyNot("cost.view") === null;
  const { rows, status } = useLiveQuery(stockRef, { localDate: useLocalDate() });
  const values = useStockValues(mayCost);
  const [isAdding, setAdding] = useState(false);
  const totalIdr = [...values.values()].reduce((sum, { valueIdr }) => sum + valueIdr, 0);
  const columns = useStockColumns(mayCost ? values : null);
  const add = (
    <Button kind="primary" size="small" icon="plus" reason={whyNot("stock.setup")} onPress={() => setAdding(true)}>
      {t("stock.item.add")}
    </Button>
  );
  return (
    <Panel
      title={t("stock.tab.stok")}
      {...(mayCost && rows.length > 0 ? { note: t("stock.total", { amount: units.money(totalIdr) }) } : {})}
      actions={rows.length === 0 ? undefined : add}
    >
      {rows.length === 0 ? (
        <EmptyState
          text={t(status === "loading" ? "shared.loading" : "stock.none")}
          action={status === "loading" ? undefined : add}
        />
      ) : (
        <DataTable
          caption={t("stock.tab.stok")}
          isCaptionHidden
          report="stok"
          source={{ table: mayCost ? "stock-valued" : "stock" }}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.itemId}
          emptyText={t("stock.none")}
        />
      )}
      {isAdding ? (
        <ItemDialog
          row={null}
          onClose={() => setAdding(false)}
          onDone={(itemId) => {
            setAdding(false);
            void navigate({ to: "/gudang/barang/$itemId", params: { itemId } });
          }}
        />
      ) : null}
    </Panel>
  );
}

/** The columns of the list; `values` null leaves out what things are worth. */
function useStockColumns(values: ReturnType<typeof useStockValues> | null): ReadonlyArray<DataColumn<StockRow>> {
  const { t } = useManagerCopy();
  const units = useUnits();
  const wordsOf = useStockWords();
  return [
    {
      id: "name",
      header: t("stock.column.item"),
      value: (row) => row.item.name,
      cell: (row) => (
        <>
          <Link to="/gudang/barang/$itemId" params={{ itemId: row.itemId }} className={styles.itemLink ?? ""}>
            {row.item.name}
          </Link>
          <span className={styles.code}>{row.item.itemCode}</span>
        </>
      ),
    },
    { id: "code", header: t("stock.column.code"), value: (row) => row.item.itemCode, isUnseen: true },
    { id: "category", header: t("stock.column.category"), value: (row) => t(`stock.category.${row.item.category}`) },
    {
      id: "available",
      header: t("stock.column.available"),
      value: (row) => amountOf(row.available),
      cell: (row) => units.quantity(row.available),
      isFigure: true,
    },
    {
      id: "state",
      header: t("stock.column.state"),
      value: (row) =>
        wordsOf(row)
          .map((word) => t(`stock.state.${word}`))
          .join(" "),
      cell: (row) => <StockBadges words={wordsOf(row)} />,
    },
    {
      id: "expiry",
      header: t("stock.column.next-expiry"),
      value: (row) => row.nextExpiryDate,
      cell: (row) => (row.nextExpiryDate === null ? NO_VALUE : units.dateShort(row.nextExpiryDate)),
    },
    {
      id: "days",
      header: t("stock.column.days"),
      value: (row) => row.daysOfStockCount,
      cell: (row) =>
        row.daysOfStockCount === null
          ? t("shared.no-data")
          : t("stock.days", { count: units.count(row.daysOfStockCount) }),
      isFigure: true,
    },
    {
      id: "min",
      header: t("stock.column.min"),
      value: (row) => (row.item.minQuantity === null ? null : amountOf(row.item.minQuantity)),
      cell: (row) => (row.item.minQuantity === null ? NO_VALUE : units.quantity(row.item.minQuantity)),
      isFigure: true,
    },
    ...(values !== null
      ? [
          {
            id: "value",
            header: t("stock.column.value"),
            value: (row: StockRow) => values.get(row.itemId)?.valueIdr ?? null,
            cell: (row: StockRow) => {
              const value = values.get(row.itemId);
              return value === undefined ? NO_VALUE : units.money(value.valueIdr);
            },
            isFigure: true,
          },
        ]
      : []),
  ];
}
