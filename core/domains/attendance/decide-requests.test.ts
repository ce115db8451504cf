import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "#kernel/time.ts";
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
  person,
  sessionId,
  stay,
  TERMINAL,
} from "#tests/kit/attendance-facts.ts";
import { LEAVE_MAX_DAY_COUNT } from "./decide-requests.ts";
import { correctionIdSchema, leaveIdSchema } from "./ids.ts";

const leaveId = leaveIdSchema.parse(`leave_${"1".repeat(32)}`);
const otherLeaveId = leaveIdSchema.parse(`leave_${"2".repeat(32)}`);
const correctionId = correctionIdSchema.parse(`correction_${"1".repeat(32)}`);
const NOW = at("10:00");
const TODAY = factsAt(NOW);
const self = as({ kind: "person", staffId: COOK, roles: ["kitchen-staff"], face: "manager" });
const lead = (divisionCode: string) =>
  as({ kind: "person", staffId: HEAD, roles: ["division-lead"], divisionCode, face: "manager" });
const CLOSED = {
  closedSpans: [{ fromDate: "2026-11-09", toDate: "2026-11-20", closedAtMs: at("16:00", "2026-11-22") }],
};
const PERIOD_CLOSED = { code: "pay-period-closed", toDate: "2026-11-20" } as const;

describe("leave", () => {
  const asked = { leaveId, kind: "sick", fromDate: DATE, toDate: "2026-11-23", reasonCode: "illness" } as const;
  const ask = (more: object = {}) => ({ type: "request-leave", body: { ...asked, badge: "A3F2", ...more } }) as const;
  const requested = { type: "leave-requested", body: { ...asked, staffId: COOK } } as const;
  const byHead = { ...requested, staffId: HEAD };
  const decideLeave = (how: "approve" | "reject") =>
    how === "approve"
      ? ({ type: "approve-leave", body: { leaveId } } as const)
      : ({ type: "reject-leave", body: { leaveId, reason: "Tidak ada pengganti" } } as const);

  test("is asked at a terminal, or for somebody by who manages them", () => {
    given().when(ask(), TODAY, TERMINAL).emits(requested);
    given()
      .when(ask({ staffId: COOK }), TODAY, CONSOLE)
      .emits(requested);
    given()
      .when(ask({ staffId: COOK }), TODAY, lead("pengolahan"))
      .emits(requested);
    const refusal = { code: "not-permitted", permission: "attendance.manage" } as const;
    given()
      .when(ask({ staffId: COOK }), TODAY, lead("gudang"))
      .rejects(refusal);
    const colleague = as({ kind: "person", staffId: HEAD, roles: ["storekeeper"], face: "manager" });
    given()
      .when(ask({ staffId: COOK }), TODAY, colleague)
      .rejects(refusal);
  });

  test.each([
    ["of somebody who left", {}, { person: person({ status: "ended" }) }, { code: "staff-ended", staffId: COOK }],
    [
      "of somebody without a working role",
      {},
      { person: person({ roles: ["viewer"] }) },
      { code: "not-permitted", permission: "attendance.self" },
    ],
    [
      "backwards",
      { toDate: "2026-11-20" },
      {},
      { code: "out-of-range", field: "dayCount", min: 1, max: LEAVE_MAX_DAY_COUNT },
    ],
    [
      "too long",
      { toDate: "2027-02-21" },
      {},
      { code: "out-of-range", field: "dayCount", min: 1, max: LEAVE_MAX_DAY_COUNT },
    ],
    ["before joining", { fromDate: "2026-10-31" }, {}, { code: "before-joining", joinDate: "2026-11-01" }],
    ["beginning in a closed period", { fromDate: "2026-11-20" }, CLOSED, PERIOD_CLOSED],
    ["reaching over a closed period", { fromDate: "2026-11-05" }, CLOSED, PERIOD_CLOSED],
    ["under an id of somebody else's", {}, { isIdTaken: true }, { code: "wrong-state", state: "asked" }],
  ] as const)("is refused %s", (_case, more, facts, rejection) => {
    given().when(ask(more), factsAt(NOW, facts), TERMINAL).rejects(rejection);
  });

  test("does not overlap other leave, unless that was refused; the same id is asked once", () => {
    const other = ask({ leaveId: otherLeaveId, fromDate: "2026-11-23", toDate: "2026-11-23" });
    given(requested).when(other, TODAY, TERMINAL).rejects({ code: "leave-overlaps", leaveId });
    const rejected = { type: "leave-rejected", body: { leaveId, staffId: COOK, reason: "-" } } as const;
    expect(given(requested, rejected).when(other, TODAY, TERMINAL).decided).toMatchObject({ ok: true });
    given(requested).when(ask(), TODAY, TERMINAL).rejects({ code: "wrong-state", state: "asked" });
  });

  test.each(["approve", "reject"] as const)("%s: once, and by neither the person nor who asked", (how) => {
    const command = decideLeave(how);
    const event =
      how === "approve"
        ? ({ type: "leave-approved", body: { leaveId, staffId: COOK } } as const)
        : ({ type: "leave-rejected", body: { leaveId, staffId: COOK, reason: "Tidak ada pengganti" } } as const);
    given(requested).when(command, TODAY, CONSOLE).emits(event);
    given(requested).when(command, TODAY, self).rejects({ code: "own-work", staffId: COOK });
    given(byHead).when(command, TODAY, CONSOLE).rejects({ code: "own-work", staffId: HEAD });
    given(requested, event)
      .when(command, TODAY, CONSOLE)
      .rejects({ code: "wrong-state", state: how === "approve" ? "approved" : "rejected" });
    given().when(command, TODAY, CONSOLE).rejects({ code: "not-found", kind: "leave", id: leaveId });
  });

  test("that waited until its dates' wages were approved is no longer granted, only refused", () => {
    const facts = factsAt(NOW, {
      closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }],
    });
    given(requested).when(decideLeave("approve"), facts, CONSOLE).rejects({ code: "pay-period-closed", toDate: DATE });
    expect(given(requested).when(decideLeave("reject"), facts, CONSOLE).decided).toMatchObject({ ok: true });
  });
});

