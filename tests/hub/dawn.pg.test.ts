import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubConfig, type HubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createHubSite, enrol, FIRST_EPOCH, greet, openHubSocket, type HubSite } from "#tests/kit/hub-site.ts";

/** HUB14: a crowd is let in a few at a time, told when to come, and nobody is dropped without a word. */
let config: HubConfig;
let database: HubDatabase;
let node: HubServer;
let origin: string;
const KITCHEN_COUNT = 24;
const kitchens: HubSite[] = [];

beforeAll(async () => {
  const databaseUrl = inject("hubDatabaseUrl");
  config = {
    ...{ databaseUrl, redisUrl: null, host: "127.0.0.1", port: 0, connectionsMaxCount: 2, nowMs: Date.now },
    ...{ log: createHubLog("silent"), enrolmentsPerMinuteCount: 1_000, dawnLimits: { greetingsMaxCount: 2 } },
  };
  node = await createHubServer(config);
  origin = `http://127.0.0.1:${node.port}`;
  database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 1, onConnectionLost: () => undefined });
  for (let count = 0; count < KITCHEN_COUNT; count += 1) {
    const site = createHubSite();
    const asked = { regionId: "fajar", siteName: "Uji" };
    const { joinCode } = await makeJoinCode(database, { kind: "national" }, asked, Date.now());
    expect((await enrol(origin, site, joinCode)).status).toBe(200);
    kitchens.push(site);
  }
});
afterAll(async () => {
  await node.stop();
  await database.close();
});
/** The next frame that delivers nothing: what other tests publish to the nation reaches these kitchens too. */
async function nextAnswer(socket: Awaited<ReturnType<typeof openHubSocket>>) {
  for (;;) {
    const frame = await socket.next();
    if (frame.kind !== "deliver") return frame;
  }
}
const push = (events: readonly object[]) => ({ kind: "push", epoch: FIRST_EPOCH.epoch, events });

describe("a crowd at the door", () => {
  test("everybody is welcomed or told when to come; who comes again gets in, and every event is taken once", async () => {
    for (const site of kitchens) site.write(3);
    let waiting: readonly HubSite[] = kitchens;
    let toldCount = 0;
    for (let round = 0; waiting.length > 0; round += 1) {
      const answers = await Promise.all(
        waiting.map(async (site) => {
          const { socket, answer } = await greet(origin, site);
          if (answer.kind === "welcome") {
            socket.send(push(site.log));
            expect(await nextAnswer(socket)).toMatchObject({ kind: "ack", seq: 3, credits: expect.any(Number) });
            await socket.close();
            return null;
          }
          expect(answer).toMatchObject({ kind: "refused", code: "retry", afterMs: expect.any(Number) });
          expect(await socket.closed).toEqual({ code: 4400, reason: "retry" });
          return site;
        }),
      );
      waiting = answers.filter((site) => site !== null);
      toldCount += waiting.length;
      expect(waiting.length, "a round lets somebody in").toBeLessThan(KITCHEN_COUNT - round);
    }
    expect(toldCount).toBeGreaterThan(0);
    const states = await database.inScope({ kind: "region", regionId: "fajar" }, (db) =>
      db.selectFrom("site").select("acked_seq").execute(),
    );
    expect(states.map((row) => row.acked_seq)).toEqual(kitchens.map(() => 3));
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toMatch(/hub_push_wait_seconds_count\{lane="class-a"\} 24/);
    expect(metrics).toMatch(/hub_refusals_total\{code="retry"\} \d+/);
  });
});

describe("a node that stops", () => {
  test("sends its kitchens away with a time, after what is under way; who knocks meanwhile is sent away too", async () => {
    const stopping = await createHubServer(config);
    const place = `http://127.0.0.1:${stopping.port}`;
    const [first] = kitchens;
    if (first === undefined) throw new Error("there are kitchens");
    const { socket } = await greet(place, first);
    const knocking = await openHubSocket(place);
    await knocking.next();
    first.write(200);
    socket.send(push(first.log.slice(-200)));
    // A pong says that the hub has read what was sent before the ping.
    await socket.ping();
    const stopped = stopping.stop();
    const said = [await nextAnswer(socket), await nextAnswer(socket)];
    expect(said).toContainEqual({ kind: "goaway", afterMs: expect.any(Number) });
    expect(said).toContainEqual(expect.objectContaining({ kind: "ack", seq: first.log.length }));
    expect(await socket.closed).toMatchObject({ code: 1001, reason: "goaway" });
    expect(await knocking.next()).toMatchObject({ kind: "goaway" });
    await stopped;
  });
});
