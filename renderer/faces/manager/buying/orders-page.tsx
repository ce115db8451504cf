import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { addDays, DAY_MS } from "#kernel/time.ts";
import type { OrderListRow } from "#domains/procurement/queries.ts";
import { ORDER_STATUSES, type OrderStatus } from "#domains/procurement/vocabulary.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { ordersRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { BuyingPage } from "./buying-page.tsx";
import { ORDER_LOOK, RECEIVED_LOOK } from "./buying-words.ts";
import styles from "./buying.module.css";
import { isSpanEntered, SpanFields, type TypedSpan } from "./span-fields.tsx";

/** Looked at every minute: an order becomes late at midnight. */
const LOOK_EVERY_MS = 60_000;

/** “Belanja › Pesanan”: every order by the day it is needed, with what came of it. */
export function OrdersPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const { serviceDate } = useServiceDay();
  const [span, setSpan] = useState({ fromDate: addDays(serviceDate, -28), toDate: addDays(serviceDate, 28) });
  const [status, setStatus] = useState("");
  const chosen = ORDER_STATUSES.find((candidate) => candidate === status);
  const params = { ...span, ...(chosen === undefined ? {} : { status: chosen }) };
  const orders = useLiveQuery(ordersRef, viewer !== null && isSpanEntered(span) ? params : null, viewer ?? {});
  return (
    <BuyingPage
      title={t("buying.orders.title")}
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("purchase.make")}
          onPress={() => void navigate({ to: "/belanja/pesanan/baru" })}
        >
          {t("buying.orders.new")}
        </Button>
      }
    >
      <Panel title={t("buying.orders.title")}>
        <div className={styles.line}>
          <SpanFields span={span} onChange={setSpan} />
          <NativeSelect
            label={t("buying.orders.status")}
            value={status}
            data={[
              { value: "", label: t("buying.orders.every-status") },
              ...ORDER_STATUSES.map((value) => ({ value, label: t(`buying.status.${value}`) })),
            ]}
            onChange={(event) => setStatus(event.currentTarget.value)}
          />
        </div>
        <OrdersTable rows={orders.rows} isLoading={orders.status === "loading"} asked={params} />
      </Panel>
    </BuyingPage>
  );
}

function OrdersTable(props: {
  readonly rows: readonly OrderListRow[];
  readonly isLoading: boolean;
  readonly asked: TypedSpan & { readonly status?: OrderStatus };
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const { nowMs } = useKitchenTime(LOOK_EVERY_MS);
  const columns: ReadonlyArray<DataColumn<OrderListRow>> = [
    { id: "code", header: t("buying.column.code"), value: (row) => row.orderCode },
    { id: "supplier", header: t("buying.column.supplier"), value: (row) => row.supplierName },
    {
      id: "needed",
      header: t("buying.column.needed"),
      value: (row) => row.neededDate,
      cell: (row) => (
        <>
          {units.dateShort(row.neededDate)}
          <Overdue fromMs={row.overdueFromMs} nowMs={nowMs} />
        </>
      ),
    },
    {
      id: "status",
      header: t("buying.column.status"),
      value: (row) => t(`buying.status.${row.status}`),
      cell: (row) => (
        <StateBadge state={row.status} {...ORDER_LOOK[row.status]} word={t(`buying.status.${row.status}`)} />
      ),
    },
    {
      id: "received",
      header: t("buying.column.received"),
      value: (row) => t(`buying.received.${row.receivedState}`),
      cell: (row) => (
        <StateBadge
          state={row.receivedState}
          {...RECEIVED_LOOK[row.receivedState]}
          word={t(`buying.received.${row.receivedState}`)}
        />
      ),
    },
    {
      id: "flags",
      header: t("buying.column.flags"),
      value: (row) => row.flagCount,
      cell: (row) => (row.flagCount === 0 ? "–" : <span className={styles.warned}>{units.count(row.flagCount)}</span>),
      isFigure: true,
    },
    {
      id: "total",
      header: t("buying.column.total"),
      value: (row) => row.totalIdr,
      cell: (row) => units.money(row.totalIdr),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("buying.orders.title")}
      isCaptionHidden
      report="pesanan"
      source={{ table: "orders", ...props.asked }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.orderId}
      emptyText={t(props.isLoading ? "shared.loading" : "buying.orders.none")}
      actions={{
        header: t("buying.column.open"),
        cell: (row) => (
          <Button
            size="small"
            icon="arrow-right"
            label={t("buying.open-of", { code: row.orderCode })}
            onPress={() => void navigate({ to: "/belanja/pesanan/$orderId", params: { orderId: row.orderId } })}
          >
            {t("buying.open")}
          </Button>
        ),
      }}
    />
  );
}

/** How many whole days a delivery is late; nothing while it is not. */
export function Overdue(props: { readonly fromMs: number | null; readonly nowMs: number }) {
  const { fromMs, nowMs } = props;
  const { t } = useManagerCopy();
  if (fromMs === null || nowMs < fromMs) return null;
  const days = Math.floor((nowMs - fromMs) / DAY_MS) + 1;
  return <StateBadge state="overdue" token="crit" icon="octagon-alert" word={t("buying.overdue", { days })} />;
}
