import { randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminCommandAnswer } from "#contract/admin.ts";
import { pairAnswer, revealAnswer, type RevealAnswer } from "#contract/pairing.ts";
import type { Face, SiteRole, Station } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import { createIdFactory, type IdFactory } from "#kernel/ids.ts";
import { INSTALLED, type KitchenConfig } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { adminSecretPath } from "#main/site-secrets.ts";
import { adminEndpointPath } from "#main/lan/admin-server.ts";
import { readFileSync } from "node:fs";
import { connectLanClient, type LanClient } from "./lan-client.ts";

/** A device paired over HTTP with a running kitchen. */
export interface RealDevice {
  readonly deviceId: string;
  readonly deviceToken: string;
}

/** The kitchen as `npm start` runs it, on a folder of its own, reached by HTTP and sockets only. */
export interface RealKitchen {
  readonly server: KitchenServer;
  readonly dataDir: string;
  readonly makeId: IdFactory;
  readonly url: string;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  admin(path: string, body: unknown, secret?: string): Promise<Response>;
  person(name: string, role: SiteRole): Promise<{ readonly staffId: string; readonly number: string }>;
  device(face: Face, name: string, station?: Station): Promise<RealDevice>;
  /** Opens a socket and says hello with a device's token. */
  connect(device: RealDevice): Promise<LanClient>;
  reveal(device: RealDevice, revealId: unknown): Promise<RevealAnswer>;
  /** Stops the server and starts another on the same folder; `meanwhile` runs between. */
  restart(meanwhile?: () => void | Promise<void>): Promise<void>;
  /** Starts a server on the same folder after `server.stop()`. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** `config`: a fixed hour to start from, faces built elsewhere. */
export async function createRealKitchen(
  config: Partial<Pick<KitchenConfig, "demo" | "facesDir" | "port">> = {},
): Promise<RealKitchen> {
  const dataDir = mkdtempSync(join(tmpdir(), "bergizi-kitchen-"));
  const makeId = createIdFactory({ nowMs: () => Date.now(), fillRandom: (bytes) => void randomFillSync(bytes) });
  const start = () =>
    createKitchenServer({
      dataDir,
      host: "127.0.0.1",
      port: 0,
      logLevel: "trace",
      ...INSTALLED,
      demo: null,
      ...config,
    });
  let server = await start();
  const url = () => `http://127.0.0.1:${server.httpPort}`;

  const post: RealKitchen["post"] = (path, body, headers = {}) =>
    fetch(`${url()}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const admin: RealKitchen["admin"] = (path, body, secret) => {
    const { adminPort } = JSON.parse(readFileSync(adminEndpointPath(dataDir), "utf8")) as {
      readonly adminPort: number;
    }; // written by the server under test
    const bearer = secret ?? readFileSync(adminSecretPath(dataDir), "utf8").trim();
    return fetch(`http://127.0.0.1:${adminPort}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    });
  };

  return {
    get server() {
      return server;
    },
    get url() {
      return url();
    },
    dataDir,
    makeId,
    post,
    admin,
    person: async (name, role) => {
      const body = {
        staffId: makeId("staff"),
        roles: [role],
        divisionCode: "pengolahan",
        employmentKind: "partner",
        joinDate: "2026-11-01",
        position: role,
        personal: { fullName: name },
      };
      const answer = adminCommandAnswer.parse(
        await (await admin("/admin/command", { type: "add-staff", body })).json(),
      );
      if (answer.kind !== "accepted" || answer.reveal?.kind !== "number") throw new Error(JSON.stringify(answer));
      return { staffId: body.staffId, number: answer.reveal.number };
    },
    device: async (face, name, station) => {
      const answer = await post("/pair", { secret: server.shellSecret, face, name, station: station ?? null });
      const paired = pairAnswer.parse(await answer.json());
      if (paired.status !== "paired") throw new Error(paired.status);
      return paired;
    },
    connect: async (device) => {
      const client = await connectLanClient({ port: server.httpPort });
      await client.hello(device.deviceToken);
      return client;
    },
    reveal: async (device, revealId) => {
      const answer = await post("/reveal", { revealId }, { authorization: `Bearer ${device.deviceToken}` });
      return revealAnswer.parse(await answer.json());
    },
    restart: async (meanwhile) => {
      await server.stop();
      await meanwhile?.();
      server = await start();
    },
    startAgain: async () => {
      server = await start();
    },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The result of an accepted command; throws what was refused. */
export function resultOf(answer: Awaited<ReturnType<LanClient["command"]>>): Readonly<Record<string, unknown>> {
  if (answer.kind !== "accepted") throw new Error(`refused: ${JSON.stringify(answer)}`);
  return present(answer.result, "the result");
}
