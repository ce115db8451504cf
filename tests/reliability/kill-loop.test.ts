import { describe, expect, it } from "vitest";
import { runKillLoop } from "./kill-loop.ts";

/** 200 in CI; `KILLS=1000` for the long run. `SEED` repeats one. */
const KILL_COUNT = Number(process.env["KILLS"] ?? 200);
const SEED = Number(process.env["SEED"] ?? 20_261_121);

describe("a kitchen's store killed at any instant", () => {
  it(`keeps every acknowledged command exactly once, through ${KILL_COUNT} kills`, async () => {
    const report = await runKillLoop({ killCount: KILL_COUNT, seed: SEED });
    expect(report.faults, `seed ${SEED}`).toEqual([]);
    // The run means something only if work was under way when it was killed.
    expect(report.acknowledgedCount).toBeGreaterThan(KILL_COUNT * 10);
  });

  it("would be caught answering before COMMIT", async () => {
    const { faults } = await runKillLoop({ killCount: 12, seed: SEED, broken: "early-answers" });
    expect(faults.filter((fault) => fault.includes("is in the log 0 times"))).not.toEqual([]);
  });

  it("would be caught forgetting the answers it gave", async () => {
    const { faults } = await runKillLoop({ killCount: 12, seed: SEED, broken: "forgotten-answers" });
    expect(faults).not.toEqual([]);
  });
});
