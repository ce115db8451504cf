import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import {
  as,
  at,
  CONSOLE,
  COOK,
  DATE,
  factsAt,
  FIGURES,
  given,
  HEAD,
  NIGHT,
  person,
} from "#tests/kit/attendance-facts.ts";
import type { AttendanceCommand } from "./commands.ts";
import type { Shift } from "./events.ts";
import type { AttendanceFacts, RosterPerson } from "./facts.ts";
import { rosterStreamId } from "./ids.ts";
import { planCopy } from "./roster-copy.ts";
import { rosteredShift, type RosteredShift } from "./shift-match.ts";

const { timeZone: _timeZone, halfDayShareBp: _shareBp, ...PATTERN } = NIGHT;
const NOON: Shift = { ...NIGHT, shiftCode: "siang", startTime: "10:00", endTime: "14:00", unpaidBreakMs: 0 };
const NOT_PERMITTED = { code: "not-permitted", permission: "attendance.manage" } as const;
const lead = (divisionCode: string, roles: readonly SiteRole[] = ["division-lead"]) =>
  as({ kind: "person", staffId: HEAD, roles, divisionCode, face: "manager" });

const known = (...shifts: readonly Shift[]) =>
  new Map(shifts.map((shift) => [shift.shiftCode, { shift, isRetired: false }] as const));
function rosterFacts(
  roster: Partial<AttendanceFacts["roster"]> & {
    readonly around?: readonly RosteredShift[];
    readonly who?: Partial<RosterPerson>;
  } = {},
  more: Partial<AttendanceFacts> = {},
): AttendanceFacts {
  const { around = [], who = {}, ...rest } = roster;
  return factsAt(at("10:00"), {
    person: null,
    roster: {
      people: [{ ...person(), around, ...who }],
      shiftByCode: known(NIGHT, NOON),
      copied: [],
      standing: [],
      leaves: [],
      usedFromDate: null,
      ...rest,
    },
    ...more,
  });
}
const setRoster = (...shiftCodes: string[]) =>
  ({
    type: "set-roster",
    body: { serviceDate: DATE, entries: [{ staffId: COOK, shiftCodes }] },
  }) satisfies AttendanceCommand;

describe("a shift", () => {
  const define = (more: object = {}) => ({ type: "define-shift", body: { ...PATTERN, ...more } }) as const;
  const defined = (more: object = {}) => ({ type: "shift-defined", body: { ...NIGHT, ...more } }) as const;

  test("is defined with the zone and the half day of now", () => {
    given().when(define(), rosterFacts(), CONSOLE).emits(defined());
  });

  test("a division lead makes those of the own division, and takes none over", () => {
    given()
      .when(define({ divisionCode: "cuci" }), rosterFacts(), lead("cuci"))
      .emits(defined({ divisionCode: "cuci" }));
    given().when(define(), rosterFacts(), lead("cuci")).rejects(NOT_PERMITTED);
    given(defined())
      .when(define({ divisionCode: "cuci" }), rosterFacts(), lead("cuci"))
      .rejects(NOT_PERMITTED);
    given(defined({ divisionCode: "masak" }))
      .when(define({ divisionCode: "cuci" }), rosterFacts(), lead("cuci"))
      .rejects(NOT_PERMITTED);
    given(defined({ divisionCode: "cuci" }))
      .when(define({ divisionCode: "masak" }), rosterFacts(), lead("cuci"))
      .rejects(NOT_PERMITTED);
  });

  test("is retired once, when nobody is on it any more", () => {
    const retire = { type: "retire-shift", body: { shiftCode: "masak" } } as const;
    const retired = { type: "shift-retired", body: retire.body } as const;
    given(defined()).when(retire, rosterFacts(), CONSOLE).emits(retired);
    given().when(retire, rosterFacts(), CONSOLE).rejects({ code: "not-found", kind: "shift", id: "masak" });
    given(defined(), retired).when(retire, rosterFacts(), CONSOLE).rejects({ code: "wrong-state", state: "retired" });
    given(defined()).when(retire, rosterFacts(), lead("cuci")).rejects(NOT_PERMITTED);
    given(defined())
      .when(retire, rosterFacts({ usedFromDate: "2026-11-25" }), CONSOLE)
      .rejects({ code: "shift-in-use", fromDate: "2026-11-25" });
    given(defined(), retired).when(define(), rosterFacts(), CONSOLE).emits(defined());
  });
});

