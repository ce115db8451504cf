import { randomFillSync } from "node:crypto";
import { WebSocket } from "ws";
import { z } from "zod";
import {
  LAN_PROTOCOL_VERSION,
  LAN_SOCKET_PATH,
  serverFrame,
  type ClientFrame,
  type ServerFrame,
  type StaffSession,
} from "#contract/lan-protocol.ts";
import { createIdFactory } from "#kernel/ids.ts";

export type FrameOf<Kind extends ServerFrame["kind"]> = Extract<ServerFrame, { kind: Kind }>;
export type CommandInput = Omit<Extract<ClientFrame, { kind: "command" }>, "kind" | "commandId" | "occurredAtMs"> & {
  readonly commandId?: string;
  readonly occurredAtMs?: number;
};
export type LanCommandAnswer = FrameOf<"accepted"> | FrameOf<"rejected"> | FrameOf<"error">;
type Row = Readonly<Record<string, unknown>>;

/** Rows of one subscription, kept up to date as the protocol says. */
export interface WatchedRows {
  readonly subscriptionId: string;
  rows(): readonly Row[];
  rev(): number;
  epoch(): string;
  isPartial(): boolean;
  /** Frames that came for it, oldest first. */
  readonly frames: readonly ServerFrame[];
  /** Resolves when the rows fit; looks at once and after every frame. */
  until(fits: (rows: readonly Row[]) => boolean, what?: string): Promise<readonly Row[]>;
  /** Resolves with the first answer: rows or unchanged. Throws on an error frame. */
  readonly answered: Promise<FrameOf<"rows"> | FrameOf<"unchanged">>;
  stop(): void;
}

/** A small real client of the LAN protocol: for tests, the demo's simulated staff and benchmarks. */
export interface LanClient {
  send(frame: ClientFrame): void;
  /** Anything at all, for tests of what the server does with it. */
  sendRaw(data: string | Buffer): void;
  /** Called for every frame; answers and rows included. Returns what stops it. */
  onFrame(listener: (frame: ServerFrame) => void): () => void;
  /** The oldest frame of a kind nobody took yet, waiting for it if need be. */
  take<Kind extends ServerFrame["kind"]>(kind: Kind, fits?: (frame: FrameOf<Kind>) => boolean): Promise<FrameOf<Kind>>;
  /** Frames of a kind that came and nobody took. */
  untaken<Kind extends ServerFrame["kind"]>(kind: Kind): readonly FrameOf<Kind>[];
  hello(deviceToken: string, client?: { readonly name: string; readonly version: string }): Promise<FrameOf<"welcome">>;
  signIn(who: { readonly pin: string; readonly staffId?: string }): Promise<StaffSession | FrameOf<"error">>;
  command(input: CommandInput): Promise<LanCommandAnswer>;
  watch(
    question: { readonly query: string; readonly params: Row; readonly key: string; readonly staffId?: string },
    known?: {
      readonly rows: readonly Row[];
      readonly epoch: string;
      readonly rev: number;
      readonly subscriptionId?: string;
    },
  ): WatchedRows;
  /** Stops reading from the network, as a device that hangs. */
  pauseReading(): void;
  resumeReading(): void;
  readonly ended: Promise<{ readonly code: number; readonly reason: string }>;
  close(): Promise<void>;
  /** Cuts the line without a word. */
  terminate(): void;
}

export interface LanClientOptions {
  readonly port: number;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Checks every frame against the contract; benchmarks turn it off. */
  readonly isChecked?: boolean;
  readonly waitMaxMs?: number;
}

const UNTAKEN_MAX_COUNT = 20_000;
const WAIT_MAX_MS = 15_000;

/** Opens the socket; `hello` is the caller's. */
export async function connectLanClient(options: LanClientOptions): Promise<LanClient> {
  const url = `ws://${options.host ?? "127.0.0.1"}:${options.port}${LAN_SOCKET_PATH}`;
  const socket = new WebSocket(url, { perMessageDeflate: false, headers: { ...options.headers } });
  const client = createLanClient(socket, options);
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
    socket.once("unexpected-response", (_request, response) => {
      reject(new Error(`upgrade refused with ${response.statusCode ?? 0}`));
    });
  });
  return client;
}

