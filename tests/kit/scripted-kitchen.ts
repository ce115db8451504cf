import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { WebSocketServer, type WebSocket } from "ws";
import { LAN_SOCKET_PATH, type ClientFrame, type ServerFrame } from "#contract/lan-protocol.ts";
import { CONTENT_SECURITY_POLICY, TERMINAL_CONTENT_SECURITY_POLICY } from "#main/lan/http-routes.ts";
import { welcomeFrame } from "./fake-runtime.ts";

type Row = Readonly<Record<string, unknown>>;
type CommandFrame = Extract<ClientFrame, { kind: "command" }>;
type SignInFrame = Extract<ClientFrame, { kind: "sign-in" }>;
type Welcome = Extract<ServerFrame, { kind: "welcome" }>;

/**
 * A kitchen that says what a test tells it to, over a real socket and the real protocol: for states a real kitchen
 * reaches only after hours or with a full disk. It serves the built faces under the real policy.
 */
export interface ScriptedKitchen {
  readonly origin: string;
  /** Sets the answer to a query, whatever its parameters, and tells everybody who asked. */
  readonly setRows: (query: string, rows: readonly Row[]) => void;
  /** Kitchen time of this moment; it runs on from there. */
  readonly setTime: (nowMs: number) => void;
  readonly setStore: (store: "ok" | "full" | "damaged") => void;
  /** What a command is answered with. */
  readonly answerCommands: (answer: (command: CommandFrame) => ServerFrame) => void;
  readonly commands: readonly CommandFrame[];
  /** What a sign-in is answered with; nothing by default. */
  readonly answerSignIns: (answer: (signIn: SignInFrame) => ServerFrame) => void;
  /** Pictures posted by a terminal: their ids, in order. */
  readonly photoIds: readonly string[];
  /** Answers no pings and sends nothing: an open but silent line. */
  readonly setSilent: (isSilent: boolean) => void;
  readonly refuse: (code: "device-revoked-closing" | "token-unknown-closing" | null) => void;
  /** Drops every connection and refuses new ones on the same port, until `revive`. */
  readonly kill: () => Promise<void>;
  readonly revive: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
  ".wav": "audio/wav",
  ".wasm": "application/wasm",
};

