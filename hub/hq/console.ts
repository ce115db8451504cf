import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { WebSocketServer, type WebSocket } from "ws";
import { HQ_FRAME_MAX_BYTES } from "#contract/hq-vocabulary.ts";
import type { Cache } from "#hub/cache/cache.ts";
import type { HubLog } from "#hub/log.ts";
import type { Hints } from "#hub/relay/hints.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { createPasswords, PASSWORD_COST, type PasswordCost } from "./auth/password.ts";
import { createFolder } from "./book/folder.ts";
import { createChanges, type Changes } from "./changes.ts";
import { addressOf } from "./client-address.ts";
import { createCommandDesk } from "./commands/desk.ts";
import { hqRoutes, sessionIn } from "./http-routes.ts";
import { createLiveAnswers } from "./live/answers.ts";
import { serveConsole, type ConsoleSocket, type ConsoleSocketDeps } from "./live/console-socket.ts";
import { createFreshnessWatch } from "./live/freshness.ts";
import { createReading } from "./live/read-rows.ts";
import { isOwnOrigin } from "./origin.ts";
import { tagsOfKitchens } from "./queries/definition.ts";

export interface ConsoleOptions {
  /** Seals second factors; the same on every node, and kept outside the database. `SECRET_KEY_BYTES` long. */
  readonly secretKey: Buffer;
  /** This program's version, as pages show it. */
  readonly build: string;
  /** How dear a password is to try; for tests, which try many. */
  readonly passwordCost?: PasswordCost;
}

export interface ConsoleDeps {
  readonly database: HubDatabase;
  readonly log: HubLog;
  readonly nowMs: () => number;
  readonly hints: Hints;
  readonly cache: Cache;
  /** Kitchens wait for Postgres: figures may wait longer. */
  readonly isBusy: () => boolean;
  readonly isTrustedProxy: (address: string) => boolean;
}

/** Headquarters' console of one node. */
export interface Console {
  /** Takes over an upgrade to `HQ_SOCKET_PATH`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  socketCount(): number;
  stop(): void;
}

const TICK_MS = 1_000;
const SESSIONS_EVERY_TICKS = 10;
const FRESHNESS_EVERY_TICKS = 2;
/** Nobody looks: figures are kept near all the same, so that the first page opened has them. */
const FOLD_EVERY_IDLE_TICKS = 15;

/** Adds headquarters' console to a node: its routes at once, its socket through `upgrade`. */
export async function registerConsole(
  server: FastifyInstance,
  deps: ConsoleDeps,
  options: ConsoleOptions,
): Promise<Console> {
  const { database, log, nowMs, hints } = deps;
  const { build, secretKey } = options;
  const reading = createReading({ database, cache: deps.cache, nowMs, build });
  const answers = createLiveAnswers({ log, read: reading, random: Math.random });
  const freshness = createFreshnessWatch(database, nowMs);
  const sockets = new Map<WebSocket, ConsoleSocket>();
  const changes = createChanges({
    ...{ cache: deps.cache, hints },
    onChange: (tags) => {
      answers.touch(tags);
      // Whose access changed feels it at once.
      if (tags.includes("users")) checkSessions({ sockets, log });
    },
  });
  const passwords = createPasswords(options.passwordCost ?? PASSWORD_COST);
  await server.register((scope, _options, done) => {
    hqRoutes(scope, { database, log, nowMs, passwords, secretKey, changes });
    done();
  });
  const socketDeps: ConsoleSocketDeps = {
    ...{ database, log, nowMs, build, answers, freshness },
    takeCommand: createCommandDesk({ database, hints, nowMs, log, changes }),
  };
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: HQ_FRAME_MAX_BYTES });
  const stopTicking = keepGoing({ ...deps, changes, freshness, sockets });
  return {
    upgrade: (request, socket, head) => {
      admit(deps, request)
        .then((admitted) => {
          if (admitted === null) return refuse(socket, "401 Unauthorized");
          if (admitted === "origin") return refuse(socket, "403 Forbidden");
          upgrades.handleUpgrade(request, socket, head, (page) => {
            sockets.set(page, serveConsole(page, socketDeps, admitted));
            page.on("close", () => sockets.delete(page));
          });
        })
        .catch((cause: unknown) => {
          log.error({ event: "console-upgrade-failed", err: cause });
          refuse(socket, "503 Service Unavailable");
        });
    },
    socketCount: () => sockets.size,
    stop: () => {
      stopTicking();
      answers.stop();
      for (const page of sockets.values()) page.end("server-stopping-closing");
      upgrades.close();
    },
  };
}

function checkSessions({ sockets, log }: Pick<Going, "sockets" | "log">): void {
  for (const page of sockets.values()) {
    page.checkSession().catch((cause: unknown) => log.warn({ event: "session-unchecked", err: cause }));
  }
}

/** HQ6: a page of this origin with an open session, before the socket is one. */
async function admit(deps: ConsoleDeps, request: IncomingMessage) {
  if (!isOwnOrigin(request.headers)) return "origin";
  const session = await sessionIn(deps, request.headers.cookie);
  return session === null ? null : { session, address: addressOf(request, deps.isTrustedProxy) };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

interface Going extends ConsoleDeps {
  readonly changes: Changes;
  readonly freshness: ReturnType<typeof createFreshnessWatch>;
  readonly sockets: ReadonlyMap<WebSocket, ConsoleSocket>;
}

/** Folds what came in, tells how far that is, and looks at sessions, each in its own time. */
function keepGoing(deps: Going): () => void {
  const { sockets, log } = deps;
  const folder = createFolder(deps);
  let tick = 0;
  let isFolding = false;
  const fold = async () => {
    isFolding = true;
    const moved = await folder.fold().finally(() => {
      isFolding = false;
    });
    if (moved.length > 0) await deps.changes.tell([...tagsOfKitchens(moved), "alerts", "conflicts"]);
  };
  const failed = (what: string) => (cause: unknown) => log.warn({ event: "console-tick-failed", what, err: cause });
  const timer = setInterval(() => {
    tick += 1;
    const isWatched = sockets.size > 0;
    if (!isFolding && !deps.isBusy() && (isWatched || tick % FOLD_EVERY_IDLE_TICKS === 0)) fold().catch(failed("fold"));
    if (!isWatched) return;
    if (tick % FRESHNESS_EVERY_TICKS === 0) {
      const tell = () => {
        for (const page of sockets.values()) page.sendFreshness();
      };
      deps.freshness.look().then(tell, failed("freshness"));
    }
    if (tick % SESSIONS_EVERY_TICKS === 0) checkSessions(deps);
  }, TICK_MS);
  return () => clearInterval(timer);
}
