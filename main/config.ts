import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "#kernel/result.ts";

/** How a kitchen server is started. Figures of the kitchen itself are settings in its log, not here. */
export interface KitchenConfig {
  /** Where the store, keys, backups and logs live. */
  readonly dataDir: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly logLevel: string;
  /** Where the built faces are. */
  readonly facesDir: string;
  /** The `package.json` that says which version this is. */
  readonly manifestPath: string;
  /** Set only by the demo: the kitchen's clock and the tag on every face. */
  readonly demo: { readonly startMs: number; readonly rate: number } | null;
}

export interface ConfigProblem {
  readonly code: "unknown-flag" | "flag-invalid";
  readonly message: string;
}

export const KITCHEN_PORT_DEFAULT = 8080;

const PROJECT_DIR = installedDir();

/** Where the files beside the program are: next to its sources, or next to the bundle the shell is built into. */
export const INSTALLED = {
  facesDir: join(PROJECT_DIR, ".build", "faces"),
  manifestPath: join(PROJECT_DIR, "package.json"),
} as const;

/** Where a kitchen keeps its data when nothing is said: the platform's folder for application data. */
export function defaultDataDir(environment: Readonly<Record<string, string | undefined>>, platform: string): string {
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  switch (platform) {
    case "win32":
      return join(environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"), "bergizi-kiosk");
    case "darwin":
      return join(home, "Library", "Application Support", "bergizi-kiosk");
    default:
      return join(environment["XDG_DATA_HOME"] ?? join(home, ".local", "share"), "bergizi-kiosk");
  }
}

export const START_USAGE = `npm start -- [--headless] [--data-dir D] [--port ${KITCHEN_PORT_DEFAULT}] [--host 0.0.0.0] [--log-level info] [--faces-dir F]
  --headless   the server alone; prints one JSON line with its addresses when it listens
  --data-dir   where the store, keys, backups and logs live
  --port       0 lets the system choose
  --log-level  trace, debug, info, warn, error or silent
  --faces-dir  other built faces than this version's own`;

/** Reads `--data-dir D --port P --host H --log-level L --faces-dir F`; anything else is refused, nothing is guessed. */
export function configFromArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Result<KitchenConfig, ConfigProblem> {
  const parsed = parseFlags(argv);
  if (!parsed.ok) return parsed;
  const flags = parsed.value;
  const port = Number(flags.port ?? KITCHEN_PORT_DEFAULT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return err({ code: "flag-invalid", message: `--port must be a number from 0 to 65535, not "${flags.port ?? ""}"` });
  }
  const logLevel = flags["log-level"] ?? "info";
  if (!["trace", "debug", "info", "warn", "error", "silent"].includes(logLevel)) {
    return err({ code: "flag-invalid", message: `--log-level "${logLevel}" is not a level` });
  }
  return ok({
    dataDir: flags["data-dir"] ?? defaultDataDir(environment, platform),
    host: flags.host ?? "0.0.0.0",
    port,
    logLevel,
    manifestPath: INSTALLED.manifestPath,
    facesDir: flags["faces-dir"] ?? INSTALLED.facesDir,
    demo: null,
  });
}

function parseFlags(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        "data-dir": { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        "log-level": { type: "string" },
        "faces-dir": { type: "string" },
        headless: { type: "boolean" },
      },
    });
    return ok(values);
  } catch (error) {
    // parseArgs throws only for arguments that do not fit its options.
    const message = error instanceof Error ? error.message : "unreadable arguments";
    return err({ code: "unknown-flag" as const, message });
  }
}

function installedDir(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) {
    if (dirname(folder) === folder) return import.meta.dirname;
    folder = dirname(folder);
  }
  return folder;
}
