import { useConnectionState } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { thisDeviceRef } from "#renderer/domains/devices/devices-refs.ts";
import styles from "./wall.module.css";
import { useWallCopy } from "./words.ts";

const IDENTIFY_SHOWN_MS = 10_000;

/** “Kenali” on the manager's list: this screen says which one it is. */
export function Identify(props: { readonly nowMs: number }) {
  const { t } = useWallCopy();
  const { welcome } = useConnectionState();
  const device = useLiveQuery(thisDeviceRef, welcome === null ? null : { deviceId: welcome.deviceId }).rows[0];
  const askedAtMs = device?.identifyAskedAtMs ?? null;
  if (device === undefined || askedAtMs === null || props.nowMs - askedAtMs > IDENTIFY_SHOWN_MS) return null;
  return (
    <div className={styles.identify} role="alert">
      {t("wall.identify", { name: device.name })}
    </div>
  );
}
