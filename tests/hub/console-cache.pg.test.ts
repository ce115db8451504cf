import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { createCache, type Cache, type CacheOutcome } from "#hub/cache/cache.ts";
import { createHubServer, type HubServer } from "#hub/hub-server.ts";
import { startLocalRedis, type LocalRedis } from "#hub/local/redis.ts";
import { createHubLog } from "#hub/log.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createHqKitchen } from "#tests/kit/hq-kitchen.ts";
import { openHqPage } from "#tests/kit/hq-page.ts";
import { createHqPerson } from "#tests/kit/hq-person.ts";
import { createOwnHubDatabase, type OwnDatabase } from "#tests/kit/own-hub-database.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "#kernel/assert.ts";

/** The cache hits, is never older than a change, and is missed by nobody when Redis is gone (HQ13). A Redis of this file's own. */
let folder: string;
let redis: LocalRedis;
let admin: Redis;
const log = createHubLog("silent");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-cache-"));
  const started = await startLocalRedis(folder);
  redis = present(started.ok ? started.value : undefined, "a Redis");
  admin = new Redis(redis.url);
});
afterAll(async () => {
  admin.disconnect();
  await redis.kill();
  rmSync(folder, { recursive: true, force: true });
});

const cacheOf = async (counts: Record<string, number>): Promise<Cache> => {
  const counted = (outcome: CacheOutcome) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  const cache = createCache({ redisUrl: redis.url, log, counted });
  // A cache whose connection is not open yet is passed by.
  await vi.waitUntil(
    async () => {
      await cache.read({ key: randomBytes(4).toString("hex"), tags: ["warm"], ttlMs: 100 }, () => Promise.resolve(""));
      return (counts["miss"] ?? 0) > 0;
    },
    { timeout: 5_000, interval: 20 },
  );
  for (const outcome of Object.keys(counts)) delete counts[outcome];
  return cache;
};

describe("alone", () => {
  let counts: Record<string, number>;
  let other: Record<string, number>;
  let cache: Cache;
  let elsewhere: Cache;
  let loadCount = 0;
  let truth = "";
  const what = { key: "sites", tags: ["kitchens", "conflicts"], ttlMs: 60_000 };
  const load = () => {
    loadCount += 1;
    return Promise.resolve(truth);
  };
  beforeAll(async () => {
    [counts, other] = [{}, {}];
    cache = await cacheOf(counts);
    elsewhere = await cacheOf(other);
  });
  beforeEach(async () => {
    await admin.flushall();
    for (const outcome of Object.keys(counts)) delete counts[outcome];
    for (const outcome of Object.keys(other)) delete other[outcome];
    [loadCount, truth] = [0, "one"];
  });
  afterAll(async () => {
    await cache.close();
    await elsewhere.close();
  });
  const kept = (key: string) => expect.poll(() => admin.exists(`bergizi:hub:cache:${key}`)).toBe(1);

  test("what one node read another gets, until a tag of it changes", async () => {
    expect(await cache.read(what, load)).toBe("one");
    await kept("sites");
    truth = "two";
    expect(await elsewhere.read(what, load)).toBe("one");
    expect([loadCount, counts, other]).toEqual([1, { miss: 1 }, { hit: 1 }]);
    await elsewhere.changed(["conflicts"]);
    expect(await cache.read(what, load)).toBe("two");
    await cache.changed(["somebody-elses"]);
    await kept("sites");
    expect(await cache.read(what, load)).toBe("two");
    expect([loadCount, counts]).toEqual([2, { miss: 2, hit: 1 }]);
  });

  test("a hundred who ask at once ask Postgres once", async () => {
    const texts = await Promise.all(Array.from({ length: 100 }, () => cache.read(what, load)));
    expect(new Set(texts)).toEqual(new Set(["one"]));
    expect([loadCount, counts]).toEqual([1, { miss: 1, shared: 99 }]);
  });

  test("what was read before a change is not given to who asks after it", async () => {
    const gate = Promise.withResolvers<undefined>();
    const slow = cache.read(what, async () => {
      const text = truth;
      await gate.promise;
      return text;
    });
    await expect.poll(() => counts["miss"]).toBe(1);
    truth = "two";
    await cache.changed(["kitchens"]);
    expect(await cache.read(what, load)).toBe("two");
    gate.resolve(undefined);
    expect(await slow).toBe("one");
    // The old text was put away after the change, under the version it was read at, and is not believed.
    await expect.poll(() => admin.exists("bergizi:hub:cache:sites")).toBe(1);
    expect(await elsewhere.read(what, load)).toBe("two");
  });

  test("long texts are compressed and come back whole", async () => {
    truth = JSON.stringify(
      Array.from({ length: 2_000 }, (_, index) => ({ siteName: `SPPG ${index} é 😀`, lamp: "ok" })),
    );
    await cache.read(what, load);
    await kept("sites");
    expect(await admin.strlen("bergizi:hub:cache:sites")).toBeLessThan(truth.length / 5);
    expect(await elsewhere.read(what, load)).toBe(truth);
    expect(other).toEqual({ hit: 1 });
    await admin.set("bergizi:hub:cache:sites", "zgarbage");
    expect(await elsewhere.read(what, load)).toBe(truth);
    expect(other).toEqual({ hit: 1, miss: 1 });
  });

  test("a failed reading is kept by nobody, and a flush only costs a reading", async () => {
    const failing = () => Promise.reject(new Error("Postgres is away"));
    await expect(cache.read(what, failing)).rejects.toThrow("Postgres is away");
    expect(await cache.read(what, load)).toBe("one");
    await kept("sites");
    await admin.flushall();
    truth = "two";
    expect(await cache.read(what, load)).toBe("two");
    expect(loadCount).toBe(2);
  });
});

