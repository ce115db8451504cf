import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubConfig, type HubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createHubSite, enrol, FIRST_EPOCH, greet, openHubSocket, type HubSite } from "#tests/kit/hub-site.ts";

/** HUB1–HUB11 over real sockets to two nodes on one real Postgres. */
let nodes: readonly HubServer[];
let config: HubConfig;
let origin: string;
let other: string;
let database: HubDatabase;
const NATIONAL = { kind: "national" } as const;

beforeAll(async () => {
  const databaseUrl = inject("hubDatabaseUrl");
  config = {
    databaseUrl,
    redisUrl: inject("hubRedisUrl"),
    host: "127.0.0.1",
    port: 0,
    connectionsMaxCount: 4,
    nowMs: Date.now,
    enrolmentsPerMinuteCount: 1_000,
    log: createHubLog(process.env["HUB_LOG"] ?? "silent"),
  };
  nodes = [await createHubServer(config), await createHubServer(config)];
  origin = `http://127.0.0.1:${nodes[0]?.port}`;
  other = `http://127.0.0.1:${nodes[1]?.port}`;
  database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 2, onConnectionLost: () => undefined });
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await database.close();
});

const joinCode = async (regionId = "jabar", nowMs = Date.now()) =>
  (await makeJoinCode(database, NATIONAL, { regionId, siteName: "SPPG Uji" }, nowMs)).joinCode;

async function enrolled(): Promise<HubSite> {
  const site = createHubSite();
  expect((await enrol(origin, site, await joinCode())).status).toBe(200);
  return site;
}

/** What the hub holds of a kitchen, oldest first, in the log as its newest epoch sees it. */
async function held(site: HubSite) {
  const rows = await database.inScope({ kind: "site", siteId: site.siteId }, (db) =>
    db.selectFrom("event").selectAll().orderBy("seq").orderBy("epoch").execute(),
  );
  return rows;
}
const push = (events: readonly object[], epoch = FIRST_EPOCH.epoch) => ({ kind: "push", epoch, events });
const incidents = (site: HubSite) =>
  database.inScope({ kind: "site", siteId: site.siteId }, (db) => db.selectFrom("incident").selectAll().execute());

describe("enrolment (HUB1)", () => {
  test("a code enrols one kitchen once; its lost answer may be asked for again", async () => {
    const site = createHubSite();
    const code = await joinCode();
    expect(await enrol(origin, site, code)).toMatchObject({
      status: 200,
      body: { siteId: site.siteId, regionId: "jabar" },
    });
    expect(await enrol(other, site, code)).toMatchObject({ status: 200 });
    expect(await enrol(origin, createHubSite(), code)).toMatchObject({ status: 409, body: { code: "join-code-used" } });
  });

  test("unknown, expired and malformed codes, and a signature of another key, are refused and enrol nobody", async () => {
    const site = createHubSite();
    expect(await enrol(origin, site, "ZZZZ-0000")).toMatchObject({ body: { code: "join-code-unknown" } });
    const old = await joinCode("jabar", Date.now() - 25 * 3_600_000);
    expect(await enrol(origin, site, old)).toMatchObject({ status: 410, body: { code: "join-code-expired" } });
    expect(await enrol(origin, site, "12345678")).toMatchObject({ status: 400, body: { code: "invalid-body" } });
    const code = await joinCode();
    const { publicKey } = createHubSite();
    expect(await enrol(origin, site, code, { publicKey })).toMatchObject({
      status: 403,
      body: { code: "signature-wrong" },
    });
    expect((await greet(origin, site)).answer).toMatchObject({ code: "site-unknown" });
    expect((await enrol(origin, site, code)).status).toBe(200);
  });

  test("an address that tries codes is slowed down", async () => {
    const { port, stop } = await createHubServer({ ...config, enrolmentsPerMinuteCount: 3 });
    const node = `http://127.0.0.1:${port}`;
    for (let tried = 0; tried < 3; tried += 1) await enrol(node, createHubSite(), "ZZZZ-0000");
    expect(await enrol(node, createHubSite(), await joinCode())).toMatchObject({
      status: 429,
      body: { code: "rate-limited" },
    });
    await stop();
  });

  test("of two kitchens with one code at the same instant, one is enrolled", async () => {
    const code = await joinCode();
    const answers = await Promise.all([origin, other, origin, other].map((node) => enrol(node, createHubSite(), code)));
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 409, 409, 409]);
  });
});

