import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import {
  as,
  at,
  came,
  CONSOLE,
  COOK,
  DATE,
  factsAt,
  FIGURES,
  given,
  HEAD,
  left,
  NIGHT,
  OTHER_DEVICE,
  person,
  punchId,
  sessionId,
  TERMINAL,
} from "#tests/kit/attendance-facts.ts";
import { rosteredShift } from "./shift-match.ts";

const scan = (digit: string, more: object = {}) =>
  ({ type: "record-punch", body: { punchId: punchId(digit), badge: "A3F20011", ...more } }) as const;
const flip = (digit: string, direction: "in" | "out") =>
  ({ type: "flip-punch", body: { staffId: COOK, punchId: punchId(digit), direction } }) as const;
const withdraw = (digit: string) =>
  ({
    type: "withdraw-punch",
    body: { staffId: COOK, punchId: punchId(digit), reasonCode: "wrong-person" },
  }) as const;
const explain = (digit: string) =>
  ({
    type: "explain-punch",
    body: { staffId: COOK, punchId: punchId(digit), reasonCode: "short-stay-meant" },
  }) as const;
const onBehalf = (digit: string, atMs: number, direction: "in" | "out" = "in") =>
  ({
    type: "record-punch-on-behalf",
    body: { punchId: punchId(digit), staffId: COOK, direction, atMs, reason: "Kartu tertinggal" },
  }) as const;
const flipped = (digit: string, direction: "in" | "out", stayDigit: string, cause: "person" | "late-punch") =>
  ({
    type: "punch-flipped",
    body: { staffId: COOK, punchId: punchId(digit), direction, sessionId: sessionId(stayDigit), cause },
  }) as const;
describe("a punch at a terminal", () => {
  test("with nobody here comes in, late only beyond the grace and then by all of it", () => {
    given()
      .when(scan("1"), factsAt(at("00:40")), TERMINAL)
      .emits(came({ digit: "1", atMs: at("00:40") }));
    given()
      .when(scan("1"), factsAt(at("00:41")), TERMINAL)
      .emits(came({ digit: "1", atMs: at("00:41"), lateMs: 11 * MINUTE_MS }));
  });

  test("keeps the badge, the photo and the reason given with it", () => {
    const photoId = `photo_${"9".repeat(32)}`;
    const decided = given().when(
      scan("1", { photoId, reasonCode: "overtime" }),
      factsAt(at("00:30")),
      TERMINAL,
    ).decided;
    expect(decided).toMatchObject({ value: [{ body: { photoId, reasonCode: "overtime", method: "rfid" } }] });
  });

  test("at 43 minutes goes out, asked whether that was meant; at four hours no longer", () => {
    const inside = came({ digit: "1", atMs: at("00:30") });
    const out = { digit: "2", stayDigit: "1" };
    given(inside)
      .when(scan("2"), factsAt(at("01:13")), TERMINAL)
      .emits(
        left({
          ...out,
          atMs: at("01:13"),
          workedMs: 13 * MINUTE_MS,
          earlyLeaveMs: 7 * HOUR_MS + 17 * MINUTE_MS,
          isShortStay: true,
        }),
      );
    given(inside)
      .when(scan("2"), factsAt(at("04:30")), TERMINAL)
      .emits(left({ ...out, atMs: at("04:30"), workedMs: 210 * MINUTE_MS, earlyLeaveMs: 4 * HOUR_MS }));
  });

  test("is the same one at 40 and 59 seconds, on any terminal, and another at 61", () => {
    const inside = came({ digit: "1", atMs: at("00:30") });
    for (const laterMs of [40, 59].map((second) => second * SECOND_MS)) {
      for (const terminal of [TERMINAL, as({ deviceId: OTHER_DEVICE })]) {
        given(inside)
          .when(scan("2"), factsAt(at("00:30") + laterMs), terminal)
          .emits();
        given(inside)
          .when(scan("2"), factsAt(at("00:30") - laterMs), terminal)
          .emits();
      }
    }
    const out = given(inside).when(scan("2"), factsAt(at("00:30") + 61 * SECOND_MS), TERMINAL).decided;
    expect(out).toMatchObject({ value: [{ type: "checked-out", body: { isShortStay: true } }] });
  });

  test("a punch sent twice writes nothing; an id of anybody else's is refused", () => {
    given(came({ digit: "1", atMs: at("00:30") }))
      .when(scan("1"), factsAt(at("05:00")), TERMINAL)
      .emits();
    given()
      .when(scan("1"), factsAt(at("00:30"), { isIdTaken: true }), TERMINAL)
      .rejects({ code: "wrong-state", state: "recorded" });
  });

  test("after a forgotten check-out: out up to fourteen hours, a new stay beyond", () => {
    const inside = came({ digit: "1", atMs: at("00:30") });
    const atLast = given(inside).when(scan("2"), factsAt(at("14:30")), TERMINAL).decided;
    expect(atLast).toMatchObject({ value: [{ type: "checked-out", body: { overtimeMs: 6 * HOUR_MS } }] });
    const next = given(inside).when(scan("2"), factsAt(at("14:31"), { rostered: [] }), TERMINAL).decided;
    expect(next).toMatchObject({ value: [{ type: "checked-in", body: { sessionId: sessionId("2"), lateMs: 0 } }] });
  });

  test("for the next shift after a forgotten check-out takes that shift's date", () => {
    const nextNight = rosteredShift(NIGHT, "2026-11-22");
    const decided = given(came({ digit: "1", atMs: at("00:30") })).when(
      scan("2"),
      factsAt(at("23:50"), { rostered: [rosteredShift(NIGHT, DATE), nextNight] }),
      TERMINAL,
    ).decided;
    expect(decided).toMatchObject({ value: [{ type: "checked-in", serviceDate: "2026-11-22" }] });
    expect(decided).toMatchObject({ value: { length: 1 } });
  });

  test("outside the roster is taken, with the clock's date", () => {
    const decided = given().when(scan("1"), factsAt(at("15:00"), { rostered: [] }), TERMINAL).decided;
    expect(decided).toMatchObject({ value: [{ type: "checked-in", serviceDate: DATE, body: { lateMs: 0 } }] });
    expect(decided).not.toHaveProperty("value.0.body.shiftCode");
  });

  test("of a terminal whose queue was too old says that its time is the kitchen's", () => {
    const facts = factsAt(at("00:30"), { isClockReplaced: true });
    expect(given().when(scan("1"), facts, TERMINAL).decided).toMatchObject({
      value: [{ body: { isClockReplaced: true, atMs: at("00:30") } }],
    });
  });

  test("of somebody who left is refused, unless it was made before", () => {
    const ended = person({ status: "ended", endDate: "2026-11-20" });
    given()
      .when(scan("1"), factsAt(at("00:30"), { person: ended }), TERMINAL)
      .rejects({ code: "staff-ended", staffId: COOK });
    const lastDay = given().when(scan("1"), factsAt(at("23:00", "2026-11-20"), { person: ended }), TERMINAL).decided;
    expect(lastDay).toMatchObject({ ok: true, value: [{ type: "checked-in" }] });
  });

  test("of somebody without a working role is refused", () => {
    given()
      .when(scan("1"), factsAt(at("00:30"), { person: person({ roles: ["viewer"] }) }), TERMINAL)
      .rejects({ code: "not-permitted", permission: "attendance.self" });
  });
});

