import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The newest part of each log; older lines say little about what just happened. */
const LOG_TAIL_MAX_BYTES = 512 * 1024;

/**
 * Writes `<data folder>/diagnostics/diagnosa-<ms>.json.gz` and answers its path: versions, displays and the ends of the logs.
 * Logs hold no names, numbers or secrets (`main/log.ts`), and neither the store nor a key goes along.
 */
export function saveDiagnostics(
  dataDir: string,
  facts: { readonly nowMs: number; readonly version: string; readonly screens: unknown; readonly displays: unknown },
): string {
  const folder = join(dataDir, "diagnostics");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `diagnosa-${facts.nowMs}.json.gz`);
  const { platform, arch, versions } = process;
  const logs = Object.fromEntries(
    ["shell.log", "kitchen.log"].map((name) => [name, tailOf(join(dataDir, "logs", name))] as const),
  );
  writeFileSync(path, gzipSync(JSON.stringify({ ...facts, platform, arch, versions, logs })), { mode: 0o600 });
  return path;
}

function tailOf(path: string): string | null {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return null; // that log was never begun
  }
  try {
    const bytes = fstatSync(file).size;
    const tail = Buffer.alloc(Math.min(bytes, LOG_TAIL_MAX_BYTES));
    readSync(file, tail, 0, tail.length, bytes - tail.length);
    return tail.toString("utf8");
  } finally {
    closeSync(file);
  }
}
