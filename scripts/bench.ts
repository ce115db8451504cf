import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run-step.ts";

// `npm run bench -- P1`: runs one benchmark, which prints one JSON line. Its file is `bench/<name>.ts`.
const [name, ...others] = process.argv.slice(2);
const known = readdirSync(join(ROOT, "bench"))
  .filter((file) => /^[A-Z]\d+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ""));
if (
  name === undefined ||
  others.length > 0 ||
  !existsSync(join(ROOT, "bench", `${name}.ts`)) ||
  !known.includes(name)
) {
  process.stderr.write(`usage: npm run bench -- <name>\nnames: ${known.join(" ")}\n`);
  process.exit(2);
}
await import(`#bench/${name}.ts`);
