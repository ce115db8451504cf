import { randomFillSync } from "node:crypto";
import { WebSocket } from "ws";
import { LAN_PROTOCOL_VERSION, type ServerFrame } from "#contract/lan-protocol.ts";
import { createIdFactory, type IdFactory } from "#kernel/ids.ts";
import { createLiveWatches, type LiveRows } from "./live-watches.ts";
import { createPendingFrames } from "./pending-frames.ts";

type FrameOf<Kind extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: Kind }>;

/** As the faces do (UX.md §4.1). */
const PING_EVERY_MS = 2_000;

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
  /** Sends a command and waits for its answer; one sent while cut off waits in the queue. */
  send(command: DemoCommand): Promise<FrameOf<"accepted"> | FrameOf<"rejected">>;
  signIn(pin: string): Promise<FrameOf<"signed-in">>;
  /** The rows of a live query, kept up to date. */
  watch(query: string, params: Readonly<Record<string, unknown>>): LiveRows;
  /** The kitchen's clock as this device knows it. */
  nowMs(): number;
  /** Pulls the network cable; `reconnect` puts it back. */
  cut(): void;
  reconnect(): Promise<void>;
  close(): void;
}

/** Connects a device with its token. Rejects when the server refuses the hello. */
export async function connectFloorDevice(options: {
  readonly url: string;
  readonly deviceToken: string;
  readonly name: string;
}): Promise<FloorDevice> {
  let socket: WebSocket | null = null;
  let clock = { serverMs: 0, atMs: 0, rate: 1 };
  const nowMs = () => Math.floor(clock.serverMs + (performance.now() - clock.atMs) * clock.rate);
  const makeId = createIdFactory({ nowMs, fillRandom: (bytes) => void randomFillSync(bytes) });
  const transmit = (frame: string) => socket?.send(frame);
  const pending = createPendingFrames(transmit);
  const watches = createLiveWatches(transmit);

  const open = async () => {
    const opened = await openSocket(options, (frame) => {
      if (frame.kind === "rows" || frame.kind === "patch") watches.take(frame);
      else pending.take(frame);
    });
    clock = { serverMs: opened.welcome.serverTimeMs, atMs: performance.now(), rate: opened.welcome.clockRate };
    socket = opened.socket;
    // What was not answered goes again under the same id: the kitchen applies it once.
    for (const frame of [...watches.frames(), ...pending.frames()]) transmit(frame);
  };
  await open();
  const pinging = setInterval(() => {
    transmit(JSON.stringify({ kind: "ping", sentAtMs: performance.now(), unsentCount: pending.frames().length }));
  }, PING_EVERY_MS).unref();
  return {
    name: options.name,
    makeId,
    nowMs,
    watch: watches.watch,
    reconnect: open,
    send: async (command) => {
      const commandId = makeId("command");
      const answer = await pending.ask(commandId, commandFrame(command, commandId, nowMs()));
      return answer as FrameOf<"accepted"> | FrameOf<"rejected">; // only these carry a commandId
    },
    signIn: async (pin) => {
      const requestId = makeId("request");
      const answer = await pending.ask(requestId, { kind: "sign-in", requestId, pin });
      if (answer.kind !== "signed-in") throw new Error(`${options.name}: sign-in refused (${JSON.stringify(answer)})`);
      return answer;
    },
    cut: () => {
      socket?.terminate();
      socket = null;
    },
    close: () => {
      clearInterval(pinging);
      socket?.close();
      socket = null;
    },
  };
}

function commandFrame(command: DemoCommand, commandId: string, occurredAtMs: number): object {
  return {
    kind: "command",
    commandId,
    type: command.type,
    body: command.body,
    occurredAtMs,
    ...(command.staffId === undefined ? {} : { staffId: command.staffId }),
    ...(command.pins === undefined ? {} : { signatures: command.pins.map((pin) => ({ pin })) }),
  };
}

/** Opens a socket and says hello; resolves with the welcome. */
async function openSocket(
  options: { readonly url: string; readonly deviceToken: string; readonly name: string },
  onFrame: (frame: ServerFrame) => void,
): Promise<{ readonly socket: WebSocket; readonly welcome: FrameOf<"welcome"> }> {
  const socket = new WebSocket(options.url, { perMessageDeflate: false });
  const welcome = await new Promise<FrameOf<"welcome">>((resolve, reject) => {
    socket.once("error", reject);
    socket.once("open", () => {
      const client = { name: "simulasi", version: "1" };
      const hello = { kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken: options.deviceToken, client };
      socket.send(JSON.stringify(hello));
    });
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString("utf8")) as ServerFrame; // our own server's frames
      if (frame.kind === "welcome") resolve(frame);
      else if (frame.kind === "error" && frame.code.endsWith("-closing"))
        reject(new Error(`${options.name}: ${frame.code}`));
      else onFrame(frame);
    });
  });
  return { socket, welcome };
}
