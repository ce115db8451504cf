import { fastify, type FastifyInstance } from "fastify";
import type { Server } from "node:http";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import type { Service } from "#main/service.ts";
import type { BackupStatus } from "#main/store/backup-service.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { createCommandDesk, type CommandDesk } from "./command-desk.ts";
import { createConnection } from "./connection.ts";
import { createConnections, type Connections } from "./connections.ts";
import { createFrameLoop, type FrameLoop } from "./frame-loop.ts";
import { createFrameSocket } from "./frame-socket.ts";
import type { HubHealth } from "#contract/health.ts";
import { backupHealthOf, hubHealthOf, registerHttpRoutes, SECURITY_HEADERS } from "./http-routes.ts";
import { LAN_LIMITS, type LanLimits } from "./limits.ts";
import { createLanMetrics, type LanMetrics } from "./metrics.ts";
import type { LanContext } from "./peer.ts";
import {
  DEVICE_PRESENCE_CHANGE,
  NO_EXPORTS,
  NO_PHOTOS,
  type ExportPickup,
  type LanPorts,
  type LanStore,
  type PhotoShelf,
} from "./ports.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { systemScheduler, type Scheduler } from "./scheduler.ts";
import { registerStaticFiles } from "./static-files.ts";
import { createLiveQueries } from "./subscriptions.ts";
import { createTopics } from "./topics/follow.ts";
import { attachUpgrade } from "./upgrade.ts";

export interface LanServerConfig {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Where the built faces are. */
  readonly facesDir: string;
  /** Names this PC is reached by, beside its addresses and `localhost` (LAN41). */
  readonly hostNames: readonly string[];
  /** Version and build, as `welcome` and `/healthz` say it. */
  readonly build: string;
  /** Kitchen milliseconds per real one. */
  readonly clockRate: number;
  readonly isDemo: boolean;
}

export interface LanServerDeps {
  readonly store: LanStore;
  readonly modules: readonly DomainModule[];
  readonly ports: LanPorts;
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly config: LanServerConfig;
  readonly log: Log;
  /** Shared with the store, which reports its commits there. */
  readonly metrics?: LanMetrics;
  readonly limits?: Partial<LanLimits>;
  /** Files to fetch; none where absent. */
  readonly exports?: ExportPickup;
  /** Where pictures of punches are kept; nowhere where absent. */
  readonly photos?: PhotoShelf;
  /** Where the kitchen stands with its hub, for `/healthz`; nothing is said where absent. */
  readonly hub?: { readonly status: () => HubHealth };
  /** How old the copies of the store are, for `/healthz`; nothing is said where absent. */
  readonly backups?: { readonly status: () => BackupStatus };
  readonly scheduler?: Scheduler;
}

export interface LanServer extends Service {
  /** Settles once the port is open, or could not be opened. */
  readonly listening: Promise<{ readonly httpPort: number }>;
}

/** The kitchen's one door on the LAN: faces, pairing and the socket every face lives on, on one port. */
export function createLanServer(deps: LanServerDeps): LanServer {
  const listening = Promise.withResolvers<{ readonly httpPort: number }>();
  // Whoever runs the service learns of the failure from `run`; nobody need wait for `listening`.
  listening.promise.catch(() => undefined);
  return {
    name: "lan-server",
    listening: listening.promise,
    run: async (signal) => {
      const server = assemble(deps);
      try {
        await server.listen();
        listening.resolve({ httpPort: server.port() });
        await aborted(signal);
      } catch (cause) {
        listening.reject(cause);
        throw cause;
      } finally {
        await server.stop();
      }
    },
  };
}

interface Assembled {
  listen(): Promise<void>;
  port(): number;
  stop(): Promise<void>;
}

interface Parts {
  readonly context: LanContext;
  readonly connections: Connections;
  readonly loop: FrameLoop;
  readonly desk: CommandDesk;
  readonly stopping: AbortController;
  readonly startedMs: number;
}

