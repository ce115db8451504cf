import { runStaticChecks } from "./static-checks.ts";
import { runStep } from "./run-step.ts";

// `npm run check`: what to run before every commit: format, lint, types, build and the quick tests.
const statics = await runStaticChecks();
process.stdout.write("\n── unit tests\n");
const unit = await runStep("vitest", ["run", "--project", "unit"]);
const failed = [...statics.failed, ...(unit === 0 ? [] : ["unit tests"])];
process.stdout.write(failed.length === 0 ? "\ncheck: everything passed\n" : `\ncheck failed: ${failed.join(", ")}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
