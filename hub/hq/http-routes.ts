import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { hqEnrolBody, hqInvitationBody, hqSignInBody, type HqRefusal } from "#contract/hq-protocol.ts";
import {
  HQ_ENROL_PATH,
  HQ_INVITATION_PATH,
  HQ_SESSION_PATH,
  HQ_SIGN_IN_PATH,
  HQ_SIGN_OUT_PATH,
  type HqHttpRefusal,
} from "#contract/hq-vocabulary.ts";
import type { Result } from "#kernel/result.ts";
import type { HubLog } from "#hub/log.ts";
import { noteAudit } from "./audit.ts";
import type { Changes } from "./changes.ts";
import { tokenHash } from "./auth/secrets.ts";
import {
  endSessions,
  sessionAnswer,
  sessionCookie,
  sessionOf,
  sessionTokenIn,
  type OpenSession,
} from "./auth/sessions.ts";
import { lookAtInvitation, signIn, takeInvitation, type SignInDeps } from "./auth/sign-in.ts";
import { isOwnOrigin } from "./origin.ts";

export interface HttpDeps extends SignInDeps {
  readonly log: HubLog;
  readonly changes: Changes;
}

const STATUS: Readonly<Record<HqHttpRefusal, number>> = {
  "invalid-body": 400,
  "password-weak": 400,
  "not-signed-in": 401,
  "sign-in-wrong": 401,
  "code-wrong": 401,
  "origin-refused": 403,
  "invitation-unknown": 404,
  "invitation-expired": 410,
  "sign-in-locked": 429,
  "rate-limited": 429,
  retry: 503,
};

/** HQ1, HQ5–HQ7: signing in and out, and taking an invitation. Nothing of these answers may be kept by anybody between. */
export function hqRoutes(server: FastifyInstance, deps: HttpDeps): void {
  // What Fastify itself cannot read (no JSON, too long, another media type) is refused in the contract's words.
  server.setErrorHandler((_error, _request, reply) => refuse(reply, { code: "invalid-body" }));
  const post = <Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    act: (body: z.output<Schema>, request: FastifyRequest, reply: FastifyReply) => Promise<Result<object, HqRefusal>>,
  ) => {
    server.post(path, async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (!isOwnOrigin(request.headers)) return refuse(reply, { code: "origin-refused" });
      const body = schema.safeParse(request.body);
      if (!body.success) {
        const issues = body.error.issues.map((issue) => ({ path: issue.path.join("."), code: issue.code }));
        return refuse(reply, { code: "invalid-body", issues });
      }
      const answer = await act(body.data, request, reply).catch((cause: unknown) => {
        deps.log.error({ event: "hq-request-failed", path, err: cause });
        return { ok: false, error: { code: "retry", afterMs: 2_000 } } as const;
      });
      return answer.ok ? reply.send(answer.value) : refuse(reply, answer.error);
    });
  };
  post(HQ_SIGN_IN_PATH, hqSignInBody, async (body, request, reply) => {
    const token = await signIn(deps, body, request.ip);
    await deps.changes.tell(token.ok ? ["users", "audit"] : ["audit"]);
    if (!token.ok) return token;
    return begun(deps, reply, token.value);
  });
  post(HQ_INVITATION_PATH, hqInvitationBody, (body, request) => lookAtInvitation(deps, body.token, request.ip));
  post(HQ_ENROL_PATH, hqEnrolBody, async (body, request, reply) => {
    const taken = await takeInvitation(deps, body, request.ip);
    await deps.changes.tell(taken.ok ? ["users", "audit"] : ["audit"]);
    if (!taken.ok) return taken;
    const session = await begun(deps, reply, taken.value.token);
    if (!session.ok) return session;
    return { ok: true, value: { session: session.value, recoveryCodes: taken.value.recoveryCodes } };
  });
  server.get(HQ_SESSION_PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    try {
      const session = await sessionIn(deps, request.headers.cookie);
      return session === null
        ? refuse(reply, { code: "not-signed-in" })
        : reply.send(sessionAnswer(session, deps.nowMs()));
    } catch (cause) {
      deps.log.error({ event: "hq-request-failed", path: HQ_SESSION_PATH, err: cause });
      return refuse(reply, { code: "retry", afterMs: 2_000 });
    }
  });
  server.post(HQ_SIGN_OUT_PATH, async (request, reply) => {
    reply.header("cache-control", "no-store");
    if (!isOwnOrigin(request.headers)) return refuse(reply, { code: "origin-refused" });
    try {
      await signOut(deps, request);
    } catch (cause) {
      deps.log.error({ event: "hq-request-failed", path: HQ_SIGN_OUT_PATH, err: cause });
      return refuse(reply, { code: "retry", afterMs: 2_000 });
    }
    return reply.header("set-cookie", sessionCookie(null)).send({});
  });
}

/** The open session of a request, or null. Throws when Postgres fails. */
export async function sessionIn(
  deps: Pick<HttpDeps, "database" | "nowMs">,
  cookie: string | undefined,
): Promise<OpenSession | null> {
  const token = sessionTokenIn(cookie);
  return token === null ? null : sessionOf(deps.database, tokenHash(token), deps.nowMs());
}

async function begun(deps: HttpDeps, reply: FastifyReply, token: string): Promise<Result<object, HqRefusal>> {
  const session = await sessionOf(deps.database, tokenHash(token), deps.nowMs());
  if (session === null) return { ok: false, error: { code: "not-signed-in" } };
  reply.header("set-cookie", sessionCookie(token));
  return { ok: true, value: sessionAnswer(session, deps.nowMs()) };
}

async function signOut(deps: HttpDeps, request: FastifyRequest): Promise<void> {
  const session = await sessionIn(deps, request.headers.cookie);
  if (session === null) return;
  const nowMs = deps.nowMs();
  await deps.database.inScope({ kind: "console" }, async (db) => {
    await endSessions(db, { sessionHash: session.sessionHash }, nowMs);
    await noteAudit(db, { user: session.user, act: "sign-out", outcome: "done", address: request.ip }, nowMs);
  });
  // Pages of the session end with it.
  await deps.changes.tell(["users", "audit"]);
}

function refuse(reply: FastifyReply, refusal: HqRefusal): FastifyReply {
  if (refusal.afterMs !== undefined) reply.header("retry-after", Math.ceil(refusal.afterMs / 1000));
  return reply.code(STATUS[refusal.code]).send(refusal);
}
