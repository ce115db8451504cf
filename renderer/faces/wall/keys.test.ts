import { describe, expect, it } from "vitest";
import { wallKeyFromEvent } from "./keys.ts";

const press = (code: string, part: Partial<Parameters<typeof wallKeyFromEvent>[0]> = {}) =>
  wallKeyFromEvent({ code, key: "", ctrlKey: false, altKey: false, metaKey: false, ...part });

describe("the wall's keys", () => {
  it("are the same with NumLock on and off, on a numpad and on the main keys", () => {
    // NumLock off turns the numpad's keys into arrows and the like, but never their places.
    expect(press("Numpad2", { key: "ArrowDown" })).toEqual({ kind: "select", rowNumber: 2 });
    expect(press("Numpad2", { key: "2" })).toEqual({ kind: "select", rowNumber: 2 });
    expect(press("Digit2")).toEqual({ kind: "select", rowNumber: 2 });
    expect(press("NumpadDecimal", { key: "Delete" })).toEqual({ kind: "pin-phase" });
    expect(press("Numpad0", { key: "Insert" })).toEqual({ kind: "clear" });
  });

  it.each([
    ["NumpadEnter", "advance"],
    ["Enter", "advance"],
    ["NumpadSubtract", "recall"],
    ["NumpadMultiply", "acknowledge"],
    ["KeyA", "acknowledge"],
    ["NumpadDivide", "mute"],
    ["KeyS", "mute"],
    ["KeyP", "pin-phase"],
    ["KeyT", "theme"],
    ["KeyI", "explain"],
    ["Escape", "clear"],
  ])("%s means %s", (code, kind) => {
    expect(press(code)).toEqual({ kind });
  });

  it("leave chords to the shell and unknown keys to nobody", () => {
    expect(press("KeyQ", { ctrlKey: true })).toBeNull();
    expect(press("Digit1", { altKey: true })).toBeNull();
    expect(press("KeyX")).toBeNull();
    expect(press("Digit8", { key: "*" })).toEqual({ kind: "acknowledge" });
  });
});
