import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
import {
  at,
  came,
  COOK,
  DATE,
  factsAt,
  given,
  left,
  NIGHT,
  punchId,
  sessionId,
  stay,
  TERMINAL,
} from "#tests/kit/attendance-facts.ts";
import { correctionIdSchema } from "./ids.ts";
import { rosteredShift } from "./shift-match.ts";

const scan = (digit: string, more: object = {}) =>
  ({ type: "record-punch", body: { punchId: punchId(digit), badge: "A3F20011", ...more } }) as const;
const flipped = (digit: string, direction: "in" | "out", stayDigit: string, cause: "person" | "late-punch") =>
  ({
    type: "punch-flipped",
    body: { staffId: COOK, punchId: punchId(digit), direction, sessionId: sessionId(stayDigit), cause },
  }) as const;
const correctionId = correctionIdSchema.parse(`correction_${"c".repeat(32)}`);
/** The stay of punch 1, with both its ends approved, that evening unless said otherwise. */
const settledAt = (atMs: number) =>
  [
    {
      type: "correction-requested",
      body: {
        correctionId,
        staffId: COOK,
        sessionId: sessionId("1"),
        serviceDate: DATE,
        outAtMs: at("08:30"),
        originalInAtMs: at("00:30"),
        originalOutAtMs: null,
        reasonCode: "forgot-out",
      },
    },
    { type: "correction-approved", body: { correctionId, staffId: COOK }, occurredAtMs: atMs },
  ] as const;
const settled = settledAt(at("18:00"));

describe("a punch that arrives late", () => {
  test("takes its place, and the later ones are told again", () => {
    given(came({ digit: "2", atMs: at("08:30") }))
      .when(scan("1"), factsAt(at("00:31")), TERMINAL)
      .emits(came({ digit: "1", atMs: at("00:31") }), flipped("2", "out", "1", "late-punch"));
  });

  test("tells only what comes after it: the oldest punch known keeps its word", () => {
    // What it went out of is longer ago than the state remembers.
    const old = left({ digit: "1", stayDigit: "0", atMs: at("08:30", "2026-10-07") });
    given(old, came({ digit: "2", atMs: at("00:30") }))
      .when(scan("3"), factsAt(at("08:30")), TERMINAL)
      .emits(left({ digit: "3", stayDigit: "2", atMs: at("08:30"), workedMs: 450 * MINUTE_MS }));
  });

  test("near a stay with approved ends is evidence, and begins and ends nothing", () => {
    const past = [came({ digit: "1", atMs: at("00:30") }), ...settled];
    const rostered = { rostered: [] };
    given(...past)
      .when(scan("2"), factsAt(at("08:50"), rostered), TERMINAL)
      .emits({
        ...left({ digit: "2", stayDigit: "1", atMs: at("08:50"), workedMs: 500 * MINUTE_MS, isEvidence: true }),
      });
    const before = given(...past).when(scan("2"), factsAt(at("00:05"), rostered), TERMINAL).decided;
    expect(before).toMatchObject({
      value: [{ type: "checked-in", body: { sessionId: sessionId("1"), isEvidence: true } }],
    });
    const apart = given(...past).when(scan("2"), factsAt(at("09:31"), rostered), TERMINAL).decided;
    expect(apart).toMatchObject({ value: [{ type: "checked-in", body: { sessionId: sessionId("2") } }] });
    expect(apart).not.toHaveProperty("value.0.body.isEvidence");
  });

  test("made after the stay was settled is somebody who came back, an hour or a minute later", () => {
    const past = [came({ digit: "1", atMs: at("00:30") }), ...settledAt(at("08:40"))];
    const scanned = (clock: string) =>
      given(...past).when(scan("2"), factsAt(at(clock), { rostered: [] }), TERMINAL).decided;
    expect(scanned("09:10")).toMatchObject({ value: [{ type: "checked-in", body: { sessionId: sessionId("2") } }] });
    expect(scanned("09:10")).not.toHaveProperty("value.0.body.isEvidence");
    // Punched before, whenever it arrives: whoever settled the stay did not know of it.
    expect(scanned("08:39")).toMatchObject({ value: [{ type: "checked-out", body: { isEvidence: true } }] });
  });

  test("within a settled stay is evidence of it whenever it was made: nobody is in two at once", () => {
    const past = [came({ digit: "1", atMs: at("00:30") }), ...settledAt(at("05:00"))];
    const inside = given(...past).when(scan("2"), factsAt(at("08:10"), { rostered: [] }), TERMINAL).decided;
    expect(inside).toMatchObject({ value: [{ type: "checked-out", body: { isEvidence: true } }] });
  });

  test("inside a stay of an approved pay period is evidence, and what stood there stands", () => {
    const closed = {
      closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }],
      stays: [stay({ sessionId: sessionId("1") })],
      rostered: [],
    };
    const past = [
      came({ digit: "1", atMs: at("00:30") }),
      left({ digit: "3", stayDigit: "1", atMs: at("08:30") }),
      came({ digit: "4", atMs: at("23:50") }),
    ];
    const late = given(...past).when(scan("2"), factsAt(at("04:00"), closed), TERMINAL).decided;
    expect(late).toMatchObject({ value: { length: 1 } });
    expect(late).toMatchObject({
      value: [{ type: "checked-in", body: { sessionId: sessionId("1"), isEvidence: true } }],
    });
  });

  test("leaves a stay alone that began beside a settled one before that was settled", () => {
    const beside = came({ digit: "4", atMs: at("08:50"), isDirectionChosen: true });
    const past = [came({ digit: "1", atMs: at("00:30") }), beside, ...settled];
    const late = given(...past).when(scan("2"), factsAt(at("08:10"), { rostered: [] }), TERMINAL).decided;
    expect(late).toMatchObject({ value: { length: 1 } });
    expect(late).toMatchObject({ value: [{ type: "checked-out", body: { isEvidence: true } }] });
  });

  test("before a settled stay never reaches across it", () => {
    const past = [came({ digit: "1", atMs: at("00:30") }), ...settled, came({ digit: "4", atMs: at("10:00") })];
    const facts = factsAt(at("20:30", "2026-11-20"), { rostered: [] });
    const late = given(...past).when(scan("2"), facts, TERMINAL).decided;
    expect(late).toMatchObject({ value: { length: 1 } });
    expect(late).toMatchObject({ value: [{ type: "checked-in", body: { sessionId: sessionId("2") } }] });
  });
});

