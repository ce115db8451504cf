import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBuilder } from "vite";
import { runFrontDeskKills } from "#tests/kit/front-desk-kills.ts";
import { benchFrontDesk } from "./front-desk-feedback.ts";
import { reportFigure } from "./report.ts";
import { benchWageList } from "./wage-list.ts";

/**
 * A1: the front desk and what it leads to. How soon a badge is answered on the screen; a queue of fifty in a hundred seconds
 * while the kitchen is killed twice; the month grid and the wage list of sixty people.
 */
const QUEUE = { punchCount: 50, everyMs: 2_000, killsAtAnswer: [15, 35] } as const;

const ROOT = fileURLToPath(new URL("../", import.meta.url));
mkdirSync(join(ROOT, ".build"), { recursive: true });
const facesDir = mkdtempSync(join(ROOT, ".build", "faces-a1-"));
try {
  process.env["BERGIZI_FACES"] = "attendance";
  const configFile = join(ROOT, "renderer", "vite.config.ts");
  const builder = await createBuilder({ configFile, logLevel: "error", build: { outDir: facesDir } });
  await builder.buildApp();
  await benchFrontDesk("A1", facesDir);
  await benchWageList("A1");
  const queue = await runFrontDeskKills(QUEUE);
  reportFigure({
    bench: "A1",
    metric: `punches of ${queue.punchCount} in ${(queue.punchCount * QUEUE.everyMs) / 1_000} s recorded once, ${queue.killCount} kills`,
    value: queue.recordedOnceCount,
    floor: queue.punchCount,
    peer: null,
    peerValue: null,
    target: "all, none twice",
    pass: queue.recordedOnceCount === queue.punchCount && queue.doubledCount === 0 && queue.findings.length === 0,
  });
} finally {
  rmSync(facesDir, { recursive: true });
}
