import { expect, test } from "vitest";
import { createRevealStore, REVEAL_KEPT_MS } from "#main/lan/reveal.ts";
import { createTestClock } from "#tests/kit/test-kitchen.ts";

function createStore() {
  const clock = createTestClock();
  let madeCount = 0;
  const store = createRevealStore({ clock, makeSecret: () => `reveal-${(madeCount += 1)}` });
  return { clock, store };
}
const secret = { kind: "number", staffId: "staff", number: "483917" } as const;

test("a secret is given once, to the one it was kept for", () => {
  const { store } = createStore();
  const forTablet = store.keep(secret, "tablet");
  expect(store.take(forTablet, "desk")).toBeNull();
  expect(store.take(forTablet, null)).toBeNull();
  expect(store.take(forTablet, "tablet")).toEqual(secret);
  expect(store.take(forTablet, "tablet")).toBeNull();
});

test("after five minutes it is gone, whatever the wall clock says", () => {
  const { store, clock } = createStore();
  const kept = store.keep(secret, null);
  clock.jump(-REVEAL_KEPT_MS * 100);
  clock.advance(REVEAL_KEPT_MS - 1);
  const inTime = store.keep(secret, null);
  clock.advance(1);
  expect(store.take(kept, null)).toBeNull();
  expect(store.take(inTime, null)).toEqual(secret);
});

test("no more than 256 wait: the oldest gives way", () => {
  const { store } = createStore();
  const ids = Array.from({ length: 257 }, () => store.keep(secret, null));
  expect(store.take(ids[0] ?? "", null)).toBeNull();
  expect(store.take(ids[1] ?? "", null)).toEqual(secret);
});
