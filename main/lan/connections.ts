import type { ClosingErrorCode } from "#contract/error-frames.ts";
import { closePeer, type LanContext, type Peer } from "./peer.ts";
import type { PairedDevice } from "./ports.ts";
import { closeForToken } from "./take-hello.ts";
import { syncSessions } from "./take-sign-in.ts";

/** Every connection of the server. */
export interface Connections {
  add(peer: Peer): void;
  remove(peer: Peer): void;
  /** LAN11: room for a device's new connection, making it by closing an older one of the same device. */
  admit(peer: Peer, device: PairedDevice): boolean;
  /** LAN5: pings all, and ends those that answered none of the last pings. */
  beat(): void;
  /** LAN24 and session ends: looks for hopeless sockets and sessions that ran out. */
  sweep(): void;
  /** A device was revoked, suspended, renamed or assigned anew (LAN3). */
  deviceChanged(deviceId: string): void;
  /** Sessions of a device changed other than on `except`. */
  sessionsChanged(deviceId: string, except?: Peer): void;
  closeAll(code: ClosingErrorCode): void;
  waitingCount(): number;
  closingCount(): number;
  commandsInFlightCount(): number;
  countsByFace(): Readonly<Record<string, number>>;
  all(): readonly Peer[];
  /** To be told that a command was answered. */
  noteSettled(): void;
  /** Resolves when no command waits for its answer. */
  settled(): Promise<void>;
  /** Resolves when no connection is left. */
  emptied(): Promise<void>;
}

/** Creates the registry. The context is asked for when needed, because it itself holds `admit`. */
export function createConnections(contextOf: () => LanContext): Connections {
  const peers = new Set<Peer>();
  const open = () => [...peers].filter((peer) => peer.phase === "open");
  const settled = createGate(() => [...peers].every((peer) => peer.commandsInFlightCount === 0));
  const emptied = createGate(() => peers.size === 0);
  const ofDevice = (deviceId: string) => open().filter((peer) => peer.device?.deviceId === deviceId);
  return {
    add: (peer) => void peers.add(peer),
    remove: (peer) => {
      peers.delete(peer);
      emptied.check();
      settled.check();
    },
    noteSettled: () => settled.check(),
    settled: () => settled.opened(),
    emptied: () => emptied.opened(),
    admit: (_peer, device) => admit(contextOf(), { open: open(), own: ofDevice(device.deviceId) }),
    beat: () => {
      for (const peer of peers) beatOne(contextOf(), peer);
    },
    sweep: () => {
      for (const peer of peers) sweepOne(contextOf(), peer);
    },
    deviceChanged: (deviceId) => {
      for (const peer of ofDevice(deviceId)) recheckDevice(contextOf(), peer);
    },
    sessionsChanged: (deviceId, except) => {
      for (const peer of ofDevice(deviceId)) {
        if (peer === except) for (const held of peer.heldById.values()) held.recheck();
        else syncSessions(contextOf(), peer);
      }
    },
    closeAll: (code) => {
      for (const peer of peers) closePeer(contextOf(), peer, code);
    },
    waitingCount: () => [...peers].filter((peer) => peer.phase === "waiting").length,
    closingCount: () => [...peers].filter((peer) => peer.phase === "ended").length,
    commandsInFlightCount: () => [...peers].reduce((count, peer) => count + peer.commandsInFlightCount, 0),
    countsByFace: () => {
      const counts: Record<string, number> = { wall: 0, tablet: 0, manager: 0, attendance: 0 };
      for (const { device } of open()) if (device !== undefined) counts[device.face] = (counts[device.face] ?? 0) + 1;
      return counts;
    },
    all: () => [...peers],
  };
}

/** A condition somebody may wait for; looked at when something changed. */
function createGate(isOpen: () => boolean) {
  const waiting: (() => void)[] = [];
  return {
    check: () => {
      if (waiting.length > 0 && isOpen()) for (const resolve of waiting.splice(0)) resolve();
    },
    opened: () =>
      new Promise<void>((resolve) => {
        if (isOpen()) resolve();
        else waiting.push(resolve);
      }),
  };
}

function admit(
  context: LanContext,
  { open, own }: { readonly open: readonly Peer[]; readonly own: readonly Peer[] },
): boolean {
  const { socketsMaxCount, socketsPerDeviceMaxCount } = context.limits;
  const isFull = open.length >= socketsMaxCount;
  if (!isFull && own.length < socketsPerDeviceMaxCount) return true;
  // A tablet that lost its Wi-Fi comes back before its dead socket is noticed: the one silent longest makes room.
  const [oldest] = own.toSorted((left, right) => left.heardAtMonotonicMs - right.heardAtMonotonicMs);
  if (oldest === undefined) return false;
  closePeer(context, oldest, "replaced-closing");
  return true;
}

function beatOne(context: LanContext, peer: Peer) {
  if (peer.pingsUnansweredCount >= context.limits.heartbeatMissesMaxCount) {
    context.metrics.evicted("heartbeat");
    context.log.info({ event: "heartbeat-missed", deviceId: peer.device?.deviceId, connectionId: peer.connectionId });
    return peer.socket.terminate();
  }
  peer.pingsUnansweredCount += 1;
  peer.socket.ping();
}

function sweepOne(context: LanContext, peer: Peer) {
  if (peer.phase !== "ended" && peer.outbox.isHopeless()) return closePeer(context, peer, "slow-consumer-closing");
  if (peer.phase === "open" && peer.sessionEndsAtMs <= context.clock.nowMs()) syncSessions(context, peer);
}

function recheckDevice(context: LanContext, peer: Peer) {
  const { device } = peer;
  if (device === undefined) return;
  const now = context.ports.devices.deviceOf(device.deviceId);
  if (!now.ok) return closeForToken(context, peer, now.error);
  const isSame =
    now.value.face === device.face &&
    now.value.station === device.station &&
    now.value.deviceName === device.deviceName;
  // The face reads its station from `welcome`: it comes back at once and is welcomed as what it is now.
  if (!isSame) closePeer(context, peer, "device-changed-closing");
}
