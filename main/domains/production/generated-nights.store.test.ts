import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardBatch } from "#domains/production/board.ts";
import { nextStageOf, portionsMaxCount } from "#domains/production/rules.ts";
import { BATCH_STATUSES } from "#domains/production/vocabulary.ts";
import type { StaffId } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { SubmitOptions } from "#tests/kit/test-kitchen.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import {
  atClock,
  batchIdOf,
  dishRunIdOf,
  PLAN_DATE,
  plannedBatch,
  portions,
  staffIdOf,
} from "#tests/kit/production-plan.ts";

/** Nights nobody wrote: commands in any order, at any time, sensible or not. */

const NIGHTS_COUNT = 40;
const ACTS_MAX_COUNT = 60;
const PORTION_SIZES = ["smallCount", "largeCount", "toddlerCount", "maternalCount"] as const;

interface Act {
  readonly batchNumber: number;
  readonly runNumber: number;
  readonly what: What;
  readonly count: number;
  readonly waitMinutes: number;
}

interface Submission {
  readonly type: string;
  readonly body: object;
  readonly options?: SubmitOptions;
}

interface Situation {
  readonly kitchen: ProductionKitchen;
  readonly row: BoardBatch;
  readonly dishRunId: string;
  readonly cook: StaffId;
  readonly count: number;
}

type Respond = (at: Situation) => readonly Submission[];

function measured({ kitchen, dishRunId }: Situation, celsius: number): readonly Submission[] {
  const body = {
    checkId: kitchen.makeId("check"),
    dishRunId,
    readingsC: [celsius, celsius, celsius],
    ...(celsius < 75 && { action: { actionCode: "cook-on" } }),
  };
  return [{ type: "record-core-temperature", body }];
}

function tasted({ kitchen, row }: Situation): readonly Submission[] {
  const points = { tastePoints: 4, colourPoints: 4, aromaPoints: 4, texturePoints: 4 };
  const dishes = row.dishRuns.map(({ dishRunId }) => ({ dishRunId, ...points }));
  const body = { checkId: kitchen.makeId("check"), phase: "before-dispatch", dishes, verdict: "safe" };
  return [{ type: "record-tasting", body }];
}

/** What somebody who knows the work would do next. */
function sensible(at: Situation): readonly Submission[] {
  const next = nextStageOf(at.row);
  if (next === null) return [];
  const dishRunId = next.dishRunId ?? at.dishRunId;
  const command = { type: next.command, body: next.dishRunId === null ? {} : { dishRunId, leadStaffId: at.cook } };
  switch (next.command) {
    case "start-preparation":
    case "start-cooking":
      return [command];
    case "finish-cooking":
      return [...measured({ ...at, dishRunId }, 80), { type: next.command, body: { dishRunId } }];
    case "start-portioning":
      return [...tasted(at), command];
    case "finish-portioning":
      return [{ type: "record-portions", body: { added: portions(30, 10), specialPackCount: 1 } }, command];
    case "complete-batch":
      return [{ type: next.command, body: { isWasteFree: true } }];
  }
}

const RESPONSES = {
  sensible,
  assign: ({ cook, count }) => [
    { type: "assign-task", body: { staffId: count % 7 === 0 ? staffIdOf(404) : cook, taskKind: "lead-cook" } },
  ],
  unassign: ({ cook }) => [{ type: "unassign-task", body: { staffId: cook, taskKind: "lead-cook" } }],
  prepare: () => [{ type: "start-preparation", body: {} }],
  start: ({ dishRunId, cook }) => [{ type: "start-cooking", body: { dishRunId, leadStaffId: cook } }],
  progress: ({ dishRunId, count }) => [
    { type: "record-cooking-progress", body: { dishRunId, readyPortionCount: count * 4 } },
  ],
  measure: (at) => measured(at, 80),
  "measure-low": (at) => measured(at, 60),
  finish: ({ dishRunId }) => [{ type: "finish-cooking", body: { dishRunId } }],
  taste: tasted,
  hold: () => [{ type: "hold-batch", body: { reasonCode: "foreign-object", note: "plastik" } }],
  "lift-rework": ({ dishRunId }) => [
    {
      type: "lift-hold",
      body: { disposition: "rework", dishRunIds: [dishRunId], reason: "dimasak ulang" },
      options: { as: { staffId: staffIdOf(77) } },
    },
  ],
  rework: ({ dishRunId }) => [{ type: "rework-dish", body: { dishRunId, reason: "kurang matang" } }],
  portioning: () => [{ type: "start-portioning", body: {} }],
  count: ({ count }) => [
    { type: "record-portions", body: { added: portions(count, count), specialPackCount: count % 3 } },
  ],
  weigh: ({ dishRunId, count }) => [
    { type: "weigh-portion", body: { dishRunId, profile: "small", massG: 50 + count } },
  ],
  portioned: ({ count }) => [{ type: "finish-portioning", body: { rejectedPortionCount: count } }],
  complete: () => [{ type: "complete-batch", body: { isWasteFree: true } }],
  // Rare, or no night would get far.
  cancel: ({ count }) =>
    count > 3 ? [] : [{ type: "cancel-batch", body: { reasonCode: "staff", reason: "sakit", disposal: "compost" } }],
  waste: ({ kitchen, count }) => [
    {
      type: "record-waste",
      body: {
        wasteId: kitchen.makeId("waste"),
        serviceDate: PLAN_DATE,
        wasteSource: "cooking",
        massG: count + 1,
        isEdible: false,
        disposal: "compost",
      },
    },
  ],
  note: ({ count }) => [{ type: "note-batch", body: { note: `catatan ${count}` } }],
  undo: ({ row }) =>
    row.undoable === null ? [] : [{ type: "undo-stage", body: { undoneEventId: row.undoable.eventId } }],
  change: ({ count }) => [{ type: "change-batch", body: { fields: { label: `SD ${count}` } } }],
} as const satisfies Readonly<Record<string, Respond>>;
type What = keyof typeof RESPONSES;
const WHAT = Object.keys(RESPONSES) as readonly What[]; // the keys of the literal above

