import type { ReactNode } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import styles from "./side.module.css";
import { Tile } from "./tile.tsx";

/** The column beside a list or a card: who acts, and up to four more targets. */
export function Side(props: { readonly of: "list" | "card"; readonly children: ReactNode }) {
  const copy = useTabletCopy();
  return (
    <aside className={styles["side"]} data-of={props.of} aria-label={copy.t("tablet.face.status")}>
      <WhoTile />
      {props.children}
    </aside>
  );
}

/** Who the next act is written to; a tap leads to the names. */
export function WhoTile() {
  const copy = useTabletCopy();
  const go = useGo();
  const { present, acting } = useStationPeople();
  const detail =
    acting !== null
      ? present.length > 1
        ? copy.t("tablet.who.more", { count: present.length - 1 })
        : undefined
      : present.length === 0
        ? copy.t("tablet.who.number-first")
        : copy.t("tablet.who.more", { count: present.length });
  const label = acting?.name ?? (present.length === 0 ? copy.t("tablet.who.title") : copy.t("tablet.who.choose"));
  return (
    <Tile
      icon="user"
      label={label}
      detail={detail}
      kind={acting === null ? "primary" : "secondary"}
      {...(acting === null ? {} : { before: copy.t("tablet.who.acting") })}
      onPress={() => go({ screen: "who" })}
    />
  );
}

/** Beside the task list: alerts, queue, the tablet itself. */
export function StatusTiles() {
  const copy = useTabletCopy();
  const units = useUnits();
  const go = useGo();
  const alerts = useLiveQuery(alertsRef, {});
  const { entries, unsentCount } = useOutbox();
  const rejectedCount = entries.filter(({ state }) => state === "rejected").length;
  const hasCritical = alerts.rows.some(({ severity, status }) => severity === "critical" && status === "open");
  const queueDetail =
    rejectedCount > 0
      ? copy.t("tablet.side.queue-decide", { count: units.count(rejectedCount) })
      : unsentCount > 0
        ? copy.t("tablet.side.queue-waiting", { count: units.count(unsentCount) })
        : copy.t("tablet.side.queue-empty");
  return (
    <>
      <Tile
        icon="bell"
        label={copy.t("tablet.side.alerts")}
        detail={
          alerts.rows.length === 0
            ? copy.t("tablet.side.alerts-none")
            : copy.t("tablet.side.alerts-open", { count: units.count(alerts.rows.length) })
        }
        kind={hasCritical ? "danger" : "secondary"}
        onPress={() => go({ screen: "alerts" })}
      />
      <Tile
        icon="archive"
        label={copy.t("tablet.side.queue")}
        detail={queueDetail}
        kind={rejectedCount > 0 ? "danger" : "secondary"}
        onPress={() => go({ screen: "queue" })}
      />
      <Tile
        icon="info"
        label={copy.t("tablet.side.device")}
        detail={copy.t("tablet.side.device-detail")}
        onPress={() => go({ screen: "settings" })}
      />
    </>
  );
}
