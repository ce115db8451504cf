import type { ClientFrame } from "#contract/lan-protocol.ts";
import { commandSourceOf } from "./command-source.ts";
import type { FrameLoop, Inbox, Pending } from "./frame-loop.ts";
import type { FrameSocket, FrameSocketEvents, IncomingFrame } from "./frame-socket.ts";
import { createOutbox } from "./outbox.ts";
import { parseClientFrame } from "./parse-frame.ts";
import {
  closePeer,
  namesOf,
  refuseFrame,
  releaseAll,
  reportBug,
  sendFrame,
  type LanContext,
  type Peer,
} from "./peer.ts";
import type { HttpCaller, PairedDevice } from "./ports.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { takeCommand } from "./take-command.ts";
import { takeHello } from "./take-hello.ts";
import { takeSignIn, takeSignOut } from "./take-sign-in.ts";
import { takeFollow, takeSubscribe, takeUnsubscribe } from "./take-subscribe.ts";

/** One connection: its state for the registry, and what its socket is to report to. */
export interface Connection {
  readonly peer: Peer;
  readonly events: FrameSocketEvents;
}

/**
 * Creates a connection over a socket that is not reading yet. `attach` is called with the events to report and gives the
 * socket; callbacks only queue or mark, the frame loop does the work.
 */
export function createConnection(
  context: LanContext,
  options: {
    readonly connectionId: string;
    readonly caller: HttpCaller;
    readonly loop: FrameLoop;
    readonly attach: (events: FrameSocketEvents) => FrameSocket;
    readonly ended: (peer: Peer) => void;
  },
): Connection {
  const { limits, metrics, clock } = context;
  const link: { inbox?: Inbox; peer?: Peer } = {};
  const events: FrameSocketEvents = {
    received: (frame) => {
      if (frame.kind === "text") metrics.received(frame.bytes.length);
      if (link.peer !== undefined) noteHeard(context, link.peer);
      link.inbox?.push(frame);
    },
    ponged: () => {
      if (link.peer !== undefined) noteHeard(context, link.peer);
    },
    drained: () => {
      if (link.peer !== undefined) drained(link.peer);
    },
    closed: (code) => {
      link.inbox?.close();
      if (link.peer !== undefined) closed(context, link.peer, { code, ended: options.ended });
    },
  };
  const socket = options.attach(events);
  const { monotonicMs } = clock;
  const { framesPerSecondCount: perSecondCount, framesBurstCount: burstCount } = limits;
  const peer: Peer = {
    connectionId: options.connectionId,
    socket,
    outbox: createOutbox({
      socket,
      slowBytes: limits.slowBytes,
      evictBytes: limits.evictBytes,
      slowMaxMs: limits.slowMaxMs,
      monotonicMs,
      wrote: (byteCount) => metrics.sent(byteCount),
    }),
    caller: options.caller,
    frameLimiter: createRateLimiter({ perSecondCount, burstCount, keysMaxCount: 1, monotonicMs }),
    heldById: new Map(),
    phase: "waiting",
    device: undefined,
    staffIds: new Set(),
    sessionEndsAtMs: Number.POSITIVE_INFINITY,
    commandsInFlightCount: 0,
    pingsUnansweredCount: 0,
    heardAtMonotonicMs: monotonicMs(),
    refusedCount: 0,
    cancelTimer: () => undefined,
  };
  peer.cancelTimer = context.scheduler.after(limits.helloTimeoutMs, () =>
    closePeer(context, peer, "hello-timeout-closing"),
  );
  link.peer = peer;
  link.inbox = options.loop.open({
    take: (frame) => takeIncoming(context, peer, frame),
    failed: (cause) => failed(context, peer, cause),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  });
  return { peer, events };
}

