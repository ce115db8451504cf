import fc from "fast-check";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { present } from "#kernel/assert.ts";
import type { CommandId } from "#kernel/ids.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import {
  createTestClock,
  createTestIds,
  createTestKitchen,
  TEST_ACTOR,
  type TestKitchen,
} from "#tests/kit/test-kitchen.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import { verifyStore } from "./verify-store.ts";

/**
 * Generated histories against a model of a few lines: commands in groups, repeats, repeats with another body, stale
 * versions, rejections, bugs, and a process that ends between or within groups.
 */
const NAMES = ["rice", "soup", "fruit"] as const;

type Step =
  | { readonly kind: "open"; readonly name: string; readonly goalCount: number }
  | { readonly kind: "count"; readonly name: string; readonly addedCount: number; readonly staleBy: number | null }
  | { readonly kind: "break"; readonly name: string; readonly where: "decide" | "complete" }
  | { readonly kind: "repeat"; readonly back: number }
  | { readonly kind: "reuse"; readonly back: number };

const name = fc.constantFrom(...NAMES);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("open" as const), name, goalCount: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("count" as const),
      name,
      addedCount: fc.integer({ min: 1, max: 4 }),
      staleBy: fc.option(fc.integer({ min: -1, max: 1 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("break" as const),
      name,
      where: fc.constantFrom("decide" as const, "complete" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("repeat" as const), back: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reuse" as const), back: fc.nat(20) }) },
);
/** Groups sent at once; after each the process may end, with the next group still unanswered. */
const history = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
    crash: fc.constantFrom("no", "no", "after", "during"),
  }),
  { minLength: 1, maxLength: 10 },
);

interface ModelTally {
  readonly version: number;
  readonly goalCount: number;
  readonly totalCount: number;
  readonly isClosed: boolean;
}

/** What the log must come to, kept by hand. */
interface Model {
  readonly tallyByName: Map<string, ModelTally>;
  eventCount: number;
  readonly answered: { readonly submitted: SubmittedCommand; readonly text: string }[];
}

/** What the answer must be, and the model after it. */
function modelAnswer(model: Model, { type, body, expectedVersion }: SubmittedCommand): object {
  const given = body as { name: string; goalCount: number; addedCount: number; where?: string }; // made by `commandOf`
  const tally = model.tallyByName.get(given.name);
  const version = tally?.version ?? 0;
  if (expectedVersion !== undefined && expectedVersion !== version) {
    return { kind: "rejected", rejection: { code: "stale-version", current: version } };
  }
  const wrongState = {
    kind: "rejected",
    rejection: { code: "wrong-state", state: tally ? (tally.isClosed ? "closed" : "open") : "none" },
  };
  if (type === "open-tally") {
    if (tally !== undefined) return wrongState;
    model.tallyByName.set(given.name, { version: 1, goalCount: given.goalCount, totalCount: 0, isClosed: false });
    model.eventCount += 1;
    return { kind: "accepted", seq: model.eventCount, streamVersion: 1 };
  }
  if (type === "break-tally") return { kind: "rejected", rejection: { code: "internal-error" } };
  if (tally === undefined || tally.isClosed) return wrongState;
  const totalCount = tally.totalCount + given.addedCount;
  const isClosed = totalCount >= tally.goalCount;
  const seq = model.eventCount + 1;
  model.eventCount += isClosed ? 2 : 1;
  model.tallyByName.set(given.name, { ...tally, version: version + (isClosed ? 2 : 1), totalCount, isClosed });
  return { kind: "accepted", seq, streamVersion: version + 1 };
}

