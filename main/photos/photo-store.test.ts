import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mountSmallDisk } from "#tests/kit/small-disk.ts";
import { smallJpeg } from "#tests/kit/small-jpeg.ts";
import { isSmallJpeg } from "./jpeg.ts";
import { createPhotoStore, firstKeptDate, type PhotoStore } from "./photo-store.ts";

const TODAY = "2026-11-21";
const photoId = (digit: string) => `photo_${digit.repeat(32)}`;
const ROOMY = 1_000_000_000;

describe("a picture's bytes", () => {
  test("are taken when they are a whole small JPEG", () => {
    expect(isSmallJpeg(smallJpeg())).toBe(true);
    // A terminal held upright.
    expect(isSmallJpeg(smallJpeg({ widthPx: 240, heightPx: 320 }))).toBe(true);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["a PNG", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["a page that calls itself a picture", new TextEncoder().encode("<html><script>1</script></html>")],
    ["the marks alone", Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])],
    ["one cut off in the middle", smallJpeg().subarray(0, 20)],
    ["one without its end", smallJpeg().subarray(0, -2)],
    ["something appended to it", Uint8Array.from([...smallJpeg(), 0x50, 0x4b])],
    ["a huge picture", smallJpeg({ widthPx: 4_000, heightPx: 3_000 })],
    ["a picture of no size", smallJpeg({ widthPx: 0 })],
    ["a segment that runs past the end", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0, 0xff, 0xd9])],
    ["a scan without a frame", Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9])],
  ])("are refused when they are %s", (_name, bytes) => {
    expect(isSmallJpeg(bytes)).toBe(false);
  });
});

describe("the store of pictures", () => {
  let folder: string;
  let freeBytes: number | null;
  let photos: PhotoStore;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "photos-")), "photos");
    freeBytes = ROOMY;
    photos = createPhotoStore({ folder, freeBytes: () => freeBytes });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const keep = (digit: string, bytes = smallJpeg(), today = TODAY) => photos.keep(photoId(digit), bytes, today);

  test("keeps a picture under the day it arrived, for its owner's eyes alone", async () => {
    expect(await keep("1")).toEqual({ ok: true, value: "kept" });
    const path = join(folder, TODAY, `${photoId("1")}.jpg`);
    expect(Uint8Array.from(readFileSync(path))).toEqual(smallJpeg());
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, TODAY)).mode & 0o777).toBe(0o700);
    expect(await photos.read(photoId("1"))).toEqual(smallJpeg());
  });

  test("takes the same picture again, also days later, and never another under its name", async () => {
    await keep("1");
    expect(await keep("1", smallJpeg(), "2026-11-22")).toEqual({ ok: true, value: "known" });
    expect(readdirSync(folder)).toEqual([TODAY]);
    expect(await keep("1", smallJpeg({ scan: [9] }))).toEqual({ ok: false, error: "photo-differs" });
    expect(await photos.read(photoId("1"))).toEqual(smallJpeg());
  });

  test("refuses what is no picture of a punch, and writes nothing", async () => {
    const large = smallJpeg({ scan: Array.from({ length: 64 * 1024 }, () => 1) });
    expect(await keep("1", large)).toEqual({ ok: false, error: "photo-too-large" });
    expect(await keep("1", smallJpeg().subarray(0, 12))).toEqual({ ok: false, error: "photo-not-jpeg" });
    for (const name of ["../../kitchen", `${photoId("1")}/..`, "photo_1", photoId("G"), "", `${photoId("1")}\0`]) {
      expect(await photos.keep(name, smallJpeg(), TODAY)).toEqual({ ok: false, error: "photo-id-malformed" });
      expect(await photos.read(name)).toBeNull();
    }
    expect(await photos.read(photoId("1"))).toBeNull();
    expect(() => readdirSync(folder)).toThrow("ENOENT");
  });

  test("leaves the disk's last room to the log", async () => {
    freeBytes = 100 * 1024 * 1024;
    expect(await keep("1")).toEqual({ ok: false, error: "photo-store-full" });
    // A system that does not tell is tried.
    freeBytes = null;
    expect(await keep("1")).toEqual({ ok: true, value: "kept" });
  });

  test("refuses on a full disk without leaving half a picture, and goes on when there is room", async () => {
    const disk = mountSmallDisk(1);
    try {
      const full = createPhotoStore({ folder: join(disk.path, "photos"), freeBytes: () => ROOMY });
      expect(await full.keep(photoId("1"), smallJpeg(), TODAY)).toEqual({ ok: true, value: "kept" });
      disk.fill();
      expect(await full.keep(photoId("2"), smallJpeg(), TODAY)).toEqual({ ok: false, error: "photo-store-full" });
      expect(readdirSync(join(disk.path, "photos", TODAY))).toEqual([`${photoId("1")}.jpg`]);
      disk.empty();
      expect(await full.keep(photoId("2"), smallJpeg(), TODAY)).toEqual({ ok: true, value: "kept" });
    } finally {
      disk.remove();
    }
  });

  test("takes two thousand a day, counted anew each day and after a restart", async () => {
    mkdirSync(join(folder, TODAY), { recursive: true });
    for (let index = 0; index < 2_000; index += 1) writeFileSync(join(folder, TODAY, `${index}.jpg`), "x");
    expect(await keep("1")).toEqual({ ok: false, error: "photo-store-full" });
    expect(await keep("1", smallJpeg(), "2026-11-22")).toEqual({ ok: true, value: "kept" });
  });

  test("forgets days that were kept long enough, and single pictures", async () => {
    await keep("1", smallJpeg(), "2026-10-20");
    await keep("2", smallJpeg(), "2026-10-22");
    await keep("3");
    writeFileSync(join(folder, "note.txt"), "not a day");
    expect(firstKeptDate(TODAY, 30)).toBe("2026-10-22");
    expect(await photos.eraseBefore(firstKeptDate(TODAY, 30))).toBe(1);
    expect(await photos.eraseBefore(firstKeptDate(TODAY, 30))).toBe(0);
    expect(readdirSync(folder)).toEqual(["2026-10-22", TODAY, "note.txt"]);
    await photos.erase([photoId("3"), photoId("9")]);
    expect(await photos.read(photoId("3"))).toBeNull();
    expect(await photos.read(photoId("2"))).not.toBeNull();
  });
});
