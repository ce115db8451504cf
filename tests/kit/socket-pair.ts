import type { FrameSocket } from "#main/lan/frame-socket.ts";
import type { TextFrame } from "#main/lan/text-frame.ts";

/** One end of a line flushed by hand: what the server writes waits until `flush`. */
export interface SocketPair {
  readonly socket: FrameSocket;
  /** Lets the network take everything, and tells the server so if there was something. */
  flush(): void;
  /** Payloads the far end has received, parsed. */
  readonly received: readonly unknown[];
  readonly closings: readonly { readonly code: number; readonly reason: string }[];
  readonly isPaused: () => boolean;
  readonly isTerminated: () => boolean;
  readonly pingCount: () => number;
}

export function createSocketPair(drained: () => void): SocketPair {
  const waiting: TextFrame[] = [];
  const received: unknown[] = [];
  const closings: { readonly code: number; readonly reason: string }[] = [];
  const state = { isPaused: false, isTerminated: false, pingCount: 0 };
  return {
    socket: {
      write: (frame) => void waiting.push(frame),
      bufferedBytes: () => waiting.reduce((count, frame) => count + frame.length, 0),
      pause: () => void (state.isPaused = true),
      resume: () => void (state.isPaused = false),
      ping: () => void (state.pingCount += 1),
      close: (code, reason) => void closings.push({ code, reason }),
      terminate: () => void (state.isTerminated = true),
    },
    flush: () => {
      if (waiting.length === 0) return;
      for (const frame of waiting.splice(0)) received.push(JSON.parse(payloadOf(frame)));
      drained();
    },
    received,
    closings,
    isPaused: () => state.isPaused,
    isTerminated: () => state.isTerminated,
    pingCount: () => state.pingCount,
  };
}

/** The text of a server's frame (not masked). */
export function payloadOf(frame: Buffer): string {
  const lengthCode = frame[1] ?? 0;
  const headerBytes = lengthCode < 126 ? 2 : lengthCode === 126 ? 4 : 10;
  return frame.toString("utf8", headerBytes);
}
