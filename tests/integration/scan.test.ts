import { afterEach, beforeEach, expect, test } from "vitest";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createTestLan, TEST_DEVICES, type TestLan } from "#tests/kit/lan-kitchen.ts";

let lan: TestLan;
let desk: LanClient;
beforeEach(async () => {
  lan = await createTestLan({ devices: [...TEST_DEVICES, { name: "desk", face: "attendance" }] });
  desk = await lan.as("desk");
});
afterEach(() => lan.stop());

const BUDI = [{ pin: "222222" }];
const stamp = { type: "stamp-board", body: { boardId: "b" } } as const;
const actors = () =>
  lan.store.readEvents({ sinceSeq: 0, domains: ["card"], limit: 100 }).map(({ staffId, marks }) => [staffId, marks]);

test("[LAN32] a lone number at a terminal names the person, who is not signed in afterwards", async () => {
  expect(await desk.command({ ...stamp, signatures: BUDI })).toMatchObject({ kind: "accepted" });
  expect(actors()).toMatchObject([[lan.ports.staffIdOf("Budi"), {}]]);
  const budi = lan.ports.staffIdOf("Budi");
  expect(await desk.command({ ...stamp, staffId: budi })).toMatchObject({ rejection: { code: "sign-in-required" } });
});

test("[LAN32] a badge in the body is left to the domain, and no number is tried with it", async () => {
  lan.ports.breakNext("verify");
  const answer = await desk.command({ type: "stamp-board", body: { boardId: "b", badge: "A3F2" }, signatures: BUDI });
  expect(answer).toMatchObject({ kind: "accepted" });
  expect(actors()).toMatchObject([[null, {}]]);
});

test("[LAN32] a number nobody has is refused, not stored, and the same command may come again", async () => {
  const again = { ...stamp, commandId: `command_${"5".repeat(32)}` };
  expect(await desk.command({ ...again, signatures: [{ pin: "000000" }] })).toMatchObject({
    rejection: { code: "number-unknown", triesLeftCount: 4 },
  });
  expect(await desk.command({ ...again, signatures: BUDI })).toMatchObject({ kind: "accepted" });
  expect(await desk.command({ ...again, signatures: [{ pin: "000000" }] })).toMatchObject({ kind: "accepted" });
  expect(actors()).toHaveLength(1);
});

test("[LAN32] two numbers, another command and another face are no scan", async () => {
  // Whoever tried a number would meet this, and give no answer.
  lan.ports.breakNext("verify");
  await desk.command({ ...stamp, signatures: [...BUDI, ...BUDI] });
  const cook = await lan.as("cook");
  await cook.command({ ...stamp, signatures: BUDI });
  const card = { boardId: "b", cardId: "c", text: "", rankCount: 1 };
  await desk.command({ type: "set-card", body: card, signatures: BUDI });
  expect(actors().every(([staffId]) => staffId === null)).toBe(true);
});
