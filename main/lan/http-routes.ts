import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { BackupHealth, Health, HubHealth } from "#contract/health.ts";
import { LAN_COMMAND_PATH, LAN_EXPORTS_PATH } from "#contract/lan-protocol.ts";
import { present } from "#kernel/assert.ts";
import type { BackupStatus } from "#main/store/backup-service.ts";
import { bearerTokenOf } from "./bearer.ts";
import { isLoopbackAddress, isOwnHost, isOwnOrigin } from "./http-guards.ts";
import type { CommandDesk } from "./command-desk.ts";
import { registerPhotoRoutes, type PhotoRoutesDeps } from "./photo-routes.ts";
import type { ExportPickup, HttpAnswer, HttpCaller, PairedDevice, Pairing } from "./ports.ts";
import type { RateLimiter } from "./rate-limit.ts";

export function backupHealthOf(status: BackupStatus): BackupHealth {
  const { newest, problem, medium } = status;
  return { newestAtMs: newest?.madeAtMs ?? null, newestSeq: newest?.headSeq ?? null, problem, medium };
}

export function hubHealthOf(status: HubHealth): HubHealth {
  const { state, ackedSeq, unackedCount, quarantinedCount, lastContactAtMs, clockOffsetMs, lastError } = status;
  return { state, ackedSeq, unackedCount, quarantinedCount, lastContactAtMs, clockOffsetMs, lastError };
}

export interface HttpDeps {
  readonly hostNames: readonly string[];
  readonly pairing: Pairing;
  readonly pairingLimiter: RateLimiter;
  readonly commands: CommandDesk;
  readonly commandBodyMaxBytes: number;
  /** Files to fetch (LAN46). */
  readonly exports: ExportPickup;
  /** Pictures taken at punches (LAN50). */
  readonly photos: PhotoRoutesDeps;
  /** Aborted when the server stops: long polls end. */
  readonly stopping: AbortSignal;
  readonly health: () => Health;
  readonly metricsPage: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly onBug: (cause: unknown, path: string) => string;
}

/** LAN42: nothing but this server's own files runs, styles, loads or is framed. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The terminal reads QR codes by a decoder in WebAssembly, its own file of this server; only that page may compile it. */
export const TERMINAL_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY.replace(
  "script-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
);

/** Sent with every answer, also those to requests that could not be read. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Guards every request and answers everything that is not a file (LAN40…LAN50). */
export function registerHttpRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.removeContentTypeParser("text/plain");
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (!isOwnHost(request.headers.host, deps.hostNames)) return reply.code(421).send({ code: "host-not-known" });
    if (!isOwnOrigin(request.headers.origin, request.headers.host)) {
      return reply.code(403).send({ code: "origin-not-allowed" });
    }
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: "not-found" }));
  app.setErrorHandler((error: { readonly statusCode?: number; readonly code?: string }, request, reply) =>
    answerError(deps, { error, request, reply }),
  );
  app.get("/", (_request, reply) => reply.redirect("/pair"));
  app.get("/healthz", (_request, reply) => {
    const health = deps.health();
    return reply
      .code(health.ok ? 200 : 503)
      .header("cache-control", "no-store")
      .send(health);
  });
  app.get("/metrics", async (_request, reply) => {
    const { contentType, text } = await deps.metricsPage();
    return reply.header("cache-control", "no-store").type(contentType).send(text);
  });
  const { pairing } = deps;
  post(app, deps, "/pair", (request, caller) => pairing.pair(request.body, caller));
  post(app, deps, "/pair/status", (request, caller, signal) => pairing.status(request.body, caller, signal));
  post(app, deps, "/reveal", (request, caller) =>
    pairing.reveal(request.body, bearerTokenOf(request.headers.authorization), caller),
  );
  registerCommandRoute(app, deps);
  registerExportRoute(app, deps);
  registerPhotoRoutes(app, deps.photos);
}

/** LAN46: a file that was signed for, once, to the device that asked. */
function registerExportRoute(app: FastifyInstance, { commands, exports }: HttpDeps): void {
  // A HEAD would take the file down and give nothing.
  const options = { exposeHeadRoute: false };
  app.get<{ Params: { exportId: string } }>(`${LAN_EXPORTS_PATH}/:exportId`, options, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const admitted = commands.admit(bearerTokenOf(request.headers.authorization));
    if (!admitted.ok) return reply.code(admitted.error.statusCode).send(admitted.error.body);
    const file = await exports.take(request.params.exportId, admitted.value.deviceId);
    if (!file.ok) return reply.code(file.error.statusCode).send({ code: file.error.code });
    const { fileName, contentType, bytes } = file.value;
    return reply
      .header("content-disposition", `attachment; filename="${fileName}"`)
      .type(contentType)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}

/** LAN45: commands no frame holds. Who asks is known before a byte of the body is read. */
function registerCommandRoute(app: FastifyInstance, { commands, commandBodyMaxBytes: bodyLimit }: HttpDeps): void {
  app.register(async (scope) => {
    // The text itself is read, by the same parser as a frame's.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string", bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    const admittedBy = new WeakMap<FastifyRequest, PairedDevice>();
    scope.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      const admitted = commands.admit(bearerTokenOf(request.headers.authorization));
      if (admitted.ok) return void admittedBy.set(request, admitted.value);
      // The body stays unread, so the connection cannot serve another request.
      return reply.header("connection", "close").code(admitted.error.statusCode).send(admitted.error.body);
    });
    scope.post(LAN_COMMAND_PATH, { bodyLimit }, async (request, reply) => {
      const device = present(admittedBy.get(request), "the device that was admitted");
      const { statusCode, text } = await commands.take(typeof request.body === "string" ? request.body : "", device);
      return reply.code(statusCode).type("application/json").send(text);
    });
  });
}

function post(
  app: FastifyInstance,
  deps: HttpDeps,
  path: string,
  answer: (request: FastifyRequest, caller: HttpCaller, signal: AbortSignal) => Promise<HttpAnswer>,
) {
  app.post(path, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const taking = deps.pairingLimiter.take(request.ip);
    if (!taking.isTaken) {
      reply.header("retry-after", String(Math.ceil(taking.retryAfterMs / 1000)));
      return reply.code(429).send({ code: "rate-limited", retryAfterMs: taking.retryAfterMs });
    }
    const caller: HttpCaller = { remoteAddress: request.ip, isLoopback: isLoopbackAddress(request.ip) };
    const signal = AbortSignal.any([deps.stopping, callerLeft(reply)]);
    const { statusCode, body } = await answer(request, caller, signal);
    return reply.code(statusCode).send(body);
  });
}

/** Aborts when the caller closes its connection before it was answered. */
function callerLeft(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.on("close", () => controller.abort());
  return controller.signal;
}

function answerError(
  deps: HttpDeps,
  {
    error,
    request,
    reply,
  }: {
    readonly error: { readonly statusCode?: number; readonly code?: string };
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
  },
) {
  const statusCode = error.statusCode ?? 500;
  switch (statusCode) {
    case 413:
      return reply.code(413).send({ code: "body-too-large" });
    case 415:
      return reply.code(415).send({ code: "body-not-json" });
    case 404:
      return reply.code(404).send({ code: "not-found" });
    case 500:
      return reply.code(500).send({ code: "internal-error", reference: deps.onBug(error, request.url.slice(0, 128)) });
  }
  // What remains are requests Fastify could not read: broken JSON, an empty body, a malformed address.
  return reply.code(400).send({ code: "bad-request" });
}
