import { defineSetting } from "#kernel/setting.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";

/** Figures of quality (DOMAIN.md §8). Decisions store the value and the version they used. */

/** Also what food is reheated to. WHO Five Keys asks for 70 °C; kitchens use 75 °C. */
export const coreTemperatureMinC = defineSetting({
  key: "temperature.core-min",
  default: 75,
  unit: "c",
  source: "praktik dapur; WHO Five Keys to Safer Food (70 °C)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 63,
  max: 100,
});

export const coreProbePointCount = defineSetting({
  key: "temperature.core.probe-points",
  default: 3,
  unit: "count",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 1,
  max: 12,
});

export const hotMinC = defineSetting({
  key: "temperature.hot-min",
  default: 60,
  unit: "c",
  source: "Permenkes 1096/2011",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 57,
  max: 95,
});

/** Food with coconut milk, egg or milk. */
export const hotRichMinC = defineSetting({
  key: "temperature.hot-rich-min",
  default: 65.5,
  unit: "c",
  source: "Permenkes 1096/2011",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 60,
  max: 95,
});

export const coldMaxC = defineSetting({
  key: "temperature.cold-max",
  default: 5,
  unit: "c",
  source: "Permenkes 1096/2011",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: -5,
  max: 10,
});

/** The cooling curve: 60 → 21 °C within the first time, → 5 °C within the second, counted from the end of cooking. */
export const coolingFirstMaxC = defineSetting({
  key: "temperature.cooling.first-max",
  default: 21,
  unit: "c",
  source: "pedoman laboratorium pangan (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: 10,
  max: 30,
});
export const coolingFirstWithinMs = defineSetting({
  key: "temperature.cooling.first-within",
  default: 2 * HOUR_MS,
  unit: "ms",
  source: "pedoman laboratorium pangan (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: 30 * MINUTE_MS,
  max: 4 * HOUR_MS,
});
export const coolingFinalMaxC = defineSetting({
  key: "temperature.cooling.final-max",
  default: 5,
  unit: "c",
  source: "pedoman laboratorium pangan (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: -5,
  max: 10,
});
export const coolingFinalWithinMs = defineSetting({
  key: "temperature.cooling.final-within",
  default: 6 * HOUR_MS,
  unit: "ms",
  source: "pedoman laboratorium pangan (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: HOUR_MS,
  max: 10 * HOUR_MS,
});

/** From the end of cooking of the earliest dish to the arrival at the last point. `cook-clock.hard` is production's. */
export const cookClockTargetMs = defineSetting({
  key: "cook-clock.target",
  default: 4 * HOUR_MS,
  unit: "ms",
  source: "BGN",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: HOUR_MS,
  max: 6 * HOUR_MS,
});

/** From arrival until the last spoon. */
export const eatingWindowMs = defineSetting({
  key: "cook-clock.eating-window",
  default: 30 * MINUTE_MS,
  unit: "ms",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 0,
  max: 2 * HOUR_MS,
});

export const releaseReadingMaxAgeMs = defineSetting({
  key: "release.reading-max-age",
  default: 30 * MINUTE_MS,
  unit: "ms",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: 5 * MINUTE_MS,
  max: 2 * HOUR_MS,
});

/** Staff ids or roles that may release with a special permission. */
export const releaseOverrideStaff = defineSetting<readonly string[]>({
  key: "release.override-staff",
  default: ["kitchen-head"],
  unit: "codes",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
});

export const releaseReasonMinCount = defineSetting({
  key: "release.reason-min",
  default: 20,
  unit: "count",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 10,
  max: 200,
});

export const sampleMinCount = defineSetting({
  key: "sample.count",
  default: 1,
  unit: "count",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 1,
  max: 10,
});

/** Over all batches of a service day; asked when the day is closed. */
export const sampleDayMinCount = defineSetting({
  key: "sample.day-count",
  default: 2,
  unit: "count",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 1,
  max: 50,
});

export const sampleRetentionMs = defineSetting({
  key: "sample.retention",
  default: 48 * HOUR_MS,
  unit: "ms",
  source: "BGN, 2 × 24 jam",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 24 * HOUR_MS,
  max: 14 * 24 * HOUR_MS,
});

