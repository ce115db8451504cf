import { randomFillSync } from "node:crypto";
import { WebSocket } from "ws";
import type { ServerFrame } from "#contract/lan-protocol.ts";
import { LAN_PROTOCOL_VERSION } from "#contract/lan-protocol.ts";
import { createIdFactory, type IdFactory } from "#kernel/ids.ts";

type FrameOf<Kind extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: Kind }>;
export type DemoRow = Readonly<Record<string, unknown>>;

/** What a simulated person sends: the same frame a tablet sends. */
export interface DemoCommand {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly staffId?: string;
  readonly pins?: readonly string[];
}

/** A simulated tablet or manager: a real WebSocket client of the LAN protocol, with a queue that waits while it is cut off. */
export interface FloorDevice {
  readonly name: string;
  readonly makeId: IdFactory;
  /** Sends a command and waits for its answer; a fact sent while cut off waits in the queue. */
  send(command: DemoCommand): Promise<FrameOf<"accepted"> | FrameOf<"rejected">>;
  signIn(pin: string): Promise<FrameOf<"signed-in">>;
  /** The rows of a live query, kept up to date. */
  watch(query: string, params: Readonly<Record<string, unknown>>, staffId?: string): LiveRows;
  /** The kitchen's clock as this device knows it. */
  nowMs(): number;
  /** Pulls the network cable; `reconnect` puts it back. */
  cut(): void;
  reconnect(): Promise<void>;
  close(): void;
}

export interface LiveRows {
  rows(): readonly DemoRow[];
  first(): Promise<readonly DemoRow[]>;
}

interface Watch {
  readonly query: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly staffId: string | undefined;
  readonly keyOf: (row: DemoRow) => string;
  rows: readonly DemoRow[];
  readonly waiting: ((rows: readonly DemoRow[]) => void)[];
}

const KEYS: Readonly<Record<string, string>> = { deviations: "deviationId", alerts: "alertId" };

/** Connects a device with its token. Rejects when the server refuses the hello. */
export async function connectFloorDevice(options: {
  readonly url: string;
  readonly deviceToken: string;
  readonly name: string;
}): Promise<FloorDevice> {
  const pending = new Map<string, { readonly frame: string; readonly settle: (frame: ServerFrame) => void }>();
  const watches = new Map<string, Watch>();
  let socket: WebSocket | null = null;
  let clock = { serverMs: 0, atMs: 0, rate: 1 };
  const nowMs = () => Math.floor(clock.serverMs + (performance.now() - clock.atMs) * clock.rate);
  const makeId = createIdFactory({ nowMs, fillRandom: (bytes) => void randomFillSync(bytes) });

  const isTooFast = (frame: ServerFrame): frame is FrameOf<"rejected"> =>
    frame.kind === "rejected" && frame.rejection.code === "rate-limited";

  const onFrame = (frame: ServerFrame) => {
    if (frame.kind === "rows" || frame.kind === "patch") applyRows(watches.get(frame.subscriptionId), frame);
    const id = "commandId" in frame ? frame.commandId : "requestId" in frame ? frame.requestId : undefined;
    if (id === undefined) return;
    const asked = pending.get(id);
    if (isTooFast(frame) && asked !== undefined) {
      // A simulated crew acts faster than people can; the same command goes again when the kitchen says so.
      setTimeout(() => socket?.send(asked.frame), Number(frame.rejection["retryAfterMs"] ?? 1_000));
      return;
    }
    asked?.settle(frame);
    pending.delete(id);
  };

  const open = async () => {
    const opened = new WebSocket(options.url, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      opened.once("error", reject);
      opened.once("open", () => {
        const client = { name: "simulasi", version: "1" };
        opened.send(
          JSON.stringify({ kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken: options.deviceToken, client }),
        );
      });
      opened.on("message", (data: Buffer) => {
        const frame = JSON.parse(data.toString("utf8")) as ServerFrame; // our own server's frames
        if (frame.kind === "welcome") {
          clock = { serverMs: frame.serverTimeMs, atMs: performance.now(), rate: frame.clockRate };
          resolve();
        } else if (frame.kind === "error" && frame.code.endsWith("-closing")) {
          reject(new Error(`${options.name}: ${frame.code}`));
        } else {
          onFrame(frame);
        }
      });
    });
    socket = opened;
    for (const [subscriptionId, watch] of watches) subscribe(subscriptionId, watch);
    // What was not answered goes again under the same id: the kitchen applies it once.
    for (const { frame } of pending.values()) opened.send(frame);
  };

  const transmit = (id: string, frame: object) =>
    new Promise<ServerFrame>((settle) => {
      const text = JSON.stringify(frame);
      pending.set(id, { frame: text, settle });
      socket?.send(text);
    });

  const subscribe = (subscriptionId: string, watch: Watch) => {
    const { query, params, staffId } = watch;
    socket?.send(
      JSON.stringify({
        kind: "subscribe",
        subscriptionId,
        query,
        params,
        ...(staffId === undefined ? {} : { staffId }),
      }),
    );
  };

  await open();
  return {
    name: options.name,
    makeId,
    nowMs,
    send: async (command) => {
      const commandId = makeId("command");
      const frame = {
        kind: "command",
        commandId,
        type: command.type,
        body: command.body,
        occurredAtMs: nowMs(),
        ...(command.staffId === undefined ? {} : { staffId: command.staffId }),
        ...(command.pins === undefined ? {} : { signatures: command.pins.map((pin) => ({ pin })) }),
      };
      return (await transmit(commandId, frame)) as FrameOf<"accepted"> | FrameOf<"rejected">; // only these carry a commandId
    },
    signIn: async (pin) => {
      const requestId = makeId("command");
      const answer = await transmit(requestId, { kind: "sign-in", requestId, pin });
      if (answer.kind !== "signed-in") throw new Error(`${options.name}: sign-in refused (${JSON.stringify(answer)})`);
      return answer;
    },
    watch: (query, params, staffId) => {
      const subscriptionId = `${query}:${JSON.stringify(params)}`.slice(0, 250);
      const key = KEYS[query] ?? "id";
      const watch: Watch = { query, params, staffId, keyOf: (row) => String(row[key]), rows: [], waiting: [] };
      watches.set(subscriptionId, watch);
      subscribe(subscriptionId, watch);
      return {
        rows: () => watch.rows,
        first: () =>
          watch.rows.length > 0 ? Promise.resolve(watch.rows) : new Promise((resolve) => watch.waiting.push(resolve)),
      };
    },
    cut: () => {
      socket?.terminate();
      socket = null;
    },
    reconnect: open,
    close: () => {
      socket?.close();
      socket = null;
    },
  };
}

function applyRows(watch: Watch | undefined, frame: FrameOf<"rows"> | FrameOf<"patch">): void {
  if (watch === undefined) return;
  if (frame.kind === "rows") {
    watch.rows = frame.rows;
  } else {
    const upserts = new Map(frame.upserts.map((row) => [watch.keyOf(row), row]));
    const removed = new Set(frame.removes);
    const kept = watch.rows.filter((row) => !removed.has(watch.keyOf(row)));
    const known = new Set(kept.map((row) => watch.keyOf(row)));
    const changed = kept.map((row) => upserts.get(watch.keyOf(row)) ?? row);
    watch.rows = [...changed, ...frame.upserts.filter((row) => !known.has(watch.keyOf(row)))];
  }
  if (watch.rows.length === 0) return;
  for (const settle of watch.waiting.splice(0)) settle(watch.rows);
}
