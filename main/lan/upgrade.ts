import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Socket } from "node:net";
import { STATUS_CODES } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";
import { isLoopbackAddress, isOwnHost, isOwnOrigin } from "./http-guards.ts";
import type { LanLimits } from "./limits.ts";
import type { HttpCaller } from "./ports.ts";

/** Fragments one message may come in; browsers send one. */
const FRAGMENTS_MAX_COUNT = 64;
/** Pieces of one frame the network may deliver it in. */
const CHUNKS_MAX_COUNT = 4_096;

/** Upgrades requests at `LAN_SOCKET_PATH` to WebSockets, refusing foreign hosts and pages (LAN41) and a full house (LAN11). */
export function attachUpgrade(
  server: Server,
  options: {
    readonly hostNames: readonly string[];
    readonly limits: LanLimits;
    readonly isFull: () => boolean;
    readonly isStopping: () => boolean;
    readonly opened: (socket: { webSocket: WebSocket; tcp: Duplex; caller: HttpCaller }) => void;
  },
): void {
  const settings = {
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    autoPong: true,
    skipUTF8Validation: false,
    allowSynchronousEvents: true,
    maxPayload: options.limits.frameHardMaxBytes,
    maxFragments: FRAGMENTS_MAX_COUNT,
    maxBufferedChunks: CHUNKS_MAX_COUNT,
    closeTimeout: options.limits.stopGraceMs,
  };
  const webSockets = new WebSocketServer(settings);
  server.on("upgrade", (request: IncomingMessage, tcp: Socket, head: Buffer) => {
    tcp.on("error", () => tcp.destroy());
    const refusal = refusalOf(request, options);
    if (refusal !== undefined) return refuseUpgrade(tcp, refusal);
    const remoteAddress = tcp.remoteAddress ?? "";
    const caller: HttpCaller = { remoteAddress, isLoopback: isLoopbackAddress(remoteAddress) };
    webSockets.handleUpgrade(request, tcp, head, (webSocket) => options.opened({ webSocket, tcp, caller }));
  });
}

interface UpgradeRefusal {
  readonly statusCode: number;
  readonly code: string;
}

function refusalOf(request: IncomingMessage, options: Parameters<typeof attachUpgrade>[1]): UpgradeRefusal | undefined {
  const { host, origin } = request.headers;
  if (!isOwnHost(host, options.hostNames)) return { statusCode: 421, code: "host-not-known" };
  if (!isOwnOrigin(origin, host)) return { statusCode: 403, code: "origin-not-allowed" };
  if (request.url?.split("?", 1)[0] !== LAN_SOCKET_PATH) return { statusCode: 404, code: "not-found" };
  if (options.isStopping()) return { statusCode: 503, code: "server-stopping" };
  if (options.isFull()) return { statusCode: 503, code: "too-many-sockets" };
  return undefined;
}

function refuseUpgrade(tcp: Duplex, { statusCode, code }: UpgradeRefusal) {
  const body = JSON.stringify({ code });
  const lines = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ""}`,
    "connection: close",
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  tcp.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
