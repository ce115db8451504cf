import { createHash, timingSafeEqual } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { ADMIN_BODY_MAX_BYTES, adminCommandRequest, adminHubJoinRequest, adminQueryRequest } from "#contract/admin.ts";
import type { Log } from "#main/log.ts";
import type { Service } from "#main/service.ts";
import type { AdminDesk } from "./admin-desk.ts";

const LOOPBACK_HOST = "127.0.0.1";
const REQUEST_TIMEOUT_MS = 10_000;

interface Answer {
  readonly statusCode: number;
  readonly body: object;
}

/** Where a running server says on which port it takes administration. */
export function adminEndpointPath(dataDir: string): string {
  return join(dataDir, "admin-endpoint.json");
}

/**
 * Takes administration commands on a port of its own that only this machine reaches, from whoever can read the data
 * folder's secret. Apart from the LAN server, so that no device of the kitchen can even try.
 */
export function createAdminServer(deps: {
  readonly desk: AdminDesk;
  readonly adminSecret: string;
  readonly dataDir: string;
  readonly log: Pick<Log, "info" | "error">;
}): Service {
  return {
    name: "admin-server",
    run: async (signal) => {
      const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
        void answerRequest(deps, request).then(
          (answer) => {
            send(response, answer);
          },
          (error: unknown) => {
            deps.log.error({ event: "admin-request-failed", err: error });
            send(response, { statusCode: 500, body: { code: "internal-error" } });
          },
        );
      });
      const adminPort = await listening(server);
      const path = adminEndpointPath(deps.dataDir);
      writeFileSync(path, `${JSON.stringify({ adminPort })}\n`, { mode: 0o600 });
      await aborted(signal);
      rmSync(path, { force: true });
      await closed(server);
    },
  };
}

async function answerRequest(
  deps: { readonly desk: AdminDesk; readonly adminSecret: string },
  request: IncomingMessage,
): Promise<Answer> {
  // A page in a browser of this machine may reach the port; it does not know the secret, and is not let near it.
  if (request.headers.origin !== undefined) return refused(403, "origin-not-allowed");
  if (request.method !== "POST") return refused(405, "method-not-allowed");
  if (!isBearer(request.headers.authorization, deps.adminSecret)) return refused(401, "admin-secret-wrong");
  const body = await readJson(request);
  if (body === undefined) return refused(400, "bad-request");
  switch (request.url ?? "") {
    case "/admin/command": {
      const parsed = adminCommandRequest.safeParse(body);
      if (!parsed.success) return refused(400, "invalid-body");
      return { statusCode: 200, body: await deps.desk.command(parsed.data.type, parsed.data.body) };
    }
    case "/admin/query": {
      const parsed = adminQueryRequest.safeParse(body);
      const rows = parsed.success ? deps.desk.query(parsed.data.query, parsed.data.params) : null;
      return rows === null ? refused(400, "invalid-body") : { statusCode: 200, body: { rows } };
    }
    case "/admin/hub-join": {
      const parsed = adminHubJoinRequest.safeParse(body);
      if (!parsed.success) return refused(400, "invalid-body");
      return { statusCode: 200, body: await deps.desk.joinHub(parsed.data.hubUrl, parsed.data.joinCode) };
    }
    case "/admin/hub-status":
      return { statusCode: 200, body: { status: deps.desk.hubStatus() } };
    case "/admin/kitchen":
      return { statusCode: 200, body: deps.desk.kitchen() };
    default:
      return refused(404, "not-found");
  }
}

function refused(statusCode: number, code: string): Answer {
  return { statusCode, body: { code } };
}

function isBearer(header: string | undefined, secret: string): boolean {
  const digestOf = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digestOf(header ?? ""), digestOf(`Bearer ${secret}`));
}

/** Undefined for a body that is too long or no JSON. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let readBytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) return undefined;
    readBytes += chunk.length;
    if (readBytes > ADMIN_BODY_MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    // No JSON: refused as a bad request.
    return undefined;
  }
}

function send(response: ServerResponse, { statusCode, body }: Answer): void {
  response.writeHead(statusCode, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, LOOPBACK_HOST, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("the admin port has no number"));
      else resolve(address.port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
