import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { timeZoneSchema } from "#kernel/time.ts";
import { serviceDayTotals, settingValue } from "./events.ts";
import { CAPACITY_CLASSES, DAY_KINDS, DAY_STATUSES, STANDARD_STANDINGS } from "./vocabulary.ts";

export const siteProfileQuery = defineQuery({
  name: "site-profile",
  params: z.strictObject({}),
  row: z.strictObject({
    profileKey: z.literal("site"),
    siteCode: z.string().nullable(),
    siteName: z.string(),
    timeZone: timeZoneSchema,
    capacityClass: z.enum(CAPACITY_CLASSES),
    foundationName: z.string().nullable(),
    regionCode: z.string().nullable(),
    /** Whether anybody has filled the profile in. */
    isFounded: z.boolean(),
  }),
  key: "profileKey",
  limit: 1,
  permission: "device",
  faces: ["wall", "tablet", "manager", "attendance"],
});

const settingUnit = z.enum(["ms", "c", "bp", "count", "g", "idr", "clock", "codes", "switch", "text"]);

/** Every setting as in force on a day, with where it comes from. */
export const settings = defineQuery({
  name: "settings",
  params: z.strictObject({ serviceDate: serviceDateSchema, settingKey: z.string().max(64).optional() }),
  row: z.strictObject({
    settingKey: z.string(),
    value: settingValue,
    defaultValue: settingValue,
    /** Whether what holds is the hub's standard. */
    isFromHub: z.boolean(),
    unit: settingUnit,
    settingVersion: z.int(),
    source: z.string(),
    owner: z.enum(["hub", "hub-or-stricter", "kitchen-head", "field-assistant"]),
    /** Which way is stricter, for figures the site may only tighten. */
    stricter: z.enum(["higher", "lower"]).nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    inForceFromDate: z.string().nullable(),
    changedAtMs: z.int().nullable(),
    changedByStaffId: z.string().nullable(),
  }),
  key: "settingKey",
  permission: "kitchen.view",
  faces: ["manager"],
});

/** Standards of headquarters, newest first: what each asks, and how it stands on a day. */
export const standards = defineQuery({
  name: "standards",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    publicationId: z.string(),
    documentCode: z.string(),
    documentVersion: z.int(),
    title: z.string(),
    source: z.string(),
    effectiveFromDate: z.string(),
    appliedAtMs: z.int(),
    settings: z.array(
      z.strictObject({
        settingKey: z.string(),
        unit: settingUnit,
        value: settingValue,
        standing: z.enum(STANDARD_STANDINGS),
        /** What holds on the day. */
        inForce: z.strictObject({ value: settingValue }),
      }),
    ),
    /** Figures this version does not know or cannot take. */
    skippedKeys: z.array(z.string()),
  }),
  key: "publicationId",
  limit: 50,
  permission: "kitchen.view",
  faces: ["manager"],
});

/** Settings a face itself acts on, as in force on a day. */
export const faceSettings = defineQuery({
  name: "face-settings",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({ settingKey: z.string(), value: settingValue }),
  key: "settingKey",
  permission: "device",
  faces: ["wall", "tablet", "manager", "attendance"],
});

/** The service day's own state, for the manager. */
export const serviceDay = defineQuery({
  name: "service-day",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    dayKind: z.enum(DAY_KINDS),
    dayStatus: z.enum(DAY_STATUSES),
    openedAtMs: z.int().nullable(),
    closedAtMs: z.int().nullable(),
    closedByStaffId: z.string().nullable(),
    lastHandOverAtMs: z.int().nullable(),
    handOverFromStaffId: z.string().nullable(),
    handOverToStaffId: z.string().nullable(),
    handOverNote: z.string().nullable(),
  }),
  key: "serviceDate",
  limit: 1,
  permission: "kitchen.view",
  faces: ["tablet", "manager"],
});

/** What closing a day asks for and would freeze; of a closed day, what it froze. */
export const serviceDayClosing = defineQuery({
  name: "service-day-closing",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    serviceDate: z.string(),
    dayKind: z.enum(DAY_KINDS),
    dayStatus: z.enum(DAY_STATUSES),
    cookFloorAtMs: z.int().nullable(),
    startsAtMs: z.int(),
    /** Work on a batch of it has begun. */
    isStarted: z.boolean(),
    openBatchIds: z.array(z.string()),
    missingSampleBatchIds: z.array(z.string()),
    /** Samples each batch must have, and the day over all its batches. */
    batchSampleMinCount: z.int(),
    sampleMinCount: z.int(),
    /** As they stand now. */
    totals: serviceDayTotals,
    /** As the last closing froze them. */
    closedTotals: serviceDayTotals.nullable(),
    closedAtMs: z.int().nullable(),
    closedByStaffId: z.string().nullable(),
    reopenedAtMs: z.int().nullable(),
    reopenedByStaffId: z.string().nullable(),
    reopenReason: z.string().nullable(),
  }),
  key: "serviceDate",
  limit: 1,
  permission: "kitchen.view",
  faces: ["manager"],
});

/** The log itself, newest first, a page at a time. */
export const auditLog = defineQuery({
  name: "audit-log",
  params: z.strictObject({
    fromAtMs: z.int().min(0),
    toAtMs: z.int().min(0),
    streamId: z.string().max(64).optional(),
    staffId: z.string().max(64).optional(),
    type: z.string().max(64).optional(),
    /** Rows older than this `seq`, for the next page. */
    beforeSeq: z.int().min(1).optional(),
  }),
  row: z.strictObject({
    eventId: z.string(),
    seq: z.int(),
    type: z.string(),
    domain: z.string(),
    streamId: z.string(),
    serviceDate: z.string(),
    staffId: z.string().nullable(),
    deviceId: z.string().nullable(),
    occurredAtMs: z.int(),
    recordedAtMs: z.int(),
    hash: z.string(),
  }),
  key: "eventId",
  limit: 100,
  permission: "audit.read",
  faces: ["manager"],
});

export const siteQueries = [
  siteProfileQuery,
  settings,
  standards,
  faceSettings,
  serviceDay,
  serviceDayClosing,
  auditLog,
] as const;

export type SiteProfileRow = z.output<typeof siteProfileQuery.row>;
export type SettingsRow = z.output<typeof settings.row>;
export type StandardRow = z.output<typeof standards.row>;
export type ServiceDayRow = z.output<typeof serviceDay.row>;
export type ServiceDayClosingRow = z.output<typeof serviceDayClosing.row>;
export type AuditLogRow = z.output<typeof auditLog.row>;
