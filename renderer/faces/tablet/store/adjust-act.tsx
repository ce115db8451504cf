import type { Station } from "#kernel/access.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import type { LotRow, StockRow } from "#domains/inventory/queries.ts";
import { ADJUSTMENT_REASONS, type AdjustmentReason } from "#domains/inventory/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { shelfUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { requestAdjustmentRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { ReasonAct } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { useFactForm } from "#renderer/faces/tablet/acts/use-fact-form.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { AmountAct } from "./amount-act.tsx";
import { isLotChangeDraft, NO_LOT_CHANGE, type LotChangeDraft } from "./lot-change-draft.ts";
import { LotTile } from "./lot-tile.tsx";
import { typedAmount, type TypedAmount } from "./typed-amount.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";
import { useAllLots, useItem } from "./use-store-data.ts";
import { WhichLot } from "./which-lot.tsx";

/** “Penyesuaian”: a lot holds more or less than the book says; nothing changes until somebody else approves. */
export function AdjustAct(props: { readonly station: Station; readonly lotId: string | null }) {
  const { rows } = useAllLots();
  const lot = rows.find(({ lotId }) => lotId === props.lotId);
  const item = useItem(lot?.itemId ?? null)?.item ?? null;
  if (lot === undefined || item === null) return <WhichLot station={props.station} act="adjust" lots={rows} />;
  return <Adjust key={lot.lotId} station={props.station} lot={lot} item={item} />;
}

function Adjust(props: { readonly station: Station; readonly lot: LotRow; readonly item: StockRow["item"] }) {
  const { lot, item, station } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.count");
  const [draft, setDraft, discard] = useDraft(`adjust.${lot.lotId}`, NO_LOT_CHANGE, isLotChangeDraft);
  const typed = typedAmount(draft.amount, shelfUnits(item), item.baseUnit);
  if (draft.isReasonAsked && typed !== null && draft.direction !== null) {
    return <Why station={station} lot={lot} typed={typed} draft={draft} onDraft={setDraft} onKept={discard} />;
  }
  const { direction } = draft;
  return (
    <AmountAct
      station={station}
      title={copy.t("store.adjust.how-much")}
      subject={`${lot.itemName} · ${lot.lotCode}`}
      units={shelfUnits(item)}
      baseUnit={item.baseUnit}
      draft={draft.amount}
      onDraft={(amount) => setDraft({ ...draft, amount })}
      under={
        <ChoiceChips
          legend={copy.t("store.adjust.direction")}
          isLegendHidden
          columnCount={2}
          choices={(["less", "more"] as const).map((value) => ({ value, label: copy.t(`store.adjust.${value}`) }))}
          chosen={direction}
          onChoose={(chosen) => setDraft({ ...draft, direction: chosen })}
        />
      }
      facts={
        <>
          <LotTile lot={lot} onPress={() => store.to("adjust")} />
          <p>{copy.t("store.adjust.approved-by-another")}</p>
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
            : direction === null
              ? copy.t("store.adjust.direction-missing")
              : direction === "less" && now.amount > amountOf(lot.onHand)
                ? copy.t("store.issue.only", { amount: units.quantity(lot.onHand) })
                : null),
        onPress: () => setDraft({ ...draft, isReasonAsked: true }),
      })}
      secondary={store.back(() => store.to("adjust"))}
    />
  );
}

function Why(props: {
  readonly station: Station;
  readonly lot: LotRow;
  readonly typed: TypedAmount;
  readonly draft: LotChangeDraft;
  readonly onDraft: (draft: LotChangeDraft) => void;
  readonly onKept: () => void;
}) {
  const { lot, typed, draft, onDraft } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.count");
  const { commands } = useKitchen();
  const { refusal, save } = useFactForm();
  const isLess = draft.direction === "less";
  const amount = units.quantity(typed.base);
  const reasonCode = ADJUSTMENT_REASONS.find((known) => known === draft.why.code) ?? null;
  const note = draft.why.words.trim();
  return (
    <ReasonAct<AdjustmentReason>
      station={props.station}
      title={copy.t("store.adjust.why")}
      subject={`${lot.itemName} · ${lot.lotCode}`}
      facts={
        <>
          <p>{copy.t(isLess ? "store.adjust.less-by" : "store.adjust.more-by", { amount })}</p>
          <WhoTile />
        </>
      }
      choices={ADJUSTMENT_REASONS.map((value) => ({ value, label: copy.t(`store.adjust.${value}`) }))}
      draft={{ code: reasonCode, words: draft.why.words }}
      onDraft={(why) => onDraft({ ...draft, why })}
      needsWords={(code) => code === "other"}
      refusal={refusal}
      primary={(missing) => ({
        label: copy.t("store.adjust.act"),
        icon: "send",
        reason: whyNot ?? missing,
        onPress: () => {
          if (reasonCode === null) return;
          const delta = quantityOf(typed.base.unit, isLess ? -typed.amount : typed.amount);
          void save(
            requestAdjustmentRef,
            {
              adjustmentId: commands.makeId("adjustment"),
              lotId: lot.lotId,
              delta,
              reasonCode,
              ...(note === "" ? {} : { note }),
            },
            {
              summary: copy.t("store.adjust.done", { item: lot.itemName }),
              onKept: () => {
                props.onKept();
                store.home();
              },
            },
          );
        },
      })}
      secondary={store.back(() => onDraft({ ...draft, isReasonAsked: false }))}
    />
  );
}