describe("a roster of one date", () => {
  test("is set for the people named; an empty list takes a person off", () => {
    for (const command of [setRoster("masak"), setRoster("masak", "siang"), setRoster()]) {
      const facts = rosterFacts({}, { figures: { ...FIGURES, dayMaxMs: 14 * HOUR_MS } });
      given().when(command, facts, CONSOLE).emits({ type: "roster-set", body: command.body });
    }
  });

  test.each([
    [
      "in a closed period",
      "masak",
      {},
      { closedSpans: [{ fromDate: DATE, toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }] },
      CONSOLE,
      { code: "pay-period-closed", toDate: DATE },
    ],
    ["for somebody unknown", "masak", { people: [] }, {}, CONSOLE, { code: "not-found", kind: "staff", id: COOK }],
    [
      "for somebody who left",
      "masak",
      { who: { status: "ended" } },
      {},
      CONSOLE,
      { code: "staff-ended", staffId: COOK },
    ],
    ["by another division's lead", "masak", {}, {}, lead("cuci"), NOT_PERMITTED],
    [
      "before joining",
      "masak",
      { who: { joinDate: "2026-11-22" } },
      {},
      CONSOLE,
      { code: "before-joining", joinDate: "2026-11-22" },
    ],
    ["with a shift nobody defined", "lain", {}, {}, CONSOLE, { code: "not-found", kind: "shift", id: "lain" }],
    [
      "with a shift that was retired",
      "masak",
      { shiftByCode: new Map([["masak", { shift: NIGHT, isRetired: true }]]) },
      {},
      CONSOLE,
      { code: "not-found", kind: "shift", id: "masak" },
    ],
    [
      "longer than a day may be",
      "masak",
      {},
      { figures: { ...FIGURES, dayMaxMs: 450 * MINUTE_MS - 1 } },
      CONSOLE,
      { code: "day-too-long", staffId: COOK, maxMs: 450 * MINUTE_MS - 1 },
    ],
  ] as const)("is refused %s", (_case, code, roster, facts, context, rejection) => {
    given().when(setRoster(code), rosterFacts(roster, facts), context).rejects(rejection);
  });

  test("a lead sets the own division's; who holds a wider role sets everybody's; who left is only taken off", () => {
    expect(given().when(setRoster("masak"), rosterFacts(), lead("pengolahan")).decided.ok).toBe(true);
    const both = lead("cuci", ["division-lead", "field-assistant"]);
    expect(given().when(setRoster("masak"), rosterFacts(), both).decided.ok).toBe(true);
    expect(given().when(setRoster(), rosterFacts({ who: { status: "ended" } }), CONSOLE).decided.ok).toBe(true);
  });

  test("shifts of one person neither overlap nor come without rest, on the date and beside it", () => {
    const early = { ...NOON, startTime: "08:29" };
    given()
      .when(setRoster("masak", "siang"), rosterFacts({ shiftByCode: known(NIGHT, early) }), CONSOLE)
      .rejects({ code: "shift-overlap", staffId: COOK, shiftCode: "siang" });
    // 8 h between the shifts of two dates, not of one.
    const eveningBefore = (endTime: string) => [rosteredShift({ ...NOON, endTime }, "2026-11-20")];
    expect(given().when(setRoster("masak"), rosterFacts({ around: eveningBefore("16:30") }), CONSOLE).decided.ok).toBe(
      true,
    );
    given()
      .when(setRoster("masak"), rosterFacts({ around: eveningBefore("16:31") }), CONSOLE)
      .rejects({ code: "rest-too-short", staffId: COOK, restMs: 479 * MINUTE_MS, restMinMs: 8 * HOUR_MS });
    const nextEve = rosteredShift(
      { ...NIGHT, shiftCode: "malam", startTime: "16:29", isStartOnEveBefore: true },
      "2026-11-22",
    );
    given()
      .when(setRoster("masak"), rosterFacts({ around: [nextEve] }), CONSOLE)
      .rejects({ code: "rest-too-short", staffId: COOK, restMs: 479 * MINUTE_MS, restMinMs: 8 * HOUR_MS });
  });

  test("two shifts around that do not fit each other are not this roster's fault", () => {
    const around = [rosteredShift(NOON, "2026-11-23"), rosteredShift({ ...NOON, shiftCode: "dua" }, "2026-11-23")];
    expect(given().when(setRoster("masak"), rosterFacts({ around }), CONSOLE).decided.ok).toBe(true);
  });
});

