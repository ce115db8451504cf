import { z } from "zod";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { publicationIdSchema } from "#domains/publications/ids.ts";
import { idSchema } from "#kernel/ids.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { settingValue, siteProfileFields } from "./events.ts";
import { DAY_KINDS } from "./vocabulary.ts";

const reason = z.string().trim().min(1).max(500);
const serviceDate = serviceDateSchema;

/** Also sent while a kitchen is founded, before anybody can sign in. */
export const updateSiteProfile = defineCommand({
  type: "update-site-profile",
  nature: "grant",
  permission: "setting.change",
  faces: ["manager"],
  byDevice: true,
  body: z.strictObject({ fields: siteProfileFields }),
});

export const changeSetting = defineCommand({
  type: "change-setting",
  nature: "grant",
  permission: "setting.change",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({
    settingKey: z.string().min(1).max(64),
    value: settingValue,
    source: z.string().trim().min(1).max(300),
    effectiveFromDate: serviceDate,
    reason,
  }),
});

/** Sent by the kitchen PC when a standard of headquarters arrives (DOMAIN.md §6). */
export const applyStandard = defineCommand({
  type: "apply-standard",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ publicationId: publicationIdSchema }),
});

/** Also sent by the kitchen PC: when the day begins, and when its first batch is planned. */
export const openServiceDay = defineCommand({
  type: "open-service-day",
  nature: "grant",
  permission: "day.close",
  faces: ["manager"],
  body: z.strictObject({ serviceDate, reason: reason.optional() }),
});

export const setServiceDayKind = defineCommand({
  type: "set-service-day-kind",
  nature: "grant",
  permission: "day.close",
  faces: ["manager"],
  body: z.strictObject({
    serviceDate,
    dayKind: z.enum(DAY_KINDS),
    cookFloorAtMs: z.int().min(0).optional(),
    reason: reason.optional(),
  }),
});

export const closeServiceDay = defineCommand({
  type: "close-service-day",
  nature: "grant",
  permission: "day.close",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ serviceDate }),
});

export const reopenServiceDay = defineCommand({
  type: "reopen-service-day",
  nature: "grant",
  permission: "day.close",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ serviceDate, reason }),
});

/** The actor hands over, the second signature is the receiver's. */
export const handOverShift = defineCommand({
  type: "hand-over-shift",
  nature: "grant",
  permission: "quality.release",
  faces: ["tablet", "manager"],
  signatureCount: 2,
  isPresenceNeeded: true,
  body: z.strictObject({ serviceDate, toStaffId: idSchema("staff"), note: z.string().trim().max(1_000) }),
});

export const siteCommands = [
  updateSiteProfile,
  changeSetting,
  applyStandard,
  openServiceDay,
  setServiceDayKind,
  closeServiceDay,
  reopenServiceDay,
  handOverShift,
] as const;

export type SiteCommand = CommandOf<(typeof siteCommands)[number]>;
