import type { CommonRejection } from "#kernel/rejections.ts";

/** What the kitchen says no to in this domain. */
export type DevicesRejection =
  | CommonRejection
  | { readonly code: "pairing-window-open"; readonly pairingId: string; readonly expiresAtMs: number }
  | { readonly code: "pairing-code-used" }
  | { readonly code: "pairing-code-expired" }
  /** The number named is not the one on the device's screen: this is another device, or a slip. */
  | { readonly code: "match-code-wrong" }
  | { readonly code: "site-device-limit"; readonly maxCount: number }
  | { readonly code: "last-manager-device" }
  /** A tablet has a station; the other faces have none, or for a wall optionally one. */
  | { readonly code: "station-required" }
  | { readonly code: "station-not-allowed"; readonly face: string }
  | { readonly code: "device-exists"; readonly deviceId: string }
  /** A manager paused this device. */
  | { readonly code: "device-suspended" };
