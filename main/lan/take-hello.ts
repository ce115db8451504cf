import { isProtocolServed } from "#contract/protocol-version.ts";
import {
  LAN_PROTOCOL_OLDEST_VERSION,
  LAN_PROTOCOL_VERSION,
  type ClientFrame,
  type StaffSession,
} from "#contract/lan-protocol.ts";
import { closePeer, namesOf, refuseFrame, sendFrame, type LanContext, type Peer } from "./peer.ts";
import type { PairedDevice, TokenRefusal } from "./ports.ts";

export type HelloFrame = Extract<ClientFrame, { kind: "hello" }>;

/** The first frame: proves the device and opens the connection (LAN1, LAN3, LAN4, LAN11). */
export function takeHello(context: LanContext, peer: Peer, frame: HelloFrame): void {
  if (peer.phase !== "waiting") return refuseFrame(context, peer, { code: "hello-repeated" });
  if (!isProtocolServed(frame.protocol)) {
    const served = { oldest: LAN_PROTOCOL_OLDEST_VERSION, newest: LAN_PROTOCOL_VERSION };
    return closePeer(context, peer, "protocol-unsupported-closing", served);
  }
  const verified = context.ports.devices.verifyToken(frame.deviceToken);
  if (!verified.ok) return closeForToken(context, peer, verified.error);
  if (!context.admit(peer, verified.value)) return closePeer(context, peer, "too-many-sockets-closing");
  open(context, peer, { frame, device: verified.value });
}

/** Closes a connection whose device may not be here (any more). */
export function closeForToken(context: LanContext, peer: Peer, refusal: TokenRefusal): void {
  switch (refusal) {
    case "unknown":
      return closePeer(context, peer, "token-unknown-closing");
    case "expired":
      return closePeer(context, peer, "token-unknown-closing", { reason: "expired" });
    case "revoked":
      return closePeer(context, peer, "device-revoked-closing");
    case "suspended":
      return closePeer(context, peer, "device-suspended-closing");
  }
}

function open(
  context: LanContext,
  peer: Peer,
  { frame, device }: { readonly frame: HelloFrame; readonly device: PairedDevice },
) {
  const { store, ports, clock, welcome } = context;
  const site = ports.site();
  const sessions = ports.sessions.openOn(device.deviceId);
  peer.cancelTimer();
  peer.phase = "open";
  peer.device = device;
  noteSessions(peer, sessions);
  const atMs = clock.nowMs();
  ports.presence.connected({
    deviceId: device.deviceId,
    clientName: frame.client.name,
    clientVersion: frame.client.version,
    atMs,
  });
  context.presenceChanged();
  context.log.info({ event: "device-connected", ...namesOf(peer), client: frame.client });
  sendFrame(peer, {
    kind: "welcome",
    siteId: site.siteId,
    siteName: site.siteName,
    epoch: store.epoch,
    seq: store.headSeq(),
    serverTimeMs: atMs,
    clockRate: welcome.clockRate,
    isDemo: welcome.isDemo,
    timeZone: site.timeZone,
    deviceId: device.deviceId,
    face: device.face,
    station: device.station,
    deviceName: device.deviceName,
    protocol: Math.min(frame.protocol, LAN_PROTOCOL_VERSION),
    build: welcome.build,
    sessions: [...sessions],
  });
}

/** Remembers who the connection was told is signed in, and when to look again. */
export function noteSessions(peer: Peer, sessions: readonly StaffSession[]): void {
  peer.staffIds = new Set(sessions.map((session) => session.staffId));
  peer.sessionEndsAtMs = Math.min(Number.POSITIVE_INFINITY, ...sessions.map((session) => session.expiresAtMs));
}
