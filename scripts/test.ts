import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "./find-chromium.ts";
import { ensurePoppler } from "./find-poppler.ts";
import { ensureHubServers } from "./find-hub-servers.ts";
import { ROOT, runStep } from "./run-step.ts";
import { runStaticChecks } from "./static-checks.ts";

// `npm test`: everything CI runs. The last line counts every test and every static check; nothing is skipped in silence.

const chromium = ensureChromium();
if (chromium === null || !ensurePoppler() || !ensureHubServers()) {
  process.stdout.write("0 passed, 1 failed\n");
  process.exit(1);
}
process.env["CHROMIUM_PATH"] = chromium;

const statics = await runStaticChecks();
let passedCount = statics.ran - statics.failed.length;
let failedCount = statics.failed.length;
const failedNames: string[] = [...statics.failed];

await runLane("unit");
await runLane("hub");
// One after another: side by side on two cores the kill loop came near its limit.
await runLane("browser");
await runLane("reliability");

if (failedNames.length > 0) process.stdout.write(`\nfailed:\n${failedNames.map((name) => `  ${name}`).join("\n")}\n`);
process.stdout.write(`\n${passedCount} passed, ${failedCount} failed\n`);
process.exitCode = failedCount === 0 ? 0 : 1;

async function runLane(lane: "unit" | "hub" | "browser" | "reliability"): Promise<void> {
  process.stdout.write(`\n── ${lane} tests\n`);
  const reportPath = join(ROOT, ".build", `test-${lane}.json`);
  rmSync(reportPath, { force: true });
  const args = ["run", "--project", lane, "--reporter=dot", "--reporter=json", `--outputFile.json=${reportPath}`];
  const exitCode = await runStep("vitest", args);
  const counts = countsFrom(reportPath);
  passedCount += counts.passedCount;
  failedCount += counts.failedCount;
  // A lane that fell over before or after its tests is a failure although no test says so.
  if (exitCode !== 0 && counts.failedCount === 0) {
    failedCount += 1;
    failedNames.push(`${lane} lane (exit ${exitCode})`);
  }
  failedNames.push(...counts.failedNames);
}

interface LaneCounts {
  readonly passedCount: number;
  readonly failedCount: number;
  readonly failedNames: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function countsFrom(reportPath: string): LaneCounts {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(reportPath, "utf8")) as VitestReport; // written by vitest's own reporter just now
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { passedCount: 0, failedCount: 1, failedNames: [`no report: ${cause}`] };
  }
  const failedNames = report.testResults.flatMap((file) => {
    const failing = file.assertionResults.filter((result) => result.status !== "passed");
    if (failing.length > 0) return failing.map((result) => `${file.name}: ${result.fullName} (${result.status})`);
    return file.status === "failed" ? [`${file.name} (did not load)`] : [];
  });
  return { passedCount: report.numPassedTests, failedCount: failedNames.length, failedNames };
}
