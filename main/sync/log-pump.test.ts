import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pushFrame, type PushFrame } from "#contract/hub-protocol.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";
import { createTestKitchen, type TestKitchen } from "#tests/kit/test-kitchen.ts";
import { createLogPump, type LogPump } from "./log-pump.ts";

let kitchen: TestKitchen;
let sent: PushFrame[];
let pump: LogPump;
/** Each of two kilobytes: a push holds about a hundred of them. */
const EVENT_COUNT = 450;

beforeEach(async () => {
  kitchen = createTestKitchen({ modules: [createTallyModule()] });
  await kitchen.accepted("open-tally", { name: "a", goalCount: 1_000_000 });
  const note = "x".repeat(2_000);
  await Promise.all(
    Array.from({ length: EVENT_COUNT - 1 }, () => kitchen.accepted("count-tally", { name: "a", addedCount: 1, note })),
  );
  sent = [];
  const send = (text: string) => sent.push(pushFrame.parse(JSON.parse(text)));
  pump = createLogPump(kitchen.store, { isOpen: () => true, send });
});
afterEach(() => kitchen.close());

/** Lets the pump have all the turns of the event loop it wants. */
async function settled() {
  for (let count = 0; count < 20; count += 1) await turn();
}
const lastSent = () => sent.at(-1)?.events.at(-1)?.seq;

it("never has more pushes under way than the hub lent credits for, also when it takes some back", async () => {
  pump.begin(0, 2);
  await settled();
  expect(sent).toHaveLength(2);
  pump.answered(1);
  await settled();
  expect(sent).toHaveLength(2);
  pump.answered(1);
  await settled();
  expect(sent).toHaveLength(3);
  while (lastSent() !== EVENT_COUNT) {
    const before = sent.length;
    pump.answered();
    await settled();
    expect(sent).toHaveLength(before + 1);
  }
});

it("sends every event once and in order, and what is new at once when nothing is under way", async () => {
  pump.begin(0, 64);
  await settled();
  await kitchen.accepted("count-tally", { name: "a", addedCount: 1 });
  pump.pump();
  await settled();
  const numbers = sent.flatMap(({ events }) => events.map(({ seq }) => seq));
  expect(numbers).toEqual(Array.from({ length: EVENT_COUNT + 1 }, (_, index) => index + 1));
});
