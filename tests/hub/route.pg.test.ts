import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { DeliverFrame, HubEvent } from "#contract/hub-protocol.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { MESSAGE_ROUTES, streamsOfEvents } from "#hub/relay/route.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createHubSite, enrol, FIRST_EPOCH, greet, type HubSite, type HubSocket } from "#tests/kit/hub-site.ts";

/** What kitchens say to each other goes where DOMAIN.md §6 says, once, and as coming from who said it. */
const NATIONAL = { kind: "national" } as const;
const log = createHubLog("silent");
let database: HubDatabase;
let nodes: readonly HubServer[];
const nodeAt = (index: number) => `http://127.0.0.1:${nodes[index]?.port}`;

beforeAll(async () => {
  const databaseUrl = inject("hubDatabaseUrl");
  database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 4, onConnectionLost: () => undefined });
  const config = {
    ...{ databaseUrl, redisUrl: inject("hubRedisUrl"), host: "127.0.0.1", port: 0, connectionsMaxCount: 4 },
    ...{ nowMs: Date.now, log, enrolmentsPerMinuteCount: 1_000 },
  };
  nodes = [await createHubServer(config), await createHubServer(config)];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await database.close();
});

let regionCount = 0;
const newRegion = () => `route-${process.pid}-${(regionCount += 1)}`;
async function enrolledIn(regionId: string, siteName = "SPPG Uji"): Promise<HubSite> {
  const site = createHubSite();
  const { joinCode } = await makeJoinCode(database, NATIONAL, { regionId, siteName }, Date.now());
  expect((await enrol(nodeAt(0), site, joinCode, { siteName })).status).toBe(200);
  return site;
}
async function connected(site: HubSite, node = 0, cursors: Record<string, number> = {}): Promise<HubSocket> {
  const { socket } = await greet(nodeAt(node), site, { changes: { cursors: { national: 1_000_000, ...cursors } } });
  return socket;
}
async function push(socket: HubSocket, events: readonly HubEvent[]) {
  socket.send({ kind: "push", epoch: FIRST_EPOCH.epoch, events });
  for (;;) {
    const frame = await socket.next();
    if (frame.kind !== "deliver") return frame;
    socket.send({ kind: "received", hubStreamId: frame.hubStreamId, number: frame.messages.at(-1)?.number });
  }
}
/** A whole stream as the hub holds it. */
const messagesOf = (streamId: string) =>
  database.inScope(NATIONAL, (db) =>
    db.selectFrom("message").selectAll().where("stream_id", "=", streamId).orderBy("number").execute(),
  );
const event = (type: string, body: Record<string, unknown>): Partial<HubEvent> => ({
  ...{ domain: "waste", type, v: 1, class: "A" as const, body },
});

test("the hub's table of routes is the one its nodes hint by", async () => {
  const rows = await database.inScope(NATIONAL, (db) => db.selectFrom("message_route").selectAll().execute());
  const known = MESSAGE_ROUTES.map(({ type, v, target, when }) => ({
    ...{ type, v, target, when_key: when?.key ?? null, when_value: when?.value ?? null },
  }));
  const inOrder = (list: readonly { type: string; target: string }[]) =>
    list.toSorted((a, b) => `${a.type} ${a.target}`.localeCompare(`${b.type} ${b.target}`));
  expect(inOrder(rows)).toEqual(inOrder(known));
});

test("a message reaches the kitchen it names on the other node, once, as of its true sender", async () => {
  const region = newRegion();
  const [a, b] = [await enrolledIn(region, "SPPG Awal"), await enrolledIn(newRegion())];
  const [socketA, socketB] = [await connected(a, 0), await connected(b, 1)];
  const asked = { transferId: "transfer_1", toSiteId: b.siteId, fromSiteId: `site_${"f".repeat(32)}`, note: "mohon" };
  const events = a.write(3, ({ seq }) => (seq === 2 ? event("transfer-requested", asked) : {}));
  for (let times = 0; times < 3; times += 1) expect(await push(socketA, events)).toMatchObject({ kind: "ack", seq: 3 });
  let delivered: DeliverFrame["messages"] = [];
  while (delivered.length === 0) {
    const frame = await socketB.next();
    if (frame.kind === "deliver" && frame.hubStreamId === `site:${b.siteId}`) delivered = frame.messages;
  }
  const { epoch } = FIRST_EPOCH;
  const document = { fromSiteId: a.siteId, fromSiteName: "SPPG Awal", epoch, seq: 2, body: asked };
  expect(delivered).toMatchObject([{ number: 1, publicationType: "transfer-requested", document }]);
  expect(await messagesOf(`site:${b.siteId}`)).toMatchObject([{ written_by: a.siteId, document }]);
  expect(await messagesOf(`site:${a.siteId}`)).toEqual([]);
  await Promise.all([socketA.close(), socketB.close()]);
});

