import { afterEach, expect, test } from "vitest";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createTestLan, type TestLan, type TestLanOptions } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let manager: LanClient;
const start = async (options: TestLanOptions) => {
  lan = await createTestLan(options);
  manager = await lan.as("manager");
};
afterEach(() => lan.stop());

const limits = { queryIntervalMs: 1, commandsBurstCount: 100_000, sweepMs: 10 };
const question = { query: "board", params: { boardId: "b" }, key: "cardId" } as const;
/** A patch of 50 KB; a board of ten such cards is longer than the patch, so patches are sent. */
const set = (cardId: string, mark: string) =>
  manager.command({
    type: "set-card",
    body: { boardId: "b", cardId, text: mark + "x".repeat(50_000), rankCount: 1 },
  });
const shows = (cardId: string, mark: string) => (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.some((row) => row["cardId"] === cardId && String(row["text"]).startsWith(`${mark}x`));
const skipCount = () => lan.figure("answer_skips_total");

/** Changes the board until the network between server and stopped device is full. */
async function fill(until: () => Promise<boolean>) {
  for (let round = 0; round < 2_000; round += 1) {
    await set("c0", String(round));
    if (round % 10 === 0 && (await until())) return;
  }
  throw new Error("the network never filled");
}

test("[LAN24] a slow socket is skipped, others are served, and when it drains it gets one fresh set of rows", async () => {
  await start({ limits: { ...limits, slowMaxMs: 3_600_000, evictBytes: Number.MAX_SAFE_INTEGER } });
  for (let index = 0; index < 10; index += 1) await set(`c${index}`, "first");
  const [slow, healthy] = [await lan.as("wall"), await lan.as("cook")];
  const [slowRows, healthyRows] = [slow.watch(question), healthy.watch(question)];
  await Promise.all([slowRows.answered, healthyRows.answered]);
  slow.pauseReading();
  await fill(async () => (await skipCount()) > 0);
  const before = { rows: await lan.figure("answer_deliveries_total", { kind: "rows" }), skips: await skipCount() };
  for (let index = 0; index < 10; index += 1) await set("c1", `after-${index}`);
  await set("c9", "last");
  await healthyRows.until(shows("c9", "last"));
  expect(await skipCount()).toBeGreaterThan(before.skips);
  expect(await lan.figure("answer_deliveries_total", { kind: "rows" })).toBe(before.rows);

  slow.resumeReading();
  await slowRows.until(shows("c9", "last"));
  expect(slowRows.frames.at(-1)).toMatchObject({ kind: "rows" });
  expect(await lan.figure("answer_deliveries_total", { kind: "rows" })).toBe(before.rows + 1);
  expect(slowRows.rows()).toEqual(healthyRows.rows());
  await set("c2", "patched");
  await slowRows.until(shows("c2", "patched"));
  expect(slowRows.frames.at(-1)).toMatchObject({ kind: "patch" });
});

test("[LAN24] a socket slow for too long is closed and says why; its device may come back", async () => {
  await start({ limits: { ...limits, slowMaxMs: 20, stopGraceMs: 50, evictBytes: Number.MAX_SAFE_INTEGER } });
  for (let index = 0; index < 10; index += 1) await set(`c${index}`, "first");
  const slow = await lan.as("wall");
  await slow.watch(question).answered;
  slow.pauseReading();
  const gone = lan.ports.nextDisconnected();
  await fill(async () => (await lan.figure("evictions_total", { reason: "slow-consumer-closing" })) > 0);
  expect(await gone).toBe(lan.ports.deviceIdOf("wall"));
  const again = await lan.as("wall");
  await again.watch(question).answered;
});

test("[LAN24] a socket far behind is closed at once, however long it has been slow", async () => {
  await start({ limits: { ...limits, slowMaxMs: 3_600_000, stopGraceMs: 50, slowBytes: 40_000, evictBytes: 45_000 } });
  const slow = await lan.as("wall");
  await slow.watch(question).answered;
  slow.pauseReading();
  const gone = lan.ports.nextDisconnected();
  await fill(async () => (await lan.figure("evictions_total", { reason: "slow-consumer-closing" })) > 0);
  expect(await gone).toBe(lan.ports.deviceIdOf("wall"));
});

test("[LAN24] a followed topic waits for a slow socket and goes on where it was, missing nothing", async () => {
  await start({ limits: { ...limits, slowMaxMs: 3_600_000, evictBytes: Number.MAX_SAFE_INTEGER } });
  const slow = await lan.as("cook");
  slow.send({ kind: "follow", subscriptionId: "f", domains: ["card"], sinceSeq: 0 });
  await slow.take("events");
  slow.pauseReading();
  let sentBytes = -1;
  await fill(async () => {
    const before = sentBytes;
    sentBytes = await lan.figure("events_sent_total");
    return sentBytes === before;
  });
  await set("c1", "last");
  slow.resumeReading();
  const seqs: number[] = [];
  while (seqs.at(-1) !== lan.store.headSeq()) {
    const page = await slow.take("events");
    seqs.push(...page.events.map((event) => event.seq));
  }
  expect(seqs).toEqual(Array.from({ length: lan.store.headSeq() }, (_, index) => index + 1));
});
