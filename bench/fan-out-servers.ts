import { createServer } from "node:http";
import { Server } from "socket.io";
import { WebSocketServer } from "ws";
import { createLanMetrics } from "#main/lan/metrics.ts";
import type { LanLimits } from "#main/lan/limits.ts";
import { createTestLan, type TestLan } from "#tests/kit/lan-kitchen.ts";

/** Something that sends one changed card to all who watch. */
export interface FanOutServer {
  readonly port: number;
  readonly tokens: readonly string[];
  /** Sends a patch whose changed row has this text; resolves when it was handed to every socket. */
  send(text: string): Promise<Handed>;
  stop(): Promise<void>;
}

/** When a patch was there to be sent (for the kitchen: its COMMIT), and when the last socket had it, by the monotonic clock. */
export interface Handed {
  readonly fromNs: bigint;
  readonly untilNs: bigint;
}

export const SUBSCRIBERS_COUNT = 50;
/** The board of a kitchen of 3,000 portions: a dozen batches, one per beneficiary group and wave. */
const CARDS_COUNT = 12;
const CHANGED = { boardId: "b", cardId: "c7", rankCount: 7 } as const;
const DETAIL = "Nasi putih, ayam kecap, tumis buncis wortel, pisang; gelombang 1, 412 porsi besar; ".repeat(2);

/**
 * A real store in memory behind the real LAN server. Each side's patch stands on a commit of its own: a transaction between two
 * broadcasts lets the receivers fall asleep and the caches cool, which makes the same broadcast dearer, whoever sends it.
 */
interface Board {
  readonly lan: TestLan;
  /** Changes a card; resolves when it is committed. */
  commit(text: string): Promise<void>;
  committedNs(): bigint;
}

async function createBoard(options: {
  readonly devices: NonNullable<Parameters<typeof createTestLan>[0]>["devices"];
  readonly limits?: Partial<LanLimits>;
  readonly delivered?: () => void;
}): Promise<Board> {
  let committedNs = 0n;
  const metrics = createLanMetrics();
  const lan = await createTestLan({
    ...(options.devices === undefined ? {} : { devices: options.devices }),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    metrics: {
      ...metrics,
      committed: (durationMs, flushMs) => {
        committedNs = process.hrtime.bigint();
        metrics.committed(durationMs, flushMs);
      },
      delivered: (kind) => {
        metrics.delivered(kind);
        options.delivered?.();
      },
    },
  });
  let commandCount = 0;
  const submit = async (body: object) => {
    commandCount += 1;
    await lan.store.bus.submit({
      commandId: `command_${commandCount.toString(16).padStart(32, "0")}` as never, // well formed
      type: "set-card",
      body,
      occurredAtMs: Date.now(),
      actor: {
        kind: "system",
        staffId: null,
        roles: [],
        divisionCode: null,
        deviceId: null,
        face: null,
        signatures: [],
      },
    });
  };
  for (let rank = 0; rank < CARDS_COUNT; rank += 1) {
    await submit({ boardId: "b", cardId: `c${rank}`, rankCount: rank, text: DETAIL });
  }
  return { lan, commit: (text) => submit({ ...CHANGED, text }), committedNs: () => committedNs };
}

/** The kitchen itself, one command per patch. */
export async function createKitchenFanOut(limits: Partial<LanLimits>): Promise<FanOutServer> {
  const devices = Array.from({ length: SUBSCRIBERS_COUNT }, (_, index) => ({
    name: `t${index}`,
    face: "tablet" as const,
  }));
  let deliveredCount = 0;
  let awaited: { readonly count: number; readonly resolve: (handed: Handed) => void } | undefined;
  const board = await createBoard({
    devices,
    limits,
    delivered: () => {
      deliveredCount += 1;
      if (deliveredCount !== awaited?.count) return;
      awaited.resolve({ fromNs: board.committedNs(), untilNs: process.hrtime.bigint() });
    },
  });
  return {
    port: board.lan.port,
    tokens: devices.map(({ name }) => board.lan.ports.tokenOf(name)),
    send: async (text) => {
      const handed = new Promise<Handed>((resolve) => {
        awaited = { count: deliveredCount + SUBSCRIBERS_COUNT, resolve };
      });
      await board.commit(text);
      return handed;
    },
    stop: () => board.lan.stop(),
  };
}

/** Lets another server broadcast what the same store committed, told of it as the LAN server is. */
async function createBroadcaster(): Promise<{
  readonly send: (text: string, broadcast: () => void) => Promise<Handed>;
  readonly stop: () => Promise<void>;
}> {
  const board = await createBoard({ devices: [] });
  let onCommit: () => void = () => undefined;
  board.lan.store.onCommit(() => onCommit());
  return {
    send: async (text, broadcast) => {
      const handed = new Promise<Handed>((resolve) => {
        onCommit = () => {
          broadcast();
          resolve({ fromNs: board.committedNs(), untilNs: process.hrtime.bigint() });
        };
      });
      await board.commit(text);
      return handed;
    },
    stop: () => board.lan.stop(),
  };
}

/** The same patch as the kitchen sends, for the others to send. */
function patchText(text: string): string {
  const { cardId, rankCount } = CHANGED;
  const patch = {
    kind: "patch",
    subscriptionId: "board",
    rev: 123_456,
    upserts: [{ cardId, text, rankCount }],
    removes: [],
  };
  return JSON.stringify(patch);
}

/** The floor: ws alone, one finished buffer sent to every socket. */
export async function createWsFanOut(): Promise<FanOutServer> {
  const broadcaster = await createBroadcaster();
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    tokens: Array.from({ length: SUBSCRIBERS_COUNT }, () => ""),
    send: (text) =>
      broadcaster.send(text, () => {
        const bytes = Buffer.from(patchText(text));
        for (const client of server.clients) client.send(bytes, { binary: false });
      }),
    stop: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await broadcaster.stop();
    },
  };
}

/** The peer: Socket.IO over WebSocket only, emitting the same object to all. */
export async function createSocketIoFanOut(): Promise<FanOutServer> {
  const broadcaster = await createBroadcaster();
  const http = createServer();
  const server = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    tokens: Array.from({ length: SUBSCRIBERS_COUNT }, () => ""),
    send: (text) => {
      const patch: unknown = JSON.parse(patchText(text));
      return broadcaster.send(text, () => void server.emit("patch", patch));
    },
    stop: async () => {
      await server.close();
      await broadcaster.stop();
    },
  };
}
