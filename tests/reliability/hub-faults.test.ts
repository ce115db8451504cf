import { expect, it } from "vitest";
import { runHubFaults } from "./hub-faults.ts";

/** 60 faults in CI, `HUB_FAULTS=1000` on demand; `SEED` repeats a run's choices. */
const FAULT_COUNT = Number(process.env["HUB_FAULTS"] ?? 60);
const SEED = Number(process.env["SEED"] ?? 20_261_128);

it(
  `hub, Postgres, Redis, kitchens and the ways between them broken ${FAULT_COUNT} times: logs and streams are equal, nothing lost or doubled`,
  async () => {
    const report = await runHubFaults({ faultCount: FAULT_COUNT, seed: SEED });
    expect(report.findings, `seed ${SEED} ${JSON.stringify(report.faultCounts)}`).toEqual([]);
    // The run means something only if work was under way in all places.
    expect(report.acknowledgedCount).toBeGreaterThan(FAULT_COUNT);
    expect(report.publishedCount).toBeGreaterThan(FAULT_COUNT / 10);
  },
  FAULT_COUNT * 4_000 + 120_000,
);

it("would be caught acknowledging what it does not hold", async () => {
  const breakSql = `CREATE OR REPLACE FUNCTION drop_some() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RETURN CASE WHEN NEW.seq % 7 = 0 THEN NULL ELSE NEW END; END $$;
    CREATE TRIGGER some_are_dropped BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION drop_some()`;
  const { findings } = await runHubFaults({ faultCount: 3, seed: SEED, breakSql });
  expect(findings.filter((finding) => finding.includes("differing from row"))).not.toEqual([]);
}, 120_000);
