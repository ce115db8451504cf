import { z } from "zod";
import { faceSchema, siteRoleSchema } from "#kernel/access.ts";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { localDateSchema } from "#kernel/time.ts";
import {
  employmentKindSchema,
  endReasonSchema,
  identifyMethodSchema,
  payBasisSchema,
  sessionEndSchema,
} from "./events.ts";
import { STAFF_IMPORT_MAX_COUNT } from "./import-limit.ts";
import { badgeIdSchema, divisionCodeSchema, enrolmentIdSchema, staffIdSchema, staffSessionIdSchema } from "./ids.ts";
import { recordStaffCertificate, reviewCommands } from "./review-commands.ts";

const words = (maxCount: number) => z.string().trim().min(1).max(maxCount);

/** Personal data: sealed in `staff_private`, never in an event, an answer or a log line (DOMAIN.md §4.3). */
export const personalDataSchema = z.strictObject({
  fullName: words(80),
  /** What the chips show; the first word of the full name when absent. */
  nickName: words(24).optional(),
  birthDate: localDateSchema.optional(),
  /** NIK, sixteen digits. */
  nationalId: z
    .string()
    .regex(/^\d{16}$/)
    .optional(),
  phone: z
    .string()
    .regex(/^\+?\d{8,15}$/)
    .optional(),
  address: words(200).optional(),
  emergencyContact: words(120).optional(),
});
export type PersonalData = z.infer<typeof personalDataSchema>;

/** Answer: `{ staffId, staffCode, revealId }`; the new number is shown once by `POST /reveal {revealId}`. */
export const addStaff = defineCommand({
  type: "add-staff",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  // The founding kitchen head is added by the kitchen PC's own manager window, with nobody signed in.
  byDevice: true,
  body: z.strictObject({
    staffId: staffIdSchema,
    roles: z.array(siteRoleSchema).min(1).max(11),
    divisionCode: divisionCodeSchema,
    employmentKind: employmentKindSchema,
    joinDate: localDateSchema,
    position: words(60),
    personal: personalDataSchema,
  }),
});

/**
 * A list of people, all or none of them. Answer: `{ addedCount, known: [{ staffId, knownStaffId }] }`; whoever is on the
 * kitchen's list already is left as they are. No number is issued: each is made with `reset-pin` when its owner stands there,
 * so that none is shown to anybody else.
 */
export const importStaff = defineCommand({
  type: "import-staff",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({
    fileName: words(120),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    people: z.array(addStaff.body).min(1).max(STAFF_IMPORT_MAX_COUNT),
  }),
});

/** `personal` replaces the sealed data whole. */
export const changeStaff = defineCommand({
  type: "change-staff",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({
    staffId: staffIdSchema,
    divisionCode: divisionCodeSchema.optional(),
    employmentKind: employmentKindSchema.optional(),
    position: words(60).optional(),
    status: z.enum(["active", "on-leave"]).optional(),
    personal: personalDataSchema.optional(),
  }),
});

export const endStaff = defineCommand({
  type: "end-staff",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({ staffId: staffIdSchema, endDate: localDateSchema, reasonCode: endReasonSchema }),
});

export const eraseStaff = defineCommand({
  type: "erase-staff",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ staffId: staffIdSchema, isRequested: z.boolean() }),
});

export const assignRole = defineCommand({
  type: "assign-role",
  nature: "grant",
  permission: "role.assign",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ staffId: staffIdSchema, role: siteRoleSchema, untilDate: localDateSchema.optional() }),
});

export const withdrawRole = defineCommand({
  type: "withdraw-role",
  nature: "grant",
  permission: "role.assign",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ staffId: staffIdSchema, role: siteRoleSchema }),
});

/** Answer: `{ staffId, revealId }`; the new number is shown once by `POST /reveal {revealId}`. */
export const resetPin = defineCommand({
  type: "reset-pin",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ staffId: staffIdSchema }),
});

/** What a reader may read of a card: printable, as it came, separators included. */
export const cardTextSchema = z
  .string()
  .regex(/^[\x20-\x7e]+$/)
  .min(4)
  .max(64);

