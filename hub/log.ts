import { pino, type Logger } from "pino";

/** One JSON line a happening, never names of people. */
export type HubLog = Pick<Logger, "debug" | "info" | "warn" | "error">;

export function createHubLog(level: string): HubLog {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
