import { existsSync, readFileSync } from "node:fs";
import {
  adminCommandAnswer,
  adminEndpointFile,
  adminHubAnswer,
  adminHubStatusAnswer,
  adminKitchenAnswer,
  adminQueryAnswer,
  type AdminCommandAnswer,
  type AdminCommandType,
  type AdminHubAnswer,
  type AdminHubStatus,
  type AdminKitchen,
  type AdminQueryName,
} from "#contract/admin.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { systemClock } from "#main/clock.ts";
import { allModules } from "#main/domains/modules.ts";
import { createAdminDesk } from "#main/lan/admin-desk.ts";
import { adminEndpointPath } from "#main/lan/admin-server.ts";
import { createAuthorize } from "#main/lan/authorize.ts";
import { createPresence } from "#main/lan/presence.ts";
import { createRevealStore } from "#main/lan/reveal.ts";
import { createLog } from "#main/log.ts";
import { makeSecretText, systemRandomness } from "#main/randomness.ts";
import { adminSecretPath, loadSiteSecrets } from "#main/site-secrets.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { openKitchenStore } from "#main/store/kitchen-store.ts";
import { isStoreFault } from "#main/store/store-fault.ts";

const REQUEST_TIMEOUT_MS = 15_000;

/** A kitchen to administrate: a running server, or its store opened here. */
export interface OpenDesk {
  command(type: AdminCommandType, body: Readonly<Record<string, unknown>>): Promise<AdminCommandAnswer>;
  query(name: AdminQueryName, params: Readonly<Record<string, unknown>>): Promise<readonly Record<string, unknown>[]>;
  kitchen(): Promise<AdminKitchen>;
  joinHub(hubUrl: string, joinCode: string): Promise<AdminHubAnswer>;
  hubStatus(): Promise<AdminHubStatus>;
  close(): void;
}

export interface DeskProblem {
  readonly code: string;
  readonly message: string;
}

/** Reaches the server that runs on a data folder, or opens the folder when none does. */
export async function openDesk(dataDir: string): Promise<Result<OpenDesk, DeskProblem>> {
  if (!existsSync(dataFolderAt(dataDir).storeFile)) {
    return err({ code: "store-missing", message: `tidak ada dapur di ${dataDir}; jalankan npm start lebih dulu` });
  }
  const running = await runningDesk(dataDir);
  if (running !== null) return ok(running);
  return storeDesk(dataDir);
}

/** Null when nobody answers: a file left by a server that died says nothing. */
async function runningDesk(dataDir: string): Promise<OpenDesk | null> {
  const port = readEndpoint(dataDir);
  if (port === null) return null;
  const secret = readFileSync(adminSecretPath(dataDir), "utf8").trim();

  async function post(path: string, body: object): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const desk: OpenDesk = {
    command: async (type, body) => adminCommandAnswer.parse(await post("/admin/command", { type, body })),
    query: async (query, params) => adminQueryAnswer.parse(await post("/admin/query", { query, params })).rows,
    kitchen: async () => adminKitchenAnswer.parse(await post("/admin/kitchen", {})),
    joinHub: async (hubUrl, joinCode) => adminHubAnswer.parse(await post("/admin/hub-join", { hubUrl, joinCode })),
    hubStatus: async () => adminHubStatusAnswer.parse(await post("/admin/hub-status", {})).status,
    close: () => undefined,
  };
  try {
    await desk.kitchen();
    return desk;
  } catch (error) {
    // `fetch` reports a port nobody listens on as a TypeError; anything else is a server that answered wrongly.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function readEndpoint(dataDir: string): number | null {
  const path = adminEndpointPath(dataDir);
  if (!existsSync(path)) return null;
  try {
    return adminEndpointFile.parse(JSON.parse(readFileSync(path, "utf8"))).adminPort;
  } catch {
    // Half written by a server that died: nobody is there.
    return null;
  }
}

function storeDesk(dataDir: string): Result<OpenDesk, DeskProblem> {
  const clock = systemClock;
  const randomness = systemRandomness;
  const makeId = createIdFactory({ nowMs: clock.nowMs, fillRandom: randomness.fill });
  const secrets = loadSiteSecrets(dataDir);
  const reveals = createRevealStore({ clock, makeSecret: () => makeSecretText(randomness) });
  const presence = createPresence(clock);
  const modules = allModules({ clock, makeId, randomness, secrets, keepForReveal: reveals.keep, presence });
  try {
    const store = openKitchenStore({
      dataDir,
      clock,
      makeId,
      modules,
      authorize: createAuthorize({ clock }),
      commandKey: secrets.commandKey,
      log: createLog({ path: null, level: "error" }),
    });
    const desk = createAdminDesk({ store, modules, reveals, clock, makeId, httpPort: () => null, hub: null });
    return ok({
      command: (type, body) => desk.command(type, body),
      query: (name, params) => Promise.resolve(adminQueryAnswer.parse({ rows: desk.query(name, params) ?? [] }).rows),
      kitchen: () => Promise.resolve(desk.kitchen()),
      joinHub: desk.joinHub,
      hubStatus: () => Promise.resolve(desk.hubStatus()),
      close: () => {
        store.close();
      },
    });
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    return err({ code: error.code, message: error.message });
  }
}