describe("the hello (HUB3, HUB4)", () => {
  test("a wrong key, another kitchen's id and a signature for another challenge are refused", async () => {
    const [site, stranger] = [await enrolled(), createHubSite()];
    const posing = { ...stranger, siteId: site.siteId };
    expect((await greet(origin, posing)).answer).toMatchObject({ code: "signature-wrong" });
    const first = await greet(origin, site);
    expect(first.answer).toMatchObject({ kind: "welcome", ackedSeq: 0, ackedHash: null });
    const replayed = site.sign("bergizi-hub-hello-1\nanother challenge");
    expect((await greet(origin, site, { changes: { signature: replayed } })).answer).toMatchObject({
      code: "signature-wrong",
    });
    await first.socket.close();
  });

  test("frames before it, unreadable ones and a newer protocol end the connection with their name", async () => {
    const site = await enrolled();
    const early = await openHubSocket(origin);
    await early.next();
    early.send(push(site.write(1)));
    expect(await early.next()).toMatchObject({ code: "unexpected-frame" });
    expect(await early.closed).toMatchObject({ code: 4400 });
    for (const text of ["{", "[]", '{"kind":"push","epoch":"x","events":[]}', '{"kind":"drop-tables"}']) {
      const socket = await openHubSocket(origin);
      await socket.next();
      socket.send(text);
      expect(await socket.next()).toMatchObject({ code: "invalid-frame" });
      await socket.closed;
    }
    expect((await greet(origin, site, { changes: { protocol: 2 } })).answer).toMatchObject({
      code: "too-old",
      protocol: 1,
    });
  });

  test("a frame longer than the limit closes the socket and nothing else", async () => {
    const socket = await openHubSocket(origin);
    await socket.next();
    socket.send("x".repeat(10 * 1024 * 1024));
    expect((await socket.closed).code).toBe(1009);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });
});

describe("pushing (HUB6–HUB9)", () => {
  test("what was acknowledged is held event for event, hash for hash; a lost answer doubles nothing", async () => {
    const site = await enrolled();
    const first = site.write(7);
    const a = await greet(origin, site);
    a.socket.send(push(first));
    expect(await a.socket.next()).toEqual({
      kind: "ack",
      seq: 7,
      hash: site.log[6]?.hash,
      quarantined: [],
      credits: 4,
    });
    await a.socket.close();
    site.write(5);
    const b = await greet(other, site);
    expect(b.answer).toMatchObject({ kind: "welcome", ackedSeq: 7, ackedHash: site.log[6]?.hash });
    b.socket.send(push(site.log.slice(3)));
    expect(await b.socket.next()).toMatchObject({ kind: "ack", seq: 12 });
    b.socket.send(push(site.log.slice(7)));
    expect(await b.socket.next()).toMatchObject({ kind: "ack", seq: 12 });
    await b.socket.close();
    const rows = await held(site);
    expect(rows.map(({ seq, hash }) => [seq, hash.toString("hex")])).toEqual(
      site.log.map(({ seq, hash }) => [seq, hash]),
    );
    expect(rows[4]?.body).toEqual(site.log[4]?.body);
  });

  test("a missing number is a gap, a changed event a broken chain; neither writes anything", async () => {
    const site = await enrolled();
    const events = site.write(6);
    const { socket } = await greet(origin, site);
    socket.send(push(events.slice(2)));
    expect(await socket.next()).toEqual({ kind: "refused", code: "gap", expectedSeq: 1 });
    socket.send(push([...events.slice(0, 2), ...events.slice(3)]));
    expect(await socket.next()).toEqual({ kind: "refused", code: "gap", expectedSeq: 3 });
    const changed = events.map((event) => (event.seq === 4 ? { ...event, body: { note: "lain" } } : event));
    socket.send(push(changed));
    expect(await socket.next()).toEqual({ kind: "refused", code: "chain-broken", seq: 4 });
    await socket.closed;
    expect(await held(site)).toEqual([]);
  });

  test("a number used again with other content is a fork: told, noted, and nobody's data overwritten", async () => {
    const site = await enrolled();
    site.write(4);
    const a = await greet(origin, site);
    a.socket.send(push(site.log));
    await a.socket.next();
    const twin: HubSite = { ...createHubSite(), siteId: site.siteId, sign: site.sign };
    twin.write(5);
    const b = await greet(other, twin);
    expect(b.answer).toMatchObject({ kind: "welcome", ackedSeq: 4 });
    b.socket.send(push(twin.log));
    expect(await b.socket.next()).toEqual({ kind: "refused", code: "fork", seq: 1, hash: site.log[0]?.hash });
    await b.socket.closed;
    expect((await held(site)).map(({ event_id: id }) => id)).toEqual(site.log.map(({ eventId }) => eventId));
    expect(await incidents(site)).toMatchObject([{ kind: "fork", seq: 1 }]);
    await a.socket.close();
  });

  test("an event of a known type whose body is not of its shape is set aside, acknowledged, and blocks nobody", async () => {
    const site = await enrolled();
    site.write(1);
    site.write(1, () => ({ domain: "site", type: "service-day-opened", body: { serviceDate: 7 } }));
    site.write(1, () => ({ domain: "site", type: "service-day-opened", v: 900, body: { anything: true } }));
    const { socket } = await greet(origin, site);
    socket.send(push(site.log));
    expect(await socket.next()).toMatchObject({ kind: "ack", seq: 3, quarantined: [2] });
    expect((await held(site)).map((row) => row.quarantine_code)).toEqual([null, "body-not-of-its-type", null]);
    await socket.close();
  });

  test("the same push through two nodes at once is taken once", async () => {
    const site = await enrolled();
    const events = site.write(300);
    const [a, b] = await Promise.all([greet(origin, site), greet(other, site)]);
    a.socket.send(push(events));
    b.socket.send(push(events));
    expect(await Promise.all([a.socket.next(), b.socket.next()])).toMatchObject([{ seq: 300 }, { seq: 300 }]);
    expect(await held(site)).toHaveLength(300);
    await Promise.all([a.socket.close(), b.socket.close()]);
  });
});

