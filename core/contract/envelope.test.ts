import { expect, test } from "vitest";
import type { StoredEvent } from "#kernel/definition.ts";
import { eventEnvelope, envelopeFromStored } from "./envelope.ts";

const stored = {
  seq: 7,
  eventId: `event_${"1".repeat(32)}`,
  streamId: "batch_1",
  streamVersion: 2,
  domain: "production",
  type: "cooking-started",
  v: 1,
  occurredAtMs: 1,
  recordedAtMs: 2,
  serviceDate: "2026-11-21",
  staffId: `staff_${"1".repeat(32)}`,
  deviceId: null,
  commandId: `command_${"1".repeat(32)}`,
  class: "A",
  body: { dishRunId: "dish_run_1" },
  marks: { isLateEntry: true },
} as unknown as StoredEvent; // ids are well formed

test("an event travels whole", () => {
  const signature = { staffId: stored.staffId, method: "number", signedAtMs: 3 };
  const signed = { ...stored, marks: { signatures: [signature], isClockUntrusted: true } } as StoredEvent; // as the log gives it
  expect(envelopeFromStored(stored)).toEqual(stored);
  expect(eventEnvelope.parse(envelopeFromStored(signed))).toEqual(signed);
});

test("what the log keeps beside the event, now or later, does not travel", () => {
  const kept = { ...stored, hash: "secret", marks: { ...stored.marks, sealed: "secret" } } as StoredEvent; // more than its type says
  expect(JSON.stringify(envelopeFromStored(kept))).not.toContain("secret");
});