describe("*Ubah ke* and *Bukan saya*", () => {
  const inside = came({ digit: "1", atMs: at("00:30") });
  const out = left({ digit: "2", stayDigit: "1", atMs: at("01:13"), isShortStay: true });

  test("a flip within a minute at the same terminal, to the other direction only", () => {
    given(inside)
      .when(flip("1", "out"), factsAt(at("00:31")), TERMINAL)
      .emits(flipped("1", "out", "1", "person"));
    given(inside)
      .when(flip("1", "out"), factsAt(at("00:31") + 1), TERMINAL)
      .rejects({ code: "flip-window-passed", windowMs: 60 * SECOND_MS });
    given(inside)
      .when(flip("1", "out"), factsAt(at("00:30")), as({ deviceId: OTHER_DEVICE }))
      .rejects({ code: "other-terminal" });
    given(inside)
      .when(flip("1", "in"), factsAt(at("00:30")), TERMINAL)
      .rejects({ code: "wrong-state", state: "in" });
    given(inside)
      .when(flip("9", "in"), factsAt(at("00:30")), TERMINAL)
      .rejects({ code: "not-found", kind: "punch", id: punchId("9") });
  });

  test("counts from the clock the punch was dated by, not the terminal's", () => {
    given(inside)
      .when(flip("1", "out"), factsAt(at("00:30") + 20 * SECOND_MS), {
        ...TERMINAL,
        occurredAtMs: at("19:30", "2026-11-20"),
      })
      .emits(flipped("1", "out", "1", "person"));
  });

  test("*Tetap MASUK* begins another stay, and a chosen direction is never told again", () => {
    given(inside, out)
      .when(flip("2", "in"), factsAt(at("01:13")), TERMINAL)
      .emits(flipped("2", "in", "2", "person"));
    given(inside, out, flipped("2", "in", "2", "person"))
      .when(scan("3"), factsAt(at("00:55")), TERMINAL)
      .emits(
        left({
          digit: "3",
          stayDigit: "1",
          atMs: at("00:55"),
          workedMs: 0,
          earlyLeaveMs: 455 * MINUTE_MS,
          isShortStay: true,
        }),
      );
  });

  test("a withdrawal within thirty seconds at the same terminal strikes the punch through", () => {
    const facts = factsAt(at("01:13") + 30 * SECOND_MS);
    given(inside, out)
      .when(withdraw("2"), facts, TERMINAL)
      .emits({ type: "punch-withdrawn", body: withdraw("2").body });
    given(inside, out)
      .when(withdraw("2"), factsAt(at("01:13") + 31 * SECOND_MS), TERMINAL)
      .rejects({ code: "flip-window-passed", windowMs: 30 * SECOND_MS });
    given(inside, out)
      .when(withdraw("2"), facts, as({ deviceId: OTHER_DEVICE }))
      .rejects({ code: "other-terminal" });
    given(inside, out, { type: "punch-withdrawn", body: withdraw("2").body })
      .when(withdraw("2"), facts, TERMINAL)
      .rejects({ code: "not-found", kind: "punch", id: punchId("2") });
  });

  test("what came after a withdrawn punch is told as if it had never been", () => {
    given(inside, left({ digit: "2", stayDigit: "1", atMs: at("00:30") + 70 * SECOND_MS }))
      .when(withdraw("1"), factsAt(at("00:30") + 20 * SECOND_MS), TERMINAL)
      .emits({ type: "punch-withdrawn", body: withdraw("1").body }, flipped("2", "in", "2", "late-punch"));
  });

  test("neither in a period whose wages are approved", () => {
    const facts = factsAt(at("00:30"), {
      closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }],
    });
    const refusal = { code: "pay-period-closed", toDate: DATE } as const;
    given(inside).when(flip("1", "out"), facts, TERMINAL).rejects(refusal);
    given(inside).when(withdraw("1"), facts, TERMINAL).rejects(refusal);
  });
});

