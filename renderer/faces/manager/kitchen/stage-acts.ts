import type { Rejection } from "#kernel/rejections.ts";
import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import {
  firstUnmet,
  nextStageOf,
  startCookingPreflight,
  whyNotComplete,
  whyNotFinishCooking,
  whyNotFinishPortioning,
  whyNotStartPortioning,
  whyNotStartPreparation,
  type NextStage,
  type StageDay,
} from "#domains/production/rules.ts";

/** The next stage of a batch with what stands in its way, by the rules that would reject it. */
export interface StageStep {
  readonly stage: NextStage;
  readonly run: BoardDishRun | null;
  readonly why: Rejection | null;
}

/** Null when the batch is over, or nothing of it is left to begin by a person at this desk. */
export function nextStageStep(batch: BoardBatch, day: StageDay): StageStep | null {
  const stage = nextStageOf(batch);
  if (stage === null) return null;
  const run = batch.dishRuns.find((candidate) => candidate.dishRunId === stage.dishRunId) ?? null;
  return { stage, run, why: whyNot(batch, run, stage, day) };
}

function whyNot(batch: BoardBatch, run: BoardDishRun | null, stage: NextStage, day: StageDay): Rejection | null {
  switch (stage.command) {
    case "start-preparation":
      return whyNotStartPreparation(batch, day, { isByPerson: true });
    case "start-cooking":
      return run === null ? null : firstUnmet(startCookingPreflight(batch, run, day));
    case "finish-cooking":
      return run === null ? null : whyNotFinishCooking(batch, run, day);
    case "start-portioning":
      return whyNotStartPortioning(batch, day);
    case "finish-portioning":
      return whyNotFinishPortioning(batch, day);
    case "complete-batch":
      return whyNotComplete(batch, day);
  }
}
