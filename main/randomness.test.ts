import { describe, expect, it } from "vitest";
import { createPooledFill } from "./randomness.ts";

describe("pooled randomness", () => {
  it("gives other bytes each time, across the end of its pool and beyond its size", () => {
    const fill = createPooledFill();
    const seen = new Set<string>();
    for (let round = 0; round < 1_000; round += 1) {
      const bytes = new Uint8Array(16);
      fill(bytes);
      seen.add(Buffer.from(bytes).toString("hex"));
    }
    expect(seen.size).toBe(1_000);
    const large = new Uint8Array(10_000);
    fill(large);
    expect(large.slice(-64).some((byte) => byte !== 0)).toBe(true);
  });
});