test("pages of two nodes share answers; with Redis flushed or dead they are only slower, and never wrong", async () => {
  const own: OwnDatabase = await createOwnHubDatabase(inject("hubDatabaseUrl"));
  const database: HubDatabase = openHubDatabase({
    url: own.url,
    connectionsMaxCount: 2,
    onConnectionLost: () => undefined,
  });
  const secretKey = randomBytes(32);
  const nodes: HubServer[] = [];
  for (let count = 0; count < 2; count += 1) {
    nodes.push(
      await createHubServer({
        ...{ databaseUrl: own.url, redisUrl: redis.url, host: "127.0.0.1", port: 0, connectionsMaxCount: 4 },
        ...{ nowMs: Date.now, log },
        console: { secretKey, build: "test", passwordCost: { iterationCount: 1024 } },
      }),
    );
  }
  const origins = nodes.map(({ port }) => `http://127.0.0.1:${port}`);
  const place = { origin: origins[0] ?? "", database, nowMs: Date.now };
  const kitchen = await createHqKitchen(place, "papua", "SPPG Sorong");
  const person = await createHqPerson(place, { roles: ["hub-admin"] });
  const readsOf = async (outcome: string) => {
    const texts = await Promise.all(origins.map(async (origin) => (await fetch(`${origin}/metrics`)).text()));
    const lines = texts.flatMap((text) => text.split("\n"));
    const found = lines.filter((line) => line.startsWith(`hub_cache_reads_total{outcome="${outcome}"}`));
    return found.reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  };
  try {
    const pages = [];
    for (const origin of origins) pages.push(await openHqPage(origin, person.cookie));
    const watched = pages.map((page) => page.watch("sites", {}));
    for (const sites of watched) await sites.until((rows) => rows.length === 1);
    const opened = (date: string) => ({ type: "service-day-opened", body: { serviceDate: date, dayKind: "regular" } });
    const all = async (date: string) => {
      await kitchen.push([opened(date)]);
      for (const sites of watched) await sites.until(([row]) => row?.serviceDate === date);
    };
    await all("2026-11-21");
    await expect.poll(() => readsOf("hit"), { timeout: 15_000 }).toBeGreaterThan(0);
    // An act at one node is seen at the other at once, not when its entry has run out.
    const codes = pages.map((page) => page.watch("join-codes", {}));
    for (const rows of codes) await rows.until((list) => list.length === 1);
    await pages[0]?.command("create-join-code", { regionId: "papua", siteName: "SPPG Biak" });
    const askedAtMs = performance.now();
    for (const rows of codes) await rows.until((list) => list.length === 2);
    expect(performance.now() - askedAtMs).toBeLessThan(3_000);
    await admin.flushall();
    await all("2026-11-22");
    admin.disconnect();
    await redis.kill();
    await all("2026-11-23");
    await expect.poll(() => readsOf("bypassed"), { timeout: 15_000 }).toBeGreaterThan(0);
    for (const page of pages) await page.close();
  } finally {
    for (const node of nodes) await node.stop();
    await database.close();
    await own.drop();
  }
});
