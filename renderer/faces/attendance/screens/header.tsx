import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { localFromMs } from "#kernel/time.ts";
import type { LastPunch } from "#renderer/faces/attendance/desk/desk-state.ts";
import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./desk-screen.module.css";

/** The clock a queue looks up to. */
export function Header() {
  const units = useUnits();
  const { nowMs, timeZone } = useKitchenTime(1_000);
  return (
    <header className={styles["head"]}>
      <time className={styles["clock"]}>{units.clock(nowMs, timeZone)}</time>
      <span className={styles["date"]}>
        {units.zone(timeZone)} · {units.date(localFromMs(nowMs, timeZone).date)}
      </span>
    </header>
  );
}

/** For half a minute the last punch, with its way back. */
export function LastLine() {
  const { t } = useTerminalCopy();
  const { desk } = useTerminal();
  const { last } = useSignal(desk.state);
  if (last === null) return <div className={styles["last"]} />;
  return (
    <div className={styles["last"]} data-state="last-punch">
      <LastWords last={last} />
      {/* Of this punch alone: a press begun for it does nothing once the next person stands there. */}
      <Button key={last.punchId} onPress={desk.withdraw}>
        {t("attendance.last.not-me")}
      </Button>
    </div>
  );
}

function LastWords({ last }: { readonly last: LastPunch }) {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(60_000);
  const clock = units.clock(last.atMs, timeZone);
  const { name, direction } = last;
  return (
    <span>
      {direction === null
        ? t("attendance.last.saved", { name, clock })
        : t("attendance.last.line", { name, direction: t(`attendance.${direction}`), clock })}
    </span>
  );
}
