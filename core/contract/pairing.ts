import { faceSchema, stationSchema } from "#kernel/access.ts";
import { z } from "zod";

/** HTTP bodies beside the socket: pairing a device, showing a secret once, administration from the kitchen PC itself. */

/** The longest body these addresses read. */
export const PAIRING_BODY_MAX_BYTES = 4 * 1024;
/** How long `POST /pair/status` may hold a request. */
export const PAIRING_POLL_MAX_MS = 25_000;
/** A typed code: eight letters and digits without the ones that look alike (0 O 1 I L). */
export const TYPED_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const TYPED_CODE_LENGTH_COUNT = 8;

const deviceName = z.string().trim().min(1).max(40);

/** `POST /pair`: a token from the QR or a typed code; or, from the kitchen PC itself, its shell secret with a face. */
export const pairRequest = z.strictObject({
  secret: z.string().trim().min(1).max(128),
  name: deviceName,
  /** Only with the shell secret. */
  face: faceSchema.optional(),
  station: stationSchema.nullable().optional(),
});
export type PairRequest = z.infer<typeof pairRequest>;

export const pairStatusRequest = z.strictObject({ pollSecret: z.string().min(1).max(128) });
export const revealRequest = z.strictObject({ revealId: z.string().min(1).max(128) });

const paired = z.strictObject({
  status: z.literal("paired"),
  deviceId: z.string(),
  deviceToken: z.string(),
  face: faceSchema,
  station: stationSchema.nullable(),
  name: z.string(),
});
/** A person must compare `matchCode` on the manager's screen; ask `/pair/status` meanwhile. */
const waiting = z.strictObject({
  status: z.literal("waiting"),
  pollSecret: z.string(),
  matchCode: z.string(),
  expiresAtMs: z.int(),
});

/** `200 paired` or `202 waiting`. */
export const pairAnswer = z.discriminatedUnion("status", [paired, waiting]);
export type PairAnswer = z.infer<typeof pairAnswer>;

/** `200` whatever the status; `waiting` after at most `PAIRING_POLL_MAX_MS`: ask again. */
export const pairStatusAnswer = z.discriminatedUnion("status", [
  paired,
  z.strictObject({ status: z.literal("waiting"), expiresAtMs: z.int() }),
  z.strictObject({ status: z.literal("rejected") }),
  z.strictObject({ status: z.literal("expired") }),
]);
export type PairStatusAnswer = z.infer<typeof pairStatusAnswer>;

/** `POST /reveal` with the device token as bearer: once, to the device whose command made it, within five minutes. */
export const revealAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("number"), staffId: z.string(), number: z.string().regex(/^\d{6}$/) }),
  z.strictObject({
    kind: z.literal("pairing"),
    pairingId: z.string(),
    /** For the QR: `/pair#secret=<pairingToken>`. */
    pairingToken: z.string(),
    /** For devices without a camera; typed with or without its middle dash, in either case. */
    typedCode: z.string(),
    expiresAtMs: z.int(),
    /** Where other devices reach this PC, without the port: a console on the PC itself only knows its loopback. */
    hosts: z.array(z.string()).optional(),
  }),
]);
export type RevealAnswer = z.infer<typeof revealAnswer>;

/** Errors of these addresses: a 4xx status and a body `{ code, …data }`. */
export type PairingError =
  | { readonly code: "invalid-body"; readonly issues: readonly { readonly path: string; readonly message: string }[] }
  | { readonly code: "pairing-code-wrong"; readonly triesLeftCount: number }
  | { readonly code: "pairing-code-used" }
  | { readonly code: "pairing-code-expired" }
  /** Too many wrong codes from this address. */
  | { readonly code: "pairing-locked"; readonly untilAtMs: number; readonly retryAfterMs: number }
  | { readonly code: "site-device-limit"; readonly maxCount: number }
  | { readonly code: "loopback-only" }
  | { readonly code: "station-required" }
  | { readonly code: "station-not-allowed"; readonly face: string }
  /** `/pair/status` with a secret nobody was given. */
  | { readonly code: "pairing-unknown" }
  /** `/reveal`: shown already, too old, or another device's. */
  | { readonly code: "reveal-gone" }
  | { readonly code: "token-unknown" };
export type PairingErrorCode = PairingError["code"];
