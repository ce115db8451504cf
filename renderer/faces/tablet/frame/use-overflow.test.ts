import { describe, expect, it } from "vitest";
import { overflowOf } from "./use-overflow.ts";

describe("what is out of sight of a screen", () => {
  it.each([
    ["everything in sight", { scrollTop: 0, clientHeight: 600, scrollHeight: 600 }, "none"],
    ["a rounded pixel too much", { scrollTop: 0, clientHeight: 600, scrollHeight: 601 }, "none"],
    ["more below", { scrollTop: 0, clientHeight: 600, scrollHeight: 900 }, "below"],
    ["still more below", { scrollTop: 200, clientHeight: 600, scrollHeight: 900 }, "below"],
    ["the end in sight", { scrollTop: 300, clientHeight: 600, scrollHeight: 900 }, "above"],
  ] as const)("%s", (_name, seen, expected) => {
    expect(overflowOf(seen)).toBe(expected);
  });
});
