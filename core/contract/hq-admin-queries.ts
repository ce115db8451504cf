import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { defineHqQuery, hqScopeSchema } from "./hq-definition.ts";
import { AUDIT_OUTCOMES, HQ_ROLES, HQ_USER_STATUSES, JOIN_CODE_STATUSES } from "./hq-vocabulary.ts";

/** Who may join, who may sign in, and who did what. */

const ms = z.int().min(0);
const userId = idSchema("user");

/** Newest first; the code itself is shown once, to who made it. */
export const joinCodes = defineHqQuery({
  name: "join-codes",
  params: z.strictObject({}),
  row: z.strictObject({
    joinCodeId: z.string(),
    regionId: z.string(),
    siteName: z.string(),
    status: z.enum(JOIN_CODE_STATUSES),
    createdAtMs: ms,
    createdByName: z.string().nullable(),
    expiresAtMs: ms,
    usedAtMs: ms.nullable(),
    usedBySiteId: z.string().nullable(),
    revokedAtMs: ms.nullable(),
  }),
  key: "joinCodeId",
  permission: "site.enrol",
  limit: 200,
});

export const hqUsers = defineHqQuery({
  name: "hq-users",
  params: z.strictObject({}),
  row: z.strictObject({
    userId,
    email: z.string(),
    name: z.string(),
    roles: z.array(z.enum(HQ_ROLES)),
    scope: hqScopeSchema,
    status: z.enum(HQ_USER_STATUSES),
    hasSecondFactor: z.boolean(),
    /** An invitation that waits: until when. */
    invitationExpiresAtMs: ms.nullable(),
    createdAtMs: ms,
    lastSignInAtMs: ms.nullable(),
  }),
  key: "userId",
  permission: "user.manage",
  limit: 500,
});

/** Every sign-in, refusal and act, newest first. */
export const audit = defineHqQuery({
  name: "audit",
  params: z.strictObject({
    userId: userId.optional(),
    act: z.string().max(64).optional(),
    beforeMs: ms.optional(),
  }),
  row: z.strictObject({
    auditId: z.string(),
    atMs: ms,
    /** Null: nobody known (a wrong address), or the command line. */
    userId: userId.nullable(),
    userName: z.string().nullable(),
    /** `sign-in`, `sign-out`, `enrol`, `subscribe`, or the type of the command. */
    act: z.string(),
    outcome: z.enum(AUDIT_OUTCOMES),
    /** The refusal's code. */
    code: z.string().nullable(),
    /** What was acted on: an id. */
    subjectId: z.string().nullable(),
    address: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  }),
  key: "auditId",
  permission: "audit.read",
  limit: 200,
});
