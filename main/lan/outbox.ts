import type { FrameSocket } from "./frame-socket.ts";
import type { TextFrame } from "./text-frame.ts";

/** What leaves one socket, with the rules for slow ones (LAN24). */
export interface Outbox {
  /** Answers and errors: written whatever is buffered. */
  send(frame: TextFrame): void;
  /** Rows, patches and events: refused while the socket is slow; offered again once it drained. */
  offer(frame: TextFrame): boolean;
  isSlow(): boolean;
  /** To be told by the socket; forgets slowness. */
  drained(): void;
  /** Whether the socket must be closed: far behind, or slow for too long. */
  isHopeless(): boolean;
}

export function createOutbox(options: {
  readonly socket: FrameSocket;
  readonly slowBytes: number;
  readonly evictBytes: number;
  readonly slowMaxMs: number;
  readonly monotonicMs: () => number;
  readonly wrote: (byteCount: number) => void;
}): Outbox {
  const { socket, slowBytes, evictBytes, slowMaxMs, monotonicMs, wrote } = options;
  let slowSinceMs: number | undefined;
  const write = (frame: TextFrame) => {
    socket.write(frame);
    wrote(frame.length);
  };
  const isSlow = () => {
    if (slowSinceMs === undefined && socket.bufferedBytes() > slowBytes) slowSinceMs = monotonicMs();
    return slowSinceMs !== undefined;
  };
  return {
    send: write,
    offer: (frame) => {
      if (isSlow()) return false;
      write(frame);
      return true;
    },
    isSlow,
    drained: () => {
      slowSinceMs = undefined;
    },
    isHopeless: () =>
      isSlow() &&
      (socket.bufferedBytes() > evictBytes || monotonicMs() - (slowSinceMs ?? Number.POSITIVE_INFINITY) > slowMaxMs),
  };
}
