import { z } from "zod";
import { hqScopeSchema } from "./hq-definition.ts";
import {
  HQ_ERROR_CODES,
  HQ_HTTP_REFUSALS,
  HQ_PASSWORD_MAX_COUNT,
  HQ_PASSWORD_MIN_COUNT,
  HQ_ROLES,
} from "./hq-vocabulary.ts";

/**
 * Headquarters' console ↔ hub: HTTP to sign in, then one WebSocket with live queries as on a kitchen's LAN (HQ1…, docs/hub-protocol.md).
 * Queries are in `hq-queries.ts` (and the files it lists), commands in `hq-commands.ts`, words without schemas in `hq-vocabulary.ts`.
 */

const ms = z.int().min(0);
const json = z.record(z.string(), z.unknown());
const email = z.string().trim().toLowerCase().min(3).max(200);
const password = z.string().min(1).max(HQ_PASSWORD_MAX_COUNT);
/** Six digits of the authenticator, or one of the recovery codes (`abcd-efgh-ijkl`). */
const secondFactor = z.string().trim().min(6).max(20);
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const subscriptionId = z.string().min(1).max(256);
const commandId = z.string().regex(/^command_[0-9a-f]{32}$/);

/** `POST /hq/sign-in`; 200 with `hqSession` and a cookie, or a refusal. One request: nobody learns which of the three was wrong. */
export const hqSignInBody = z.strictObject({ email, password, code: secondFactor });

/** `GET /hq/session`, and what signing in answers. */
export const hqSession = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(HQ_ROLES)),
  scope: hqScopeSchema,
  /** The session ends then whatever happens, and earlier after `idleMs` without a frame. */
  expiresAtMs: ms,
  idleMs: ms,
  /** Recovery codes left; each works once. */
  recoveryCodeCount: z.int().min(0),
  serverTimeMs: ms,
});
export type HqSession = z.infer<typeof hqSession>;

/** `POST /hq/invitation`: what the link's token offers. It changes nothing; the same secret comes again until the invitation is taken. */
export const hqInvitationBody = z.strictObject({ token });
export const hqInvitation = z.strictObject({
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(HQ_ROLES)),
  scope: hqScopeSchema,
  /** Base32, for typing; `otpauthUri` for a QR code. */
  secret: z.string(),
  otpauthUri: z.string(),
  expiresAtMs: ms,
});
export type HqInvitation = z.infer<typeof hqInvitation>;

/** `POST /hq/enrol`: sets the password, proves the authenticator, signs in. */
export const hqEnrolBody = z.strictObject({
  token,
  password: z.string().min(HQ_PASSWORD_MIN_COUNT).max(HQ_PASSWORD_MAX_COUNT),
  code: z.string().regex(/^\d{6}$/),
});
export const hqEnrolled = z.strictObject({
  session: hqSession,
  /** Shown once. */
  recoveryCodes: z.array(z.string()),
});
export type HqEnrolled = z.infer<typeof hqEnrolled>;

/** Every refusal over HTTP; 400, 401, 403, 404, 410, 429 or 503 by its code. */
export const hqRefusal = z.strictObject({
  code: z.enum(HQ_HTTP_REFUSALS),
  /** `sign-in-locked`, `rate-limited`, `retry`: try again after. */
  afterMs: ms.optional(),
  issues: z.array(z.strictObject({ path: z.string(), code: z.string() })).optional(),
});
export type HqRefusal = z.infer<typeof hqRefusal>;

export const hqSubscribeFrame = z.strictObject({
  kind: z.literal("subscribe"),
  subscriptionId,
  query: z.string().min(1).max(64),
  params: json,
  /** Of the last rows or patch of the same question; of another node's epoch they are of no use and do no harm. */
  knownEpoch: z.string().max(32).optional(),
  knownRev: z.int().min(0).optional(),
});
export const hqUnsubscribeFrame = z.strictObject({ kind: z.literal("unsubscribe"), subscriptionId });
export const hqCommandFrame = z.strictObject({
  kind: z.literal("command"),
  /** Made by the page where the finger touched; the same again is safe. */
  commandId,
  type: z.string().min(1).max(64),
  body: json,
});
export const hqPingFrame = z.strictObject({ kind: z.literal("ping"), sentAtMs: z.number() });
export const hqClientFrame = z.discriminatedUnion("kind", [
  hqSubscribeFrame,
  hqUnsubscribeFrame,
  hqCommandFrame,
  hqPingFrame,
]);
export type HqClientFrame = z.infer<typeof hqClientFrame>;

/** First on every socket; again when the user's roles or scope changed, after which every subscription is answered anew. */
export const hqWelcomeFrame = z.strictObject({
  kind: z.literal("welcome"),
  protocol: z.int(),
  build: z.string(),
  session: hqSession,
});
/** How far the figures are, after the welcome and whenever it changed: "Angka sampai 07:40 – 3 situs menyusul". */
export const hqFreshnessFrame = z.strictObject({
  kind: z.literal("freshness"),
  serverTimeMs: ms,
  /** Everything that reached the hub up to then is in the figures. */
  foldedUntilMs: ms,
  /** Kitchens of the scope whose events wait to be counted: at the kitchen, as far as it said, or here. */
  catchingUpSiteCount: z.int().min(0),
});
export const hqRowsFrame = z.strictObject({
  kind: z.literal("rows"),
  subscriptionId,
  epoch: z.string(),
  rev: z.int().min(0),
  isPartial: z.boolean(),
  rows: z.array(json),
});
export const hqPatchFrame = z.strictObject({
  kind: z.literal("patch"),
  subscriptionId,
  rev: z.int().min(0),
  isPartial: z.boolean(),
  upserts: z.array(json),
  removes: z.array(z.string()),
  /** The keys in order, when it changed other than by appending. */
  order: z.array(z.string()).optional(),
});
export const hqUnchangedFrame = z.strictObject({ kind: z.literal("unchanged"), subscriptionId, rev: z.int().min(0) });
export const hqAcceptedFrame = z.strictObject({ kind: z.literal("accepted"), commandId, result: json });
export const hqRejectedFrame = z.strictObject({
  kind: z.literal("rejected"),
  commandId,
  /** An `HqRejection`. */
  rejection: z.looseObject({ code: z.string() }),
});
export const hqPongFrame = z.strictObject({ kind: z.literal("pong"), sentAtMs: z.number(), serverTimeMs: ms });
export const hqErrorFrame = z.strictObject({
  kind: z.literal("error"),
  subscriptionId: subscriptionId.optional(),
  code: z.enum(HQ_ERROR_CODES),
});
export const hqServerFrame = z.discriminatedUnion("kind", [
  hqWelcomeFrame,
  hqFreshnessFrame,
  hqRowsFrame,
  hqPatchFrame,
  hqUnchangedFrame,
  hqAcceptedFrame,
  hqRejectedFrame,
  hqPongFrame,
  hqErrorFrame,
]);
export type HqServerFrame = z.infer<typeof hqServerFrame>;
