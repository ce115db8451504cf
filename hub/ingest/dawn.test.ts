import { describe, expect, it } from "vitest";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";
import { createAdmission } from "./admission.ts";
import { createCommitWindow } from "./commit-window.ts";
import { createPushLanes, pushRank, type Leave, type PushRank } from "./push-lanes.ts";

const inTime = { latencyMs: 5 } as const;
const windowOf = (count: number) => createCommitWindow({ minCount: count, maxCount: count, targetMs: 50 });
const lanesOf = (slotCount: number, windowCount: number) =>
  createPushLanes({ slotCount, window: windowOf(windowCount), creditsMaxCount: 4, waitingMaxCount: 5 });
const bulk = (toClassACount: number | null = null): PushRank => ({ isUrgent: false, toClassACount });
const urgent = (toClassACount: number): PushRank => ({ isUrgent: true, toClassACount });

/** Enters everybody and answers in which order they were let in, each leaving before the next. */
async function orderOf(ranks: Readonly<Record<string, PushRank>>): Promise<readonly string[]> {
  const lanes = lanesOf(1, 1);
  const order: string[] = [];
  const first = await lanes.enter(bulk());
  const all = Object.entries(ranks).map(async ([name, rank]) => {
    const leave = await lanes.enter(rank);
    order.push(name);
    leave(inTime);
  });
  first(inTime);
  await Promise.all(all);
  return order;
}

describe("the commit window", () => {
  it("grows by one for a full window committed in time, and only while it is full", () => {
    const window = createCommitWindow({ minCount: 2, maxCount: 4, targetMs: 50 });
    for (let count = 0; count < 10; count += 1) window.committed(5, false);
    expect(window.size()).toBe(2);
    for (let count = 0; count < 2; count += 1) window.committed(5, true);
    expect(window.size()).toBe(3);
    for (let count = 0; count < 50; count += 1) window.committed(5, true);
    expect(window.size()).toBe(4);
  });

  it("shrinks once for a window of slow commits, and never below the least", () => {
    const window = createCommitWindow({ minCount: 2, maxCount: 20, targetMs: 50 });
    for (let count = 0; count < 400; count += 1) window.committed(5, true);
    expect(window.size()).toBe(20);
    for (let count = 0; count < 21; count += 1) window.committed(200, true);
    expect(window.size()).toBe(14);
    window.failed();
    expect(window.size()).toBeLessThan(14);
    for (let count = 0; count < 400; count += 1) window.failed();
    expect(window.size()).toBe(2);
  });
});

describe("the lanes", () => {
  it("take class A first, the nearest first, then backlogs that hold some, then the rest as they came", async () => {
    const ranks = { rest1: bulk(), rest2: bulk(), far: bulk(4_000), near: bulk(900), a200: urgent(200), a1: urgent(1) };
    expect(await orderOf(ranks)).toEqual(["a1", "a200", "near", "far", "rest1", "rest2"]);
  });

  it("let whoever waited longest go now and then, however many with less to send come", async () => {
    const ranks = Object.fromEntries([
      ["far", bulk(90_000)],
      ...Array.from({ length: 20 }, (_, index) => [`near${index}`, bulk(1)] as const),
    ]);
    const order = await orderOf(ranks);
    expect(order.indexOf("far")).toBeLessThan(8);
  });

  it("hold bulk to the window, and class A to the slots alone", async () => {
    const lanes = lanesOf(3, 1);
    const entered: string[] = [];
    const enter = (name: string, rank: PushRank) => lanes.enter(rank).then((leave) => (entered.push(name), leave));
    const first = enter("bulk 1", bulk());
    const second = enter("bulk 2", bulk());
    const classA = [enter("a 1", urgent(1)), enter("a 2", urgent(1)), enter("a 3", urgent(1))];
    const [leaveFirst] = await Promise.all([first, classA[0], classA[1]]);
    expect(entered).toEqual(["bulk 1", "a 1", "a 2"]);
    expect(lanes.waiting()).toEqual({ urgentCount: 1, bulkCount: 1 });
    leaveFirst(inTime);
    await classA[2];
    expect(entered.at(-1)).toBe("a 3");
    (await classA[0])?.("failed");
    await second;
    expect(entered.at(-1)).toBe("bulk 2");
  });

  it("lend one credit while anybody waits, and more while there is room; full, they say so", async () => {
    const lanes = lanesOf(1, 4);
    expect(lanes.credits()).toBe(4);
    const leave = await lanes.enter(bulk());
    const waiting: Promise<Leave>[] = Array.from({ length: 5 }, () => lanes.enter(bulk()));
    expect(lanes.credits()).toBe(1);
    expect(lanes.isFull()).toBe(true);
    leave(inTime);
    leave(inTime);
    expect(lanes.isFull()).toBe(false);
    for (const each of waiting) (await each)(inTime);
    expect(lanes.credits()).toBe(4);
  });
});

describe("what a push is to the lanes", () => {
  const push = { firstSeq: 101, lastSeq: 300, lastClassASeq: null };
  it("urgent when it reaches the newest class A event, bulk before that, last without any", () => {
    expect(pushRank(push, 250)).toEqual({ isUrgent: true, toClassACount: 150 });
    expect(pushRank(push, 900)).toEqual({ isUrgent: false, toClassACount: 800 });
    expect(pushRank(push, 100)).toEqual({ isUrgent: false, toClassACount: null });
    expect(pushRank({ ...push, lastClassASeq: 300 }, 0)).toEqual({ isUrgent: true, toClassACount: 200 });
  });
});

describe("admission", () => {
  it("lets so many in at once, and spreads the others over the time it takes to greet them", () => {
    let nowMs = 0;
    const random = createSeededRandom(7);
    const admission = createAdmission({ concurrentMaxCount: 4, isFull: () => false, nowMs: () => nowMs, random });
    const answers = Array.from({ length: 3_000 }, () => admission.admit());
    expect(answers.filter((answer) => answer.isIn)).toHaveLength(4);
    const times = answers.flatMap((answer) => (answer.isIn ? [] : [answer.afterMs]));
    expect(times).toHaveLength(2_996);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...times)).toBeLessThanOrEqual(60_000);
    // 2,996 hellos of 20 ms, four at once, need 15 s: no second of it may see much more than its share come back.
    const perSecond = Array.from({ length: 31 }, (_, second) => times.filter((ms) => Math.floor(ms / 1000) === second));
    expect(Math.max(...perSecond.slice(2).map((all) => all.length))).toBeLessThan(450);
    for (const answer of answers) if (answer.isIn) answer.leave();
    nowMs += 60_000;
    expect(admission.admit().isIn).toBe(true);
    for (let count = 0; count < 3; count += 1) admission.admit();
    const later = admission.admit();
    expect(later.isIn ? null : later.afterMs).toBeLessThanOrEqual(1_000);
  });

  it("lets nobody in while the lanes are full", () => {
    const admission = createAdmission({ concurrentMaxCount: 4, isFull: () => true, nowMs: () => 0, random: () => 0.5 });
    expect(admission.admit()).toMatchObject({ isIn: false, afterMs: expect.any(Number) });
  });
});
