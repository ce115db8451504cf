import type { FastifyInstance, FastifyRequest } from "fastify";
import { LAN_PHOTO_MAX_BYTES, LAN_PHOTOS_PATH, LAN_VIEWER_HEADER } from "#contract/lan-protocol.ts";
import { isGranted } from "#kernel/access.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { bearerTokenOf, refusalCode } from "./bearer.ts";
import type { HttpAnswer, LanPorts, PairedDevice, PhotoShelf } from "./ports.ts";
import type { RateLimiter } from "./rate-limit.ts";

export interface PhotoRoutesDeps {
  readonly ports: Pick<LanPorts, "devices" | "sessions">;
  readonly photos: PhotoShelf;
  /** Per device: a terminal that was cut off sends what it kept. */
  readonly limiter: RateLimiter;
}

const STATUS_CODES = {
  "photo-id-malformed": 400,
  "photo-too-large": 413,
  "photo-not-jpeg": 415,
  "photo-differs": 409,
  "photo-store-full": 503,
} as const;

/** LAN50: pictures taken at punches. Who asks is known before a byte of a picture is read or given. */
export function registerPhotoRoutes(app: FastifyInstance, deps: PhotoRoutesDeps): void {
  const path = `${LAN_PHOTOS_PATH}/:photoId`;
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("image/jpeg", { parseAs: "buffer", bodyLimit: LAN_PHOTO_MAX_BYTES }, (_, body, done) =>
      done(null, body),
    );
    scope.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      const refusal = request.method === "POST" ? sendingRefusal(request, deps) : viewingRefusal(request, deps);
      if (refusal === null) return;
      // A body stays unread, so the connection cannot serve another request.
      if (request.method === "POST") reply.header("connection", "close");
      return reply.code(refusal.statusCode).send(refusal.body);
    });
    scope.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
      if (error.statusCode === 413) return reply.code(413).send({ code: "photo-too-large" });
      if (error.statusCode === 415) return reply.code(415).send({ code: "photo-not-jpeg" });
      throw error;
    });
    scope.post<{ Params: { photoId: string } }>(path, { bodyLimit: LAN_PHOTO_MAX_BYTES }, async (request, reply) => {
      const { photoId } = request.params;
      const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const kept = await deps.photos.keep(photoId, bytes);
      if (!kept.ok) return reply.code(STATUS_CODES[kept.error]).send({ code: kept.error });
      return reply.code(kept.value === "kept" ? 201 : 200).send({ photoId });
    });
    scope.get<{ Params: { photoId: string } }>(path, { exposeHeadRoute: false }, async (request, reply) => {
      const bytes = await deps.photos.read(request.params.photoId);
      if (bytes === null) return reply.code(404).send({ code: "photo-unknown" });
      return reply.type("image/jpeg").send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  });
}

function sendingRefusal(request: FastifyRequest, deps: PhotoRoutesDeps): HttpAnswer | null {
  const admitted = admit(request, deps);
  if (!admitted.ok) return admitted.error;
  const { face } = admitted.value;
  return face === "attendance" ? null : { statusCode: 403, body: { code: "face-not-allowed", face } };
}

/** Whoever approves attendance, signed in at this console now; their name comes in a header, as in a frame's `staffId`. */
function viewingRefusal(request: FastifyRequest, deps: PhotoRoutesDeps): HttpAnswer | null {
  const admitted = admit(request, deps);
  if (!admitted.ok) return admitted.error;
  const { face, deviceId } = admitted.value;
  if (face !== "manager") return { statusCode: 403, body: { code: "face-not-allowed", face } };
  const viewerId = request.headers[LAN_VIEWER_HEADER];
  const session = deps.ports.sessions.openOn(deviceId).find(({ staffId }) => staffId === viewerId);
  if (session === undefined) return { statusCode: 403, body: { code: "sign-in-required" } };
  const permission = "attendance.approve";
  return isGranted(session.roles, permission) ? null : { statusCode: 403, body: { code: "not-permitted", permission } };
}

function admit(request: FastifyRequest, { ports, limiter }: PhotoRoutesDeps): Result<PairedDevice, HttpAnswer> {
  const verified = ports.devices.verifyToken(bearerTokenOf(request.headers.authorization) ?? "");
  if (!verified.ok) return err({ statusCode: 401, body: { code: refusalCode(verified.error) } });
  const taking = limiter.take(verified.value.deviceId);
  if (taking.isTaken) return ok(verified.value);
  return err({ statusCode: 429, body: { code: "rate-limited", retryAfterMs: taking.retryAfterMs } });
}
