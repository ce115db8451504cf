/** Value lists of alerts (DOMAIN.md §4.11). Free of zod, so faces may import it. */

/** The kinds whose facts this kitchen already has; the others join with their domains. */
export const ALERT_KINDS = [
  "core-temperature-low",
  "holding-temperature-out",
  "cook-clock",
  "consume-by",
  "batch-start-late",
  "batch-late",
  "batch-held",
  "release-overridden",
  "tasting-unsafe",
  "deviation-open",
  "sample-missing",
  "sample-due",
  "sample-overdue",
  "clock-untrusted",
  "backup-old",
  "disk-low",
  "device-silent",
  "sound-failed",
  "stock-low",
  "stock-out",
  "lot-expiring",
  "lot-expired",
  "requirement-short",
] as const;

/** Ascending. */
export const ALERT_SEVERITIES = ["low", "medium", "high", "critical"] as const;

export const ALERT_STATUSES = ["open", "acknowledged", "action-recorded", "verified", "resolved"] as const;

export const ALERT_ACTION_CODES = [
  "checked-on-site",
  "remeasured",
  "reheated",
  "reworked",
  "discarded",
  "moved",
  "repaired",
  "plan-changed",
  "staff-added",
  "other",
] as const;

/** `condition-gone`: the watcher saw it end. `by-hand`: a person closed it. */
export const ALERT_RESOLUTIONS = ["condition-gone", "by-hand"] as const;
