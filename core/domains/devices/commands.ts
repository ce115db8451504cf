import { z } from "zod";
import { faceSchema, stationSchema } from "#kernel/access.ts";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { deviceNameSchema, pairingPresetSchema } from "./events.ts";
import { deviceIdSchema, pairingIdSchema } from "./ids.ts";

const reason = z.string().trim().max(200);
/** SHA-256 of a secret, hex: only digests of secrets ever reach a command. */
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const matchCode = z.string().regex(/^\d{3}$/);

/** Answer: `{ pairingId, expiresAtMs, revealId }`; `POST /reveal {revealId}` gives `{ pairingToken, typedCode }` once. */
export const openPairingWindow = defineCommand({
  type: "open-pairing-window",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ pairingId: pairingIdSchema }),
});

/** Takes back an open window, so that another can be opened at once. */
export const closePairingWindow = defineCommand({
  type: "close-pairing-window",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ pairingId: pairingIdSchema }),
});

/** A window made on the kitchen PC itself (`npm run kiosk -- pair`): face and station are given, nobody approves. */
export const preparePairing = defineCommand({
  type: "prepare-pairing",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({ pairingId: pairingIdSchema, preset: pairingPresetSchema }),
});

/** Sent by the LAN server for an unpaired device that named a valid code. */
export const requestPairing = defineCommand({
  type: "request-pairing",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({
    deviceId: deviceIdSchema,
    pairingId: pairingIdSchema,
    name: deviceNameSchema,
    matchCode,
    pollSecretDigest: digest,
  }),
});

/** The number the person read on the device's own screen is named, so that a wrong device cannot be taken by habit. */
export const approvePairing = defineCommand({
  type: "approve-pairing",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({
    deviceId: deviceIdSchema,
    matchCode,
    face: faceSchema,
    station: stationSchema.nullable(),
    name: deviceNameSchema,
  }),
});

export const rejectPairing = defineCommand({
  type: "reject-pairing",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

/** Sent by the LAN server for a device with a token made on the kitchen PC, or for a window of the PC itself. */
export const pairDevice = defineCommand({
  type: "pair-device",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({
    deviceId: deviceIdSchema,
    pairingId: pairingIdSchema.nullable(),
    preset: pairingPresetSchema,
    tokenDigest: digest,
  }),
});

export const renewDeviceToken = defineCommand({
  type: "renew-device-token",
  nature: "grant",
  permission: "system",
  faces: [],
  body: z.strictObject({ deviceId: deviceIdSchema, tokenDigest: digest }),
});

/** Renames a device and moves it to another station. */
export const assignDevice = defineCommand({
  type: "assign-device",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ deviceId: deviceIdSchema, station: stationSchema.nullable(), name: deviceNameSchema }),
});

export const suspendDevice = defineCommand({
  type: "suspend-device",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ deviceId: deviceIdSchema, reason }),
});

export const resumeDevice = defineCommand({
  type: "resume-device",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

export const revokeDevice = defineCommand({
  type: "revoke-device",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({ deviceId: deviceIdSchema, reason }),
});

export const identifyDevice = defineCommand({
  type: "identify-device",
  nature: "grant",
  permission: "device.manage",
  faces: ["manager"],
  body: z.strictObject({ deviceId: deviceIdSchema }),
});

/** Sent by a wall about itself after its self-test tone. */
export const recordSoundTest = defineCommand({
  type: "record-sound-test",
  nature: "fact",
  permission: "anybody",
  faces: ["wall"],
  byDevice: true,
  body: z.strictObject({ deviceId: deviceIdSchema, isPlayed: z.boolean() }),
});

export const devicesCommands = [
  openPairingWindow,
  closePairingWindow,
  preparePairing,
  requestPairing,
  approvePairing,
  rejectPairing,
  pairDevice,
  renewDeviceToken,
  assignDevice,
  suspendDevice,
  resumeDevice,
  revokeDevice,
  identifyDevice,
  recordSoundTest,
] as const;
export type DevicesCommand = CommandOf<(typeof devicesCommands)[number]>;
