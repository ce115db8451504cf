import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NUMBER_DIGITS_COUNT } from "#renderer/faces/attendance/desk/desk-state.ts";
import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import { Keypad } from "#renderer/ui/keypad.tsx";
import styles from "./desk-screen.module.css";

/** Six dots and the keypad, live whatever the left side shows. */
export function KeypadPanel() {
  const { t } = useTerminalCopy();
  const { desk } = useTerminal();
  const { lockedUntilMs } = useSignal(desk.state);
  const press = (key: string) => {
    if (key === "backspace") desk.backspace();
    else if (key === "clear") desk.clear();
    else desk.digit(key);
  };
  return (
    <section className={styles["right"]} aria-label={t("shared.keypad.label")}>
      <Entry />
      <KeypadNotice />
      <Keypad
        onKey={press}
        isOff={lockedUntilMs !== null}
        words={{
          keypad: t("shared.keypad.label"),
          clear: t("shared.keypad.clear"),
          backspace: t("shared.keypad.backspace"),
          decimal: t("shared.keypad.decimal"),
        }}
      />
    </section>
  );
}

/** A number is never shown; a time of day is. */
function Entry() {
  const { t } = useTerminalCopy();
  const { desk, flow } = useTerminal();
  const { digitCount, isRedEdged } = useSignal(desk.state);
  const step = useSignal(flow.state);
  if (step?.step === "time") {
    const typed = step.typed.padEnd(4, "_");
    return (
      <div className={styles["dots"]} data-state="time-typed">
        <span className={styles["typed"]}>
          {typed.slice(0, 2)}:{typed.slice(2)}
        </span>
      </div>
    );
  }
  return (
    <div
      className={styles["dots"]}
      data-state={isRedEdged ? "number-refused" : "number"}
      role="img"
      aria-label={t("attendance.number.label", { count: digitCount })}
    >
      {Array.from({ length: NUMBER_DIGITS_COUNT }, (_, index) => (
        <span key={index} className={styles["dot"]} data-filled={index < digitCount} />
      ))}
    </div>
  );
}

/** Why the keypad does not help just now; cards always do. */
function KeypadNotice() {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { clock } = useKitchen();
  const { desk } = useTerminal();
  const { lockedUntilMs, isNumberStranded } = useSignal(desk.state);
  const { phase, sessionCount } = useConnectionState();
  const { nowMs } = useKitchenTime(1_000);
  if (lockedUntilMs !== null) {
    const age = units.duration(Math.max(0, lockedUntilMs - nowMs) / clock.clockRate() + 999);
    return (
      <p className={styles["keynotice"]} data-tone="crit" data-state="keypad-locked">
        <Icon name="lock" />
        <span>{t("attendance.number.locked", { age })}</span>
      </p>
    );
  }
  const isCut = phase !== "open" && sessionCount > 0;
  if (!isNumberStranded && !isCut) return <p className={styles["keynotice"]} />;
  return (
    <p className={styles["keynotice"]} data-tone="warn" data-state="keypad-cut">
      <Icon name="wifi-off" />
      <span>{t("attendance.number.stranded")}</span>
    </p>
  );
}
