import type { Station } from "#kernel/access.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { LotPicker } from "./lot-picker.tsx";
import { useLotScan } from "./use-lot-scan.ts";
import { useStoreGo } from "./use-store-act.ts";

/** Acts that begin with a lot that is in the store room. */
export type LotAct = "discard" | "supplier" | "adjust";

/** Which lot an act is about: scanned off its label, or picked. */
export function WhichLot(props: {
  readonly station: Station;
  readonly act: LotAct;
  readonly lots: readonly LotRow[];
  readonly whyNot?: (lot: LotRow) => string | null;
}) {
  const { act, whyNot = () => null } = props;
  const copy = useTabletCopy();
  const store = useStoreGo();
  useLotScan((lotCode) => {
    const lot = props.lots.find((each) => each.lotCode === lotCode);
    if (lot !== undefined && whyNot(lot) === null) store.to(act, null, null, lot.lotId);
  });
  return (
    <LotPicker
      station={props.station}
      title={copy.t(`store.${act}.which`)}
      subject={copy.t("store.scan.hint")}
      lots={props.lots}
      isNamed
      whyNot={whyNot}
      onPick={(lot) => store.to(act, null, null, lot.lotId)}
      onBack={store.home}
    />
  );
}

/** What has expired stands first: it is what leaves the store room. */
export function expiredFirst(lots: readonly LotRow[]): readonly LotRow[] {
  return [...lots.filter(({ isExpired }) => isExpired), ...lots.filter(({ isExpired }) => !isExpired)];
}
