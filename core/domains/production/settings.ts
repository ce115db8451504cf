import { defineSetting, type SettingDefinition } from "#kernel/setting.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { HoldClass } from "#kernel/food-words.ts";

/** Figures of production (DOMAIN.md §8). Values in force come from the site domain; these are the built-in defaults. */

export const cookFloor = defineSetting({
  key: "cook.floor",
  default: "00:00",
  unit: "clock",
  source: "Pernyataan BGN: tidak memasak sebelum pukul 00.00 hari penyajian",
  owner: "hub-or-stricter",
  stricter: "higher",
});
export const cookRecommendedStart = defineSetting({
  key: "cook.recommended-start",
  default: "02:00",
  unit: "clock",
  source: "Penjelasan Perpres 115/2025",
  owner: "hub-or-stricter",
  stricter: "higher",
});

const BGN_HOURS = "BGN: dikonsumsi paling lama 6 jam sejak dimasak";
const FRUIT_HOURS = "Praktik dapur (label gizi)";

function holdHours(holdClass: HoldClass, hourCount: number, source: string): SettingDefinition<number> {
  return defineSetting({
    key: `hold.hours.${holdClass}`,
    default: hourCount * HOUR_MS,
    unit: "ms",
    source,
    owner: "hub-or-stricter",
    stricter: "lower",
    min: HOUR_MS,
    max: 72 * HOUR_MS,
  });
}
/** How long a dish may be eaten after it was cooked, by its class. */
export const holdHoursByClass: Readonly<Record<HoldClass, SettingDefinition<number>>> = {
  rice: holdHours("rice", 6, BGN_HOURS),
  soup: holdHours("soup", 6, BGN_HOURS),
  fried: holdHours("fried", 6, BGN_HOURS),
  stewed: holdHours("stewed", 6, BGN_HOURS),
  grilled: holdHours("grilled", 6, BGN_HOURS),
  "stir-fried": holdHours("stir-fried", 6, BGN_HOURS),
  milk: holdHours("milk", 6, BGN_HOURS),
  fruit: holdHours("fruit", 8, FRUIT_HOURS),
  "dry-pack": holdHours("dry-pack", 48, BGN_HOURS),
};
/** Hot and cold food of a batch is never eaten later than this after its first dish was cooked. */
export const cookClockHard = defineSetting({
  key: "cook-clock.hard",
  default: 6 * HOUR_MS,
  unit: "ms",
  source: "BGN: batas keras 6 jam",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: HOUR_MS,
  max: 6 * HOUR_MS,
});

/** Whether a dish is begun without its stock issued to the batch only with a reason; off asks for neither. */
export const isIssueRequired = defineSetting({
  key: "production.require-issue",
  default: true,
  unit: "switch",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
});
export const undoWindow = defineSetting({
  key: "stage.undo-window",
  default: 15 * MINUTE_MS,
  unit: "ms",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: HOUR_MS,
});
/** A deadline is near (SEGERA) under the larger of this and `board.slack-warn-share` of the stage. */
export const slackWarn = defineSetting({
  key: "board.slack-warn",
  default: 15 * MINUTE_MS,
  unit: "ms",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: 2 * HOUR_MS,
});
export const slackWarnShare = defineSetting({
  key: "board.slack-warn-share",
  default: 2_000,
  unit: "bp",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: 0,
  max: 10_000,
});
export const wallBumpKeys = defineSetting({
  key: "wall.bump-keys",
  default: true,
  unit: "switch",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
});

export const portionOverrun = defineSetting({
  key: "portion.overrun",
  default: 300,
  unit: "bp",
  source: "Praktik dapur",
  owner: "kitchen-head",
  min: 0,
  max: 2_000,
});
export const portionWeightTolerance = defineSetting({
  key: "portion.weight-tolerance",
  default: 1_000,
  unit: "bp",
  source: "Praktik dapur",
  owner: "kitchen-head",
  min: 0,
  max: 5_000,
});
/** From the end of work to the departure. */
export const loadingTime = defineSetting({
  key: "delivery.loading-time",
  default: 30 * MINUTE_MS,
  unit: "ms",
  source: "Praktik dapur",
  owner: "field-assistant",
  min: 0,
  max: 3 * HOUR_MS,
});

/** Used until this kitchen's own history says better. */
export const checkingStandard = defineSetting({
  key: "stage.checking-standard",
  default: 15 * MINUTE_MS,
  unit: "ms",
  source: "Praktik dapur",
  owner: "kitchen-head",
  min: MINUTE_MS,
  max: 2 * HOUR_MS,
});
export const portioningStandardPerHour = defineSetting({
  key: "stage.portioning-standard",
  default: 1_500,
  unit: "count",
  source: "Praktik dapur: porsi per jam satu regu",
  owner: "kitchen-head",
  min: 60,
  max: 20_000,
});

export const forecastHistory = defineSetting({
  key: "forecast.history",
  default: 20,
  unit: "count",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: 8,
  max: 100,
});
export const forecastLineMin = defineSetting({
  key: "forecast.line-min",
  default: 8,
  unit: "count",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: 8,
  max: 100,
});
export const forecastMedianMin = defineSetting({
  key: "forecast.median-min",
  default: 3,
  unit: "count",
  source: "Ketentuan rumah",
  owner: "kitchen-head",
  min: 3,
  max: 100,
});

/** `staff.overload`: more tasks at once, or more hours in a day, is a high load. */
export const staffOverloadTasks = defineSetting({
  key: "staff.overload-tasks",
  default: 2,
  unit: "count",
  source: "Praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 1,
  max: 20,
});
export const staffOverloadWorked = defineSetting({
  key: "staff.overload-worked",
  default: 8 * HOUR_MS,
  unit: "ms",
  source: "Praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 4 * HOUR_MS,
  max: 16 * HOUR_MS,
});

export const productionSettings: readonly SettingDefinition[] = [
  cookFloor,
  cookRecommendedStart,
  ...Object.values(holdHoursByClass),
  cookClockHard,
  undoWindow,
  isIssueRequired,
  slackWarn,
  slackWarnShare,
  wallBumpKeys,
  portionOverrun,
  portionWeightTolerance,
  loadingTime,
  checkingStandard,
  portioningStandardPerHour,
  forecastHistory,
  forecastLineMin,
  forecastMedianMin,
  staffOverloadTasks,
  staffOverloadWorked,
];
