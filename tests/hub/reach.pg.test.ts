import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { HubFrame } from "#contract/hub-protocol.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { createHubServer, type HubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints } from "#hub/relay/hints.ts";
import { publish } from "#hub/relay/publish.ts";
import { publicationReach } from "#hub/relay/reach.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createHubSite, enrol, FIRST_EPOCH, greet, type HubSite } from "#tests/kit/hub-site.ts";

/** HUB16: how far a recall got is what the kitchens' own events tell, and silence is shown as silence. */
const NATIONAL = { kind: "national" } as const;
const REGION = `jangkauan-${process.pid}`;
let hub: HubServer;
let database: HubDatabase;
beforeAll(async () => {
  const databaseUrl = inject("hubDatabaseUrl");
  hub = await createHubServer({
    ...{ databaseUrl, redisUrl: null, host: "127.0.0.1", port: 0, connectionsMaxCount: 4 },
    ...{ nowMs: Date.now, log: createHubLog("silent"), enrolmentsPerMinuteCount: 1_000 },
  });
  database = openHubDatabase({ url: databaseUrl, connectionsMaxCount: 2, onConnectionLost: () => undefined });
});
afterAll(async () => {
  await hub.stop();
  await database.close();
});

async function enrolled(siteName: string): Promise<HubSite> {
  const site = createHubSite();
  const { joinCode } = await makeJoinCode(database, NATIONAL, { regionId: REGION, siteName }, Date.now());
  expect((await enrol(`http://127.0.0.1:${hub.port}`, site, joinCode, { siteName })).status).toBe(200);
  return site;
}

/** Events of `publications` as their fixtures have them, of the publication named, pushed and acknowledged. */
async function tell(site: HubSite, publicationId: string, types: readonly string[]): Promise<void> {
  const folder = new URL("../../core/domains/publications/fixtures/", import.meta.url);
  for (const type of types) {
    const text = readFileSync(new URL(`${type}.v1.json`, folder), "utf8");
    const body = { ...(JSON.parse(text) as object), publicationId }; // a fixture holds one body
    site.write(1, () => ({ domain: "publications", type, body }));
  }
  const { socket } = await greet(`http://127.0.0.1:${hub.port}`, site);
  socket.send({ kind: "push", epoch: FIRST_EPOCH.epoch, events: site.log });
  let frame: HubFrame = await socket.next();
  while (frame.kind === "deliver") frame = await socket.next();
  expect(frame).toMatchObject({ kind: "ack", seq: types.length, quarantined: [] });
  await socket.close();
}

test("who received, applied and answered a recall is told by their events; who said nothing is listed too", async () => {
  const [answered, seen] = [await enrolled("SPPG A"), await enrolled("SPPG B")];
  await enrolled("SPPG C");
  const publicationId = `publication_${randomBytes(16).toString("hex")}` as PublicationId; // well formed
  const hints = createHints(null, createHubLog("silent"));
  const document = { title: "Telur", reason: "Uji", fromDate: null, toDate: null, foodCodes: ["GR001"] };
  const recall = { ...document, supplierNames: [], supplierLotCodes: [] };
  const asked = { publicationId, hubStreamIds: [`region:${REGION}`], type: "recall-published", v: 1 };
  const deps = { database, hints, nowMs: Date.now };
  expect(await publish(deps, NATIONAL, { ...asked, document: recall, by: "Rina" })).toMatchObject({ ok: true });
  await tell(answered, publicationId, ["publication-received", "recall-applied", "recall-acknowledged"]);
  await tell(seen, publicationId, ["publication-received"]);
  const nothing = {
    appliedAtMs: null,
    adoptedAtMs: null,
    acknowledgedAtMs: null,
    lotsCount: 0,
    portionsServedCount: null,
  };
  const atMs = (site: HubSite, index: number) => site.log[index]?.recordedAtMs;
  expect(await publicationReach(database, NATIONAL, publicationId)).toMatchObject({
    ...{ type: "recall-published", publishedBy: "Rina", hubStreamIds: [`region:${REGION}`], documentVersion: null },
    sites: [
      {
        ...{
          siteName: "SPPG A",
          timeZone: "Asia/Makassar",
          seenAtMs: atMs(answered, 0),
          appliedAtMs: atMs(answered, 1),
        },
        ...{ acknowledgedAtMs: atMs(answered, 2), lotsCount: 1, portionsServedCount: 12 },
      },
      { siteName: "SPPG B", seenAtMs: atMs(seen, 0), ...nothing },
      { siteName: "SPPG C", seenAtMs: null, lastContactAtMs: null, ...nothing },
    ],
  });
  expect(await publicationReach(database, { kind: "region", regionId: "lain" }, publicationId)).toBeNull();
  await hints.close();
});
