import type { KeypadKey } from "#renderer/ui/keypad.tsx";
import { describe, expect, it } from "vitest";
import { countAfter, countFromDigits } from "./count-entry.ts";

const typed = (...keys: readonly KeypadKey[]) => keys.reduce((digits, key) => countAfter(digits, key, 4), "");

describe("a whole figure on the keypad", () => {
  it("keeps nought as a figure of its own and drops it before others", () => {
    expect(countFromDigits(typed("0"))).toBe(0);
    expect(countFromDigits(typed("0", "5"))).toBe(5);
    expect(countFromDigits(typed())).toBeNull();
  });

  it("takes no more digits than it may have, and gives them back", () => {
    expect(typed("1", "2", "3", "4", "5")).toBe("1234");
    expect(typed("1", "2", "backspace", "decimal")).toBe("1");
    expect(typed("1", "2", "clear")).toBe("");
  });
});
