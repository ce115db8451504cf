import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SECOND_MS } from "#kernel/time.ts";
import { runReportJob } from "#main/reports/report-job.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { FORTNIGHT, playFortnight } from "#tests/kit/pay-fortnight.ts";
import { reportFigure } from "./report.ts";

const TARGET_MS = 2 * SECOND_MS;

/**
 * How long a fortnight's wage list of sixty people takes on disk: making the draft, reading it as the console does, and the
 * sheet as a worker thread writes it, start of the thread included. Part of `A1`.
 */
export async function benchWageList(bench: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-wage-list-"));
  const secrets = loadSiteSecrets(dataDir);
  const { kitchen, accountant } = await playFortnight({ place: { dataDir, secrets } });
  try {
    const payPeriodId = kitchen.makeId("pay_period");
    const console = await kitchen.device("manager");
    const as = kitchen.actorAt(console, accountant);
    const beganMs = performance.now();
    await kitchen.accepted("draft-pay-period", { payPeriodId, ...FORTNIGHT, deductions: [] }, { as });
    kitchen.ask("honor-list", { payPeriodId });
    const listMs = performance.now() - beganMs;
    const order = {
      request: { report: "honor-list" as const, payPeriodId },
      format: "xlsx" as const,
      documentCode: "DOK-20261123-01",
      requestedByStaffId: accountant.staffId,
      printedAtMs: kitchen.clock.nowMs(),
      isDemo: true,
    };
    await runReportJob({ dataDir, siteKey: secrets.siteKey, order }, new AbortController().signal);
    const allMs = performance.now() - beganMs;
    const rest = { floor: null, peer: null, peerValue: null };
    reportFigure({
      bench,
      metric: "wage-list-ms",
      value: listMs,
      target: "≤ 2000",
      pass: listMs <= TARGET_MS,
      ...rest,
    });
    const target = "≤ 2000, list included";
    reportFigure({ bench, metric: "wage-list-sheet-ms", value: allMs, target, pass: allMs <= TARGET_MS, ...rest });
  } finally {
    kitchen.close();
    rmSync(dataDir, { recursive: true });
  }
}
