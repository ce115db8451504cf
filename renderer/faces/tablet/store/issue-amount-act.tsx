import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import type { StockRow } from "#domains/inventory/queries.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { shelfUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { ReasonAct } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { AmountAct } from "./amount-act.tsx";
import { typedAmount } from "./typed-amount.ts";
import type { IssueSubject } from "./issue-act.tsx";
import { LotPicker } from "./lot-picker.tsx";
import { useItem } from "./use-store-data.ts";
import { useLotScan } from "./use-lot-scan.ts";
import { OFF_FEFO_REASONS, useIssueForm, useWhyLotNot, type IssueForm } from "./use-issue-form.ts";
import { useStoreGo, useStoreReason } from "./use-store-act.ts";

interface IssueAmountProps {
  readonly station: Station;
  readonly subject: IssueSubject;
  readonly subjectId: string | null;
  readonly itemId: string;
  /** The lot whose label was read before the thing was chosen. */
  readonly lotId: string | null;
}

/** How much of a thing leaves, from the lot that expires first or from another with a reason. */
export function IssueAmountAct(props: IssueAmountProps) {
  const row = useItem(props.itemId);
  return row === null ? null : <Parts {...props} row={row} />;
}

type PartsProps = IssueAmountProps & { readonly row: StockRow };

function Parts(props: PartsProps) {
  const { row, station } = props;
  const copy = useTabletCopy();
  const form = useIssueForm(props);
  const whyLotNot = useWhyLotNot();
  const [part, setPart] = useState<"amount" | "lots" | "reason">("amount");
  switch (part) {
    case "lots":
      return (
        <LotPicker
          station={station}
          title={copy.t("store.lot.which")}
          subject={row.item.name}
          lots={form.lots}
          whyNot={whyLotNot}
          onPick={(lot) => {
            form.choose(lot.lotId);
            setPart("amount");
          }}
          onBack={() => setPart("amount")}
        />
      );
    case "reason":
      return <OutOfTurn {...props} form={form} onBack={() => setPart("amount")} />;
    case "amount":
      return <Amount {...props} form={form} onLots={() => setPart("lots")} onReason={() => setPart("reason")} />;
  }
}

function Amount(
  props: PartsProps & { readonly form: IssueForm; readonly onLots: () => void; readonly onReason: () => void },
) {
  const { row, subject, form } = props;
  const { item } = row;
  const copy = useTabletCopy();
  const words = useUnits();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.issue");
  const whyLotNot = useWhyLotNot();
  const [scanNote, setScanNote] = useState<string | null>(null);
  const units = shelfUnits(item);
  const lots = form.taken(typedAmount(form.draft, units, item.baseUnit)?.amount ?? 0);
  const [first] = lots;
  useLotScan((lotCode) => {
    const lot = form.lots.find((each) => each.lotCode === lotCode);
    const why = lot === undefined ? copy.t("store.scan.other-item", { item: item.name }) : whyLotNot(lot);
    setScanNote(why);
    if (lot !== undefined && why === null) form.choose(lot.lotId);
  });
  return (
    <AmountAct
      station={props.station}
      title={copy.t("store.issue.how-much")}
      subject={`${item.name} · ${subject.words}`}
      units={units}
      baseUnit={item.baseUnit}
      draft={form.draft}
      onDraft={form.setDraft}
      facts={
        <>
          <Tile
            icon="package"
            label={first?.lotCode ?? copy.t("store.lot.none")}
            detail={
              lots.length > 1
                ? copy.t("store.lot.and-more", { count: lots.length - 1 })
                : first === undefined
                  ? undefined
                  : copy.t("store.lot.detail", {
                      amount: words.quantity(first.onHand),
                      expiry:
                        first.expiryDate === null ? copy.t("store.lot.no-expiry") : words.dayAndMonth(first.expiryDate),
                    })
            }
            onPress={props.onLots}
          />
          <p>{first === undefined ? "" : copy.t("store.lot.place", { place: first.storagePlaceName })}</p>
          {scanNote === null ? null : <p role="alert">{scanNote}</p>}
          <WhoTile />
        </>
      }
      refusal={form.refusal}
      primary={(typed) => ({
        label: copy.t(form.isOutOfTurn ? "shared.verb.continue" : "store.issue.hand-over"),
        icon: form.isOutOfTurn ? "arrow-right" : "check",
        reason: whyNot ?? form.whyNotThatMuch(typed),
        onPress: () => {
          if (form.isOutOfTurn) props.onReason();
          else if (typed !== null) form.send(typed);
        },
      })}
      secondary={store.back(() => store.to("issue", props.subjectId))}
    />
  );
}

/** Why a lot goes before one that expires earlier. */
function OutOfTurn(props: PartsProps & { readonly form: IssueForm; readonly onBack: () => void }) {
  const { row, form } = props;
  const copy = useTabletCopy();
  const store = useStoreGo();
  const whyNot = useStoreReason()("stock.issue");
  const typed = typedAmount(form.draft, shelfUnits(row.item), row.item.baseUnit);
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("store.off-fefo.title")}
      subject={`${row.item.name} · ${form.chosen?.lotCode ?? ""}`}
      choices={OFF_FEFO_REASONS.map((value) => ({ value, label: copy.t(`store.off-fefo.${value}`) }))}
      draft={form.why}
      onDraft={form.setWhy}
      needsWords={(code) => code === "other"}
      facts={<WhoTile />}
      refusal={form.refusal}
      primary={(missing) => ({
        label: copy.t("store.issue.hand-over"),
        icon: "check",
        reason: whyNot ?? missing ?? form.whyNotThatMuch(typed),
        onPress: () => {
          if (typed !== null) form.send(typed);
        },
      })}
      secondary={store.back(props.onBack)}
    />
  );
}
