import { expect, it } from "vitest";
import { runFrontDeskKills } from "#tests/kit/front-desk-kills.ts";

const QUEUE = { punchCount: 50, everyMs: 100, killsAtAnswer: [15, 35] } as const;

it("[UX10.10] fifty people pass while the kitchen is killed twice: fifty recorded, nobody twice", async () => {
  expect(await runFrontDeskKills(QUEUE)).toEqual({
    punchCount: 50,
    killCount: 2,
    recordedOnceCount: 50,
    lostCount: 0,
    doubledCount: 0,
    findings: [],
  });
});

it("would be caught telling people they were recorded before they were", async () => {
  const { lostCount } = await runFrontDeskKills({
    ...QUEUE,
    punchCount: 12,
    killsAtAnswer: [4, 8],
    broken: "early-answers",
  });
  expect(lostCount).toBeGreaterThan(0);
});
