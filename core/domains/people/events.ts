import { z } from "zod";
import { faceSchema, siteRoleSchema } from "#kernel/access.ts";
import { idSchema } from "#kernel/ids.ts";
import { defineEvent, type EventOf } from "#kernel/definition.ts";
import { localDateSchema } from "#kernel/time.ts";
import {
  badgeIdSchema,
  divisionCodeSchema,
  enrolmentIdSchema,
  reviewIdSchema,
  sealedIdSchema,
  staffIdSchema,
  staffSessionIdSchema,
} from "./ids.ts";
import { certificateKindSchema, reviewKindSchema, reviewOutcomeSchema } from "./review-values.ts";

export const employmentKindSchema = z.enum(["bgn", "partner", "volunteer", "guest"]);
export type EmploymentKind = z.infer<typeof employmentKindSchema>;

export const staffStatusSchema = z.enum(["active", "on-leave", "ended"]);
export type StaffStatus = z.infer<typeof staffStatusSchema>;

/** What a person's rate is a rate of: a day at work, or an hour. */
export const payBasisSchema = z.enum(["day", "hour"]);
export type PayBasis = z.infer<typeof payBasisSchema>;

export const endReasonSchema = z.enum(["resigned", "contract-ended", "moved", "dismissed", "deceased", "other"]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** How a person said who they are when a session was opened. */
export const identifyMethodSchema = z.enum(["number", "badge"]);
export const sessionEndSchema = z.enum(["signed-out", "replaced", "number-reset", "staff-ended"]);

/** What a badge is: a QR text the kitchen made, or a card that had its own number already (RFID, bar code). */
export const badgeKindSchema = z.enum(["qr", "card"]);
export type BadgeKind = z.infer<typeof badgeKindSchema>;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Points at a row of `staff_private`; the digest is over the sealed bytes, so it tells nothing about the person. */
export const sealedReferenceSchema = z.strictObject({
  sealedId: sealedIdSchema,
  digest: sha256Schema,
});
export type SealedReference = z.infer<typeof sealedReferenceSchema>;

export const staffAdded = defineEvent({
  type: "staff-added",
  class: "A",
  body: z.strictObject({
    staffId: staffIdSchema,
    staffCode: z.string().max(16),
    roles: z.array(siteRoleSchema).min(1).max(11),
    divisionCode: divisionCodeSchema,
    employmentKind: employmentKindSchema,
    joinDate: localDateSchema,
    position: z.string().max(60),
    sealed: sealedReferenceSchema,
    /** Came with a list of many: the number is issued later, when the person stands there. */
    isWithoutNumber: z.literal(true).optional(),
  }),
});

/** A list of people was taken in; each has an event of their own beside this one. */
export const staffImported = defineEvent({
  type: "staff-imported",
  class: "A",
  body: z.strictObject({
    fileName: z.string().max(120),
    /** SHA-256 of the file, in hex. */
    sha256: sha256Schema,
    addedCount: z.int().min(1),
    /** On the file and on the kitchen's list already. */
    knownCount: z.int().min(0),
  }),
});

export const staffChanged = defineEvent({
  type: "staff-changed",
  class: "A",
  body: z.strictObject({
    staffId: staffIdSchema,
    divisionCode: divisionCodeSchema.optional(),
    employmentKind: employmentKindSchema.optional(),
    position: z.string().max(60).optional(),
    status: z.enum(["active", "on-leave"]).optional(),
    sealed: sealedReferenceSchema.optional(),
  }),
});

export const staffEnded = defineEvent({
  type: "staff-ended",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, endDate: localDateSchema, reasonCode: endReasonSchema }),
});

export const staffErased = defineEvent({
  type: "staff-erased",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema }),
});

export const roleAssigned = defineEvent({
  type: "role-assigned",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, role: siteRoleSchema, untilDate: localDateSchema.optional() }),
});

export const roleWithdrawn = defineEvent({
  type: "role-withdrawn",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, role: siteRoleSchema }),
});

/** A new personal number was issued; the number itself is nowhere in the log. */
export const pinReset = defineEvent({
  type: "pin-reset",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema }),
});

/** A badge was given to a person; what a reader reads of it lies outside the log. */
export const badgeIssued = defineEvent({
  type: "badge-issued",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, badgeId: badgeIdSchema, badgeKind: badgeKindSchema }),
});

export const badgeRevoked = defineEvent({
  type: "badge-revoked",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, badgeId: badgeIdSchema }),
});