function createLanClient(socket: WebSocket, options: LanClientOptions): LanClient {
  const makeId = createIdFactory({
    nowMs: () => Date.now(),
    fillRandom: (bytes) => void randomFillSync(bytes),
  });
  const untaken: ServerFrame[] = [];
  const listeners = new Set<(frame: ServerFrame) => void>();
  const ended = Promise.withResolvers<{ readonly code: number; readonly reason: string }>();
  const waitMaxMs = options.waitMaxMs ?? WAIT_MAX_MS;
  let requestCount = 0;
  let end: { readonly code: number; readonly reason: string } | undefined;

  socket.on("error", () => undefined);
  socket.on("close", (code, reason) => {
    end = { code, reason: reason.toString() };
    ended.resolve(end);
  });
  socket.on("message", (data: Buffer) => {
    const frame = frameFrom(data.toString("utf8"), options.isChecked ?? true);
    untaken.push(frame);
    if (untaken.length > UNTAKEN_MAX_COUNT) untaken.shift();
    for (const listener of listeners) listener(frame);
  });

  /** Resolves with the first frame that fits, now or later; rejects when the connection ends or it takes too long. */
  const wait = <Frame extends ServerFrame>(what: string, fits: (frame: ServerFrame) => frame is Frame) =>
    new Promise<Frame>((resolve, reject) => {
      const index = untaken.findIndex((frame) => fits(frame));
      const known = index === -1 ? undefined : untaken.splice(index, 1)[0];
      if (known !== undefined && fits(known)) return resolve(known);
      const stop = () => {
        clearTimeout(timer);
        listeners.delete(listener);
      };
      const listener = (frame: ServerFrame) => {
        if (!fits(frame)) return;
        stop();
        untaken.splice(untaken.indexOf(frame), 1);
        resolve(frame);
      };
      const timer = setTimeout(() => {
        stop();
        const seen = untaken.slice(-3).map((frame) => JSON.stringify(frame).slice(0, 200));
        reject(new Error(`no ${what} within ${waitMaxMs} ms; last frames: ${seen.join(" ")}`));
      }, waitMaxMs);
      listeners.add(listener);
      void ended.promise.then((closing) => {
        stop();
        reject(new Error(`connection ended (${closing.code} ${closing.reason}) before ${what}`));
      });
    });
  const take = <Kind extends ServerFrame["kind"]>(kind: Kind, fits: (frame: FrameOf<Kind>) => boolean = () => true) =>
    wait(kind, (frame): frame is FrameOf<Kind> => frame.kind === kind && fits(frame as FrameOf<Kind>)); // kind just compared
  const send = (frame: ClientFrame) => socket.send(JSON.stringify(frame));
  const onFrame = (listener: (frame: ServerFrame) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    send,
    sendRaw: (data) => socket.send(data),
    onFrame,
    take,
    untaken: (kind) => untaken.filter((frame): frame is FrameOf<typeof kind> => frame.kind === kind),
    hello: async (deviceToken, client = { name: "lan-client", version: "1" }) => {
      send({ kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken, client });
      return take("welcome");
    },
    signIn: async ({ pin, staffId }) => {
      requestCount += 1;
      const requestId = `request-${requestCount}`;
      send({ kind: "sign-in", requestId, pin, ...(staffId === undefined ? {} : { staffId }) });
      const answer = await wait(
        `answer to ${requestId}`,
        (frame): frame is FrameOf<"signed-in"> | FrameOf<"error"> =>
          (frame.kind === "signed-in" || frame.kind === "error") && frame.requestId === requestId,
      );
      return answer.kind === "signed-in" ? answer.staff : answer;
    },
    command: async ({ commandId = makeId("command"), occurredAtMs = Date.now(), ...rest }) => {
      send({ kind: "command", commandId, occurredAtMs, ...rest });
      return wait(
        `answer to ${rest.type}`,
        (frame): frame is LanCommandAnswer =>
          (frame.kind === "accepted" || frame.kind === "rejected" || frame.kind === "error") &&
          frame.commandId === commandId,
      );
    },
    watch: (question, known) => watch({ send, onFrame, question, known, waitMaxMs, untaken }),
    pauseReading: () => socket.pause(),
    resumeReading: () => socket.resume(),
    ended: ended.promise,
    close: async () => {
      socket.close();
      await ended.promise;
    },
    terminate: () => socket.terminate(),
  };
}