export async function startScriptedKitchen(options: {
  readonly facesDir: string;
  readonly nowMs: number;
  readonly welcome?: Partial<Welcome>;
}): Promise<ScriptedKitchen> {
  const rowsByQuery = new Map<string, readonly Row[]>();
  const subscribed = new Map<WebSocket, Map<string, string>>();
  const commands: CommandFrame[] = [];
  const photoIds: string[] = [];
  let answerSignIn: ((signIn: SignInFrame) => ServerFrame) | null = null;
  let baseMs = options.nowMs;
  let baseMonotonicMs = performance.now();
  let store = "ok";
  let isSilent = false;
  let refusal: "device-revoked-closing" | "token-unknown-closing" | null = null;
  let rev = 1;
  let answerCommand = (command: CommandFrame): ServerFrame => ({
    kind: "accepted",
    commandId: command.commandId,
    seq: rev,
    streamId: "stream",
    streamVersion: 1,
    result: {},
  });
  const nowMs = () => Math.floor(baseMs + performance.now() - baseMonotonicMs);
  const send = (socket: WebSocket, frame: ServerFrame) => {
    if (!isSilent) socket.send(JSON.stringify(frame));
  };
  const sendRows = (socket: WebSocket, subscriptionId: string, query: string) => {
    const rows = (rowsByQuery.get(query) ?? []).map((row) => ({ ...row }));
    send(socket, { kind: "rows", subscriptionId, epoch: "scripted", rev, isPartial: false, rows });
  };

  const take = (socket: WebSocket, frame: ClientFrame) => {
    switch (frame.kind) {
      case "hello":
        if (refusal !== null) {
          send(socket, { kind: "error", code: refusal, data: {} });
          socket.close();
        } else
          send(
            socket,
            welcomeFrame({ face: "wall", station: null, ...options.welcome, serverTimeMs: nowMs(), seq: rev }),
          );
        return;
      case "ping":
        return send(socket, { kind: "pong", sentAtMs: frame.sentAtMs, serverTimeMs: nowMs() });
      case "subscribe":
        subscribed.get(socket)?.set(frame.subscriptionId, frame.query);
        return sendRows(socket, frame.subscriptionId, frame.query);
      case "unsubscribe":
        subscribed.get(socket)?.delete(frame.subscriptionId);
        return;
      case "command":
        commands.push(frame);
        return send(socket, answerCommand(frame));
      case "sign-in":
        return answerSignIn === null ? undefined : send(socket, answerSignIn(frame));
      case "sign-out":
        return send(socket, { kind: "signed-out", requestId: frame.requestId, staffId: frame.staffId });
      case "follow":
        return;
    }
  };

  const answerHttp = (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? "/", "http://kitchen").pathname;
    const isTerminal = path === "/attendance";
    const policy = isTerminal ? TERMINAL_CONTENT_SECURITY_POLICY : CONTENT_SECURITY_POLICY;
    const headers = { "content-security-policy": policy, "cache-control": "no-store" };
    const json = (body: object) =>
      response.writeHead(200, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
    if (path === "/healthz") return json({ ok: store === "ok", store });
    if (path.startsWith("/photos/")) {
      request.resume();
      photoIds.push(path.slice("/photos/".length));
      return json({ ok: true });
    }
    if (path === "/pair") {
      const device = { deviceId: "device_00000000000000000000000000000001", deviceToken: "token" };
      return json({ status: "paired", ...device, face: "wall", station: null, name: "Dinding 1" });
    }
    const file = join(options.facesDir, extname(path) === "" ? `${path}/index.html` : path);
    if (!existsSync(file)) return response.writeHead(404, headers).end();
    response.writeHead(200, { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    return createReadStream(file).pipe(response);
  };

  let server: Server | null = null;
  let port = 0;
  const listen = () =>
    new Promise<void>((resolve) => {
      const next = createServer(answerHttp);
      const sockets = new WebSocketServer({ server: next, path: LAN_SOCKET_PATH, perMessageDeflate: false });
      sockets.on("connection", (socket) => {
        subscribed.set(socket, new Map());
        socket.on("close", () => subscribed.delete(socket));
        socket.on("message", (data: Buffer) => take(socket, JSON.parse(data.toString("utf8")) as ClientFrame)); // our own client
      });
      next.listen(port, "127.0.0.1", () => {
        const address = next.address();
        port = typeof address === "object" && address !== null ? address.port : port;
        server = next;
        resolve();
      });
    });
  const kill = () =>
    new Promise<void>((resolve) => {
      for (const socket of subscribed.keys()) socket.terminate();
      const old = server;
      server = null;
      if (old === null) return resolve();
      old.close(() => resolve());
      old.closeAllConnections();
    });

  await listen();
  return {
    origin: `http://127.0.0.1:${port}`,
    setRows: (query, rows) => {
      rowsByQuery.set(query, rows);
      rev += 1;
      for (const [socket, queries] of subscribed) {
        for (const [id, asked] of queries) if (asked === query) sendRows(socket, id, query);
      }
    },
    setTime: (timeMs) => {
      baseMs = timeMs;
      baseMonotonicMs = performance.now();
    },
    setStore: (next) => {
      store = next;
    },
    answerCommands: (answer) => {
      answerCommand = answer;
    },
    commands,
    photoIds,
    answerSignIns: (answer) => {
      answerSignIn = answer;
    },
    setSilent: (next) => {
      isSilent = next;
    },
    refuse: (code) => {
      refusal = code;
      for (const socket of subscribed.keys()) {
        if (code !== null) send(socket, { kind: "error", code, data: {} });
        socket.close();
      }
    },
    kill,
    revive: listen,
    close: kill,
  };
}
