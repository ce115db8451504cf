import { announcementDocument, recallDocument } from "#domains/publications/documents.ts";
import { hubStreamIdSchema, publicationIdSchema } from "#domains/publications/ids.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { hqScopeSchema, regionIdSchema } from "./hq-definition.ts";
import { HQ_ROLES, type HqPermission } from "./hq-vocabulary.ts";

/**
 * What a user of the console may do. None of them is a command of a kitchen. The same `commandId` again is answered the same, except
 * that what is shown once (a join code, an invitation) comes back null.
 */
export interface HqCommandDefinition<
  Type extends string = string,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly type: Type;
  readonly permission: HqPermission;
  readonly body: Body;
  /** `result` of the `accepted` frame. */
  readonly answer: Answer;
}

function defineHqCommand<const Type extends string, Body extends z.ZodType, Answer extends z.ZodType>(
  definition: HqCommandDefinition<Type, Body, Answer>,
): HqCommandDefinition<Type, Body, Answer> {
  return definition;
}

const reason = z.string().trim().min(1).max(500);
const siteId = idSchema("site");
const userId = idSchema("user");
const nothing = z.strictObject({});
const hubStreamIds = z.array(hubStreamIdSchema).min(1).max(100);
const published = z.strictObject({ publicationId: publicationIdSchema });

export const createJoinCode = defineHqCommand({
  type: "create-join-code",
  permission: "site.enrol",
  body: z.strictObject({ regionId: regionIdSchema, siteName: z.string().trim().min(1).max(120) }),
  answer: z.strictObject({
    joinCodeId: z.string(),
    /** Shown once. */
    joinCode: z.string().nullable(),
    expiresAtMs: z.int(),
  }),
});
export const revokeJoinCode = defineHqCommand({
  type: "revoke-join-code",
  permission: "site.enrol",
  body: z.strictObject({ joinCodeId: z.string().min(1).max(64) }),
  answer: nothing,
});
export const publishAnnouncement = defineHqCommand({
  type: "publish-announcement",
  permission: "hub.publish",
  body: z.strictObject({ hubStreamIds, document: announcementDocument }),
  answer: published,
});
export const publishRecall = defineHqCommand({
  type: "publish-recall",
  permission: "hub.publish",
  body: z.strictObject({ hubStreamIds, document: recallDocument }),
  answer: published,
});
/** Goes to the streams the recall went to, which must all be the user's to write. */
export const liftRecall = defineHqCommand({
  type: "lift-recall",
  permission: "hub.publish",
  body: z.strictObject({ recallId: publicationIdSchema, reason: z.string().trim().min(1).max(2_000) }),
  answer: published,
});
/** Menu, recipe, price reference, standard: any document whose shape `publications` defines. */
export const publish = defineHqCommand({
  type: "publish",
  permission: "hub.publish",
  body: z.strictObject({
    hubStreamIds,
    type: z.string().regex(/^[a-z][a-z-]{0,63}$/),
    document: z.record(z.string(), z.unknown()),
    /** The newest version the author looked at in these streams; 0 for a document that has none. */
    expectedVersion: z.int().min(0),
  }),
  answer: published,
});
export const acknowledgeHubAlert = defineHqCommand({
  type: "acknowledge-hub-alert",
  permission: "alert.acknowledge",
  body: z.strictObject({ hubAlertId: z.string().min(1).max(200), note: reason.optional() }),
  answer: nothing,
});
export const resolveConflict = defineHqCommand({
  type: "resolve-conflict",
  permission: "site.enrol",
  body: z.strictObject({ conflictId: z.string().min(1).max(200), decision: z.string().min(1).max(40), note: reason }),
  answer: nothing,
});
/** The hub takes nothing from it any more and gives it nothing; the kitchen goes on working. */
export const suspendSite = defineHqCommand({
  type: "suspend-site",
  permission: "site.enrol",
  body: z.strictObject({ siteId, reason }),
  answer: nothing,
});
export const resumeSite = defineHqCommand({
  type: "resume-site",
  permission: "site.enrol",
  body: z.strictObject({ siteId, reason }),
  answer: nothing,
});

