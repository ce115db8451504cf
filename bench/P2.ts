import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { FanOutOrder, FanOutReport } from "./fan-out-clients.ts";
import {
  createKitchenFanOut,
  createSocketIoFanOut,
  createWsFanOut,
  SUBSCRIBERS_COUNT,
  type FanOutServer,
} from "./fan-out-servers.ts";
import { percentile, reportFigure } from "./report.ts";

/**
 * P2: commit → patch at 50 subscribers of one board, beside ws and Socket.IO sending the same patch, in turns within one run.
 * The receivers are processes of their own and parse every message.
 *
 * - `fan-out-deliveries-per-second`: patches follow each other as fast as they are received; counted is the time from COMMIT
 *   to the last socket having the patch (noticing what it touches, evaluating, comparing, serialising, 50 sockets), against
 *   the time ws takes to hand the same bytes to as many sockets.
 * - `end-to-end-deliveries-per-second`: the same turns with everything in: the commands, their transactions, the receivers.
 * - `p99-ms`: from COMMIT until a subscriber has read and parsed the patch, the board changing 20 times a second, everything
 *   as shipped.
 *
 * For the first two the pause between evaluations (LAN21) is taken out, or they would measure the pause.
 */
const TURNS_COUNT = 24;
const TURN_MS = 400;
/** The p99 of each block is taken and the middle one of them reported: one hiccup of the machine is not a property of a side. */
const PACED_BLOCKS_COUNT = 11;
const PACED_ROUNDS_COUNT = 60;
const PACED_EVERY_MS = 50;
const PACED_WARM_UP_COUNT = 40;
/** Rounds under way at once: enough to keep both processes busy, few enough to stay below the slow-socket bound. */
const WINDOW_COUNT = 8;
const WARM_UP_ROUNDS_COUNT = 400;
const NS_PER_MS = 1e6;

interface Side {
  readonly kind: FanOutOrder["kind"];
  readonly server: FanOutServer;
  readonly clients: ChildProcess;
}

interface Rate {
  roundCount: number;
  handingMs: number;
  wholeMs: number;
}

type RoundReport = Extract<FanOutReport, { kind: "round" }>;

let roundCount = 0;

async function openSides(
  limits: Parameters<typeof createKitchenFanOut>[0],
  isTimed: boolean,
): Promise<readonly Side[]> {
  return [
    await openSide("kitchen", await createKitchenFanOut(limits), isTimed),
    await openSide("ws", await createWsFanOut(), isTimed),
    await openSide("socket.io", await createSocketIoFanOut(), isTimed),
  ];
}

async function openSide(kind: Side["kind"], server: FanOutServer, isTimed: boolean): Promise<Side> {
  const clients = fork(new URL("./fan-out-clients.ts", import.meta.url));
  const order: FanOutOrder = { kind, port: server.port, tokens: server.tokens, isTimed };
  clients.send(order);
  await once(clients, "message");
  return { kind, server, clients };
}

async function closeSide({ clients, server }: Side): Promise<void> {
  clients.send("close");
  clients.kill();
  await once(clients, "exit");
  await server.stop();
}

/** Keeps a window of rounds under way until time is up. */
async function saturate({ server, clients }: Side, rate: Rate, bounds: { forMs: number; roundsMaxCount: number }) {
  let doneCount = 0;
  let sentCount = 0;
  let handedNs = 0n;
  let proceed: () => void = () => undefined;
  const listener = (_report: FanOutReport) => {
    doneCount += 1;
    proceed();
  };
  const received = () => new Promise<void>((resolve) => void (proceed = resolve));
  clients.on("message", listener);
  const startedMs = performance.now();
  while (performance.now() - startedMs < bounds.forMs && sentCount < bounds.roundsMaxCount) {
    const { fromNs, untilNs } = await server.send(String((roundCount += 1)));
    handedNs += untilNs - fromNs;
    sentCount += 1;
    while (sentCount - doneCount >= WINDOW_COUNT) await received();
    // Each round in a turn of its own, as when each comes of a commit of its own.
    await new Promise(setImmediate);
  }
  while (doneCount < sentCount) await received();
  clients.off("message", listener);
  rate.roundCount += doneCount;
  rate.handingMs += Number(handedNs) / NS_PER_MS;
  rate.wholeMs += performance.now() - startedMs;
}

