import type { Actor, Signature } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { GateFacts } from "#domains/quality/gate-facts.ts";
import { releaseGates } from "#domains/quality/rules.ts";
import type { SubmitOptions } from "./test-kitchen.ts";
import { createProductionKitchen, type ProductionKitchen } from "./production-kitchen.ts";
import { atClock, batchIdOf, dishRunIdOf, plannedBatch, plannedPoint, portions, staffIdOf } from "./production-plan.ts";

/** A night in which batch 1 is brought to where quality decides, and people told apart. */
export interface QualityKitchen extends ProductionKitchen {
  /** Plans and cooks batch 1: two dishes, core measured by the cook, at 02:50. */
  cook(): Promise<void>;
  /** From cooked to ready: tasted, portioned with special packs, a sample stored, tested and held warm, at 04:50. */
  makeReady(): Promise<void>;
  holdAt(readingsC: readonly number[], change?: object, as?: Partial<Actor>): Promise<string>;
  gateOutcomes(): Readonly<Record<string, string>>;
}

export const BATCH = batchIdOf(1);
export const CHICKEN = dishRunIdOf(11);
export const FRUIT_RUN = dishRunIdOf(12);
export const COOK = staffIdOf(0xc0);
export const NUTRITIONIST = staffIdOf(0xa9);
export const HEAD = staffIdOf(0x55);
export const OFFICER = staffIdOf(0x9c);

/** A person who acts, with their own number as signature when asked. */
export function person(staffId: StaffId, roles: Actor["roles"] = ["nutritionist"]): Partial<Actor> {
  return { staffId, roles };
}
export function signedBy(...staffIds: readonly StaffId[]): readonly Signature[] {
  return staffIds.map((staffId) => ({ staffId, method: "number", signedAtMs: 0 }));
}

export const SUBSTANCES = ["arsenic", "cyanide", "nitrite", "formalin"] as const;
export const ALL_NEGATIVE = SUBSTANCES.map((substanceCode) => ({ substanceCode, outcome: "negative" as const }));

export function createQualityKitchen(): QualityKitchen {
  const kitchen = createProductionKitchen();
  const { clock, makeId } = kitchen;
  const accepted = (type: string, body: unknown, given?: SubmitOptions) => kitchen.accepted(type, body, given);
  const moveTo = (clockTime: string) => clock.advance(atClock(clockTime) - clock.nowMs());

  async function cook(): Promise<void> {
    const lead = await kitchen.addCook("Siti Aminah");
    // Leaves early enough for the four hours from the fire to the school.
    await kitchen.plan(plannedBatch(1, { points: [plannedPoint(1, { departureAtMs: atClock("06:10") })] }));
    await accepted("assign-task", { batchId: BATCH, staffId: lead, taskKind: "lead-cook" });
    await accepted("start-preparation", { batchId: BATCH });
    moveTo("02:00");
    for (const dishRunId of [CHICKEN, FRUIT_RUN]) await accepted("start-cooking", { batchId: BATCH, dishRunId });
    moveTo("02:50");
    await accepted(
      "record-core-temperature",
      { checkId: makeId("check"), batchId: BATCH, dishRunId: CHICKEN, readingsC: [78.2, 80, 81.4] },
      { as: person(COOK, ["kitchen-staff"]) },
    );
    for (const dishRunId of [CHICKEN, FRUIT_RUN]) await accepted("finish-cooking", { batchId: BATCH, dishRunId });
  }

  async function holdAt(readingsC: readonly number[], change: object = {}, as = person(OFFICER)): Promise<string> {
    const checkId = makeId("check");
    await accepted("record-holding-temperature", { checkId, batchId: BATCH, readingsC, ...change }, { as });
    return checkId;
  }

  async function makeReady(): Promise<void> {
    moveTo("03:00");
    await kitchen.taste(BATCH, [CHICKEN, FRUIT_RUN]);
    await accepted("record-rapid-test", { checkId: makeId("check"), batchId: BATCH, substances: ALL_NEGATIVE });
    await accepted("start-portioning", { batchId: BATCH });
    const sampleId = makeId("sample");
    await accepted("take-sample", { sampleId, batchId: BATCH, portionCount: 2 }, { as: person(COOK) });
    await accepted("store-sample", { sampleId, batchId: BATCH, storagePlaceCode: "CHILLER-2", temperatureC: 4 });
    moveTo("04:40");
    await accepted("record-portions", { batchId: BATCH, added: portions(100, 50), specialPackCount: 2 });
    await accepted("finish-portioning", { batchId: BATCH });
    clock.advance(10 * MINUTE_MS);
    await holdAt([66, 64.5]);
  }

  return {
    ...kitchen,
    cook,
    makeReady,
    holdAt,
    gateOutcomes: () => {
      const [row] = kitchen.ask("batch-quality", { batchId: BATCH }) as readonly { readonly gateFacts: GateFacts }[]; // by name
      if (row === undefined) return {};
      const moment = { nowMs: clock.nowMs(), isClockUntrusted: false };
      return Object.fromEntries(
        releaseGates(row.gateFacts, moment).map(({ gate, outcome, reason }) => [gate, reason ?? outcome]),
      );
    },
  };
}