describe("a correction", () => {
  const open = stay({ sessionId: sessionId("1"), outAtMs: null });
  const facts = factsAt(NOW, { stays: [open] });
  const context = { ...TERMINAL, nowMs: NOW };
  const asked = {
    correctionId,
    sessionId: sessionId("1"),
    serviceDate: DATE,
    outAtMs: at("08:30"),
    reasonCode: "forgot-out",
  } as const;
  const ask = (more: object = {}) =>
    ({ type: "request-correction", body: { ...asked, badge: "A3F2", ...more } }) as const;
  const requested = {
    type: "correction-requested",
    serviceDate: DATE,
    body: { ...asked, staffId: COOK, originalInAtMs: at("00:30"), originalOutAtMs: null },
  } as const;
  const approve = { type: "approve-correction", body: { correctionId } } as const;
  const reject = { type: "reject-correction", body: { correctionId, reason: "Tidak terlihat" } } as const;
  const approver = { ...CONSOLE, nowMs: NOW };

  test("keeps what stood there beside what is asked", () => {
    given().when(ask(), facts, context).emits(requested);
    expect(given().when(ask(), facts, { ...self, nowMs: NOW }).decided).toMatchObject({ ok: true });
  });

  test("names a whole stay where nothing was punched", () => {
    const whole = ask({ sessionId: undefined, inAtMs: at("00:30") });
    const decided = given().when(whole, factsAt(NOW), context).decided;
    expect(decided).toMatchObject({ value: [{ body: { originalInAtMs: null, originalOutAtMs: null } }] });
  });

  test.each([
    [
      "with somebody else's badge at a console",
      {},
      {},
      CONSOLE,
      { code: "not-permitted", permission: "attendance.self" },
    ],
    ["by somebody who left", {}, { person: person({ status: "ended" }) }, {}, { code: "staff-ended", staffId: COOK }],
    [
      "by somebody without a working role",
      {},
      { person: person({ roles: ["viewer"] }) },
      {},
      { code: "not-permitted", permission: "attendance.self" },
    ],
    [
      "beyond seven days",
      { serviceDate: "2026-11-13" },
      {},
      {},
      { code: "correction-window-passed", maxMs: FIGURES.correctionMaxMs },
    ],
    [
      "of a stay nobody made",
      { sessionId: sessionId("9") },
      {},
      {},
      { code: "not-found", kind: "stay", id: sessionId("9") },
    ],
    [
      "of a stay under another date",
      { serviceDate: "2026-11-20" },
      {},
      {},
      { code: "not-found", kind: "stay", id: sessionId("1") },
    ],
    ["without a time", { outAtMs: undefined }, {}, {}, { code: "reason-required" }],
    ["without a beginning", { sessionId: undefined }, {}, {}, { code: "punch-order" }],
    ["that ends before it begins", { outAtMs: at("00:30") }, {}, {}, { code: "punch-order" }],
    ["in the future", { outAtMs: NOW + 1 }, {}, {}, { code: "time-in-future" }],
    [
      "of times on other days",
      { inAtMs: at("00:30", "2026-11-19") },
      {},
      {},
      { code: "out-of-range", field: "inAtMs", min: at("00:00", "2026-11-20"), max: at("00:00", "2026-11-23") },
    ],
    [
      "longer than any stay",
      { inAtMs: at("18:29", "2026-11-20") },
      {},
      {},
      { code: "out-of-range", field: "workedMs", min: 0, max: FIGURES.sessionMaxMs },
    ],
    [
      "before joining",
      {},
      { person: person({ joinDate: "2026-11-22" }) },
      {},
      { code: "before-joining", joinDate: "2026-11-22" },
    ],
    [
      "in a closed period",
      {},
      { closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }] },
      {},
      { code: "pay-period-closed", toDate: DATE },
    ],
    [
      "over another stay",
      {},
      { stays: [open, stay({ sessionId: sessionId("2"), inAtMs: at("08:00"), outAtMs: at("09:00") })] },
      {},
      { code: "stays-overlap" },
    ],
    ["under an id of somebody else's", {}, { isIdTaken: true }, {}, { code: "wrong-state", state: "asked" }],
  ] as const)("is refused %s", (_case, more, factsMore, contextMore, rejection) => {
    given()
      .when(ask(more), { ...facts, ...factsMore }, { ...context, ...contextMore })
      .rejects(rejection);
  });

  test("is asked once", () => {
    given(requested).when(ask(), facts, context).rejects({ code: "wrong-state", state: "asked" });
  });

  test.each([approve, reject])("%s: once, and by neither the person nor who asked", (command) => {
    const event =
      command.type === "approve-correction"
        ? ({ type: "correction-approved", serviceDate: DATE, body: { correctionId, staffId: COOK } } as const)
        : ({ type: "correction-rejected", serviceDate: DATE, body: { ...command.body, staffId: COOK } } as const);
    given(requested).when(command, facts, approver).emits(event);
    given(requested)
      .when(command, facts, { ...self, nowMs: NOW })
      .rejects({ code: "own-work", staffId: COOK });
    given({ ...requested, staffId: HEAD })
      .when(command, facts, approver)
      .rejects({ code: "own-work", staffId: HEAD });
    given(requested, event)
      .when(command, facts, approver)
      .rejects({ code: "wrong-state", state: command === approve ? "approved" : "rejected" });
    given().when(command, facts, approver).rejects({ code: "not-found", kind: "correction", id: correctionId });
  });

  test("is looked at again when it is approved: what it says may no longer fit", () => {
    const closed = {
      ...facts,
      closedSpans: [{ fromDate: "2026-11-09", toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }],
    };
    given(requested).when(approve, closed, approver).rejects({ code: "pay-period-closed", toDate: DATE });
    expect(given(requested).when(reject, closed, approver).decided).toMatchObject({ ok: true });
    given(requested)
      .when(approve, { ...facts, stays: [] }, approver)
      .rejects({ code: "not-found", kind: "stay", id: sessionId("1") });
    given(requested)
      .when(approve, { ...facts, stays: [{ ...open, inAtMs: at("09:00") }] }, approver)
      .rejects({ code: "punch-order" });
    // A roster written meanwhile gave the stay a date whose wages are approved.
    given(requested)
      .when(approve, { ...facts, ...CLOSED, stays: [{ ...open, serviceDate: "2026-11-20" }] }, approver)
      .rejects(PERIOD_CLOSED);
  });

  test("of two corrections of one stay, the one approved last says where it begins and ends", () => {
    const second = correctionIdSchema.parse(`correction_${"2".repeat(32)}`);
    const secondAsked = {
      ...requested,
      body: { ...requested.body, correctionId: second, outAtMs: at("05:00") },
    } as const;
    const approved = (id: typeof correctionId) =>
      ({ type: "correction-approved", body: { correctionId: id, staffId: COOK } }) as const;
    const past = [
      came({ digit: "1", atMs: at("00:30") }),
      requested,
      secondAsked,
      approved(second),
      approved(correctionId),
    ];
    const scan = {
      type: "record-punch",
      body: { punchId: `punch_${"7".repeat(32)}` as never, badge: "A3F2" },
    } as const; // well formed
    // 07:00 lies in the stay that ends at 08:30, and two hours after the one that ends at 05:00.
    expect(given(...past).when(scan, factsAt(at("07:00")), TERMINAL).decided).toMatchObject({
      value: [{ body: { isEvidence: true } }],
    });
  });
});

