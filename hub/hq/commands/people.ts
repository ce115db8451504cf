import { sql, type Transaction } from "kysely";
import {
  changeUserAccess,
  disableUser,
  enableUser,
  inviteUser,
  resetSecondFactor,
  type HqRejection,
} from "#contract/hq-commands.ts";
import type { HqRole, HqScope } from "#contract/hq-vocabulary.ts";
import { err, ok } from "#kernel/result.ts";
import { scopeText } from "#hub/hq/audit.ts";
import { endSessions } from "#hub/hq/auth/sessions.ts";
import { addUser, inviteAnew, type Invitation } from "#hub/hq/auth/users.ts";
import type { HqUserRow } from "#hub/hq/tables.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { idSchema } from "#kernel/ids.ts";
import { acting, type CommandContext } from "./definition.ts";
import { isWithin } from "./joining.ts";

const NOTHING = {};
const userIdSchema = idSchema("user");

export const inviteUserCommand = acting(inviteUser, ["users"], async (db, body, { user, nowMs, commandId }) => {
  if (!isWithin(user.scope, body.scope)) return err({ code: "out-of-scope", subjectId: scopeText(body.scope) });
  const userId = `user_${commandId.slice("command_".length)}`;
  const invitation = await addUser(db, { ...body, userId }, nowMs);
  return invitation === null ? err({ code: "email-taken" }) : ok(invited(invitation));
});

export const disableUserCommand = acting(disableUser, ["users"], async (db, { userId }, context) => {
  const known = await otherUser(db, userId, context);
  if ("code" in known) return err(known);
  if (known.status === "disabled") return err({ code: "user-disabled" });
  const nothing = { invitation_hash: null, invitation_expires_at_ms: null };
  await db
    .updateTable("hq_user")
    .set({ status: "disabled", ...nothing })
    .where("user_id", "=", userId)
    .execute();
  await endSessions(db, { userId }, context.nowMs);
  if (await isWithoutAdministrator(db, context)) return err({ code: "last-administrator" });
  return ok({ answer: NOTHING, subjectId: userId });
});

export const enableUserCommand = acting(enableUser, ["users"], async (db, { userId }, context) => {
  const known = await otherUser(db, userId, context);
  if ("code" in known) return err(known);
  if (known.status !== "disabled") return err({ code: "user-enabled" });
  return ok(invited(await inviteAnew(db, userId, context.nowMs)));
});

export const resetSecondFactorCommand = acting(resetSecondFactor, ["users"], async (db, { userId }, context) => {
  const known = await otherUser(db, userId, context);
  if ("code" in known) return err(known);
  if (known.status === "disabled") return err({ code: "user-disabled" });
  await endSessions(db, { userId }, context.nowMs);
  const invitation = await inviteAnew(db, userId, context.nowMs);
  if (await isWithoutAdministrator(db, context)) return err({ code: "last-administrator" });
  return ok(invited(invitation));
});

export const changeUserAccessCommand = acting(changeUserAccess, ["users"], async (db, body, context) => {
  const { userId, roles, scope } = body;
  const known = await otherUser(db, userId, context);
  if ("code" in known) return err(known);
  if (!isWithin(context.user.scope, scope)) return err({ code: "out-of-scope", subjectId: scopeText(scope) });
  await db
    .updateTable("hq_user")
    .set({ roles: [...roles], scope: scopeText(scope) })
    .where("user_id", "=", userId)
    .execute();
  if (await isWithoutAdministrator(db, context)) return err({ code: "last-administrator" });
  const before: { roles: readonly HqRole[]; scope: string } = { roles: known.roles as HqRole[], scope: known.scope }; // known roles only were written
  return ok({ answer: NOTHING, subjectId: userId, data: { roles, scope: scopeText(scope), before } });
});

/** The link is in the answer once, and in no log, audit or memory. */
function invited({ userId, invitationPath, expiresAtMs }: Invitation) {
  const answer = { userId: userIdSchema.parse(userId), invitationPath, expiresAtMs };
  return { answer, kept: { ...answer, invitationPath: null }, subjectId: userId };
}

/** Somebody else of the scope, locked; nobody changes their own access. */
async function otherUser(
  db: Transaction<HubTables>,
  userId: string,
  { user }: CommandContext,
): Promise<HqUserRow | HqRejection> {
  // Two administrators who take each other's roles away at the same moment would both succeed.
  await sql`SELECT pg_advisory_xact_lock(hashtext('hq-administrators'))`.execute(db);
  if (userId === user.userId) return { code: "own-work" };
  const known = await db.selectFrom("hq_user").selectAll().where("user_id", "=", userId).forUpdate().executeTakeFirst();
  return known ?? { code: "user-unknown" };
}

/** Nobody would be left who lets people in nationally. Within a region the nation's administrators remain. */
async function isWithoutAdministrator(db: Transaction<HubTables>, { user }: CommandContext): Promise<boolean> {
  if (user.scope.kind !== "national") return false;
  const national: HqScope = { kind: "national" };
  const left = await db
    .selectFrom("hq_user")
    .select("user_id")
    .where("status", "=", "active")
    .where("scope", "=", scopeText(national))
    .where(sql<boolean>`'hub-admin' = ANY(roles)`)
    .limit(1)
    .execute();
  return left.length === 0;
}
