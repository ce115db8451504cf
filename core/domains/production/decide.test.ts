import { describe, expect, it } from "vitest";
import type { ProductionEvent } from "#domains/production/events.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { TEST_NOW_MS, TEST_STAFF_ID } from "#tests/kit/decide-spec.ts";
import {
  atClock,
  dishRunIdOf,
  FRUIT,
  plannedRun,
  portions,
  productionFacts,
  runFacts,
  staffIdOf,
} from "#tests/kit/production-plan.ts";
import {
  why,
  batchId,
  chickenId,
  fruitId,
  given,
  planned,
  lead,
  prepared,
  started,
  cooked,
  CORE,
  about,
  command,
} from "#tests/kit/production-story.ts";

const byWall = {
  kind: "device" as const,
  staffId: null,
  roles: [],
  divisionCode: null,
  deviceId: null,
  face: "wall" as const,
  signatures: [],
};

describe("starting to cook", () => {
  const start = command("start-cooking", { dishRunId: chickenId });

  it("is refused one second before midnight and taken at midnight, by the kitchen's clock", () => {
    const midnight = atClock("00:00");
    given(planned, lead, prepared)
      .when(start, productionFacts(), { nowMs: midnight - 1_000 })
      .rejects(why({ code: "too-early-to-cook", earliestAtMs: midnight }));
    given(planned, lead, prepared)
      .when(start, productionFacts(), { nowMs: midnight })
      .emits(started(chickenId, midnight));
  });

  it("is judged by when it happened when a tablet was cut off", () => {
    given(planned, lead, prepared)
      .when(start, productionFacts(), {
        nowMs: atClock("00:20"),
        occurredAtMs: atClock("00:00") - MINUTE_MS,
        isLateEntry: true,
      })
      .rejects(why({ code: "too-early-to-cook", earliestAtMs: atClock("00:00") }));
  });

  it("needs a lead cook, named or assigned", () => {
    given(planned, prepared).when(start, productionFacts()).rejects({ code: "lead-cook-missing" });
    const cook = staffIdOf(7);
    const byName = command("start-cooking", { dishRunId: chickenId, leadStaffId: cook });
    given(planned, prepared)
      .when(byName, about({ activeStaffIds: [] }))
      .rejects(why({ code: "staff-not-active", staffId: cook }));
    const decided = given(planned, prepared).when(byName, about({ activeStaffIds: [cook] })).decided;
    expect(decided.ok && decided.value[0]?.body).toMatchObject({ leadStaffId: cook });
  });

  it("prefers the lead cook of the dish over the batch's", () => {
    const own = staffIdOf(9);
    const ownLead: ProductionEvent = {
      type: "task-assigned",
      body: { batchId, staffId: own, taskKind: "lead-cook", dishRunId: chickenId },
    };
    const decided = given(planned, lead, ownLead, prepared).when(start, productionFacts()).decided;
    expect(decided.ok && decided.value[0]?.body).toMatchObject({ leadStaffId: own });
  });

  it("is refused while quality holds the batch or has rejected it", () => {
    given(planned, lead, prepared)
      .when(start, about({ quality: "held" }))
      .rejects({ code: "batch-held" });
    given(planned, lead, prepared)
      .when(start, about({ quality: "rejected" }))
      .rejects({ code: "batch-rejected" });
  });

  it("is refused before preparation and for a dish already on the fire", () => {
    given(planned, lead)
      .when(start, productionFacts())
      .rejects(why({ code: "wrong-state", state: "planned" }));
    given(planned, lead, prepared, started())
      .when(start, productionFacts())
      .rejects(why({ code: "wrong-state", state: "cooking" }));
  });

  it("lets fruit be opened before midnight: that is no cooking", () => {
    const early = atClock("00:00") - HOUR_MS;
    given(planned, lead, prepared)
      .when(command("start-cooking", { dishRunId: fruitId }), productionFacts(), { nowMs: early })
      .emits(started(fruitId, early));
  });

  it("asks for a signature and a reason while the kitchen PC's clock is untrusted", () => {
    const untrusted = { nowMs: 0, isClockUntrusted: true };
    given(planned, lead, prepared)
      .when(start, productionFacts(), untrusted)
      .rejects(why({ code: "signature-required", signatureCount: 1 }));
    const signed = {
      ...untrusted,
      actor: {
        kind: "person" as const,
        staffId: TEST_STAFF_ID,
        roles: ["kitchen-staff" as const],
        divisionCode: null,
        deviceId: null,
        face: "tablet" as const,
        signatures: [{ staffId: TEST_STAFF_ID, method: "number" as const, signedAtMs: 0 }],
      },
    };
    given(planned, lead, prepared).when(start, productionFacts(), signed).rejects({ code: "reason-required" });
    const reasoned = command("start-cooking", { dishRunId: chickenId, reason: "jam PC salah" });
    expect(given(planned, lead, prepared).when(reasoned, productionFacts(), signed).decided.ok).toBe(true);
  });

  it("names a dish of this batch", () => {
    given(planned, lead, prepared)
      .when(command("start-cooking", { dishRunId: dishRunIdOf(99) }), productionFacts())
      .rejects(why({ code: "not-found", kind: "dish-run", id: dishRunIdOf(99) }));
  });
});

