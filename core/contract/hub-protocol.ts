import { z } from "zod";
import { receivedPublication } from "#domains/publications/events.ts";
import { hubStreamIdSchema } from "#domains/publications/ids.ts";
import { idSchema, type SiteId } from "#kernel/ids.ts";
import { localDateSchema, timeZoneSchema } from "#kernel/time.ts";

/** The site ↔ hub protocol's version; its rules are in `docs/hub-protocol.md`. */
export const HUB_PROTOCOL_VERSION = 1;

/** Where a kitchen asks to be enrolled, and where its socket is upgraded. */
export const HUB_ENROL_PATH = "/enrol";
export const HUB_SOCKET_PATH = "/site";

/** HUB2: the longest frame either side may send: a full push and what is around it. */
export const HUB_FRAME_MAX_BYTES = 1024 * 1024;
/** HUB6: a push holds at most so many events, and at most so many bytes of them (ARCHITECTURE.md §7). */
export const HUB_PUSH_EVENTS_MAX_COUNT = 500;
export const HUB_PUSH_MAX_BYTES = 256 * 1024;
/** HUB13: messages of a stream delivered at once. */
export const HUB_DELIVER_MAX_COUNT = 50;
/** HUB3: the kitchen must have answered the challenge within this time. */
export const HUB_HELLO_TIMEOUT_MS = 10_000;
/** HUB11: WebSocket pings from the hub; a kitchen that leaves two unanswered is closed. */
export const HUB_HEARTBEAT_MS = 20_000;

/** A one-time join code as people read it: `ABCD-1234`, without letters that read like digits. */
export const joinCodeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-HJ-NP-Z]{4}-?[0-9]{4}$/)
  .transform((text) => `${text.slice(0, 4)}-${text.slice(-4)}`);

const epoch = z.string().regex(/^[0-9a-f]{16}$/);
const hashHex = z.string().regex(/^[0-9a-f]{64}$/);
const nonce = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const epochMs = z.int().min(0).max(8_640_000_000_000_000);
/** Ed25519: SPKI in DER and a signature, both base64. */
const publicKey = z.base64().length(60);
const signature = z.base64().length(88);

export const siteIdSchema: z.ZodType<SiteId, string> = idSchema("site");

/** Asks to be enrolled: who holds the join code proves by the signature that it holds the key as well. */
export const enrolBody = z.strictObject({
  joinCode: joinCodeSchema,
  siteId: siteIdSchema,
  siteName: z.string().trim().min(1).max(120),
  timeZone: timeZoneSchema,
  publicKey,
  /** Over `enrolText`. */
  signature,
});
export type EnrolBody = z.infer<typeof enrolBody>;

export const enrolAnswer = z.strictObject({ siteId: siteIdSchema, regionId: z.string().max(40), siteName: z.string() });
export type EnrolAnswer = z.infer<typeof enrolAnswer>;

export const ENROL_REFUSALS = [
  "invalid-body",
  "join-code-unknown",
  "join-code-used",
  "join-code-expired",
  "site-enrolled-elsewhere",
  "signature-wrong",
  "rate-limited",
  "retry",
] as const;
export type EnrolRefusal = (typeof ENROL_REFUSALS)[number];

/** What the kitchen signs to enrol, and to answer a challenge; each begins with what it is for, so neither serves as the other. */
export function enrolText(body: Pick<EnrolBody, "joinCode" | "siteId" | "publicKey">): string {
  return ["bergizi-hub-enrol-1", body.joinCode, body.siteId, body.publicKey].join("\n");
}
export function helloText(hello: { readonly nonce: string; readonly siteId: string; readonly epoch: string }): string {
  return ["bergizi-hub-hello-1", hello.nonce, hello.siteId, hello.epoch].join("\n");
}

/** An event as it travels to the hub: all that is hashed, and its hash. The hub gets ids and digests, never what is sealed. */
export const hubEvent = z.strictObject({
  seq: z.int().min(1),
  eventId: z.string().regex(/^event_[0-9a-f]{32}$/),
  streamId: z.string().min(1).max(200),
  streamVersion: z.int().min(1),
  domain: z.string().min(1).max(64),
  type: z.string().min(1).max(64),
  v: z.int().min(1).max(1_000),
  occurredAtMs: z.int(),
  recordedAtMs: z.int(),
  serviceDate: localDateSchema,
  staffId: z.string().max(64).nullable(),
  deviceId: z.string().max(64).nullable(),
  commandId: z.string().min(1).max(64),
  class: z.enum(["A", "B"]),
  body: z.record(z.string(), z.unknown()),
  marks: z.record(z.string(), z.unknown()),
  hash: hashHex,
});
export type HubEvent = z.infer<typeof hubEvent>;

/** One life of the kitchen's store; `lost` tells what a restore could not bring back. */
export const hubEpoch = z.strictObject({
  epoch,
  reason: z.enum(["created", "restored", "damaged", "imported"]),
  beganAtMs: epochMs,
  fromSeq: z.int().min(1),
  lost: z.strictObject({ fromSeq: seq, toSeq: seq.nullable() }).nullable(),
});
export type HubEpoch = z.infer<typeof hubEpoch>;

