import { z } from "zod";
import { faceSchema, siteRoleSchema } from "#kernel/access.ts";
import { defineQuery } from "#kernel/definition.ts";
import { badgeKindSchema, employmentKindSchema, payBasisSchema, staffStatusSchema } from "./events.ts";
import { divisionCodeSchema, staffIdSchema } from "./ids.ts";
import { reviewQueries } from "./review-queries.ts";

const staffRow = z.strictObject({
  staffId: z.string(),
  staffCode: z.string(),
  /** The short name of the chips; empty after erasure, or where the viewer may not see names. */
  name: z.string(),
  fullName: z.string(),
  roles: z.array(siteRoleSchema),
  divisionCode: z.string(),
  position: z.string(),
  employmentKind: employmentKindSchema,
  joinDate: z.string(),
  endDate: z.string().nullable(),
  status: staffStatusSchema,
  isErased: z.boolean(),
  /** When the number in force was issued. */
  numberIssuedAtMs: z.int().nullable(),
  /** Whether a QR badge of theirs is in force: what a badge sheet prints. */
  hasQrBadge: z.boolean(),
});

/** Orang: the list. A division lead sees the own division. */
export const staffQuery = defineQuery({
  name: "staff",
  params: z.strictObject({ divisionCode: divisionCodeSchema.optional(), status: staffStatusSchema.optional() }),
  row: staffRow,
  key: "staffId",
  permission: "people.view",
  faces: ["manager"],
});

/** One person with the personal data the viewer may see; at most one row. */
export const staffMemberQuery = defineQuery({
  name: "staff-member",
  params: z.strictObject({ staffId: staffIdSchema }),
  row: staffRow.extend({
    nickName: z.string().nullable(),
    birthDate: z.string().nullable(),
    nationalId: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    emergencyContact: z.string().nullable(),
    /** Dates until which roles hold that end by themselves. */
    roleUntilDates: z.array(z.strictObject({ role: siteRoleSchema, untilDate: z.string() })),
    /** For `expectedVersion` of a change. */
    streamVersion: z.int(),
    /** The last `change-staff`, and the short name of who sent it; null for none, and for one whose name is not seen. */
    changedAtMs: z.int().nullable(),
    changedByName: z.string().nullable(),
  }),
  key: "staffId",
  limit: 1,
  permission: "people.view",
  faces: ["manager"],
});

export const divisionsQuery = defineQuery({
  name: "divisions",
  params: z.strictObject({}),
  row: z.strictObject({
    divisionCode: z.string(),
    name: z.string(),
    leadStaffId: z.string().nullable(),
    targetHeadCount: z.int(),
    activeCount: z.int(),
  }),
  key: "divisionCode",
  limit: 100,
  permission: "kitchen.view",
  faces: ["manager", "tablet"],
});

/** The name chips of one tablet: who identified there and has not left. */
export const stationPeopleQuery = defineQuery({
  name: "station-people",
  params: z.strictObject({ deviceId: z.string().regex(/^device_[0-9a-f]{32}$/) }),
  row: z.strictObject({
    staffId: z.string(),
    sessionId: z.string(),
    name: z.string(),
    roles: z.array(siteRoleSchema),
    divisionCode: z.string(),
    face: faceSchema,
    openedAtMs: z.int(),
    expiresAtMs: z.int(),
  }),
  key: "staffId",
  limit: 100,
  permission: "device",
  faces: ["tablet", "manager"],
});

/** What people are paid; those without a rate too, so that it can be entered. */
export const staffPayQuery = defineQuery({
  name: "staff-pay",
  params: z.strictObject({}),
  row: z.strictObject({
    staffId: z.string(),
    staffCode: z.string(),
    fullName: z.string(),
    position: z.string(),
    divisionCode: z.string(),
    employmentKind: employmentKindSchema,
    status: staffStatusSchema,
    payBasis: payBasisSchema.nullable(),
    rateIdr: z.int().nullable(),
    bankAccount: z.string().nullable(),
  }),
  key: "staffId",
  permission: "payroll.view",
  faces: ["manager"],
});

/** Badges in force and revoked, without what a reader reads of them. */
export const badgesQuery = defineQuery({
  name: "badges",
  params: z.strictObject({ staffId: staffIdSchema.optional() }),
  row: z.strictObject({
    badgeId: z.string(),
    staffId: z.string(),
    badgeKind: badgeKindSchema,
    issuedAtMs: z.int(),
    revokedAtMs: z.int().nullable(),
    /** When it was last read for a punch. */
    lastUsedAtMs: z.int().nullable(),
  }),
  key: "badgeId",
  permission: "people.manage",
  faces: ["manager"],
});

/** The card that is waited for now, or was read and is to be signed for: what terminals and the console show. At most one row. */
export const cardEnrolmentQuery = defineQuery({
  name: "card-enrolment",
  params: z.strictObject({}),
  row: z.strictObject({
    enrolmentId: z.string(),
    staffId: z.string(),
    name: z.string(),
    expiresAtMs: z.int(),
    /** When a terminal read it, and which; null while it is waited for. */
    offeredAtMs: z.int().nullable(),
    offeredAtDevice: z.string().nullable(),
  }),
  key: "enrolmentId",
  limit: 1,
  permission: "device",
  faces: ["attendance", "manager"],
});

/** Short names by id, for screens whose rows carry ids, and for choosing one's name before typing the number. */
export const staffNamesQuery = defineQuery({
  name: "staff-names",
  params: z.strictObject({ status: staffStatusSchema.optional() }),
  row: z.strictObject({
    staffId: z.string(),
    /** How a plan's file names a person. */
    staffCode: z.string(),
    name: z.string(),
    roles: z.array(siteRoleSchema),
    divisionCode: z.string(),
    position: z.string(),
    status: staffStatusSchema,
  }),
  key: "staffId",
  permission: "device",
  faces: ["tablet", "manager", "wall"],
});

/** How many people the kitchen has; `isFounding` until it has a kitchen head. One row. */
export const sitePeopleCountQuery = defineQuery({
  name: "site-people-count",
  params: z.strictObject({}),
  row: z.strictObject({
    key: z.literal("site"),
    activeCount: z.int(),
    kitchenHeadCount: z.int(),
    isFounding: z.boolean(),
  }),
  key: "key",
  limit: 1,
  permission: "device",
  faces: ["wall", "attendance", "tablet", "manager"],
});

export const peopleQueries = [
  staffQuery,
  staffMemberQuery,
  badgesQuery,
  cardEnrolmentQuery,
  divisionsQuery,
  stationPeopleQuery,
  staffPayQuery,
  staffNamesQuery,
  sitePeopleCountQuery,
  ...reviewQueries,
] as const;
