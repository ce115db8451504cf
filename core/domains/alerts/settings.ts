import { defineSetting } from "#kernel/setting.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";

/** Figures of alerts (DOMAIN.md §4.11 and §8). */

const HOUSE = "ketentuan rumah (DOMAIN.md §4.11)";

/** CRITICAL, not acknowledged: to the kitchen head. */
export const ackCriticalHeadMs = defineSetting({
  key: "alert.ack-critical-head",
  default: 5 * MINUTE_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: HOUR_MS,
});

/** CRITICAL, still not acknowledged: to the region, through the hub. */
export const ackCriticalRegionMs = defineSetting({
  key: "alert.ack-critical-region",
  default: 15 * MINUTE_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: 5 * MINUTE_MS,
  max: 2 * HOUR_MS,
});

/** HIGH, not acknowledged: to the kitchen head. */
export const ackHighMs = defineSetting({
  key: "alert.ack-high",
  default: 15 * MINUTE_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: 4 * HOUR_MS,
});

/** MEDIUM, not acknowledged: to its owner once more. */
export const ackMediumMs = defineSetting({
  key: "alert.ack-medium",
  default: HOUR_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: 5 * MINUTE_MS,
  max: 12 * HOUR_MS,
});

/** A repeat of an unresolved alert is written at most this often. */
export const alertRepeatMinMs = defineSetting({
  key: "alert.repeat-min",
  default: 10 * MINUTE_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: HOUR_MS,
});

/** A condition must have been gone this long before its alert resolves by itself, so that one on the edge does not ring. */
export const alertClearAfterMs = defineSetting({
  key: "alert.clear-after",
  default: 2 * MINUTE_MS,
  unit: "ms",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 0,
  max: 30 * MINUTE_MS,
});

/** A low core reading nobody followed up for this long. */
export const coreLowAfterMs = defineSetting({
  key: "alert.core-low-after",
  default: 10 * MINUTE_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: HOUR_MS,
});

/** A planned start passed by this much. */
export const startLateAfterMs = defineSetting({
  key: "alert.start-late-after",
  default: 0,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: 0,
  max: HOUR_MS,
});

export const cookClockWarnFirstMs = defineSetting({
  key: "cook-clock.warn-first",
  default: 3 * HOUR_MS,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: HOUR_MS,
  max: 4 * HOUR_MS,
});
export const cookClockWarnSecondMs = defineSetting({
  key: "cook-clock.warn-second",
  default: 3 * HOUR_MS + 30 * MINUTE_MS,
  unit: "ms",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: HOUR_MS,
  max: 4 * HOUR_MS,
});

/** Food is near its consume-by from this long before. */
export const consumeByWarnMs = defineSetting({
  key: "alert.consume-by-warn",
  default: HOUR_MS,
  unit: "ms",
  source: HOUSE,
  owner: "kitchen-head",
  min: 10 * MINUTE_MS,
  max: 3 * HOUR_MS,
});

/** Whether the wall's key may acknowledge an alert for the kitchen. */
export const isWallAcknowledging = defineSetting({
  key: "wall.acknowledge",
  default: true,
  unit: "switch",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
});

/** No copy could be made for this long although the store changed. */
export const backupOldMs = defineSetting({
  key: "alert.backup-old",
  default: HOUR_MS,
  unit: "ms",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 20 * MINUTE_MS,
  max: 24 * HOUR_MS,
});

/** Free share of the store's disk. */
export const diskLowBp = defineSetting({
  key: "alert.disk-low",
  default: 500,
  unit: "bp",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 100,
  max: 5_000,
});

export const deviceSilentMs = defineSetting({
  key: "alert.device-silent",
  default: 10 * MINUTE_MS,
  unit: "ms",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: 12 * HOUR_MS,
});

export const alertSettings = [
  ackCriticalHeadMs,
  ackCriticalRegionMs,
  ackHighMs,
  ackMediumMs,
  alertRepeatMinMs,
  alertClearAfterMs,
  coreLowAfterMs,
  startLateAfterMs,
  cookClockWarnFirstMs,
  cookClockWarnSecondMs,
  consumeByWarnMs,
  isWallAcknowledging,
  backupOldMs,
  diskLowBp,
  deviceSilentMs,
] as const;