function takeIncoming(context: LanContext, peer: Peer, incoming: IncomingFrame): Pending {
  if (peer.phase === "ended") return;
  if (incoming.kind === "binary") return closePeer(context, peer, "binary-not-allowed-closing");
  const { frameMaxBytes } = context.limits;
  if (incoming.bytes.length > frameMaxBytes) {
    return closePeer(context, peer, "frame-too-large-closing", { maxBytes: frameMaxBytes });
  }
  const frame = parseClientFrame(incoming.bytes.toString("utf8"));
  if (frame.ok && frame.value.kind === "command") return dispatch(context, peer, frame.value);
  // LAN10: everything but commands (which have their own rate, per device) shares one rate per connection.
  const taking = peer.frameLimiter.take("frames");
  const reference = frame.ok ? referenceOf(frame.value) : frame.error.reference;
  if (!taking.isTaken) {
    const data = { retryAfterMs: taking.retryAfterMs };
    return refuseFrame(context, peer, { code: "rate-limited", reference, data });
  }
  if (!frame.ok) return refuseFrame(context, peer, { ...frame.error });
  return dispatch(context, peer, frame.value);
}

function dispatch(context: LanContext, peer: Peer, frame: ClientFrame): Pending {
  if (frame.kind === "hello") return takeHello(context, peer, frame);
  const { device } = peer;
  if (peer.phase !== "open" || device === undefined) {
    return refuseFrame(context, peer, { code: "hello-first", reference: referenceOf(frame) });
  }
  return dispatchOpen(context, peer, { frame, device });
}

function dispatchOpen(
  context: LanContext,
  peer: Peer,
  { frame, device }: { readonly frame: Exclude<ClientFrame, { kind: "hello" }>; readonly device: PairedDevice },
): Pending {
  switch (frame.kind) {
    case "command":
      return takeCommand(context, commandSourceOf(context, peer), { frame, device });
    case "subscribe":
      return takeSubscribe(context, peer, frame);
    case "unsubscribe":
      return takeUnsubscribe(peer, frame.subscriptionId);
    case "follow":
      return takeFollow(context, peer, frame);
    case "sign-in":
      return takeSignIn(context, peer, { frame, device });
    case "sign-out":
      return takeSignOut(context, peer, { frame, device });
    case "ping": {
      if (frame.unsentCount !== undefined) context.ports.presence.holds(device.deviceId, frame.unsentCount);
      const serverTimeMs = context.clock.nowMs();
      return sendFrame(peer, { kind: "pong", sentAtMs: frame.sentAtMs, serverTimeMs });
    }
  }
}

function referenceOf(frame: ClientFrame) {
  return {
    ...("requestId" in frame ? { requestId: frame.requestId } : {}),
    ...("subscriptionId" in frame ? { subscriptionId: frame.subscriptionId } : {}),
    ...("commandId" in frame ? { commandId: frame.commandId } : {}),
  };
}

/** A bug in serving one frame: its sender is told the reference, the connection and all others go on. */
function failed(context: LanContext, peer: Peer, cause: unknown) {
  refuseFrame(context, peer, { code: "internal-error", data: { reference: reportBug(context, peer, cause) } });
}

function noteHeard(context: LanContext, peer: Peer) {
  peer.pingsUnansweredCount = 0;
  peer.heardAtMonotonicMs = context.clock.monotonicMs();
}

function drained(peer: Peer) {
  peer.outbox.drained();
  for (const held of peer.heldById.values()) held.drained();
}

function closed(
  context: LanContext,
  peer: Peer,
  { code, ended }: { readonly code: number; readonly ended: (peer: Peer) => void },
) {
  peer.phase = "ended";
  peer.cancelTimer();
  releaseAll(peer);
  if (peer.device !== undefined) {
    context.ports.presence.disconnected(peer.device.deviceId, context.clock.nowMs());
    context.presenceChanged();
    context.log.info({ event: "device-disconnected", code, refusedCount: peer.refusedCount, ...namesOf(peer) });
  }
  ended(peer);
}
