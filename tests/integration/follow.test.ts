import { afterEach, beforeEach, expect, test } from "vitest";
import type { EventEnvelope } from "#contract/envelope.ts";
import type { FrameOf, LanClient } from "#tests/kit/lan-client.ts";
import { createCardModule } from "#tests/kit/card-module.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let manager: LanClient;
const start = async (options: TestLanOptions = {}) => {
  await lan?.stop();
  lan = await createTestLan({ modules: () => [createCardModule(), createTallyModule()], ...options });
  manager = await lan.as("manager");
};
beforeEach(() => start());
afterEach(() => lan.stop());

const set = (cardId: string, text = "") =>
  manager.command({ type: "set-card", body: { boardId: "b", cardId, text, rankCount: 1 } });
const tally = (name: string) => manager.command({ type: "open-tally", body: { name, goalCount: 9 } });

/** Follows and collects until everything the log has was sent. */
async function followed(client: LanClient, domains: string[], sinceSeq: number, subscriptionId = "f") {
  client.send({ kind: "follow", subscriptionId, domains, sinceSeq });
  const pages: FrameOf<"events">[] = [];
  do pages.push(await client.take("events", (frame) => frame.subscriptionId === subscriptionId));
  while (pages.at(-1)?.isCatchingUp === true);
  return pages;
}
const seqs = (pages: readonly FrameOf<"events">[]) => pages.flatMap((page) => page.events.map((event) => event.seq));

test("[LAN26] following from 0 pages the whole log of the domains, in order and without a gap", async () => {
  await start({ limits: { eventsPageCount: 7 } });
  for (let index = 0; index < 25; index += 1) await (index % 5 === 4 ? tally(`t${index}`) : set(`c${index}`));
  const cards = await followed(manager, ["card"], 0, "cards");
  expect(seqs(cards)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1).filter((seq) => seq % 5 !== 0));
  expect(cards.slice(0, -1).every((page) => page.events.length === 7 && page.isCatchingUp)).toBe(true);
  expect(cards.at(-1)).toMatchObject({ nextSeq: 25, isCatchingUp: false });
  const both = await followed(manager, ["tally", "card"], 20, "both");
  expect(seqs(both)).toEqual([21, 22, 23, 24, 25]);
});

test("[LAN26] an event travels with its envelope and nothing else", async () => {
  await set("c1", "hello");
  const [page] = await followed(manager, ["card"], 0);
  const expected: EventEnvelope = {
    seq: 1,
    eventId: expect.stringMatching(/^event_/),
    streamId: "board:b",
    streamVersion: 1,
    domain: "card",
    type: "card-set",
    v: 1,
    occurredAtMs: expect.any(Number),
    recordedAtMs: expect.any(Number),
    serviceDate: "2026-11-21",
    staffId: null,
    deviceId: lan.ports.deviceIdOf("manager"),
    commandId: expect.stringMatching(/^command_/),
    class: "B",
    body: { boardId: "b", cardId: "c1", text: "hello", rankCount: 1 },
    marks: {},
  };
  expect(page?.events).toEqual([expected]);
});

test("[LAN26] a page is cut by bytes too, and one event longer than a page is still sent", async () => {
  await start({ limits: { eventsPageMaxBytes: 3_000 } });
  for (const [index, length] of [100, 100, 20_000, 1_500, 1_500].entries()) await set(`c${index}`, "x".repeat(length));
  const pages = await followed(manager, ["card"], 0);
  expect(pages.map((page) => page.events.length)).toEqual([2, 1, 1, 1]);
  expect(seqs(pages)).toEqual([1, 2, 3, 4, 5]);
});

test("[LAN27] what is committed later arrives by itself; other domains' events send nothing", async () => {
  expect(await followed(manager, ["card"], 0)).toMatchObject([{ events: [], nextSeq: 0, isCatchingUp: false }]);
  await tally("t1");
  await set("c1");
  const page = await manager.take("events");
  expect(page).toMatchObject({ nextSeq: 2, isCatchingUp: false });
  expect(page.events.map((event) => event.seq)).toEqual([2]);
});

test("[LAN27] nextSeq of the last page is where to go on after a cut: nothing missed, nothing twice", async () => {
  const device = await lan.as("cook");
  await set("c1");
  const before = await followed(device, ["card"], 0);
  device.terminate();
  await tally("t1");
  await set("c2");
  const again = await lan.as("cook");
  const after = await followed(again, ["card"], before.at(-1)?.nextSeq ?? -1);
  expect(seqs([...before, ...after])).toEqual([1, 3]);
});

test("[LAN27] many followers at the same place share what is read and serialised", async () => {
  let readCount = 0;
  await start({
    store: (store) => ({
      ...store,
      readEvents: (page) => {
        readCount += 1;
        return store.readEvents(page);
      },
    }),
  });
  const devices = [await lan.as("cook"), await lan.as("cook"), await lan.as("portion"), manager];
  await Promise.all(devices.map((device) => followed(device, ["card"], 0)));
  readCount = 0;
  await set("c1");
  await Promise.all(devices.map((device) => device.take("events")));
  expect(readCount).toBe(1);
});

test("[LAN28] unknown domains, a place beyond the log and a face that may not follow are refused", async () => {
  const refusal = async (client: LanClient, domains: string[], sinceSeq: number) => {
    client.send({ kind: "follow", subscriptionId: "f", domains, sinceSeq });
    return client.take("error");
  };
  expect(await refusal(manager, ["card", "nothing"], 0)).toMatchObject({
    code: "unknown-domain",
    subscriptionId: "f",
    data: { domain: "nothing" },
  });
  expect(await refusal(manager, ["card"], 1)).toMatchObject({ code: "invalid-params", data: { headSeq: 0 } });
  expect(await refusal(await lan.as("wall"), ["card"], 0)).toMatchObject({ code: "not-permitted" });
});

test("[LAN28] unsubscribe ends following", async () => {
  await followed(manager, ["card"], 0, "ended");
  await followed(manager, ["card"], 0, "kept");
  manager.send({ kind: "unsubscribe", subscriptionId: "ended" });
  await set("c1");
  await manager.take("events", (frame) => frame.subscriptionId === "kept");
  expect(manager.untaken("events")).toEqual([]);
});

test("[LAN28] a log that cannot be read ends the topic with a reference and disturbs no other frame", async () => {
  await start({
    store: (store) => ({
      ...store,
      readEvents: () => {
        throw new Error("broken on purpose");
      },
    }),
  });
  manager.send({ kind: "follow", subscriptionId: "f", domains: ["card"], sinceSeq: 0 });
  expect(await manager.take("error")).toMatchObject({ code: "internal-error", subscriptionId: "f" });
  expect(await set("c1")).toMatchObject({ kind: "accepted" });
});
