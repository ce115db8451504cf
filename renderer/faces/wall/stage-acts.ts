import type { BoardBatch } from "#domains/production/board.ts";
import type { ProductionRejection } from "#domains/production/rejections.ts";
import {
  firstUnmet,
  startCookingPreflight,
  whyNotComplete,
  whyNotFinishCooking,
  whyNotFinishPortioning,
  whyNotStartPortioning,
  whyNotStartPreparation,
  type NextStage,
  type StageDay,
} from "#domains/production/rules.ts";
import type { Commands, SentFact } from "#renderer/client/commands.ts";
import {
  completeBatchRef,
  finishCookingRef,
  finishPortioningRef,
  startCookingRef,
  startPortioningRef,
  startPreparationRef,
} from "#renderer/domains/production/production-refs.ts";
import type { Wording } from "./words.ts";

/** Why the next stage cannot begin, by the same rules that would reject the command; `null` when it can. */
export function whyNotStage(batch: BoardBatch, next: NextStage, day: StageDay): ProductionRejection | null {
  const run = batch.dishRuns.find(({ dishRunId }) => dishRunId === next.dishRunId);
  switch (next.command) {
    case "start-preparation":
      return whyNotStartPreparation(batch, day, { isByPerson: false });
    case "start-cooking":
      return run === undefined ? missingRun(next) : firstUnmet(startCookingPreflight(batch, run, day));
    case "finish-cooking":
      return run === undefined ? missingRun(next) : whyNotFinishCooking(batch, run, day);
    case "start-portioning":
      return whyNotStartPortioning(batch, day);
    case "finish-portioning":
      return whyNotFinishPortioning(batch, day);
    case "complete-batch":
      return whyNotComplete(batch, day);
  }
}

/** Reports that the next stage began, in the name of this screen. */
export function sendStage(commands: Commands, { batchId }: BoardBatch, { command, dishRunId }: NextStage): SentFact {
  const run = { batchId, dishRunId: dishRunId ?? "" };
  switch (command) {
    case "start-preparation":
      return commands.recordFact(startPreparationRef, { batchId });
    case "start-cooking":
      return commands.recordFact(startCookingRef, run);
    case "finish-cooking":
      return commands.recordFact(finishCookingRef, run);
    case "start-portioning":
      return commands.recordFact(startPortioningRef, { batchId });
    case "finish-portioning":
      return commands.recordFact(finishPortioningRef, { batchId });
    case "complete-batch":
      return commands.recordFact(completeBatchRef, { batchId });
  }
}

/** The stage a kloter or dish is in once the act is done. */
export function stageWord({ command }: NextStage, { copy }: Wording): string {
  switch (command) {
    case "start-preparation":
      return copy.t("shared.batch.preparing");
    case "start-cooking":
      return copy.t("shared.batch.cooking");
    case "finish-cooking":
      return copy.t("shared.batch.checking");
    case "start-portioning":
      return copy.t("shared.batch.portioning");
    case "finish-portioning":
      return copy.t("shared.batch.ready");
    case "complete-batch":
      return copy.t("shared.batch.completed");
  }
}

function missingRun({ dishRunId }: NextStage): ProductionRejection {
  return { code: "not-found", kind: "dish-run", id: dishRunId ?? "" };
}
