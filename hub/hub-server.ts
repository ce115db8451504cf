import { randomInt } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { WebSocketServer, type WebSocket } from "ws";
import type { z } from "zod";
import { HQ_SOCKET_PATH } from "#contract/hq-vocabulary.ts";
import {
  enrolBody,
  HUB_ENROL_PATH,
  HUB_FRAME_MAX_BYTES,
  HUB_HEARTBEAT_MS,
  HUB_SOCKET_PATH,
  type EnrolRefusal,
} from "#contract/hub-protocol.ts";
import { createCache } from "./cache/cache.ts";
import { enrolSite } from "./enrol/enrol.ts";
import { trustIn } from "./hq/client-address.ts";
import { createDawn, type Dawn, type DawnLimits } from "./ingest/dawn.ts";
import { serveSite, type SiteConnection } from "./ingest/site-connection.ts";
import type { HubLog } from "./log.ts";
import { createHubMetrics } from "./metrics.ts";
import { createDelivery } from "./relay/delivery.ts";
import { registerConsole, type ConsoleOptions } from "./hq/console.ts";
import { createHints } from "./relay/hints.ts";
import { openHubDatabase, type HubDatabase } from "./store/database.ts";

export interface HubConfig {
  readonly databaseUrl: string;
  /** Null: this node hears no hints of others and compares heads more often. */
  readonly redisUrl: string | null;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly connectionsMaxCount: number;
  readonly nowMs: () => number;
  readonly log: HubLog;
  /** How often one address may try to enrol. */
  readonly enrolmentsPerMinuteCount?: number;
  /** How many kitchens are greeted and wait at once; for tests of the dawn. */
  readonly dawnLimits?: Partial<DawnLimits>;
  /** Headquarters' console; absent: this node has none. */
  readonly console?: ConsoleOptions;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; guesses are counted by who is behind them. */
  readonly trustedProxies?: readonly string[];
}

/** A running node of the hub. */
export interface HubServer {
  readonly port: number;
  /** Tells every kitchen to come again, waits for pushes under way, closes. */
  stop(): Promise<void>;
}

const ENROLMENTS_PER_MINUTE_COUNT = 10;
const GOAWAY_SPREAD_MS = 5_000;
const DRAIN_MAX_MS = 5_000;
const STATUS_BY_REFUSAL: Readonly<Record<EnrolRefusal, number>> = {
  "invalid-body": 400,
  "join-code-unknown": 404,
  "join-code-used": 409,
  "join-code-expired": 410,
  "site-enrolled-elsewhere": 409,
  "signature-wrong": 403,
  "rate-limited": 429,
  retry: 503,
};

/** Starts one node; answers once its port is open. Throws when the port is taken. */
export async function createHubServer(config: HubConfig): Promise<HubServer> {
  const { log, nowMs, enrolmentsPerMinuteCount = ENROLMENTS_PER_MINUTE_COUNT, trustedProxies = [] } = config;
  const sockets = new Map<WebSocket, SiteConnection>();
  const dawn = createDawn({ connectionsMaxCount: config.connectionsMaxCount, limits: config.dawnLimits });
  const metrics = createHubMetrics({
    socketCount: () => sockets.size,
    waiting: () => dawn.lanes.waiting(),
    windowCount: () => dawn.windowCount(),
    consoleSocketCount: () => console?.socketCount() ?? 0,
  });
  const database = openHubDatabase({
    url: config.databaseUrl,
    connectionsMaxCount: config.connectionsMaxCount,
    onConnectionLost: (cause) => log.warn({ event: "database-connection-lost", err: cause }),
  });
  const hints = createHints(config.redisUrl, log);
  const delivery = createDelivery({ database, hints, log });
  const server = Fastify({ logger: false, bodyLimit: 16 * 1024, trustProxy: trustIn(trustedProxies) });
  let isDraining = false;
  await server.register(rateLimit, { global: false });
  routes(server, { database, log, nowMs, metrics, isDraining: () => isDraining, enrolmentsPerMinuteCount });
  const cache = createCache({ redisUrl: config.redisUrl, log, counted: metrics.cached });
  const console =
    config.console === undefined
      ? null
      : await registerConsole(
          server,
          { database, log, nowMs, hints, cache, isBusy: () => isBusy(dawn), isTrustedProxy: trustIn(trustedProxies) },
          config.console,
        );

  const upgrades = new WebSocketServer({ noServer: true, maxPayload: HUB_FRAME_MAX_BYTES });
  const stopHeartbeat = heartbeat(sockets);
  server.server.on("upgrade", (request, socket, head) => {
    if (request.url === HQ_SOCKET_PATH && console !== null && !isDraining)
      return console.upgrade(request, socket, head);
    if (request.url !== HUB_SOCKET_PATH) {
      socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (site) => {
      const connection = serveSite(site, { database, nowMs, metrics, log, delivery, hints, dawn });
      sockets.set(site, connection);
      site.on("close", () => sockets.delete(site));
      if (isDraining) void connection.sendAway(randomInt(GOAWAY_SPREAD_MS));
    });
  });
  await server.listen({ host: config.host, port: config.port });
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.port;
  log.info({ event: "hub-listening", port });
  return {
    port,
    stop: async () => {
      isDraining = true;
      stopHeartbeat();
      delivery.stop();
      console?.stop();
      await drain(sockets);
      await hints.close();
      await cache.close();
      upgrades.close();
      await server.close();
      await database.close();
    },
  };
}

