import { beforeEach, describe, expect, test } from "vitest";
import { createFakeRuntime, type FakeRuntime } from "#tests/kit/fake-runtime.ts";
import { createKeyReader, KEY_SETTLE_MS, type KeyReader } from "./key-reader.ts";

let runtime: FakeRuntime;
let reader: KeyReader;
let heard: string[];

beforeEach(() => {
  runtime = createFakeRuntime({ deviceTimeMs: 0 });
  heard = [];
  reader = createKeyReader({
    after: runtime.after,
    onScan: (text) => heard.push(`scan ${text}`),
    onKey: ({ key }) => heard.push(`key ${key}`),
    onBroken: () => heard.push("broken"),
  });
});

/** Presses keys `gapMs` apart; `^x` is Ctrl and x. */
function type(keys: readonly string[], gapMs: number): readonly boolean[] {
  return keys.map((key) => {
    const isModified = key.length === 2 && key.startsWith("^");
    const own = isModified ? key.slice(1) : key;
    const code = /^[a-z]$/i.test(own) ? `Key${own.toUpperCase()}` : "";
    const isTaken = reader.press({ key: own, code, atMs: runtime.monotonicMs(), isModified });
    runtime.advance(gapMs);
    return isTaken;
  });
}
const letters = (text: string) => text.split("");
const settled = () => {
  runtime.advance(KEY_SETTLE_MS);
  return heard;
};

describe("a reader that types", () => {
  test("is one scan, ended by Enter or by Tab, and nothing of it reaches the page", () => {
    expect(type([...letters("A3F2"), "Enter"], 5)).toEqual([true, true, true, true, true]);
    type([...letters("B7"), "-", "C", "Tab"], 50);
    expect(settled()).toEqual(["scan A3F2", "scan B7-C"]);
  });

  test("is a scan even when it sends six digits", () => {
    type([...letters("482913"), "Enter"], 12);
    expect(settled()).toEqual(["scan 482913"]);
  });

  test("may send control characters, Shift and function keys between its letters", () => {
    type(["Shift", "A", "^]", "Control", "3", "Unidentified", "F", "Escape", "2", "^J"], 8);
    expect(settled()).toEqual(["scan A3F2"]);
  });

  test("goes on after one bad code: two codes back to back are two scans", () => {
    type([...letters("????"), "Enter", ...letters("A3F2"), "Enter"], 3);
    expect(settled()).toEqual(["scan ????", "scan A3F2"]);
  });

  test("whose end never comes puts nothing into the keypad, and the next scan is read", () => {
    type([...letters("482913")], 5);
    expect(settled()).toEqual(["broken"]);
    type([...letters("A3F2"), "Enter"], 5);
    expect(settled()).toEqual(["broken", "scan A3F2"]);
  });

  test("without end is not collected for ever", () => {
    type([...letters("7".repeat(10_000)), "Enter"], 1);
    expect(settled()).toEqual([`scan ${"7".repeat(256)}`]);
  });
});

describe("fingers", () => {
  test("are keys when more than 50 ms apart", () => {
    type([...letters("482913")], 51);
    expect(settled()).toEqual(["key 4", "key 8", "key 2", "key 9", "key 1", "key 3"]);
  });

  test("may roll two keys over each other", () => {
    type(["4", "8"], 30);
    expect(settled()).toEqual(["key 4", "key 8"]);
  });

  test("keep Enter, Tab and the space bar for the page, and have Backspace and Escape at once", () => {
    expect(type(["Enter", "Tab", " ", "Backspace", "Escape", "Shift", "F5"], 400)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(heard).toEqual(["key Backspace", "key Escape"]);
  });

  test("a digit and Enter soon after it are a key, not a badge", () => {
    type(["4", "Enter"], 20);
    expect(settled()).toEqual(["key 4"]);
  });

  test("a slow key before a scan stays a key", () => {
    type(["4"], 200);
    type([...letters("A3F2"), "Enter"], 5);
    expect(settled()).toEqual(["key 4", "scan A3F2"]);
  });
});