describe("the stay a punch belongs to", () => {
  test("two shifts of one day are two stays, each by its own start", () => {
    const evening = { ...NIGHT, shiftCode: "cuci", startTime: "13:00", endTime: "17:00" };
    const rostered = [rosteredShift(NIGHT, DATE), rosteredShift(evening, DATE)];
    const past = [came({ digit: "1", atMs: at("00:30") }), left({ digit: "2", stayDigit: "1", atMs: at("08:30") })];
    const decided = given(...past).when(scan("3"), factsAt(at("12:20"), { rostered }), TERMINAL).decided;
    expect(decided).toMatchObject({ value: [{ type: "checked-in", serviceDate: DATE, body: { shiftCode: "cuci" } }] });
  });

  test("18:00 to 07:00, then 14:00 of the same day: the second is a stay of its own", () => {
    const eve = { ...NIGHT, startTime: "18:00", endTime: "07:00", isStartOnEveBefore: true };
    const rostered = [rosteredShift(eve, DATE)];
    const past = [
      came({ digit: "1", atMs: at("18:00", "2026-11-20") }),
      left({ digit: "2", stayDigit: "1", atMs: at("07:00") }),
    ];
    const decided = given(...past).when(scan("3"), factsAt(at("14:00"), { rostered }), TERMINAL).decided;
    expect(decided).toMatchObject({ value: [{ type: "checked-in", body: { sessionId: sessionId("3") } }] });
    expect(decided).not.toHaveProperty("value.0.body.shiftCode");
  });

  test("a terminal's clock set back an hour during a stay never makes a negative one", () => {
    const decided = given(came({ digit: "1", atMs: at("00:30") })).when(
      scan("2"),
      factsAt(at("23:40", "2026-11-20")),
      TERMINAL,
    ).decided;
    expect(decided).toMatchObject({
      value: [
        { type: "checked-in", body: { punchId: punchId("2") } },
        { type: "punch-flipped", body: { punchId: punchId("1"), direction: "out", sessionId: sessionId("2") } },
      ],
    });
  });
});
