import { err, ok } from "#kernel/result.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import type { Decision } from "./decide-plan.ts";
import { whyUntrustedClock, type BodyOf, type Situation } from "./decide-stages.ts";
import type { StageAct } from "./progress.ts";
import { isUndoOpen, whyDayFrozen } from "./rules.ts";

const NOTHING_SEEN = { core: null, tasting: null };

/** Urungkan: takes back one stage event, within its window and while nothing is built on it. */
export function decideUndo(at: Situation, body: BodyOf<"undo-stage">): Decision {
  const frozen = whyDayFrozen(at.day);
  if (frozen !== null) return err(frozen);
  if (at.batch.status === "cancelled") return err({ code: "wrong-state", state: at.batch.status });
  const act = at.state.progress.acts.find((one) => one.eventId === body.undoneEventId);
  if (act === undefined) return err({ code: "not-found", kind: "event", id: body.undoneEventId });
  const windowMs = at.facts.undoWindow.value;
  const unsigned = whyUntrustedClock(at.context, body.reason);
  if (unsigned !== null) return err(unsigned);
  if (!at.context.isClockUntrusted && !isUndoOpen(act, at.context.nowMs, windowMs)) {
    return err({ code: "undo-window-passed", windowMs });
  }
  if (isBuiltUpon(at, act)) return err({ code: "built-upon" });
  return ok([
    {
      type: "stage-undone",
      body: {
        batchId: at.state.plan.batchId,
        undoneEventId: act.eventId,
        undoneType: act.type,
        ...(act.dishRunId !== null && { dishRunId: act.dishRunId }),
        ...(body.reason !== undefined && { reason: body.reason }),
      },
    },
  ]);
}

/** Whether something that happened since would stand on nothing without this act. */
function isBuiltUpon(at: Situation, act: StageAct): boolean {
  const { progress } = at.state;
  const run = progress.dishRuns.find((one) => one.dishRunId === act.dishRunId);
  const seen = at.facts.dishRuns.find((one) => one.dishRunId === act.dishRunId) ?? NOTHING_SEEN;
  switch (act.type) {
    case "preparation-started":
      return progress.dishRuns.some((one) => one.status !== "waiting");
    case "cooking-started":
      return run?.status !== "cooking" || run.isReworked || run.readyPortionCount !== null || seen.core !== null;
    case "dish-cooked":
      return (
        run?.cookedSeq !== act.seq ||
        run.status !== "cooked" ||
        progress.portioningStartedAtMs !== null ||
        seen.tasting !== null
      );
    case "portioning-started":
      return (
        at.batch.status !== "portioning" ||
        totalPortionCount(progress.portionedCounts) + progress.portionedSpecialPackCount > 0 ||
        progress.weighedCount > 0 ||
        at.facts.sampleCount > 0
      );
    case "portions-counted":
      return progress.portioningFinishedAtMs !== null;
    case "portioning-finished":
      return at.batch.status !== "ready" || at.facts.quality === "released" || at.facts.quality === "rejected";
    case "batch-completed":
      return at.batch.status !== "completed";
  }
}
