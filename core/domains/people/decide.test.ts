import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import type { Actor } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import { createDecideSpec, testContext } from "#tests/kit/decide-spec.ts";
import type { PeopleCommand } from "./commands.ts";
import { decidePeople, type PeopleFacts } from "./decide.ts";
import type { PeopleEvent } from "./events.ts";
import type { SealedId, StaffSessionId } from "./ids.ts";
import type { PeopleRejection } from "./rejections.ts";
import { evolvePeople, initialPeopleState, type PeopleState } from "./state.ts";

const given = createDecideSpec<PeopleState, PeopleCommand, PeopleFacts, PeopleEvent, PeopleRejection>({
  initialState: initialPeopleState,
  evolve: evolvePeople,
  decide: decidePeople,
});

const SARI = `staff_${"a".repeat(32)}` as StaffId; // well formed
const HEAD = `staff_${"b".repeat(32)}` as StaffId; // well formed
const TABLET = `device_${"c".repeat(32)}` as DeviceId; // well formed
const DESK = `device_${"d".repeat(32)}` as DeviceId; // well formed
const SESSION = `session_${"1".repeat(32)}` as StaffSessionId; // well formed
const OTHER_SESSION = `session_${"2".repeat(32)}` as StaffSessionId; // well formed
const SEALED = { sealedId: `sealed_${"e".repeat(32)}` as SealedId, digest: "f".repeat(64) }; // well formed
const FACTS: PeopleFacts = {
  today: "2026-11-21",
  kitchenHeadIds: [HEAD, `staff_${"9".repeat(32)}`],
  nextStaffCode: "STAFF-007",
  isDivisionKnown: true,
  isLeadKnown: true,
  sealed: SEALED,
  openTaskCount: 0,
  checkedInAtMs: null,
  enrolment: { windowMs: 60_000, elsewhereExpiresAtMs: null, isTextHeld: false },
  ageMinYears: 17,
  ageMaxYears: 65,
  eraseAfterMonths: 24,
  importing: null,
  review: null,
  unpaidToDate: null,
  badgeOwnerId: null,
  isBadgeIdTaken: false,
};

function actor(roles: readonly SiteRole[], more: Partial<Actor> = {}): { readonly actor: Actor } {
  return { actor: { ...testContext().actor, staffId: HEAD, roles, ...more } };
}
const AS_HEAD = actor(["kitchen-head"]);
const AS_FIELD_ASSISTANT = actor(["field-assistant"]);
const AS_SYSTEM = actor([], { kind: "system", staffId: null });
const AS_FOUNDING_DEVICE = actor([], { kind: "device", staffId: null });

function added(roles: SiteRole[] = ["kitchen-staff"]): PeopleEvent {
  return {
    type: "staff-added",
    body: {
      staffId: SARI,
      staffCode: "STAFF-001",
      roles,
      divisionCode: "pengolahan",
      employmentKind: "volunteer",
      joinDate: "2026-11-01",
      position: "Juru masak",
      sealed: SEALED,
    },
  };
}
const ended: PeopleEvent = {
  type: "staff-ended",
  body: { staffId: SARI, endDate: "2026-11-20", reasonCode: "resigned" },
};
function opened(sessionId: StaffSessionId, deviceId: DeviceId): PeopleEvent {
  const body = {
    sessionId,
    staffId: SARI,
    deviceId,
    face: "tablet" as const,
    method: "number" as const,
    expiresAtMs: 1,
  };
  return { type: "staff-session-opened", body };
}
function closed(
  sessionId: StaffSessionId,
  deviceId: DeviceId,
  reasonCode: "number-reset" | "replaced" | "staff-ended",
): PeopleEvent {
  return { type: "staff-session-closed", body: { sessionId, staffId: SARI, deviceId, reasonCode } };
}

function addStaff(roles: SiteRole[], personal: { birthDate?: string } = {}) {
  const command: Extract<PeopleCommand, { readonly type: "add-staff" }> = {
    type: "add-staff",
    body: {
      staffId: SARI,
      roles,
      divisionCode: "pengolahan",
      employmentKind: "volunteer",
      joinDate: "2026-11-01",
      position: "Juru masak",
      personal: { fullName: "Sari Dewi", ...personal },
    },
  };
  return command;
}

