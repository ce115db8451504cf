import { expect } from "vitest";
import type { DecisionContext, StoredEvent } from "#kernel/definition.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { Result } from "#kernel/result.ts";
import type { StaffId } from "#kernel/ids.ts";

interface Decider<State, Command, Facts, Event, Refusal extends Rejection> {
  readonly initialState: State;
  readonly evolve: (state: State, event: never) => State;
  readonly decide: (
    state: State,
    command: Command,
    facts: Facts,
    context: DecisionContext,
  ) => Result<readonly Event[], Refusal>;
}

/** `given(past…).when(command, facts).emits(…)` or `.rejects(…)` for one domain's decide and evolve. */
export function createDecideSpec<
  State,
  Command,
  Facts,
  Event extends { readonly type: string; readonly body: unknown },
  Refusal extends Rejection = Rejection,
>(decider: Decider<State, Command, Facts, Event, Refusal>) {
  return (...past: readonly Event[]) => ({
    when: (command: Command, facts: Facts, context: Partial<DecisionContext> = {}) => {
      const state = past.reduce(
        (folded, event, index) => decider.evolve(folded, storedEventOf(event, index + 1) as never), // the kit erases the union
        decider.initialState,
      );
      const decided = decider.decide(state, command, facts, testContext(context));
      return {
        emits: (...events: readonly Event[]) => expect(decided).toEqual({ ok: true, value: events }),
        rejects: (rejection: Refusal) => expect(decided).toEqual({ ok: false, error: rejection }),
        decided,
      };
    },
  });
}

/** 2026-11-21 02:30 in Asia/Jakarta. */
export const TEST_NOW_MS = Date.UTC(2026, 10, 20, 19, 30);
export const TEST_STAFF_ID = `staff_${"1".repeat(32)}` as StaffId; // well formed

/** A person with every site role's worth of rights is not assumed: pass the actor a test is about. */
export function testContext(overrides: Partial<DecisionContext> = {}): DecisionContext {
  const nowMs = overrides.nowMs ?? TEST_NOW_MS;
  return {
    actor: {
      kind: "person",
      staffId: TEST_STAFF_ID,
      roles: ["kitchen-staff"],
      divisionCode: null,
      deviceId: null,
      face: "tablet",
      signatures: [],
    },
    nowMs,
    occurredAtMs: nowMs,
    isLateEntry: false,
    isClockUntrusted: false,
    ...overrides,
  };
}

/** An envelope around a decided event, as the log would give it back. */
export function storedEventOf<Event extends { readonly type: string; readonly body: unknown }>(
  event: Event & { readonly occurredAtMs?: number; readonly staffId?: StaffId },
  seq: number,
): StoredEvent {
  return {
    seq,
    eventId: `event_${String(seq).padStart(32, "0")}` as StoredEvent["eventId"], // well formed
    streamId: "stream",
    streamVersion: seq,
    domain: "test",
    type: event.type,
    v: 1,
    occurredAtMs: event.occurredAtMs ?? TEST_NOW_MS,
    recordedAtMs: event.occurredAtMs ?? TEST_NOW_MS,
    serviceDate: "2026-11-21",
    staffId: event.staffId ?? TEST_STAFF_ID,
    deviceId: null,
    commandId: `command_${"0".repeat(32)}`,
    class: "A",
    body: event.body,
    marks: {},
  };
}
