import { useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { stockCountsRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Side, StatusTiles } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StoreAct } from "#renderer/faces/tablet/address.ts";
import { usePagedRows, type StoreRow } from "./paged-rows.tsx";
import styles from "./store.module.css";
import { useItems, useReceipts } from "./use-store-data.ts";
import { useStoreGo } from "./use-store-act.ts";

const DOORS: ReadonlyArray<{ readonly act: Exclude<StoreAct, "needs">; readonly icon: IconName }> = [
  { act: "receive", icon: "truck" },
  { act: "issue", icon: "send" },
  { act: "return", icon: "undo" },
  { act: "discard", icon: "x" },
  { act: "supplier", icon: "arrow-left" },
  { act: "count", icon: "clipboard-check" },
  { act: "adjust", icon: "scale" },
  { act: "look", icon: "search" },
];

/** The station “Terima”: what can be done with stock, and what was begun and is not finished. */
export function StoreHome() {
  const copy = useTabletCopy();
  const store = useStoreGo();
  const { rows: items } = useItems();
  const rows = useBegunRows();
  const { list, turn } = usePagedRows({
    label: copy.t("store.home.begun"),
    rows,
    isInAct: false,
    empty: copy.t(items.length === 0 ? "store.pick.none" : "store.home.nothing-begun"),
  });
  return (
    <Frame station="receive" hasRail isLive primary={turn}>
      <div className={styles["listAndSide"]}>
        <div className={styles["home"]}>
          <div className={styles["doors"]}>
            {DOORS.map(({ act, icon }) => (
              <Tile
                key={act}
                icon={icon}
                label={copy.t(`store.door.${act}`)}
                kind={act === "receive" ? "primary" : "secondary"}
                onPress={() => store.to(act)}
              />
            ))}
          </div>
          {list}
        </div>
        <Side of="list">
          <StatusTiles />
        </Side>
      </div>
    </Frame>
  );
}

function useBegunRows(): readonly StoreRow[] {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { timeZone } = useLink();
  const receipts = useReceipts().filter(({ status }) => status === "open");
  const counts = useLiveQuery(stockCountsRef, { status: "open" }, { isKeptOnDisk: true }).rows;
  const since = (atMs: number) => copy.t("store.home.since", { clock: units.clock(atMs, timeZone) });
  return [
    ...receipts.map((receipt): StoreRow => ({
      key: receipt.receiptId,
      title: copy.t("store.home.receipt", { code: receipt.receiptCode }),
      about: [since(receipt.startedAtMs), ...(receipt.staffName === null ? [] : [receipt.staffName])].join(" · "),
      end: <strong>{copy.t("store.home.lines", { count: receipt.lineCount })}</strong>,
      tone: "warn",
      onPress: () => store.to("receive", receipt.receiptId),
    })),
    ...counts.map((count): StoreRow => ({
      key: count.countId,
      title: copy.t("store.home.count", { place: count.storagePlaceName }),
      about: [since(count.startedAtMs), ...(count.staffName === null ? [] : [count.staffName])].join(" · "),
      end: <strong>{copy.t("store.home.counted", { count: count.lineCount })}</strong>,
      tone: "warn",
      onPress: () => store.to("count", count.countId),
    })),
  ];
}
