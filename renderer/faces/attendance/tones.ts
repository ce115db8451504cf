import knownUrl from "#resources/sounds/punch-known.wav";
import okUrl from "#resources/sounds/punch-ok.wav";
import refusedUrl from "#resources/sounds/punch-refused.wav";
import type { Tone } from "./desk/desk-screen.ts";

const URL_BY_TONE: Readonly<Record<Tone, string>> = {
  "punch-ok": okUrl,
  "punch-known": knownUrl,
  "punch-refused": refusedUrl,
};
/** Kept on the device before they are first heard. */
export const TONE_PATHS: readonly string[] = Object.values(URL_BY_TONE);
/** UX.md §2.4: 70 % by default. */
const VOLUME = 0.7;

/** A browser that refuses sound loses nothing but the tone. */
export function playTone(tone: Tone): void {
  const sound = new Audio(URL_BY_TONE[tone]);
  sound.volume = VOLUME;
  sound.play().catch(() => {
    // Colour, icon and word say the same.
  });
}
