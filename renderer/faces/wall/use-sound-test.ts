import { useEffect, useRef } from "react";
import { wallSoundTestAt } from "#domains/devices/settings.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { recordSoundTestRef, thisDeviceRef } from "#renderer/domains/devices/devices-refs.ts";
import { faceSettingsRef } from "#renderer/domains/site/site-refs.ts";
import type { SoundScene } from "./sound-plan.ts";
import type { SoundPlayer } from "./sound-player.ts";
import { isSoundTestDue } from "./sound-test.ts";
import type { WallData } from "./wall-data.ts";

/** Sounds the self-test tone at its hour and tells the kitchen whether it could be played. */
export function useSoundTest(
  player: SoundPlayer,
  data: Pick<WallData, "nowMs" | "serviceDate">,
  scene: { readonly isLive: boolean; readonly alerts: SoundScene["alerts"]; readonly volumeBp: number },
): void {
  const { commands, timeZone } = useKitchen();
  const { welcome } = useConnectionState();
  const [device] = useLiveQuery(thisDeviceRef, welcome === null ? null : { deviceId: welcome.deviceId }).rows;
  const settings = useLiveQuery(faceSettingsRef, { serviceDate: data.serviceDate }, { isKeptOnDisk: true }).rows;
  const clock = settings.find(({ settingKey }) => settingKey === wallSoundTestAt.key)?.value;
  const isRunning = useRef(false);
  const isDue =
    scene.isLive &&
    device !== undefined &&
    isSoundTestDue({
      nowMs: data.nowMs,
      timeZone: timeZone(),
      clock: typeof clock === "string" ? clock : wallSoundTestAt.default,
      testedAtMs: device.soundTestedAtMs,
      isAlarmOpen: scene.alerts.some(({ severity, status }) => severity === "critical" && status === "open"),
    });
  useEffect(() => {
    if (!isDue || isRunning.current || welcome === null) return;
    isRunning.current = true;
    void player.test(scene.volumeBp).then(async (isPlayed) => {
      await commands.recordFact(recordSoundTestRef, { deviceId: welcome.deviceId, isPlayed }).answered;
      isRunning.current = false;
    });
  }, [isDue, welcome, player, commands, scene.volumeBp]);
}
