import { expect, test } from "vitest";
import { createHandScheduler } from "#tests/kit/hand-scheduler.ts";
import { createFrameLoop } from "./frame-loop.ts";
import type { IncomingFrame } from "./frame-socket.ts";

const frameOf = (text: string): IncomingFrame => ({ kind: "text", bytes: Buffer.from(text) });
const textOf = (frame: IncomingFrame) => (frame.kind === "text" ? frame.bytes.toString() : "binary");

function setUp(limits: { readonly framesPerTurnCount: number; readonly inboxMaxCount: number }) {
  const scheduler = createHandScheduler();
  const loop = createFrameLoop({ scheduler, ...limits });
  const taken: string[] = [];
  const flow: string[] = [];
  const faults: unknown[] = [];
  const open = (name: string, take: (text: string) => Promise<void> | void = () => undefined) =>
    loop.open({
      take: (frame) => {
        taken.push(`${name}:${textOf(frame)}`);
        return take(textOf(frame));
      },
      failed: (cause) => void faults.push(cause),
      pause: () => void flow.push(`${name} pause`),
      resume: () => void flow.push(`${name} resume`),
    });
  return { scheduler, loop, taken, flow, faults, open };
}

test("[LAN18] a callback only queues: nothing is taken before the loop turns", () => {
  const { scheduler, taken, open, loop } = setUp({ framesPerTurnCount: 10, inboxMaxCount: 10 });
  open("a").push(frameOf("1"));
  expect(taken).toEqual([]);
  expect(loop.queuedCount()).toBe(1);
  scheduler.turn();
  expect(taken).toEqual(["a:1"]);
  expect(loop.queuedCount()).toBe(0);
  expect(scheduler.turn()).toBe(0);
});

test("[LAN18] a turn takes a bounded number, connections in turn, each in its own order", () => {
  const { scheduler, taken, open } = setUp({ framesPerTurnCount: 3, inboxMaxCount: 10 });
  const [a, b] = [open("a"), open("b")];
  for (const text of ["1", "2", "3"]) a.push(frameOf(text));
  for (const text of ["1", "2"]) b.push(frameOf(text));
  scheduler.turn();
  expect(taken).toEqual(["a:1", "b:1", "a:2"]);
  scheduler.turn();
  expect(taken).toEqual(["a:1", "b:1", "a:2", "b:2", "a:3"]);
});

test("[LAN18] a connection whose frame is not done holds its own next frame back and nobody else's", async () => {
  const { scheduler, taken, open } = setUp({ framesPerTurnCount: 10, inboxMaxCount: 10 });
  const done = Promise.withResolvers<void>();
  const slow = open("slow", (text) => (text === "1" ? done.promise : undefined));
  const other = open("other");
  slow.push(frameOf("1"));
  slow.push(frameOf("2"));
  other.push(frameOf("1"));
  scheduler.turn();
  scheduler.turn();
  expect(taken).toEqual(["slow:1", "other:1"]);
  done.resolve();
  await done.promise;
  await Promise.resolve();
  await Promise.resolve();
  scheduler.turn();
  expect(taken).toEqual(["slow:1", "other:1", "slow:2"]);
});

test("[LAN18] a full inbox pauses its socket until half is taken", () => {
  const { scheduler, flow, open } = setUp({ framesPerTurnCount: 1, inboxMaxCount: 4 });
  const a = open("a");
  for (const text of ["1", "2", "3", "4"]) a.push(frameOf(text));
  expect(flow).toEqual(["a pause"]);
  scheduler.turn();
  expect(flow).toEqual(["a pause"]);
  scheduler.turn();
  expect(flow).toEqual(["a pause", "a resume"]);
});

test("[LAN6] a frame that throws or rejects is reported and the next is taken", async () => {
  const { scheduler, taken, faults, open } = setUp({ framesPerTurnCount: 10, inboxMaxCount: 10 });
  const a = open("a", (text) => {
    if (text === "1") throw new Error("sync");
    return text === "2" ? Promise.reject(new Error("async")) : undefined;
  });
  for (const text of ["1", "2", "3"]) a.push(frameOf(text));
  scheduler.turn();
  await new Promise(setImmediate);
  scheduler.turn();
  expect(taken).toEqual(["a:1", "a:2", "a:3"]);
  expect(faults.map(String)).toEqual(["Error: sync", "Error: async"]);
});

test("a closed inbox drops what waits and takes nothing more; a stopped loop takes nothing of anybody", () => {
  const { scheduler, taken, open, loop } = setUp({ framesPerTurnCount: 10, inboxMaxCount: 10 });
  const [a, b] = [open("a"), open("b")];
  a.push(frameOf("1"));
  a.close();
  a.push(frameOf("2"));
  b.push(frameOf("1"));
  expect(loop.queuedCount()).toBe(1);
  scheduler.turn();
  expect(taken).toEqual(["b:1"]);
  loop.stop();
  b.push(frameOf("2"));
  scheduler.turn();
  expect(taken).toEqual(["b:1"]);
});