export const samplePlaceMaxC = defineSetting({
  key: "sample.place-max",
  default: 5,
  unit: "c",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "lower",
  min: -25,
  max: 10,
});

export const sampleWarnBeforeMs = defineSetting({
  key: "sample.warn-before",
  default: 4 * HOUR_MS,
  unit: "ms",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 10 * MINUTE_MS,
  max: 24 * HOUR_MS,
});

export const tastingScoresMinPoints = defineSetting({
  key: "tasting.scores-min",
  default: 3,
  unit: "count",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 1,
  max: 5,
});

export const isRapidTestRequired = defineSetting({
  key: "rapid-test.required",
  default: true,
  unit: "switch",
  source: "juknis BGN",
  owner: "hub",
});

export const rapidTestSubstances = defineSetting<readonly string[]>({
  key: "rapid-test.substances",
  default: ["arsenic", "cyanide", "nitrite", "formalin"],
  unit: "codes",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub",
});

export const hygienePassMinBp = defineSetting({
  key: "hygiene.pass-min",
  default: 8_000,
  unit: "bp",
  source: "praktik dapur (DOMAIN.md §8)",
  owner: "hub-or-stricter",
  stricter: "higher",
  min: 5_000,
  max: 10_000,
});

export const trendRecentDayCount = defineSetting({
  key: "trend.windows.recent",
  default: 14,
  unit: "count",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 3,
  max: 60,
});
export const trendBeforeDayCount = defineSetting({
  key: "trend.windows.before",
  default: 28,
  unit: "count",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 3,
  max: 180,
});
export const trendCheckMinCount = defineSetting({
  key: "trend.windows.checks-min",
  default: 20,
  unit: "count",
  source: "ketentuan rumah (DOMAIN.md §8)",
  owner: "kitchen-head",
  min: 5,
  max: 1_000,
});

const INCOMING_PRACTICE = "Praktik dapur (DOMAIN.md §8)";

export const incomingFrozenMaxC = defineSetting({
  key: "incoming.frozen-max",
  default: -15,
  unit: "c",
  source: INCOMING_PRACTICE,
  owner: "hub-or-stricter",
  stricter: "lower",
  min: -30,
  max: -10,
});

/** Chilled meat, fish, eggs and milk. */
export const incomingMeatMaxC = defineSetting({
  key: "incoming.meat-max",
  default: 5,
  unit: "c",
  source: INCOMING_PRACTICE,
  owner: "hub-or-stricter",
  stricter: "lower",
  min: -5,
  max: 10,
});

export const incomingRiceMoistureMaxBp = defineSetting({
  key: "incoming.rice-moisture-max",
  default: 1_400,
  unit: "bp",
  source: INCOMING_PRACTICE,
  owner: "hub-or-stricter",
  stricter: "lower",
  min: 500,
  max: 2_000,
});

/** Food categories and storage kinds whose goods come in only with a check. */
export const incomingCheckedCodes = defineSetting<readonly string[]>({
  key: "incoming.checked-categories",
  default: ["animal-protein", "dairy", "frozen", "staple"],
  unit: "codes",
  source: INCOMING_PRACTICE,
  owner: "kitchen-head",
});

export const qualitySettings = [
  incomingFrozenMaxC,
  incomingMeatMaxC,
  incomingRiceMoistureMaxBp,
  incomingCheckedCodes,
  coreTemperatureMinC,
  coreProbePointCount,
  hotMinC,
  hotRichMinC,
  coldMaxC,
  coolingFirstMaxC,
  coolingFirstWithinMs,
  coolingFinalMaxC,
  coolingFinalWithinMs,
  cookClockTargetMs,
  eatingWindowMs,
  releaseReadingMaxAgeMs,
  releaseOverrideStaff,
  releaseReasonMinCount,
  sampleMinCount,
  sampleDayMinCount,
  sampleRetentionMs,
  samplePlaceMaxC,
  sampleWarnBeforeMs,
  tastingScoresMinPoints,
  isRapidTestRequired,
  rapidTestSubstances,
  hygienePassMinBp,
  trendRecentDayCount,
  trendBeforeDayCount,
  trendCheckMinCount,
] as const;
