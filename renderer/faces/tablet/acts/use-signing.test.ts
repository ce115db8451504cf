import { describe, expect, it } from "vitest";
import { digitsAfter } from "./use-signing.ts";
import type { KeypadKey } from "#renderer/ui/keypad.tsx";

const typed = (...keys: readonly KeypadKey[]) => keys.reduce(digitsAfter, "");

describe("a personal number being typed", () => {
  it("has six digits and no more", () => {
    expect(typed("1", "2", "3", "4", "5", "6", "7")).toBe("123456");
  });

  it("is taken back one by one, or at once", () => {
    expect(typed("1", "2", "backspace", "3")).toBe("13");
    expect(typed("1", "2", "clear", "3")).toBe("3");
    expect(typed("1", "decimal")).toBe("1");
  });
});
