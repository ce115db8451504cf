import { Modal, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { stationSchema, type Station } from "#kernel/access.ts";
import { assignDeviceRef } from "#renderer/domains/devices/devices-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { DeviceRow } from "./devices-page.tsx";

export const STATIONS: readonly Station[] = stationSchema.options;
export const NO_STATION = "";
export const DEVICE_NAME_MAX_COUNT = 40;

/** Renames a device and moves it to another station; it follows at once. */
export function AssignDialog(props: { readonly device: DeviceRow; readonly onClose: () => void }) {
  const { device } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const [name, setName] = useState(device.name);
  const [station, setStation] = useState<Station | null>(device.station);
  const isStationed = device.face === "tablet" || device.face === "wall";
  const missing =
    name.trim() === ""
      ? t("people.device.name-needed")
      : device.face === "tablet" && station === null
        ? t("people.device.station-needed")
        : null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("people.device.assign-of", { device: device.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <TextInput
          data-autofocus
          label={t("people.device.name")}
          maxLength={DEVICE_NAME_MAX_COUNT}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {isStationed ? (
          <Select
            label={t("people.device.station")}
            data={[
              ...(device.face === "wall" ? [{ value: NO_STATION, label: t("people.device.no-station") }] : []),
              ...STATIONS.map((code) => ({ value: code, label: t(`shared.station.${code}`) })),
            ]}
            value={station ?? NO_STATION}
            onChange={(value) => setStation(STATIONS.find((code) => code === value) ?? null)}
          />
        ) : null}
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={missing}
            onPress={() => {
              run(
                () => grant(assignDeviceRef, { deviceId: device.deviceId, name: name.trim(), station }),
                t("people.device.assigned", { device: name.trim() }),
              );
              props.onClose();
            }}
          >
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
