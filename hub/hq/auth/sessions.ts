import type { Transaction } from "kysely";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import type { HqRole, HqScope } from "#contract/hq-vocabulary.ts";
import type { HqSession } from "#contract/hq-protocol.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { scopeFromText } from "#hub/hq/audit.ts";
import { newToken, tokenHash } from "./secrets.ts";

/** A session ends after so long whatever happens, and after so long without anything asked (OWASP ASVS 5.0, 7.3). */
export const SESSION_MOST_MS = 12 * HOUR_MS;
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** Being seen is written down at most so often. */
const SEEN_EVERY_MS = MINUTE_MS;

/** `__Host-`: of this origin only, never over plain HTTP. */
export const SESSION_COOKIE = "__Host-hq";

/** Who is signed in; roles and scope as of now, read at every command. */
export interface HqUser {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly HqRole[];
  readonly scope: HqScope;
}

export interface OpenSession {
  readonly user: HqUser;
  readonly sessionHash: Buffer;
  readonly expiresAtMs: number;
  readonly lastSeenAtMs: number;
  readonly recoveryCodeCount: number;
}

/** Opens a session; the token goes into the cookie and is not kept. */
export async function openSession(db: Transaction<HubTables>, userId: string, nowMs: number): Promise<string> {
  const token = newToken();
  await db
    .insertInto("hq_session")
    .values({
      session_hash: tokenHash(token),
      user_id: userId,
      created_at_ms: nowMs,
      last_seen_at_ms: nowMs,
      expires_at_ms: nowMs + SESSION_MOST_MS,
      ended_at_ms: null,
    })
    .execute();
  return token;
}

/** The session of a token, while it is open and its user may still sign in; null otherwise. `isSeen`: somebody did something. */
export async function sessionOf(
  database: HubDatabase,
  sessionHash: Buffer,
  nowMs: number,
  { isSeen }: { readonly isSeen: boolean } = { isSeen: true },
): Promise<OpenSession | null> {
  return database.inScope({ kind: "console" }, async (db) => {
    const row = await db
      .selectFrom("hq_session")
      .innerJoin("hq_user", "hq_user.user_id", "hq_session.user_id")
      .select(["hq_user.user_id", "name", "email", "roles", "scope", "expires_at_ms", "last_seen_at_ms"])
      .select((builder) =>
        builder
          .selectFrom("hq_recovery_code")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .whereRef("hq_recovery_code.user_id", "=", "hq_user.user_id")
          .where("used_at_ms", "is", null)
          .as("codes"),
      )
      .where("session_hash", "=", sessionHash)
      .where("ended_at_ms", "is", null)
      .where("status", "=", "active")
      .where("expires_at_ms", ">", nowMs)
      .where("last_seen_at_ms", ">", nowMs - SESSION_IDLE_MS)
      .executeTakeFirst();
    if (row === undefined) return null;
    if (isSeen && nowMs - row.last_seen_at_ms > SEEN_EVERY_MS) {
      await db
        .updateTable("hq_session")
        .set({ last_seen_at_ms: nowMs })
        .where("session_hash", "=", sessionHash)
        .execute();
    }
    const { user_id: userId, name, email } = row;
    const roles = row.roles as HqRole[]; // written by commands that take known roles only
    return {
      user: { userId, name, email, roles, scope: scopeFromText(row.scope) },
      sessionHash,
      expiresAtMs: row.expires_at_ms,
      lastSeenAtMs: row.last_seen_at_ms,
      recoveryCodeCount: Number(row.codes ?? 0),
    };
  });
}

export function sessionAnswer(session: OpenSession, nowMs: number): HqSession {
  const { user, expiresAtMs, recoveryCodeCount } = session;
  return {
    ...{ userId: user.userId, name: user.name, email: user.email, roles: [...user.roles], scope: user.scope },
    ...{ expiresAtMs, idleMs: SESSION_IDLE_MS, recoveryCodeCount, serverTimeMs: nowMs },
  };
}

/** Ends one session, or all of a user. */
export async function endSessions(
  db: Transaction<HubTables>,
  of: { readonly sessionHash: Buffer } | { readonly userId: string },
  nowMs: number,
): Promise<void> {
  const open = db.updateTable("hq_session").set({ ended_at_ms: nowMs }).where("ended_at_ms", "is", null);
  await (
    "userId" in of ? open.where("user_id", "=", of.userId) : open.where("session_hash", "=", of.sessionHash)
  ).execute();
}

/** The session token in a request's cookies, or null. */
export function sessionTokenIn(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === SESSION_COOKIE && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value)) return value;
  }
  return null;
}

export function sessionCookie(token: string | null): string {
  const age = token === null ? 0 : Math.floor(SESSION_MOST_MS / 1000);
  return `${SESSION_COOKIE}=${token ?? ""}; Path=/; Max-Age=${age}; HttpOnly; Secure; SameSite=Strict`;
}
