import tickUrl from "#resources/sounds/tick.wav";
import unsafeUrl from "#resources/sounds/unsafe.wav";

/** The files of the tones, kept on the device before they are first heard. */
export const SOUND_PATHS: readonly string[] = [tickUrl, unsafeUrl];

/** The tablet's two tones (UX.md §2.4); a browser that refuses sound loses nothing but the tone. */
export function playTick(): void {
  play(tickUrl, TICK_VOLUME);
}

/** A reading out of its limit. */
export function playUnsafe(): void {
  play(unsafeUrl, UNSAFE_VOLUME);
}

const TICK_VOLUME = 0.5;
const UNSAFE_VOLUME = 0.8;

function play(url: string, volume: number): void {
  const sound = new Audio(url);
  sound.volume = volume;
  sound.play().catch(() => {
    // No sound before the first touch, or none at all: colour, icon and word say the same.
  });
}
