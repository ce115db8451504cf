import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { TextFrame } from "./text-frame.ts";

/** One WebSocket as the rest of the server sees it. Tests hand in a pair of their own. */
export interface FrameSocket {
  /** Does nothing once the socket is closing. */
  write(frame: TextFrame): void;
  /** Bytes handed over that the network has not taken yet. */
  bufferedBytes(): number;
  pause(): void;
  resume(): void;
  /** A WebSocket ping; the answer arrives as `ponged`. */
  ping(): void;
  close(code: number, reason: string): void;
  /** Ends at once, without a closing handshake. */
  terminate(): void;
}

/** A message as it came: text bytes still unread, or something that may not come at all. */
export type IncomingFrame = { readonly kind: "text"; readonly bytes: Buffer } | { readonly kind: "binary" };

/** What a socket reports. Each call only queues or marks; none does work. */
export interface FrameSocketEvents {
  received(frame: IncomingFrame): void;
  ponged(): void;
  /** Everything handed over was taken by the network. */
  drained(): void;
  closed(code: number): void;
}

/** Ties a ws socket, and the TCP socket it upgraded, to the server. */
export function createFrameSocket(webSocket: WebSocket, tcp: Duplex, events: FrameSocketEvents): FrameSocket {
  webSocket.binaryType = "nodebuffer";
  webSocket.on("message", (data: Buffer, isBinary: boolean) => {
    events.received(isBinary ? { kind: "binary" } : { kind: "text", bytes: data });
  });
  webSocket.on("pong", () => events.ponged());
  // ws answers a broken frame (bad UTF-8, a masked length, over the hard limit) by closing with its own code, then reports.
  webSocket.on("error", () => undefined);
  webSocket.on("close", (code: number) => events.closed(code));
  tcp.on("drain", () => events.drained());
  return {
    write: (frame) => {
      if (webSocket.readyState === webSocket.OPEN) tcp.write(frame);
    },
    bufferedBytes: () => tcp.writableLength,
    pause: () => webSocket.pause(),
    resume: () => webSocket.resume(),
    ping: () => {
      if (webSocket.readyState === webSocket.OPEN) webSocket.ping();
    },
    close: (code, reason) => webSocket.close(code, reason),
    terminate: () => webSocket.terminate(),
  };
}