describe("lives of a store (HUB5)", () => {
  test("a restored kitchen goes on from where its log parted; what it lost stays at the hub and is told", async () => {
    const site = await enrolled();
    site.write(9);
    const a = await greet(origin, site);
    a.socket.send(push(site.log));
    await a.socket.next();
    await a.socket.close();
    // Restored from a copy that held six; three were written anew in the new life.
    site.log.length = 6;
    site.write(3);
    const second = {
      ...FIRST_EPOCH,
      epoch: "00000000000000e2",
      reason: "restored",
      fromSeq: 7,
      lost: { fromSeq: 7, toSeq: 9 },
    } as const;
    const b = await greet(origin, site, { epochs: [FIRST_EPOCH, second] });
    expect(b.answer).toMatchObject({ kind: "welcome", ackedSeq: 6, ackedHash: site.log[5]?.hash });
    b.socket.send(push(site.log.slice(6), second.epoch));
    expect(await b.socket.next()).toMatchObject({ kind: "ack", seq: 9, hash: site.log[8]?.hash });
    await b.socket.close();
    expect(await held(site)).toHaveLength(12);
    expect(await incidents(site)).toMatchObject([{ kind: "restored", seq: 7, to_seq: 9 }]);
    const old = await greet(origin, site, { epochs: [FIRST_EPOCH], headSeq: 9 });
    expect(old.answer).toMatchObject({ code: "fork" });
  });

  test("a store that forgot its end without beginning a new life is a fork", async () => {
    const site = await enrolled();
    site.write(5);
    const a = await greet(origin, site);
    a.socket.send(push(site.log));
    await a.socket.next();
    await a.socket.close();
    expect((await greet(origin, site, { headSeq: 3 })).answer).toMatchObject({ code: "fork", seq: 5 });
  });

  test("a hub put back to yesterday is given the rest again", async () => {
    const site = await enrolled();
    site.write(8);
    const a = await greet(origin, site);
    a.socket.send(push(site.log));
    expect(await a.socket.next()).toMatchObject({ kind: "ack", seq: 8 });
    await a.socket.close();
    // What a restore of Postgres does to one kitchen: rows and position as they were then.
    const owner = new pg.Client({ connectionString: inject("hubDatabaseUrl") });
    await owner.connect();
    await owner.query("DELETE FROM event WHERE site_id = $1 AND seq > 3", [site.siteId]);
    const hash = Buffer.from(site.log[2]?.hash ?? "", "hex");
    await owner.query("UPDATE site SET acked_seq = 3, acked_hash = $2 WHERE site_id = $1", [site.siteId, hash]);
    await owner.end();
    const b = await greet(other, site);
    expect(b.answer).toMatchObject({ kind: "welcome", ackedSeq: 3, ackedHash: site.log[2]?.hash });
    b.socket.send(push(site.log.slice(3)));
    expect(await b.socket.next()).toMatchObject({ kind: "ack", seq: 8 });
    await b.socket.close();
    expect((await held(site)).map(({ hash: own }) => own.toString("hex"))).toEqual(site.log.map((event) => event.hash));
  });
});

describe("tenancy", () => {
  test("a kitchen's scope, a region's and none see their own rows and nothing else", async () => {
    const [mine, theirs] = [await enrolled(), createHubSite()];
    await enrol(origin, theirs, await joinCode("jatim"));
    for (const site of [mine, theirs]) {
      site.write(2);
      const { socket } = await greet(origin, site);
      socket.send(push(site.log));
      await socket.next();
      await socket.close();
    }
    const seen = (scope: Parameters<HubDatabase["inScope"]>[0]) =>
      database.inScope(scope, async (db) => {
        const events = await db.selectFrom("event").select("site_id").distinct().execute();
        const sites = await db.selectFrom("site").select("site_id").execute();
        return [events, sites].map((rows) =>
          rows.map((row) => row.site_id).filter((id) => [mine, theirs].some(({ siteId }) => siteId === id)),
        );
      });
    expect(await seen({ kind: "site", siteId: mine.siteId })).toEqual([[mine.siteId], [mine.siteId]]);
    expect(await seen({ kind: "region", regionId: "jatim" })).toEqual([[theirs.siteId], [theirs.siteId]]);
    expect((await seen({ kind: "region", regionId: "papua" })).flat()).toEqual([]);
    expect((await seen({ kind: "region", regionId: "" })).flat()).toEqual([]);
    expect((await seen({ kind: "national" })).map((ids) => ids.length)).toEqual([2, 2]);
    expect(await database.direct.selectFrom("event").selectAll().execute()).toEqual([]);
    const writeAsOther = database.inScope({ kind: "site", siteId: mine.siteId }, (db) =>
      db.updateTable("site").set({ name: "lain" }).where("site_id", "=", theirs.siteId).returning("name").execute(),
    );
    expect(await writeAsOther).toEqual([]);
  });
});