describe("preparation", () => {
  it("puts whoever starts it on a batch nobody was assigned to", () => {
    given(planned)
      .when(command("start-preparation", {}), productionFacts())
      .emits(
        { type: "task-assigned", body: { batchId, staffId: TEST_STAFF_ID, taskKind: "preparation" } },
        { type: "preparation-started", body: { batchId, startedAtMs: TEST_NOW_MS } },
      );
  });

  it("needs somebody assigned where a device starts it alone", () => {
    given(planned)
      .when(command("start-preparation", {}), productionFacts(), { actor: byWall })
      .rejects({ code: "nobody-assigned" });
    given(planned, lead)
      .when(command("start-preparation", {}), productionFacts())
      .emits({ type: "preparation-started", body: { batchId, startedAtMs: TEST_NOW_MS } });
  });
});

describe("assigning people", () => {
  const assign = command("assign-task", { staffId: TEST_STAFF_ID, taskKind: "lead-cook" });

  it("takes people on the list, once for one task", () => {
    given(planned)
      .when(assign, about({ activeStaffIds: [TEST_STAFF_ID] }))
      .emits(lead);
    given(planned)
      .when(assign, about({}))
      .rejects(why({ code: "staff-not-active", staffId: TEST_STAFF_ID }));
    given(planned, lead)
      .when(assign, about({ activeStaffIds: [TEST_STAFF_ID] }))
      .rejects({ code: "task-exists" });
  });

  it("takes them off again, and refuses what was never assigned", () => {
    const remove = command("unassign-task", { staffId: TEST_STAFF_ID, taskKind: "lead-cook" });
    given(planned, lead)
      .when(remove, productionFacts())
      .emits({ type: "task-unassigned", body: { batchId, staffId: TEST_STAFF_ID, taskKind: "lead-cook" } });
    given(planned)
      .when(remove, productionFacts())
      .rejects(why({ code: "not-found", kind: "task", id: TEST_STAFF_ID }));
  });
});

