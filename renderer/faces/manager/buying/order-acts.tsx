import { Modal, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { amountOf } from "#kernel/quantity.ts";
import type { OrderRow } from "#domains/procurement/queries.ts";
import { ORDER_STATUSES_FOR } from "#domains/procurement/rules.ts";
import { ORDER_CHANNELS, type OrderChannel } from "#domains/procurement/vocabulary.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  approveOrderRef,
  cancelOrderRef,
  closeOrderRef,
  rejectOrderRef,
  sendOrderRef,
  submitOrderRef,
} from "#renderer/domains/procurement/procurement-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { ReasonDialog } from "#renderer/faces/manager/day/reason-dialog.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./buying.module.css";

type Asking = "approve" | "reject" | "send" | "cancel" | "close" | null;

/** What may be done with an order now, each off with its reason. */
export function OrderActs(props: { readonly order: OrderRow; readonly onChange: () => void }) {
  const { order } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const [asking, setAsking] = useState<Asking>(null);
  const reasons = useReasons(order);
  const approve = useApprove(order);
  const { orderId } = order;
  const code = order.orderCode;
  const can = (act: keyof typeof ORDER_STATUSES_FOR) => ORDER_STATUSES_FOR[act].includes(order.status);
  const submit = () => run(() => grant(submitOrderRef, { orderId }), t("buying.order.submitted", { code }));
  return (
    <div className={styles.acts}>
      {can("change") ? (
        <Button size="small" reason={reasons.make} onPress={props.onChange}>
          {t("buying.order.change")}
        </Button>
      ) : null}
      {can("submit") ? (
        <Button kind="primary" size="small" icon="send" reason={reasons.submit} onPress={submit}>
          {t("buying.order.submit")}
        </Button>
      ) : null}
      {can("decide") ? (
        <>
          <Button
            kind="primary"
            size="small"
            icon="check"
            reason={reasons.decide}
            onPress={() => (approve.why === null ? approve.sign() : setAsking("approve"))}
          >
            {t("buying.order.approve")}
          </Button>
          <Button size="small" icon="x" reason={reasons.decide} onPress={() => setAsking("reject")}>
            {t("buying.order.reject")}
          </Button>
        </>
      ) : null}
      {can("send") ? (
        <Button kind="primary" size="small" icon="send" reason={reasons.make} onPress={() => setAsking("send")}>
          {t("buying.order.send")}
        </Button>
      ) : null}
      {can("close") ? (
        <Button size="small" icon="archive" reason={reasons.close} onPress={() => setAsking("close")}>
          {t("buying.order.close-short")}
        </Button>
      ) : null}
      {can("cancel") ? (
        <Button kind="danger" size="small" icon="ban" reason={reasons.cancel} onPress={() => setAsking("cancel")}>
          {t("buying.order.cancel")}
        </Button>
      ) : null}
      <Asked asking={asking} order={order} why={approve.why} onSign={approve.sign} onClose={() => setAsking(null)} />
    </div>
  );
}

/** Approving is signed; above a limit or a budget it says why first. */
function useApprove(order: OrderRow) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const sign = useSign();
  const { grant } = useAct();
  const { orderId, priceFlags, overBudgetIdr } = order;
  const code = order.orderCode;
  const parts = [
    ...(priceFlags.length === 0 ? [] : [t("buying.order.above-limit", { count: priceFlags.length })]),
    ...(overBudgetIdr === null ? [] : [t("buying.order.over-budget", { amount: units.money(overBudgetIdr) })]),
  ];
  return {
    why: parts.length === 0 ? null : parts.join(", "),
    sign: (reason?: string) =>
      void sign({
        title: t("buying.order.approve-of", { code }),
        text: t("buying.order.approve-text", { total: units.money(order.totalIdr), supplier: order.supplierName }),
        doneWords: t("buying.order.approved", { code }),
        send: (signatures) =>
          grant(approveOrderRef, { orderId, ...(reason === undefined ? {} : { reason }) }, { signatures }),
      }),
  };
}

function useReasons(order: OrderRow) {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const make = whyNot("purchase.make");
  const isOwn = person !== null && order.makerStaffIds.includes(person.staffId);
  const isReceived = order.receivedState !== "none";
  return {
    make,
    submit: make ?? (order.lines.length === 0 ? t("buying.order.no-lines") : null),
    decide: whyNot("purchase.approve") ?? (isOwn ? t("buying.order.own") : null),
    cancel: make ?? (isReceived || order.hasOpenReceipt ? t("buying.order.already-received") : null),
    close: make ?? (order.hasOpenReceipt ? t("buying.order.receiving") : null),
  };
}

function Asked(props: {
  readonly asking: Asking;
  readonly order: OrderRow;
  readonly why: string | null;
  readonly onSign: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { asking, order, onClose } = props;
  const { t } = useManagerCopy();
  const sign = useSign();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const { orderId } = order;
  const code = order.orderCode;
  const openCount = order.lines.filter((line) => amountOf(line.open) > 0).length;
  switch (asking) {
    case null:
      return null;
    case "send":
      return <SendDialog order={order} onClose={onClose} />;
    case "approve":
      return (
        <ReasonDialog
          title={t("buying.order.approve-of", { code })}
          text={t("buying.order.approve-why", { why: props.why ?? "" })}
          verb={t("buying.order.approve")}
          onGiven={props.onSign}
          onClose={onClose}
        />
      );
    case "reject":
      return (
        <ReasonDialog
          title={t("buying.order.reject-of", { code })}
          text={t("buying.order.reject-text")}
          verb={t("buying.order.reject")}
          onGiven={(reason) =>
            void sign({
              title: t("buying.order.reject-of", { code }),
              doneWords: t("buying.order.rejected", { code }),
              send: (signatures) => grant(rejectOrderRef, { orderId, reason }, { signatures }),
            })
          }
          onClose={onClose}
        />
      );
    case "cancel":
      return (
        <ReasonDialog
          title={t("buying.order.cancel-of", { code })}
          text={t("buying.order.cancel-text")}
          verb={t("buying.order.cancel")}
          onGiven={(reason) =>
            run(() => grant(cancelOrderRef, { orderId, reason }), t("buying.order.cancelled", { code }))
          }
          onClose={onClose}
        />
      );
    case "close":
      return (
        <ReasonDialog
          title={t("buying.order.close-of", { code })}
          text={t("buying.order.close-text", { count: openCount })}
          verb={t("buying.order.close-short")}
          onGiven={(reason) => run(() => grant(closeOrderRef, { orderId, reason }), t("buying.order.closed", { code }))}
          onClose={onClose}
        />
      );
  }
}

function SendDialog(props: { readonly order: OrderRow; readonly onClose: () => void }) {
  const { order, onClose } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const [channel, setChannel] = useState<OrderChannel>("message");
  const send = () => {
    onClose();
    const { orderId, orderCode } = order;
    run(() => grant(sendOrderRef, { orderId, channel }), t("buying.order.sent-done", { code: orderCode }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("buying.order.send")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <NativeSelect
          data-autofocus
          label={t("buying.order.send-how")}
          value={channel}
          data={ORDER_CHANNELS.map((value) => ({ value, label: t(`buying.channel.${value}`) }))}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setChannel(ORDER_CHANNELS.find((candidate) => candidate === value) ?? "message");
          }}
        />
        <div className={dialog.actions}>
          <Button kind="primary" size="small" onPress={send}>
            {t("buying.order.send")}
          </Button>
          <Button size="small" onPress={onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
