import { parseArgs } from "node:util";
import { err, ok, type Result } from "#kernel/result.ts";

/** What `npm run demo -- …` was asked for. */
export interface DemoFlags {
  /** Kitchen seconds per real second. */
  readonly speed: number;
  readonly port: number;
  readonly host: string;
  /** Local clock time the night begins at, on the evening before or the morning of the service day. */
  readonly startsAt: string;
  readonly dataDir: string | null;
  readonly seed: number;
  /** Open a browser window for the wall where there is a display. */
  readonly isOpening: boolean;
}

export const DEMO_SPEED_DEFAULT = 60;
/** Above this, people on real sockets could no longer act in the order of the night. */
export const DEMO_SPEED_MAX = 600;

export const DEMO_USAGE = `npm run demo -- [--speed 60] [--from 01:15] [--port 8080] [--host 127.0.0.1] [--data-dir D] [--seed 1] [--no-open]
  --speed   kitchen seconds per real second, 1 to ${DEMO_SPEED_MAX}
  --from    local time the night begins at; from 15:00 it is the evening before
  --port    0 lets the system choose
  --seed    another number, another night`;

/** Reads the flags; a word it does not know, or a figure out of bounds, is refused. */
export function demoFlagsFrom(argv: readonly string[]): Result<DemoFlags, { readonly message: string }> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        speed: { type: "string", default: String(DEMO_SPEED_DEFAULT) },
        from: { type: "string", default: "01:15" },
        port: { type: "string", default: "8080" },
        host: { type: "string", default: "127.0.0.1" },
        "data-dir": { type: "string" },
        seed: { type: "string", default: "1" },
        "no-open": { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    // parseArgs throws only for arguments that do not fit its options.
    return err({ message: error instanceof Error ? error.message : "unreadable arguments" });
  }
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= DEMO_SPEED_MAX)) return err({ message: `--speed must be 1 to ${DEMO_SPEED_MAX}` });
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(values.from))
    return err({ message: "--from must be a clock time such as 01:15" });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err({ message: "--port must be 0 to 65535" });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) return err({ message: "--seed must be a whole number" });
  return ok({
    speed,
    port,
    host: values.host,
    startsAt: values.from,
    dataDir: values["data-dir"] ?? null,
    seed,
    isOpening: !values["no-open"],
  });
}
