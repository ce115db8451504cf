import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { as, at, came, COOK, factsAt, given, sessionId } from "#tests/kit/attendance-facts.ts";
import { storedEventOf, testContext } from "#tests/kit/decide-spec.ts";
import { walkMinutes, type MinutePunch, type SlowStay } from "#tests/kit/slow-stays.ts";
import { decideAttendance } from "./decide.ts";
import type { StreamedEvent } from "./decide-roster.ts";
import { punchIdSchema } from "./ids.ts";
import { evolveAttendance, initialAttendanceState, type AttendanceState, type StoredAttendanceEvent } from "./state.ts";

/** A fixed seed: a failing run is the same run again. */
const RUNS = { seed: 20_261_121, numRuns: 400, endOnFailure: true } as const;
const START_MS = at("00:00", "2026-11-01");
const idOf = (name: string) => punchIdSchema.parse(`punch_${name.padStart(32, "0")}`);

/** Five days of one person's punches, two minutes apart at least: outside the duplicate window. */
const punchesArbitrary = fc
  .uniqueArray(
    fc.record({
      slot: fc.integer({ min: 0, max: (5 * 24 * 60) / 2 }),
      chosen: fc.option(fc.constantFrom("in" as const, "out" as const), { nil: undefined, freq: 4 }),
    }),
    { minLength: 1, maxLength: 24, selector: ({ slot }) => slot },
  )
  .map((drawn) =>
    drawn.map(({ slot, chosen }, index): MinutePunch => ({
      name: (index + 1).toString(16),
      minute: slot * 2,
      ...(chosen !== undefined && { chosen }),
    })),
  );

/** Delivers punches in a given order through the real decisions, and gives the state they leave. */
function deliver(punches: readonly MinutePunch[]): AttendanceState {
  let state = initialAttendanceState;
  let seq = 0;
  for (const { name, minute, chosen } of punches) {
    const body = { punchId: idOf(name), badge: "A3F2", ...(chosen !== undefined && { direction: chosen }) };
    const facts = factsAt(START_MS + minute * MINUTE_MS, { rostered: [] });
    const context = testContext(as({}));
    const decided = decideAttendance(state, { type: "record-punch", body }, facts, context);
    if (!decided.ok) throw new Error(JSON.stringify(decided.error));
    for (const event of decided.value) state = evolveAttendance(state, stored(event, (seq += 1)));
  }
  return state;
}

function stored(event: StreamedEvent, seq: number): StoredAttendanceEvent {
  return storedEventOf(event, seq) as StoredAttendanceEvent; // the kit erases the union
}

/** Stays of a state, as the slow model tells them. */
function staysOf({ presence }: AttendanceState): readonly SlowStay[] {
  const minuteOf = (atMs: number | undefined) => (atMs === undefined ? null : (atMs - START_MS) / MINUTE_MS);
  return [...Map.groupBy(presence.punches, (punch) => punch.sessionId).values()]
    .map((own) => {
      const sorted = own.toSorted((left_, right) => left_.atMs - right.atMs);
      return {
        names: sorted.map(({ punchId }) => punchId.slice("punch_".length).replace(/^0+/, "")),
        fromMinute: minuteOf(sorted.find(({ direction }) => direction === "in")?.atMs),
        toMinute: minuteOf(sorted.find(({ direction }) => direction === "out")?.atMs),
      };
    })
    .toSorted(byBeginning);
}

const byBeginning = (one: SlowStay, other: SlowStay) =>
  (one.fromMinute ?? one.toMinute ?? 0) - (other.fromMinute ?? other.toMinute ?? 0);

describe("stays told from punches", () => {
  test("equal those of a model that walks the clock minute by minute", () => {
    fc.assert(
      fc.property(punchesArbitrary, (punches) => {
        const inOrder = punches.toSorted((one, other) => one.minute - other.minute);
        expect(staysOf(deliver(inOrder))).toEqual(walkMinutes(punches, 14 * HOUR_MS).toSorted(byBeginning));
      }),
      RUNS,
    );
  });

  test("do not depend on the order in which punches arrive", () => {
    fc.assert(
      fc.property(punchesArbitrary, (punches) => {
        // As drawn: any order.
        expect(staysOf(deliver(punches))).toEqual(walkMinutes(punches, 14 * HOUR_MS).toSorted(byBeginning));
      }),
      RUNS,
    );
  });

  test("a withdrawn punch leaves the stays that would have been without it", () => {
    fc.assert(
      fc.property(punchesArbitrary, fc.nat(), (punches, pick) => {
        const gone = punches[pick % punches.length];
        if (gone === undefined) return;
        const state = deliver(punches);
        const body = { staffId: COOK, punchId: idOf(gone.name), reasonCode: "by-mistake" } as const;
        const decided = decideAttendance(
          state,
          { type: "withdraw-punch", body },
          factsAt(START_MS + gone.minute * MINUTE_MS, { rostered: [] }),
          testContext(as({})),
        );
        if (!decided.ok) throw new Error(JSON.stringify(decided.error));
        const after = decided.value.reduce(
          (folded, event, seq) => evolveAttendance(folded, stored(event, seq + 1)),
          state,
        );
        const rest = {
          ...after,
          presence: { ...after.presence, punches: after.presence.punches.filter((punch) => !punch.isWithdrawn) },
        };
        const expected =
          punches.length === 1
            ? []
            : walkMinutes(
                punches.filter((punch) => punch !== gone),
                14 * HOUR_MS,
              );
        expect(staysOf(rest)).toEqual(expected.toSorted(byBeginning));
      }),
      RUNS,
    );
  });
});

describe("two punches at one instant", () => {
  test("are told by the order of their ids, whichever came first", () => {
    const facts = factsAt(at("00:30"), { figures: { ...factsAt(0).figures, duplicateWindowMs: 0 } });
    const scan = (digit: string) =>
      ({ type: "record-punch", body: { punchId: idOf(digit.repeat(32)), badge: "A3F2" } }) as const;
    const first = given(came({ digit: "1", atMs: at("00:30") })).when(scan("2"), facts, as({})).decided;
    expect(first).toMatchObject({ value: [{ type: "checked-out", body: { sessionId: sessionId("1") } }] });
    const second = given(came({ digit: "2", atMs: at("00:30") })).when(scan("1"), facts, as({})).decided;
    expect(second).toMatchObject({
      value: [{ type: "checked-in" }, { type: "punch-flipped", body: { direction: "out", sessionId: sessionId("1") } }],
    });
  });
});
