import type { PortionCounts } from "#kernel/quantity.ts";
import type { StoredProductionEvent } from "./events.ts";
import type { BatchId } from "./ids.ts";
import type { PlannedDishRun, PlannedPoint } from "./plan.ts";
import { evolveProgress, initialProgress, progressForRuns, type BatchProgress } from "./progress.ts";
import type { Wave } from "./vocabulary.ts";

/** What a batch is to be: the newest plan. */
export interface BatchPlan {
  readonly batchId: BatchId;
  readonly batchCode: string;
  readonly serviceDate: string;
  readonly wave: Wave;
  readonly label: string;
  readonly plannedPreparationAtMs: number;
  readonly portionCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly points: readonly PlannedPoint[];
  readonly dishRuns: readonly PlannedDishRun[];
  readonly neededByAtMs: number;
  readonly loadingTimeMs: number;
  readonly menuDayRevision?: number | undefined;
}

/** One batch, folded from its stream; a stream of loose waste has neither. */
export type BatchState = { readonly plan: BatchPlan; readonly progress: BatchProgress } | null;

export const initialProductionState: BatchState = null;

/** Folds one event into the state of its stream. */
export function evolveProduction(state: BatchState, event: StoredProductionEvent): BatchState {
  if (event.type === "batch-planned") {
    const { planSource: _source, overCapacityReason: _reason, loadingTimeVersion: _version, ...plan } = event.body;
    return { plan, progress: initialProgress(plan.dishRuns) };
  }
  if (state === null) return state;
  if (event.type === "batch-changed") {
    const plan = changedPlan(state.plan, event.body.fields);
    return {
      plan,
      progress:
        event.body.fields.dishRuns === undefined ? state.progress : progressForRuns(state.progress, plan.dishRuns),
    };
  }
  return { plan: state.plan, progress: evolveProgress(state.progress, event) };
}

type PlanFields = Extract<StoredProductionEvent, { readonly type: "batch-changed" }>["body"]["fields"];

/** A plan with some members replaced. */
export function changedPlan(plan: BatchPlan, fields: PlanFields): BatchPlan {
  return {
    ...plan,
    wave: fields.wave ?? plan.wave,
    label: fields.label ?? plan.label,
    plannedPreparationAtMs: fields.plannedPreparationAtMs ?? plan.plannedPreparationAtMs,
    portionCounts: fields.portionCounts ?? plan.portionCounts,
    specialPackCount: fields.specialPackCount ?? plan.specialPackCount,
    points: fields.points ?? plan.points,
    dishRuns: fields.dishRuns ?? plan.dishRuns,
    neededByAtMs: fields.neededByAtMs ?? plan.neededByAtMs,
    loadingTimeMs: fields.loadingTimeMs ?? plan.loadingTimeMs,
    ...(fields.menuDayRevision !== undefined && { menuDayRevision: fields.menuDayRevision }),
  };
}
