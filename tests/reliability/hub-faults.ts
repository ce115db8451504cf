import { randomFillSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import pg from "pg";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints } from "#hub/relay/hints.ts";
import { publish } from "#hub/relay/publish.ts";
import { openHubDatabase } from "#hub/store/database.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import { startFleet, type Fleet } from "./hub-fleet.ts";

export interface HubFaultReport {
  readonly faultCounts: Readonly<Record<string, number>>;
  readonly acknowledgedCount: number;
  readonly publishedCount: number;
  readonly findings: readonly string[];
}

const NATIONAL = { kind: "national" } as const;
const CONVERGE_MAX_MS = 90_000;
const makeId = createIdFactory({ nowMs: Date.now, fillRandom: (bytes) => void randomFillSync(bytes) });

/**
 * Two kitchens, two nodes of the hub, Postgres and Redis, all real processes: killed, cut and stalled at seeded moments while people
 * are added in the kitchens and headquarters publishes. Then everything is started, and every log and stream is read from the files
 * and from Postgres by nothing the product uses.
 */
export async function runHubFaults(options: {
  readonly faultCount: number;
  readonly seed: number;
  /** SQL run once the hub's tables are there, to take a mechanism away. */
  readonly breakSql?: string;
}): Promise<HubFaultReport> {
  const folder = mkdtempSync(join(tmpdir(), "hub-faults-"));
  const random = createSeededRandom(options.seed);
  const joinCode = async (url: string) => {
    const database = openHubDatabase({ url, connectionsMaxCount: 1, onConnectionLost: () => undefined });
    const made = await makeJoinCode(database, NATIONAL, { regionId: "jabar", siteName: "Uji" }, Date.now());
    await database.close();
    return made.joinCode;
  };
  const fleet = await startFleet(folder, { nodeCount: 2, kitchenCount: 2, joinCode });
  try {
    if (options.breakSql !== undefined) await asOwner(fleet, (client) => client.query(options.breakSql ?? ""));
    const work = beginWork(fleet, random);
    const faultCounts: Record<string, number> = {};
    for (let count = 0; count < options.faultCount; count += 1) {
      const name = await strike(fleet, random);
      faultCounts[name] = (faultCounts[name] ?? 0) + 1;
      await pause(random() * 400);
    }
    const { acknowledged, published } = await work.stop();
    const isConverged = await converged(fleet);
    const findings = [
      ...(isConverged ? [] : ["a kitchen and the hub did not become equal in time"]),
      ...(await checkFleet(fleet, acknowledged, published)),
    ];
    const acknowledgedCount = acknowledged.reduce((sum, ids) => sum + ids.length, 0);
    return { faultCounts, acknowledgedCount, publishedCount: published.length, findings };
  } finally {
    await fleet.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People are added and publications made without pause; only what was answered counts. */
function beginWork(fleet: Fleet, random: () => number) {
  const acknowledged: string[][] = fleet.kitchens.map(() => []);
  const published: string[] = [];
  const log = createHubLog("silent");
  const database = openHubDatabase({
    url: fleet.databaseUrl,
    connectionsMaxCount: 2,
    onConnectionLost: () => undefined,
  });
  const hints = createHints(fleet.redisUrl, log);
  let isOver = false;
  const loops = [
    ...fleet.kitchens.map(async (kitchen, index) => {
      while (!isOver) {
        const staffId = makeId("staff");
        if (await kitchen.addPerson(staffId)) acknowledged[index]?.push(staffId);
        await pause(20 + random() * 120);
      }
    }),
    (async () => {
      while (!isOver) {
        const publicationId = makeId("publication");
        if (await publishUntilAnswered(publicationId)) published.push(publicationId);
        await pause(100 + random() * 300);
      }
    })(),
  ];
  /** A publication whose answer was lost is published again under its id: it is there once. */
  async function publishUntilAnswered(publicationId: ReturnType<typeof makeId<"publication">>): Promise<boolean> {
    const document = {
      title: "Uji",
      text: publicationId,
      severity: "info",
      needsAcknowledgement: false,
      untilDate: null,
    };
    for (let attempt = 0; attempt < 200 && !(isOver && attempt === 0); attempt += 1) {
      try {
        const publication = { publicationId, type: "announcement-published", v: 1, document, by: "uji" };
        const said = await publish({ database, hints, nowMs: Date.now }, NATIONAL, {
          ...publication,
          hubStreamIds: ["national"],
        });
        if (said.ok || said.error.code === "publication-exists") return true;
      } catch {
        // Postgres is away.
      }
      await pause(100);
    }
    return false;
  }
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(loops);
      await hints.close();
      await database.close().catch(() => undefined);
      return { acknowledged, published };
    },
  };
}

