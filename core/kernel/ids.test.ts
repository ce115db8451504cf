import { describe, expect, it } from "vitest";
import { createIdFactory, idSchema } from "./ids.ts";

describe("ids", () => {
  it("carry their kind, their time and version 7", () => {
    const makeId = createIdFactory({ nowMs: () => 0x0193_4e5f_6a7b, fillRandom: (bytes) => bytes.fill(0xff) });
    expect(makeId("batch")).toBe("batch_01934e5f6a7b7fffbfffffffffffffff");
  });

  it("are refused when of another kind or malformed", () => {
    const schema = idSchema("batch");
    expect(schema.safeParse("batch_01934e5f6a7b7fffbfffffffffffffff").success).toBe(true);
    for (const text of [
      "lot_01934e5f6a7b7fffbfffffffffffffff",
      "batch_XYZ",
      "batch_01934E5F6A7B7FFFBFFFFFFFFFFFFFFF",
      "",
    ]) {
      expect(schema.safeParse(text).success).toBe(false);
    }
  });
});
