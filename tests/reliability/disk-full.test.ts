import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SECOND_MS } from "#kernel/time.ts";
import type { CommandBus, SubmittedCommand } from "#main/store/command-answer.ts";
import { makeBackup } from "#main/store/backup.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { verifyStore } from "#main/store/verify-store.ts";
import { mountSmallDisk, type SmallDisk } from "#tests/kit/small-disk.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import {
  createTestClock,
  createTestIds,
  createTestKitchen,
  TEST_ACTOR,
  type TestKitchen,
} from "#tests/kit/test-kitchen.ts";

const NOTE = "x".repeat(3_500);

describe("a full disk", () => {
  let disk: SmallDisk;
  let dataDir = "";
  let kitchen: TestKitchen;
  const makeId = createTestIds(createTestClock());
  const open = () => createTestKitchen({ modules: [createTallyModule()], dataDir, makeId });
  const states: string[] = [];
  beforeEach(async () => {
    disk = mountSmallDisk(64);
    dataDir = join(disk.path, "kitchen");
    states.length = 0;
    kitchen = open();
    kitchen.store.onStateChange((state) => states.push(state));
    await kitchen.accepted("open-tally", { name: "rice", goalCount: 1_000_000 });
  });
  afterEach(() => {
    kitchen.close();
    disk.remove();
  });

  function count(overrides: Partial<SubmittedCommand> = {}): SubmittedCommand {
    return {
      commandId: kitchen.makeId("command"),
      type: "count-tally",
      body: { name: "rice", addedCount: 1, note: NOTE },
      occurredAtMs: kitchen.clock.nowMs(),
      actor: TEST_ACTOR,
      ...overrides,
    };
  }

  /** Submits what must be accepted. */
  async function answered(submitted: SubmittedCommand) {
    const { answer, text } = await kitchen.store.bus.submit(submitted);
    expect(answer).toMatchObject({ kind: "accepted" });
    return { submitted, text };
  }

  /** Writes through a bus until it refuses; gives what it acknowledged and what it refused first. */
  async function writeUntilFull(bus: Pick<CommandBus, "submit">) {
    const acknowledged: { readonly submitted: SubmittedCommand; readonly text: string }[] = [];
    for (;;) {
      const group = Array.from({ length: 20 }, () => count());
      const outcomes = await Promise.all(group.map((submitted) => bus.submit(submitted)));
      for (const [index, { answer, text }] of outcomes.entries()) {
        const submitted = group[index] ?? count();
        if (answer.kind === "accepted") acknowledged.push({ submitted, text });
        else return { acknowledged, refused: submitted, refusal: answer.rejection };
      }
    }
  }

  /** The promise this suite guards: what was acknowledged is in the log once, with the answer that was given. */
  async function brokenPromises(
    acknowledged: readonly { readonly submitted: SubmittedCommand; readonly text: string }[],
  ) {
    const inLog = kitchen.store
      .readEvents({ sinceSeq: 0, domains: ["tally"], limit: 100_000 })
      .map((event) => event.commandId);
    const counts = new Map<string, number>();
    for (const commandId of inLog) counts.set(commandId, (counts.get(commandId) ?? 0) + 1);
    const faults: string[] = [];
    for (const { submitted, text } of acknowledged) {
      if (counts.get(submitted.commandId) !== 1) faults.push(`${submitted.commandId} is not in the log once`);
      const again = await kitchen.store.bus.submit(submitted);
      if (again.text !== text) faults.push(`${submitted.commandId} is answered otherwise`);
    }
    return faults;
  }

  it("refuses commands unstored, goes on reading and repeating, and resumes by itself with nothing lost", async () => {
    const before = await Promise.all(Array.from({ length: 30 }, () => answered(count())));
    disk.fill();
    const { acknowledged: meanwhile, refused, refusal } = await writeUntilFull(kitchen.store.bus);
    const acknowledged = [...before, ...meanwhile];
    expect(refusal).toEqual({ code: "store-full" });
    expect(states).toEqual(["full"]);
    expect(existsSync(join(dataDir, "reserve.bin"))).toBe(false);

    // Full: read models and earlier answers are there, ordinary commands are refused at once, the kitchen PC's own are not.
    const total = acknowledged.length;
    expect(kitchen.ask("tallies")).toEqual([{ name: "rice", totalCount: total, isClosed: false }]);
    expect(await brokenPromises(acknowledged.slice(-5))).toEqual([]);
    const own = await kitchen.store.bus.submit(count({ actor: SYSTEM_ACTOR, body: { name: "rice", addedCount: 1 } }));
    expect(own.answer).toMatchObject({ kind: "accepted" });
    expect((await kitchen.store.bus.submit(refused)).answer).toMatchObject({ rejection: { code: "store-full" } });

    disk.empty();
    expect((await kitchen.store.bus.submit(refused)).answer).toMatchObject({ rejection: { code: "store-full" } });
    kitchen.clock.advance(SECOND_MS);
    const resumed = await answered(refused);
    expect(states).toEqual(["full", "ok"]);
    expect(existsSync(join(dataDir, "reserve.bin"))).toBe(true);

    expect(await brokenPromises([...acknowledged, resumed])).toEqual([]);
    kitchen.rebuildAndCompare();
    kitchen.close();
    expect(verifyStore(join(dataDir, "kitchen.sqlite"), [createTallyModule()])).toMatchObject({
      isGood: true,
      eventCount: total + 3,
    });
  });

  it("would be caught acknowledging what it could not write", async () => {
    const lying: Pick<CommandBus, "submit"> = {
      submit: async (submitted) => {
        const outcome = await kitchen.store.bus.submit(submitted);
        if (outcome.answer.kind === "accepted") return outcome;
        liesCount += 1;
        if (liesCount > 3) return outcome;
        const answer = {
          kind: "accepted" as const,
          commandId: submitted.commandId,
          seq: 1,
          streamId: "",
          streamVersion: 1,
          result: {},
        };
        return { answer, text: JSON.stringify(answer), isRepeat: false };
      },
    };
    let liesCount = 0;
    disk.fill();
    const { acknowledged } = await writeUntilFull(lying);
    disk.empty();
    kitchen.clock.advance(SECOND_MS);
    expect(await brokenPromises(acknowledged)).not.toEqual([]);
  });

  it("does not keep a kitchen from starting and reading", async () => {
    await Promise.all(Array.from({ length: 30 }, () => answered(count())));
    const rows = kitchen.ask("tallies");
    kitchen.close();
    disk.fill();
    expect(disk.freeBytes()).toBe(0);
    // Opening needs a little room of its own, which the reserve gives.
    kitchen = open();
    expect(kitchen.ask("tallies")).toEqual(rows);
    expect(kitchen.store.status()).toMatchObject({ state: "full" });
    expect((await kitchen.store.bus.submit(count())).answer).toMatchObject({ rejection: { code: "store-full" } });
    disk.empty();
    kitchen.clock.advance(SECOND_MS);
    expect((await kitchen.store.bus.submit(count())).answer).toMatchObject({ kind: "accepted" });
  });

  it("makes no copy, and gives back what was begun of one", () => {
    expect(makeBackup(dataFolderAt(dataDir), kitchen.clock.nowMs())).toMatchObject({ kind: "made" });
    disk.fill();
    expect(makeBackup(dataFolderAt(dataDir), kitchen.clock.nowMs())).toMatchObject({ kind: "no-room" });
    expect(existsSync(join(dataDir, "backups", "draft.sqlite"))).toBe(false);
  });
});
