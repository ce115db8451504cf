import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real file system of a few megabytes, to be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Writes until nothing more fits. */
  fill(): void;
  /** Frees what `fill` took. */
  empty(): void;
  freeBytes(): number;
  remove(): void;
}

/** Mounts a small disk in memory. Needs root on Linux; says so plainly where that is not given, and never skips. */
export function mountSmallDisk(sizeMb: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "kitchen-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=700`, "tmpfs", path], { stdio: "pipe" });
  } catch (error) {
    rmdirSync(path);
    throw new Error("the disk-full suite mounts a small disk of its own: run it as root on Linux", { cause: error });
  }
  const filler = join(path, "filler.bin");
  return {
    path,
    fill: () => {
      const file = openSync(filler, "a");
      try {
        for (let blockBytes = 1024 * 1024; blockBytes >= 1;) {
          try {
            // A short write means the disk ends inside this block.
            if (writeSync(file, Buffer.alloc(blockBytes, 1)) < blockBytes) break;
          } catch {
            blockBytes = Math.floor(blockBytes / 2);
          }
        }
      } finally {
        closeSync(file);
      }
    },
    empty: () => {
      rmSync(filler, { force: true });
    },
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(path);
      return bavail * bsize;
    },
    remove: () => {
      execFileSync("umount", ["-l", path], { stdio: "pipe" });
      rmdirSync(path);
    },
  };
}
