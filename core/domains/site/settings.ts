import { SERVICE_DAY_BOUNDARY_DEFAULT } from "#kernel/service-date.ts";
import { defineSetting, type SettingDefinition } from "#kernel/setting.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { CapacityClass } from "./vocabulary.ts";

/** Figures of the site (DOMAIN.md §8). */

/**
 * When day H begins, on H-1. The bounds are the house's: after the last food of a day has left, before anything may be
 * cooked for the next, so that no work of a day straddles its own boundary.
 */
export const serviceDayBoundary = defineSetting<string>({
  key: "service-day.boundary",
  default: SERVICE_DAY_BOUNDARY_DEFAULT,
  unit: "clock",
  source: "Praktik dapur",
  owner: "kitchen-head",
  earliestClock: "12:00",
  latestClock: "23:00",
});

export const reopenMax = defineSetting({
  key: "service-day.reopen-max",
  default: 7 * DAY_MS,
  unit: "ms",
  source: "Praktik dapur",
  owner: "kitchen-head",
  min: 0,
  max: 31 * DAY_MS,
});

/** A copy goes to the second medium this often, and after each closing of a day. */
export const backupMediumEvery = defineSetting({
  key: "backup.medium-every",
  default: HOUR_MS,
  unit: "ms",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 15 * MINUTE_MS,
  max: DAY_MS,
});

/** Copies kept on the second medium, the newest included. */
export const backupMediumKeep = defineSetting({
  key: "backup.medium-keep",
  default: 14,
  unit: "count",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 2,
  max: 400,
});

/** The second medium is without a good copy for so long before it is an alert: a day and the time to plug it in. */
export const backupMediumOld = defineSetting({
  key: "backup.medium-old",
  default: 26 * HOUR_MS,
  unit: "ms",
  source: "ketentuan rumah",
  owner: "kitchen-head",
  min: 2 * HOUR_MS,
  max: 14 * DAY_MS,
});

function capacity(capacityClass: CapacityClass, portionCount: number, source: string): SettingDefinition<number> {
  return defineSetting({
    key: `capacity.${capacityClass}`,
    default: portionCount,
    unit: "count",
    source,
    owner: "hub",
    min: 1,
    max: 10_000,
  });
}
/** How many portions a kitchen of a class may plan for one day. */
export const capacityByClass: Readonly<Record<CapacityClass, SettingDefinition<number>>> = {
  regular: capacity("regular", 2_500, "Juknis BGN"),
  "certified-cook": capacity("certified-cook", 3_000, "Juknis BGN"),
  remote: capacity("remote", 1_000, "Praktik dapur"),
};

export const siteSettings: readonly SettingDefinition[] = [
  serviceDayBoundary,
  reopenMax,
  backupMediumEvery,
  backupMediumKeep,
  backupMediumOld,
  ...Object.values(capacityByClass),
];
