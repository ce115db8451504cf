import { expect, test } from "vitest";
import { PAGE_LETTER_WAIT_MAX_MS, SHORTCUTS_AT_REST, shortcutFromKey, type KeyPress } from "./shortcuts.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  isControl: false,
  isAlt: false,
  isTyping: false,
  atMs: 0,
  ...more,
});
const actionOf = (key: string, more: Partial<KeyPress> = {}) =>
  shortcutFromKey(SHORTCUTS_AT_REST, press(key, more)).action;

test("single keys act on rows, search, help and approval", () => {
  expect(["j", "K", "a", "/", "?", "x"].map((key) => actionOf(key))).toEqual([
    { kind: "row", step: 1 },
    { kind: "row", step: -1 },
    { kind: "approve" },
    { kind: "search" },
    { kind: "help" },
    null,
  ]);
});

test("G then a letter opens a page", () => {
  const waiting = shortcutFromKey(SHORTCUTS_AT_REST, press("g"));
  expect(waiting.action).toBeNull();
  expect(shortcutFromKey(waiting.state, press("d", { atMs: 400 }))).toEqual({
    state: SHORTCUTS_AT_REST,
    action: { kind: "go", page: "kitchen" },
  });
});

test("the letter after G is forgotten after its time, and a letter without a page does nothing", () => {
  const { state } = shortcutFromKey(SHORTCUTS_AT_REST, press("g"));
  expect(shortcutFromKey(state, press("a", { atMs: PAGE_LETTER_WAIT_MAX_MS + 1 })).action).toEqual({ kind: "approve" });
  expect(shortcutFromKey(state, press("x", { atMs: 10 })).action).toBeNull();
});

test("while a field is typed in, letters are text and only Ctrl+K acts", () => {
  expect(actionOf("a", { isTyping: true })).toBeNull();
  expect(actionOf("k", { isTyping: true, isControl: true })).toEqual({ kind: "palette" });
  expect(actionOf("a", { isControl: true })).toBeNull();
});