describe("the answer to a punch's question", () => {
  const short = [came({ digit: "1", atMs: at("00:30") }), left({ digit: "2", stayDigit: "1", atMs: at("01:13") })];
  const event = { type: "punch-explained", body: explain("2").body } as const;

  test("comes from the terminal that asked, from oneself, or from who manages the person", () => {
    given(...short)
      .when(explain("2"), factsAt(at("01:14")), TERMINAL)
      .emits(event);
    given(...short)
      .when(explain("2"), factsAt(at("01:14")), as({ deviceId: OTHER_DEVICE }))
      .rejects({ code: "other-terminal" });
    const self = as({ kind: "person", staffId: COOK, roles: ["kitchen-staff"], face: "manager" });
    given(...short)
      .when(explain("2"), factsAt(at("10:00")), self)
      .emits(event);
    given(...short)
      .when(explain("2"), factsAt(at("10:00")), CONSOLE)
      .emits(event);
    given(...short)
      .when(explain("9"), factsAt(at("10:00")), CONSOLE)
      .rejects({ code: "not-found", kind: "punch", id: punchId("9") });
  });

  test("not from a colleague, and from a division lead for the own division only", () => {
    const refusal = { code: "not-permitted", permission: "attendance.manage" } as const;
    const colleague = as({ kind: "person", staffId: HEAD, roles: ["storekeeper"], face: "manager" });
    given(...short)
      .when(explain("2"), factsAt(at("10:00")), colleague)
      .rejects(refusal);
    const lead = (divisionCode: string) =>
      as({ kind: "person", staffId: HEAD, roles: ["division-lead"], divisionCode, face: "manager" });
    given(...short)
      .when(explain("2"), factsAt(at("10:00")), lead("pemorsian"))
      .rejects(refusal);
    given(...short)
      .when(explain("2"), factsAt(at("10:00")), lead("pengolahan"))
      .emits(event);
  });
});

describe("a punch written down for somebody", () => {
  const now = { ...CONSOLE, nowMs: at("10:00") };

  test("has the time and direction given, which is never told again", () => {
    given()
      .when(onBehalf("1", at("00:30")), factsAt(at("00:30"), { identified: null }), now)
      .emits({
        ...came({ digit: "1", atMs: at("00:30") }),
        body: { ...came({ digit: "1", atMs: at("00:30"), isDirectionChosen: true }).body, method: "on-behalf" },
      });
  });

  test.each([
    [
      "of oneself",
      { ...now, ...as({ kind: "person", staffId: COOK, roles: ["kitchen-head"], face: "manager" }) },
      {},
      at("00:30"),
      { code: "own-work", staffId: COOK },
    ],
    [
      "of another division by its lead",
      {
        ...now,
        ...as({ kind: "person", staffId: HEAD, roles: ["division-lead"], divisionCode: "gudang", face: "manager" }),
      },
      {},
      at("00:30"),
      { code: "not-permitted", permission: "attendance.manage" },
    ],
    ["in the future", now, {}, at("10:00") + 1, { code: "time-in-future" }],
    [
      "before joining",
      now,
      { person: person({ joinDate: "2026-11-22" }) },
      at("00:30"),
      { code: "before-joining", joinDate: "2026-11-22" },
    ],
    [
      "older than a correction may be",
      now,
      {},
      at("10:00") - 7 * DAY_MS - 1,
      { code: "correction-window-passed", maxMs: FIGURES.correctionMaxMs },
    ],
    [
      "after the last day",
      now,
      { person: person({ status: "ended", endDate: "2026-11-20" }) },
      at("00:30"),
      { code: "staff-ended", staffId: COOK },
    ],
    [
      "in a closed period",
      now,
      { closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }] },
      at("00:30"),
      { code: "pay-period-closed", toDate: DATE },
    ],
    ["under an id known already", now, { isIdTaken: true }, at("00:30"), { code: "wrong-state", state: "recorded" }],
  ] as const)("is refused %s", (_case, context, facts, atMs, rejection) => {
    given().when(onBehalf("1", atMs), factsAt(atMs, facts), context).rejects(rejection);
  });
});