/** One round; gives the age of the patch at each subscriber. */
async function age({ server, clients }: Side): Promise<readonly number[]> {
  const arrived = once(clients, "message");
  const { fromNs } = await server.send(String((roundCount += 1)));
  const [report]: readonly RoundReport[] = await arrived;
  return (report?.receivedNs ?? []).map((receivedNs) => Number(BigInt(receivedNs) - fromNs) / NS_PER_MS);
}

async function measureRates() {
  const sides = await openSides({ queryIntervalMs: 0 }, false);
  const rates = new Map(sides.map(({ kind }) => [kind, { roundCount: 0, handingMs: 0, wholeMs: 0 }]));
  const rateOf = (kind: Side["kind"]) => rates.get(kind) ?? { roundCount: 0, handingMs: 0, wholeMs: 0 };
  const warmUp = { forMs: 10_000, roundsMaxCount: WARM_UP_ROUNDS_COUNT };
  for (const side of sides) await saturate(side, { roundCount: 0, handingMs: 0, wholeMs: 0 }, warmUp);
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    for (const side of sides) await saturate(side, rateOf(side.kind), { forMs: TURN_MS, roundsMaxCount: Infinity });
  }
  for (const side of sides) await closeSide(side);
  const perSecond = (kind: Side["kind"], span: "handingMs" | "wholeMs") =>
    (rateOf(kind).roundCount * SUBSCRIBERS_COUNT * 1_000) / rateOf(kind)[span];
  const [value, floor] = [perSecond("kitchen", "handingMs"), perSecond("ws", "handingMs")];
  reportFigure({
    bench: "P2",
    metric: "fan-out-deliveries-per-second",
    value,
    floor,
    peer: "socket.io",
    peerValue: perSecond("socket.io", "handingMs"),
    target: "≥ 80 % of ws broadcasting the same bytes",
    pass: value >= 0.8 * floor,
  });
  reportFigure({
    bench: "P2",
    metric: "end-to-end-deliveries-per-second",
    value: perSecond("kitchen", "wholeMs"),
    floor: perSecond("ws", "wholeMs"),
    peer: "socket.io",
    peerValue: perSecond("socket.io", "wholeMs"),
    target: "none: with the commands and their transactions, which the others do not have",
    pass: true,
  });
}

async function measureAge() {
  const sides = await openSides({}, true);
  const p99sMs = new Map<Side["kind"], number[]>(sides.map(({ kind }) => [kind, []]));
  await paceBlock(sides, PACED_WARM_UP_COUNT);
  for (let block = 0; block < PACED_BLOCKS_COUNT; block += 1) {
    for (const [kind, agesMs] of await paceBlock(sides, PACED_ROUNDS_COUNT)) {
      p99sMs.get(kind)?.push(percentile(agesMs, 99));
    }
  }
  for (const side of sides) await closeSide(side);
  const p99 = (kind: Side["kind"]) => percentile(p99sMs.get(kind) ?? [], 50);
  reportFigure({
    bench: "P2",
    metric: "p99-ms",
    value: p99("kitchen"),
    floor: p99("ws"),
    peer: "socket.io",
    peerValue: p99("socket.io"),
    target: "≤ Socket.IO's p99 in the same run",
    pass: p99("kitchen") <= p99("socket.io"),
  });
}

/** The ages of a block of rounds, side by side. */
async function paceBlock(sides: readonly Side[], roundsCount: number): Promise<ReadonlyMap<Side["kind"], number[]>> {
  const agesMs = new Map<Side["kind"], number[]>(sides.map(({ kind }) => [kind, []]));
  for (let round = 0; round < roundsCount; round += 1) {
    // The order turns, so that none is always the one to wake the machine.
    for (let turn = 0; turn < sides.length; turn += 1) {
      await pause(PACED_EVERY_MS / sides.length);
      const side = sides[(round + turn) % sides.length];
      if (side !== undefined) agesMs.get(side.kind)?.push(...(await age(side)));
    }
  }
  return agesMs;
}

await measureRates();
await measureAge();
