import { Modal } from "@mantine/core";
import { useState } from "react";
import type { ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { receiptLinesRef, receiptsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./stock.module.css";

/** How far back the page looks: a month of deliveries. */
const LOOK_BACK_DAY_COUNT = 30;

/** What came to the door this month, open receipts among them. */
export function ReceiptsPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate, timeZone } = useServiceDay();
  const [opened, setOpened] = useState<ReceiptRow | null>(null);
  const span = { fromDate: addDays(serviceDate, -LOOK_BACK_DAY_COUNT), toDate: serviceDate };
  const { rows, status } = useLiveQuery(receiptsRef, span);
  const columns: ReadonlyArray<DataColumn<ReceiptRow>> = [
    { id: "code", header: t("stock.column.receipt"), value: (row) => row.receiptCode },
    {
      id: "date",
      header: t("stock.column.came"),
      value: (row) => row.startedAtMs,
      cell: (row) => `${units.dateShort(row.serviceDate)} ${units.clock(row.startedAtMs, timeZone)}`,
    },
    {
      id: "state",
      header: t("stock.column.state"),
      value: (row) => t(`stock.receipt.${row.status}`),
      cell: (row) => (
        <StateBadge
          state={`receipt-${row.status}`}
          token={row.status === "open" ? "info" : "ok"}
          word={t(`stock.receipt.${row.status}`)}
        />
      ),
    },
    {
      id: "lines",
      header: t("stock.column.lines"),
      value: (row) => row.lineCount,
      cell: (row) => units.count(row.lineCount),
      isFigure: true,
    },
    {
      id: "rejected",
      header: t("stock.column.refused"),
      value: (row) => row.rejectedLineCount,
      cell: (row) => units.count(row.rejectedLineCount),
      isFigure: true,
    },
    { id: "who", header: t("kitchen.column.person"), value: (row) => row.staffName ?? NO_VALUE },
  ];
  return (
    <Panel title={t("stock.tab.terima")}>
      <DataTable
        caption={t("stock.tab.terima")}
        isCaptionHidden
        report="penerimaan"
        source={{ table: "receipts", ...span }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.receiptId}
        emptyText={t(status === "loading" ? "shared.loading" : "stock.receipt.none")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (row) => (
            <Button
              size="small"
              label={t("stock.receipt.look-of", { receipt: row.receiptCode })}
              onPress={() => setOpened(row)}
            >
              {t("stock.receipt.look")}
            </Button>
          ),
        }}
      />
      {opened === null ? null : <ReceiptDialog receipt={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}

function ReceiptDialog(props: { readonly receipt: ReceiptRow; readonly onClose: () => void }) {
  const { receipt } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const mayCost = useWhyNotPermitted()("cost.view") === null;
  const { rows, status } = useLiveQuery(receiptLinesRef, { receiptId: receipt.receiptId });
  return (
    <Modal
      opened
      size="xl"
      onClose={props.onClose}
      title={t("stock.receipt.of", { receipt: receipt.receiptCode })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <div className={dialog.actions}>
          <ExportButtons
            title={t("stock.receipt.minutes", { receipt: receipt.receiptCode })}
            request={{ report: "receipt-minutes", receiptId: receipt.receiptId }}
            reason={rows.length === 0 ? t("stock.receipt.empty") : null}
          />
        </div>
        {receipt.vehicleNote === null ? null : <p>{receipt.vehicleNote}</p>}
        {rows.length === 0 ? <p>{t(status === "loading" ? "shared.loading" : "stock.receipt.empty")}</p> : null}
        <div className={styles.scroller}>
          <table className={styles.lines}>
            <caption className="visually-hidden">{t("stock.receipt.of", { receipt: receipt.receiptCode })}</caption>
            <thead>
              <tr>
                <th scope="col">{t("stock.column.item")}</th>
                <th scope="col">{t("stock.receipt.accepted")}</th>
                <th scope="col">{t("stock.column.refused")}</th>
                <th scope="col">{t("stock.receipt.check")}</th>
                <th scope="col">{t("stock.column.expiry")}</th>
                <th scope="col">{t("stock.column.lot")}</th>
                {mayCost ? <th scope="col">{t("stock.receipt.price")}</th> : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((line) => (
                <tr key={line.lineId}>
                  <td data-wraps="">{line.itemName}</td>
                  <td>{units.quantity(line.accepted)}</td>
                  <td>
                    {amountOf(line.rejected) === 0
                      ? NO_VALUE
                      : `${units.quantity(line.rejected)} · ${line.rejectionCode === null ? "" : t(`stock.refused.${line.rejectionCode}`)}`}
                  </td>
                  <td>
                    {line.check === null
                      ? NO_VALUE
                      : `${line.check.temperatureC === null ? "" : `${units.temperature(line.check.temperatureC)} · `}${t(`shared.check.${line.check.outcome}`)}`}
                  </td>
                  <td>{line.expiryDate === null ? NO_VALUE : units.date(line.expiryDate)}</td>
                  <td>{line.lotCode ?? NO_VALUE}</td>
                  {mayCost ? (
                    <td>
                      {t("stock.price-per", {
                        amount: units.money(line.unitPrice.amountIdr),
                        per: units.quantity(line.unitPrice.per),
                      })}
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Modal>
  );
}
