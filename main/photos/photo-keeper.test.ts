import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "#kernel/time.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
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

test("pictures of somebody who was erased go with them, those that arrive later too", async () => {
  const terminal = await kitchen.device("attendance");
  const [siti, budi] = [
    await kitchen.person("Siti", ["kitchen-staff"]),
    await kitchen.person("Budi", ["kitchen-staff"]),
  ];
  await kitchen.person("Dewi", ["kitchen-head"]);
  const punch = async (person: TestPerson, digit: string) => {
    const body = { punchId: kitchen.makeId("punch"), photoId: photoId(digit) };
    const as = { ...kitchen.actorAt(terminal, person, [person]) };
    await kitchen.accepted("record-punch", body, { as });
  };
  await punch(siti, "1");
  await punch(budi, "2");
  await keeper.keep(photoId("1"), smallJpeg());
  await keeper.keep(photoId("2"), smallJpeg());
  // Who is still checked in cannot be ended: she goes home first, without a picture.
  kitchen.clock.advance(8 * HOUR_MS);
  const home = { as: { ...kitchen.actorAt(terminal, siti, [siti]) } };
  await kitchen.accepted("record-punch", { punchId: kitchen.makeId("punch") }, home);
  const end = { staffId: siti.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
  await kitchen.accepted("end-staff", end, { as: SYSTEM });
  await keeper.look();
  expect(await keeper.read(photoId("1"))).not.toBeNull();
  await kitchen.accepted("erase-staff", { staffId: siti.staffId, isRequested: true }, { as: SYSTEM });
  await keeper.look();
  expect(await keeper.read(photoId("1"))).toBeNull();
  expect(await keeper.read(photoId("2"))).not.toBeNull();
  await keeper.keep(photoId("1"), smallJpeg());
  await keeper.look();
  expect(await keeper.read(photoId("1"))).toBeNull();
});
