import { describe, expect, it } from "vitest";
import type { StoredEvent } from "#kernel/definition.ts";
import type { DeviceId, EventId, StaffId } from "#kernel/ids.ts";
import { canonicalJson } from "#kernel/json.ts";
import { canonicalEventText } from "#contract/event-text.ts";
import { CHAIN_START_HASH, eventHash, storedJsonText } from "./event-row.ts";

const staffId = `staff_${"1".repeat(32)}` as StaffId; // well formed
const deviceId = `device_${"2".repeat(32)}` as DeviceId; // well formed

const plain: StoredEvent = {
  seq: 1,
  eventId: `event_${"a".repeat(32)}` as EventId, // well formed
  streamId: `batch_${"b".repeat(32)}`,
  streamVersion: 1,
  domain: "production",
  type: "batch-planned",
  v: 1,
  occurredAtMs: 1_795_203_000_000,
  recordedAtMs: 1_795_203_000_123,
  serviceDate: "2026-11-21",
  staffId: null,
  deviceId: null,
  commandId: `command_${"c".repeat(32)}`,
  class: "A",
  body: {},
  marks: {},
};
const full: StoredEvent = {
  ...plain,
  seq: 2,
  streamVersion: 2,
  type: "core-temperature-recorded",
  v: 2,
  staffId,
  deviceId,
  class: "B",
  body: { temperatureC: 75.3, note: "Suhu \u201caman\u201d?\n\u00e9", counts: [3, -1, 0], isFinal: true, cause: null },
  marks: {
    signatures: [{ staffId, method: "number", signedAtMs: 1_795_203_000_001 }],
    isLateEntry: true,
    isClockUntrusted: true,
    isOccurredAtReplaced: true,
  },
};

describe("the hashed form of an event", () => {
  it("has these bytes and these hashes, for ever", () => {
    expect(canonicalEventText(plain)).toBe(
      `{"body":{},"class":"A","commandId":"command_cccccccccccccccccccccccccccccccc","deviceId":null,"domain":"production","eventId":"event_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","marks":{},"occurredAtMs":1795203000000,"recordedAtMs":1795203000123,"seq":1,"serviceDate":"2026-11-21","staffId":null,"streamId":"batch_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","streamVersion":1,"type":"batch-planned","v":1}`,
    );
    expect(canonicalEventText(full)).toBe(
      `{"body":{"cause":null,"counts":[3,-1,0],"isFinal":true,"note":"Suhu \u201caman\u201d?\\n\u00e9","temperatureC":{"m":75300}},"class":"B","commandId":"command_cccccccccccccccccccccccccccccccc","deviceId":"device_22222222222222222222222222222222","domain":"production","eventId":"event_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","marks":{"isClockUntrusted":true,"isLateEntry":true,"isOccurredAtReplaced":true,"signatures":[{"method":"number","signedAtMs":1795203000001,"staffId":"staff_11111111111111111111111111111111"}]},"occurredAtMs":1795203000000,"recordedAtMs":1795203000123,"seq":2,"serviceDate":"2026-11-21","staffId":"staff_11111111111111111111111111111111","streamId":"batch_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","streamVersion":2,"type":"core-temperature-recorded","v":2}`,
    );
    const first = eventHash(CHAIN_START_HASH, plain);
    const second = eventHash(first, full);
    expect([first.toString("hex"), second.toString("hex")]).toEqual([
      "5ba8b17cfb221cf6445610eef133b32dd2c4f9ad92664a6520d1e9582b6b3dc0",
      "7c27d248576fe0857c1576b3fdd333cf0a76b3b396cf0577350d5595c62168af",
    ]);
  });

  it("is the canonical JSON of the whole row", () => {
    for (const event of [plain, full]) expect(canonicalEventText(event)).toBe(canonicalJson(event));
  });

  it("changes with every member", () => {
    const hash = eventHash(CHAIN_START_HASH, full).toString("hex");
    const others: readonly StoredEvent[] = [
      { ...full, seq: 3 },
      { ...full, eventId: plain.commandId as EventId }, // any other text
      { ...full, streamId: "x" },
      { ...full, streamVersion: 3 },
      { ...full, domain: "x" },
      { ...full, type: "x" },
      { ...full, v: 3 },
      { ...full, occurredAtMs: 1 },
      { ...full, recordedAtMs: 1 },
      { ...full, serviceDate: "2026-11-22" },
      { ...full, staffId: null },
      { ...full, deviceId: null },
      { ...full, commandId: "x" },
      { ...full, class: "A" },
      { ...full, body: {} },
      { ...full, marks: {} },
    ];
    expect(others).toHaveLength(Object.keys(full).length);
    const hashes = [...others.map((event) => eventHash(CHAIN_START_HASH, event).toString("hex")), hash];
    hashes.push(eventHash(Buffer.alloc(32, 1), full).toString("hex"));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("stored JSON", () => {
  it("holds text in composed form, so what is hashed is what is stored", () => {
    expect(storedJsonText({ e: "e\u0301", list: ["\n\u0303", { deep: "o\u0308" }] })).toBe(
      JSON.stringify({ e: "\u00e9", list: ["\n\u0303", { deep: "\u00f6" }] }),
    );
    expect(storedJsonText({ b: 1, a: [true, null, "x"] })).toBe('{"b":1,"a":[true,null,"x"]}');
  });
});
