import type { z } from "zod";
import type { HqRefusal, hqEnrolBody, hqSignInBody, HqInvitation } from "#contract/hq-protocol.ts";
import type { HqRole } from "#contract/hq-vocabulary.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { noteAudit, scopeFromText, type AuditEntry } from "#hub/hq/audit.ts";
import type { HqUserRow } from "#hub/hq/tables.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { countAttempt, forgetAttempts } from "./attempts.ts";
import type { Passwords } from "./password.ts";
import { invitedSecret, newRecoveryCodes, recoveryCodeHash, seal, tokenHash, unseal } from "./secrets.ts";
import { openSession } from "./sessions.ts";
import { base32, otpauthUri, totpStepOf } from "./totp.ts";

export interface SignInDeps {
  readonly database: HubDatabase;
  readonly passwords: Passwords;
  readonly secretKey: Buffer;
  readonly nowMs: () => number;
}

const BUSY_AFTER_MS = 2_000;
const CONSOLE = { kind: "console" } as const;

const auditUser = (user: HqUserRow): AuditEntry["user"] => ({
  userId: user.user_id,
  name: user.name,
  scope: scopeFromText(user.scope),
});

/**
 * Password and second factor in one request. Whatever was wrong is `sign-in-wrong`, takes as long, and counts against the account
 * asked for (known or not) and the address. Answers the token of a new session.
 */
export async function signIn(
  deps: SignInDeps,
  body: z.output<typeof hqSignInBody>,
  address: string,
): Promise<Result<string, HqRefusal>> {
  const { database } = deps;
  const nowMs = deps.nowMs();
  for (const [kind, subject] of [["address", address] as const, ["account", body.email] as const]) {
    const lockedMs = await countAttempt(database, kind, subject, nowMs);
    // Not in the audit, where the guesses that led here are: it was not judged, and a stranger writes no rows without end.
    if (lockedMs !== null) return err({ code: "sign-in-locked", afterMs: lockedMs });
  }
  const user = await database.inScope(CONSOLE, (db) =>
    db.selectFrom("hq_user").selectAll().where("email", "=", body.email).executeTakeFirst(),
  );
  const isRight = await deps.passwords.matches(body.password, user?.status === "active" ? user.password : null);
  if (isRight === null) return err({ code: "retry", afterMs: BUSY_AFTER_MS });
  const token = isRight && user !== undefined ? await takeSecondFactor(deps, user.user_id, body.code, address) : null;
  if (token === null) {
    await noteRefused(deps, user ?? null, { code: "sign-in-wrong", address, data: { email: body.email } });
    return err({ code: "sign-in-wrong" });
  }
  await forgetAttempts(database, body.email, address);
  return ok(token);
}

/** Judges a code under a lock on the user's row, so that none is taken twice; null when it is wrong. */
function takeSecondFactor(deps: SignInDeps, userId: string, code: string, address: string): Promise<string | null> {
  const nowMs = deps.nowMs();
  return deps.database.inScope(CONSOLE, async (db) => {
    const user = await db
      .selectFrom("hq_user")
      .selectAll()
      .where("user_id", "=", userId)
      .where("status", "=", "active")
      .forUpdate()
      .executeTakeFirst();
    if (user === undefined || user.second_factor === null) return null;
    const secret = unseal(deps.secretKey, user.second_factor, user.user_id);
    const step = secret === null ? null : totpStepOf(secret, code, nowMs, user.second_factor_step);
    if (step === null) {
      const used = await db
        .updateTable("hq_recovery_code")
        .set({ used_at_ms: nowMs })
        .where("user_id", "=", userId)
        .where("code_hash", "=", recoveryCodeHash(code))
        .where("used_at_ms", "is", null)
        .returning("user_id")
        .execute();
      if (used.length === 0) return null;
    }
    const by = step === null ? "recovery-code" : "authenticator";
    await db
      .updateTable("hq_user")
      .set({ last_sign_in_at_ms: nowMs, ...(step !== null && { second_factor_step: step }) })
      .where("user_id", "=", userId)
      .execute();
    await noteAudit(db, { user: auditUser(user), act: "sign-in", outcome: "done", address, data: { by } }, nowMs);
    return openSession(db, userId, nowMs);
  });
}

/** Whom an invitation is for, while it may be taken. */
async function invitedUser(deps: SignInDeps, token: string): Promise<Result<HqUserRow, HqRefusal>> {
  const user = await deps.database.inScope(CONSOLE, (db) =>
    db.selectFrom("hq_user").selectAll().where("invitation_hash", "=", tokenHash(token)).executeTakeFirst(),
  );
  if (user === undefined || user.status !== "invited") return err({ code: "invitation-unknown" });
  if ((user.invitation_expires_at_ms ?? 0) <= deps.nowMs()) return err({ code: "invitation-expired" });
  return ok(user);
}

