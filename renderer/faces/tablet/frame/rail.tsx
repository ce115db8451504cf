import { useId } from "react";
import type { Station } from "#kernel/access.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./frame.module.css";
import { STATION_ICONS } from "./top-bar.tsx";

const STATIONS: readonly Station[] = ["receive", "prepare", "cook", "portion", "dispatch"];
/** Dispatch comes with the delivery domain. */
const WORKING: ReadonlySet<Station> = new Set(["receive", "prepare", "cook", "portion"]);

/** The five stations; those whose work this version does not have say so. */
export function Rail(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  return (
    <nav className={styles["rail"]} aria-label={copy.t("tablet.face.station-list")}>
      {STATIONS.map((station) => (
        <StationTile key={station} station={station} isCurrent={station === props.station} />
      ))}
    </nav>
  );
}

function StationTile(props: { readonly station: Station; readonly isCurrent: boolean }) {
  const copy = useTabletCopy();
  const go = useGo();
  const reasonId = useId();
  const isWorking = WORKING.has(props.station);
  return (
    <button
      type="button"
      className={styles["tile"]}
      data-own={isWorking}
      data-primary-target=""
      aria-current={props.isCurrent ? "page" : undefined}
      aria-disabled={isWorking ? undefined : true}
      aria-describedby={isWorking ? undefined : reasonId}
      onClick={() => {
        if (isWorking) go({ screen: "tasks", station: props.station, page: 0 });
      }}
    >
      {isWorking ? <Icon name={STATION_ICONS[props.station]} sizeEm={1.6} /> : null}
      {copy.t(`shared.station.${props.station}`)}
      {isWorking ? null : (
        <span id={reasonId} className={styles["tileReason"]}>
          {copy.t("tablet.face.not-in-version")}
        </span>
      )}
    </button>
  );
}