describe("overtime", () => {
  const long = stay({ sessionId: sessionId("1"), overtimeMs: 90 * MINUTE_MS });
  const facts = factsAt(NOW, { stays: [long] });
  const approve = (approvedMs: number, more: object = {}) =>
    ({ type: "approve-overtime", body: { staffId: COOK, sessionId: sessionId("1"), approvedMs, ...more } }) as const;
  const past = [came({ digit: "1", atMs: at("00:30") }), left({ digit: "2", stayDigit: "1", atMs: at("10:00") })];

  test("is granted up to what was measured, by somebody else", () => {
    given(...past)
      .when(approve(90 * MINUTE_MS), facts, CONSOLE)
      .emits({ type: "overtime-approved", serviceDate: DATE, body: approve(90 * MINUTE_MS).body });
    given(...past)
      .when(approve(90 * MINUTE_MS + 1), facts, CONSOLE)
      .rejects({ code: "more-than-measured", measuredMs: 90 * MINUTE_MS });
    given(...past)
      .when(approve(0), facts, self)
      .rejects({ code: "own-work", staffId: COOK });
  });

  test("not of a stay that is unknown, open, or in a closed period", () => {
    given()
      .when(approve(0, { sessionId: sessionId("9") }), facts, CONSOLE)
      .rejects({ code: "not-found", kind: "stay", id: sessionId("9") });
    given()
      .when(approve(0), factsAt(NOW, { stays: [{ ...long, outAtMs: null }] }), CONSOLE)
      .rejects({ code: "wrong-state", state: "present" });
    given()
      .when(
        approve(0),
        { ...facts, closedSpans: [{ fromDate: DATE, toDate: DATE, closedAtMs: at("16:00", "2026-11-22") }] },
        CONSOLE,
      )
      .rejects({ code: "pay-period-closed", toDate: DATE });
  });
});

