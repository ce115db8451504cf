import type { AlertRow } from "#domains/alerts/queries.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { alertKindKey } from "./alert-kind-key.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./alert-row-card.module.css";

export const LOOK_BY_SEVERITY: Readonly<Record<AlertRow["severity"], Look>> = {
  low: { token: "text", icon: "info" },
  medium: { token: "warn", icon: "triangle-alert" },
  high: { token: "crit", icon: "octagon-alert" },
  critical: { token: "crit", icon: "octagon-alert" },
};

/** “K3” of “BATCH-20261121-03”. */
function kloterOf(batchCode: string): string {
  return `K${Number(batchCode.slice(batchCode.lastIndexOf("-") + 1))}`;
}

/** One alert: how bad, what, where, since when; and whether somebody knows. */
export function AlertRowCard(props: {
  readonly alert: AlertRow;
  readonly nowMs: number;
  readonly timeZone: TimeZone;
  readonly reason: string | null;
  readonly onAcknowledge: () => void;
}) {
  const { alert, nowMs, timeZone } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { data } = alert;
  const about = [
    data.batchCode === undefined ? undefined : kloterOf(data.batchCode),
    data.dishName,
    data.sampleCode,
    data.deviceName,
    data.itemName,
    data.lotCode,
    data.ingredientNames?.join(", "),
    data.temperatureC === undefined ? undefined : units.temperature(data.temperatureC),
    units.ago(nowMs - alert.raisedAtMs),
  ].filter((part) => part !== undefined);
  const name = alert.acknowledgedByStaffId === null ? undefined : alert.nameByStaffId[alert.acknowledgedByStaffId];
  const kind = copy.t(`shared.alert-kind.${alertKindKey(alert)}`);
  return (
    <article className={styles["row"]} data-severity={alert.severity}>
      <div className={styles["words"]}>
        <span className={styles["kind"]}>
          <StateBadge
            state={`severity-${alert.severity}`}
            {...LOOK_BY_SEVERITY[alert.severity]}
            word={copy.t(`shared.severity.${alert.severity}`)}
          />
          <span>{kind}</span>
        </span>
        <span className={styles["about"]}>{about.join(" · ")}</span>
      </div>
      {alert.status === "open" ? (
        <Button reason={props.reason} onPress={props.onAcknowledge}>
          {copy.t("tablet.alerts.acknowledge")}
          <span className="visually-hidden"> {kind}</span>
        </Button>
      ) : (
        <span className={styles["known"]}>
          {alert.acknowledgedAtMs === null
            ? copy.t("shared.alert.open")
            : name === undefined
              ? copy.t("shared.alert.acknowledged-by-screen", { clock: units.clock(alert.acknowledgedAtMs, timeZone) })
              : copy.t("shared.alert.acknowledged", { name, clock: units.clock(alert.acknowledgedAtMs, timeZone) })}
        </span>
      )}
    </article>
  );
}
