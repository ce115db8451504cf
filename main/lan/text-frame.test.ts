import { expect, test } from "vitest";
import * as ws from "ws";
import { textFrame } from "./text-frame.ts";

interface Receiving {
  on(event: "message", listener: (data: Buffer, isBinary: boolean) => void): void;
  on(event: "error", listener: (cause: Error) => void): void;
  write(bytes: Buffer): void;
}
const { Receiver } = ws as unknown as { readonly Receiver: new () => Receiving }; // exported by ws, missing from its types

/** What ws reads from bytes a server wrote. */
function readByWs(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver();
    receiver.on("message", (data, isBinary) => (isBinary ? reject(new Error("binary")) : resolve(data.toString())));
    receiver.on("error", reject);
    receiver.write(bytes);
  });
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
  "a text of %i bytes is one frame that ws reads",
  async (length) => {
    const text = "x".repeat(length);
    expect(await readByWs(textFrame(text))).toBe(text);
  },
);

test("text beyond ASCII is framed by its bytes, not its letters", async () => {
  const text = "Suhu inti 72 °C – lulus 🍲".repeat(40);
  expect(await readByWs(textFrame(text))).toBe(text);
});
