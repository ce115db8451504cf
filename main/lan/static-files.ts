import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { TERMINAL_CONTENT_SECURITY_POLICY } from "./http-routes.ts";

/** The pages a browser may open; each is `<facesDir>/<page>/index.html` with shared hashed files in `assets/`. */
export const FACE_PAGES = ["wall", "attendance", "tablet", "manager", "pair"] as const;

/** Keep a face's page on its device, so that it can be loaded while the kitchen is away. */
export const PAGE_WORKERS = ["attendance-worker.js", "tablet-worker.js"] as const;

/** Files in `assets/` carry a hash of their content in their name. */
const ASSET_MAX_AGE_S = 31_536_000;

/** A relative path of plain segments: no dot files, nothing that climbs (LAN42). */
const PLAIN_PATH = /^(?:[A-Za-z0-9_-][\w.-]*\/)*[A-Za-z0-9_-][\w.-]*$/;

/**
 * Serves the faces. Every path below a page that is no file gives the page itself, so the address can hold where its
 * reader is (`/manager/mutu`). Pages are asked for anew each time; hashed files are kept for ever.
 */
export async function registerStaticFiles(app: FastifyInstance, options: { readonly facesDir: string }): Promise<void> {
  const { facesDir } = options;
  await app.register(fastifyStatic, {
    root: facesDir,
    serve: false,
    index: false,
    dotfiles: "deny",
    etag: true,
    lastModified: false,
    cacheControl: false,
  });
  for (const page of FACE_PAGES) {
    const path = `${page}/index.html`;
    const givePage = (reply: FastifyReply) => {
      // Asked at each request: the faces may be built while the kitchen runs.
      if (!existsSync(join(facesDir, path))) return reply.code(503).send({ code: "faces-not-built" });
      if (page === "attendance") reply.header("content-security-policy", TERMINAL_CONTENT_SECURITY_POLICY);
      return reply.header("cache-control", "no-cache").sendFile(path);
    };
    app.get(`/${page}`, (_request, reply) => givePage(reply));
    app.get<{ Params: { "*": string } }>(`/${page}/*`, (request, reply) =>
      request.params["*"].includes(".") ? reply.callNotFound() : givePage(reply),
    );
  }
  // A worker's address decides what it may serve: it stands above the page it keeps.
  for (const worker of PAGE_WORKERS) {
    app.get(`/${worker}`, (_request, reply) =>
      isPlainFile(join(facesDir, worker))
        ? reply.header("cache-control", "no-cache").sendFile(worker)
        : reply.callNotFound(),
    );
  }
  app.get<{ Params: { "*": string } }>("/assets/*", (request, reply) => {
    const path = request.params["*"];
    if (!PLAIN_PATH.test(path) || !isPlainFile(join(facesDir, "assets", path))) return reply.callNotFound();
    return reply
      .header("cache-control", `public, max-age=${ASSET_MAX_AGE_S}, immutable`)
      .sendFile(join("assets", path));
  });
}

/** A file itself: a link could lead out of the folder. */
function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
