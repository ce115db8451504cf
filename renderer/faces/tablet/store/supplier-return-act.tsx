import type { Station } from "#kernel/access.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { LotRow, StockRow } from "#domains/inventory/queries.ts";
import { SUPPLIER_RETURN_REASONS, type SupplierReturnReason } from "#domains/inventory/vocabulary.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { shelfUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { returnToSupplierRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { supplierNamesRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { ReasonAct } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { AmountAct } from "./amount-act.tsx";
import { isLotChangeDraft, NO_LOT_CHANGE } from "./lot-change-draft.ts";
import { LotTile } from "./lot-tile.tsx";
import { typedAmount } from "./typed-amount.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";
import { useAllLots, useItem } from "./use-store-data.ts";
import { expiredFirst, WhichLot } from "./which-lot.tsx";

/** “Retur pemasok”: goods taken in that go back to who brought them, with how much and why. */
export function SupplierReturnAct(props: { readonly station: Station; readonly lotId: string | null }) {
  const copy = useTabletCopy();
  const { rows } = useAllLots();
  const lot = rows.find(({ lotId }) => lotId === props.lotId);
  const item = useItem(lot?.itemId ?? null)?.item ?? null;
  if (lot === undefined || lot.supplierId === null || item === null) {
    return (
      <WhichLot
        station={props.station}
        act="supplier"
        lots={expiredFirst(rows)}
        whyNot={({ supplierId }) => (supplierId === null ? copy.t("store.supplier.nobody") : null)}
      />
    );
  }
  return <GoesBack key={lot.lotId} station={props.station} lot={lot} item={item} />;
}

function GoesBack(props: { readonly station: Station; readonly lot: LotRow; readonly item: StockRow["item"] }) {
  const { lot, item, station } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.receive");
  const { refusal, save } = useFactForm();
  const suppliers = useLiveQuery(supplierNamesRef, {}, { isKeptOnDisk: true });
  const supplier = suppliers.rows.find(({ supplierId }) => supplierId === lot.supplierId)?.name ?? "";
  const [draft, setDraft, discard] = useDraft(`supplier-return.${lot.lotId}`, NO_LOT_CHANGE, isLotChangeDraft);
  const subject = `${lot.itemName} · ${lot.lotCode}`;
  const typed = typedAmount(draft.amount, shelfUnits(item), item.baseUnit);
  const reasonCode = SUPPLIER_RETURN_REASONS.find((known) => known === draft.why.code) ?? null;
  const note = draft.why.words.trim();
  if (draft.isReasonAsked && typed !== null) {
    const amount = units.quantity(typed.base);
    return (
      <ReasonAct<SupplierReturnReason>
        station={station}
        title={copy.t("store.supplier.why")}
        subject={subject}
        facts={
          <>
            <p>{copy.t("store.supplier.back-to", { amount, supplier })}</p>
            <WhoTile />
          </>
        }
        choices={SUPPLIER_RETURN_REASONS.map((value) => ({ value, label: copy.t(`store.supplier.${value}`) }))}
        draft={{ code: reasonCode, words: draft.why.words }}
        onDraft={(why) => setDraft({ ...draft, why })}
        needsWords={(code) => code === "other"}
        refusal={refusal}
        primary={(missing) => ({
          label: copy.t("store.supplier.act", { amount }),
          icon: "truck",
          reason: whyNot ?? missing,
          onPress: () => {
            if (reasonCode === null) return;
            void save(
              returnToSupplierRef,
              { lotId: lot.lotId, quantity: typed.given, reasonCode, ...(note === "" ? {} : { note }) },
              {
                summary: copy.t("store.supplier.done", { amount, item: lot.itemName }),
                onKept: () => {
                  discard();
                  store.home();
                },
              },
            );
          },
        })}
        secondary={store.back(() => setDraft({ ...draft, isReasonAsked: false }))}
      />
    );
  }
  return (
    <AmountAct
      station={station}
      title={copy.t("store.supplier.how-much")}
      subject={subject}
      units={shelfUnits(item)}
      baseUnit={item.baseUnit}
      draft={draft.amount}
      onDraft={(amount) => setDraft({ ...draft, amount })}
      facts={
        <>
          <LotTile lot={lot} onPress={() => store.to("supplier")} />
          <WhoTile />
        </>
      }
      refusal={null}
      primary={(now) => ({
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason:
          whyNot ??
          (now === null || now.amount === 0
            ? copy.t("store.amount.missing")
            : now.amount > amountOf(lot.onHand)
              ? copy.t("store.issue.only", { amount: units.quantity(lot.onHand) })
              : null),
        onPress: () => setDraft({ ...draft, isReasonAsked: true }),
      })}
      secondary={store.back(() => store.to("supplier"))}
    />
  );
}