describe("adding people", () => {
  test("the event holds a code, the seal and no personal data", () => {
    const { decided } = given().when(addStaff(["kitchen-staff"]), FACTS, AS_HEAD);
    expect(decided).toEqual({
      ok: true,
      value: [
        {
          type: "staff-added",
          body: {
            staffId: SARI,
            staffCode: "STAFF-007",
            roles: ["kitchen-staff"],
            divisionCode: "pengolahan",
            employmentKind: "volunteer",
            joinDate: "2026-11-01",
            position: "Juru masak",
            sealed: SEALED,
          },
        },
      ],
    });
    expect(JSON.stringify(decided)).not.toContain("Sari");
  });

  test("a role named twice is given once", () => {
    const { decided } = given().when(addStaff(["viewer", "viewer"]), FACTS, AS_HEAD);
    expect(decided).toMatchObject({ value: [{ body: { roles: ["viewer"] } }] });
  });

  test("the same person is not added twice", () => {
    given(added())
      .when(addStaff(["viewer"]), FACTS, AS_HEAD)
      .rejects({ code: "staff-exists", staffId: SARI });
  });

  test("a division nobody defined is refused", () => {
    given()
      .when(addStaff(["viewer"]), { ...FACTS, isDivisionKnown: false }, AS_HEAD)
      .rejects({ code: "not-found", kind: "division", id: "pengolahan" });
  });

  test("the field assistant takes on base roles only", () => {
    const { decided } = given().when(addStaff(["kitchen-staff", "wash-staff"]), FACTS, AS_FIELD_ASSISTANT);
    expect(decided.ok).toBe(true);
    given()
      .when(addStaff(["kitchen-staff", "kitchen-head"]), FACTS, AS_FIELD_ASSISTANT)
      .rejects({ code: "not-permitted", permission: "role.assign" });
    given()
      .when(addStaff(["quality-officer"]), FACTS, AS_FIELD_ASSISTANT)
      .rejects({ code: "not-permitted", permission: "role.assign" });
  });

  test("the founding device adds the kitchen head and nobody else", () => {
    expect(given().when(addStaff(["kitchen-head"]), FACTS, AS_FOUNDING_DEVICE).decided.ok).toBe(true);
    given()
      .when(addStaff(["kitchen-staff"]), FACTS, AS_FOUNDING_DEVICE)
      .rejects({ code: "kitchen-head-required" });
  });

  test.each([
    ["2009-11-01", true],
    ["2009-11-02", false],
    ["1961-11-02", true],
    ["1960-11-01", false],
  ])("a volunteer born on %s who joins on 2026-11-01 may: %s", (birthDate, isTaken) => {
    expect(given().when(addStaff(["kitchen-staff"], { birthDate }), FACTS, AS_HEAD).decided.ok).toBe(isTaken);
  });

  test("the refusal of an age names the limit", () => {
    given()
      .when(addStaff(["kitchen-staff"], { birthDate: "2015-01-01" }), FACTS, AS_HEAD)
      .rejects({ code: "too-young", ageMinCount: 17 });
    given()
      .when(addStaff(["kitchen-staff"], { birthDate: "1950-01-01" }), FACTS, AS_HEAD)
      .rejects({ code: "too-old", ageMaxCount: 65 });
  });
});

describe("roles", () => {
  const assign = (role: SiteRole, untilDate?: string): PeopleCommand => ({
    type: "assign-role",
    body: { staffId: SARI, role, ...(untilDate !== undefined && { untilDate }) },
  });
  const withdraw = (role: SiteRole): PeopleCommand => ({ type: "withdraw-role", body: { staffId: SARI, role } });

  test("the kitchen head gives a role, with or without an end", () => {
    given(added())
      .when(assign("storekeeper"), FACTS, AS_HEAD)
      .emits({
        type: "role-assigned",
        body: { staffId: SARI, role: "storekeeper" },
      });
    given(added())
      .when(assign("storekeeper", "2026-11-21"), FACTS, AS_HEAD)
      .emits({
        type: "role-assigned",
        body: { staffId: SARI, role: "storekeeper", untilDate: "2026-11-21" },
      });
  });

  test("nobody gives a role to themselves or takes their own", () => {
    const self = actor(["kitchen-head"], { staffId: SARI });
    given(added()).when(assign("viewer"), FACTS, self).rejects({ code: "own-role" });
    given(added(["kitchen-head"]))
      .when(withdraw("kitchen-head"), FACTS, self)
      .rejects({ code: "own-role" });
  });

  test("nobody gives a role above their own", () => {
    given(added())
      .when(assign("kitchen-head"), FACTS, AS_FIELD_ASSISTANT)
      .rejects({ code: "role-above-own", role: "kitchen-head" });
  });

  test("a role that is held is not given again, unless its end changes", () => {
    given(added()).when(assign("kitchen-staff"), FACTS, AS_HEAD).rejects({ code: "role-held", role: "kitchen-staff" });
    expect(given(added()).when(assign("kitchen-staff", "2026-12-31"), FACTS, AS_HEAD).decided.ok).toBe(true);
  });

  test.each(["2026-11-20", "2036-11-21"])("an end on %s is out of range", (untilDate) => {
    given(added()).when(assign("viewer", untilDate), FACTS, AS_HEAD).rejects({
      code: "date-out-of-range",
      field: "untilDate",
      minDate: "2026-11-21",
      maxDate: "2036-11-20",
    });
  });

  test("a role nobody holds cannot be withdrawn", () => {
    given(added()).when(withdraw("viewer"), FACTS, AS_HEAD).rejects({ code: "role-not-held", role: "viewer" });
  });

  test("the kitchen keeps a head: not withdrawn, not ended, not given an end date", () => {
    const only = { ...FACTS, kitchenHeadIds: [SARI] };
    const past = added(["kitchen-head"]);
    given(past).when(withdraw("kitchen-head"), only, AS_SYSTEM).rejects({ code: "last-kitchen-head" });
    given(past).when(assign("kitchen-head", "2026-12-31"), only, AS_SYSTEM).rejects({ code: "last-kitchen-head" });
    const end: PeopleCommand = {
      type: "end-staff",
      body: { staffId: SARI, endDate: "2026-11-21", reasonCode: "moved" },
    };
    given(past).when(end, only, AS_SYSTEM).rejects({ code: "last-kitchen-head" });
    expect(given(past).when(withdraw("kitchen-head"), FACTS, AS_HEAD).decided.ok).toBe(true);
  });
});

