import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { z } from "zod";
import { err, ok, type Result } from "#kernel/result.ts";
import { flushToDisk } from "#main/store/backup-files.ts";
import type { DataFolder } from "#main/store/data-folder.ts";

/** Why no copy lies on the second medium. What a person does about each is said on the Sistem page and by the CLI. */
export type MediumProblem =
  /** The folder is not there, or another medium is in its place: unplugged, exchanged, formatted. */
  | "medium-missing"
  | "medium-read-only"
  | "medium-full"
  /** What was read back is not what was written: the medium is worn out. */
  | "medium-copy-bad"
  /** This PC itself has no good copy yet to put there. */
  | "no-copy-yet"
  | "medium-failed";

const mediumRecord = z.strictObject({
  /** Absolute path a person chose; what we write lies in a folder of this kitchen below it. */
  folder: z.string().min(1),
  /** Written on the medium too, so that an empty mount point is never taken for it. */
  mediumId: z.string().regex(/^[0-9a-f]{32}$/),
  chosenAtMs: z.int(),
  lastGood: z.strictObject({ atMs: z.int(), headSeq: z.int(), sizeBytes: z.int(), fileName: z.string() }).nullable(),
});

/** The medium of this PC. It is of the PC, not of the kitchen, so it lies beside the store and not in the log. */
export type MediumRecord = z.infer<typeof mediumRecord>;

const MARK_NAME = "medium.json";
const markSchema = z.strictObject({ mediumId: z.string(), siteId: z.string() });

/** Where copies of a kitchen lie on a medium: several kitchens may share one. */
export function mediumCopiesFolder(folder: string, siteId: string): string {
  return join(folder, "bergizi-kiosk", siteId);
}

export function mediumRecordPath(data: DataFolder): string {
  return join(data.path, "backup-medium.json");
}

/** The medium chosen on this PC; null when none is, or when what was written down cannot be read. */
export function readMedium(data: DataFolder): MediumRecord | null {
  const parsed = mediumRecord.safeParse(readJson(mediumRecordPath(data)));
  return parsed.success ? parsed.data : null;
}

export function writeMedium(data: DataFolder, record: MediumRecord): void {
  writeWhole(mediumRecordPath(data), JSON.stringify(record));
}

/** Copies on the medium stay there. */
export function forgetMedium(data: DataFolder): void {
  rmSync(mediumRecordPath(data), { force: true });
}

/** Whether a folder lies in the data folder, which dies with it. */
export type ChoiceProblem = MediumProblem | "folder-not-absolute" | "folder-inside-data";

/** Chooses a folder after writing to it; changes nothing when that fails. */
export function chooseMedium(options: {
  readonly data: DataFolder;
  readonly folder: string;
  readonly siteId: string;
  readonly nowMs: number;
}): Result<MediumRecord, ChoiceProblem> {
  const { data, siteId, nowMs } = options;
  if (!isAbsolute(options.folder)) return err("folder-not-absolute");
  const folder = resolve(options.folder);
  const fromData = relative(data.path, folder);
  if (!fromData.startsWith("..") && !isAbsolute(fromData)) return err("folder-inside-data");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return err("medium-missing");
  const copies = mediumCopiesFolder(folder, siteId);
  const mark = join(copies, MARK_NAME);
  try {
    mkdirSync(copies, { recursive: true });
    const known = markSchema.safeParse(readJson(mark));
    const mediumId = known.success ? known.data.mediumId : randomBytes(16).toString("hex");
    writeWhole(mark, JSON.stringify({ mediumId, siteId }));
    const before = readMedium(data);
    const lastGood = before?.mediumId === mediumId ? before.lastGood : null;
    const record: MediumRecord = { folder, mediumId, chosenAtMs: nowMs, lastGood };
    writeMedium(data, record);
    return ok(record);
  } catch (error) {
    return err(mediumProblemOf(error));
  }
}

/** Whether the chosen medium itself is there now. */
export function isMediumThere(record: MediumRecord, siteId: string): boolean {
  const mark = markSchema.safeParse(readJson(join(mediumCopiesFolder(record.folder, siteId), MARK_NAME)));
  return mark.success && mark.data.mediumId === record.mediumId && mark.data.siteId === siteId;
}

/** What an error of the file system means for a medium. */
export function mediumProblemOf(error: unknown): MediumProblem {
  const code = error instanceof Error && "code" in error ? error.code : null;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "SQLITE_FULL":
      return "medium-full";
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return "medium-read-only";
    case "ENOENT":
    case "ENOTDIR":
    case "ENODEV":
    case "ENXIO":
      return "medium-missing";
    default:
      return "medium-failed";
  }
}

/** Whole or not at all, whatever power does meanwhile. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.draft`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  flushToDisk(join(path, ".."));
}

/** Undefined for a file that is not there or not JSON. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
