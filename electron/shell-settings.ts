import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { NO_EXIT_ATTEMPTS } from "./exit-policy.ts";
import { NO_RELAUNCH } from "./recovery-policy.ts";

const boundsSchema = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** What this PC's shell remembers between starts. Nothing of the kitchen: that is in the kitchen's log. */
const shellSettingsSchema = z.strictObject({
  /** Null until the first start with a display. */
  screens: z
    .array(
      z.strictObject({
        screenId: z.int(),
        role: z.enum(["wall", "attendance", "manager", "none"]),
        displayId: z.number(),
        label: z.string(),
        bounds: boundsSchema,
      }),
    )
    .nullable(),
  /** Null until somebody chose an exit PIN. Base64. */
  exit: z.strictObject({ salt: z.string(), pinHash: z.string(), recoveryHash: z.string() }).nullable(),
  exitAttempts: z.strictObject({ wrongCount: z.int(), lockedUntilMs: z.number() }),
  /** What the relaunch gate remembers. */
  relaunch: z.strictObject({ relaunchedAtMs: z.number().nullable(), recoveryCount: z.int() }),
});

export type ShellSettings = z.infer<typeof shellSettingsSchema>;

export const NO_SHELL_SETTINGS: ShellSettings = {
  screens: null,
  exit: null,
  exitAttempts: NO_EXIT_ATTEMPTS,
  relaunch: NO_RELAUNCH,
};

/** The settings file of the shell: read once, written whole. */
export interface ShellSettingsFile {
  readonly get: () => ShellSettings;
  /** Changes some of it; on the disk when it returns true. A disk that refuses is logged, and the change lasts until the next start. */
  readonly change: (changed: Partial<ShellSettings>) => boolean;
}

/**
 * Opens `<data folder>/shell/settings.json`. A file that cannot be read is moved aside, never deleted, and the shell starts as
 * on its first day: screens that can be chosen again are worth less than a kiosk that does not start.
 */
export function openShellSettings(
  path: string,
  log: (event: string, data: Readonly<Record<string, unknown>>) => void,
): ShellSettingsFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let settings = readSettings(path, log);
  return {
    get: () => settings,
    change: (changed) => {
      settings = { ...settings, ...changed };
      try {
        writeWhole(path, `${JSON.stringify(settings, null, 2)}\n`);
        return true;
      } catch (error) {
        log("shell-settings-not-kept", { message: error instanceof Error ? error.message : String(error) });
        return false;
      }
    },
  };
}

function readSettings(
  path: string,
  log: (event: string, data: Readonly<Record<string, unknown>>) => void,
): ShellSettings {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return NO_SHELL_SETTINGS; // a first start
  }
  const parsed = shellSettingsSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  log("shell-settings-unreadable", { movedTo: `${path}.unreadable` });
  renameSync(path, `${path}.unreadable`);
  return NO_SHELL_SETTINGS;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no settings: the schema refuses it
  }
}

/** A power cut leaves the old file or the new one, never half of it. */
function writeWhole(path: string, text: string): void {
  const written = `${path}.new`;
  const file = openSync(written, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(written, path);
}
