import { faceSchema, siteRoleSchema, stationSchema } from "#kernel/access.ts";
import { timeZoneSchema } from "#kernel/time.ts";
import { z } from "zod";
import { eventEnvelope } from "./envelope.ts";

/** The LAN protocol's version; its history and rules are in `docs/protocol.md`. */
export const LAN_PROTOCOL_VERSION = 1;
/** The oldest version a server of this build still serves. */
export const LAN_PROTOCOL_OLDEST_VERSION = 1;

/** Where the WebSocket is upgraded, on the same origin as the faces. */
export const LAN_SOCKET_PATH = "/lan";

/** LAN2: the longest frame a device may send. */
export const LAN_FRAME_MAX_BYTES = 64 * 1024;
/** LAN45: where a command too long for a frame is posted, as the same frame; at most this long. */
export const LAN_COMMAND_PATH = "/command";
export const LAN_COMMAND_BODY_MAX_BYTES = 1024 * 1024;
/** LAN46: where a file that was signed for is fetched, as `<path>/<exportId>`. */
export const LAN_EXPORTS_PATH = "/exports";
/** LAN50: where a punch's picture is posted and looked at, as `<path>/<photoId>`; a JPEG at most this long. */
export const LAN_PHOTOS_PATH = "/photos";
export const LAN_PHOTO_MAX_BYTES = 64 * 1024;
/** LAN50: names the signed-in person who looks at a picture, as `staffId` does in a frame. */
export const LAN_VIEWER_HEADER = "x-staff-id";
/** LAN1: the first frame must arrive within this time. */
export const LAN_HELLO_TIMEOUT_MS = 5_000;
/** LAN5: WebSocket pings, closed after `LAN_HEARTBEAT_MISSES_MAX_COUNT` unanswered ones. */
export const LAN_HEARTBEAT_MS = 10_000;
export const LAN_HEARTBEAT_MISSES_MAX_COUNT = 2;
export const LAN_COMMANDS_PER_SECOND_COUNT = 20;
export const LAN_COMMANDS_BURST_COUNT = 60;
export const LAN_SOCKETS_MAX_COUNT = 64;
export const LAN_SUBSCRIPTIONS_MAX_COUNT = 64;
export const LAN_EVENTS_PAGE_COUNT = 200;

const requestId = z.string().min(1).max(64);
/** Clients make it from the query and its parameters, so equal subscriptions share one serialised frame (LAN12). */
const subscriptionId = z.string().min(1).max(256);
const commandId = z.string().regex(/^command_[0-9a-f]{32}$/);
const staffId = z.string().regex(/^staff_[0-9a-f]{32}$/);
const personalNumber = z.string().regex(/^\d{6}$/);
const epochMs = z.int().min(0).max(8_640_000_000_000_000);
const json = z.record(z.string(), z.unknown());

export const helloFrame = z.strictObject({
  kind: z.literal("hello"),
  protocol: z.int(),
  deviceToken: z.string().min(1).max(256),
  client: z.strictObject({ name: z.string().max(64), version: z.string().max(64) }),
});
export const signInFrame = z.strictObject({
  kind: z.literal("sign-in"),
  requestId,
  /** Chosen from a list of names; absent when the number alone identifies (it is unique in the site). */
  staffId: staffId.optional(),
  badge: z.string().min(1).max(64).optional(),
  pin: personalNumber,
});
export const signOutFrame = z.strictObject({ kind: z.literal("sign-out"), requestId, staffId });
export const commandFrame = z.strictObject({
  kind: z.literal("command"),
  commandId,
  type: z.string().min(1).max(64),
  body: json,
  expectedVersion: z.int().min(0).optional(),
  occurredAtMs: epochMs,
  /** Who acts: a person with an open staff session on this device. Absent: the device alone. */
  staffId: staffId.optional(),
  /** Personal numbers signing this act, forgotten once checked. The first is the actor's. */
  signatures: z
    .array(z.strictObject({ pin: personalNumber }))
    .max(2)
    .optional(),
});
export const subscribeFrame = z.strictObject({
  kind: z.literal("subscribe"),
  subscriptionId,
  query: z.string().min(1).max(64),
  params: json,
  /** Whose permissions the answer is scoped by; absent: the device's own. */
  staffId: staffId.optional(),
  knownEpoch: z.string().max(32).optional(),
  knownRev: z.int().min(0).optional(),
});
export const unsubscribeFrame = z.strictObject({ kind: z.literal("unsubscribe"), subscriptionId });
export const followFrame = z.strictObject({
  kind: z.literal("follow"),
  subscriptionId,
  domains: z.array(z.string().max(32)).min(1).max(16),
  sinceSeq: z.int().min(0),
});
export const pingFrame = z.strictObject({
  kind: z.literal("ping"),
  sentAtMs: z.number(),
  /** LAN48: how many records the device still holds for the kitchen; 0 says that it has delivered everything. */
  unsentCount: z.int().min(0).max(1_000_000).optional(),
});