describe("finishing a dish", () => {
  const finish = command("finish-cooking", { dishRunId: chickenId });
  const cooking = [planned, lead, prepared, started()];

  it("needs a core reading of this cooking at or above its limit", () => {
    given(...cooking)
      .when(finish, productionFacts())
      .rejects({ code: "core-temperature-missing" });
    const low = { ...CORE, lowestC: 74.9, isPass: false };
    given(...cooking)
      .when(finish, about({ dishRuns: [runFacts(11, { core: low })] }))
      .rejects(why({ code: "core-temperature-too-low", limitC: 75, lowestC: 74.9 }));
    const exact = { ...CORE, lowestC: 75 };
    expect(given(...cooking).when(finish, about({ dishRuns: [runFacts(11, { core: exact })] })).decided.ok).toBe(true);
  });

  it("does not take the reading of another dish", () => {
    given(...cooking)
      .when(finish, about({ dishRuns: [runFacts(11), runFacts(12, { core: CORE })] }))
      .rejects({ code: "core-temperature-missing" });
  });

  it("writes time, duration, reading and the limits that were in force", () => {
    const at = TEST_NOW_MS + 35 * MINUTE_MS;
    given(...cooking)
      .when(finish, about({ dishRuns: [runFacts(11, { core: CORE })] }), { nowMs: at })
      .emits(cooked(chickenId, at));
  });

  it("asks no reading of food that is not hot", () => {
    const cold = plannedRun(12, { ...FRUIT, temperatureClass: "cold" });
    for (const dish of [plannedRun(12, FRUIT), cold]) {
      const plan = { ...planned, body: { ...planned.body, dishRuns: [plannedRun(11), dish] } } as ProductionEvent; // a plan again
      given(plan, lead, prepared, started(fruitId))
        .when(command("finish-cooking", { dishRunId: fruitId }), productionFacts(), { nowMs: TEST_NOW_MS })
        .emits(cooked(fruitId));
    }
  });

  it("never runs backwards when two tablets' clocks differ", () => {
    const decided = given(...cooking).when(finish, about({ dishRuns: [runFacts(11, { core: CORE })] }), {
      nowMs: TEST_NOW_MS + MINUTE_MS,
      occurredAtMs: TEST_NOW_MS - MINUTE_MS,
    }).decided;
    expect(decided.ok && decided.value[0]?.body).toMatchObject({ cookedAtMs: TEST_NOW_MS, cookDurationMs: 0 });
  });

  it("refuses a second finish and more portions than the plan and its overrun", () => {
    given(...cooking, cooked())
      .when(finish, about({ dishRuns: [runFacts(11, { core: CORE })] }))
      .rejects(why({ code: "wrong-state", state: "cooked" }));
    given(...cooking)
      .when(
        command("finish-cooking", { dishRunId: chickenId, portionCounts: portions(100, 56) }),
        about({ dishRuns: [runFacts(11, { core: CORE })] }),
      )
      .rejects(why({ code: "more-than-cooked", maxCount: 155 }));
  });

  it("moves to checking with the last dish only", () => {
    given(...cooking, cooked())
      .when(command("start-portioning", {}), productionFacts())
      .rejects(why({ code: "wrong-state", state: "cooking" }));
  });
});

describe("progress of cooking", () => {
  it("counts up to the plan and its overrun while the dish cooks", () => {
    const cooking = [planned, lead, prepared, started()];
    const some = command("record-cooking-progress", { dishRunId: chickenId, readyPortionCount: 155 });
    given(...cooking)
      .when(some, productionFacts())
      .emits({ type: "cooking-progressed", body: some.body });
    given(...cooking)
      .when(command("record-cooking-progress", { dishRunId: chickenId, readyPortionCount: 156 }), productionFacts())
      .rejects(why({ code: "more-than-cooked", maxCount: 155 }));
    given(...cooking)
      .when(command("record-cooking-progress", { dishRunId: fruitId, readyPortionCount: 1 }), productionFacts())
      .rejects(why({ code: "wrong-state", state: "waiting" }));
  });
});

describe("a device with nobody named", () => {
  it("is the wall, while its keys are on", () => {
    const start = command("start-preparation", {});
    expect(given(planned, lead).when(start, productionFacts(), { actor: byWall }).decided.ok).toBe(true);
    const refusal = why({ code: "not-permitted", permission: "batch.work" });
    given(planned, lead)
      .when(start, productionFacts({ isWallKeysOn: false }), { actor: byWall })
      .rejects(refusal);
    given(planned, lead)
      .when(start, productionFacts(), { actor: { ...byWall, face: "tablet" } })
      .rejects(refusal);
  });
});

describe("a batch nobody planned", () => {
  it("is not found", () => {
    given()
      .when(command("start-preparation", {}), productionFacts())
      .rejects(
        why({
          code: "not-found",
          kind: "batch",
          id: batchId,
        }),
      );
  });
});
