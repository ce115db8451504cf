import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { localFromMs } from "#kernel/time.ts";
import type { OrderRow } from "#domains/procurement/queries.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { changeOrderRef, orderRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { EmptyState, Facts, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./buying.module.css";
import { ORDER_LOOK, RECEIVED_LOOK } from "./buying-words.ts";
import { OrderActs } from "./order-acts.tsx";
import { OrderEditor } from "./order-editor.tsx";
import { OrderFlags } from "./order-flags.tsx";
import { typedFromLine } from "./order-form.ts";
import { OrderLines } from "./order-lines.tsx";
import { Overdue } from "./orders-page.tsx";
import { useOrderables } from "./use-buying.ts";

const LOOK_EVERY_MS = 60_000;

/** One order: what is bought from whom, what should be looked at, what came of it, and what may be done now. */
export function OrderPage() {
  const { t } = useManagerCopy();
  const { orderId } = useParams({ from: "/belanja/pesanan/$orderId" });
  const viewer = useViewer();
  const { rows, status } = useLiveQuery(orderRef, viewer === null ? null : { orderId }, viewer ?? {});
  const [order] = rows;
  const title = order === undefined ? t("buying.orders.title") : t("buying.order.title", { code: order.orderCode });
  return (
    <Page title={title} permission="cost.view" actions={<Link to="/belanja">{t("buying.all-orders")}</Link>}>
      {order === undefined ? (
        <EmptyState text={t(status === "loading" ? "shared.loading" : "buying.order.missing")} />
      ) : (
        <KnownOrder key={order.orderId} order={order} />
      )}
    </Page>
  );
}

function KnownOrder(props: { readonly order: OrderRow }) {
  const { order } = props;
  const { t } = useManagerCopy();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <div className={styles.columns}>
        <Panel title={t("buying.order.facts")}>
          <Badges order={order} />
          <OrderFacts order={order} />
        </Panel>
        <Panel title={t("buying.order.flags")}>
          <OrderFlags order={order} />
          <OrderActs order={order} onChange={() => setChanging(!isChanging)} />
        </Panel>
      </div>
      <Panel title={t("buying.order.lines")}>
        {isChanging && order.status === "draft" ? (
          <ChangeForm order={order} onDone={() => setChanging(false)} />
        ) : (
          <OrderLines order={order} />
        )}
      </Panel>
    </>
  );
}

function Badges(props: { readonly order: OrderRow }) {
  const { order } = props;
  const { t } = useManagerCopy();
  const { nowMs } = useKitchenTime(LOOK_EVERY_MS);
  return (
    <div className={styles.acts}>
      <StateBadge state={order.status} {...ORDER_LOOK[order.status]} word={t(`buying.status.${order.status}`)} />
      {order.status === "sent" || order.status === "closed" ? (
        <StateBadge
          state={order.receivedState}
          {...RECEIVED_LOOK[order.receivedState]}
          word={t(`buying.received.${order.receivedState}`)}
        />
      ) : null}
      <Overdue fromMs={order.overdueFromMs} nowMs={nowMs} />
    </div>
  );
}

function OrderFacts(props: { readonly order: OrderRow }) {
  const { order } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const nameOf = useStaffNames();
  const { timeZone } = useKitchenTime(LOOK_EVERY_MS);
  const when = (atMs: number) => `${units.dateShort(localFromMs(atMs, timeZone).date)} ${units.clock(atMs, timeZone)}`;
  const signed = (staffId: string | null, atMs: number | null) =>
    atMs === null ? t("buying.order.not-yet") : `${nameOf(staffId)}, ${when(atMs)}`;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("buying.order.supplier"), order.supplierName],
    [t("buying.order.needed"), units.date(order.neededDate)],
    [t("buying.order.method"), t(`buying.method.${order.method}`)],
    [t("buying.column.total"), units.money(order.totalIdr)],
    ...(order.note === null ? [] : [[t("buying.order.note"), order.note] as const]),
    [t("buying.order.made-by"), signed(order.draftedByStaffId, order.draftedAtMs)],
    [t("buying.order.decided-by"), signed(order.decidedByStaffId, order.decidedAtMs)],
    ...(order.decisionReason === null ? [] : [[t("buying.order.reason"), order.decisionReason] as const]),
    [
      t("buying.order.sent"),
      order.sentAtMs === null || order.channel === null
        ? t("buying.order.not-yet")
        : `${t(`buying.channel.${order.channel}`)}, ${when(order.sentAtMs)}`,
    ],
    ...(order.endedAtMs === null
      ? []
      : [[t("buying.order.ended"), [when(order.endedAtMs), order.endReason ?? ""].join(" ").trim()] as const]),
  ];
  return <Facts facts={facts} />;
}

function ChangeForm(props: { readonly order: OrderRow; readonly onDone: () => void }) {
  const { order, onDone } = props;
  const { grant } = useAct();
  const items = useOrderables();
  if (items.length === 0) return null;
  const lines = order.lines.map((line) =>
    typedFromLine(
      line,
      items.find(({ itemId }) => itemId === line.itemId),
    ),
  );
  const { supplierId, neededDate, method } = order;
  return (
    <OrderEditor
      begun={{ supplierId, neededDate, method, note: order.note ?? "", lines }}
      onSend={async (fields) => {
        const outcome = await grant(changeOrderRef, {
          orderId: order.orderId,
          fields: { ...fields, lines: [...fields.lines] },
        });
        if (outcome.kind === "accepted") onDone();
        return outcome;
      }}
      onClose={onDone}
    />
  );
}
