import { useState } from "react";
import type { Station } from "#kernel/access.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { LotRow } from "#domains/inventory/queries.ts";
import { DISCARD_REASONS, type DiscardReason } from "#domains/inventory/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { shelfUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { discardStockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { ReasonAct, type ReasonDraft } from "#renderer/faces/tablet/acts/reason-act.tsx";
import { SignatureAct } from "#renderer/faces/tablet/acts/signature-act.tsx";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { AmountAct } from "./amount-act.tsx";
import { NO_AMOUNT, type AmountDraft, type TypedAmount } from "./typed-amount.ts";
import { LotTile } from "./lot-tile.tsx";
import { useAllLots, useItem } from "./use-store-data.ts";
import { useAwayReason, useStoreGo } from "./use-store-act.ts";
import { expiredFirst, WhichLot } from "./which-lot.tsx";

/** “Buang”: a lot, how much of it and why; signed, above the kitchen's limit by a witness too. */
export function DiscardAct(props: { readonly station: Station; readonly lotId: string | null }) {
  const { rows } = useAllLots();
  const lot = rows.find(({ lotId }) => lotId === props.lotId);
  return lot === undefined ? (
    <WhichLot station={props.station} act="discard" lots={expiredFirst(rows)} />
  ) : (
    <Discard key={lot.lotId} station={props.station} lot={lot} />
  );
}

type Part = "amount" | "reason" | "sign";

function Discard(props: { readonly station: Station; readonly lot: LotRow }) {
  const { lot, station } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const away = useAwayReason();
  const item = useItem(lot.itemId)?.item ?? null;
  const [part, setPart] = useState<Part>("amount");
  const [draft, setDraft] = useState<AmountDraft>(NO_AMOUNT);
  const [typed, setTyped] = useState<TypedAmount | null>(null);
  const [why, setWhy] = useState<ReasonDraft<DiscardReason>>({ code: null, words: "" });
  if (item === null) return null;
  const subject = `${lot.itemName} · ${lot.lotCode}`;
  if (part === "sign" && typed !== null && why.code !== null) {
    return (
      <Sign
        station={station}
        lot={lot}
        typed={typed}
        reasonCode={why.code}
        note={why.words.trim()}
        onBack={() => setPart("reason")}
      />
    );
  }
  if (part === "reason") {
    return (
      <ReasonAct
        station={station}
        title={copy.t("store.discard.why")}
        subject={subject}
        choices={DISCARD_REASONS.map((value) => ({ value, label: copy.t(`store.discard.${value}`) }))}
        draft={why}
        onDraft={setWhy}
        needsWords={() => false}
        refusal={null}
        primary={(missing) => ({
          label: copy.t("store.discard.act"),
          icon: "x",
          kind: "danger",
          reason: missing ?? away,
          onPress: () => setPart("sign"),
        })}
        secondary={store.back(() => setPart("amount"))}
      />
    );
  }
  return (
    <AmountAct
      station={station}
      title={copy.t("store.discard.how-much")}
      subject={subject}
      units={shelfUnits(item)}
      baseUnit={item.baseUnit}
      draft={draft}
      onDraft={setDraft}
      facts={<LotTile lot={lot} onPress={() => store.to("discard")} />}
      refusal={null}
      primary={(now) => ({
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason:
          now === null || now.amount === 0
            ? copy.t("store.amount.missing")
            : now.amount > amountOf(lot.onHand)
              ? copy.t("store.issue.only", { amount: units.quantity(lot.onHand) })
              : null,
        onPress: () => {
          setTyped(now);
          setPart("reason");
        },
      })}
      secondary={store.back(() => store.to("discard"))}
    />
  );
}

function Sign(props: {
  readonly station: Station;
  readonly lot: LotRow;
  readonly typed: TypedAmount;
  readonly reasonCode: DiscardReason;
  readonly note: string;
  readonly onBack: () => void;
}) {
  const { lot, typed, reasonCode, note } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const store = useStoreGo();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  // Only the kitchen knows what it is worth: it asks for the second number when that is above its limit.
  const [isWitnessed, setWitnessed] = useState(false);
  const amount = units.quantity(typed.base);
  return (
    <SignatureAct
      key={isWitnessed ? "two" : "one"}
      station={props.station}
      act={copy.t("store.discard.act")}
      subject={`${lot.itemName} · ${amount}`}
      permission="stock.count"
      signatureCount={isWitnessed ? 2 : 1}
      facts={<p>{copy.t(isWitnessed ? "store.discard.two" : `store.discard.${reasonCode}`)}</p>}
      send={async ({ staff, signatures }) => {
        const outcome = await askGrant(
          discardStockRef,
          { lotId: lot.lotId, quantity: typed.given, reasonCode, ...(note === "" ? {} : { note }) },
          { staffId: staff.staffId, signatures },
        );
        if (outcome.kind === "rejected" && outcome.rejection.code === "witness-required") setWitnessed(true);
        return outcome;
      }}
      onDone={() => {
        showToast({ text: copy.t("store.discard.done", { amount, item: lot.itemName }) });
        store.home();
      }}
      onBack={props.onBack}
    />
  );
}
