import infoUrl from "#resources/sounds/info.wav";
import soonUrl from "#resources/sounds/soon.wav";
import stageDoneUrl from "#resources/sounds/stage-done.wav";
import unsafeUrl from "#resources/sounds/unsafe.wav";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { WallSound } from "./sound-plan.ts";

const URL_BY_SOUND: Readonly<Record<WallSound, string>> = {
  info: infoUrl,
  "stage-done": stageDoneUrl,
  soon: soonUrl,
  unsafe: unsafeUrl,
};

export interface SoundPlayer {
  readonly play: (sound: WallSound, volumeBp: number) => void;
  /** The browser lets nothing be heard until a key was pressed; the kiosk's own windows are never blocked. */
  readonly isBlocked: Signal<boolean>;
}

/** Plays the bundled tones. */
export function createSoundPlayer(): SoundPlayer {
  const isBlocked = createSignal(false);
  const audioBySound = new Map<WallSound, HTMLAudioElement>();
  const audioOf = (sound: WallSound) => {
    const known = audioBySound.get(sound);
    if (known !== undefined) return known;
    const audio = new Audio(URL_BY_SOUND[sound]);
    audio.preload = "auto";
    audioBySound.set(sound, audio);
    return audio;
  };
  return {
    isBlocked,
    play: (sound, volumeBp) => {
      const audio = audioOf(sound);
      audio.volume = volumeBp / 10_000;
      audio.currentTime = 0;
      audio.play().then(
        () => isBlocked.set(false),
        // A missing sound device is as silent as a blocked one: both are shown beside the pill.
        () => isBlocked.set(true),
      );
    },
  };
}
