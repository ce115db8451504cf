import { CLOSE_CODE_BY_ERROR, type ClosingErrorCode } from "#contract/error-frames.ts";
import type { LanErrorCode, ServerFrame } from "#contract/lan-protocol.ts";
import type { CommandDefinition } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import type { FrameSocket } from "./frame-socket.ts";
import type { LanLimits } from "./limits.ts";
import type { LanMetrics } from "./metrics.ts";
import type { Outbox } from "./outbox.ts";
import type { FrameReference } from "./parse-frame.ts";
import type { HttpCaller, LanPorts, LanStore, PairedDevice } from "./ports.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { Scheduler } from "./scheduler.ts";
import type { LiveQueries } from "./subscriptions.ts";
import { textFrame } from "./text-frame.ts";
import type { Topics } from "./topics/follow.ts";

/** What all connections share. */
export interface LanContext {
  readonly store: LanStore;
  readonly ports: LanPorts;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly limits: LanLimits;
  readonly metrics: LanMetrics;
  readonly log: Log;
  readonly live: LiveQueries;
  readonly topics: Topics;
  readonly commandLimiter: RateLimiter;
  readonly commandByType: ReadonlyMap<string, CommandDefinition>;
  readonly domains: ReadonlySet<string>;
  readonly welcome: { readonly build: string; readonly clockRate: number; readonly isDemo: boolean };
  readonly makeId: IdFactory;
  /** Makes room for one more connection of a device, closing an older one of its own if need be (LAN11). */
  readonly admit: (peer: Peer, device: PairedDevice) => boolean;
  /** Tells the device's other connections that a session ended here. */
  readonly sessionsChanged: (peer: Peer) => void;
  /** A command given to the store was answered. */
  readonly commandSettled: () => void;
  /** The devices shown as connected changed. */
  readonly presenceChanged: () => void;
}

/** A subscription a connection holds under one id. */
export interface Held {
  readonly kind: "query" | "topic";
  close(): void;
  drained(): void;
  /** Rights may have changed: stays, is answered anew, or ends with an error. */
  recheck(): void;
}

/** The state of one connection. */
export interface Peer {
  readonly connectionId: string;
  readonly socket: FrameSocket;
  readonly outbox: Outbox;
  readonly caller: HttpCaller;
  readonly frameLimiter: RateLimiter;
  readonly heldById: Map<string, Held>;
  phase: "waiting" | "open" | "ended";
  /** Set with `phase: "open"`, kept for the log afterwards. */
  device: PairedDevice | undefined;
  /** People whose sessions this connection was told of. */
  staffIds: ReadonlySet<string>;
  /** When the first of these sessions runs out, by the kitchen's clock. */
  sessionEndsAtMs: number;
  commandsInFlightCount: number;
  pingsUnansweredCount: number;
  heardAtMonotonicMs: number;
  refusedCount: number;
  cancelTimer: () => void;
}

/** Refusals of one connection that are logged one by one; after that only their number, at the end. */
const REFUSALS_LOGGED_MAX_COUNT = 20;

export function sendFrame(peer: Peer, frame: ServerFrame): void {
  peer.outbox.send(textFrame(JSON.stringify(frame)));
}

/** Answers with a typed error; the connection stays (LAN6). */
export function refuseFrame(
  context: LanContext,
  peer: Peer,
  refusal: {
    readonly code: Exclude<LanErrorCode, ClosingErrorCode>;
    readonly reference?: FrameReference;
    readonly data?: Readonly<Record<string, unknown>>;
  },
): void {
  noteRefusal(context, peer, refusal.code);
  sendFrame(peer, { kind: "error", ...refusal.reference, code: refusal.code, data: { ...refusal.data } });
}

/** Says why and closes; a peer that does not close in return is cut off (LAN6). */
export function closePeer(
  context: LanContext,
  peer: Peer,
  code: ClosingErrorCode,
  data: Readonly<Record<string, unknown>> = {},
): void {
  if (peer.phase === "ended") return;
  noteRefusal(context, peer, code);
  context.metrics.evicted(code);
  sendFrame(peer, { kind: "error", code, data: { ...data } });
  peer.phase = "ended";
  releaseAll(peer);
  peer.cancelTimer();
  peer.socket.close(CLOSE_CODE_BY_ERROR[code], code);
  peer.cancelTimer = context.scheduler.after(context.limits.stopGraceMs, () => peer.socket.terminate());
}

/** Ends every subscription; nothing more is sent for them. */
export function releaseAll(peer: Peer): void {
  for (const held of peer.heldById.values()) held.close();
  peer.heldById.clear();
}

/** Logs a bug met while serving a connection and returns the reference its sender is given. */
export function reportBug(context: LanContext, peer: Peer, cause: unknown): string {
  const reference = context.makeId("fault");
  context.log.error({ event: "lan-bug", reference, err: cause, ...namesOf(peer) });
  return reference;
}

/** The ids a log line about a connection carries. */
export function namesOf(peer: Peer): Readonly<Record<string, unknown>> {
  return { connectionId: peer.connectionId, deviceId: peer.device?.deviceId, face: peer.device?.face };
}

function noteRefusal(context: LanContext, peer: Peer, code: LanErrorCode) {
  context.metrics.frameRefused(code);
  peer.refusedCount += 1;
  if (peer.refusedCount > REFUSALS_LOGGED_MAX_COUNT) return;
  context.log.info({ event: "frame-refused", code, ...namesOf(peer) });
}
