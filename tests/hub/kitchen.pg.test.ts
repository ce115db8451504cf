import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { AdminHubStatus } from "#contract/admin.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubConfig, type HubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints } from "#hub/relay/hints.ts";
import { publish } from "#hub/relay/publish.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { siteStates } from "#hub/store/site-states.ts";
import { present } from "#kernel/assert.ts";
import { openDatabase } from "#main/store/database.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/** Real kitchens beside a real hub: the hub's copy equals each log, whatever stopped in between. */
const NATIONAL = { kind: "national" } as const;
let database: HubDatabase;
let hub: HubServer;
let config: HubConfig;
const kitchens: RealKitchen[] = [];

beforeEach(async () => {
  const databaseUrl = inject("hubDatabaseUrl");
  database = openHubDatabase({
    url: databaseUrl,
    connectionsMaxCount: 2,
    onConnectionLost: () => undefined,
  });
  config = {
    databaseUrl,
    redisUrl: inject("hubRedisUrl"),
    host: "127.0.0.1",
    port: 0,
    connectionsMaxCount: 4,
    nowMs: Date.now,
    log: createHubLog("silent"),
    enrolmentsPerMinuteCount: 1_000,
  };
  hub = await createHubServer(config);
  config = { ...config, port: hub.port };
});
afterEach(async () => {
  for (const kitchen of kitchens.splice(0)) await kitchen.stop();
  await hub.stop();
  await database.close();
});

/** A founded kitchen; its people are what gives its log events. */
async function foundedKitchen(name: string) {
  const kitchen = await createRealKitchen();
  kitchens.push(kitchen);
  const head = await kitchen.person("Rina", "kitchen-head");
  const manager = await kitchen.connect(await kitchen.device("manager", "Konsol"));
  await manager.signIn({ pin: head.number });
  const fields = { siteName: name, timeZone: "Asia/Jakarta" };
  const body = { fields };
  await manager.command({
    type: "update-site-profile",
    body,
    staffId: head.staffId,
    signatures: [{ pin: head.number }],
  });
  return kitchen;
}

async function join(kitchen: RealKitchen, regionId = "jabar") {
  const { joinCode } = await makeJoinCode(database, NATIONAL, { regionId, siteName: "Uji" }, Date.now());
  const answer = await kitchen.admin("/admin/hub-join", { hubUrl: `http://127.0.0.1:${hub.port}`, joinCode });
  return (await answer.json()) as { readonly kind: string; readonly code?: string };
}
const statusOf = async (kitchen: RealKitchen) =>
  present(
    ((await (await kitchen.admin("/admin/hub-status", {})).json()) as { readonly status: AdminHubStatus }).status,
    "a status",
  );

/** Waits until the hub holds all the kitchen has; fails by the test's own timeout. */
async function caughtUp(kitchen: RealKitchen) {
  await expect
    .poll(() => statusOf(kitchen), { timeout: 30_000, interval: 50 })
    .toMatchObject({ state: "connected", unackedCount: 0 });
}

/** Event for event and hash for hash, read from the kitchen's file and from Postgres by nothing the product uses. */
async function expectEqualLogs(kitchen: RealKitchen) {
  const store = openDatabase(dataFolderAt(kitchen.dataDir).storeFile);
  const own = store.connection.prepare("SELECT seq, event_id, lower(hex(hash)) AS hash FROM event ORDER BY seq").all();
  const { value: siteId } = store.connection.prepare("SELECT value FROM meta WHERE key = 'site_id'").get() as {
    value: string;
  };
  store.close();
  const held = await database.inScope({ kind: "site", siteId }, (db) =>
    db.selectFrom("event").select(["seq", "event_id", "hash"]).orderBy("seq").execute(),
  );
  expect(own.length).toBeGreaterThan(3);
  expect(held.map(({ hash, ...row }) => ({ ...row, hash: hash.toString("hex") }))).toEqual(own);
}

test("two kitchens that worked alone join, and the hub holds both logs; what they do next arrives at once", async () => {
  const [north, south] = [await foundedKitchen("SPPG Utara"), await foundedKitchen("SPPG Selatan")];
  for (let index = 0; index < 30; index += 1) await north.person(`Orang ${index}`, "kitchen-staff");
  expect(await join(north)).toMatchObject({ kind: "joined", regionId: "jabar" });
  expect(await join(south, "jatim")).toMatchObject({ kind: "joined" });
  await Promise.all([caughtUp(north), caughtUp(south)]);
  await north.person("Sari", "kitchen-staff");
  await caughtUp(north);
  await expectEqualLogs(north);
  await expectEqualLogs(south);
  const states = await siteStates(database, { kind: "region", regionId: "jatim" });
  expect(states.map(({ name }) => name)).toContain("SPPG Selatan");
  expect(states.map(({ name }) => name)).not.toContain("SPPG Utara");
});

test("the hub away, killed and back, the kitchen started anew: nothing lost, nothing doubled, work never waits", async () => {
  const kitchen = await foundedKitchen("SPPG Timur");
  await join(kitchen);
  await caughtUp(kitchen);
  for (let round = 0; round < 3; round += 1) {
    await hub.stop();
    for (let index = 0; index < 4; index += 1) await kitchen.person(`Orang ${round} ${index}`, "kitchen-staff");
    expect(await statusOf(kitchen)).toMatchObject({ state: "connecting" });
    expect((await statusOf(kitchen)).unackedCount).toBeGreaterThan(0);
    if (round === 1) await kitchen.restart();
    hub = await createHubServer(config);
    await caughtUp(kitchen);
  }
  await expectEqualLogs(kitchen);
});

