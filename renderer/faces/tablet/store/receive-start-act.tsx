import type { Station } from "#kernel/access.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { startReceiptRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { usePagedRows, type StoreRow } from "./paged-rows.tsx";
import { amountOf } from "#kernel/quantity.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useExpectedDeliveries, useSuppliers } from "./use-delivery.ts";
import { useReceipts } from "./use-store-data.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

/** What the lorry brings: a receipt that was begun, an order on its way, goods of a supplier without one, or of nobody. */
export function ReceiveStartAct(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  const store = useStoreGo();
  const { commands } = useKitchen();
  const { refusal, save } = useFactForm();
  const reason = useStoreReason()("stock.receive");
  const open = useReceipts().filter(({ status }) => status === "open");
  const units = useUnits();
  const deliveries = useExpectedDeliveries();
  const suppliers = useSuppliers();
  const start = (from: { readonly orderId?: string; readonly supplierId?: string }, summary: string) => {
    const receiptId = commands.makeId("receipt");
    void save(startReceiptRef, { receiptId, ...from }, { summary, onKept: () => store.to("receive", receiptId) });
  };
  const rows: readonly StoreRow[] = [
    ...open.map((receipt): StoreRow => ({
      key: receipt.receiptId,
      title: copy.t("store.home.receipt", { code: receipt.receiptCode }),
      about: copy.t("store.receive.go-on"),
      end: <strong>{copy.t("store.home.lines", { count: receipt.lineCount })}</strong>,
      tone: "warn",
      onPress: () => store.to("receive", receipt.receiptId),
    })),
    ...deliveries.map((order): StoreRow => ({
      key: order.orderId,
      title: order.supplierName,
      about: copy.t("store.receive.order", { code: order.orderCode, date: units.dateShort(order.neededDate) }),
      end: (
        <strong>
          {copy.t("store.receive.open-lines", {
            count: order.lines.filter((line) => amountOf(line.open) > 0).length,
          })}
        </strong>
      ),
      reason,
      onPress: () => start({ orderId: order.orderId, supplierId: order.supplierId }, order.orderCode),
    })),
    ...suppliers.map((supplier): StoreRow => ({
      key: supplier.supplierId,
      title: supplier.name,
      about: copy.t("store.receive.without-order"),
      reason,
      onPress: () => start({ supplierId: supplier.supplierId }, supplier.name),
    })),
  ];
  const { list, turn } = usePagedRows({
    label: copy.t("store.receive.from"),
    rows,
    empty: copy.t("store.receive.no-orders"),
  });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.receive.from")}
      subject=""
      layout="wide"
      refusal={refusal}
      facts={
        <>
          {turn === null ? null : (
            <Tile icon="arrow-right" label={turn.label} detail={turn.detail} onPress={turn.onPress} />
          )}
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("store.receive.nobody"),
        detail: copy.t("store.receive.nobody-detail"),
        icon: "plus",
        reason,
        onPress: () => start({}, copy.t("store.receive.nobody")),
      }}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}
