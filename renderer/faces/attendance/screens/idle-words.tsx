import type { LiveRows } from "#renderer/client/live-rows.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { MINUTE_MS } from "#kernel/time.ts";
import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./desk-screen.module.css";

/** UX.md §3.2: from here the device's clock is said to be off. */
const CLOCK_OFF_MS = 2 * MINUTE_MS;

/** What to do here, and what is not right with this device. */
export function IdleWords(props: { readonly roster: LiveRows }) {
  const { t } = useTerminalCopy();
  const { roster } = props;
  const isEmpty = roster.status !== "loading" && roster.rows.length === 0;
  return (
    <div className={styles["lines"]}>
      {isEmpty ? (
        <p className={styles["warning"]} data-state="nobody-registered">
          <Icon name="info" />
          {t("attendance.idle.empty")}
        </p>
      ) : null}
      <CardWaited />
      <h1 className={styles["prompt"]}>
        {roster.status === "loading" ? t("attendance.idle.loading") : t("attendance.idle.prompt")}
      </h1>
      <p className={styles["notice"]}>{t("attendance.idle.notice")}</p>
      <ClockWarning />
    </div>
  );
}

/** A manager waits for somebody's new card; everybody else passes as always. */
function CardWaited() {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { enrolment } = useTerminal();
  const { clock } = useKitchen();
  const { nowMs } = useKitchenTime(1_000);
  const waited = useSignal(enrolment.waited);
  if (waited === null || waited.offeredAtMs !== null || nowMs >= waited.expiresAtMs) return null;
  const left = units.duration((waited.expiresAtMs - nowMs) / clock.clockRate() + 999);
  return (
    <p className={styles["waited"]} data-state="card-waited" role="status">
      <Icon name="user" />
      {t("attendance.enrol.tap", { name: waited.name, left })}
    </p>
  );
}

/** In a demo kitchen the clocks differ by design. */
function ClockWarning() {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { runtime, clock } = useKitchen();
  const { isDemo } = useLink();
  const { nowMs } = useKitchenTime(5_000);
  const offMs = Math.abs(runtime.deviceTimeMs() - nowMs);
  if (isDemo || !clock.isSynced() || offMs <= CLOCK_OFF_MS) return null;
  return (
    <p className={styles["warning"]} data-state="clock-off">
      <Icon name="triangle-alert" />
      {t("attendance.clock.off", { age: units.duration(offMs) })}
    </p>
  );
}
