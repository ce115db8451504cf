import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import type { InvoiceRow, ReceiptToMatchRow } from "#domains/procurement/money-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { invoicesRef, receiptsToMatchRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { BuyingPage } from "./buying-page.tsx";
import styles from "./buying.module.css";
import { InvoiceActs } from "./invoice-acts.tsx";
import { MatchDialog } from "./match-dialog.tsx";
import { isSpanEntered, SpanFields, type TypedSpan } from "./span-fields.tsx";

const INVOICE_LOOK: Readonly<Record<InvoiceRow["status"], Look>> = {
  matched: { token: "warn", icon: "hourglass" },
  approved: { token: "info", icon: "check" },
  paid: { token: "ok", icon: "circle-check" },
};

/** “Belanja › Faktur & pembayaran”: deliveries no invoice asked for, invoices as matched, and their payments. */
export function InvoicesPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { serviceDate } = useServiceDay();
  const [span, setSpan] = useState({ fromDate: addDays(serviceDate, -56), toDate: serviceDate });
  const [matching, setMatching] = useState<ReceiptToMatchRow | null>(null);
  const receipts = useLiveQuery(receiptsToMatchRef, viewer === null ? null : {}, viewer ?? {});
  const asked = viewer !== null && isSpanEntered(span) ? span : null;
  const invoices = useLiveQuery(invoicesRef, asked, viewer ?? {});
  return (
    <BuyingPage title={t("buying.invoices.title")}>
      <Panel title={t("buying.invoices.waiting")}>
        <ReceiptsTable rows={receipts.rows} isLoading={receipts.status === "loading"} onMatch={setMatching} />
      </Panel>
      <Panel title={t("buying.invoices.list")}>
        <SpanFields span={span} onChange={setSpan} />
        <InvoicesTable rows={invoices.rows} isLoading={invoices.status === "loading"} span={span} />
      </Panel>
      {matching === null ? null : (
        <MatchDialog first={matching} receipts={receipts.rows} onClose={() => setMatching(null)} />
      )}
    </BuyingPage>
  );
}

function ReceiptsTable(props: {
  readonly rows: readonly ReceiptToMatchRow[];
  readonly isLoading: boolean;
  readonly onMatch: (row: ReceiptToMatchRow) => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const columns: ReadonlyArray<DataColumn<ReceiptToMatchRow>> = [
    { id: "code", header: t("buying.invoices.receipt"), value: (row) => row.receiptCode },
    { id: "supplier", header: t("buying.column.supplier"), value: (row) => row.supplierName },
    {
      id: "order",
      header: t("buying.invoices.order"),
      value: (row) => row.orderCode ?? t("buying.invoices.no-order"),
    },
    {
      id: "received",
      header: t("buying.invoices.received"),
      value: (row) => row.receivedDate,
      cell: (row) => units.dateShort(row.receivedDate),
    },
    {
      id: "items",
      header: t("buying.invoices.item"),
      value: (row) => row.lines.map((line) => line.itemName).join(", "),
      cell: (row) => row.lines.map((line) => `${line.itemName} ${units.quantity(line.accepted)}`).join(", "),
    },
  ];
  return (
    <DataTable
      caption={t("buying.invoices.waiting")}
      isCaptionHidden
      report="penerimaan-tanpa-faktur"
      source={{ table: "receipts-to-match" }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.receiptId}
      emptyText={t(props.isLoading ? "shared.loading" : "buying.invoices.waiting-none")}
      actions={{
        header: t("buying.invoices.match"),
        cell: (row) => (
          <Button
            size="small"
            icon="clipboard-check"
            reason={
              whyNot("purchase.match") ??
              (person !== null && row.staffIds.includes(person.staffId) ? t("buying.invoices.own") : null)
            }
            label={`${t("buying.invoices.match")} ${row.receiptCode}`}
            onPress={() => props.onMatch(row)}
          >
            {t("buying.invoices.match")}
          </Button>
        ),
      }}
    />
  );
}

function InvoicesTable(props: {
  readonly rows: readonly InvoiceRow[];
  readonly isLoading: boolean;
  readonly span: TypedSpan;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const columns: ReadonlyArray<DataColumn<InvoiceRow>> = [
    {
      id: "number",
      header: t("buying.invoices.number"),
      value: (row) => row.invoiceNumber,
      cell: (row) => (
        <>
          {row.invoiceNumber}
          {[row.orderCode, ...row.receiptCodes].map((code) =>
            code === null ? null : (
              <span key={code} className={styles.code}>
                {code}
              </span>
            ),
          )}
        </>
      ),
    },
    { id: "supplier", header: t("buying.column.supplier"), value: (row) => row.supplierName },
    {
      id: "date",
      header: t("buying.invoices.date"),
      value: (row) => row.invoiceDate,
      cell: (row) => units.dateShort(row.invoiceDate),
    },
    {
      id: "status",
      header: t("buying.column.status"),
      value: (row) => t(`buying.invoice-status.${row.status}`),
      cell: (row) => (
        <StateBadge state={row.status} {...INVOICE_LOOK[row.status]} word={t(`buying.invoice-status.${row.status}`)} />
      ),
    },
    {
      id: "differences",
      header: t("buying.invoices.differences"),
      value: (row) => row.differences.length,
      cell: (row) => <Differences row={row} />,
    },
    {
      id: "amount",
      header: t("buying.line.amount"),
      value: (row) => row.amountIdr,
      cell: (row) => units.money(row.amountIdr),
      isFigure: true,
    },
    {
      id: "paid",
      header: t("buying.invoices.paid"),
      value: (row) => row.paidIdr,
      cell: (row) => (row.paidIdr === 0 ? "–" : units.money(row.paidIdr)),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("buying.invoices.list")}
      isCaptionHidden
      report="faktur"
      source={{ table: "invoices", ...props.span }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.invoiceId}
      emptyText={t(props.isLoading ? "shared.loading" : "buying.invoices.none")}
      actions={{ header: t("buying.invoices.step"), cell: (row) => <InvoiceActs invoice={row} /> }}
    />
  );
}

function Differences(props: { readonly row: InvoiceRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  if (row.differences.length === 0) return t("buying.invoices.agrees");
  return (
    <>
      {row.differences.map((difference) => (
        <div key={`${difference.itemId}-${difference.kind}`} className={styles.warned}>
          {difference.itemName}: {t(`buying.difference.${difference.kind}`)}
          <span className={styles.small}>
            {difference.kind === "price"
              ? t("buying.difference.of", {
                  expected: units.money(difference.expectedIdr),
                  found: units.money(difference.invoicedIdr),
                })
              : t("buying.difference.of", {
                  expected: units.quantity(difference.accepted),
                  found: units.quantity(difference.invoiced),
                })}
          </span>
        </div>
      ))}
      {row.reason === null ? null : <span className={styles.small}>{row.reason}</span>}
    </>
  );
}
