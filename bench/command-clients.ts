import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { LAN_PROTOCOL_VERSION, LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";

/** What the benchmark asks of its clients' process. */
export type ClientsOrder =
  | { readonly kind: "connect"; readonly port: number; readonly tokens: readonly string[]; readonly pin: string }
  /** Each device sends at its pace, whatever is answered. */
  | { readonly kind: "paced"; readonly durationMs: number; readonly perSecondCount: number }
  /** Each device keeps so many commands under way. */
  | { readonly kind: "saturated"; readonly durationMs: number; readonly windowCount: number };

/** What the process reports: times from just before the frame was sent to when its answer was read. */
export interface ClientsReport {
  readonly kind: "ready" | "done";
  readonly answeredCount: number;
  readonly durationMs: number;
  readonly latenciesMs: readonly number[];
}

/** How long answers may trail the last command of a turn. */
const DRAIN_MAX_MS = 10_000;

interface Device {
  readonly socket: WebSocket;
  readonly index: number;
  readonly staffId: string;
}

const devices: Device[] = [];
const sentAtMsById = new Map<string, number>();
let latenciesMs: number[] = [];
let sentCount = 0;
let onAnswered: (device: Device) => void = () => undefined;

process.on("message", (order: ClientsOrder) => {
  void follow(order).then((report) => process.send?.(report));
});

async function follow(order: ClientsOrder): Promise<ClientsReport> {
  switch (order.kind) {
    case "connect":
      for (const [index, token] of order.tokens.entries()) devices.push(await connect(order, token, index));
      return { kind: "ready", answeredCount: 0, durationMs: 0, latenciesMs: [] };
    case "paced":
      return turn(order.durationMs, (untilMs) => sendAtPace(untilMs, 1_000 / order.perSecondCount));
    case "saturated":
      return turn(order.durationMs, (untilMs) => keepWindows(untilMs, order.windowCount));
  }
}

async function connect(order: { readonly port: number; readonly pin: string }, token: string, index: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${order.port}${LAN_SOCKET_PATH}`, { perMessageDeflate: false });
  await once(socket, "open");
  const client = { name: "bench", version: "1" };
  await ask(socket, { kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken: token, client });
  const signedIn = await ask(socket, { kind: "sign-in", requestId: "s", pin: order.pin });
  if (signedIn.staff === undefined) throw new Error(`sign-in failed: ${JSON.stringify(signedIn)}`);
  const device: Device = { socket, index, staffId: signedIn.staff.staffId };
  socket.on("message", (data: Buffer) => {
    take(device, data.toString());
  });
  send(device, "open-tally", { name: `device-${index}`, goalCount: 1_000_000_000 });
  return device;
}

async function ask(socket: WebSocket, frame: object): Promise<{ readonly staff?: { readonly staffId: string } }> {
  const answered = once(socket, "message");
  socket.send(JSON.stringify(frame));
  const [data] = (await answered) as [Buffer]; // a text frame arrives as a buffer
  return JSON.parse(data.toString()) as { readonly staff?: { readonly staffId: string } }; // only this is used
}

function take(device: Device, text: string): void {
  const frame = JSON.parse(text) as { readonly kind: string; readonly commandId?: string }; // a server frame
  if (frame.kind !== "accepted" && frame.kind !== "rejected") return;
  const sentAtMs = sentAtMsById.get(frame.commandId ?? "");
  if (sentAtMs === undefined) return;
  if (frame.kind === "rejected") throw new Error(`a command was rejected: ${text}`);
  sentAtMsById.delete(frame.commandId ?? "");
  latenciesMs.push(performance.now() - sentAtMs);
  onAnswered(device);
}

function send(device: Device, type: string, body: object): void {
  sentCount += 1;
  const time = Date.now().toString(16).padStart(12, "0");
  const commandId = `command_${time}7${process.pid.toString(16).padStart(7, "0").slice(-7)}${sentCount.toString(16).padStart(12, "0")}`;
  const frame = { kind: "command", commandId, type, body, occurredAtMs: Date.now(), staffId: device.staffId };
  const text = JSON.stringify(frame);
  sentAtMsById.set(commandId, performance.now());
  device.socket.send(text);
}

function count(device: Device): void {
  send(device, "count-tally", { name: `device-${device.index}`, addedCount: 1 });
}

async function turn(durationMs: number, play: (untilMs: number) => Promise<void>): Promise<ClientsReport> {
  await drained();
  latenciesMs = [];
  const startedMs = performance.now();
  await play(startedMs + durationMs);
  const answeredCount = latenciesMs.length;
  const playedMs = performance.now() - startedMs;
  await drained();
  return { kind: "done", answeredCount, durationMs: playedMs, latenciesMs };
}

async function drained(): Promise<void> {
  const untilMs = performance.now() + DRAIN_MAX_MS;
  while (sentAtMsById.size > 0) {
    if (performance.now() > untilMs) throw new Error(`${sentAtMsById.size} commands were never answered`);
    await pause(5);
  }
}

/** Devices are spread over the period, each at its own instant, as people are. */
async function sendAtPace(untilMs: number, everyMs: number): Promise<void> {
  const startedMs = performance.now();
  const nextMs = devices.map((_device, index) => startedMs + (index / devices.length) * everyMs);
  for (let nowMs = performance.now(); nowMs < untilMs; nowMs = performance.now()) {
    for (const [index, device] of devices.entries()) {
      const dueMs = nextMs[index] ?? nowMs;
      if (dueMs > nowMs) continue;
      count(device);
      nextMs[index] = dueMs + everyMs;
    }
    await pause(1);
  }
}

async function keepWindows(untilMs: number, windowCount: number): Promise<void> {
  onAnswered = (device) => {
    if (performance.now() < untilMs) count(device);
  };
  for (const device of devices) for (let index = 0; index < windowCount; index += 1) count(device);
  await pause(untilMs - performance.now());
  onAnswered = () => undefined;
}
