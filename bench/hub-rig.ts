import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enrolText, type EnrolBody } from "#contract/hub-protocol.ts";
import { enrolSite } from "#hub/enrol/enrol.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { startLocalPostgres } from "#hub/local/postgres.ts";
import { startLocalRedis } from "#hub/local/redis.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { migrateHub } from "#hub/store/migrate.ts";
import type { SiteId } from "#kernel/ids.ts";
import { ensureHubServers } from "#scripts/find-hub-servers.ts";
import { siteOfNumber, type BenchSite } from "./hub-sites.ts";

/** A hub on real servers in a scratch folder: Postgres, Redis and nodes, each a process of its own on loopback. */
export interface HubRig {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Reads and writes the hub's tables, beside the nodes. */
  readonly database: HubDatabase;
  readonly nodes: readonly HubNode[];
  /** Kitchens enrolled by a join code each, all of region `jabar`; numbers from `fromNumber`. */
  enrol(fromNumber: number, count: number): Promise<readonly BenchSite[]>;
  stop(): Promise<void>;
}

export interface HubNode {
  readonly process: ChildProcess;
  readonly port: number;
}

export async function startHubRig(options: { readonly nodesCount: number }): Promise<HubRig> {
  if (!ensureHubServers()) throw new Error("Postgres or Redis is not on this machine");
  const folder = mkdtempSync(join(tmpdir(), "bergizi-bench-"));
  const postgres = await startLocalPostgres(folder);
  if (!postgres.ok) throw new Error(postgres.error.message);
  const redis = await startLocalRedis(join(folder, "redis"));
  if (!redis.ok) throw new Error(redis.error.message);
  const migrated = await migrateHub(postgres.value.url);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const { url: databaseUrl } = postgres.value;
  const { url: redisUrl } = redis.value;
  const database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 4, onConnectionLost: () => undefined });
  const nodes: HubNode[] = [];
  for (let index = 0; index < options.nodesCount; index += 1) nodes.push(await startNode(databaseUrl, redisUrl));
  return {
    databaseUrl,
    redisUrl,
    database,
    nodes,
    enrol: async (fromNumber, count) => {
      const sites = Array.from({ length: count }, (_, index) => siteOfNumber(fromNumber + index));
      for (const site of sites) await enrol(database, site);
      return sites;
    },
    stop: async () => {
      for (const node of nodes) {
        const exited = once(node.process, "exit");
        node.process.send("stop");
        await exited;
      }
      await database.close();
      await redis.value.kill();
      await postgres.value.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startNode(databaseUrl: string, redisUrl: string): Promise<HubNode> {
  const child = fork(new URL("./hub-node.ts", import.meta.url), [databaseUrl, redisUrl], { execArgv: ["--expose-gc"] });
  const [port] = (await once(child, "message")) as [number]; // what the node sends first
  return { process: child, port };
}

async function enrol(database: HubDatabase, site: BenchSite): Promise<void> {
  const named = { regionId: "jabar", siteName: `SPPG ${site.number}` };
  const { joinCode } = await makeJoinCode(database, { kind: "national" }, named, Date.now());
  const siteId = site.siteId as SiteId; // made with the prefix of a site
  const asked = { joinCode, siteId, publicKey: site.publicKey };
  const body: EnrolBody = {
    ...asked,
    siteName: named.siteName,
    timeZone: "Asia/Jakarta",
    signature: site.sign(enrolText(asked)),
  };
  const enrolled = await enrolSite(database, body, Date.now());
  if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.error}`);
}
