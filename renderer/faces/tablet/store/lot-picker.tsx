import type { Station } from "#kernel/access.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { usePagedRows } from "./paged-rows.tsx";
import { useStoreGo } from "./use-store-act.ts";

/** The lots of a thing, first expiry first; those that may not be taken say why. */
export function LotPicker(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly lots: readonly LotRow[];
  readonly whyNot: (lot: LotRow) => string | null;
  /** Lots of several things: each says which. */
  readonly isNamed?: boolean;
  /** Absent: the lots are only looked at. */
  readonly onPick?: (lot: LotRow) => void;
  readonly onBack: () => void;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { onPick } = props;
  const { list, turn } = usePagedRows({
    label: props.title,
    empty: copy.t("store.lot.none"),
    rows: props.lots.map((lot) => {
      const reason = props.whyNot(lot);
      return {
        key: lot.lotId,
        title: props.isNamed === true ? lot.itemName : lot.lotCode,
        about: [
          ...(props.isNamed === true ? [lot.lotCode] : []),
          lot.expiryDate === null
            ? copy.t("store.lot.no-expiry")
            : copy.t("store.lot.expires", { date: units.date(lot.expiryDate) }),
          lot.storagePlaceName,
        ].join(" · "),
        end: <strong>{units.quantity(lot.onHand)}</strong>,
        reason,
        ...(lot.isExpired || lot.status === "blocked" ? { tone: "crit" as const } : {}),
        ...(onPick === undefined ? {} : { onPress: () => onPick(lot) }),
      };
    }),
  });
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="wide"
      facts={<WhoTile />}
      primary={turn}
      secondary={store.back(props.onBack)}
    >
      {list}
    </ActScreen>
  );
}
