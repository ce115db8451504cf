import type { SettingDefinition, SettingValue } from "#kernel/setting.ts";
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
  /** The hub's standard for it on the day the change takes effect; null while it published none. */
  readonly standardValue: SettingValue | null;
  /** The standard the command names, as it was received; null for none this version understands. */
  readonly standard: PublishedStandard | null;
  readonly reopenMaxMs: number;
  readonly openAlertCount: number;
}

export interface PublishedStandard {
  readonly documentCode: string;
  readonly documentVersion: number;
  readonly title: string;
  readonly source: string;
  readonly effectiveFromDate: string;
  /** With the definition this version has of each; null for one it does not know. */
  readonly settings: readonly {
    readonly settingKey: string;
    readonly value: SettingValue;
    readonly definition: SettingDefinition | null;
  }[];
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
