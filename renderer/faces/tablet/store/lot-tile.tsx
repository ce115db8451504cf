import type { LotRow } from "#domains/inventory/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";

/** How much of a lot there is and until when it may be used; a tap chooses another. */
export function LotTile(props: { readonly lot: LotRow; readonly onPress: () => void }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { onHand, expiryDate } = props.lot;
  return (
    <Tile
      icon="package"
      label={units.quantity(onHand)}
      detail={
        expiryDate === null
          ? copy.t("store.lot.no-expiry")
          : copy.t("store.lot.expires", { date: units.date(expiryDate) })
      }
      onPress={props.onPress}
    />
  );
}
