import type { ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import type { LocalDate } from "#kernel/time.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { expiryAfter, expiryFrom, expiryShown, EXPIRY_DIGITS_COUNT } from "#renderer/domains/inventory/expiry-entry.ts";
import { ActScreen } from "#renderer/faces/tablet/acts/act-screen.tsx";
import { DigitPad } from "#renderer/faces/tablet/acts/digit-pad.tsx";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import styles from "./store.module.css";

/** The date on the pack, digit by digit, read back with its weekday. */
export function ExpiryAct(props: {
  readonly station: Station;
  readonly subject: string;
  readonly digits: string;
  readonly onDigits: (digits: string) => void;
  /** The day before which nothing is taken in. */
  readonly serviceDate: LocalDate;
  readonly facts?: ReactNode;
  readonly onDone: () => void;
  readonly secondary: ZoneAction;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  const date = expiryFrom(props.digits);
  const isPast = date !== null && date < props.serviceDate;
  const reason =
    props.digits.length < EXPIRY_DIGITS_COUNT
      ? copy.t("store.expiry.missing")
      : date === null
        ? copy.t("store.expiry.no-such-day")
        : null;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("store.expiry.title")}
      subject={props.subject}
      layout="keypad"
      facts={props.facts}
      primary={{ label: copy.t("shared.verb.continue"), icon: "arrow-right", reason, onPress: props.onDone }}
      secondary={props.secondary}
      entry={
        <div className={styles["figure"]}>
          <output aria-live="off" data-long="">
            {expiryShown(props.digits)}
          </output>
          <span>{date === null ? copy.t("store.expiry.how") : units.date(date)}</span>
          {isPast ? <strong role="alert">{copy.t("store.expiry.past")}</strong> : null}
        </div>
      }
    >
      <DigitPad onKey={(key) => props.onDigits(expiryAfter(props.digits, key))} />
    </ActScreen>
  );
}
