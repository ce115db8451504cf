import type { z } from "zod";
import type { changeBatch, planBatch, planDay } from "#domains/production/commands.ts";
import type { PlannedDish, PlanSource } from "#domains/production/plan.ts";
import type { CheckedKloter } from "./plan-check.ts";

export type PlanDayBody = z.input<typeof planDay.body>;
export type PlanBatchBody = z.input<typeof planBatch.body>;
export type ChangeBatchBody = z.input<typeof changeBatch.body>;

/** The command that plans a whole day: each dish is written once and named by its code. */
export function planDayBody(
  kloters: readonly CheckedKloter[],
  plan: { readonly serviceDate: string; readonly planSource: PlanSource; readonly overCapacityReason: string },
): PlanDayBody {
  const dishByCode = new Map<string, PlannedDish>();
  for (const { dish } of kloters.flatMap((kloter) => kloter.runs)) dishByCode.set(dish.recipeCode, dish);
  return {
    serviceDate: plan.serviceDate,
    planSource: plan.planSource,
    dishes: [...dishByCode.values()],
    batches: kloters.map(({ runs, points, tasks, ...members }) => ({
      ...members,
      points: [...points],
      dishRuns: runs.map(({ dish, leadStaffId: _lead, ...run }) => ({ ...run, recipeCode: dish.recipeCode })),
      ...(tasks.length > 0 && { tasks: [...tasks] }),
    })),
    ...(plan.overCapacityReason.trim() === "" ? {} : { overCapacityReason: plan.overCapacityReason.trim() }),
  };
}

/** The command that changes one batch to what its form now says. */
export function changeBatchBody(kloter: CheckedKloter, overCapacityReason: string): ChangeBatchBody {
  const { batchId, runs, points, tasks: _tasks, ...members } = kloter;
  return {
    batchId,
    fields: {
      ...members,
      points: [...points],
      dishRuns: runs.map(({ dish, leadStaffId: _lead, ...run }) => ({ ...run, ...dish })),
    },
    ...(overCapacityReason.trim() === "" ? {} : { overCapacityReason: overCapacityReason.trim() }),
  };
}

/** The command that plans one kloter typed by hand. */
export function planBatchBody(kloter: CheckedKloter, serviceDate: string, overCapacityReason: string): PlanBatchBody {
  const { runs, points, tasks, ...members } = kloter;
  return {
    ...members,
    serviceDate,
    points: [...points],
    dishRuns: runs.map(({ dish, leadStaffId: _lead, ...run }) => ({ ...run, ...dish })),
    ...(tasks.length > 0 && { tasks: [...tasks] }),
    ...(overCapacityReason.trim() === "" ? {} : { overCapacityReason: overCapacityReason.trim() }),
  };
}
