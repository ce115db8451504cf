import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { LAN_PROTOCOL_VERSION, LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";

/**
 * The receiving side of P2, a process of its own: opens sockets to one of the three servers and reports each round all of
 * them received. Every message is parsed, as a face would.
 */
export interface FanOutOrder {
  readonly kind: "kitchen" | "ws" | "socket.io";
  readonly port: number;
  readonly tokens: readonly string[];
  /** Whether each delivery's time is wanted. */
  readonly isTimed: boolean;
}

export type FanOutReport =
  | { readonly kind: "ready" }
  /** All sockets received the round; the times, by the monotonic clock the processes share, as decimal nanoseconds. */
  | { readonly kind: "round"; readonly round: number; readonly receivedNs: readonly string[] };

const roundByNumber = new Map<number, { count: number; readonly receivedNs: string[] }>();
const closers: (() => void)[] = [];
let order: FanOutOrder | undefined;

process.on("message", (message: FanOutOrder | "close") => {
  if (message === "close") {
    for (const close of closers.splice(0)) close();
  } else {
    order = message;
    void open(message).then(() => tell({ kind: "ready" }));
  }
});

function tell(report: FanOutReport) {
  process.send?.(report);
}

/** The text of the card that changed is the number of the round. */
function received(text: string) {
  const number = Number(text);
  const round = roundByNumber.get(number) ?? { count: 0, receivedNs: [] };
  roundByNumber.set(number, round);
  round.count += 1;
  if (order?.isTimed === true) round.receivedNs.push(String(process.hrtime.bigint()));
  if (round.count < (order?.tokens.length ?? 0)) return;
  roundByNumber.delete(number);
  tell({ kind: "round", round: number, receivedNs: round.receivedNs });
}

async function open({ kind, port, tokens }: FanOutOrder): Promise<void> {
  await Promise.all(tokens.map((token) => (kind === "socket.io" ? openSocketIo(port) : openWs({ kind, port, token }))));
}

function openWs({ kind, port, token }: { kind: FanOutOrder["kind"]; port: number; token: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const path = kind === "kitchen" ? LAN_SOCKET_PATH : "/";
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
    closers.push(() => socket.terminate());
    socket.on("error", reject);
    socket.on("open", () => {
      if (kind === "ws") return resolve();
      const client = { name: "bench", version: "1" };
      socket.send(JSON.stringify({ kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken: token, client }));
      const question = { subscriptionId: "board", query: "board", params: { boardId: "b" } };
      socket.send(JSON.stringify({ kind: "subscribe", ...question }));
    });
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { kind: string; upserts?: { text: string }[] }; // our own server's
      if (frame.kind === "rows") resolve();
      const [row] = frame.upserts ?? [];
      if (row !== undefined) received(row.text);
    });
  });
}

function openSocketIo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true, reconnection: false });
    closers.push(() => void socket.disconnect());
    socket.on("connect", () => resolve());
    socket.on("connect_error", reject);
    socket.on("patch", (frame: { upserts: { text: string }[] }) => {
      const [row] = frame.upserts;
      if (row !== undefined) received(row.text);
    });
  });
}
