import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPhotoStore } from "#main/photos/photo-store.ts";
import { createTestLan, TEST_DEVICES, TEST_STAFF, type TestLan } from "#tests/kit/lan-kitchen.ts";
import { smallJpeg } from "#tests/kit/small-jpeg.ts";

const ID = `photo_${"a".repeat(32)}`;
const TODAY = "2026-11-21";
let lan: TestLan;
let folder: string;

beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "lan-photos-")), "photos");
  const photos = createPhotoStore({ folder, freeBytes: () => null });
  lan = await createTestLan({
    devices: [...TEST_DEVICES, { name: "terminal", face: "attendance" }, { name: "office", face: "manager" }],
    staff: [...TEST_STAFF, { name: "Agus", pin: "333333", roles: ["field-assistant"] }],
    photos: { keep: (photoId, bytes) => photos.keep(photoId, bytes, TODAY), read: photos.read },
    limits: { photosPerSecondCount: 0.001, photosBurstCount: 12 },
  });
});
afterEach(async () => {
  await lan.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bearer = (device: string) => ({ authorization: `Bearer ${lan.ports.tokenOf(device)}` });
async function send(bytes: BodyInit, options: { device?: string; id?: string; type?: string } = {}) {
  const { device = "terminal", id = ID, type = "image/jpeg" } = options;
  const headers = { ...bearer(device), "content-type": type };
  const response = await lan.get(`/photos/${id}`, { method: "POST", headers, body: bytes });
  return { status: response.status, body: await response.json() };
}
async function signIn(device: string, name: string, pin: string) {
  const client = await lan.as(device);
  await client.signIn({ staffId: lan.ports.staffIdOf(name), pin });
  return client;
}
const look = (headers: Readonly<Record<string, string>>, id = ID) => lan.get(`/photos/${id}`, { headers });
const viewedBy = (name: string, device = "office") => ({
  ...bearer(device),
  "x-staff-id": lan.ports.staffIdOf(name),
});

test("[LAN50] a terminal's picture is kept once, however often it is sent", async () => {
  expect(await send(smallJpeg())).toEqual({ status: 201, body: { photoId: ID } });
  expect(await send(smallJpeg())).toEqual({ status: 200, body: { photoId: ID } });
  expect(await send(smallJpeg({ scan: [7] }))).toEqual({ status: 409, body: { code: "photo-differs" } });
  expect(readdirSync(join(folder, TODAY))).toEqual([`${ID}.jpg`]);
});

test("[LAN50] only attendance terminals send pictures", async () => {
  for (const [device, face] of [
    ["wall", "wall"],
    ["cook", "tablet"],
    ["manager", "manager"],
  ] as const) {
    expect(await send(smallJpeg(), { device })).toEqual({ status: 403, body: { code: "face-not-allowed", face } });
  }
  const unpaired = await lan.get(`/photos/${ID}`, { method: "POST", body: smallJpeg() });
  expect([unpaired.status, await unpaired.json()]).toEqual([401, { code: "token-unknown" }]);
  lan.ports.refuse("terminal", "revoked");
  expect(await send(smallJpeg())).toEqual({ status: 401, body: { code: "device-revoked" } });
  expect(existsSync(folder)).toBe(false);
});

test("[LAN50] what is no picture of a punch is refused and not written", async () => {
  expect(await send("<html></html>")).toEqual({ status: 415, body: { code: "photo-not-jpeg" } });
  expect(await send(smallJpeg(), { type: "text/html" })).toEqual({ status: 415, body: { code: "photo-not-jpeg" } });
  expect(await send(new Uint8Array())).toMatchObject({ status: expect.toSatisfy((status) => status >= 400) });
  const large = smallJpeg({ scan: Array.from({ length: 70_000 }, () => 1) });
  expect(await send(large)).toEqual({ status: 413, body: { code: "photo-too-large" } });
  for (const id of ["photo_1", "..%2f..%2fkitchen.sqlite", `${ID}%00`, `${ID}.jpg`]) {
    expect(await send(smallJpeg(), { id })).toMatchObject({ status: expect.toSatisfy((status) => status >= 400) });
  }
  expect(existsSync(folder)).toBe(false);
});

test("[LAN50] a path out of the folder leads nowhere", async () => {
  const status = await new Promise((resolve, reject) => {
    const sent = request(
      { host: "127.0.0.1", port: lan.port, method: "GET", path: "/photos/../photos/../../etc/passwd", headers: {} },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.on("error", reject);
    sent.end();
  });
  expect(status).toBe(404);
});

test("[LAN50] whoever approves attendance sees it at the console, once signed in there", async () => {
  await send(smallJpeg());
  const nobody = await look({ ...bearer("office") });
  expect([nobody.status, await nobody.json()]).toEqual([403, { code: "sign-in-required" }]);
  await signIn("manager", "Agus", "333333");
  // Signed in at another console.
  expect((await look(viewedBy("Agus"))).status).toBe(403);
  await signIn("office", "Agus", "333333");
  await signIn("office", "Sari", "111111");
  const seen = await look(viewedBy("Agus"));
  expect(seen.status).toBe(200);
  expect(seen.headers.get("content-type")).toBe("image/jpeg");
  expect(seen.headers.get("cache-control")).toBe("no-store");
  expect(new Uint8Array(await seen.arrayBuffer())).toEqual(smallJpeg());
  const nutritionist = await look(viewedBy("Sari"));
  expect([nutritionist.status, await nutritionist.json()]).toEqual([
    403,
    { code: "not-permitted", permission: "attendance.approve" },
  ]);
  const unknown = await look(viewedBy("Agus"), `photo_${"b".repeat(32)}`);
  expect([unknown.status, await unknown.json()]).toEqual([404, { code: "photo-unknown" }]);
  const terminal = await look(viewedBy("Agus", "terminal"));
  expect([terminal.status, await terminal.json()]).toEqual([403, { code: "face-not-allowed", face: "attendance" }]);
});

test("[LAN50] a terminal gone wild is slowed down", async () => {
  const answers = [];
  for (let index = 0; index < 14; index += 1) answers.push((await send(smallJpeg())).status);
  expect(answers.slice(0, 12)).toEqual([201, ...Array.from({ length: 11 }, () => 200)]);
  expect(answers.slice(12)).toEqual([429, 429]);
});