interface RouteDeps {
  readonly database: HubDatabase;
  readonly log: HubLog;
  readonly nowMs: () => number;
  readonly metrics: ReturnType<typeof createHubMetrics>;
  readonly isDraining: () => boolean;
  readonly enrolmentsPerMinuteCount: number;
}

function routes(server: FastifyInstance, deps: RouteDeps): void {
  server.get("/healthz", () => ({ ok: true }));
  server.get("/readyz", async (_request, reply) => {
    const isReady = !deps.isDraining() && (await deps.database.isWritable().catch(() => false));
    return reply.code(isReady ? 200 : 503).send({ ok: isReady });
  });
  server.get("/metrics", async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  );
  const limited = {
    rateLimit: { max: deps.enrolmentsPerMinuteCount, timeWindow: 60_000, errorResponseBuilder: tooMany },
  };
  server.post(HUB_ENROL_PATH, { config: limited }, async (request, reply) => {
    const body = enrolBody.safeParse(request.body);
    const outcome = body.success ? await enrolled(deps, body.data) : ({ ok: false, error: "invalid-body" } as const);
    deps.metrics.enrolled(outcome.ok ? "enrolled" : outcome.error);
    if (outcome.ok) return reply.send(outcome.value);
    deps.log.warn({ event: "enrolment-refused", code: outcome.error });
    const issues = body.success ? [] : body.error.issues.map(({ path, code }) => ({ path: path.join("."), code }));
    return reply.code(STATUS_BY_REFUSAL[outcome.error]).send({ code: outcome.error, issues });
  });
}

/** Kitchens wait for Postgres: what may wait longer does. */
function isBusy({ lanes }: Dawn): boolean {
  const { urgentCount, bulkCount } = lanes.waiting();
  return urgentCount + bulkCount > 0;
}

/** HUB1: codes are not found by trying; an address has a few attempts a minute. */
function tooMany(_request: FastifyRequest, context: { readonly ttl: number }): object {
  return { statusCode: STATUS_BY_REFUSAL["rate-limited"], code: "rate-limited", afterMs: context.ttl };
}

async function enrolled(deps: RouteDeps, body: z.output<typeof enrolBody>) {
  try {
    return await enrolSite(deps.database, body, deps.nowMs());
  } catch (cause) {
    deps.log.error({ event: "enrolment-failed", err: cause });
    return { ok: false, error: "retry" } as const;
  }
}

/** Closes sockets that left two pings unanswered (HUB11). */
function heartbeat(sockets: ReadonlyMap<WebSocket, SiteConnection>): () => void {
  const silent = new WeakMap<WebSocket, number>();
  const timer = setInterval(() => {
    for (const socket of sockets.keys()) {
      const missed = silent.get(socket);
      if (missed === undefined) socket.on("pong", () => silent.set(socket, 0));
      if ((missed ?? 0) >= 2) {
        socket.terminate();
        continue;
      }
      silent.set(socket, (missed ?? 0) + 1);
      socket.ping();
    }
  }, HUB_HEARTBEAT_MS);
  return () => clearInterval(timer);
}

/** Sends every kitchen away, each after a while of its own, and waits for what is under way. */
async function drain(sockets: ReadonlyMap<WebSocket, SiteConnection>): Promise<void> {
  for (const connection of sockets.values()) void connection.sendAway(randomInt(GOAWAY_SPREAD_MS));
  const endsAt = performance.now() + DRAIN_MAX_MS;
  while (sockets.size > 0 && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const socket of sockets.keys()) socket.terminate();
}