function commandOf(
  model: Model,
  sent: readonly SubmittedCommand[],
  given: Step,
  commandId: CommandId,
): SubmittedCommand {
  const make = (type: string, body: unknown, expectedVersion?: number): SubmittedCommand => ({
    commandId,
    type,
    body,
    occurredAtMs: 0,
    actor: TEST_ACTOR,
    ...(expectedVersion !== undefined && { expectedVersion }),
  });
  switch (given.kind) {
    case "open":
      return make("open-tally", { name: given.name, goalCount: given.goalCount });
    case "count": {
      const body = { name: given.name, addedCount: given.addedCount };
      const version = model.tallyByName.get(given.name)?.version ?? 0;
      return make("count-tally", body, given.staleBy === null ? undefined : Math.max(0, version + given.staleBy));
    }
    case "break":
      return make("break-tally", { name: given.name, where: given.where });
    case "repeat":
    case "reuse": {
      const before = sent[sent.length - 1 - given.back];
      if (before === undefined) return make("open-tally", { name: "rice", goalCount: 5 });
      return given.kind === "repeat"
        ? before
        : { ...before, body: { ...(before.body as object), name: "other" } }; /* made here */
    }
  }
}

/** Checks one answer against the model; a repeat must have the first answer's very text. */
function checkAnswer(model: Model, submitted: SubmittedCommand, outcome: { text: string; isRepeat: boolean }): void {
  const before = model.answered.find((other) => other.submitted.commandId === submitted.commandId);
  if (before !== undefined) {
    const isSame = JSON.stringify(before.submitted.body) === JSON.stringify(submitted.body);
    const text = isSame ? before.text : expect.stringContaining('"command-id-reused"');
    expect(outcome).toMatchObject({ text, isRepeat: isSame });
    return;
  }
  const answer: unknown = JSON.parse(outcome.text);
  expect(answer).toMatchObject({ commandId: submitted.commandId, ...modelAnswer(model, submitted) });
  // A bug's answer is not kept: the same command is tried again.
  if (!outcome.text.includes('"internal-error"')) model.answered.push({ submitted, text: outcome.text });
}

/** The files as a process that is killed now would leave them: the write-ahead log not folded in, no goodbye. */
function filesAsKilled(folder: string): string {
  const next = mkdtempSync(join(tmpdir(), "kitchen-model-"));
  for (const file of ["kitchen.sqlite", "kitchen.sqlite-wal"]) copyFileSync(join(folder, file), join(next, file));
  return next;
}

async function play(groups: readonly { steps: readonly Step[]; crash: string }[], folders: string[]): Promise<void> {
  const makeId = createTestIds(createTestClock());
  let folder = mkdtempSync(join(tmpdir(), "kitchen-model-"));
  folders.push(folder);
  const open = () =>
    createTestKitchen({ modules: [createTallyModule()], dataDir: folder, makeId, areBugsAnswered: true });
  const model: Model = { tallyByName: new Map(), eventCount: 0, answered: [] };
  const sent: SubmittedCommand[] = [];
  let kitchen: TestKitchen = open();
  for (const { steps, crash } of groups) {
    const group = steps.map((given) => commandOf(model, sent, given, makeId("command")));
    sent.push(...group);
    const outcomes = Promise.all(group.map((submitted) => kitchen.store.bus.submit(submitted)));
    // Closed before the group's turn came: what was taken is still carried out.
    if (crash === "during") kitchen.close();
    for (const [index, outcome] of (await outcomes).entries()) {
      checkAnswer(model, present(group[index], "the command of an answer"), outcome);
    }
    if (crash === "kill") folder = filesAsKilled(folder);
    if (crash === "kill") folders.push(folder);
    if (crash !== "no") {
      kitchen.close();
      kitchen = open();
    }
    expect(kitchen.store.headSeq()).toBe(model.eventCount);
  }
  const rows = [...model.tallyByName]
    .map(([tallyName, { totalCount, isClosed }]) => ({ name: tallyName, totalCount, isClosed }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  expect(kitchen.ask("tallies")).toEqual(rows);
  kitchen.rebuildAndCompare();
  kitchen.close();
  const report = verifyStore(join(folder, "kitchen.sqlite"), [createTallyModule()]);
  expect(report).toMatchObject({ isGood: true, eventCount: model.eventCount });
}

describe("the log and its bus, on generated histories", () => {
  it("give the answers, the events and the read models of the model, through repeats, bugs and crashes", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (groups) => {
        const folders: string[] = [];
        try {
          await play(groups, folders);
        } finally {
          for (const folder of folders) rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});
