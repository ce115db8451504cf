import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { missingPlatformPackages, withPlatformPackages, type Lockfile } from "./lockfile-platforms.ts";
import { ROOT } from "./run-step.ts";

// Run after changing dependencies: `node scripts/complete-lockfile.ts`. A registry that does not carry every platform's
// build of a package makes npm leave those out of the lockfile, and `npm ci` then refuses it on every machine.
const path = join(ROOT, "package-lock.json");
const lockfile = JSON.parse(readFileSync(path, "utf8")) as Lockfile; // npm's own file
const missing = missingPlatformPackages(lockfile);
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(withPlatformPackages(lockfile, missing), null, 2)}\n`);
process.stdout.write(`package-lock.json: ${missing.length} platform packages added\n`);