function assemble(deps: LanServerDeps): Assembled {
  const parts = createParts(deps);
  const { context, connections, stopping } = parts;
  const app = fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: context.limits.httpBodyMaxBytes,
    requestTimeout: 10_000,
    connectionTimeout: 0,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
    // Addresses that are no addresses never reach a route or its error handler.
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      reply.raw.writeHead(400, { ...SECURITY_HEADERS, "content-type": "application/json; charset=utf-8" });
      reply.raw.end('{"code":"bad-request"}');
    },
    http: { headersTimeout: 5_000, maxHeaderSize: 16_384 },
  });
  app.server.maxConnections = context.limits.tcpConnectionsMaxCount;
  registerRoutes(app, deps, parts);
  attachSockets(app.server, deps, parts);
  const stops = follow(parts);
  return {
    listen: async () => {
      await registerStaticFiles(app, { facesDir: deps.config.facesDir });
      await app.listen({ host: deps.config.host, port: deps.config.port });
      deps.log.info({ event: "listening", httpPort: portOf(app) });
    },
    port: () => portOf(app),
    stop: async () => {
      stopping.abort();
      await settle(parts);
      for (const stop of stops) stop();
      connections.closeAll("server-stopping-closing");
      await closed(parts);
      await app.close();
      context.live.close();
      context.topics.close();
      context.metrics.close();
    },
  };
}

function createParts(deps: LanServerDeps): Parts {
  const { store, modules, clock, log, ports, makeId } = deps;
  const limits: LanLimits = { ...LAN_LIMITS, ...deps.limits };
  const metrics = deps.metrics ?? createLanMetrics();
  const scheduler = deps.scheduler ?? systemScheduler;
  const { monotonicMs } = clock;
  const report = (event: string, cause: unknown, about: Readonly<Record<string, unknown>> = {}) => {
    const reference = makeId("fault");
    log.error({ event, reference, err: cause, ...about });
    return reference;
  };
  const live = createLiveQueries({
    modules,
    reader: store.reader,
    epoch: store.epoch,
    headSeq: () => store.headSeq(),
    monotonicMs,
    scheduler,
    limits,
    meter: metrics,
    onBug: (query, cause) => report("query-bug", cause, { query }),
  });
  const topics = createTopics({
    store,
    scheduler,
    monotonicMs,
    limits,
    meter: metrics,
    onBug: (cause) => report("topic-bug", cause),
  });
  const connections = createConnections(() => context);
  const context: LanContext = {
    store,
    ports,
    clock,
    scheduler,
    limits,
    metrics,
    log,
    live,
    topics,
    makeId,
    commandLimiter: createRateLimiter({
      perSecondCount: limits.commandsPerSecondCount,
      burstCount: limits.commandsBurstCount,
      keysMaxCount: 4 * limits.socketsMaxCount,
      monotonicMs,
    }),
    commandByType: new Map(
      modules.flatMap((module) => module.commands.map((command) => [command.type, command] as const)),
    ),
    domains: new Set(modules.map((module) => module.domain)),
    welcome: deps.config,
    admit: (peer, device) => connections.admit(peer, device),
    sessionsChanged: (peer) => {
      if (peer.device !== undefined) connections.sessionsChanged(peer.device.deviceId, peer);
    },
    commandSettled: () => connections.noteSettled(),
    presenceChanged: () => live.noteOutside(DEVICE_PRESENCE_CHANGE),
  };
  const loop = createFrameLoop({ scheduler, ...limits });
  const desk = createCommandDesk(context);
  return { context, connections, loop, desk, stopping: new AbortController(), startedMs: monotonicMs() };
}