/** Every frame a device may send. */
export const clientFrame = z.discriminatedUnion("kind", [
  helloFrame,
  signInFrame,
  signOutFrame,
  commandFrame,
  subscribeFrame,
  unsubscribeFrame,
  followFrame,
  pingFrame,
]);
export type ClientFrame = z.infer<typeof clientFrame>;

const staffSession = z.strictObject({
  staffId: z.string(),
  /** The short name shown on chips; absent where the viewer may not see names. */
  name: z.string(),
  roles: z.array(siteRoleSchema),
  divisionCode: z.string().nullable(),
  expiresAtMs: z.int(),
});
export type StaffSession = z.infer<typeof staffSession>;

export const welcomeFrame = z.strictObject({
  kind: z.literal("welcome"),
  siteId: z.string(),
  siteName: z.string(),
  epoch: z.string(),
  seq: z.int(),
  serverTimeMs: z.int(),
  /** Kitchen milliseconds per real millisecond: 1, except in a demo kitchen played faster. */
  clockRate: z.number(),
  isDemo: z.boolean(),
  timeZone: timeZoneSchema,
  deviceId: z.string(),
  face: faceSchema,
  station: stationSchema.nullable(),
  deviceName: z.string(),
  protocol: z.int(),
  build: z.string(),
  /** Staff sessions still open on this device. */
  sessions: z.array(staffSession),
});
export const signedInFrame = z.strictObject({
  kind: z.literal("signed-in"),
  requestId,
  staff: staffSession,
  expiresAtMs: z.int(),
});
export const signedOutFrame = z.strictObject({
  kind: z.literal("signed-out"),
  requestId: requestId.optional(),
  staffId,
});
export const acceptedFrame = z.strictObject({
  kind: z.literal("accepted"),
  commandId,
  seq: z.int(),
  streamId: z.string(),
  streamVersion: z.int(),
  result: json,
});
export const rejectedFrame = z.strictObject({
  kind: z.literal("rejected"),
  commandId,
  rejection: z.looseObject({ code: z.string() }),
});
export const rowsFrame = z.strictObject({
  kind: z.literal("rows"),
  subscriptionId,
  epoch: z.string(),
  rev: z.int(),
  /** Whether more rows exist than the query's limit. */
  isPartial: z.boolean(),
  rows: z.array(json),
});
export const patchFrame = z.strictObject({
  kind: z.literal("patch"),
  subscriptionId,
  rev: z.int(),
  upserts: z.array(json),
  removes: z.array(z.string()),
  /** The keys in order, present only when the order changed other than by appending. */
  order: z.array(z.string()).optional(),
});
export const unchangedFrame = z.strictObject({ kind: z.literal("unchanged"), subscriptionId, rev: z.int() });
export type RowsFrame = z.infer<typeof rowsFrame>;
export type PatchFrame = z.infer<typeof patchFrame>;
export type UnchangedFrame = z.infer<typeof unchangedFrame>;
export const eventsFrame = z.strictObject({
  kind: z.literal("events"),
  subscriptionId,
  events: z.array(eventEnvelope),
  /** Everything up to here was sent: what to give as `sinceSeq` when coming back. */
  nextSeq: z.int(),
  /** True while more pages wait in the log. */
  isCatchingUp: z.boolean(),
});
export type EventsFrame = z.infer<typeof eventsFrame>;
export const pongFrame = z.strictObject({ kind: z.literal("pong"), sentAtMs: z.number(), serverTimeMs: z.int() });

/** Codes of the `error` frame; a code ending in `-closing` precedes the end of the connection. */
export const lanErrorCode = z.enum([
  "bad-frame",
  "unknown-kind",
  "hello-first",
  "hello-repeated",
  "protocol-unsupported-closing",
  "token-unknown-closing",
  "device-revoked-closing",
  "device-suspended-closing",
  "hello-timeout-closing",
  "frame-too-large-closing",
  "binary-not-allowed-closing",
  "too-many-sockets-closing",
  "replaced-closing",
  "device-changed-closing",
  "slow-consumer-closing",
  "server-stopping-closing",
  "rate-limited",
  "unknown-query",
  "invalid-params",
  "not-permitted",
  "too-many-subscriptions",
  "subscription-in-use",
  "unknown-domain",
  "sign-in-wrong",
  "sign-in-locked",
  "sign-in-not-allowed",
  "internal-error",
]);
export type LanErrorCode = z.infer<typeof lanErrorCode>;
export const errorFrame = z.strictObject({
  kind: z.literal("error"),
  requestId: requestId.optional(),
  subscriptionId: subscriptionId.optional(),
  /** Set when the frame was a command whose id could be read. */
  commandId: commandId.optional(),
  code: lanErrorCode,
  data: json,
});

/** Every frame the kitchen server may send. */
export const serverFrame = z.discriminatedUnion("kind", [
  welcomeFrame,
  signedInFrame,
  signedOutFrame,
  acceptedFrame,
  rejectedFrame,
  rowsFrame,
  patchFrame,
  unchangedFrame,
  eventsFrame,
  pongFrame,
  errorFrame,
]);
export type ServerFrame = z.infer<typeof serverFrame>;
