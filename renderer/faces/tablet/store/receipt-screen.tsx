import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { finishReceiptRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { SignatureAct } from "#renderer/faces/tablet/acts/signature-act.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { amountOf } from "#kernel/quantity.ts";
import { ItemPicker } from "./item-picker.tsx";
import { usePagedRows, type StoreRow } from "./paged-rows.tsx";
import { useItems } from "./use-store-data.ts";
import { useDelivery, useWaitingLineCount, type Delivery } from "./use-delivery.ts";
import { useAwayReason, useStoreGo } from "./use-store-act.ts";

/** A delivery as far as it is told: what came, what the order still waits for; signed, it is in stock. */
export function ReceiptScreen(props: { readonly station: Station; readonly receiptId: string }) {
  const { receiptId, station } = props;
  const copy = useTabletCopy();
  const store = useStoreGo();
  const receipt = useDelivery(receiptId);
  const items = useItems();
  const [part, setPart] = useState<"lines" | "pick" | "sign">("lines");
  if (part === "pick") {
    return (
      <ItemPicker
        station={station}
        title={copy.t("store.receive.pick")}
        subject={receipt?.title ?? ""}
        items={items.rows.map(({ itemId, item }) => ({ itemId, name: item.name, detail: item.itemCode }))}
        isLoading={items.isLoading}
        onPick={(itemId) => store.to("receive", receiptId, itemId)}
        secondary={store.back(() => setPart("lines"))}
      />
    );
  }
  if (part === "sign") {
    return <Finish station={station} receiptId={receiptId} receipt={receipt} onBack={() => setPart("lines")} />;
  }
  return (
    <Lines
      station={station}
      receiptId={receiptId}
      receipt={receipt}
      onPick={() => setPart("pick")}
      onFinish={() => setPart("sign")}
    />
  );
}

function Lines(props: {
  readonly station: Station;
  readonly receiptId: string;
  readonly receipt: Delivery | null;
  readonly onPick: () => void;
  readonly onFinish: () => void;
}) {
  const { receipt, receiptId } = props;
  const copy = useTabletCopy();
  const store = useStoreGo();
  const away = useAwayReason();
  const rows = useLineRows(receiptId, receipt);
  const { list, turn } = usePagedRows({
    label: copy.t("store.receive.lines"),
    rows,
    empty: copy.t("store.receive.no-lines"),
  });
  const waitingCount = useWaitingLineCount(receiptId);
  const toldCount = receipt?.lines.length ?? 0;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.receive.title")}
      subject={receipt?.title ?? copy.t("store.receive.new")}
      layout="wide"
      facts={
        <>
          <Tile icon="plus" label={copy.t("store.receive.add")} onPress={props.onPick} />
          {waitingCount === 0 ? null : <p>{copy.t("store.receive.waiting", { count: waitingCount })}</p>}
          {turn === null ? null : (
            <Tile icon="arrow-right" label={turn.label} detail={turn.detail} onPress={turn.onPress} />
          )}
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("store.receive.finish"),
        icon: "check",
        reason: toldCount === 0 ? copy.t("store.receive.nothing-told") : away,
        onPress: props.onFinish,
      }}
      secondary={store.back(store.home)}
    >
      {list}
    </ActScreen>
  );
}

/** What was told first, then what the order still waits for: a tap on either tells of it (again). */
function useLineRows(receiptId: string, receipt: Delivery | null): readonly StoreRow[] {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  if (receipt === null) return [];
  const aboutLine = (line: Delivery["lines"][number]) => {
    if (amountOf(line.rejected) > 0) {
      return copy.t("store.receive.refused-part", {
        amount: units.quantity(line.rejected),
        why: line.rejectionCode === null ? "" : copy.t(`store.refuse.${line.rejectionCode}`),
      });
    }
    const [temperatureC, expiryDate] = [line.check?.temperatureC ?? null, line.expiryDate];
    return [
      temperatureC === null ? "" : units.temperature(temperatureC),
      expiryDate === null ? "" : copy.t("store.lot.expires", { date: units.date(expiryDate) }),
    ]
      .filter((part) => part !== "")
      .join(" · ");
  };
  const told = receipt.lines.map((line): StoreRow => {
    const isRefused = amountOf(line.rejected) > 0;
    const isUnchecked = line.isCheckNeeded && line.check === null && amountOf(line.accepted) > 0;
    const isFailed = line.check?.outcome === "fail" && amountOf(line.accepted) > 0;
    return {
      key: line.lineId,
      title: line.itemName,
      about: isUnchecked
        ? copy.t("store.receive.check-missing")
        : isFailed
          ? copy.t("store.receive.check-failed")
          : aboutLine(line),
      end: (
        <>
          <strong>{units.quantity(line.accepted)}</strong>
          <span>{copy.t("store.receive.taken")}</span>
        </>
      ),
      ...(isRefused || isUnchecked || isFailed ? { tone: "crit" as const } : {}),
      onPress: () => store.to("receive", receiptId, line.itemId, line.lineId),
    };
  });
  const open = receipt.orderLines
    .filter((line) => amountOf(line.open) > 0)
    .map((line): StoreRow => ({
      key: `order.${line.itemId}`,
      title: line.itemName,
      about: copy.t("store.receive.ordered", { amount: units.quantity(line.ordered) }),
      end: (
        <>
          <strong>{units.quantity(line.open)}</strong>
          <span>{copy.t("store.receive.still-open")}</span>
        </>
      ),
      onPress: () => store.to("receive", receiptId, line.itemId),
    }));
  return [...told, ...open];
}

function Finish(props: {
  readonly station: Station;
  readonly receiptId: string;
  readonly receipt: Delivery | null;
  readonly onBack: () => void;
}) {
  const { receiptId, receipt } = props;
  const copy = useTabletCopy();
  const store = useStoreGo();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  return (
    <SignatureAct
      station={props.station}
      act={copy.t("store.receive.finish")}
      subject={receipt?.title ?? ""}
      permission="stock.receive"
      facts={<p>{copy.t("store.receive.finish-text", { count: receipt?.lines.length ?? 0 })}</p>}
      send={({ staff, signatures }) =>
        askGrant(finishReceiptRef, { receiptId }, { staffId: staff.staffId, signatures })
      }
      onDone={() => {
        showToast({ text: copy.t("store.receive.finished", { receipt: receipt?.title ?? "" }) });
        store.home();
      }}
      onBack={props.onBack}
    />
  );
}