describe("what the kitchen PC records by itself", () => {
  const system = as({ kind: "system", face: null });
  const absence = { type: "record-absence", body: { staffId: COOK, serviceDate: DATE, shiftCode: "masak" } } as const;
  const recorded = { type: "absence-recorded", serviceDate: DATE, body: absence.body } as const;

  test("an absence once, and none of who came, is on leave or has left", () => {
    given().when(absence, TODAY, system).emits(recorded);
    given(recorded).when(absence, TODAY, system).emits();
    given()
      .when(absence, factsAt(NOW, { stays: [stay({ sessionId: sessionId("1") })] }), system)
      .emits();
    const gone = person({ status: "ended", endDate: "2026-11-20" });
    given()
      .when(absence, factsAt(NOW, { person: gone }), system)
      .emits();
    const leave = {
      leaveId,
      staffId: COOK,
      kind: "sick",
      fromDate: DATE,
      toDate: DATE,
      reasonCode: "illness",
    } as const;
    const granted = [
      { type: "leave-requested", body: leave },
      { type: "leave-approved", body: { leaveId, staffId: COOK } },
    ] as const;
    given(...granted)
      .when(absence, TODAY, system)
      .emits();
    given(granted[0]).when(absence, TODAY, system).emits(recorded);
  });

  test("an end that is missing once, and none where there is an end or no stay", () => {
    const mark = { type: "mark-incomplete", body: { staffId: COOK, sessionId: sessionId("1") } } as const;
    const open = factsAt(at("14:31"), { stays: [stay({ sessionId: sessionId("1"), outAtMs: null })] });
    const missed = { type: "check-out-missed", serviceDate: DATE, body: mark.body } as const;
    given().when(mark, open, system).emits(missed);
    given(missed).when(mark, open, system).emits();
    given()
      .when(mark, factsAt(NOW, { stays: [stay({ sessionId: sessionId("1") })] }), system)
      .emits();
    given()
      .when(mark, TODAY, system)
      .rejects({ code: "not-found", kind: "stay", id: sessionId("1") });
  });
});
