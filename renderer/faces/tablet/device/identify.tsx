import { SECOND_MS } from "#kernel/time.ts";
import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { thisDeviceRef } from "#renderer/domains/devices/devices-refs.ts";
import styles from "./identify.module.css";

const SHOWN_MS = 10 * SECOND_MS;

/** “Kenali” on the manager's list: this tablet says which one it is. */
export function Identify() {
  const copy = useTabletCopy();
  const { welcome } = useConnectionState();
  const { nowMs } = useKitchenTime();
  const [device] = useLiveQuery(thisDeviceRef, welcome === null ? null : { deviceId: welcome.deviceId }).rows;
  const askedAtMs = device?.identifyAskedAtMs ?? null;
  if (device === undefined || askedAtMs === null || nowMs - askedAtMs > SHOWN_MS) return null;
  return (
    <p className={styles["identify"]} role="alert">
      {copy.t("tablet.device.identify", { name: device.name })}
    </p>
  );
}
