import { mkdir, open, readdir, readFile, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { LAN_PHOTO_MAX_BYTES } from "#contract/lan-protocol.ts";
import { photoIdSchema } from "#domains/attendance/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { isSmallJpeg } from "./jpeg.ts";

/** Sixty people who come and go twice take 240 a day: beyond this something is wrong with a terminal (house limit). */
const PHOTOS_PER_DAY_MAX_COUNT = 2_000;
/** Room left to the log: pictures stop long before commands have to. */
const FREE_MIN_BYTES = 128 * 1024 * 1024;

const DAY_FOLDER = /^\d{4}-\d{2}-\d{2}$/;

export type PhotoRefusal =
  | "photo-id-malformed"
  | "photo-too-large"
  | "photo-not-jpeg"
  /** The id names another picture already. */
  | "photo-differs"
  /** The day's count is used up, or the disk's room. */
  | "photo-store-full";

/** Pictures taken at punches: files beside the database, each day's in a folder of its own, kept for a time and then gone. */
export interface PhotoStore {
  /** Keeps a picture under the day it arrived; the same picture again is kept once. */
  keep(photoId: string, bytes: Uint8Array, today: LocalDate): Promise<Result<"kept" | "known", PhotoRefusal>>;
  /** The picture, or null when there is none: never was, or no longer kept. */
  read(photoId: string): Promise<Uint8Array | null>;
  /** Deletes single pictures; those not there are no trouble. */
  erase(photoIds: Iterable<string>): Promise<void>;
  /** Deletes the folders of days before a date; gives how many. */
  eraseBefore(date: LocalDate): Promise<number>;
}

export interface PhotoStoreDeps {
  readonly folder: string;
  /** Free room on the disk; null where the system does not tell. */
  readonly freeBytes: () => number | null;
}

export function createPhotoStore({ folder, freeBytes }: PhotoStoreDeps): PhotoStore {
  /** How many pictures arrived on the day last written to. */
  let arrived: { readonly date: LocalDate; count: number } | null = null;
  let madeCount = 0;

  async function countOf(date: LocalDate): Promise<{ count: number }> {
    if (arrived?.date !== date) {
      arrived = { date, count: (await readdir(join(folder, date)).catch(nothingThere)).length };
    }
    return arrived;
  }

  return {
    keep: async (photoId, bytes, today) => {
      if (!photoIdSchema.safeParse(photoId).success) return err("photo-id-malformed");
      if (bytes.length > LAN_PHOTO_MAX_BYTES) return err("photo-too-large");
      if (!isSmallJpeg(bytes)) return err("photo-not-jpeg");
      const known = await findIn(folder, photoId);
      if (known !== null) return Buffer.compare(known.bytes, bytes) === 0 ? ok("known") : err("photo-differs");
      const counted = await countOf(today);
      if (counted.count >= PHOTOS_PER_DAY_MAX_COUNT) return err("photo-store-full");
      if ((freeBytes() ?? Infinity) < FREE_MIN_BYTES) return err("photo-store-full");
      try {
        await mkdir(join(folder, today), { recursive: true, mode: 0o700 });
        madeCount += 1;
        await writeWhole(join(folder, today, fileName(photoId)), `${process.pid}-${madeCount}`, bytes);
      } catch (cause) {
        if (isSpaceTrouble(cause)) return err("photo-store-full");
        throw cause;
      }
      counted.count += 1;
      return ok("kept");
    },
    read: async (photoId) => {
      if (!photoIdSchema.safeParse(photoId).success) return null;
      return (await findIn(folder, photoId))?.bytes ?? null;
    },
    erase: async (photoIds) => {
      for (const photoId of photoIds) {
        const found = await findIn(folder, photoId);
        if (found !== null) await rm(found.path, { force: true });
      }
    },
    eraseBefore: async (date) => {
      const old = (await daysIn(folder)).filter((day) => day < date);
      for (const day of old) await rm(join(folder, day), { recursive: true, force: true });
      return old.length;
    },
  };
}

async function daysIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(nothingThere);
  return names.filter((name) => DAY_FOLDER.test(name)).toSorted();
}

/** Newest days first: what is looked at is mostly of today. */
async function findIn(folder: string, photoId: string) {
  for (const day of (await daysIn(folder)).toReversed()) {
    const path = join(folder, day, fileName(photoId));
    const bytes = await readFile(path).catch(nothingThere);
    if (bytes.length > 0) return { path, bytes: Uint8Array.from(bytes) };
  }
  return null;
}

/** Whole or not at all: written aside, flushed, then named. */
async function writeWhole(path: string, asideName: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${asideName}.part`;
  try {
    const file = await open(aside, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await unlink(aside).catch(nothingThere);
    throw cause;
  }
}

/** The first day whose pictures are still kept: a day's pictures go once the last of them was kept for the whole time. */
export function firstKeptDate(today: LocalDate, keptDaysCount: number): LocalDate {
  return addDays(today, -keptDaysCount);
}

function fileName(photoId: string): string {
  return `${photoId}.jpg`;
}

/** What is not there is read as nothing; any other trouble is told. */
function nothingThere(cause: unknown): [] {
  if (codeOf(cause) === "ENOENT") return [];
  throw cause;
}

/** No room, a quota, or a disk that takes no writes: the punch was recorded without its picture, work goes on. */
function isSpaceTrouble(cause: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EROFS", "EIO"].includes(codeOf(cause) ?? "");
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}
