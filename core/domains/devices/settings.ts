import { defineSetting } from "#kernel/setting.ts";

/** `pairing.window`: how long a code and a waiting request stand. */
export const pairingWindowMs = defineSetting({
  key: "pairing.window",
  default: 300_000,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 60_000,
  max: 900_000,
});

/** `device.max`: paired devices, suspended ones included. */
export const deviceMaxCount = defineSetting({
  key: "device.max",
  default: 64,
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 1,
  max: 64,
});

/**
 * `wall.sound-test-at`: when a wall sounds its self-test tone. The end of the quiet hours (UX.md §8): somebody is still
 * awake to mend what is silent before the night begins.
 */
export const wallSoundTestAt = defineSetting<string>({
  key: "wall.sound-test-at",
  default: "20:00",
  unit: "clock",
  source: "ketentuan rumah (UX.md §2.4)",
  owner: "kitchen-head",
  earliestClock: "12:00",
  latestClock: "23:00",
});

export const devicesSettings = [pairingWindowMs, deviceMaxCount, wallSoundTestAt] as const;
