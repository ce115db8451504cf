import { expect, test } from "vitest";
import { createSocketPair, type SocketPair } from "#tests/kit/socket-pair.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { textFrame } from "./text-frame.ts";

const frame = textFrame(JSON.stringify("x".repeat(96)));

function setUp(): { outbox: Outbox; pair: SocketPair; pass: (byMs: number) => void } {
  let nowMs = 0;
  const pair = createSocketPair(() => outbox.drained());
  const outbox = createOutbox({
    socket: pair.socket,
    slowBytes: 250,
    evictBytes: 1_000,
    slowMaxMs: 10_000,
    monotonicMs: () => nowMs,
    wrote: () => undefined,
  });
  return { outbox, pair, pass: (byMs) => void (nowMs += byMs) };
}

test("[LAN24] a socket with little waiting takes everything", () => {
  const { outbox, pair } = setUp();
  expect([outbox.offer(frame), outbox.offer(frame), outbox.isSlow()]).toEqual([true, true, false]);
  pair.flush();
  expect(pair.received).toHaveLength(2);
});

test("[LAN24] above the bound offers are refused, answers still go, and after draining all is well", () => {
  const { outbox, pair } = setUp();
  for (let count = 0; count < 3; count += 1) outbox.offer(frame);
  expect(outbox.offer(frame)).toBe(false);
  outbox.send(frame);
  pair.flush();
  expect(pair.received).toHaveLength(4);
  expect(outbox.offer(frame)).toBe(true);
});

test("[LAN24] a socket is hopeless when slow for too long or far behind, not before", () => {
  const { outbox, pair, pass } = setUp();
  for (let count = 0; count < 3; count += 1) outbox.offer(frame);
  expect(outbox.isHopeless()).toBe(false);
  pass(10_000);
  expect(outbox.isHopeless()).toBe(false);
  pass(1);
  expect(outbox.isHopeless()).toBe(true);
  pair.flush();
  expect(outbox.isHopeless()).toBe(false);
  for (let count = 0; count < 11; count += 1) outbox.send(frame);
  expect(outbox.isHopeless()).toBe(true);
});
