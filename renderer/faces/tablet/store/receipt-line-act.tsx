import type { Station } from "#kernel/access.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import { RECEIPT_REJECTION_CODES } from "#domains/inventory/vocabulary.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { amountUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { expiryFrom } from "#renderer/domains/inventory/expiry-entry.ts";
import { temperatureFromEntry } from "#renderer/domains/quality/temperature-entry.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import acts from "#renderer/faces/tablet/acts/acts.module.css";
import { AmountAct } from "./amount-act.tsx";
import { NO_AMOUNT, typedAmount } from "./typed-amount.ts";
import { ExpiryAct } from "./expiry-act.tsx";
import { IncomingTemperatureAct } from "./incoming-temperature-act.tsx";
import { PriceAct } from "./price-act.tsx";
import { neighbourStep } from "./receipt-draft.ts";
import { useReceiptLine, type ReceiptLineForm } from "./use-receipt-line.ts";

/** One thing of a delivery: how much came, its °C and expiry where asked, then “Terima” or “Tolak”. */
export function ReceiptLineAct(props: {
  readonly station: Station;
  readonly receiptId: string;
  readonly itemId: string;
  /** The line that is told again; null for a new one. */
  readonly lineId: string | null;
}) {
  const form = useReceiptLine(props.receiptId, props.itemId, props.lineId);
  const copy = useTabletCopy();
  if (form === null) {
    return (
      <ActScreen
        station={props.station}
        title={copy.t("store.receive.line")}
        subject=""
        layout="whole"
        primary={null}
        secondary={null}
      >
        <p>{copy.t("shared.loading")}</p>
      </ActScreen>
    );
  }
  return <Steps station={props.station} form={form} />;
}

function Steps(props: { readonly station: Station; readonly form: ReceiptLineForm }) {
  const { station, form } = props;
  const { draft, change, item, steps } = form;
  const copy = useTabletCopy();
  const words = useUnits();
  const units = amountUnits(item);
  const typed = typedAmount(draft.delivered, units, item.baseUnit);
  const subject = item.name;
  const next = () => change({ step: neighbourStep(steps, draft.step, 1) ?? "judge" });
  const previous = () => {
    const step = neighbourStep(steps, draft.step, -1);
    if (step === null) form.leave();
    else change({ step });
  };
  const back = { label: copy.t("shared.verb.back"), icon: "arrow-left" as const, onPress: previous };
  switch (draft.step) {
    case "amount":
      return (
        <AmountAct
          station={station}
          title={copy.t("store.receive.delivered")}
          subject={subject}
          units={units}
          baseUnit={item.baseUnit}
          draft={draft.delivered}
          onDraft={(delivered) => change({ delivered })}
          facts={
            <>
              {form.open === null ? null : <p>{copy.t("store.receive.open", { amount: words.quantity(form.open) })}</p>}
              <WhoTile />
            </>
          }
          refusal={form.refusal}
          primary={(now) => ({
            label: copy.t("shared.verb.continue"),
            icon: "arrow-right",
            reason: now === null || now.amount === 0 ? copy.t("store.amount.missing") : null,
            onPress: next,
          })}
          secondary={back}
        />
      );
    case "temperature":
      return <IncomingTemperatureAct station={station} form={form} onNext={next} secondary={back} />;
    case "expiry":
      return (
        <ExpiryAct
          station={station}
          subject={subject}
          digits={draft.expiry}
          onDigits={(expiry) => change({ expiry })}
          serviceDate={form.localDate}
          facts={<WhoTile />}
          onDone={next}
          secondary={back}
        />
      );
    case "price":
      return <PriceAct station={station} form={form} typed={typed} onNext={next} secondary={back} />;
    case "refuse-amount":
      return <RefuseAmount station={station} form={form} />;
    case "refuse":
      return <Refuse station={station} form={form} />;
    case "judge":
      return <Judge station={station} form={form} onBack={previous} />;
  }
}

