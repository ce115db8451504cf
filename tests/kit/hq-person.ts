import { randomBytes } from "node:crypto";
import type { HqEnrolled, HqInvitation } from "#contract/hq-protocol.ts";
import {
  HQ_ENROL_PATH,
  HQ_INVITATION_PATH,
  HQ_SIGN_IN_PATH,
  type HqRole,
  type HqScope,
} from "#contract/hq-vocabulary.ts";
import { hotp, TOTP_STEP_MS } from "#hub/hq/auth/totp.ts";
import { addUser } from "#hub/hq/auth/users.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { present } from "#kernel/assert.ts";

/** An answer over HTTP as a test reads it; `cookie` is what the browser would send from then on. */
export interface HqAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string | null;
  readonly setCookie: string | null;
}

/** A request as a page of the hub's own origin makes it; `headers` alters that. */
export async function hqRequest(
  origin: string,
  path: string,
  options: { readonly body?: unknown; readonly cookie?: string | null; readonly headers?: Record<string, string> } = {},
): Promise<HqAnswer> {
  const response = await fetch(new URL(path, origin), {
    method: options.body === undefined ? "GET" : "POST",
    headers: {
      origin,
      ...(options.body !== undefined && { "content-type": "application/json" }),
      ...(typeof options.cookie === "string" && { cookie: options.cookie }),
      ...options.headers,
    },
    ...(options.body !== undefined && {
      body: typeof options.body === "string" ? options.body : JSON.stringify(options.body),
    }),
  });
  const setCookie = response.headers.get("set-cookie");
  const body = (await response.json()) as Record<string, unknown>; // read by the test
  return { status: response.status, body, setCookie, cookie: setCookie?.split(";")[0] ?? null };
}

/** Somebody of headquarters with a telephone. */
export interface HqPerson {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
  readonly recoveryCodes: readonly string[];
  /** What the authenticator shows so many steps from now. */
  code(stepsAhead?: number): string;
  signIn(changes?: object): Promise<HqAnswer>;
}

/** Invites somebody, takes the invitation as the page does, and is signed in. */
export async function createHqPerson(
  hub: { readonly origin: string; readonly database: HubDatabase; readonly nowMs: () => number },
  access: { readonly roles?: readonly HqRole[]; readonly scope?: HqScope; readonly name?: string } = {},
): Promise<HqPerson> {
  const email = `${randomBytes(5).toString("hex")}@bgn.go.id`;
  const password = `nasi-${randomBytes(8).toString("hex")}`;
  const { roles = ["hub-admin"], scope = { kind: "national" }, name = "Rina" } = access;
  const userId = `user_${randomBytes(16).toString("hex")}`;
  const added = await hub.database.inScope({ kind: "national" }, (db) =>
    addUser(db, { userId, email, name, roles, scope }, hub.nowMs()),
  );
  const token = present(added, "a new address").invitationPath.split("#")[1];
  const offered = (await hqRequest(hub.origin, HQ_INVITATION_PATH, { body: { token } }))
    .body as unknown as HqInvitation; // the contract's answer
  const secret = fromBase32(offered.secret);
  const code = (stepsAhead = 0) => hotp(secret, Math.floor(hub.nowMs() / TOTP_STEP_MS) + stepsAhead);
  const taken = await hqRequest(hub.origin, HQ_ENROL_PATH, { body: { token, password, code: code() } });
  const { recoveryCodes } = taken.body as unknown as HqEnrolled; // the contract's answer
  return {
    ...{ userId, email, password, recoveryCodes, code },
    cookie: present(taken.cookie, "a session"),
    signIn: (changes) =>
      hqRequest(hub.origin, HQ_SIGN_IN_PATH, { body: { email, password, code: code(), ...changes } }),
  };
}

export function fromBase32(text: string): Buffer {
  const bits = text
    .split("")
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
