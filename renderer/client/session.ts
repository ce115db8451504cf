import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import type { Cancel, ClientRuntime, Socket } from "./runtime.ts";

/** Pages cannot see WebSocket-level pings, so a face sends the protocol's own (UX.md §4.1). */
export const PING_EVERY_MS = 2_000;
/** Nothing heard for this long on an open socket: it is dead at the other end, whatever the device believes. */
export const SILENCE_MAX_MS = 10_000;
/** From opening to `welcome`. */
export const WELCOME_WAIT_MAX_MS = 5_000;

export interface Session {
  readonly send: (frame: ClientFrame) => void;
  readonly isWelcomed: () => boolean;
  /** Ends it; `ended` is called before this returns. */
  readonly close: () => void;
}

/**
 * One socket from its opening to its end: says hello, gives up when no welcome comes, pings, and gives up a line that is
 * open but silent.
 */
export function openSession(deps: {
  readonly runtime: ClientRuntime;
  readonly address: string;
  readonly hello: ClientFrame;
  /** How many records the device still holds for the kitchen; null where it keeps none. */
  readonly unsentCount: () => number | null;
  readonly received: (frame: ServerFrame) => void;
  /** Called once. */
  readonly ended: (wasWelcomed: boolean) => void;
}): Session {
  const { runtime } = deps;
  let isWelcomed = false;
  let heardMonotonicMs = runtime.monotonicMs();
  let cancelTimer: Cancel;

  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));
  const ping = () => {
    if (runtime.monotonicMs() - heardMonotonicMs > SILENCE_MAX_MS) {
      socket.close();
      return;
    }
    const unsentCount = deps.unsentCount();
    send({ kind: "ping", sentAtMs: runtime.monotonicMs(), ...(unsentCount !== null && { unsentCount }) });
    cancelTimer = runtime.after(PING_EVERY_MS, ping);
  };
  const socket: Socket = runtime.openSocket(deps.address, {
    opened: () => send(deps.hello),
    received: (text) => {
      const frame = frameFromText(text);
      if (frame === null) {
        socket.close();
        return;
      }
      heardMonotonicMs = runtime.monotonicMs();
      const isWelcome = frame.kind === "welcome" && !isWelcomed;
      if (isWelcome) {
        isWelcomed = true;
        cancelTimer();
      }
      deps.received(frame);
      if (isWelcome) ping();
    },
    closed: () => {
      cancelTimer();
      deps.ended(isWelcomed);
    },
  });
  cancelTimer = runtime.after(WELCOME_WAIT_MAX_MS, () => socket.close());
  return { send, isWelcomed: () => isWelcomed, close: () => socket.close() };
}

function frameFromText(text: string): ServerFrame | null {
  try {
    const value: unknown = JSON.parse(text);
    const isFrame = typeof value === "object" && value !== null && "kind" in value;
    return isFrame ? (value as ServerFrame) : null; // our own server's frames; its tests hold it to the schema
  } catch {
    return null;
  }
}