describe("a copied roster", () => {
  const copy = { type: "copy-roster", body: { fromDate: "2026-11-14", toDate: DATE, dayCount: 2 } } as const;
  const day = (serviceDate: string, ...shiftCodes: string[]) => ({
    serviceDate,
    entries: [{ staffId: COOK, shiftCodes }],
  });
  const set = (body: ReturnType<typeof day>) =>
    ({ type: "roster-set", body, streamId: rosterStreamId(body.serviceDate), serviceDate: body.serviceDate }) as const;

  test("writes each date's own stream, without retired shifts and people who left", () => {
    const copied = [day(DATE, "masak", "dulu"), day("2026-11-22", "masak")];
    given()
      .when(copy, rosterFacts({ copied }), CONSOLE)
      .emits(set(day(DATE, "masak")), set(day("2026-11-22", "masak")));
    const gone = { copied, who: { status: "ended" } } as const;
    given().when(copy, rosterFacts(gone), CONSOLE).rejects({ code: "not-found", kind: "roster", id: "2026-11-14" });
  });

  test("is refused whole where one date does not fit, the dates it writes itself counted", () => {
    const copied = [day(DATE, "siang"), day("2026-11-22", "pagi")];
    const dawn = { ...NIGHT, shiftCode: "pagi", startTime: "21:00", endTime: "02:00", isStartOnEveBefore: true };
    const facts = (more: object = {}) => rosterFacts({ copied, shiftByCode: known(NOON, dawn) }, more);
    given()
      .when(copy, facts(), CONSOLE)
      .rejects({ code: "rest-too-short", staffId: COOK, restMs: 7 * HOUR_MS, restMinMs: 8 * HOUR_MS });
    given()
      .when(
        copy,
        facts({
          closedSpans: [{ fromDate: "2026-11-22", toDate: "2026-11-22", closedAtMs: at("16:00", "2026-11-22") }],
          figures: { ...FIGURES, restMinMs: 0 },
        }),
        CONSOLE,
      )
      .rejects({ code: "pay-period-closed", toDate: "2026-11-22" });
    given().when(copy, facts(), lead("cuci")).rejects(NOT_PERMITTED);
  });

  test("of dates without a roster copies nothing", () => {
    const copied = [{ serviceDate: DATE, entries: [] }];
    given()
      .when(copy, rosterFacts({ copied }), CONSOLE)
      .rejects({ code: "not-found", kind: "roster", id: "2026-11-14" });
  });

  test("asks what becomes of a roster that stands, then keeps or replaces it", () => {
    const copied = [day(DATE, "masak"), day("2026-11-22", "masak")];
    const facts = rosterFacts({ copied, standing: [{ serviceDate: DATE, staffId: COOK, shiftCodes: ["siang"] }] });
    given()
      .when(copy, facts, CONSOLE)
      .rejects({ code: "roster-exists", staffIds: [COOK] });
    const told = (onStanding: "keep" | "replace") => ({ ...copy, body: { ...copy.body, onStanding } }) as const;
    given()
      .when(told("keep"), facts, CONSOLE)
      .emits(set(day("2026-11-22", "masak")));
    given()
      .when(told("replace"), facts, CONSOLE)
      .emits(set(day(DATE, "masak")), set(day("2026-11-22", "masak")));
    expect(planCopy(told("keep").body, facts).leftOut).toEqual([{ staffId: COOK, serviceDate: DATE, why: "kept" }]);
    // The same shifts are no question.
    const same = rosterFacts({ copied, standing: [{ serviceDate: DATE, staffId: COOK, shiftCodes: ["masak"] }] });
    expect(given().when(copy, same, CONSOLE).decided.ok).toBe(true);
  });

  test("where everything stands already and is kept writes nothing, and says so", () => {
    const copied = [day(DATE, "masak")];
    const facts = rosterFacts({ copied, standing: [{ serviceDate: DATE, staffId: COOK, shiftCodes: ["siang"] }] });
    given()
      .when({ ...copy, body: { ...copy.body, onStanding: "keep" } }, facts, CONSOLE)
      .emits();
  });

  test("names whoever it leaves out: on leave that day, on leave for long, gone, a shift that is no more", () => {
    const copied = [day(DATE, "masak"), day("2026-11-22", "masak", "dulu")];
    const leaves = [{ staffId: COOK, fromDate: DATE, toDate: DATE }];
    const facts = rosterFacts({ copied, leaves });
    given()
      .when(copy, facts, CONSOLE)
      .emits(set(day("2026-11-22", "masak")));
    expect(planCopy({}, facts).leftOut).toEqual([
      { staffId: COOK, serviceDate: DATE, why: "on-leave" },
      { staffId: COOK, serviceDate: "2026-11-22", why: "shift-retired" },
    ]);
    const away = rosterFacts({ copied: [day(DATE, "masak")], who: { status: "on-leave" } });
    expect(planCopy({}, away).leftOut).toEqual([{ staffId: COOK, serviceDate: DATE, why: "on-leave" }]);
    const gone = rosterFacts({ copied: [day(DATE, "masak")], who: { status: "ended" } });
    expect(planCopy({}, gone).leftOut).toEqual([{ staffId: COOK, serviceDate: DATE, why: "ended" }]);
  });
});