describe("leaving", () => {
  const end = (endDate = "2026-11-21"): PeopleCommand => ({
    type: "end-staff",
    body: { staffId: SARI, endDate, reasonCode: "resigned" },
  });

  test("whoever leaves is signed out everywhere", () => {
    given(added(), opened(SESSION, TABLET), opened(OTHER_SESSION, DESK))
      .when(end(), FACTS, AS_HEAD)
      .emits(
        { type: "staff-ended", body: { staffId: SARI, endDate: "2026-11-21", reasonCode: "resigned" } },
        closed(SESSION, TABLET, "staff-ended"),
        closed(OTHER_SESSION, DESK, "staff-ended"),
      );
  });

  test("a second leaving, a role or a number for somebody gone are refused", () => {
    for (const command of [end(), { type: "reset-pin", body: { staffId: SARI } } as const]) {
      given(added(), ended).when(command, FACTS, AS_HEAD).rejects({ code: "staff-ended", staffId: SARI });
    }
  });

  test.each(["2026-10-31", "2026-11-23"])("an end on %s is out of range", (endDate) => {
    given(added()).when(end(endDate), FACTS, AS_HEAD).rejects({
      code: "date-out-of-range",
      field: "endDate",
      minDate: "2026-11-01",
      maxDate: "2026-11-22",
    });
  });

  test("whoever is checked in goes home first: the hours of the stay would never end", () => {
    given(added())
      .when(end(), { ...FACTS, checkedInAtMs: 1_000 }, AS_HEAD)
      .rejects({ code: "session-open", inAtMs: 1_000 });
  });

  test("whoever is named for work still to be done stays until somebody else is named", () => {
    given(added())
      .when(end(), { ...FACTS, openTaskCount: 2 }, AS_HEAD)
      .rejects({ code: "task-open", openTaskCount: 2 });
  });

  test("the field assistant ends nobody of equal or higher rank", () => {
    for (const role of ["kitchen-head", "nutritionist", "accountant"] as const) {
      given(added([role]))
        .when(end(), FACTS, AS_FIELD_ASSISTANT)
        .rejects({ code: "role-above-own", role });
    }
    expect(given(added(["division-lead"])).when(end(), FACTS, AS_FIELD_ASSISTANT).decided.ok).toBe(true);
  });

  test("somebody unknown cannot leave", () => {
    given().when(end(), FACTS, AS_HEAD).rejects({ code: "not-found", kind: "staff", id: SARI });
  });
});

