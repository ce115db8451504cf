import type { StageDay } from "#domains/production/rules.ts";
import { boardBatch, boardRun } from "#tests/kit/board-batch.ts";
import { TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import { describe, expect, it } from "vitest";
import { actOffer, stageOffers, type OfferContext } from "./act-offers.ts";

const day: StageDay = {
  serviceDate: "2026-11-21",
  dayStatus: "open",
  cookFloorAtMs: TEST_NOW_MS - 1,
  nowMs: TEST_NOW_MS,
};
const context: OfferContext = { day, gateFacts: null, isClockUntrusted: false };
const lead = { staffId: "staff_1", name: "Siti", taskKind: "lead-cook", dishRunId: null } as const;
const placed = (...input: Parameters<typeof stageOffers>) => {
  const { primary, secondary, beside } = stageOffers(...input);
  const word = (offer: typeof primary) =>
    offer === null ? null : `${offer.act}${offer.why === null ? "" : ` (${offer.why.code})`}`;
  return [primary, secondary, ...beside].map(word);
};

describe("the acts in sight on a batch card", () => {
  it("begin with the preparation, and with cooking, whether or not a team was assigned", () => {
    expect(placed(boardBatch(), null, context).slice(0, 2)).toEqual(["start-preparation", "team"]);
    expect(placed(boardBatch({ staff: [lead] }), null, context)[0]).toBe("start-preparation");
    expect(placed(boardBatch({ status: "preparing" }), null, context)[0]).toBe("start-cooking");
  });

  it("start the next waiting dish, for the reason cooking would be refused", () => {
    const batch = boardBatch({ status: "preparing", staff: [lead] });
    expect(placed(batch, null, context)[0]).toBe("start-cooking");
    expect(stageOffers(batch, null, context).primary?.dishRunId).toBe("dish_run_ayam");
    const early = { ...context, day: { ...day, cookFloorAtMs: TEST_NOW_MS + 1 } };
    expect(placed(batch, null, early)[0]).toBe("start-cooking (too-early-to-cook)");
    expect(placed(batch, null, { ...early, isClockUntrusted: true })[0]).toBe("start-cooking");
  });

  it("put the thermometer first until the core is hot enough, then the end of cooking", () => {
    const cooking = boardRun("ayam", { status: "cooking" });
    const at = (lastCoreC: number | null) =>
      boardBatch({
        status: "cooking",
        staff: [lead],
        dishRuns: [
          {
            ...cooking,
            lastCoreC,
            lastCoreLimitC: lastCoreC === null ? null : 75,
            lastCoreIsPass: lastCoreC === null ? null : lastCoreC >= 75,
          },
        ],
      });
    expect(placed(at(null), null, context).slice(0, 2)).toEqual([
      "core-temperature",
      "finish-cooking (core-temperature-missing)",
    ]);
    expect(placed(at(74.9), null, context)[1]).toBe("finish-cooking (core-temperature-too-low)");
    expect(placed(at(75), null, context).slice(0, 2)).toEqual(["finish-cooking", "core-temperature"]);
  });

  it("turn from a cooked dish to the next that has work, but stay with a chosen one still waiting", () => {
    const rice = boardRun("nasi", { status: "cooked" });
    const chicken = boardRun("ayam", { status: "cooking", lastCoreC: 80, lastCoreLimitC: 75, lastCoreIsPass: true });
    const soup = boardRun("sop");
    const batch = boardBatch({ status: "cooking", staff: [lead], dishRuns: [rice, chicken, soup] });
    expect(stageOffers(batch, rice, context).primary).toEqual({
      act: "finish-cooking",
      dishRunId: "dish_run_ayam",
      why: null,
    });
    expect(stageOffers(batch, soup, context).primary?.act).toBe("start-cooking");
  });

  it("taste before portioning, and cook again what quality decided", () => {
    const cooked = boardRun("ayam", { status: "cooked" });
    const checking = boardBatch({ status: "checking", dishRuns: [cooked] });
    expect(placed(checking, null, context).slice(0, 2)).toEqual(["tasting", "start-portioning (tasting-missing)"]);
    const tasted = { ...checking, dishRuns: [{ ...cooked, tasting: "safe" as const }] };
    expect(placed(tasted, null, context)[0]).toBe("start-portioning");
    const again = { ...checking, dishRuns: [{ ...cooked, tasting: "unsafe" as const, isReworkDecided: true }] };
    expect(placed(again, null, context)[0]).toBe("rework");
  });

  it("are about the hold while a batch is held, whatever its stage", () => {
    const held = boardBatch({ status: "cooking", quality: "held" });
    expect(placed(held, null, context).slice(0, 2)).toEqual(["lift-hold", "reject"]);
    expect(actOffer("hold", held, null, context).why).toEqual({ code: "wrong-state", state: "held" });
  });

  it("complete only what is released", () => {
    const ready = boardBatch({ status: "ready" });
    expect(placed(ready, null, context).slice(0, 2)).toEqual(["release", "complete (batch-not-released)"]);
    expect(placed({ ...ready, quality: "released" }, null, context)[0]).toBe("complete");
  });

  it("measure no core of a cold dish and hold no temperature of a dry one", () => {
    const fruit = boardRun("jeruk", { temperatureClass: "ambient", status: "cooked" });
    const batch = boardBatch({ status: "checking", dishRuns: [fruit] });
    expect(actOffer("core-temperature", batch, fruit, context).why?.code).toBe("temperature-not-limited");
    expect(actOffer("holding-temperature", batch, null, context).why?.code).toBe("temperature-not-limited");
  });
});
