import type { Station } from "#kernel/access.ts";
import { idrRounded } from "#kernel/money.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { amountUnits } from "#renderer/domains/inventory/amount-entry.ts";
import { countAfter, countFromDigits } from "#renderer/domains/production/count-entry.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { DigitPad } from "#renderer/faces/tablet/acts/digit-pad.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { unitWord } from "./amount-act.tsx";
import { unitOf, type TypedAmount } from "./typed-amount.ts";
import styles from "./store.module.css";
import type { ReceiptLineForm } from "./use-receipt-line.ts";

const PRICE_DIGITS_COUNT = 9;

/** What one of the typed unit costs, as the delivery note says. */
export function PriceAct(props: {
  readonly station: Station;
  readonly form: ReceiptLineForm;
  readonly typed: TypedAmount | null;
  readonly onNext: () => void;
  readonly secondary: ZoneAction;
}) {
  const { form, typed } = props;
  const { draft, change, item } = form;
  const copy = useTabletCopy();
  const units = useUnits();
  const unit = unitOf(draft.delivered, amountUnits(item));
  const priceIdr = countFromDigits(draft.price);
  const totalIdr =
    priceIdr === null || typed === null
      ? null
      : idrRounded([{ amountIdr: priceIdr, timesCount: typed.amount, perCount: unit.perUnit }]);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.price.title")}
      subject={item.name}
      layout="keypad"
      facts={<WhoTile />}
      primary={{
        label: copy.t("shared.verb.continue"),
        icon: "arrow-right",
        reason: priceIdr === null ? copy.t("store.price.missing") : null,
        onPress: props.onNext,
      }}
      secondary={props.secondary}
      entry={
        <div className={styles["figure"]}>
          <output aria-live="off" data-long={draft.price.length > 6 ? "very" : ""}>
            {priceIdr === null ? NO_VALUE : units.money(priceIdr)}
          </output>
          <span className={styles["figureUnit"]}>{copy.t("store.price.per", { unit: unitWord(unit, copy) })}</span>
          {totalIdr === null ? null : <span>{copy.t("store.price.total", { amount: units.money(totalIdr) })}</span>}
        </div>
      }
    >
      <DigitPad onKey={(key) => change({ price: countAfter(draft.price, key, PRICE_DIGITS_COUNT) })} />
    </ActScreen>
  );
}
