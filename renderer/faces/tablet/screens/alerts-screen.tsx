import { useRef, useState } from "react";
import type { Station } from "#kernel/access.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { acknowledgeAlertRef, alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { AlertRowCard } from "#renderer/domains/alerts/alert-row-card.tsx";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Side, StatusTiles } from "#renderer/faces/tablet/frame/side.tsx";
import { useRowsThatFit } from "#renderer/ui/use-rows-that-fit.ts";
import { useRowPx } from "#renderer/faces/tablet/use-is-narrow.ts";
import { useActionReason } from "#renderer/faces/tablet/work/use-action-reason.ts";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import styles from "./screens.module.css";

const ROW_PX = 136;
const NARROW_ROW_PX = 204;
const ROW_GAP_PX = 24;

/** Open alerts, worst first; “Ketahui” says that somebody has seen it. */
export function AlertsScreen(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  const record = useRecord();
  const { nowMs, timeZone } = useKitchenTime();
  const reason = useActionReason("alert.acknowledge");
  const alerts = useLiveQuery(alertsRef, {}, { isKeptOnDisk: true });
  const list = useRef<HTMLUListElement>(null);
  const fitCount = useRowsThatFit(list, useRowPx({ widePx: ROW_PX, narrowPx: NARROW_ROW_PX }), ROW_GAP_PX);
  const [turned, setTurned] = useState(0);
  const { items, page, pageCount } = pageOf(alerts.rows, turned, fitCount);
  return (
    <Frame
      station={props.station}
      hasRail
      isLive
      title={copy.t("tablet.side.alerts")}
      primary={
        pageCount < 2
          ? null
          : {
              label: copy.t("tablet.task.next-page"),
              icon: "arrow-right",
              kind: "secondary",
              onPress: () => setTurned((page + 1) % pageCount),
            }
      }
    >
      <div className={styles["listAndSide"]}>
        <ul ref={list} className={styles["alertRows"]} aria-label={copy.t("tablet.alerts.list")}>
          {items.map((alert) => (
            <li key={alert.alertId}>
              <AlertRowCard
                alert={alert}
                nowMs={nowMs}
                timeZone={timeZone}
                reason={reason}
                onAcknowledge={() =>
                  void record(
                    acknowledgeAlertRef,
                    { alertId: alert.alertId },
                    { summary: copy.t("tablet.record.acknowledge-alert") },
                  )
                }
              />
            </li>
          ))}
          {items.length === 0 ? <li className={styles["empty"]}>{copy.t("tablet.alerts.none")}</li> : null}
        </ul>
        <Side of="list">
          <StatusTiles />
        </Side>
      </div>
    </Frame>
  );
}
