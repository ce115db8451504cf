import type { SettingDefinition } from "#kernel/setting.ts";
import type { TimeZone } from "#kernel/time.ts";

/** What `decide` must know beside the site's own streams. */
export interface SiteFacts {
  readonly timeZone: TimeZone;
  /** The service day it is now. */
  readonly currentServiceDate: string;
  /** Service days open or reopened. */
  readonly openServiceDates: readonly string[];
  /** What is known of the day the command names, from production and quality. */
  readonly day: ServiceDayFacts | null;
  /** The definition of the setting the command names; null when there is none of that key. */
  readonly setting: SettingDefinition | null;
  readonly reopenMaxMs: number;
  readonly openAlertCount: number;
}

export interface ServiceDayFacts {
  /** Work on a batch of it has begun. */
  readonly isStarted: boolean;
  /** Batches neither completed nor cancelled. */
  readonly openBatchIds: readonly string[];
  /** When it begins: the boundary in force on it, the evening before. */
  readonly startsAtMs: number;
  /** Completed batches with fewer stored samples than each must have. */
  readonly missingSampleBatchIds: readonly string[];
  /** Stored samples the day must have over all its batches. */
  readonly sampleMinCount: number;
  readonly totals: ServiceDayTotals;
}

export interface ServiceDayTotals {
  readonly batchCount: number;
  readonly completedBatchCount: number;
  readonly cancelledBatchCount: number;
  readonly plannedPortionCount: number;
  readonly portionedPortionCount: number;
  readonly specialPackCount: number;
  readonly wasteMassG: number;
  readonly sampleCount: number;
}