/** What an invitation offers; looking changes nothing. */
export async function lookAtInvitation(
  deps: SignInDeps,
  token: string,
  address: string,
): Promise<Result<HqInvitation, HqRefusal>> {
  const lockedMs = await countAttempt(deps.database, "address", address, deps.nowMs());
  if (lockedMs !== null) return err({ code: "sign-in-locked", afterMs: lockedMs });
  const user = await invitedUser(deps, token);
  if (!user.ok) return user;
  const secret = invitedSecret(deps.secretKey, token);
  const { email, name, scope } = user.value;
  await forgetAttempts(deps.database, "", address);
  return ok({
    ...{ email, name, scope: scopeFromText(scope) },
    roles: user.value.roles as HqRole[], // written by commands that take known roles only
    ...{ secret: base32(secret), otpauthUri: otpauthUri(secret, email) },
    expiresAtMs: user.value.invitation_expires_at_ms ?? 0,
  });
}

export interface Enrolment {
  readonly token: string;
  readonly recoveryCodes: readonly string[];
}

/** Takes an invitation: once, with a password that is not the address and a code that proves the authenticator. */
export async function takeInvitation(
  deps: SignInDeps,
  body: z.output<typeof hqEnrolBody>,
  address: string,
): Promise<Result<Enrolment, HqRefusal>> {
  const nowMs = deps.nowMs();
  const lockedMs = await countAttempt(deps.database, "address", address, nowMs);
  if (lockedMs !== null) return err({ code: "sign-in-locked", afterMs: lockedMs });
  const invited = await invitedUser(deps, body.token);
  if (!invited.ok) return invited;
  const { user_id: userId, email } = invited.value;
  if (isWeak(body.password, email)) return err({ code: "password-weak" });
  const secret = invitedSecret(deps.secretKey, body.token);
  const step = totpStepOf(secret, body.code, nowMs, null);
  if (step === null) {
    await noteRefused(deps, invited.value, { act: "enrol", code: "code-wrong", address });
    return err({ code: "code-wrong" });
  }
  const password = await deps.passwords.digest(body.password);
  if (password === null) return err({ code: "retry", afterMs: BUSY_AFTER_MS });
  const recoveryCodes = newRecoveryCodes();
  const token = await deps.database.inScope(CONSOLE, async (db) => {
    const taken = await db
      .updateTable("hq_user")
      .set({
        ...{ status: "active", password, second_factor: seal(deps.secretKey, secret, userId) },
        ...{ second_factor_step: step, invitation_hash: null, invitation_expires_at_ms: null },
        last_sign_in_at_ms: nowMs,
      })
      .where("user_id", "=", userId)
      .where("invitation_hash", "=", tokenHash(body.token))
      .returning("user_id")
      .execute();
    if (taken.length === 0) return null;
    await db.deleteFrom("hq_recovery_code").where("user_id", "=", userId).execute();
    const codes = recoveryCodes.map((code) => ({
      ...{ user_id: userId, code_hash: recoveryCodeHash(code) },
      used_at_ms: null,
    }));
    await db.insertInto("hq_recovery_code").values(codes).execute();
    await noteAudit(db, { user: auditUser(invited.value), act: "enrol", outcome: "done", address }, nowMs);
    return openSession(db, userId, nowMs);
  });
  if (token === null) return err({ code: "invitation-unknown" });
  await forgetAttempts(deps.database, email, address);
  return ok({ token, recoveryCodes });
}

/** NIST SP 800-63B: length matters; what is on everybody's list or is the address does not count as one. */
function isWeak(password: string, email: string): boolean {
  const plain = password.toLowerCase();
  const [local = ""] = email.split("@");
  const isOneThing = new Set(plain).size < 5;
  return (
    isOneThing ||
    plain.includes(email) ||
    (local.length > 3 && plain.includes(local)) ||
    /^(?:password|bergizi|makan)[\d\W]*$/.test(plain)
  );
}

function noteRefused(
  deps: SignInDeps,
  user: HqUserRow | null,
  refused: {
    readonly act?: string;
    readonly code: string;
    readonly address: string;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const entry = {
    act: "sign-in",
    ...refused,
    user: user === null ? null : auditUser(user),
    outcome: "refused" as const,
  };
  return deps.database.inScope(CONSOLE, (db) => noteAudit(db, entry, deps.nowMs()));
}
