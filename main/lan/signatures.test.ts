import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";

let kitchen: PeopleKitchen;
let head: TestPerson;
let sari: TestPerson;
let tablet: PairedDevice;

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  tablet = await kitchen.device("tablet", "Tablet Masak", "cook");
});
afterEach(() => kitchen.close());

function sign(signatureCount: 0 | 1 | 2, ...numbers: readonly string[]) {
  const signatures = numbers.map((pin) => ({ pin }));
  const counts = { signatureCount, signatureMaxCount: signatureCount };
  return kitchen.ports.signatures.verify({ device: tablet, staffId: head.staffId, ...counts, signatures });
}
const signedBy = (...people: readonly TestPerson[]) => ({
  ok: true,
  value: people.map(({ staffId }) => ({ staffId, method: "number", signedAtMs: kitchen.clock.nowMs() })),
});

test("the first number must be the actor's own", async () => {
  expect(await sign(1, head.number)).toEqual(signedBy(head));
  expect(await sign(1, sari.number)).toEqual({ ok: false, error: { code: "signature-wrong", triesLeftCount: 4 } });
});

test("a second number may be anybody's", async () => {
  expect(await sign(2, head.number, sari.number)).toEqual(signedBy(head, sari));
  expect(await sign(2, sari.number, head.number)).toMatchObject({ error: { code: "signature-wrong" } });
});

test("fewer numbers than asked are none, and nothing is tried", async () => {
  expect(await sign(2, head.number)).toEqual({ ok: false, error: { code: "signature-required", signatureCount: 2 } });
  expect(await sign(1)).toEqual({ ok: false, error: { code: "signature-required", signatureCount: 1 } });
});

test("numbers beyond what is asked are not tried", async () => {
  expect(await sign(0, "123456")).toEqual(signedBy());
  expect(await sign(1, head.number, "123456")).toEqual(signedBy(head));
});

test("five wrong numbers lock, also for the right one, and until when is told", async () => {
  for (let tryCount = 0; tryCount < 5; tryCount += 1) await sign(1, sari.number);
  const untilAtMs = kitchen.clock.nowMs() + 30 * SECOND_MS;
  expect(await sign(1, head.number)).toEqual({ ok: false, error: { code: "signature-locked", untilAtMs } });
  kitchen.clock.advance(30 * SECOND_MS);
  expect(await sign(1, head.number)).toEqual(signedBy(head));
});

test("a person who left signs nothing, not even as a witness", async () => {
  const body = { staffId: sari.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
  await kitchen.accepted("end-staff", body, { as: SYSTEM });
  expect(await sign(2, head.number, sari.number)).toMatchObject({ error: { code: "signature-wrong" } });
});

describe("a number at the attendance terminal", () => {
  let terminal: PairedDevice;
  beforeEach(async () => {
    terminal = await kitchen.device("attendance", "Absensi depan");
  });
  const type = (pin: string) => kitchen.ports.signatures.identify({ device: terminal, pin });
  const strange = () =>
    (["100352", "570246", "241139"] as const).find((pin) => ![head.number, sari.number].includes(pin));
  const typeStrange = () => type(strange() ?? "");

  test("names its owner; the same kitchen's tablets keep a count of their own", async () => {
    expect(await type(sari.number)).toEqual({
      ok: true,
      value: { staffId: sari.staffId, method: "number", signedAtMs: kitchen.clock.nowMs() },
    });
    for (let tryCount = 0; tryCount < 5; tryCount += 1) await sign(1, sari.number);
    expect(await type(sari.number)).toMatchObject({ ok: true });
  });

  test("five wrong ones within a minute lock it at once for 30 s, the next five for 5 min, for everybody", async () => {
    for (const triesLeftCount of [4, 3, 2, 1]) {
      expect(await typeStrange()).toEqual({ ok: false, error: { code: "number-unknown", triesLeftCount } });
      kitchen.clock.advance(59 * SECOND_MS);
    }
    const untilAtMs = kitchen.clock.nowMs() + 30 * SECOND_MS;
    expect(await typeStrange()).toEqual({ ok: false, error: { code: "number-locked", untilAtMs } });
    expect(await type(sari.number)).toEqual({ ok: false, error: { code: "number-locked", untilAtMs } });
    kitchen.clock.advance(30 * SECOND_MS);
    expect(await type(sari.number)).toMatchObject({ ok: true });
    for (let tryCount = 0; tryCount < 4; tryCount += 1) {
      kitchen.clock.advance(5 * MINUTE_MS);
      expect(await typeStrange()).toMatchObject({ error: { code: "number-unknown" } });
    }
    const nextMs = kitchen.clock.nowMs() + 5 * MINUTE_MS;
    expect(await typeStrange()).toEqual({ ok: false, error: { code: "number-locked", untilAtMs: nextMs } });
  });

  test("slow guessing does not go on for ever: over the night each wrong number locks, longer each time", async () => {
    const nightMs = 10 * HOUR_MS;
    const locksMs: number[] = [];
    let triedCount = 0;
    for (const endMs = kitchen.clock.nowMs() + nightMs; kitchen.clock.nowMs() < endMs;) {
      const refusal = await typeStrange();
      triedCount += 1;
      const untilAtMs = !refusal.ok && "untilAtMs" in refusal.error ? Number(refusal.error.untilAtMs) : 0;
      const lockMs = Math.max(0, untilAtMs - kitchen.clock.nowMs());
      if (lockMs > 0) locksMs.push(lockMs);
      // Each slip is forgotten by the minute when the next is made.
      kitchen.clock.advance(Math.max(lockMs, 61 * SECOND_MS));
    }
    expect(locksMs.slice(0, 6)).toEqual([5, 10, 20, 40, 60, 60].map((minutes) => minutes * MINUTE_MS));
    expect(triedCount).toBeLessThan(40);
    // The lock is the keypad's alone, and the next service day begins anew.
    const other = await kitchen.device("attendance", "Absensi belakang");
    const typed = await kitchen.ports.signatures.identify({ device: other, pin: sari.number });
    expect(typed).toMatchObject({ ok: true });
    kitchen.clock.advance(DAY_MS);
    expect(await typeStrange()).toMatchObject({ error: { code: "number-unknown" } });
  });

  test("slips a minute apart are those of a queue, not of somebody guessing", async () => {
    for (let tryCount = 0; tryCount < 12; tryCount += 1) {
      expect(await typeStrange()).toMatchObject({ error: { code: "number-unknown" } });
      kitchen.clock.advance(MINUTE_MS);
    }
  });
});
