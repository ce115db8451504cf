import { useRef, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import type { BaseUnit } from "#kernel/quantity.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy, type TabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { amountAfter, type AmountUnit } from "#renderer/domains/inventory/amount-entry.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { DigitPad } from "#renderer/faces/tablet/acts/digit-pad.tsx";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import styles from "./store.module.css";
import { typedAmount, unitOf, type AmountDraft, type TypedAmount } from "./typed-amount.ts";

export function unitWord(unit: AmountUnit, copy: TabletCopy): string {
  return unit.pack?.label ?? copy.find(`store.unit.${unit.code}`) ?? unit.code;
}

/** An amount typed in one of an item's units; the sum in its base unit stands under a figure of packs. */
export function AmountAct(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly units: readonly AmountUnit[];
  readonly baseUnit: BaseUnit;
  readonly draft: AmountDraft;
  readonly onDraft: (draft: AmountDraft) => void;
  readonly facts?: ReactNode;
  readonly under?: ReactNode;
  readonly refusal: string | null;
  readonly primary: (typed: TypedAmount | null) => ZoneAction | null;
  readonly secondary: ZoneAction;
}) {
  const { units, draft, onDraft, baseUnit } = props;
  const copy = useTabletCopy();
  const words = useUnits();
  const unit = unitOf(draft, units);
  // Keys that were held back for a scanner come two at once, before the screen is drawn again.
  const latest = useRef(draft);
  latest.current = draft;
  const typed = typedAmount(draft, units, baseUnit);
  const mark = copy.language === "id" ? "," : ".";
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="keypad"
      facts={props.facts}
      refusal={props.refusal}
      primary={props.primary(typed)}
      secondary={props.secondary}
      entry={
        <div className={styles["figure"]}>
          <output aria-live="off" data-long={draft.digits.length > 4 ? "" : undefined}>
            {draft.digits === "" ? NO_VALUE : draft.digits.replace(",", mark)}
          </output>
          <span className={styles["figureUnit"]}>{unitWord(unit, copy)}</span>
          {unit.pack === null || typed === null ? null : <span>= {words.quantity(typed.base)}</span>}
          {props.under}
          {units.length < 2 ? null : (
            <ChoiceChips
              legend={copy.t("store.amount.unit")}
              isLegendHidden
              columnCount={2}
              choices={units.map((each) => ({ value: each.code, label: unitWord(each, copy) }))}
              chosen={unit.code}
              // Another unit, another figure: 4 sacks are not 4 kilograms.
              onChoose={(unitCode) => onDraft(unitCode === unit.code ? draft : { unitCode, digits: "" })}
            />
          )}
        </div>
      }
    >
      <DigitPad
        {...(unit.decimalCount === 0 ? {} : { decimalMark: mark })}
        onKey={(key) => {
          latest.current = { unitCode: unit.code, digits: amountAfter(latest.current.digits, key, unit) };
          onDraft(latest.current);
        }}
      />
    </ActScreen>
  );
}
