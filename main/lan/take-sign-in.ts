import type { ClientFrame } from "#contract/lan-protocol.ts";
import { refuseFrame, sendFrame, type LanContext, type Peer } from "./peer.ts";
import type { PairedDevice } from "./ports.ts";
import { noteSessions } from "./take-hello.ts";

type SignInFrame = Extract<ClientFrame, { kind: "sign-in" }>;
type SignOutFrame = Extract<ClientFrame, { kind: "sign-out" }>;

/** Opens a staff session on this device (LAN7). */
export async function takeSignIn(
  context: LanContext,
  peer: Peer,
  { frame, device }: { readonly frame: SignInFrame; readonly device: PairedDevice },
): Promise<void> {
  const { requestId, staffId, badge, pin } = frame;
  const signedIn = await context.ports.sessions.signIn(device, { staffId, badge, pin });
  if (!signedIn.ok) {
    const { code, data } = signedIn.error;
    return refuseFrame(context, peer, { code, reference: { requestId }, data });
  }
  noteSessions(peer, context.ports.sessions.openOn(device.deviceId));
  sendFrame(peer, {
    kind: "signed-in",
    requestId,
    staff: signedIn.value,
    expiresAtMs: signedIn.value.expiresAtMs,
  });
}

/** Ends a session; the subscriptions it carried end with it, on every connection of the device. */
export async function takeSignOut(
  context: LanContext,
  peer: Peer,
  { frame, device }: { readonly frame: SignOutFrame; readonly device: PairedDevice },
): Promise<void> {
  await context.ports.sessions.signOut(device.deviceId, frame.staffId);
  peer.staffIds = new Set([...peer.staffIds].filter((staffId) => staffId !== frame.staffId));
  sendFrame(peer, { kind: "signed-out", requestId: frame.requestId, staffId: frame.staffId });
  context.sessionsChanged(peer);
}

/** Brings a connection in line with the sessions open on its device: says who is out, rechecks what they could see. */
export function syncSessions(context: LanContext, peer: Peer): void {
  if (peer.phase !== "open" || peer.device === undefined) return;
  const open = context.ports.sessions.openOn(peer.device.deviceId);
  const before = peer.staffIds;
  noteSessions(peer, open);
  for (const staffId of before) {
    if (!peer.staffIds.has(staffId)) sendFrame(peer, { kind: "signed-out", staffId });
  }
  for (const held of peer.heldById.values()) held.recheck();
}
