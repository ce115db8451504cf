import { z } from "zod";
import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { publicationIdSchema } from "#domains/publications/ids.ts";
import { idSchema } from "#kernel/ids.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { timeZoneSchema } from "#kernel/time.ts";
import { CAPACITY_CLASSES, DAY_KINDS } from "./vocabulary.ts";

const count = z.int().min(0);
const reason = z.string().min(1).max(500);
const staffIdSchema = idSchema("staff");

/** A kitchen's profile; an update carries the members it sets. */
export const siteProfileFields = z
  .strictObject({
    siteCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
    siteName: z.string().trim().min(1).max(80),
    timeZone: timeZoneSchema,
    capacityClass: z.enum(CAPACITY_CLASSES),
    foundationName: z.string().trim().max(120),
    regionCode: z.string().trim().max(32),
  })
  .partial();
export type SiteProfileFields = z.infer<typeof siteProfileFields>;

export const settingValue = z.union([
  z.number(),
  z.string().max(500),
  z.boolean(),
  z.array(z.string().max(100)).max(50),
]);

export const siteProfileUpdated = defineEvent({
  type: "site-profile-updated",
  class: "B",
  body: z.strictObject({ fields: siteProfileFields }),
});

export const settingChanged = defineEvent({
  type: "setting-changed",
  class: "A",
  body: z.strictObject({
    settingKey: z.string().min(1).max(64),
    value: settingValue,
    /** 1 for the first change; 0 is the built-in default. */
    settingVersion: z.int().min(1),
    source: z.string().min(1).max(300),
    effectiveFromDate: serviceDateSchema,
    reason,
    /** The standard of headquarters it comes from; absent for the kitchen's own. */
    publicationId: publicationIdSchema.optional(),
  }),
});

/** A standard of headquarters came into force here; its figures are `setting-changed` beside it. */
export const standardApplied = defineEvent({
  type: "standard-applied",
  class: "A",
  body: z.strictObject({
    publicationId: publicationIdSchema,
    documentCode: z.string().min(1).max(32),
    documentVersion: z.int().min(1),
    title: z.string().min(1).max(120),
    source: z.string().min(1).max(200),
    effectiveFromDate: serviceDateSchema,
    settingKeys: z.array(z.string().min(1).max(64)).max(100),
    /** Figures this version does not know or cannot take; they stay as they were. */
    skippedKeys: z.array(z.string().min(1).max(64)).max(100),
  }),
});

export const serviceDayOpened = defineEvent({
  type: "service-day-opened",
  class: "B",
  body: z.strictObject({ serviceDate: serviceDateSchema, dayKind: z.enum(DAY_KINDS), reason: reason.optional() }),
});

export const serviceDayKindSet = defineEvent({
  type: "service-day-kind-set",
  class: "B",
  body: z.strictObject({
    serviceDate: serviceDateSchema,
    dayKind: z.enum(DAY_KINDS),
    /** For dry-pack and ramadan days: the earliest cooking of that day. */
    cookFloorAtMs: z.int().min(0).optional(),
    reason: reason.optional(),
  }),
});

/** What a closed day came to. */
export const serviceDayTotals = z.strictObject({
  batchCount: count,
  completedBatchCount: count,
  cancelledBatchCount: count,
  plannedPortionCount: count,
  portionedPortionCount: count,
  specialPackCount: count,
  wasteMassG: count,
  sampleCount: count,
});

export const serviceDayClosed = defineEvent({
  type: "service-day-closed",
  class: "A",
  body: z.strictObject({
    serviceDate: serviceDateSchema,
    totals: serviceDayTotals,
  }),
});

export const serviceDayReopened = defineEvent({
  type: "service-day-reopened",
  class: "A",
  body: z.strictObject({ serviceDate: serviceDateSchema, reason }),
});

export const shiftHandedOver = defineEvent({
  type: "shift-handed-over",
  class: "B",
  body: z.strictObject({
    serviceDate: serviceDateSchema,
    fromStaffId: staffIdSchema,
    toStaffId: staffIdSchema,
    openAlertCount: count,
    openBatchIds: z.array(z.string()),
    note: z.string().max(1_000),
  }),
});

export const siteEvents = [
  siteProfileUpdated,
  settingChanged,
  standardApplied,
  serviceDayOpened,
  serviceDayKindSet,
  serviceDayClosed,
  serviceDayReopened,
  shiftHandedOver,
] as const;

export type SiteEvent = EventOf<(typeof siteEvents)[number]>;
export type StoredSiteEvent = StoredEventOf<(typeof siteEvents)[number]>;
