import { describe, expect, it } from "vitest";
import { runKillLoop } from "./kill-loop.ts";
import { runServerKillLoop } from "./server-kill-loop.ts";

/** 120 in CI, two thirds of them of the whole server and the others of its store alone; `KILLS=1000` for the long run. `SEED` repeats one. */
const KILLS_COUNT = Number(process.env["KILLS"] ?? 120);
const STORE_KILL_COUNT = Math.floor(KILLS_COUNT / 3);
const KILL_COUNT = KILLS_COUNT - STORE_KILL_COUNT;
const SEED = Number(process.env["SEED"] ?? 20_261_121);
/** Two kitchens at a time, one a core; each gets its own seed. */
const LANES_COUNT = 2;
const LONG_MS = KILLS_COUNT * 6_000;

describe("a kitchen's store killed at any instant", () => {
  it(
    `keeps every acknowledged command exactly once, through ${STORE_KILL_COUNT} kills`,
    async () => {
      const report = await runKillLoop({ killCount: STORE_KILL_COUNT, seed: SEED });
      expect(report.faults, `seed ${SEED}`).toEqual([]);
      // The run means something only if work was under way when it was killed.
      expect(report.acknowledgedCount).toBeGreaterThan(STORE_KILL_COUNT * 10);
    },
    LONG_MS,
  );

  it("would be caught answering before COMMIT", async () => {
    const { faults } = await runKillLoop({ killCount: 12, seed: SEED, broken: "early-answers" });
    expect(faults.filter((fault) => fault.includes("is in the log 0 times"))).not.toEqual([]);
  });

  it("would be caught forgetting the answers it gave", async () => {
    const { faults } = await runKillLoop({ killCount: 12, seed: SEED, broken: "forgotten-answers" });
    expect(faults).not.toEqual([]);
  });
});

describe("a whole kitchen server killed at any instant", () => {
  it(
    `keeps every acknowledged command of its devices exactly once, through ${KILL_COUNT} kills`,
    async () => {
      const lanes = Array.from({ length: LANES_COUNT }, (_, lane) =>
        runServerKillLoop({ killCount: Math.ceil(KILL_COUNT / LANES_COUNT), seed: SEED + lane }),
      );
      const reports = await Promise.all(lanes);
      for (const [lane, report] of reports.entries()) {
        expect(report.faults, `seed ${SEED + lane}`).toEqual([]);
        expect(report.acknowledgedCount).toBeGreaterThan(report.killCount * 2);
      }
    },
    LONG_MS,
  );

  it("would be caught answering before COMMIT", async () => {
    const { faults } = await runServerKillLoop({ killCount: 12, seed: SEED, broken: "early-answers" });
    expect(faults.filter((fault) => fault.includes("is in the log 0 times"))).not.toEqual([]);
  });
});
