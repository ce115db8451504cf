import type { PlannedBatch } from "#domains/production/plan-rules.ts";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { createPeopleKitchen, type PeopleKitchen } from "./people-kitchen.ts";
import { atClock, PLAN_DATE } from "./production-plan.ts";
import { authorizeAll, createTestClock } from "./test-kitchen.ts";

/** A kitchen of every domain, with everybody permitted everything: for tests of what the food goes through. */
export interface ProductionKitchen extends PeopleKitchen {
  addCook(name: string): Promise<StaffId>;
  plan(...batches: readonly PlannedBatch[]): Promise<void>;
  /** Core reading, tasting and so on of quality, for the way to the next stage. */
  measure(batchId: string, dishRunId: string, temperatureC?: number): Promise<void>;
  taste(batchId: string, dishRunIds: readonly string[], verdict?: "safe" | "unsafe"): Promise<void>;
}

/** Starts the evening before the day of `production-plan.ts`, at 22:00. */
export function createProductionKitchen(
  startMs: number = atClock("00:00") - 2 * HOUR_MS,
  place: Pick<NonNullable<Parameters<typeof createPeopleKitchen>[0]>, "dataDir" | "secrets" | "makeId"> = {},
): ProductionKitchen {
  const kitchen = createPeopleKitchen({ clock: createTestClock(startMs), authorize: authorizeAll, ...place });
  const { makeId } = kitchen;
  return {
    ...kitchen,
    addCook: async (name) => (await kitchen.person(name, ["division-lead"])).staffId,
    plan: async (...batches) => {
      for (const batch of batches) await kitchen.accepted("plan-batch", { ...batch, serviceDate: PLAN_DATE });
    },
    measure: async (batchId, dishRunId, temperatureC = 78.5) => {
      await kitchen.accepted("record-core-temperature", {
        checkId: makeId("check"),
        batchId,
        dishRunId,
        readingsC: [temperatureC, temperatureC + 1, temperatureC + 2],
        ...(temperatureC < 75 && { action: { actionCode: "cook-on" } }),
      });
    },
    taste: async (batchId, dishRunIds, verdict = "safe") => {
      const points = verdict === "safe" ? 4 : 1;
      await kitchen.accepted("record-tasting", {
        checkId: makeId("check"),
        batchId,
        phase: "before-dispatch",
        dishes: dishRunIds.map((dishRunId) => ({
          dishRunId,
          tastePoints: points,
          colourPoints: points,
          aromaPoints: points,
          texturePoints: points,
        })),
        verdict,
      });
    },
  };
}
