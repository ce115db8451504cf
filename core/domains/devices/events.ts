import { z } from "zod";
import { faceSchema, stationSchema } from "#kernel/access.ts";
import { defineEvent, type EventOf } from "#kernel/definition.ts";
import { deviceIdSchema, pairingIdSchema } from "./ids.ts";

export const deviceNameSchema = z.string().trim().min(1).max(40);

/** Face, station and name given before the device is known (a token made on the kitchen PC): no approval follows. */
export const pairingPresetSchema = z.strictObject({
  face: faceSchema,
  station: stationSchema.nullable(),
  name: deviceNameSchema,
});
export type PairingPreset = z.infer<typeof pairingPresetSchema>;

/** `approved`: by a manager comparing numbers · `token`: made on the kitchen PC · `shell`: a window of the kitchen PC itself. */
export const pairingOriginSchema = z.enum(["approved", "token", "shell"]);
export type PairingOrigin = z.infer<typeof pairingOriginSchema>;

export const pairingWindowOpened = defineEvent({
  type: "pairing-window-opened",
  class: "B",
  body: z.strictObject({ pairingId: pairingIdSchema, expiresAtMs: z.int(), preset: pairingPresetSchema.optional() }),
});

export const pairingWindowClosed = defineEvent({
  type: "pairing-window-closed",
  class: "B",
  body: z.strictObject({ pairingId: pairingIdSchema }),
});

export const pairingRequested = defineEvent({
  type: "pairing-requested",
  class: "B",
  body: z.strictObject({
    deviceId: deviceIdSchema,
    pairingId: pairingIdSchema,
    name: deviceNameSchema,
    /** Three digits shown on both screens for a person to compare. */
    matchCode: z.string().regex(/^\d{3}$/),
    expiresAtMs: z.int(),
  }),
});

export const devicePaired = defineEvent({
  type: "device-paired",
  class: "A",
  body: z.strictObject({
    deviceId: deviceIdSchema,
    pairingId: pairingIdSchema.nullable(),
    face: faceSchema,
    station: stationSchema.nullable(),
    name: deviceNameSchema,
    origin: pairingOriginSchema,
  }),
});

export const pairingRejected = defineEvent({
  type: "pairing-rejected",
  class: "B",
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

export const deviceAssigned = defineEvent({
  type: "device-assigned",
  class: "B",
  body: z.strictObject({ deviceId: deviceIdSchema, station: stationSchema.nullable(), name: deviceNameSchema }),
});

export const deviceSuspended = defineEvent({
  type: "device-suspended",
  class: "A",
  body: z.strictObject({ deviceId: deviceIdSchema, reason: z.string().max(200) }),
});

export const deviceResumed = defineEvent({
  type: "device-resumed",
  class: "A",
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

export const deviceRevoked = defineEvent({
  type: "device-revoked",
  class: "A",
  body: z.strictObject({ deviceId: deviceIdSchema, reason: z.string().max(200) }),
});

/** A window of the kitchen PC lost its token and got a new one; the old token is void. */
export const deviceTokenRenewed = defineEvent({
  type: "device-token-renewed",
  class: "B",
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

/** "Kenali": the device flashes and sounds, so that a person finds it. */
export const deviceIdentifyAsked = defineEvent({
  type: "device-identify-asked",
  class: "B",
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

/** The wall's self-test tone, once a day at a quiet hour: whether the page could play it to its end (UX.md §2.4). */
export const deviceSoundTested = defineEvent({
  type: "device-sound-tested",
  class: "B",
  body: z.strictObject({ deviceId: deviceIdSchema, isPlayed: z.boolean() }),
});

export const devicesEvents = [
  pairingWindowOpened,
  pairingWindowClosed,
  pairingRequested,
  devicePaired,
  pairingRejected,
  deviceAssigned,
  deviceSuspended,
  deviceResumed,
  deviceRevoked,
  deviceTokenRenewed,
  deviceIdentifyAsked,
  deviceSoundTested,
] as const;
export type DevicesEvent = EventOf<(typeof devicesEvents)[number]>;
