import type { ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { countAfter, countFromDigits } from "#renderer/domains/production/count-entry.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ActScreen } from "./act-screen.tsx";
import { DigitPad } from "./digit-pad.tsx";
import styles from "./acts.module.css";

/** A whole figure typed on the keypad. */
export function NumberAct(props: {
  readonly station: Station;
  readonly title: string;
  readonly subject: string;
  readonly draftName: string;
  readonly digitsMaxCount: number;
  readonly unit: string;
  readonly facts?: ReactNode;
  /** Under the figure: how it stands to its target. */
  readonly verdict?: (value: number | null) => ReactNode;
  readonly primary: (value: number | null, discard: () => void) => ZoneAction | null;
  readonly secondary: ZoneAction;
  readonly refusal: string | null;
}) {
  const units = useUnits();
  const [digits, setDigits, discard] = useDraft(props.draftName, "", (kept) => typeof kept === "string");
  const value = countFromDigits(digits);
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="keypad"
      facts={props.facts}
      refusal={props.refusal}
      primary={props.primary(value, discard)}
      secondary={props.secondary}
      entry={
        <div className={styles["bigFigure"]}>
          <output aria-live="off">{value === null ? NO_VALUE : units.count(value)}</output>
          <span>{props.unit}</span>
          {props.verdict?.(value)}
        </div>
      }
    >
      <DigitPad onKey={(key) => setDigits(countAfter(digits, key, props.digitsMaxCount))} />
    </ActScreen>
  );
}
