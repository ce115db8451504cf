declare const textFrameBrand: unique symbol;

/** A finished WebSocket text frame, header and payload: made once, written to any number of sockets. */
export type TextFrame = Buffer & { readonly [textFrameBrand]: true };

const FINAL_TEXT = 0x81;

/**
 * Frames a text for the wire (RFC 6455 §5.2: FIN, opcode 1, not masked, as a server must send). ws would build the same
 * header once per socket and write two chunks; a board watched by fifty tablets is written as one finished buffer instead.
 * Sound only while no extension is negotiated, which the server refuses to do (`perMessageDeflate: false`).
 */
export function textFrame(text: string): TextFrame {
  const payloadBytes = Buffer.byteLength(text);
  const headerBytes = payloadBytes < 126 ? 2 : payloadBytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + payloadBytes);
  frame[0] = FINAL_TEXT;
  if (headerBytes === 2) {
    frame[1] = payloadBytes;
  } else if (headerBytes === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(payloadBytes), 2);
  }
  frame.write(text, headerBytes, "utf8");
  return frame as TextFrame; // a complete frame by construction
}
