import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { HubEvent } from "#contract/hub-protocol.ts";
import { present } from "#kernel/assert.ts";
import type { PushOrder, PushReport } from "./hub-pushers.ts";
import { startHubRig, type HubRig } from "./hub-rig.ts";
import { benchLog, siteOfNumber } from "./hub-sites.ts";
import { percentile, reportFigure } from "./report.ts";

/**
 * P3: the hub's ingest end to end: eight kitchens push at once from a process of their own, each event read, checked by its
 * schema, hashed over the one before, committed and acknowledged. In turns within the run, on the same machine:
 *
 * - floor: the same rows by `INSERT … VALUES` of 500, eight connections at once, into a table of the same columns and indexes in
 *   the same Postgres; nothing read, nothing checked;
 * - peer: the same events as documents, PouchDB → express-pouchdb, batches of 500, LevelDB on both sides.
 *
 * The middle one of the turns counts, the first turn of each warms.
 */
const TURNS_COUNT = 5;
const SITES_COUNT = 8;
const EVENTS_COUNT = 3_000;
const FLOOR_MIN_RATIO = 0.25;
const PEER_MIN_RATIO = 5;
const ROWS_PER_INSERT_COUNT = 500;

const rig = await startHubRig({ nodesCount: 1 });
const peers = installPeers();
const rates: Record<"hub" | "floor" | "pouch", number[]> = { hub: [], floor: [], pouch: [] };
await makeFloorTable();
for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
  rates.hub.push(await hubTurn(turn));
  rates.floor.push(await floorTurn(turn));
  rates.pouch.push(await pouchTurn(turn));
}
rmSync(peers, { recursive: true, force: true });
await rig.stop();

const middle = (all: readonly number[]) => percentile(all.slice(1), 50);
const [hub, floor, pouch] = [middle(rates.hub), middle(rates.floor), middle(rates.pouch)];
const shared = { bench: "P3", value: hub, floor, peer: "PouchDB → express-pouchdb", peerValue: pouch } as const;
reportFigure({
  ...shared,
  metric: "events-per-second-of-floor",
  target: `>= ${FLOOR_MIN_RATIO} x raw multi-row insert`,
  pass: hub >= FLOOR_MIN_RATIO * floor,
});
reportFigure({
  ...shared,
  metric: "events-per-second-of-peer",
  target: `>= ${PEER_MIN_RATIO} x PouchDB`,
  pass: hub >= PEER_MIN_RATIO * pouch,
});

async function hubTurn(turn: number): Promise<number> {
  const sites = await rig.enrol(turn * SITES_COUNT, SITES_COUNT);
  const pushers = fork(new URL("./hub-pushers.ts", import.meta.url));
  const order: PushOrder = {
    port: present(rig.nodes[0], "a node").port,
    siteNumbers: sites.map(({ number }) => number),
    eventsCount: EVENTS_COUNT,
  };
  const tookMs = await driven(pushers, order);
  await end(pushers);
  await expectHeld(rig, SITES_COUNT * EVENTS_COUNT * (turn + 1));
  return (SITES_COUNT * EVENTS_COUNT * 1_000) / tookMs;
}

/** Sends the order, says go once the process is ready, answers how long it took. */
async function driven(child: ChildProcess, order: object, go: unknown = "go"): Promise<number> {
  child.send(order);
  await once(child, "message");
  child.send(go as string); // what the process of that name reads
  const [report] = (await once(child, "message")) as [Extract<PushReport, { kind: "pushed" }>]; // what it sends last
  return report.tookMs;
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill();
  await exited;
}

/** What was acknowledged is counted in the table: a rate of events that are not there would be worth nothing. */
async function expectHeld({ database }: HubRig, expectedCount: number): Promise<void> {
  const { count } = await database.inScope({ kind: "national" }, (db) =>
    db
      .selectFrom("event")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow(),
  );
  if (Number(count) !== expectedCount) throw new Error(`the hub holds ${count} of ${expectedCount} events`);
}

