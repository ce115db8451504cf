import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#kernel/time.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestKitchen, TEST_ACTOR, TEST_DEVICE_ID, type TestKitchen } from "#tests/kit/test-kitchen.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import { COMMAND_QUEUE_MAX_COUNT } from "./command-bus.ts";
import type { DomainModule } from "./domain-module.ts";
import type { CommitReport } from "./group-transaction.ts";

describe("the command bus", () => {
  let kitchen: TestKitchen;
  let reports: CommitReport[] = [];
  const open = (module: DomainModule) => {
    reports = [];
    kitchen = createTestKitchen({
      modules: [module],
      areBugsAnswered: true,
      onCommitted: (report) => reports.push(report),
    });
  };
  beforeEach(() => {
    open(createTallyModule());
  });
  afterEach(() => {
    kitchen.close();
  });

  function command(overrides: Partial<SubmittedCommand> = {}): SubmittedCommand {
    return {
      commandId: kitchen.makeId("command"),
      type: "open-tally",
      body: { name: "rice", goalCount: 3 },
      occurredAtMs: kitchen.clock.nowMs(),
      actor: TEST_ACTOR,
      ...overrides,
    };
  }

  it("answers an accepted command with its place in the log and the domain's result", async () => {
    const opened = command();
    expect(await kitchen.store.bus.submit(opened)).toMatchObject({
      answer: {
        kind: "accepted",
        commandId: opened.commandId,
        seq: 1,
        streamId: "tally:rice",
        streamVersion: 1,
        result: { name: "rice" },
      },
      isRepeat: false,
    });
    expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: 0, isClosed: false }]);
  });

  it("gives a repeated command its first answer, byte for byte, and writes nothing more", async () => {
    const opened = command();
    const first = await kitchen.store.bus.submit(opened);
    const again = await kitchen.store.bus.submit(opened);
    expect(again).toMatchObject({ text: first.text, answer: first.answer, isRepeat: true });
    expect(kitchen.store.headSeq()).toBe(1);
  });

  it("gives a repeated command its first rejection again, even when it would be accepted now", async () => {
    const counted = command({ type: "count-tally", body: { name: "rice", addedCount: 1 } });
    const first = await kitchen.store.bus.submit(counted);
    expect(first.answer).toMatchObject({ kind: "rejected", rejection: { code: "wrong-state", state: "none" } });
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 3 });
    expect(await kitchen.store.bus.submit(counted)).toMatchObject({ text: first.text, isRepeat: true });
  });

  it("refuses a command id used again for something else or by another device", async () => {
    const opened = command();
    const first = await kitchen.store.bus.submit(opened);
    for (const other of [
      { ...opened, body: { name: "soup", goalCount: 3 } },
      { ...opened, type: "count-tally" },
      { ...opened, actor: { ...TEST_ACTOR, deviceId: null } },
    ]) {
      const { answer } = await kitchen.store.bus.submit(other);
      expect(answer).toEqual({
        kind: "rejected",
        commandId: opened.commandId,
        rejection: { code: "command-id-reused" },
      });
    }
    expect((await kitchen.store.bus.submit(opened)).text).toBe(first.text);
  });

  it("refuses what is unknown or malformed, and stores those answers too", async () => {
    expect(await kitchen.submit("boil-ocean", {})).toMatchObject({
      rejection: { code: "unknown-command", type: "boil-ocean" },
    });
    const wrong = command({ body: { name: "Rice!", goalCount: 0, extra: 1 } });
    const first = await kitchen.store.bus.submit(wrong);
    expect(first.answer).toMatchObject({
      rejection: {
        code: "invalid-body",
        issues: [
          { path: "name", message: "invalid_format" },
          { path: "goalCount", message: "too_small" },
          { path: "", message: "unrecognized_keys" },
        ],
      },
    });
    expect(await kitchen.store.bus.submit(wrong)).toMatchObject({ text: first.text, isRepeat: true });
  });

  it("refuses a body nested beyond the limit before walking it", async () => {
    let deep: unknown = "end";
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const { answer } = await kitchen.store.bus.submit(command({ body: { name: deep } }));
    expect(answer).toMatchObject({ rejection: { code: "invalid-body" } });
  });

  it("refuses an edit of a version that is no longer the present one", async () => {
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 9 });
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 1 }, { expectedVersion: 1 });
    expect(await kitchen.submit("count-tally", { name: "rice", addedCount: 1 }, { expectedVersion: 1 })).toMatchObject({
      kind: "rejected",
      rejection: { code: "stale-version", current: 2 },
    });
  });

  it("runs follow-ons in the same transaction, as the kitchen PC, under an id derived from their cause", async () => {
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 2 });
    const counted = await kitchen.accepted("count-tally", { name: "rice", addedCount: 2 });
    expect(counted).toMatchObject({ seq: 2, streamVersion: 2 });
    const [, cause, closed] = kitchen.store.readEvents({ sinceSeq: 0, domains: ["tally"], limit: 10 });
    expect(closed).toMatchObject({ seq: 3, type: "tally-closed", staffId: null, deviceId: null, streamVersion: 3 });
    expect(cause).toMatchObject({ seq: 2, type: "tally-counted", deviceId: TEST_DEVICE_ID });
    expect(closed?.commandId).not.toBe(cause?.commandId);
    expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: 2, isClosed: true }]);
  });

  it("runs a follow-on once, however often its cause asks for it under one key", async () => {
    kitchen.close();
    const module = createTallyModule();
    open({ ...module, followOns: (db, event) => [...module.followOns(db, event), ...module.followOns(db, event)] });
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 2 });
    await kitchen.accepted("count-tally", { name: "rice", addedCount: 2 });
    expect(kitchen.store.headSeq()).toBe(3);
  });

  it("takes back a command whose follow-ons never end", async () => {
    kitchen.close();
    const followOns: DomainModule["followOns"] = (_db, event) =>
      event.type === "tally-counted"
        ? [{ type: "count-tally", body: { name: "rice", addedCount: 1 }, key: "again" }]
        : [];
    open(createTallyModule({ followOns }));
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 99 });
    const answer = await kitchen.submit("count-tally", { name: "rice", addedCount: 1 });
    expect(answer).toMatchObject({ rejection: { code: "internal-error" } });
    expect(kitchen.store.headSeq()).toBe(1);
  });

  it("keeps an accepted command whose follow-on is rejected", async () => {
    kitchen.close();
    const followOns: DomainModule["followOns"] = (_db, event) =>
      event.type === "tally-opened" ? [{ type: "open-tally", body: event.body, key: "again" }] : [];
    open(createTallyModule({ followOns }));
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 99 });
    expect(kitchen.store.headSeq()).toBe(1);
  });

  it("writes waiting commands in groups of 64 at most", async () => {
    const names = Array.from({ length: 130 }, (_, index) => `tally-${index}`);
    await Promise.all([
      ...names.map((name) => kitchen.accepted("open-tally", { name, goalCount: 3 })),
      kitchen.submit("count-tally", { name: "none", addedCount: 1 }),
    ]);
    expect(reports).toMatchObject([
      { commandCount: 64, eventCount: 64, rejectedCount: 0, repeatCount: 0 },
      { commandCount: 64, eventCount: 64, rejectedCount: 0, repeatCount: 0 },
      { commandCount: 3, eventCount: 2, rejectedCount: 1, repeatCount: 0 },
    ]);
  });

  it("tells a sender to come back when too many commands wait, and loses none of those it took", async () => {
    const submitted = Array.from({ length: COMMAND_QUEUE_MAX_COUNT + 2 }, () => command());
    const outcomes = await Promise.all(submitted.map((one) => kitchen.store.bus.submit(one)));
    const codes = outcomes.map(({ answer }) => (answer.kind === "rejected" ? answer.rejection.code : answer.kind));
    expect(codes.slice(-2)).toEqual(["rate-limited", "rate-limited"]);
    expect(codes.slice(0, -2).filter((code) => code === "rate-limited")).toEqual([]);
  });

  it("remembers an answer for 30 days, and longer while the clock is not to be trusted", async () => {
    const opened = command();
    await kitchen.store.bus.submit(opened);
    const isRepeat = async () => (await kitchen.store.bus.submit(opened)).isRepeat;
    const somethingElse = () => kitchen.submit("count-tally", { name: "none", addedCount: 1 });
    kitchen.clock.advance(29 * DAY_MS);
    await somethingElse();
    expect(await isRepeat()).toBe(true);
    kitchen.clock.jump(900 * DAY_MS);
    kitchen.clock.advance(5 * MINUTE_MS);
    await somethingElse();
    expect(await isRepeat()).toBe(true);
    kitchen.clock.jump(-899 * DAY_MS);
    await somethingElse();
    kitchen.clock.advance(DAY_MS);
    await somethingElse();
    expect(await isRepeat()).toBe(false);
  });

  it.each(["decide", "complete"])("takes back a command with a bug in %s, alone in its group", async (where) => {
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 9 });
    const [before, broken, after] = await Promise.all([
      kitchen.submit("count-tally", { name: "rice", addedCount: 1 }),
      kitchen.submit("break-tally", { name: "rice", where }),
      kitchen.submit("count-tally", { name: "rice", addedCount: 1 }),
    ]);
    expect(before).toMatchObject({ kind: "accepted", seq: 2, streamVersion: 2 });
    expect(broken).toMatchObject({ kind: "rejected", rejection: { code: "internal-error" } });
    expect(after).toMatchObject({ kind: "accepted", seq: 3, streamVersion: 3 });
    expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: 2, isClosed: false }]);
    kitchen.rebuildAndCompare();
  });

  it("publishes events once, in log order, after they are durable", async () => {
    const seen: { readonly seqs: readonly number[]; readonly headSeq: number }[] = [];
    const stop = kitchen.store.onCommit((commit) =>
      seen.push({ seqs: commit.events.map((event) => event.seq), headSeq: commit.headSeq }),
    );
    await Promise.all([
      kitchen.accepted("open-tally", { name: "rice", goalCount: 1 }),
      kitchen.accepted("count-tally", { name: "rice", addedCount: 1 }),
    ]);
    await Promise.resolve();
    stop();
    await kitchen.accepted("open-tally", { name: "soup", goalCount: 1 });
    expect(seen).toEqual([{ seqs: [1, 2, 3], headSeq: 3 }]);
  });

  it("recalls a stored answer for a repeat nobody can authorise any more, and nothing else", async () => {
    const opened = command();
    const repeat = { ...opened, deviceId: opened.actor.deviceId };
    expect(kitchen.store.bus.recall(repeat)).toBeUndefined();
    const { answer, text } = await kitchen.store.bus.submit(opened);
    expect(kitchen.store.bus.recall(repeat)).toEqual({ answer, text });
    expect(kitchen.store.bus.recall({ ...repeat, body: {} })).toBeUndefined();
    expect(kitchen.store.bus.recall({ ...repeat, deviceId: null })).toBeUndefined();
  });

  it("once closed takes no more commands, and answers those it took", async () => {
    const published: number[] = [];
    kitchen.store.onCommit(({ headSeq }) => published.push(headSeq));
    const taken = kitchen.store.bus.submit(command());
    kitchen.close();
    expect((await taken).answer).toMatchObject({ kind: "accepted", seq: 1 });
    const late = await kitchen.store.bus.submit(command());
    expect(late.answer).toMatchObject({ rejection: { code: "store-unavailable" } });
    expect(published).toEqual([]);
  });
});