export const divisionDefined = defineEvent({
  type: "division-defined",
  class: "B",
  body: z.strictObject({
    divisionCode: divisionCodeSchema,
    name: z.string().max(40),
    leadStaffId: staffIdSchema.optional(),
    targetHeadCount: z.int().min(0).max(500),
  }),
});

/** A rate was entered; basis, rate and account lie sealed beside the log. */
export const staffPaySet = defineEvent({
  type: "staff-pay-set",
  class: "A",
  body: z.strictObject({ staffId: staffIdSchema, sealed: sealedReferenceSchema }),
});

export const staffCertificateRecorded = defineEvent({
  type: "staff-certificate-recorded",
  class: "B",
  body: z.strictObject({ staffId: staffIdSchema, kind: certificateKindSchema, validUntilDate: localDateSchema }),
});

export const reviewStarted = defineEvent({
  type: "review-started",
  class: "B",
  body: z.strictObject({
    reviewId: reviewIdSchema,
    staffId: staffIdSchema,
    reviewKind: reviewKindSchema,
    fromDate: localDateSchema,
    toDate: localDateSchema,
  }),
});

/** Scores, notes, goals, facts and the overall lie sealed beside the log; here only that they were given. */
export const reviewSubmitted = defineEvent({
  type: "review-submitted",
  class: "B",
  body: z.strictObject({
    reviewId: reviewIdSchema,
    staffId: staffIdSchema,
    /** Version of the setting the criteria were taken from. */
    criteriaVersion: z.int().min(0),
    sealed: sealedReferenceSchema,
  }),
});

export const reviewAcknowledged = defineEvent({
  type: "review-acknowledged",
  class: "B",
  body: z.strictObject({ reviewId: reviewIdSchema }),
});

/** The note lies sealed. */
export const reviewDisputed = defineEvent({
  type: "review-disputed",
  class: "B",
  body: z.strictObject({ reviewId: reviewIdSchema, sealed: sealedReferenceSchema }),
});

export const reviewClosed = defineEvent({
  type: "review-closed",
  class: "B",
  body: z.strictObject({ reviewId: reviewIdSchema, outcome: reviewOutcomeSchema }),
});

/** The next unknown card read at a terminal is this person's, until then. */
export const cardEnrolmentOpened = defineEvent({
  type: "card-enrolment-opened",
  class: "B",
  body: z.strictObject({ staffId: staffIdSchema, enrolmentId: enrolmentIdSchema, expiresAtMs: z.int() }),
});

/** A terminal read a card nobody has. Its text is in no log; the kitchen PC holds it until the number is signed. */
export const cardOffered = defineEvent({
  type: "card-offered",
  class: "B",
  body: z.strictObject({ staffId: staffIdSchema, enrolmentId: enrolmentIdSchema }),
});

export const cardEnrolmentClosed = defineEvent({
  type: "card-enrolment-closed",
  class: "B",
  body: z.strictObject({
    staffId: staffIdSchema,
    enrolmentId: enrolmentIdSchema,
    outcome: z.enum(["issued", "cancelled", "replaced"]),
  }),
});

/** A person identified at a device: a chip on a tablet, a signed-in manager. */
export const staffSessionOpened = defineEvent({
  type: "staff-session-opened",
  class: "B",
  body: z.strictObject({
    sessionId: staffSessionIdSchema,
    staffId: staffIdSchema,
    deviceId: idSchema("device"),
    face: faceSchema,
    method: identifyMethodSchema,
    expiresAtMs: z.int(),
  }),
});

export const staffSessionClosed = defineEvent({
  type: "staff-session-closed",
  class: "B",
  body: z.strictObject({
    sessionId: staffSessionIdSchema,
    staffId: staffIdSchema,
    deviceId: idSchema("device"),
    reasonCode: sessionEndSchema,
  }),
});

export const peopleEvents = [
  staffAdded,
  staffImported,
  staffChanged,
  staffEnded,
  staffErased,
  roleAssigned,
  roleWithdrawn,
  pinReset,
  badgeIssued,
  badgeRevoked,
  cardEnrolmentOpened,
  cardOffered,
  cardEnrolmentClosed,
  divisionDefined,
  staffPaySet,
  staffCertificateRecorded,
  reviewStarted,
  reviewSubmitted,
  reviewAcknowledged,
  reviewDisputed,
  reviewClosed,
  staffSessionOpened,
  staffSessionClosed,
] as const;
export type PeopleEvent = EventOf<(typeof peopleEvents)[number]>;
