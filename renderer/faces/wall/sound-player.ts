import infoUrl from "#resources/sounds/info.wav";
import soonUrl from "#resources/sounds/soon.wav";
import stageDoneUrl from "#resources/sounds/stage-done.wav";
import unsafeUrl from "#resources/sounds/unsafe.wav";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";
import type { WallSound } from "./sound-plan.ts";

const URL_BY_SOUND: Readonly<Record<WallSound, string>> = {
  info: infoUrl,
  "stage-done": stageDoneUrl,
  soon: soonUrl,
  unsafe: unsafeUrl,
};

/** A tone of 120 ms that has not ended by then never will. */
const SOUND_TEST_MAX_MS = 5_000;

export interface SoundPlayer {
  readonly play: (sound: WallSound, volumeBp: number) => void;
  /** Plays the quietest-meaning tone to its end; false where the page may not, or nothing takes the sound. */
  readonly test: (volumeBp: number) => Promise<boolean>;
  /** The browser lets nothing be heard until a key was pressed; the kiosk's own windows are never blocked. */
  readonly isBlocked: Signal<boolean>;
}

/** Plays the bundled tones. */
export function createSoundPlayer(runtime: Pick<ClientRuntime, "after">): SoundPlayer {
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
  const test = async (volumeBp: number) => {
    // An element of its own: a real sound at the same moment is neither cut nor taken for the test.
    const audio = new Audio(infoUrl);
    audio.volume = volumeBp / 10_000;
    const ended = new Promise<boolean>((resolve) => {
      audio.addEventListener("ended", () => resolve(true), { once: true });
      audio.addEventListener("error", () => resolve(false), { once: true });
      runtime.after(SOUND_TEST_MAX_MS, () => resolve(false));
    });
    const isPlayed = await audio.play().then(
      () => ended,
      () => false,
    );
    isBlocked.set(!isPlayed);
    return isPlayed;
  };
  return {
    isBlocked,
    test,
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
