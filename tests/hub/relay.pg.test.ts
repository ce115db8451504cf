import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { PublicationId } from "#domains/publications/ids.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubConfig, type HubServer } from "#hub/hub-server.ts";
import { startLocalRedis, type LocalRedis } from "#hub/local/redis.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints, type Hints } from "#hub/relay/hints.ts";
import { publish } from "#hub/relay/publish.ts";
import { openHubDatabase, type HubDatabase, type Scope } from "#hub/store/database.ts";
import { createHubSite, enrol, greet, type HubSite, type HubSocket } from "#tests/kit/hub-site.ts";

/** HUB13 over two nodes, one Postgres and a Redis of this file's own, which it kills. */
let folder: string;
let redis: LocalRedis;
let nodes: readonly HubServer[];
let database: HubDatabase;
let hints: Hints;
const NATIONAL = { kind: "national" } as const;
const log = createHubLog("silent");
const nodeAt = (index: number) => `http://127.0.0.1:${nodes[index]?.port}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-redis-"));
  const started = await startLocalRedis(folder);
  if (!started.ok) throw new Error(started.error.message);
  redis = started.value;
  const databaseUrl = inject("hubDatabaseUrl");
  const config: HubConfig = {
    ...{ databaseUrl, redisUrl: redis.url, host: "127.0.0.1", port: 0, connectionsMaxCount: 4 },
    ...{ nowMs: Date.now, log, enrolmentsPerMinuteCount: 1_000 },
  };
  nodes = [await createHubServer(config), await createHubServer(config)];
  database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 4, onConnectionLost: () => undefined });
  hints = createHints(redis.url, log);
  while (!hints.isConnected()) await pause(20);
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await hints.close();
  await database.close();
  await redis.kill();
  rmSync(folder, { recursive: true, force: true });
});

let regionCount = 0;
/** A region nobody else of this lane uses, so that its stream is known from its beginning. */
const newRegion = () => `region-${process.pid}-${(regionCount += 1)}`;

async function enrolledIn(regionId: string): Promise<HubSite> {
  const site = createHubSite();
  const { joinCode } = await makeJoinCode(database, NATIONAL, { regionId, siteName: "Uji" }, Date.now());
  expect((await enrol(nodeAt(0), site, joinCode)).status).toBe(200);
  return site;
}
const publicationId = () => `publication_${randomBytes(16).toString("hex")}` as PublicationId; // well formed
const announcement = (title: string) => ({
  title,
  text: "Isi",
  severity: "info",
  needsAcknowledgement: true,
  untilDate: null,
});
const announce = (scope: Scope, hubStreamIds: readonly string[], title = "Judul", id = publicationId()) =>
  publish({ database, hints, nowMs: Date.now }, scope, {
    ...{
      publicationId: id,
      hubStreamIds,
      type: "announcement-published",
      v: 1,
      document: announcement(title),
      by: "uji",
    },
  });

/** The next message of one stream, saying `received` for whatever comes. */
async function nextOf(socket: HubSocket, hubStreamId: string) {
  for (;;) {
    const frame = await socket.next();
    if (frame.kind !== "deliver") continue;
    const last = frame.messages.at(-1);
    socket.send({ kind: "received", hubStreamId: frame.hubStreamId, number: last?.number });
    if (frame.hubStreamId === hubStreamId) return frame.messages;
  }
}

/** Without what tells of the region's kitchens. */
const published = (messages: Awaited<ReturnType<typeof nextOf>>) =>
  messages.filter(({ publicationType }) => publicationType !== "site-enrolled");

describe("delivery", () => {
  test("a region's message reaches its kitchens on every node at once, in order, and nobody else", async () => {
    const [region, elsewhere] = [newRegion(), newRegion()];
    const [a, b, other] = [await enrolledIn(region), await enrolledIn(region), await enrolledIn(elsewhere)];
    const sockets = await Promise.all([greet(nodeAt(0), a), greet(nodeAt(1), b), greet(nodeAt(1), other)]);
    const titles = ["satu", "dua", "tiga"];
    for (const title of titles)
      expect(await announce(NATIONAL, [`region:${region}`], title)).toMatchObject({ ok: true });
    await announce(NATIONAL, [`site:${other.siteId}`], "untuk yang lain");
    for (const index of [0, 1]) {
      const socket = sockets[index]?.socket;
      const got: string[] = [];
      while (socket !== undefined && got.length < 3) {
        got.push(
          ...published(await nextOf(socket, `region:${region}`)).map(({ document }) => String(document["title"])),
        );
      }
      expect(got).toEqual(titles);
    }
    const third = sockets[2]?.socket;
    if (third === undefined) throw new Error("three sockets");
    expect(await nextOf(third, `site:${other.siteId}`)).toMatchObject([
      { number: 1, document: { title: "untuk yang lain" } },
    ]);
    await Promise.all(sockets.map(({ socket }) => socket.close()));
  });

  test("what a kitchen has not said it received comes again; what it has does not", async () => {
    const region = newRegion();
    const site = await enrolledIn(region);
    for (const title of ["satu", "dua"]) await announce(NATIONAL, [`region:${region}`], title);
    const first = await greet(nodeAt(0), site);
    const delivered = await first.socket.next();
    expect(delivered.kind).toBe("deliver");
    await first.socket.close();
    const cursors = { [`region:${region}`]: 2, national: 1_000_000 };
    const second = await greet(nodeAt(1), site, { changes: { cursors } });
    expect(await second.socket.next()).toMatchObject({
      kind: "deliver",
      messages: [{ number: 3, document: { title: "dua" } }],
    });
    await second.socket.close();
  });

  test("fifty publications at once are numbered densely, and every kitchen gets each once", async () => {
    const region = newRegion();
    const site = await enrolledIn(region);
    const { socket } = await greet(nodeAt(1), site, { changes: { cursors: { national: 1_000_000 } } });
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => announce(NATIONAL, [`region:${region}`], `Judul ${index}`)),
    );
    const numbers: number[] = [];
    while (numbers.length < 50) {
      numbers.push(...published(await nextOf(socket, `region:${region}`)).map(({ number }) => number));
    }
    // The first of the stream tells of the kitchen itself.
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
    await socket.close();
  });

  test("with Redis killed a message still arrives, and hints come back with it", async () => {
    const region = newRegion();
    const site = await enrolledIn(region);
    const cursors = { national: 1_000_000, [`region:${region}`]: 1 };
    const { socket } = await greet(nodeAt(0), site, { changes: { cursors } });
    await redis.kill();
    await announce(NATIONAL, [`region:${region}`], "tanpa Redis");
    expect(await nextOf(socket, `region:${region}`)).toMatchObject([{ document: { title: "tanpa Redis" } }]);
    await redis.restart();
    await expect.poll(() => hints.isConnected(), { timeout: 10_000 }).toBe(true);
    await announce(NATIONAL, [`region:${region}`], "dengan Redis");
    expect(await nextOf(socket, `region:${region}`)).toMatchObject([{ document: { title: "dengan Redis" } }]);
    await socket.close();
  });
});

describe("publishing", () => {
  test("a region publishes to itself and its kitchens only; a refusal writes to no stream", async () => {
    const [region, other] = [newRegion(), newRegion()];
    const [mine, theirs] = [await enrolledIn(region), await enrolledIn(other)];
    const scope = { kind: "region", regionId: region } as const;
    expect(await announce(scope, [`region:${region}`, `site:${mine.siteId}`])).toMatchObject({ ok: true });
    for (const stream of ["national", `region:${other}`, `site:${theirs.siteId}`]) {
      expect(await announce(scope, [`region:${region}`, stream])).toMatchObject({
        ok: false,
        error: { code: "out-of-scope" },
      });
    }
    const asSite = { kind: "site", siteId: mine.siteId } as const;
    expect(await announce(asSite, [`site:${mine.siteId}`])).toMatchObject({
      ok: false,
      error: { code: "out-of-scope" },
    });
    const heads = await database.inScope(NATIONAL, (db) =>
      db
        .selectFrom("stream")
        .selectAll()
        .where("stream_id", "in", [`region:${region}`, `region:${other}`])
        .execute(),
    );
    // The first of each says which kitchen is there.
    expect(heads.toSorted((a, b) => a.head - b.head)).toEqual([
      { stream_id: `region:${other}`, head: 1 },
      { stream_id: `region:${region}`, head: 2 },
    ]);
  });

  test("documents are judged by their type; the same publication is published once", async () => {
    const region = newRegion();
    const to = { hubStreamIds: [`region:${region}`], v: 1, by: "uji" };
    const deps = { database, hints, nowMs: Date.now };
    const say = (type: string, document: Record<string, unknown>, id = publicationId()) =>
      publish(deps, NATIONAL, { ...to, type, document, publicationId: id });
    expect(await say("rumour-published", {})).toMatchObject({ error: { code: "type-unknown" } });
    const missing = { ...announcement("x"), title: "" };
    expect(await say("announcement-published", missing)).toMatchObject({
      error: { code: "document-invalid", issues: [{ path: "title" }] },
    });
    expect(await say("announcement-published", announcement("a\u0000b"))).toMatchObject({
      error: { code: "document-invalid" },
    });
    const id = publicationId();
    expect(await say("announcement-published", announcement("x"), id)).toMatchObject({ ok: true });
    expect(await say("announcement-published", announcement("x"), id)).toMatchObject({
      error: { code: "publication-exists" },
    });
  });
});