async function makeFloorTable(): Promise<void> {
  const client = new pg.Client({ connectionString: rig.databaseUrl });
  await client.connect();
  await client.query("CREATE TABLE floor_event (LIKE event INCLUDING ALL)");
  await client.end();
}

async function floorTurn(turn: number): Promise<number> {
  const logs = Array.from({ length: SITES_COUNT }, (_, index) => {
    const site = siteOfNumber(turn * SITES_COUNT + index);
    return chunks(benchLog(site, { fromSeq: 1, count: EVENTS_COUNT })).map((rows) => insertOf(site.siteId, rows));
  });
  const clients = logs.map(() => new pg.Client({ connectionString: rig.databaseUrl }));
  for (const client of clients) await client.connect();
  const startedMs = performance.now();
  await Promise.all(
    logs.map(async (inserts, index) => {
      for (const insert of inserts) await present(clients[index], "a client").query(insert);
    }),
  );
  const tookMs = performance.now() - startedMs;
  for (const client of clients) await client.end();
  return (SITES_COUNT * EVENTS_COUNT * 1_000) / tookMs;
}

function chunks(log: readonly HubEvent[]): readonly (readonly HubEvent[])[] {
  const count = Math.ceil(log.length / ROWS_PER_INSERT_COUNT);
  return Array.from({ length: count }, (_, index) =>
    log.slice(index * ROWS_PER_INSERT_COUNT, (index + 1) * ROWS_PER_INSERT_COUNT),
  );
}

function insertOf(siteId: string, events: readonly HubEvent[]): pg.QueryConfig {
  const rows = events.map((event) => [
    siteId,
    "00000000000000b1",
    event.seq,
    event.eventId,
    event.streamId,
    event.streamVersion,
    event.domain,
    event.type,
    event.v,
    event.occurredAtMs,
    event.recordedAtMs,
    event.serviceDate,
    event.staffId,
    event.deviceId,
    event.commandId,
    event.class,
    JSON.stringify(event.body),
    JSON.stringify(event.marks),
    Buffer.from(event.hash, "hex"),
    event.recordedAtMs,
  ]);
  const width = present(rows[0], "a row").length;
  const places = rows.map(
    (_, row) => `(${Array.from({ length: width }, (__, at) => `$${row * width + at + 1}`).join(",")})`,
  );
  return {
    name: `floor-${rows.length}`,
    text: `INSERT INTO floor_event (site_id, epoch, seq, event_id, stream_id, stream_version, domain, type, v, occurred_at_ms,
      recorded_at_ms, service_date, staff_id, device_id, command_id, class, body, marks, hash, received_at_ms)
      VALUES ${places.join(",")}`,
    values: rows.flat(),
  };
}

/** PouchDB and its server, from the lockfile beside them, in a folder of the run. */
function installPeers(): string {
  const folder = mkdtempSync(join(tmpdir(), "bergizi-peers-"));
  cpSync(new URL("./peers", import.meta.url), folder, { recursive: true });
  const installed = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "inherit",
  });
  if (installed.status !== 0) throw new Error("the peers of P3 could not be installed");
  return folder;
}

async function pouchTurn(turn: number): Promise<number> {
  const folder = mkdtempSync(join(peers, "turn-"));
  const server = fork(join(peers, "pouch-server.cjs"), [`${folder}/`]);
  const [port] = (await once(server, "message")) as [number]; // what pouch-server.cjs sends
  const source = fork(join(peers, "pouch-source.cjs"), [folder]);
  const documents = Array.from({ length: SITES_COUNT }, (_, index) => siteOfNumber(turn * SITES_COUNT + index)).flatMap(
    (site) => benchLog(site, { fromSeq: 1, count: EVENTS_COUNT }).map((event) => ({ _id: event.eventId, ...event })),
  );
  const tookMs = await driven(source, { round: turn, documents }, { to: `http://127.0.0.1:${port}/target` });
  await end(source);
  await end(server);
  return (documents.length * 1_000) / tookMs;
}
