import { amountOf } from "#kernel/quantity.ts";
import type { OrderId } from "#domains/procurement/ids.ts";
import { priceLimit } from "#domains/procurement/rules.ts";
import type { OrderRow } from "#domains/procurement/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { boughtWords, priceWords } from "./buying-words.ts";
import styles from "./buying.module.css";

type Line = OrderRow["lines"][number];

/** The lines of an order with what came of each, and the letter it goes out as. */
export function OrderLines(props: { readonly order: OrderRow }) {
  const { order } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const columns: ReadonlyArray<DataColumn<Line>> = [
    { id: "item", header: t("buying.line.item"), value: (row) => row.itemName },
    {
      id: "quantity",
      header: t("buying.line.quantity"),
      value: (row) => amountOf(row.quantity),
      cell: (row) => boughtWords(row, { t, units }),
      isFigure: true,
    },
    {
      id: "price",
      header: t("buying.line.price"),
      value: (row) => row.unitPrice.amountIdr,
      cell: (row) => <Price line={row} />,
      isFigure: true,
    },
    {
      id: "amount",
      header: t("buying.line.amount"),
      value: (row) => row.amountIdr,
      cell: (row) => units.money(row.amountIdr),
      isFigure: true,
    },
    {
      id: "accepted",
      header: t("buying.line.accepted"),
      value: (row) => amountOf(row.accepted),
      cell: (row) => <Arrived line={row} />,
      isFigure: true,
    },
    {
      id: "open",
      header: t("buying.line.open"),
      value: (row) => amountOf(row.open),
      cell: (row) => (amountOf(row.open) === 0 ? "–" : units.quantity(row.open)),
      isFigure: true,
    },
  ];
  return (
    <>
      <DataTable
        caption={t("buying.order.lines")}
        isCaptionHidden
        report="pesanan-barang"
        source={{ table: "order-lines", orderId: order.orderId }}
        columns={columns}
        rows={order.lines}
        rowKey={(row) => row.lineId}
        emptyText={t("buying.line.none")}
      />
      {order.strays.map(({ itemId, itemName, accepted }) => (
        <p key={itemId} className={styles.warned}>
          {t("buying.line.stray", { item: itemName, amount: units.quantity(accepted) })}
        </p>
      ))}
      <div className={styles.acts}>
        <span>{t("buying.order.export")}</span>
        <ExportButtons
          title={t("buying.order.title", { code: order.orderCode })}
          request={{ report: "purchase-order", orderId: order.orderId as OrderId }} // the kitchen's own id, sent back to it
          reason={order.lines.length === 0 ? t("buying.order.no-lines") : null}
        />
      </div>
    </>
  );
}

function Price(props: { readonly line: Line }) {
  const { line } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const limit = priceLimit(line)?.limit ?? null;
  return (
    <>
      {priceWords(line.unitPrice, { t, units })}
      <span className={styles.small}>
        {t("buying.line.limit")}: {priceWords(limit, { t, units })}
      </span>
    </>
  );
}

function Arrived(props: { readonly line: Line }) {
  const { line } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const notes = (["rejected", "returned", "over"] as const).filter((kind) => amountOf(line[kind]) > 0);
  return (
    <>
      {amountOf(line.accepted) === 0 ? "–" : units.quantity(line.accepted)}
      {notes.map((kind) => (
        <span key={kind} className={styles.small}>
          {t(`buying.line.${kind}`, { amount: units.quantity(line[kind]) })}
        </span>
      ))}
    </>
  );
}
