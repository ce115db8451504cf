import { useEffect, useRef } from "react";
import { HOUR_MS, localFromMs, type TimeZone } from "#kernel/time.ts";
import type { WallSettings } from "./settings.ts";
import { nextSound, NOTHING_HEARD, type SoundMemory, type SoundScene } from "./sound-plan.ts";
import type { SoundPlayer } from "./sound-player.ts";

/** Phases before 06:00 are softer (UX.md §2.4). */
const SOFT_UNTIL_MS = 6 * HOUR_MS;

/** Plays what the scene asks for, once a change. */
export function useSounds(
  player: SoundPlayer,
  scene: SoundScene,
  options: { readonly settings: WallSettings; readonly timeZone: TimeZone },
): void {
  const memory = useRef<SoundMemory>(NOTHING_HEARD);
  useEffect(() => {
    const heard = nextSound(memory.current, scene);
    memory.current = heard.memory;
    if (heard.sound !== null) player.play(heard.sound, volumeBpAt(options.settings, scene.nowMs, options.timeZone));
  });
}

/** The volume of this hour. */
export function volumeBpAt(settings: WallSettings, nowMs: number, timeZone: TimeZone): number {
  return localFromMs(nowMs, timeZone).msOfDay < SOFT_UNTIL_MS ? settings.volumeNightBp : settings.volumeDayBp;
}
