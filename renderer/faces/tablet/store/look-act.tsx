import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { ItemPicker } from "./item-picker.tsx";
import { LotPicker } from "./lot-picker.tsx";
import { useAllLots, useItem, useItems, useLotsOf } from "./use-store-data.ts";
import { useLotScan } from "./use-lot-scan.ts";
import { useStoreGo } from "./use-store-act.ts";

/** “Lihat stok”: what there is of everything, and of one thing which lots lie where. */
export function LookAct(props: { readonly station: Station; readonly itemId: string | null }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const items = useItems();
  const lots = useAllLots();
  const row = useItem(props.itemId);
  const own = useLotsOf(props.itemId);
  const [note, setNote] = useState<string | null>(null);
  useLotScan((lotCode) => {
    const lot = lots.rows.find((each) => each.lotCode === lotCode);
    if (lot === undefined) setNote(copy.t("store.scan.unknown"));
    else store.to("look", null, lot.itemId);
  });
  if (row !== null) {
    return (
      <LotPicker
        station={props.station}
        title={row.item.name}
        subject={copy.t("store.look.available", { amount: units.quantity(row.available) })}
        lots={own}
        whyNot={() => null}
        onBack={() => store.to("look")}
      />
    );
  }
  return (
    <ItemPicker
      station={props.station}
      title={copy.t("store.door.look")}
      subject=""
      note={note ?? copy.t("store.scan.hint")}
      items={items.rows.map((each) => ({
        itemId: each.itemId,
        name: each.item.name,
        detail: each.state === "out" ? copy.t("store.state.out") : units.quantity(each.available),
      }))}
      isLoading={items.isLoading}
      onPick={(itemId) => store.to("look", null, itemId)}
      secondary={store.back(store.home)}
    />
  );
}
