/** Value lists of quality (DOMAIN.md §4.9). Free of zod, so faces may import it. */

/** What can be checked in this kitchen. Wash checks arrive with their domain. */
export const CHECK_KINDS = [
  "core-temperature",
  "holding-temperature",
  "cooling",
  "tasting",
  "rapid-test",
  "hygiene",
  "portion-appearance",
  "foreign-object",
  "water",
  "incoming",
] as const;

/** How goods look when they come in; only `good` passes. */
export const INCOMING_CONDITIONS = ["good", "damaged", "dirty", "off-smell", "pests", "wet", "other"] as const;

export const BATCH_QUALITY_STATUSES = ["open", "held", "released", "rejected"] as const;

/** What is done at once about a failing reading. `other` needs a reason. */
export const CORRECTIVE_ACTION_CODES = ["cook-on", "reheat", "rework", "move", "discard", "other"] as const;

export const DISPOSITIONS = ["rework", "discard", "use-as-is", "return-to-supplier", "reheat"] as const;

export const SEVERITIES = ["low", "medium", "high", "critical"] as const;

export const TASTING_PHASES = ["before-dispatch", "on-arrival", "before-consumption"] as const;
export const TASTING_VERDICTS = ["safe", "unsafe"] as const;
export const TASTING_ATTRIBUTES = ["tastePoints", "colourPoints", "aromaPoints", "texturePoints"] as const;
export type TastingAttribute = (typeof TASTING_ATTRIBUTES)[number];

export const SAMPLE_STATUSES = ["taken", "stored", "disposed"] as const;

export const DEVIATION_STATUSES = ["open", "acknowledged", "action-recorded", "verified"] as const;

export const HOLD_REASONS = [
  "failed-check",
  "temperature",
  "taste",
  "foreign-object",
  "equipment",
  "staff",
  "ingredient",
  "other",
] as const;

/** Where food goes that nobody may eat (as production's waste). */
export const FOOD_DISPOSALS = ["compost", "animal-feed", "landfill", "oil-collector"] as const;

/** The release gates of this issue, in the order a person reads them; `label` and `freeze` join later. */
export const GATES = [
  "core-temperature",
  "holding-temperature",
  "tasting",
  "rapid-test",
  "sample",
  "cook-clock",
  "deviation",
  "special-pack",
] as const;

/**
 * `unjudged`: a time guard while the kitchen PC's clock is untrusted, let through by signature and reason.
 * `not-applicable`: nothing of this batch needs the gate (no hot dish, no special pack).
 */
export const GATE_OUTCOMES = ["pass", "fail", "unjudged", "not-applicable"] as const;

/** Why a gate does not pass. */
export const GATE_REASONS = [
  "not-measured",
  "too-cold",
  "too-warm",
  "reading-too-old",
  "not-tasted",
  "unsafe",
  "positive",
  "not-tested",
  "not-enough-samples",
  "not-cooked",
  "over-target",
  "over-limit",
  "past-consume-by",
  "unverified",
  "count-differs",
] as const;