test("a hub that holds another log than the kitchen is given nothing more, and the kitchen says why", async () => {
  const kitchen = await foundedKitchen("SPPG Lain");
  await join(kitchen, "lain");
  await caughtUp(kitchen);
  await hub.stop();
  const owner = new pg.Client({ connectionString: config.databaseUrl });
  await owner.connect();
  await owner.query("UPDATE site SET acked_hash = sha256(acked_hash) WHERE region_id = 'lain'");
  await owner.end();
  await kitchen.person("Sesudahnya", "kitchen-staff");
  hub = await createHubServer(config);
  await expect
    .poll(() => statusOf(kitchen), { timeout: 20_000 })
    .toMatchObject({ state: "refused", lastError: "diverged" });
  const [state] = await siteStates(database, { kind: "region", regionId: "lain" });
  expect(state?.ackedSeq).toBe((await statusOf(kitchen)).ackedSeq);
  expect((await statusOf(kitchen)).unackedCount).toBeGreaterThan(0);
});

test("what headquarters announces is read in the kitchen, acknowledged there, and headquarters sees by whom", async () => {
  const kitchen = await foundedKitchen("SPPG Pesan");
  const region = `pesan-${process.pid}`;
  await join(kitchen, region);
  await caughtUp(kitchen);
  const publicationId = `publication_${"c".repeat(31)}1` as PublicationId; // well formed
  const hints = createHints(config.redisUrl, config.log);
  const document = {
    title: "Air",
    text: "Masak air dulu",
    severity: "critical",
    needsAcknowledgement: true,
    untilDate: null,
  };
  const publication = {
    publicationId,
    hubStreamIds: [`region:${region}`],
    type: "announcement-published",
    v: 1,
    document,
    by: "uji",
  };
  await publish({ database, hints, nowMs: Date.now }, NATIONAL, publication);
  const head = await kitchen.person("Kepala Dua", "kitchen-head");
  const manager = await kitchen.connect(await kitchen.device("manager", "Konsol 2"));
  await manager.signIn({ pin: head.number });
  const watched = manager.watch({ query: "announcements", params: {}, key: "publicationId", staffId: head.staffId });
  await expect
    .poll(() => watched.rows(), { timeout: 15_000 })
    .toMatchObject([{ publicationId, ...document, acknowledgedAtMs: null }]);
  await kitchen.restart();
  const reach = () =>
    database.inScope({ kind: "region", regionId: region }, (db) =>
      db.selectFrom("publication_reach").selectAll().where("publication_id", "=", publicationId).execute(),
    );
  await expect
    .poll(reach, { timeout: 15_000 })
    .toMatchObject([{ publication_id: publicationId, acknowledged_at_ms: null }]);
  const again = await kitchen.connect(await kitchen.device("manager", "Konsol 3"));
  await again.signIn({ pin: head.number });
  const answer = await again.command({
    type: "acknowledge-announcement",
    body: { publicationId },
    staffId: head.staffId,
  });
  expect(answer).toMatchObject({ kind: "accepted" });
  await expect.poll(reach, { timeout: 15_000 }).toMatchObject([{ acknowledged_at_ms: expect.any(Number) }]);
  await caughtUp(kitchen);
  await expectEqualLogs(kitchen);
  await hints.close();
});

test("names of people, numbers and secrets are nowhere in what the hub was given", async () => {
  const kitchen = await foundedKitchen("SPPG Barat");
  await kitchen.person("Xanthippe Wulandari", "kitchen-staff");
  await join(kitchen);
  await caughtUp(kitchen);
  const rows = await database.inScope(NATIONAL, (db) => db.selectFrom("event").select(["body", "marks"]).execute());
  expect(rows.length).toBeGreaterThan(3);
  expect(JSON.stringify(rows)).not.toContain("Xanthippe");
});

test("wrong codes, a hub that is not there and a kitchen without a name are told apart; nothing is joined", async () => {
  const nameless = await createRealKitchen();
  kitchens.push(nameless);
  expect(await join(nameless)).toMatchObject({ kind: "refused", code: "kitchen-not-founded" });
  const kitchen = await foundedKitchen("SPPG Tengah");
  const joined = async (hubUrl: string, joinCode: string) =>
    (await kitchen.admin("/admin/hub-join", { hubUrl, joinCode })).json();
  const url = `http://127.0.0.1:${hub.port}`;
  expect(await joined(url, "ABCD-0000")).toMatchObject({ kind: "refused", code: "join-code-unknown" });
  expect(await joined(url, "?")).toMatchObject({ kind: "refused", code: "join-code-unknown" });
  expect(await joined("ftp://x", "ABCD-0000")).toMatchObject({ kind: "refused", code: "hub-url-invalid" });
  expect(await joined("http://127.0.0.1:9", "ABCD-0000")).toMatchObject({ kind: "refused", code: "hub-unreachable" });
  expect(await statusOf(kitchen)).toMatchObject({ state: "not-joined", hubUrl: null });
});