function Judge(props: { readonly station: Station; readonly form: ReceiptLineForm; readonly onBack: () => void }) {
  const { form } = props;
  const { draft, change, item } = form;
  const copy = useTabletCopy();
  const words = useUnits();
  const typed = typedAmount(draft.delivered, amountUnits(item), item.baseUnit);
  const temperatureC = temperatureFromEntry(draft.temperature);
  const expiry = expiryFrom(draft.expiry);
  const amount = typed === null ? "" : words.quantity(typed.base);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.receive.judge")}
      subject={item.name}
      layout="wide"
      refusal={form.refusal}
      facts={
        <>
          <Tile
            icon="scale"
            label={amount}
            detail={copy.t("store.receive.change")}
            onPress={() => change({ step: "amount" })}
          />
          {form.steps.includes("temperature") ? (
            <Tile
              icon="thermometer"
              label={temperatureC === null ? copy.t("shared.no-data") : words.temperature(temperatureC)}
              detail={copy.t("store.receive.change")}
              onPress={() => change({ step: "temperature" })}
            />
          ) : null}
          {form.steps.includes("expiry") ? (
            <Tile
              icon="clock"
              label={expiry === null ? copy.t("shared.no-data") : words.date(expiry)}
              detail={copy.t("store.expiry.title")}
              onPress={() => change({ step: "expiry" })}
            />
          ) : null}
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("store.receive.accept", { amount }),
        icon: "check",
        reason: form.whyNotAccepted,
        onPress: () => form.save({ rejectedAmount: 0, rejectionCode: null }),
      }}
      secondary={{
        label: copy.t("store.receive.refuse"),
        icon: "x",
        kind: "danger",
        reason: form.whyNotActing,
        onPress: () => change({ step: "refuse", refused: null }),
      }}
    >
      <div className={acts["stack"]}>
        <ChoiceChips
          legend={copy.t("store.receive.place")}
          columnCount={2}
          choices={form.places.map(({ storagePlaceId, name }) => ({ value: storagePlaceId, label: name }))}
          chosen={form.placeId}
          onChoose={(placeId) => change({ placeId })}
        />
        {form.isCheckNeeded ? <p className={acts["lines"]}>{copy.t("store.receive.looked-at")}</p> : null}
        <Tile icon="arrow-left" label={copy.t("shared.verb.back")} onPress={props.onBack} />
      </div>
    </ActScreen>
  );
}

function Refuse(props: { readonly station: Station; readonly form: ReceiptLineForm }) {
  const { form } = props;
  const { draft, change, item } = form;
  const copy = useTabletCopy();
  const words = useUnits();
  const units = amountUnits(item);
  const delivered = typedAmount(draft.delivered, units, item.baseUnit);
  const partly = draft.refused === null ? null : typedAmount(draft.refused, units, item.baseUnit);
  const refusedAmount = partly?.amount ?? delivered?.amount ?? 0;
  const keptAmount = (delivered?.amount ?? 0) - refusedAmount;
  const code = RECEIPT_REJECTION_CODES.find((known) => known === draft.refusalCode) ?? null;
  const said = words.quantity(quantityOf(item.baseUnit, refusedAmount));
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.refuse.title")}
      subject={item.name}
      layout="wide"
      refusal={form.refusal}
      facts={
        <>
          <Tile
            icon="scale"
            label={said}
            detail={copy.t(keptAmount === 0 ? "store.refuse.all" : "store.refuse.rest", {
              amount: words.quantity(quantityOf(item.baseUnit, keptAmount)),
            })}
            onPress={() => change({ step: "refuse-amount", refused: draft.refused ?? NO_AMOUNT })}
          />
          <WhoTile />
        </>
      }
      primary={{
        label: copy.t("store.refuse.save", { amount: said }),
        icon: "x",
        kind: "danger",
        reason:
          form.whyNotActing ??
          (code === null ? copy.t("acts.reason.missing") : keptAmount > 0 ? form.whyNotAccepted : form.whyNotShelved),
        onPress: () => form.save({ rejectedAmount: refusedAmount, rejectionCode: code }),
      }}
      secondary={{
        label: copy.t("shared.verb.back"),
        icon: "arrow-left",
        onPress: () => change({ step: "judge", refused: null }),
      }}
    >
      <div className={acts["stack"]}>
        <ChoiceChips
          legend={copy.t("store.refuse.why")}
          columnCount={2}
          choices={RECEIPT_REJECTION_CODES.map((value) => ({ value, label: copy.t(`store.refuse.${value}`) }))}
          chosen={code}
          onChoose={(refusalCode) => change({ refusalCode })}
        />
      </div>
    </ActScreen>
  );
}

/** Part of a delivery is sent back: how much of it. */
function RefuseAmount(props: { readonly station: Station; readonly form: ReceiptLineForm }) {
  const { form } = props;
  const { draft, change, item } = form;
  const copy = useTabletCopy();
  const words = useUnits();
  const units = amountUnits(item);
  const delivered = typedAmount(draft.delivered, units, item.baseUnit);
  const mostAmount = delivered === null ? 0 : amountOf(delivered.base);
  return (
    <AmountAct
      station={props.station}
      title={copy.t("store.refuse.how-much")}
      subject={item.name}
      units={units}
      baseUnit={item.baseUnit}
      draft={draft.refused ?? NO_AMOUNT}
      onDraft={(refused) => change({ refused })}
      facts={<p>{copy.t("store.refuse.of", { amount: words.quantity(quantityOf(item.baseUnit, mostAmount)) })}</p>}
      refusal={null}
      primary={(typed) => ({
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason:
          typed === null || typed.amount === 0
            ? copy.t("store.amount.missing")
            : typed.amount > mostAmount
              ? copy.t("store.refuse.too-much")
              : null,
        onPress: () => change({ step: "refuse" }),
      })}
      secondary={{
        label: copy.t("shared.verb.back"),
        icon: "arrow-left",
        onPress: () => change({ step: "refuse", refused: null }),
      }}
    />
  );
}
