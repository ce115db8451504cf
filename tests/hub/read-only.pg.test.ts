import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubServer } from "#hub/hub-server.ts";
import { startLocalPostgres, type LocalPostgres } from "#hub/local/postgres.ts";
import { createHubLog } from "#hub/log.ts";
import { openHubDatabase } from "#hub/store/database.ts";
import { migrateHub } from "#hub/store/migrate.ts";
import { createHubSite, enrol, FIRST_EPOCH, greet, type HubSite } from "#tests/kit/hub-site.ts";

/** A Postgres of this file's own, which stops taking writes and starts again. */
let folder: string;
let postgres: LocalPostgres;
let hub: HubServer;
let origin: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-read-only-"));
  const started = await startLocalPostgres(folder);
  if (!started.ok) throw new Error(started.error.message);
  postgres = started.value;
  const migrated = await migrateHub(postgres.url);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const log = createHubLog("silent");
  const address = { databaseUrl: postgres.url, redisUrl: null, host: "127.0.0.1", port: 0 };
  hub = await createHubServer({ ...address, connectionsMaxCount: 2, nowMs: Date.now, log });
  origin = `http://127.0.0.1:${hub.port}`;
});
afterAll(async () => {
  await hub.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every session from now on may write, or may not; those that are open are ended. */
async function setReadOnly(value: "on" | "off"): Promise<void> {
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query("SET default_transaction_read_only = off");
  await owner.query(`ALTER DATABASE bergizi_hub SET default_transaction_read_only = ${value}`);
  await owner.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'bergizi_hub'",
  );
  await owner.end();
}
const push = (site: HubSite) => ({ kind: "push", epoch: FIRST_EPOCH.epoch, events: site.log });
const readiness = async () => (await fetch(`${origin}/readyz`)).status;

test("a Postgres that takes no writes: not ready, every kitchen told when to come again, nothing acknowledged; then all is taken", async () => {
  const database = openHubDatabase({ url: postgres.url, connectionsMaxCount: 1, onConnectionLost: () => undefined });
  const scope = { kind: "national" } as const;
  const { joinCode } = await makeJoinCode(database, scope, { regionId: "jabar", siteName: "Uji" }, Date.now());
  await database.close();
  const site = createHubSite();
  expect((await enrol(origin, site, joinCode)).status).toBe(200);
  site.write(5);
  const before = await greet(origin, site, { changes: { nowMs: 0 } });
  expect(before.answer).toMatchObject({ kind: "welcome", ackedSeq: 0 });
  expect(await readiness()).toBe(200);
  await setReadOnly("on");
  expect(await readiness()).toBe(503);
  before.socket.send(push(site));
  expect(await before.socket.next()).toMatchObject({ kind: "refused", code: "retry" });
  await before.socket.closed;
  expect((await greet(origin, site)).answer).toMatchObject({ kind: "refused", code: "retry" });
  expect((await enrol(origin, createHubSite(), joinCode)).status).toBe(503);
  await setReadOnly("off");
  await expect.poll(readiness).toBe(200);
  const after = await greet(origin, site);
  expect(after.answer).toMatchObject({ kind: "welcome", ackedSeq: 0 });
  after.socket.send(push(site));
  expect(await after.socket.next()).toMatchObject({ kind: "ack", seq: 5 });
  await after.socket.close();
});

test("a connection that breaks while it is lent out fails its own transaction and nothing else", async () => {
  const lost: string[] = [];
  const onConnectionLost = (cause: Error) => lost.push(cause.message);
  const database = openHubDatabase({ url: postgres.url, connectionsMaxCount: 1, onConnectionLost });
  const scope = { kind: "national" } as const;
  const broken = database.inScope(scope, async (db) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
    const owner = new pg.Client({ connectionString: postgres.url });
    await owner.connect();
    await owner.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    await owner.end();
    // Nothing is asked of it now, so only the connection itself can tell.
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    return db.selectFrom("site").selectAll().execute();
  });
  await expect(broken).rejects.toThrow();
  expect(await database.isWritable()).toBe(true);
  await database.close();
});
