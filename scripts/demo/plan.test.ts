import { describe, expect, it } from "vitest";
import facts from "#resources/demo/kitchen-facts.json" with { type: "json" };
import { planDay } from "#domains/production/commands.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { leavesAtMs } from "./attendance.ts";
import { demoCast } from "./cast.ts";
import { demoDayPlan, neededByMs, plannedPeopleCount } from "./plan.ts";

describe("the demo night's plan", () => {
  let tick = 0;
  const makeId = createIdFactory({
    nowMs: () => 1_780_000_000_000,
    fillRandom: (bytes) => bytes.fill((tick += 1) % 256),
  });
  const plan = demoDayPlan({ serviceDate: "2026-11-21", timeZone: "Asia/Makassar", makeId });

  it("is a plan the kitchen would accept, for 3,000 people at twelve places", () => {
    expect(planDay.body.safeParse(plan).error?.issues ?? []).toEqual([]);
    expect(plannedPeopleCount(plan)).toBe(3_000);
    expect(new Set(plan.batches.flatMap((batch) => batch.points.map((point) => point.pointCode))).size).toBe(12);
  });

  it("names every ingredient of the menu, and an amount only where the kitchen's standard has one", () => {
    expect(plan.dishes.map((dish) => dish.ingredients.map((line) => line.name))).toEqual(
      facts.dishes.map((dish) => dish.ingredients.map((line) => line.name)),
    );
    const unknown = plan.dishes.flatMap((dish) => dish.ingredients.filter((line) => line.quantities === null));
    expect(unknown.map((line) => line.name)).toContain("CABAI MERAH");
    expect(unknown).toHaveLength(
      facts.dishes.flatMap((dish) => dish.ingredients).filter((line) => line.smallMilligramCount === null).length,
    );
    for (const dish of plan.dishes) {
      const names = dish.ingredients.map((line) => line.name);
      for (const step of dish.steps) expect(names).toEqual(expect.arrayContaining(step.ingredientNames));
    }
  });

  it("keeps every hot dish within four hours of the last hand-over", () => {
    for (const batch of plan.batches) {
      const cookedAtMs = Math.min(...batch.dishRuns.slice(0, 4).map((run) => run.plannedFinishAtMs));
      const lastArrivalMs = Math.max(...batch.points.map((point) => point.departureAtMs + point.travelMs));
      expect(lastArrivalMs - cookedAtMs).toBeLessThanOrEqual(4 * 3_600_000);
      expect(Math.max(...batch.dishRuns.map((run) => run.plannedFinishAtMs))).toBeLessThan(neededByMs(batch));
    }
  });

  it("keeps who releases and who packs in the kitchen until the last kloter leaves", () => {
    const lastDepartureMs = Math.max(
      ...plan.batches.map((batch) => Math.min(...batch.points.map((point) => point.departureAtMs))),
    );
    for (const key of ["nutritionist", "portion"]) {
      const member = demoCast().find((known) => known.key === key);
      const leavesMs = member === undefined ? null : leavesAtMs(member, plan.serviceDate, "Asia/Makassar");
      expect(leavesMs, key).toBeGreaterThan(lastDepartureMs);
    }
  });
});
