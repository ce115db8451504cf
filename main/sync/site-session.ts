import { WebSocket } from "ws";
import {
  helloText,
  HUB_FRAME_MAX_BYTES,
  HUB_HEARTBEAT_MS,
  HUB_PROTOCOL_VERSION,
  hubFrame,
  type DeliverFrame,
  type HubFrame,
  type RefusedFrame,
} from "#contract/hub-protocol.ts";
import { hubCursors } from "#main/domains/publications/queries.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import type { HubKey } from "./hub-key.ts";
import { hashAt, lastClassASeq } from "./log-batches.ts";
import { createLogPump, type LogPump } from "./log-pump.ts";

/** How a connection to the hub ended. */
export type SessionEnd =
  /** No hub, or the wire broke; come again after a pause. */
  | { readonly kind: "lost"; readonly reason: string }
  | { readonly kind: "sent-away"; readonly afterMs: number }
  | { readonly kind: "refused"; readonly refusal: RefusedFrame }
  /** The hub holds another log than this store at `seq`. */
  | { readonly kind: "diverged"; readonly seq: number };

/** What a session tells while it lasts. */
export interface SessionEvents {
  /** Anything was heard from the hub. */
  heard(): void;
  /** The hub took the hello; how far apart the clocks are, this PC's minus the hub's. */
  welcomed(welcome: { readonly ackedSeq: number; readonly clockOffsetMs: number }): void;
  acked(ack: { readonly seq: number; readonly quarantinedCount: number }): void;
}

export interface SessionDeps {
  readonly store: Pick<KitchenStore, "reader" | "siteId" | "epoch" | "headSeq" | "onCommit" | "status">;
  readonly key: HubKey;
  readonly socketUrl: string;
  readonly version: string;
  readonly nowMs: () => number;
  /** Writes messages of the hub into the log; the last number that is there, or null when they do not follow what is. */
  readonly receive: (frame: DeliverFrame) => Promise<number | null>;
  readonly events: SessionEvents;
}

const CONNECT_TIMEOUT_MS = 10_000;
/** The hub pings every `HUB_HEARTBEAT_MS`; one that was silent for three of them is gone. */
const SILENCE_MAX_MS = 3 * HUB_HEARTBEAT_MS;
const STATUS_EVERY_MS = 20_000;

/**
 * One connection: challenge, hello, welcome, then the log from where the hub holds it, at most `credits` pushes under way, and
 * every new commit at once. Resolves when it is over, never throws; nothing of it is needed for the kitchen to work.
 */
export function runSiteSession(deps: SessionDeps, signal: AbortSignal): Promise<SessionEnd> {
  const { store } = deps;
  const socket = new WebSocket(deps.socketUrl, {
    maxPayload: HUB_FRAME_MAX_BYTES,
    handshakeTimeout: CONNECT_TIMEOUT_MS,
    perMessageDeflate: false,
  });
  let end: SessionEnd | null = null;
  const finish = (how: SessionEnd) => {
    end ??= how;
    socket.close();
  };
  const isOpen = () => socket.readyState === WebSocket.OPEN;
  const pump = createLogPump(store, { isOpen, send: (text) => socket.send(text) });
  const onFrame = frameTaker(deps, { pump, finish, send: (frame) => socket.send(JSON.stringify(frame)) });
  const watch = watchSilence(socket);
  const status = setInterval(() => {
    const classASeq = lastClassASeq(store.reader);
    const frame = { kind: "status", headSeq: store.headSeq(), classASeq, nowMs: deps.nowMs() };
    if (isOpen() && onFrame.isWelcomed()) socket.send(JSON.stringify(frame));
  }, STATUS_EVERY_MS);
  const stopListening = store.onCommit(pump.pump);
  const onAbort = () => finish({ kind: "lost", reason: "stopping" });
  signal.addEventListener("abort", onAbort, { once: true });
  const heard = () => {
    watch.heard();
    deps.events.heard();
  };
  socket.on("ping", heard);
  socket.on("message", (data, isBinary) => {
    heard();
    const frame = isBinary || !Buffer.isBuffer(data) ? null : frameFrom(data.toString("utf8"));
    // A hub that speaks another language is no hub of ours: away, and try again later.
    if (frame === null) finish({ kind: "lost", reason: "unreadable" });
    else if (end === null) onFrame.take(frame);
  });
  let lastError: string | null = null;
  socket.on("error", (error) => {
    lastError = "code" in error ? String(error.code) : error.message;
  });
  if (signal.aborted) onAbort();
  return new Promise((resolve) => {
    socket.on("close", () => {
      watch.stop();
      clearInterval(status);
      stopListening();
      signal.removeEventListener("abort", onAbort);
      resolve(end ?? { kind: "lost", reason: lastError ?? (watch.isSilent() ? "silent" : "closed") });
    });
  });
}