/** One fault, and what it takes to go on; names it. */
async function strike(fleet: Fleet, random: () => number): Promise<string> {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const downMs = random() * 300;
  const kind = pick(["node", "node", "kitchen", "kitchen", "postgres", "redis", "cut", "cut", "stall"]) ?? "cut";
  switch (kind) {
    case "node":
    case "kitchen": {
      const struck = pick(kind === "node" ? fleet.nodes : fleet.kitchens);
      await struck?.kill();
      await pause(downMs);
      await struck?.start();
      return kind;
    }
    case "postgres":
      await fleet.postgres.crash();
      await pause(downMs);
      await fleet.postgres.restart();
      return kind;
    case "redis":
      await fleet.redis.kill();
      await pause(downMs);
      await fleet.redis.restart();
      return kind;
    case "stall":
      fleet.gate.stall(200 + downMs);
      return kind;
    default:
      fleet.gate.cut();
      return kind;
  }
}

/** Waits until every kitchen says the hub holds all it has, with nothing more coming from the hub. */
async function converged(fleet: Fleet): Promise<boolean> {
  const endsAt = performance.now() + CONVERGE_MAX_MS;
  let calmCount = 0;
  while (performance.now() < endsAt) {
    const statuses = await Promise.all(fleet.kitchens.map((kitchen) => kitchen.hubStatus()));
    const isCalm = statuses.every((status) => status?.state === "connected" && status.unackedCount === 0);
    calmCount = isCalm ? calmCount + 1 : 0;
    // A delivered message becomes an event that is pushed: calm for a while means that nothing is under way either.
    if (calmCount >= 20) return true;
    await pause(100);
  }
  return false;
}

interface LogRow {
  readonly seq: number;
  readonly event_id: string;
  readonly hash: string;
  readonly type: string;
  readonly body: string;
}

/** What is wrong between the kitchens' files, Postgres and what was answered; nothing when all is as it must be. */
async function checkFleet(
  fleet: Fleet,
  acknowledged: readonly (readonly string[])[],
  published: readonly string[],
): Promise<readonly string[]> {
  const findings: string[] = [];
  const stream = await asOwner(fleet, (client) =>
    client.query<{ stream_id: string; number: string; publication_id: string }>(
      "SELECT stream_id, number, publication_id FROM message ORDER BY stream_id, number",
    ),
  );
  // Both kitchens are of one region and nobody writes to one alone: each reads all there is.
  const streamIds = [...new Set(stream.rows.map((row) => row.stream_id))];
  const orderOf = (streamId: string) =>
    stream.rows.filter((row) => row.stream_id === streamId).map((row) => row.publication_id);
  for (const streamId of streamIds) {
    const numbers = stream.rows.filter((row) => row.stream_id === streamId).map((row) => Number(row.number));
    if (numbers.some((number, index) => number !== index + 1)) findings.push(`the numbers of ${streamId} have holes`);
  }
  for (const id of published) if (!orderOf("national").includes(id)) findings.push(`${id} was published and is gone`);
  for (const [index, kitchen] of fleet.kitchens.entries()) {
    const file = new Database(join(kitchen.dataDir, "kitchen.sqlite"), { readonly: true });
    const own = file
      .prepare<[], LogRow>("SELECT seq, event_id, lower(hex(hash)) AS hash, type, body FROM event ORDER BY seq")
      .all();
    const siteId = file.prepare("SELECT value FROM meta WHERE key = 'site_id'").pluck().get();
    file.close();
    const held = await asOwner(fleet, (client) =>
      client.query<{ seq: string; event_id: string; hash: string }>(
        "SELECT seq, event_id, encode(hash, 'hex') AS hash FROM event WHERE site_id = $1 ORDER BY seq",
        [siteId],
      ),
    );
    const differs = own.findIndex((row, at) => {
      const other = held.rows[at];
      return other?.event_id !== row.event_id || other.hash !== row.hash || Number(other.seq) !== row.seq;
    });
    if (differs >= 0 || held.rows.length !== own.length) {
      findings.push(
        `kitchen ${index}: ${own.length} events, ${held.rows.length} at the hub, differing from row ${differs}`,
      );
    }
    const text = own.map((row) => row.body).join("\n");
    for (const id of acknowledged[index] ?? [])
      if (!text.includes(id)) findings.push(`kitchen ${index}: ${id} was answered and is gone`);
    const received = own.filter((row) => row.type === "publication-received").map((row) => publicationIn(row.body));
    for (const streamId of new Set([...streamIds, ...received.map((publication) => publication.hubStreamId)])) {
      const order = orderOf(streamId);
      const ids = received.filter(({ hubStreamId }) => hubStreamId === streamId).map((it) => it.publicationId);
      if (JSON.stringify(ids) !== JSON.stringify(order)) {
        findings.push(
          `kitchen ${index} received ${ids.length} of ${order.length} of ${streamId}, or not in order, or twice`,
        );
      }
    }
  }
  return findings;
}

function publicationIn(body: string): { readonly hubStreamId: string; readonly publicationId: string } {
  return JSON.parse(body) as ReturnType<typeof publicationIn>; // an event of this type
}

/** As the role that owns the tables and is above row level security. */
async function asOwner<Value>(fleet: Fleet, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: fleet.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
