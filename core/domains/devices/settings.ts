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

export const devicesSettings = [pairingWindowMs, deviceMaxCount] as const;
