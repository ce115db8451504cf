import type * as commands from "#domains/devices/commands.ts";
import type * as queries from "#domains/devices/queries.ts";
import { factRef, grantRef, queryRef } from "#renderer/client/refs.ts";

export const devicesRef = queryRef<typeof queries.devicesQuery>("devices", "deviceId");
export const pairingRequestsRef = queryRef<typeof queries.pairingRequestsQuery>("pairing-requests", "deviceId");
export const thisDeviceRef = queryRef<typeof queries.thisDeviceQuery>("this-device", "deviceId");

export const approvePairingRef = grantRef<typeof commands.approvePairing>("approve-pairing");
export const assignDeviceRef = grantRef<typeof commands.assignDevice>("assign-device");
export const closePairingWindowRef = grantRef<typeof commands.closePairingWindow>("close-pairing-window");
export const identifyDeviceRef = grantRef<typeof commands.identifyDevice>("identify-device");
export const openPairingWindowRef = grantRef<typeof commands.openPairingWindow>("open-pairing-window");
export const rejectPairingRef = grantRef<typeof commands.rejectPairing>("reject-pairing");
export const resumeDeviceRef = grantRef<typeof commands.resumeDevice>("resume-device");
export const revokeDeviceRef = grantRef<typeof commands.revokeDevice>("revoke-device");
export const suspendDeviceRef = grantRef<typeof commands.suspendDevice>("suspend-device");
export const recordSoundTestRef = factRef<typeof commands.recordSoundTest>("record-sound-test");
