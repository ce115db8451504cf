import type { Transaction } from "kysely";
import { HQ_INVITATION_PAGE_PATH, type HqRole, type HqScope } from "#contract/hq-vocabulary.ts";
import { DAY_MS } from "#kernel/time.ts";
import { scopeText } from "#hub/hq/audit.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { newToken, tokenHash } from "./secrets.ts";

/** How long an invitation may be taken. */
export const INVITATION_VALID_MS = 3 * DAY_MS;

export interface Invitation {
  readonly userId: string;
  /** Shown once; the token is not kept. */
  readonly invitationPath: string;
  readonly expiresAtMs: number;
}

export interface NewUser {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly HqRole[];
  readonly scope: HqScope;
}

/** Adds a user who waits for the invitation to be taken; null when the address is taken. */
export async function addUser(db: Transaction<HubTables>, user: NewUser, nowMs: number): Promise<Invitation | null> {
  const { token, expiresAtMs } = newInvitation(nowMs);
  const added = await db
    .insertInto("hq_user")
    .values({
      ...{ user_id: user.userId, email: user.email, name: user.name, roles: [...user.roles] },
      ...{ scope: scopeText(user.scope), status: "invited", created_at_ms: nowMs },
      ...{ invitation_hash: tokenHash(token), invitation_expires_at_ms: expiresAtMs },
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("user_id")
    .execute();
  return added.length === 0 ? null : invitationOf(user.userId, token, expiresAtMs);
}

/** Forgets all a user signs in with and invites anew. */
export async function inviteAnew(db: Transaction<HubTables>, userId: string, nowMs: number): Promise<Invitation> {
  const { token, expiresAtMs } = newInvitation(nowMs);
  await db.deleteFrom("hq_recovery_code").where("user_id", "=", userId).execute();
  await db
    .updateTable("hq_user")
    .set({
      ...{ status: "invited", password: null, second_factor: null, second_factor_step: null },
      ...{ invitation_hash: tokenHash(token), invitation_expires_at_ms: expiresAtMs },
    })
    .where("user_id", "=", userId)
    .execute();
  return invitationOf(userId, token, expiresAtMs);
}

function newInvitation(nowMs: number) {
  return { token: newToken(), expiresAtMs: nowMs + INVITATION_VALID_MS };
}

function invitationOf(userId: string, token: string, expiresAtMs: number): Invitation {
  return { userId, invitationPath: `${HQ_INVITATION_PAGE_PATH}#${token}`, expiresAtMs };
}