/**
 * Waits for a card: the next unknown one a terminal reads is offered for this person. Answer: `{ enrolmentId, expiresAtMs }`.
 * A second one for the same person takes the first one's place; for another the first is waited out.
 */
export const openCardEnrolment = defineCommand({
  type: "open-card-enrolment",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({ staffId: staffIdSchema, enrolmentId: enrolmentIdSchema }),
});

export const cancelCardEnrolment = defineCommand({
  type: "cancel-card-enrolment",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({ staffId: staffIdSchema, enrolmentId: enrolmentIdSchema }),
});

/** Sent by a terminal that was told to wait, of a card nobody has: never a QR text, which says whose it is. */
export const offerCard = defineCommand({
  type: "offer-card",
  nature: "grant",
  permission: "anybody",
  faces: ["attendance"],
  byDevice: true,
  body: z.strictObject({
    staffId: staffIdSchema,
    enrolmentId: enrolmentIdSchema,
    text: cardTextSchema.regex(/^(?![Ss]:)/),
  }),
});

/** Answer: `{ badgeId }`. A card's text is kept as a digest beside the log, never in an event or an answer. */
export const issueBadge = defineCommand({
  type: "issue-badge",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({
    staffId: staffIdSchema,
    badgeId: badgeIdSchema,
    badge: z.discriminatedUnion("badgeKind", [
      z.strictObject({ badgeKind: z.literal("qr") }),
      z.strictObject({ badgeKind: z.literal("card"), text: cardTextSchema }),
      /** The card a terminal offered: its text never comes to the console. */
      z.strictObject({ badgeKind: z.literal("offered-card"), enrolmentId: enrolmentIdSchema }),
    ]),
  }),
});

export const revokeBadge = defineCommand({
  type: "revoke-badge",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ staffId: staffIdSchema, badgeId: badgeIdSchema }),
});

export const defineDivision = defineCommand({
  type: "define-division",
  nature: "grant",
  permission: "people.manage",
  faces: ["manager"],
  body: z.strictObject({
    divisionCode: divisionCodeSchema,
    name: words(40),
    leadStaffId: staffIdSchema.optional(),
    targetHeadCount: z.int().min(0).max(500),
  }),
});

/** What somebody is paid and where it goes: sealed in `staff_pay`, apart from the personal data others may change. */
export const payDataSchema = z.strictObject({
  payBasis: payBasisSchema,
  rateIdr: z.int().min(1).max(10_000_000),
  /** Bank and number as written on the list; absent where it is paid in cash. */
  bankAccount: words(60).optional(),
});
export type PayData = z.infer<typeof payDataSchema>;

/** Replaces what was entered before; also for somebody who left and is still to be paid. */
export const setStaffPay = defineCommand({
  type: "set-staff-pay",
  nature: "grant",
  permission: "payroll.make",
  faces: ["manager"],
  body: z.strictObject({ staffId: staffIdSchema, pay: payDataSchema }),
});

/** Sent by the LAN server once a `sign-in` frame's number was checked. */
export const openStaffSession = defineCommand({
  type: "open-staff-session",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({
    sessionId: staffSessionIdSchema,
    staffId: staffIdSchema,
    deviceId: idSchema("device"),
    face: faceSchema,
    method: identifyMethodSchema,
    expiresAtMs: z.int(),
  }),
});

export const closeStaffSession = defineCommand({
  type: "close-staff-session",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({
    sessionId: staffSessionIdSchema,
    staffId: staffIdSchema,
    deviceId: idSchema("device"),
    reasonCode: sessionEndSchema,
  }),
});

export const peopleCommands = [
  addStaff,
  importStaff,
  changeStaff,
  endStaff,
  eraseStaff,
  assignRole,
  withdrawRole,
  resetPin,
  openCardEnrolment,
  cancelCardEnrolment,
  offerCard,
  issueBadge,
  revokeBadge,
  defineDivision,
  setStaffPay,
  recordStaffCertificate,
  ...reviewCommands,
  openStaffSession,
  closeStaffSession,
] as const;
export type PeopleCommand = CommandOf<(typeof peopleCommands)[number]>;