/** Frames that open and steer a connection may gain members: those the other side does not know it leaves out (HUB2). */
export const helloFrame = z.object({
  kind: z.literal("hello"),
  protocol: z.int(),
  siteId: siteIdSchema,
  epoch,
  /** The kitchen's newest event; 0 and null in an empty log. */
  headSeq: seq,
  headHash: hashHex.nullable(),
  /** The kitchen's newest class A event, 0 for none: whose backlog holds some is taken first (HUB14). */
  classASeq: seq.optional(),
  /** Every life of this store, oldest first: the hub finds there where a restored kitchen left the log it knows. */
  epochs: z.array(hubEpoch).min(1).max(64),
  version: z.string().max(64),
  /** How far each of the hub's streams was received; one that is absent is wanted from its beginning. */
  cursors: z.record(hubStreamIdSchema, z.int().min(0)),
  /** The kitchen PC's clock, so that both can tell how far apart they are. */
  nowMs: epochMs,
  /** Over `helloText`. */
  signature,
});
export type HelloFrame = z.infer<typeof helloFrame>;

export const pushFrame = z.strictObject({
  kind: z.literal("push"),
  epoch,
  events: z.array(hubEvent).min(1).max(HUB_PUSH_EVENTS_MAX_COUNT),
});
export type PushFrame = z.infer<typeof pushFrame>;

/** Says how much waits, whenever the kitchen has nothing to push or may not. */
export const statusFrame = z.object({
  kind: z.literal("status"),
  headSeq: seq,
  classASeq: seq.optional(),
  nowMs: epochMs,
});

/** HUB13: the kitchen has everything of a stream up to a number, durably. */
export const receivedFrame = z.strictObject({
  kind: z.literal("received"),
  hubStreamId: hubStreamIdSchema,
  number: z.int().min(1),
});

export const siteFrame = z.discriminatedUnion("kind", [helloFrame, pushFrame, statusFrame, receivedFrame]);
export type SiteFrame = z.infer<typeof siteFrame>;

export const challengeFrame = z.object({ kind: z.literal("challenge"), protocol: z.int(), nonce });
export const welcomeFrame = z.object({
  kind: z.literal("welcome"),
  /** The newest event of this epoch's log the hub holds durably; the kitchen goes on after it. 0 and null for none. */
  ackedSeq: seq,
  ackedHash: hashHex.nullable(),
  /** How many pushes may be under way at once. */
  credits: z.int().min(1).max(64),
  nowMs: epochMs,
});
export type WelcomeFrame = z.infer<typeof welcomeFrame>;
export const ackFrame = z.object({
  kind: z.literal("ack"),
  seq: z.int().min(1),
  hash: hashHex,
  /** Of the events just taken, those set aside; they are stored and never sent again. */
  quarantined: z.array(z.int().min(1)).max(HUB_PUSH_EVENTS_MAX_COUNT),
  /** HUB14: how many pushes may be under way from now on; absent, as many as before. */
  credits: z.int().min(1).max(64).optional(),
});

/**
 * Typed refusals (HUB7–HUB10). `gap`: go on after `expectedSeq`. `fork`: the hub holds other content at `seq`; pushing stops until a
 * person decides. `retry`: not now, in `afterMs`. The others end the connection.
 */
export const refusedFrame = z.discriminatedUnion("code", [
  z.strictObject({ kind: z.literal("refused"), code: z.literal("gap"), expectedSeq: z.int().min(1) }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("fork"), seq, hash: hashHex.nullable() }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("retry"), afterMs: z.int().min(1).max(600_000) }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("too-old"), protocol: z.int() }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("site-unknown") }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("site-suspended") }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("signature-wrong") }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("chain-broken"), seq: z.int().min(1) }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("invalid-frame"), message: z.string().max(300) }),
  z.strictObject({ kind: z.literal("refused"), code: z.literal("unexpected-frame") }),
]);
export type RefusedFrame = z.infer<typeof refusedFrame>;

/** HUB13: the next messages of one of the kitchen's streams, dense after what it has; the next come when it said `received`. */
export const deliverFrame = z.strictObject({
  kind: z.literal("deliver"),
  hubStreamId: hubStreamIdSchema,
  messages: z
    .array(receivedPublication.omit({ hubStreamId: true }))
    .min(1)
    .max(HUB_DELIVER_MAX_COUNT),
});
export type DeliverFrame = z.infer<typeof deliverFrame>;

/** The hub stops, or hands this kitchen to another node: connect again after `afterMs`. */
export const goawayFrame = z.object({ kind: z.literal("goaway"), afterMs: z.int().min(0).max(600_000) });

export const hubFrame = z.union([challengeFrame, welcomeFrame, ackFrame, deliverFrame, refusedFrame, goawayFrame]);
export type HubFrame = z.infer<typeof hubFrame>;
