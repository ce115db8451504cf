import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import { describe, expect, it, vi } from "vitest";
import { sendAnew } from "./send-anew.ts";

const refused: OutboxEntry = {
  commandId: "command_1",
  ordinal: 1,
  type: "record-waste",
  body: { massG: 500 },
  staffId: "staff_1",
  expectedVersion: 4,
  occurredAtMs: 1_000,
  attemptCount: 2,
  rejection: { code: "batch-held" },
  state: "rejected",
  sinceMonotonicMs: 0,
  lastTrouble: null,
};

function commandsWith(isAdded: boolean) {
  const calls: unknown[] = [];
  const outbox = {
    add: vi.fn((record: unknown) => {
      calls.push(["add", record]);
      return Promise.resolve(
        isAdded
          ? { ok: true as const, value: undefined }
          : { ok: false as const, error: { code: "outbox-not-written" as const } },
      );
    }),
    retry: vi.fn((id: string) => Promise.resolve(void calls.push(["retry", id]))),
    discard: vi.fn((id: string) => Promise.resolve(void calls.push(["discard", id]))),
  };
  const commands = { outbox, makeId: () => "command_2" } as unknown as Parameters<typeof sendAnew>[0]; // only what is used here
  return { commands, calls };
}

describe("a set-aside record sent once more", () => {
  it("is a new command about the same moment when the kitchen had refused it", async () => {
    const { commands, calls } = commandsWith(true);
    await sendAnew(commands, refused, 9);
    expect(calls).toEqual([
      [
        "add",
        {
          commandId: "command_2",
          type: "record-waste",
          body: { massG: 500 },
          staffId: "staff_1",
          expectedVersion: 9,
          occurredAtMs: 1_000,
        },
      ],
      ["discard", "command_1"],
    ]);
  });

  it("is the same command when nobody had answered", async () => {
    const { commands, calls } = commandsWith(true);
    await sendAnew(commands, { ...refused, rejection: { code: "no-answer" } }, 9);
    expect(calls).toEqual([["retry", "command_1"]]);
  });

  it("keeps the old record when the new one cannot be written", async () => {
    const { commands, calls } = commandsWith(false);
    await sendAnew(commands, refused, null);
    expect(calls.map((call) => (Array.isArray(call) ? call[0] : call))).toEqual(["add"]);
  });
});
