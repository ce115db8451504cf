import { z } from "zod";
import { faceSchema, stationSchema } from "#kernel/access.ts";
import { defineQuery } from "#kernel/definition.ts";
import { pairingOriginSchema } from "./events.ts";

export const deviceStatusSchema = z.enum(["pending", "active", "suspended", "revoked"]);
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** Perangkat: every paired screen, newest first; revoked ones last. */
export const devicesQuery = defineQuery({
  name: "devices",
  params: z.strictObject({ isRevokedShown: z.boolean().optional() }),
  row: z.strictObject({
    deviceId: z.string(),
    name: z.string(),
    face: faceSchema,
    station: stationSchema.nullable(),
    status: deviceStatusSchema,
    statusReason: z.string().nullable(),
    origin: pairingOriginSchema,
    pairedAtMs: z.int(),
    pairedByStaffId: z.string().nullable(),
    /** While `isConnected` it is as of the last change; else when the device was last heard. */
    isConnected: z.boolean(),
    lastSeenAtMs: z.int().nullable(),
    buildVersion: z.string().nullable(),
    /** A wall's last self-test tone and whether it could be played; null before the first. */
    soundTestedAtMs: z.int().nullable(),
    isSoundPlayed: z.boolean().nullable(),
  }),
  key: "deviceId",
  limit: 200,
  permission: "device.manage",
  faces: ["manager"],
});

/** Devices waiting for a person to compare the number. */
export const pairingRequestsQuery = defineQuery({
  name: "pairing-requests",
  params: z.strictObject({}),
  row: z.strictObject({
    deviceId: z.string(),
    pairingId: z.string(),
    name: z.string(),
    matchCode: z.string(),
    requestedAtMs: z.int(),
    expiresAtMs: z.int(),
  }),
  key: "deviceId",
  limit: 20,
  permission: "device.manage",
  faces: ["manager"],
});

/** A device about itself: renamed, moved, suspended, asked to show itself. At most one row. */
export const thisDeviceQuery = defineQuery({
  name: "this-device",
  params: z.strictObject({ deviceId: z.string().regex(/^device_[0-9a-f]{32}$/) }),
  row: z.strictObject({
    deviceId: z.string(),
    name: z.string(),
    face: faceSchema,
    station: stationSchema.nullable(),
    status: deviceStatusSchema,
    /** "Kenali" was pressed then: flash and sound for a few seconds. */
    identifyAskedAtMs: z.int().nullable(),
    soundTestedAtMs: z.int().nullable(),
  }),
  key: "deviceId",
  limit: 1,
  permission: "device",
  faces: ["wall", "attendance", "tablet", "manager"],
});

export const devicesQueries = [devicesQuery, pairingRequestsQuery, thisDeviceQuery] as const;