/** What each frame of the hub does. */
function frameTaker(
  deps: SessionDeps,
  wire: {
    readonly pump: LogPump;
    readonly finish: (end: SessionEnd) => void;
    readonly send: (frame: object) => void;
  },
): { readonly take: (frame: HubFrame) => void; readonly isWelcomed: () => boolean } {
  const { store, events } = deps;
  let isWelcomed = false;
  /** Received in order and durably, then told; what fails is asked for again by the next connection. */
  const receive = (frame: DeliverFrame) => {
    void deps.receive(frame).then((number) => {
      if (number === null) wire.finish({ kind: "lost", reason: "stream-gap" });
      else wire.send({ kind: "received", hubStreamId: frame.hubStreamId, number });
    });
  };
  const take = (frame: HubFrame) => {
    switch (frame.kind) {
      case "challenge":
        return wire.send(helloFor(deps, frame.nonce));
      case "welcome": {
        const own = frame.ackedSeq === 0 ? null : hashAt(store.reader, frame.ackedSeq);
        if (own !== frame.ackedHash) return wire.finish({ kind: "diverged", seq: frame.ackedSeq });
        isWelcomed = true;
        events.welcomed({ ackedSeq: frame.ackedSeq, clockOffsetMs: deps.nowMs() - frame.nowMs });
        return wire.pump.begin(frame.ackedSeq, frame.credits);
      }
      case "ack":
        if (hashAt(store.reader, frame.seq) !== frame.hash) return wire.finish({ kind: "diverged", seq: frame.seq });
        events.acked({ seq: frame.seq, quarantinedCount: frame.quarantined.length });
        return wire.pump.answered(frame.credits);
      case "deliver":
        return receive(frame);
      case "refused":
        return wire.finish({ kind: "refused", refusal: frame });
      case "goaway":
        return wire.finish({ kind: "sent-away", afterMs: frame.afterMs });
    }
  };
  return { take, isWelcomed: () => isWelcomed };
}

function helloFor(deps: SessionDeps, nonce: string): object {
  const { siteId, epoch } = deps.store;
  const headSeq = deps.store.headSeq();
  return {
    kind: "hello",
    protocol: HUB_PROTOCOL_VERSION,
    siteId,
    epoch,
    headSeq,
    headHash: hashAt(deps.store.reader, headSeq),
    classASeq: lastClassASeq(deps.store.reader),
    epochs: deps.store.status().epochs.map(({ recoveredCount: _count, ...life }) => life),
    version: deps.version,
    cursors: hubCursors(deps.store.reader),
    nowMs: deps.nowMs(),
    signature: deps.key.sign(helloText({ nonce, siteId, epoch })),
  };
}

/** Drops a hub that was silent too long; a cut wire says nothing by itself. */
function watchSilence(socket: WebSocket): {
  readonly heard: () => void;
  readonly isSilent: () => boolean;
  readonly stop: () => void;
} {
  let isSilent = false;
  const drop = () => {
    isSilent = true;
    socket.terminate();
  };
  let timer = setTimeout(drop, SILENCE_MAX_MS);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(drop, SILENCE_MAX_MS);
    },
    isSilent: () => isSilent,
    stop: () => clearTimeout(timer),
  };
}

function frameFrom(text: string): HubFrame | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const frame = hubFrame.safeParse(json);
  return frame.success ? frame.data : null;
}
