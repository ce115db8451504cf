import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { once } from "node:events";
import { LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";

/** A WebSocket by hand over a plain TCP connection: it answers no ping, sends half frames, anything. */
export interface RawSocket {
  /** A whole masked text frame. */
  sendText(text: string): void;
  sendBytes(bytes: Buffer): void;
  /** Resolves when the server ended the connection. */
  readonly ended: Promise<void>;
  destroy(): void;
}

export async function connectRawSocket(port: number): Promise<RawSocket> {
  const tcp = connect({ port, host: "127.0.0.1" });
  tcp.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    tcp.on("close", () => resolve());
  });
  await once(tcp, "connect");
  const key = randomBytes(16).toString("base64");
  const lines = [
    `GET ${LAN_SOCKET_PATH} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${key}`,
  ];
  tcp.write(`${lines.join("\r\n")}\r\n\r\n`);
  await once(tcp, "data");
  tcp.resume();
  return {
    sendText: (text) => tcp.write(maskedTextFrame(text)),
    sendBytes: (bytes) => tcp.write(bytes),
    ended,
    destroy: () => tcp.destroy(),
  };
}

/** A client's text frame, masked with zeros (RFC 6455 §5.3 asks for a mask, not for a good one). */
export function maskedTextFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : payload.length < 65_536
        ? Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff])
        : Buffer.from([0x81, 0xff, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (payload.length >>> shift) & 0xff)]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
}