const act: fc.Arbitrary<Act> = fc.record({
  batchNumber: fc.integer({ min: 1, max: 2 }),
  runNumber: fc.integer({ min: 1, max: 2 }),
  // Sensible acts come more often, so that some nights get far.
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...WHAT) },
    { weight: 2, arbitrary: fc.constant<What>("sensible") },
  ),
  count: fc.integer({ min: 0, max: 60 }),
  waitMinutes: fc.integer({ min: 0, max: 25 }),
});

function boardOf(kitchen: ProductionKitchen): readonly BoardBatch[] {
  return kitchen.ask("production-board", { serviceDate: PLAN_DATE }) as readonly BoardBatch[]; // rows the kit parsed
}

async function perform(kitchen: ProductionKitchen, one: Act, cook: StaffId): Promise<void> {
  const batchId = batchIdOf(one.batchNumber);
  const row = boardOf(kitchen).find((batch) => batch.batchId === batchId);
  if (row === undefined) return;
  const dishRunId = dishRunIdOf(one.batchNumber * 10 + one.runNumber);
  const respond: Respond = RESPONSES[one.what];
  for (const { type, body, options } of respond({ kitchen, row, dishRunId, cook, count: one.count })) {
    await kitchen.submit(type, { batchId, ...body }, options);
  }
}

/** What holds of every batch whatever happened. */
function expectSound(batch: BoardBatch, before: BoardBatch | undefined): void {
  const statuses = batch.dishRuns.map((run) => run.status);
  if (batch.status === "checking" || batch.status === "portioning" || batch.status === "ready") {
    expect(statuses.every((status) => status === "cooked")).toBe(true);
  }
  if (batch.status === "planned" || batch.status === "preparing") {
    expect(statuses.every((status) => status === "waiting")).toBe(true);
  }
  for (const size of PORTION_SIZES) {
    expect(batch.portionedCounts[size]).toBeGreaterThanOrEqual(0);
    expect(batch.portionedCounts[size]).toBeLessThanOrEqual(portionsMaxCount(batch.portionCounts[size], 300));
  }
  for (const run of batch.dishRuns) {
    if (run.status === "cooked" && run.temperatureClass === "hot") expect(run.lastCoreC).not.toBeNull();
    expect(run.startedAtMs === null).toBe(run.status === "waiting");
    if (run.temperatureClass === "hot" && run.startedAtMs !== null) {
      expect(run.startedAtMs).toBeGreaterThanOrEqual(atClock("00:00"));
    }
  }
  expect(BATCH_STATUSES).toContain(batch.status);
  // Cooking a dish again never buys time: while one is being reworked, consume-by stands.
  const reworked = before?.dishRuns.some((run) => run.isReworked) === true;
  const cookedCount = (one: BoardBatch | undefined) =>
    one?.dishRuns.filter((run) => run.cookedAtMs !== null || run.isReworked).length ?? 0;
  if (reworked && cookedCount(batch) >= cookedCount(before) && before.consumeByAtMs !== null) {
    expect(batch.consumeByAtMs ?? Infinity).toBeLessThanOrEqual(before.consumeByAtMs);
  }
}

describe("generated nights", () => {
  it("keep every batch sound and every read model equal to the log", { timeout: 120_000 }, async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 20, maxLength: ACTS_MAX_COUNT }), async (acts) => {
        const kitchen = createProductionKitchen(atClock("00:00") - 40 * MINUTE_MS);
        const cook = await kitchen.addCook("Siti");
        await kitchen.plan(plannedBatch(1), plannedBatch(2));
        for (const number of [1, 2]) {
          await kitchen.accepted("assign-task", { batchId: batchIdOf(number), staffId: cook, taskKind: "cook" });
          await kitchen.accepted("start-preparation", { batchId: batchIdOf(number) });
        }
        let before = boardOf(kitchen);
        for (const one of acts) {
          kitchen.clock.advance(one.waitMinutes * MINUTE_MS);
          await perform(kitchen, one, cook);
          const board = boardOf(kitchen);
          for (const batch of board) {
            expectSound(
              batch,
              before.find((other) => other.batchId === batch.batchId),
            );
            reached.add(batch.status);
          }
          before = board;
        }
        kitchen.rebuildAndCompare();
        kitchen.close();
      }),
      { numRuns: NIGHTS_COUNT, seed: 20261121 },
    );
    // A generator that never gets past cooking would prove nothing of the rest.
    expect(
      ["preparing", "cooking", "checking", "portioning", "ready", "cancelled"].filter((status) => !reached.has(status)),
    ).toEqual([]);
  });
});
