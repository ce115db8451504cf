import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256Hex } from "./sha256.ts";

test("gives what the kitchen PC computes, at every length around a block's end", () => {
  const texts = ["", "abc", "S:AB12CD.P.0123456789.ABCDEFGH", "kartu é 🪪", ...lengths()];
  for (const text of texts) expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
});

function lengths(): readonly string[] {
  return Array.from({ length: 140 }, (_, index) => "x".repeat(index));
}
