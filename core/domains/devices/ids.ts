import { idSchema, type Id } from "#kernel/ids.ts";

export const deviceIdSchema = idSchema("device");
/** One pairing window: a one-time token and a typed code, five minutes. */
export type PairingId = Id<"pairing">;
export const pairingIdSchema = idSchema("pairing");

/** The stream of one device; of one pairing window. */
export function deviceStreamId(deviceId: string): string {
  return deviceId;
}
export function pairingStreamId(pairingId: string): string {
  return pairingId;
}