function registerRoutes(app: FastifyInstance, deps: LanServerDeps, { context, desk, stopping, startedMs }: Parts) {
  const { store, clock, metrics, limits } = context;
  registerHttpRoutes(app, {
    hostNames: deps.config.hostNames,
    pairing: deps.ports.pairing,
    pairingLimiter: createRateLimiter({
      perSecondCount: limits.pairingPerSecondCount,
      burstCount: limits.pairingBurstCount,
      keysMaxCount: limits.tcpConnectionsMaxCount,
      monotonicMs: clock.monotonicMs,
    }),
    commands: desk,
    commandBodyMaxBytes: limits.commandBodyMaxBytes,
    exports: deps.exports ?? NO_EXPORTS,
    photos: {
      ports: deps.ports,
      photos: deps.photos ?? NO_PHOTOS,
      limiter: createRateLimiter({
        perSecondCount: limits.photosPerSecondCount,
        burstCount: limits.photosBurstCount,
        keysMaxCount: 4 * limits.socketsMaxCount,
        monotonicMs: clock.monotonicMs,
      }),
    },
    stopping: stopping.signal,
    health: () => ({
      ok: store.status().state === "ok" && !stopping.signal.aborted,
      store: store.status().state,
      seq: store.headSeq(),
      epoch: store.epoch,
      uptimeMs: Math.round(clock.monotonicMs() - startedMs),
      build: deps.config.build,
      hub: deps.hub === undefined ? null : hubHealthOf(deps.hub.status()),
      ...(deps.backups !== undefined && { backup: backupHealthOf(deps.backups.status()) }),
    }),
    metricsPage: async () => ({ contentType: metrics.contentType, text: await metrics.text() }),
    onBug: (cause, path) => {
      const reference = context.makeId("fault");
      context.log.error({ event: "http-bug", reference, err: cause, path });
      return reference;
    },
  });
}

function attachSockets(server: Server, deps: LanServerDeps, { context, connections, loop, stopping }: Parts) {
  let openedCount = 0;
  attachUpgrade(server, {
    hostNames: deps.config.hostNames,
    limits: context.limits,
    isFull: () => connections.waitingCount() >= context.limits.waitingSocketsMaxCount,
    isStopping: () => stopping.signal.aborted,
    opened: ({ webSocket, tcp, caller }) => {
      openedCount += 1;
      const connection = createConnection(context, {
        connectionId: String(openedCount),
        caller,
        loop,
        attach: (events) => createFrameSocket(webSocket, tcp, events),
        ended: (peer) => connections.remove(peer),
      });
      connections.add(connection.peer);
    },
  });
}

/** Follows the store, the devices and the sessions, and starts the clocks; gives what undoes it. */
function follow({ context, connections, loop, desk, startedMs }: Parts): readonly (() => void)[] {
  const { store, ports, live, topics, scheduler, limits, metrics, clock } = context;
  metrics.observe(() => ({
    socketsByFace: connections.countsByFace(),
    waitingSocketCount: connections.waitingCount(),
    closingSocketCount: connections.closingCount(),
    queuedFrameCount: loop.queuedCount(),
    commandsInFlightCount: connections.commandsInFlightCount() + desk.inFlightCount(),
    storeQueueCount: store.status().queueLength,
    subscriptionCount: live.counts().subscriberCount,
    liveQueryCount: live.counts().answerCount,
    topicCount: topics.topicCount(),
    headSeq: store.headSeq(),
    uptimeS: (clock.monotonicMs() - startedMs) / 1000,
  }));
  return [
    store.onCommit((commit) => {
      live.noteCommit(commit);
      topics.noteCommit();
    }),
    ports.devices.onChanged((deviceId) => connections.deviceChanged(deviceId)),
    ports.sessions.onChanged(({ deviceId }) => connections.sessionsChanged(deviceId)),
    scheduler.every(limits.heartbeatMs, () => connections.beat()),
    scheduler.every(limits.sweepMs, () => {
      connections.sweep();
      live.sweep();
    }),
    () => loop.stop(),
  ];
}

/** Takes no more frames and waits, for a bounded time, until commands already given to the store are answered. */
async function settle({ context, connections, loop, desk }: Parts): Promise<void> {
  loop.stop();
  await bounded(context, Promise.all([connections.settled(), desk.settled()]));
}

/** Waits, for a bounded time, until the peers closed in return; cuts off the rest. */
async function closed({ context, connections }: Parts): Promise<void> {
  await bounded(context, connections.emptied());
  for (const peer of connections.all()) peer.socket.terminate();
}

async function bounded(context: LanContext, done: Promise<unknown>): Promise<void> {
  const waited = Promise.withResolvers<void>();
  const cancel = context.scheduler.after(context.limits.stopGraceMs, () => waited.resolve());
  await Promise.race([done, waited.promise]);
  cancel();
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
