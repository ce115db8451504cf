import { createWriteStream, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pino, type DestinationStream, type Logger } from "pino";

export type Log = Logger;

/** A log file is moved to `<name>.1` at this size; one old file is kept, so the log never fills the disk. */
const LOG_FILE_MAX_BYTES = 10 * 1024 * 1024;

/**
 * Structured log lines (`event`, ids, `durationMs`); never names of people, personal numbers or pairing secrets.
 * Written to a rotating stream of ours: pino's transports would start worker threads, which a packed app does not have.
 */
export function createLog(options: { readonly path: string | null; readonly level: string }): Log {
  const redact = { paths: ["pin", "secret", "deviceToken", "*.pin", "*.secret", "*.deviceToken"], censor: "[rahasia]" };
  const settings = { level: options.level, base: null, redact, timestamp: pino.stdTimeFunctions.isoTime };
  return options.path === null
    ? pino(settings, { write: (line: string) => void process.stderr.write(line) })
    : pino(settings, createRotatingStream(options.path));
}

function createRotatingStream(path: string): DestinationStream {
  mkdirSync(dirname(path), { recursive: true });
  let writtenBytes = sizeOf(path);
  let stream = createWriteStream(path, { flags: "a" });
  // A full disk must not stop the kitchen for want of a log line; the store reports `store-full` itself.
  stream.on("error", () => undefined);
  return {
    write: (line: string) => {
      if (writtenBytes > LOG_FILE_MAX_BYTES) {
        stream.end();
        renameSync(path, `${path}.1`);
        stream = createWriteStream(path, { flags: "a" });
        stream.on("error", () => undefined);
        writtenBytes = 0;
      }
      writtenBytes += Buffer.byteLength(line);
      stream.write(line);
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
