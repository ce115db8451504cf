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
  /** Completed batches without a stored sample. */
  readonly missingSampleBatchIds: readonly string[];
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