const roles = z.array(z.enum(HQ_ROLES)).min(1).max(HQ_ROLES.length);
const invitation = z.strictObject({
  userId,
  /** Shown once: `/undangan#<token>` of this origin. */
  invitationPath: z.string().nullable(),
  expiresAtMs: z.int(),
});
export const inviteUser = defineHqCommand({
  type: "invite-user",
  permission: "user.manage",
  body: z.strictObject({
    email: z.email().max(200).toLowerCase(),
    name: z.string().trim().min(1).max(120),
    roles,
    scope: hqScopeSchema,
  }),
  answer: invitation,
});
/** Signs the user out everywhere, at once. */
export const disableUser = defineHqCommand({
  type: "disable-user",
  permission: "user.manage",
  body: z.strictObject({ userId, reason }),
  answer: nothing,
});
/** A user who comes back starts from a new invitation. */
export const enableUser = defineHqCommand({
  type: "enable-user",
  permission: "user.manage",
  body: z.strictObject({ userId }),
  answer: invitation,
});
export const changeUserAccess = defineHqCommand({
  type: "change-user-access",
  permission: "user.manage",
  body: z.strictObject({ userId, roles, scope: hqScopeSchema }),
  answer: nothing,
});
/** Forgets password, second factor and recovery codes, ends every session and invites anew; also renews an invitation. */
export const resetSecondFactor = defineHqCommand({
  type: "reset-second-factor",
  permission: "user.manage",
  body: z.strictObject({ userId }),
  answer: invitation,
});

export const HQ_COMMANDS = [
  createJoinCode,
  revokeJoinCode,
  publishAnnouncement,
  publishRecall,
  liftRecall,
  publish,
  acknowledgeHubAlert,
  resolveConflict,
  suspendSite,
  resumeSite,
  inviteUser,
  disableUser,
  enableUser,
  changeUserAccess,
  resetSecondFactor,
] as const;
type HqCommand = (typeof HQ_COMMANDS)[number];
export type HqCommandType = HqCommand["type"];
export type HqCommandBody<Type extends HqCommandType> = z.input<Extract<HqCommand, { readonly type: Type }>["body"]>;
export type HqCommandAnswer<Type extends HqCommandType> = z.output<
  Extract<HqCommand, { readonly type: Type }>["answer"]
>;

/** Why a command changed nothing. */
export type HqRejection =
  | { readonly code: "unknown-command" | "not-permitted" | "own-work" | "last-administrator" | "rate-limited" }
  | { readonly code: "out-of-scope"; readonly subjectId: string | null }
  | { readonly code: "invalid-body"; readonly issues: readonly { readonly path: string; readonly code: string }[] }
  | { readonly code: "command-id-reused" }
  | { readonly code: "join-code-unknown" | "join-code-used" | "join-code-revoked" }
  | {
      readonly code: "publication-type-unknown" | "document-invalid";
      readonly issues: readonly { readonly path: string; readonly code: string }[];
    }
  /** This type is not sent there at all (DOMAIN.md §6). */
  | { readonly code: "stream-not-allowed"; readonly hubStreamId: string }
  /** Somebody published a version since (UX.md §3.7: "Sudah terbit versi 4 oleh Rina"). */
  | {
      readonly code: "newer-version";
      readonly hubStreamId: string;
      readonly documentVersion: number;
      readonly by: string | null;
    }
  | { readonly code: "recall-unknown" | "recall-lifted" }
  | { readonly code: "hub-alert-unknown" | "hub-alert-acknowledged" }
  | { readonly code: "conflict-unknown" | "conflict-decided" | "decision-unknown" }
  | { readonly code: "site-unknown" | "site-suspended" | "site-active" }
  | { readonly code: "user-unknown" | "user-disabled" | "user-enabled" | "email-taken" }
  /** Postgres failed: nothing is known of the outcome; the same command again is safe. */
  | { readonly code: "retry" };
export type HqRejectionCode = HqRejection["code"];
