import { Link, useNavigate } from "@tanstack/react-router";
import { useCommand } from "#renderer/client/use-command.ts";
import { draftOrderRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { OrderEditor, type OrderFields } from "./order-editor.tsx";

/** A new order; saved, it becomes a draft with a page of its own. */
export function NewOrderPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const draft = useDraftOrder();
  return (
    <Page
      title={t("buying.order.title-new")}
      permission="purchase.make"
      actions={<Link to="/belanja">{t("buying.all-orders")}</Link>}
    >
      <Panel title={t("buying.order.lines")}>
        <OrderEditor onSend={draft} onClose={() => void navigate({ to: "/belanja" })} />
      </Panel>
    </Page>
  );
}

/** Drafts an order and opens its page. */
export function useDraftOrder() {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const navigate = useNavigate();
  return async ({ supplierId, neededDate, method, note, lines }: OrderFields) => {
    const orderId = makeId("order");
    const outcome = await grant(draftOrderRef, {
      orderId,
      supplierId,
      neededDate,
      method,
      lines: [...lines],
      ...(note === "" ? {} : { note }),
    });
    if (outcome.kind === "accepted") {
      const { orderCode } = outcome.result;
      toast({ text: t("buying.order.saved", { code: typeof orderCode === "string" ? orderCode : "" }) });
      void navigate({ to: "/belanja/pesanan/$orderId", params: { orderId } });
    }
    return outcome;
  };
}
