import type { PlannedBatch } from "#domains/production/plan-rules.ts";
import { allEvents, allSettings, faceSettings } from "#domains/registry.ts";
import type { StaffId } from "#kernel/ids.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { createPeopleModule } from "#main/domains/people/module.ts";
import { createNumbers } from "#main/domains/people/numbers.ts";
import { createSealer } from "#main/domains/people/seal.ts";
import { createProductionModule } from "#main/domains/production/module.ts";
import { createQualityModule } from "#main/domains/quality/module.ts";
import { createSiteModule } from "#main/domains/site/module.ts";
import { createPassingSecrets } from "#main/site-secrets.ts";
import { createTestRandomness, SYSTEM } from "./people-kitchen.ts";
import { atClock, PLAN_DATE } from "./production-plan.ts";
import { createTestClock, createTestIds, createTestKitchen, type TestKitchen } from "./test-kitchen.ts";

/** A kitchen of site, production, quality and people, with everybody permitted everything. */
export interface ProductionKitchen extends TestKitchen {
  addCook(name: string): Promise<StaffId>;
  plan(...batches: readonly PlannedBatch[]): Promise<void>;
  /** Core reading, tasting and so on of quality, for the way to the next stage. */
  measure(batchId: string, dishRunId: string, temperatureC?: number): Promise<void>;
  taste(batchId: string, dishRunIds: readonly string[], verdict?: "safe" | "unsafe"): Promise<void>;
}

/** Starts the evening before the day of `production-plan.ts`, at 22:00. */
export function createProductionKitchen(startMs: number = atClock("00:00") - 2 * HOUR_MS): ProductionKitchen {
  const clock = createTestClock(startMs);
  const makeId = createTestIds(clock);
  const randomness = createTestRandomness();
  const secrets = createPassingSecrets(createTestRandomness("secrets").fill);
  const kitchen = createTestKitchen({
    clock,
    makeId,
    modules: [
      createSiteModule({
        settings: allSettings,
        faceSettings,
        eventTypes: allEvents.map((event) => event.type),
        openAlertCount: () => 0,
      }),
      createProductionModule(),
      createQualityModule(),
      createPeopleModule({
        clock,
        makeId,
        sealer: createSealer(secrets.siteKey),
        numbers: createNumbers({ pepper: secrets.pepper, randomBelow: randomness.below }),
        keepForReveal: () => "reveal",
      }),
    ],
  });
  return {
    ...kitchen,
    addCook: async (name) => {
      const staffId = makeId("staff");
      await kitchen.accepted(
        "add-staff",
        {
          staffId,
          roles: ["division-lead"],
          divisionCode: "pengolahan",
          employmentKind: "partner",
          joinDate: "2026-11-01",
          position: "Juru masak",
          personal: { fullName: name },
        },
        { as: SYSTEM },
      );
      return staffId;
    },
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