test("what names nobody, oneself, or is set aside or unreadable goes to no other kitchen", async () => {
  const region = newRegion();
  const [a, b] = [await enrolledIn(region), await enrolledIn(region)];
  const socket = await connected(a);
  const bodies = [
    event("transfer-requested", { toSiteId: `site_${"0".repeat(32)}` }),
    event("transfer-requested", { toSiteId: a.siteId }),
    event("transfer-requested", { toSiteId: "national" }),
    event("transfer-requested", {}),
    event("transfer-requested", { toSiteId: b.siteId, note: "a\u0000b" }),
    // Of a version nobody here routes, and one whose body is not of its type.
    { ...event("transfer-requested", { toSiteId: b.siteId }), v: 9 },
    event("alert-escalated", { toSeverity: "critical" }),
  ];
  const ack = await push(
    socket,
    a.write(bodies.length, ({ seq }) => bodies[seq - 1] ?? {}),
  );
  expect(ack).toMatchObject({ kind: "ack", seq: bodies.length });
  expect(await messagesOf(`site:${b.siteId}`)).toEqual([]);
  const told = await messagesOf(`site:${a.siteId}`);
  expect(told.map(({ number, type, document }) => [number, type, (document as { seq: number }).seq])).toEqual(
    [1, 2, 3, 4, 5].map((seq) => [seq, "message-undeliverable", seq]),
  );
  expect((await messagesOf(`region:${region}`)).map(({ type }) => type)).toEqual(["site-enrolled", "site-enrolled"]);
  await socket.close();
});

test("crossing pushes of two kitchens number every stream densely, and lose and double nothing", async () => {
  const region = newRegion();
  const [a, b] = [await enrolledIn(region), await enrolledIn(region)];
  const sockets = [await connected(a, 0), await connected(b, 1)] as const;
  const count = 40;
  const released = (site: HubSite, other: HubSite, seq: number) =>
    seq % 2 === 0
      ? event("transfer-requested", { toSiteId: other.siteId })
      : event("transfer-rejected", { toSiteId: seq % 3 === 0 ? site.siteId : other.siteId });
  const send = async (socket: HubSocket, site: HubSite, other: HubSite) => {
    for (let pushes = 0; pushes < 5; pushes += 1) {
      const events = site.write(count, ({ seq }) => released(site, other, seq));
      expect(await push(socket, events)).toMatchObject({ kind: "ack" });
      expect(await push(socket, events)).toMatchObject({ kind: "ack" });
    }
  };
  await Promise.all([send(sockets[0], a, b), send(sockets[1], b, a)]);
  for (const site of [a, b]) {
    const messages = await messagesOf(`site:${site.siteId}`);
    expect(messages.map(({ number }) => number)).toEqual(messages.map((_, index) => index + 1));
    expect(new Set(messages.map((message) => message.publication_id)).size).toBe(messages.length);
  }
  const [toA, toB] = [await messagesOf(`site:${a.siteId}`), await messagesOf(`site:${b.siteId}`)];
  expect(toA.length + toB.length).toBe(2 * 5 * count);
  await Promise.all(sockets.map((socket) => socket.close()));
});

test("the kitchens of a region are told to each other, and a new name again", async () => {
  const region = newRegion();
  const a = await enrolledIn(region, "SPPG Satu");
  await enrolledIn(region, "SPPG Dua");
  const { joinCode } = await makeJoinCode(database, NATIONAL, { regionId: region, siteName: "x" }, Date.now());
  await enrol(nodeAt(0), a, joinCode, { siteName: "SPPG Satu Baru" });
  const told = await messagesOf(`region:${region}`);
  expect(told.map(({ document }) => (document as { siteName: string }).siteName)).toEqual([
    ...["SPPG Satu", "SPPG Dua", "SPPG Satu Baru"],
  ]);
  expect(told[0]?.document).toEqual({ siteId: a.siteId, siteName: "SPPG Satu", regionId: region });
});

test("hints name each stream that grew once", () => {
  const sender = { siteId: "site_a", regionId: "jabar" };
  const asked = { type: "transfer-requested", v: 1, body: { toSiteId: "site_b" } };
  const escalated = { type: "alert-escalated", v: 1, body: { toSeverity: "critical" } };
  const events = [asked, asked, escalated, { ...escalated, body: { toSeverity: "high" } }];
  expect(streamsOfEvents(events, sender)).toEqual(["site:site_b", "site:site_a", "region:jabar"]);
  expect(streamsOfEvents([{ ...asked, v: 2 }], sender)).toEqual([]);
});
