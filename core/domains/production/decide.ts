import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok } from "#kernel/result.ts";
import type { ProductionCommand } from "./commands.ts";
import { decideChangeBatch, decidePlanBatch, decidePlanDay, type Decision } from "./decide-plan.ts";
import {
  decideAssignTask,
  decideCancel,
  decideComplete,
  decideCookingProgress,
  decideFinishCooking,
  decideFinishPortioning,
  decideRecordPortions,
  decideRework,
  decideStartCooking,
  decideStartPortioning,
  decideStartPreparation,
  decideUnassignTask,
  decideWeighPortion,
  situationOf,
  type BodyOf,
  type Situation,
} from "./decide-stages.ts";
import { decideUndo } from "./decide-undo.ts";
import type { ProductionFacts } from "./facts.ts";
import { whyDayFrozen } from "./rules.ts";
import type { BatchState } from "./state.ts";

/** What happens, or why not, when a command of production meets a batch (DOMAIN.md §4.8). */
export function decideProduction(
  state: BatchState,
  command: ProductionCommand,
  facts: ProductionFacts,
  context: DecisionContext,
): Decision {
  if (!isDeviceAllowed(facts, context)) return err({ code: "not-permitted", permission: "batch.work" });
  switch (command.type) {
    case "plan-batch":
      return decidePlanBatch(state, command.body, facts);
    case "plan-day":
      return decidePlanDay(command.body, facts);
    case "record-waste":
      return decideWaste(state, command.body, facts);
    case "change-batch":
    case "assign-task":
    case "unassign-task":
    case "start-preparation":
    case "start-cooking":
    case "record-cooking-progress":
    case "note-batch":
    case "finish-cooking":
    case "rework-dish":
    case "start-portioning":
    case "record-portions":
    case "weigh-portion":
    case "finish-portioning":
    case "complete-batch":
    case "cancel-batch":
    case "undo-stage": {
      if (state === null) return err({ code: "not-found", kind: "batch", id: command.body.batchId });
      const batchFacts = present(facts.batch, "the facts of a batch");
      return decideAboutBatch(situationOf(state, facts.day, batchFacts, context), command, facts);
    }
  }
}

/** A device with nobody named: only the wall, and only while its keys may send stage facts. */
function isDeviceAllowed(facts: ProductionFacts, context: DecisionContext): boolean {
  return context.actor.kind !== "device" || (context.actor.face === "wall" && facts.isWallKeysOn);
}

type AboutBatch = Exclude<ProductionCommand, { readonly type: "plan-batch" | "plan-day" | "record-waste" }>;

function decideAboutBatch(at: Situation, command: AboutBatch, facts: ProductionFacts): Decision {
  switch (command.type) {
    case "change-batch":
      return decideChangeBatch(at.state, command.body, facts);
    case "assign-task":
      return decideAssignTask(at, command.body);
    case "unassign-task":
      return decideUnassignTask(at, command.body);
    case "start-preparation":
      return decideStartPreparation(at);
    case "start-cooking":
      return decideStartCooking(at, command.body);
    case "record-cooking-progress":
      return decideCookingProgress(at, command.body);
    case "note-batch":
      return decideNote(at, command.body);
    case "finish-cooking":
      return decideFinishCooking(at, command.body);
    case "rework-dish":
      return decideRework(at, command.body);
    case "start-portioning":
      return decideStartPortioning(at);
    case "record-portions":
      return decideRecordPortions(at, command.body);
    case "weigh-portion":
      return decideWeighPortion(at, command.body);
    case "finish-portioning":
      return decideFinishPortioning(at, command.body);
    case "complete-batch":
      return decideComplete(at, command.body);
    case "cancel-batch":
      return decideCancel(at, command.body);
    case "undo-stage":
      return decideUndo(at, command.body);
  }
}

function decideNote(at: Situation, body: BodyOf<"note-batch">): Decision {
  const frozen = whyDayFrozen(at.day);
  return frozen === null ? ok([{ type: "batch-noted", body }]) : err(frozen);
}

function decideWaste(state: BatchState, body: BodyOf<"record-waste">, facts: ProductionFacts): Decision {
  const frozen = whyDayFrozen(facts.day);
  if (frozen !== null) return err(frozen);
  if (body.batchId !== undefined && state === null) return err({ code: "not-found", kind: "batch", id: body.batchId });
  if (facts.isWasteIdTaken) return err({ code: "waste-exists", wasteId: body.wasteId });
  const { serviceDate: _day, ...waste } = body;
  return ok([{ type: "waste-recorded", body: waste }]);
}
