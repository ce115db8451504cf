import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runStep } from "./run-step.ts";

/** The vitest projects of `npm test`. */
export type Lane = "unit" | "hub" | "browser" | "reliability";

/** What one lane of tests gave. Every test counts once, however often its file was run. */
export interface LaneResult {
  readonly passedCount: number;
  readonly failedCount: number;
  /** `file: test (status): why` of each failure; the log of a run is often kept in part only, and this part is its end. */
  readonly failedNames: readonly string[];
  /** `file: test` of each failure of a first run whose whole file passed when it was run again by itself. */
  readonly unsteadyNames: readonly string[];
}

/** One test file as vitest's json reporter tells it; `name` is its path. */
export interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages?: readonly string[];
  }[];
}

interface LaneRun {
  readonly exitCode: number;
  /** Null when vitest left no report. */
  readonly files: readonly FileReport[] | null;
}

/** Characters of a failure's message told beside its name: the message and the top of its stack. */
const WHY_MAX = 600;
/** More failing files than these are no accident of a busy machine. */
const RERUN_FILES_MAX = 2;

/**
 * Runs a lane to its end. Files of the browser lane that fail are run once more, by themselves: decision 0043 says why only
 * these, and every test that needed it is named. A lane that falls over before or after its tests fails though no test says so.
 */
export async function runLane(lane: Lane): Promise<LaneResult> {
  process.stdout.write(`\n── ${lane} tests\n`);
  const first = await runOnce(lane, []);
  if (first.files === null) return laneThatFell(`${lane} lane left no report (exit ${first.exitCode})`);
  const failing = first.files.filter(hasFailed);
  if (lane !== "browser" || failing.length === 0 || failing.length > RERUN_FILES_MAX)
    return resultOf(lane, first.exitCode, first.files);
  process.stdout.write(`\n── ${lane} tests, once more by themselves: ${failing.map(({ name }) => name).join(", ")}\n`);
  const second = await runOnce(
    lane,
    failing.map(({ name }) => name),
  );
  if (second.files === null) return resultOf(lane, first.exitCode, first.files);
  return {
    ...resultOf(lane, second.exitCode, withSecondRun(first.files, second.files)),
    unsteadyNames: unsteady(failing, second.files),
  };
}

/** The files of a first run, those of the second in their place. */
export function withSecondRun(first: readonly FileReport[], second: readonly FileReport[]): readonly FileReport[] {
  const again = new Map(second.map((file) => [file.name, file]));
  return first.map((file) => again.get(file.name) ?? file);
}

/** Names what failed in files that passed the second time. */
export function unsteady(failing: readonly FileReport[], second: readonly FileReport[]): readonly string[] {
  const passedAgain = new Set(second.filter((file) => !hasFailed(file)).map(({ name }) => name));
  return failing.filter(({ name }) => passedAgain.has(name)).flatMap((file) => failuresOf(file));
}

/** Counts the tests of files: a test that did not run is a failure, and so is a file that did not load. */
export function resultOf(lane: Lane, exitCode: number, files: readonly FileReport[]): LaneResult {
  const passedCount = files.flatMap((file) => file.assertionResults).filter(({ status }) => status === "passed").length;
  const failedNames = files.flatMap((file) => failuresOf(file));
  if (exitCode !== 0 && failedNames.length === 0) failedNames.push(`${lane} lane (exit ${exitCode})`);
  return { passedCount, failedCount: failedNames.length, failedNames, unsteadyNames: [] };
}

function laneThatFell(why: string): LaneResult {
  return { passedCount: 0, failedCount: 1, failedNames: [why], unsteadyNames: [] };
}

function hasFailed(file: FileReport): boolean {
  return failuresOf(file).length > 0;
}

function failuresOf(file: FileReport): string[] {
  const failing = file.assertionResults.filter(({ status }) => status !== "passed");
  if (failing.length > 0)
    return failing.map(({ fullName, status, failureMessages = [] }) => {
      const why = failureMessages.map((message) => `: ${message.slice(0, WHY_MAX)}`).join("");
      return `${file.name}: ${fullName} (${status})${why}`;
    });
  return file.status === "failed" ? [`${file.name} (did not load)`] : [];
}

async function runOnce(lane: Lane, paths: readonly string[]): Promise<LaneRun> {
  const reportPath = join(ROOT, ".build", paths.length === 0 ? `test-${lane}.json` : `test-${lane}-again.json`);
  rmSync(reportPath, { force: true });
  const args = [
    "run",
    "--project",
    lane,
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${reportPath}`,
    ...paths,
  ];
  const exitCode = await runStep("vitest", args);
  try {
    const report = JSON.parse(readFileSync(reportPath, "utf8")) as { readonly testResults: readonly FileReport[] }; // written by vitest's own reporter just now
    return { exitCode, files: report.testResults };
  } catch {
    return { exitCode, files: null };
  }
}