function frameFrom(text: string, isChecked: boolean): ServerFrame {
  const raw: unknown = JSON.parse(text);
  if (!isChecked) return raw as ServerFrame; // a benchmark trusts its own server
  const parsed = serverFrame.safeParse(raw);
  if (!parsed.success)
    throw new Error(`not a frame of the contract: ${text.slice(0, 300)}\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function watch(deps: {
  readonly send: (frame: ClientFrame) => void;
  readonly onFrame: LanClient["onFrame"];
  readonly question: Parameters<LanClient["watch"]>[0];
  readonly known: Parameters<LanClient["watch"]>[1];
  readonly waitMaxMs: number;
  readonly untaken: ServerFrame[];
}): WatchedRows {
  const { question, known, untaken } = deps;
  const { query, params, key, staffId } = question;
  const subscriptionId = known?.subscriptionId ?? `${query}:${JSON.stringify(params)}${staffId ?? ""}`;
  const frames: ServerFrame[] = [];
  const answered = Promise.withResolvers<FrameOf<"rows"> | FrameOf<"unchanged">>();
  answered.promise.catch(() => undefined);
  const checks = new Set<() => void>();
  let rowByKey = new Map(known?.rows.map((row) => [String(row[key]), row]));
  let at = { epoch: known?.epoch ?? "", rev: known?.rev ?? -1, isPartial: false };

  const off = deps.onFrame((frame) => {
    if (!("subscriptionId" in frame) || frame.subscriptionId !== subscriptionId) return;
    untaken.splice(untaken.indexOf(frame), 1);
    frames.push(frame);
    if (frame.kind === "rows") {
      rowByKey = new Map(frame.rows.map((row) => [String(row[key]), row]));
      at = { epoch: frame.epoch, rev: frame.rev, isPartial: frame.isPartial };
    } else if (frame.kind === "patch") {
      rowByKey = applyPatch(rowByKey, frame, key);
      at = { ...at, rev: frame.rev };
    } else if (frame.kind === "unchanged") {
      at = { ...at, rev: frame.rev };
    } else if (frame.kind === "error") {
      answered.reject(new Error(`subscription refused: ${frame.code} ${JSON.stringify(frame.data)}`));
    }
    if (frame.kind === "rows" || frame.kind === "unchanged") answered.resolve(frame);
    for (const check of checks) check();
  });
  deps.send({
    kind: "subscribe",
    subscriptionId,
    query,
    params,
    ...(staffId === undefined ? {} : { staffId }),
    ...(known === undefined ? {} : { knownEpoch: known.epoch, knownRev: known.rev }),
  });
  return {
    subscriptionId,
    rows: () => [...rowByKey.values()],
    rev: () => at.rev,
    epoch: () => at.epoch,
    isPartial: () => at.isPartial,
    frames,
    answered: answered.promise,
    until: (fits, what = "the rows awaited") =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (at.rev < 0 || !fits([...rowByKey.values()])) return;
          clearTimeout(timer);
          checks.delete(check);
          resolve([...rowByKey.values()]);
        };
        const timer = setTimeout(() => {
          checks.delete(check);
          reject(
            new Error(
              `${query}: no ${what} within ${deps.waitMaxMs} ms; rows: ${JSON.stringify([...rowByKey.values()]).slice(0, 400)}`,
            ),
          );
        }, deps.waitMaxMs);
        checks.add(check);
        check();
      }),
    stop: () => {
      off();
      deps.send({ kind: "unsubscribe", subscriptionId });
    },
  };
}

/** LAN22: removes, replaces in place, appends, then orders. */
export function applyPatch(before: ReadonlyMap<string, Row>, patch: FrameOf<"patch">, key: string): Map<string, Row> {
  const after = new Map(before);
  for (const removed of patch.removes) after.delete(removed);
  for (const row of patch.upserts) after.set(String(row[key]), row);
  if (patch.order === undefined) return after;
  return new Map(patch.order.map((id) => [id, after.get(id) ?? {}]));
}