describe("erasing", () => {
  const erase = (isRequested: boolean): PeopleCommand => ({
    type: "erase-staff",
    body: { staffId: SARI, isRequested },
  });
  const erased: PeopleEvent = { type: "staff-erased", body: { staffId: SARI } };

  test("only who left is erased, and once", () => {
    given(added()).when(erase(true), FACTS, AS_HEAD).rejects({ code: "wrong-state", state: "active" });
    given(added(), ended).when(erase(true), FACTS, AS_HEAD).emits(erased);
    given(added(), ended)
      .when(erase(true), { ...FACTS, unpaidToDate: "2026-11-20" }, AS_HEAD)
      .rejects({ code: "pay-period-open", toDate: "2026-11-20" });
    given(added(), ended, erased).when(erase(true), FACTS, AS_HEAD).rejects({ code: "wrong-state", state: "erased" });
  });

  test("unasked, data is kept as long as the setting says", () => {
    given(added(), ended)
      .when(erase(false), FACTS, AS_HEAD)
      .rejects({ code: "erase-too-early", fromDate: "2028-11-20" });
    given(added(), ended)
      .when(erase(false), { ...FACTS, today: "2028-11-20" }, AS_HEAD)
      .emits(erased);
  });
});

describe("numbers and sessions", () => {
  const reset: PeopleCommand = { type: "reset-pin", body: { staffId: SARI } };

  test("a new number ends the sessions of the old one", () => {
    given(added(), opened(SESSION, TABLET))
      .when(reset, FACTS, AS_HEAD)
      .emits({ type: "pin-reset", body: { staffId: SARI } }, closed(SESSION, TABLET, "number-reset"));
  });

  test("whoever renews the own number stays signed in where they did it", () => {
    const self = actor(["kitchen-staff"], { staffId: SARI, deviceId: DESK });
    given(added(), opened(SESSION, TABLET), opened(OTHER_SESSION, DESK))
      .when(reset, FACTS, self)
      .emits({ type: "pin-reset", body: { staffId: SARI } }, closed(SESSION, TABLET, "number-reset"));
  });

  test("nobody is shown the number of an equal, except by whoever appoints", () => {
    given(added(["nutritionist"]))
      .when(reset, FACTS, AS_FIELD_ASSISTANT)
      .rejects({ code: "role-above-own", role: "nutritionist" });
    expect(given(added(["kitchen-head"])).when(reset, FACTS, AS_HEAD).decided.ok).toBe(true);
  });

  test("signing in again at a device replaces the session there only", () => {
    const again: PeopleCommand = {
      type: "open-staff-session",
      body: {
        sessionId: OTHER_SESSION,
        staffId: SARI,
        deviceId: TABLET,
        face: "tablet",
        method: "number",
        expiresAtMs: 1,
      },
    };
    given(added(), opened(SESSION, TABLET))
      .when(again, FACTS, AS_SYSTEM)
      .emits(closed(SESSION, TABLET, "replaced"), opened(OTHER_SESSION, TABLET));
    given(added(), opened(SESSION, DESK)).when(again, FACTS, AS_SYSTEM).emits(opened(OTHER_SESSION, TABLET));
    given(added(), ended).when(again, FACTS, AS_SYSTEM).rejects({ code: "staff-ended", staffId: SARI });
  });

  test("a session that is not open cannot be closed", () => {
    const close: PeopleCommand = {
      type: "close-staff-session",
      body: { sessionId: SESSION, staffId: SARI, deviceId: TABLET, reasonCode: "signed-out" },
    };
    given(added()).when(close, FACTS, AS_SYSTEM).rejects({ code: "not-found", kind: "session", id: SESSION });
    expect(given(added(), opened(SESSION, TABLET)).when(close, FACTS, AS_SYSTEM).decided.ok).toBe(true);
  });
});

describe("divisions", () => {
  const define: PeopleCommand = {
    type: "define-division",
    body: { divisionCode: "regu-2", name: "Regu 2", leadStaffId: SARI, targetHeadCount: 9 },
  };

  test("a division is defined with a lead who is here", () => {
    given().when(define, FACTS, AS_HEAD).emits({ type: "division-defined", body: define.body });
    given()
      .when(define, { ...FACTS, isLeadKnown: false }, AS_HEAD)
      .rejects({ code: "not-found", kind: "staff", id: SARI });
  });
});

describe("changing", () => {
  test("only what is named changes; a new seal replaces the personal data", () => {
    const change: PeopleCommand = {
      type: "change-staff",
      body: { staffId: SARI, position: "Kepala regu", personal: { fullName: "Sari Dewi Lestari" } },
    };
    given(added())
      .when(change, FACTS, AS_HEAD)
      .emits({
        type: "staff-changed",
        body: { staffId: SARI, position: "Kepala regu", sealed: SEALED },
      });
    given(added())
      .when({ type: "change-staff", body: { staffId: SARI, status: "on-leave" } }, FACTS, AS_HEAD)
      .emits({ type: "staff-changed", body: { staffId: SARI, status: "on-leave" } });
  });
});
