import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPeopleKitchen, type PeopleKitchen } from "#tests/kit/people-kitchen.ts";
import { smallJpeg } from "#tests/kit/small-jpeg.ts";
import { createPhotoKeeper, type PhotoKeeper } from "./photo-keeper.ts";
import { createPhotoStore } from "./photo-store.ts";

let kitchen: PeopleKitchen;
let folder: string;
let keeper: PhotoKeeper;
let isClockUntrusted: boolean;
const photoId = (digit: string) => `photo_${digit.repeat(32)}`;

beforeEach(() => {
  kitchen = createPeopleKitchen();
  folder = mkdtempSync(join(tmpdir(), "keeper-"));
  isClockUntrusted = false;
  keeper = createPhotoKeeper({
    photos: createPhotoStore({ folder, freeBytes: () => null }),
    store: { reader: kitchen.store.reader, status: () => ({ ...kitchen.store.status(), isClockUntrusted }) },
    clock: kitchen.clock,
  });
});
afterEach(() => {
  kitchen.close();
  rmSync(folder, { recursive: true, force: true });
});

function day(date: string): void {
  mkdirSync(join(folder, date));
  writeFileSync(join(folder, date, `${photoId("1")}.jpg`), smallJpeg());
}

test("pictures go thirty days after they came, and new ones come under today", async () => {
  // The kitchen's clock stands at 21 November 2026.
  for (const date of ["2026-09-01", "2026-10-21", "2026-10-22", "2026-11-20"]) day(date);
  await keeper.look();
  expect(readdirSync(folder)).toEqual(["2026-10-22", "2026-11-20"]);
  expect(await keeper.keep(photoId("2"), smallJpeg())).toEqual({ ok: true, value: "kept" });
  expect(existsSync(join(folder, "2026-11-21", `${photoId("2")}.jpg`))).toBe(true);
});

test("a clock nobody believes deletes nothing", async () => {
  day("2026-09-01");
  isClockUntrusted = true;
  await keeper.look();
  expect(readdirSync(folder)).toEqual(["2026-09-01"]);
  isClockUntrusted = false;
  await keeper.look();
  expect(readdirSync(folder)).toEqual([]);
});
