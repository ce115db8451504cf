import { runStep } from "./run-step.ts";

interface StaticCheck {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const STATIC_CHECKS: readonly StaticCheck[] = [
  { name: "format", command: "oxfmt", args: ["--check"] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "types", command: "tsc", args: ["-b"] },
  { name: "build", command: "vite", args: ["build", "--config", "renderer/vite.config.ts", "--logLevel", "error"] },
];

/** Runs format, lint, types and build, all of them even when one fails; returns the names of those that failed. */
export async function runStaticChecks(): Promise<{ readonly ran: number; readonly failed: readonly string[] }> {
  const failed: string[] = [];
  for (const check of STATIC_CHECKS) {
    process.stdout.write(`\n── ${check.name}\n`);
    if ((await runStep(check.command, check.args)) !== 0) failed.push(check.name);
  }
  return { ran: STATIC_CHECKS.length, failed };
}
