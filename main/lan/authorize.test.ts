import { flipPunch, recordPunch } from "#domains/attendance/commands.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Face, SiteRole } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import type { CommandDefinition, QueryDefinition } from "#kernel/definition.ts";
import { allCommands } from "#domains/registry.ts";
import { createAuthorize, createReadAccess } from "#main/lan/authorize.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import type { SubmittedCommand } from "#main/store/command-answer.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
import { TEST_ACTOR } from "#tests/kit/test-kitchen.ts";

/** The short names of DOMAIN.md §3. */
const ROLE_BY_SHORT: Readonly<Record<string, SiteRole>> = {
  KS: "kitchen-head",
  AG: "nutritionist",
  AK: "accountant",
  AS: "field-assistant",
  KD: "division-lead",
  QC: "quality-officer",
  GD: "storekeeper",
  DP: "kitchen-staff",
  DS: "delivery-staff",
  CU: "wash-staff",
  PM: "viewer",
};
const ROLES = Object.values(ROLE_BY_SHORT);
const FACES: readonly Face[] = ["wall", "attendance", "tablet", "manager"];
const WORKING = "KS AG AK AS KD QC GD DP DS CU";

/**
 * Who may send what, written by hand from DOMAIN.md §3 and §4, never read from the code: the roles, the faces, how many
 * numbers sign it, and the face that may send it with nobody named.
 */
const EXPECTED: Readonly<Record<string, readonly [string, string, number, ("wall" | "attendance")?]>> = {
  "update-site-profile": ["KS", "manager", 0],
  "change-setting": ["KS", "manager", 1],
  "open-service-day": ["KS", "manager", 0],
  "set-service-day-kind": ["KS", "manager", 0],
  "close-service-day": ["KS", "manager", 1],
  "reopen-service-day": ["KS", "manager", 1],
  "hand-over-shift": ["KS AG", "tablet manager", 2],

  "plan-batch": ["KS AG AS KD", "tablet manager", 0],
  "plan-day": ["KS AG AS KD", "manager", 0],
  "change-batch": ["KS AG AS KD", "tablet manager", 0],
  "assign-task": ["KS AG AS KD", "tablet manager", 0],
  "unassign-task": ["KS AG AS KD", "tablet manager", 0],
  "start-preparation": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "start-cooking": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "record-cooking-progress": ["KS AG AS KD DP", "tablet manager", 0],
  "note-batch": [WORKING, "tablet manager", 0],
  "finish-cooking": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "rework-dish": ["KS AG AS KD DP", "tablet manager", 0],
  "start-portioning": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "record-portions": ["KS AG AS KD DP", "tablet manager", 0],
  "weigh-portion": [WORKING, "tablet manager", 0],
  "finish-portioning": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "complete-batch": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],
  "cancel-batch": ["KS AG", "tablet manager", 1],
  "record-waste": ["KS AG AS KD DP", "tablet manager", 0],
  "undo-stage": ["KS AG AS KD DP", "tablet manager wall", 0, "wall"],

  "record-core-temperature": [WORKING, "tablet manager", 0],
  "record-holding-temperature": [WORKING, "tablet manager", 0],
  "record-cooling": [WORKING, "tablet manager", 0],
  "record-tasting": ["KS AG AK QC", "tablet manager", 0],
  "record-rapid-test": ["KS AG AK QC", "tablet manager", 0],
  "record-hygiene-check": ["KS AG AK QC", "tablet manager", 0],
  "record-check": ["KS AG AK QC", "tablet manager", 0],
  "record-incoming-check": ["AK AS QC GD", "tablet manager", 0],
  "correct-check": ["KS AG AK QC", "tablet manager", 1],
  "hold-batch": [WORKING, "tablet manager", 0],
  "lift-hold": ["KS AG", "tablet manager", 1],
  "reject-batch": ["KS AG", "tablet manager", 1],
  "release-batch": ["KS AG", "tablet manager", 1],
  "override-release": ["KS AG", "tablet manager", 1],
  "take-sample": ["KS AG AS KD DP", "tablet manager", 0],
  "store-sample": ["KS AG AS KD DP", "tablet manager", 0],
  "dispose-sample": ["KS AG AK QC", "tablet manager", 2],
  "open-deviation": ["KS AG AK QC", "tablet manager", 0],
  "acknowledge-deviation": ["KS AG AK QC", "tablet manager", 0],
  "record-corrective-action": ["KS AG AK QC", "tablet manager", 0],
  "verify-deviation": ["KS AG", "tablet manager", 1],

  "add-item": ["KS AS GD", "tablet manager", 0],
  "change-item": ["KS AS GD", "tablet manager", 0],
  "archive-item": ["KS AS GD", "tablet manager", 0],
  "define-storage-place": ["KS AS GD", "tablet manager", 0],
  "start-receipt": ["AK AS QC GD", "tablet manager", 0],
  "record-receipt-line": ["AK AS QC GD", "tablet manager", 0],
  "finish-receipt": ["AK AS QC GD", "tablet manager", 1],
  "issue-stock": ["KS AS KD GD DP", "tablet manager", 0],
  "return-stock": ["KS AS KD GD DP", "tablet manager", 0],
  "return-to-supplier": ["AK AS QC GD", "tablet manager", 0],
  "discard-stock": ["AK AS KD GD", "tablet manager", 1],
  "request-adjustment": ["AK AS KD GD", "tablet manager", 0],
  "approve-adjustment": ["KS AK", "tablet manager", 1],
  "reject-adjustment": ["KS AK", "tablet manager", 1],
  "start-count": ["AK AS KD GD", "tablet manager", 0],
  "record-count-line": ["AK AS KD GD", "tablet manager", 0],
  "submit-count": ["AK AS KD GD", "tablet manager", 0],
  "approve-count": ["KS AK", "tablet manager", 1],
  "reject-count": ["KS AK", "tablet manager", 1],
  "block-lot": [WORKING, "tablet manager", 0],
  "unblock-lot": ["KS AK", "tablet manager", 0],
  "backflush-dish": ["", "", 0],
  "reverse-backflush": ["", "", 0],

  "raise-alert": ["", "", 0],
  "escalate-alert": ["", "", 0],
  "acknowledge-alert": [WORKING, "tablet manager wall", 0, "wall"],
  "receive-publication": ["", "", 0],
  "apply-recall": ["", "", 0],
  "apply-standard": ["", "", 0],
  "acknowledge-recall": ["KS AG", "manager", 1],
  "acknowledge-announcement": [WORKING, "manager", 0],
  "assign-alert": ["KS AG AK AS KD", "tablet manager", 0],
  "record-alert-action": ["KS AG AK AS KD", "tablet manager", 0],
  "verify-alert": ["KS AG AK AS KD", "tablet manager", 0],
  "resolve-alert": ["KS AG AK AS KD", "tablet manager", 0],

  "add-staff": ["KS AS", "manager", 0],
  "import-staff": ["KS AS", "manager", 0],
  "change-staff": ["KS AS", "manager", 0],
  "end-staff": ["KS AS", "manager", 0],
  "erase-staff": ["KS AS", "manager", 1],
  "assign-role": ["KS", "manager", 1],
  "withdraw-role": ["KS", "manager", 1],
  "reset-pin": ["KS AS", "manager", 1],
  "open-card-enrolment": ["KS AS", "manager", 0],
  "cancel-card-enrolment": ["KS AS", "manager", 0],
  "offer-card": [`${WORKING} PM`, "attendance", 0, "attendance"],
  "issue-badge": ["KS AS", "manager", 1],
  "revoke-badge": ["KS AS", "manager", 1],
  "define-division": ["KS AS", "manager", 0],
  "set-staff-pay": ["AK", "manager", 0],
  "record-staff-certificate": ["KS AS", "manager", 0],
  "start-review": ["KS AG AS KD", "manager", 0],
  "submit-review": ["KS AG AS KD", "manager", 1],
  "acknowledge-review": ["KS AG AK AS KD QC GD DP DS CU", "manager attendance", 1],
  "dispute-review": ["KS AG AK AS KD QC GD DP DS CU", "manager attendance", 1],
  "close-review": ["KS AG AS KD", "manager", 0],
  "open-staff-session": ["", "", 0],
  "close-staff-session": ["", "", 0],

  "add-ingredient": ["KS AG", "manager", 0],
  "change-ingredient": ["KS AG", "manager", 0],
  "import-ingredients": ["KS AG", "manager", 0],
  "import-portion-standards": ["KS AG", "manager", 0],
  "save-recipe": ["KS AG", "manager", 0],
  "create-menu": ["KS AG", "manager", 0],
  "change-menu": ["KS AG", "manager", 0],
  "activate-menu": ["KS AG", "manager", 0],
  "deactivate-menu": ["KS AG", "manager", 0],
  "archive-menu": ["KS AG", "manager", 0],
  "plan-menu-day": ["KS AG", "manager", 0],
  "copy-menu-week": ["KS AG", "manager", 0],
  "submit-menu-day": ["KS AG", "manager", 0],
  "approve-menu-day": ["KS AG", "manager", 1],
  "return-menu-day": ["KS AG", "manager", 1],
  "revise-menu-day": ["KS AG", "manager", 0],

  "export-report": ["KS AG AK AS PM", "manager", 1],
  "export-table": ["KS AG AK AS PM", "manager", 0],
  "record-report-export": ["", "", 0],

  "record-punch": [WORKING, "attendance", 0, "attendance"],
  "record-punch-on-behalf": ["KS AS KD", "manager", 0],
  "flip-punch": [WORKING, "attendance", 0, "attendance"],
  "withdraw-punch": [WORKING, "attendance", 0, "attendance"],
  "explain-punch": [WORKING, "attendance manager", 0, "attendance"],
  "define-shift": ["KS AS KD", "manager", 0],
  "retire-shift": ["KS AS KD", "manager", 0],
  "set-roster": ["KS AS KD", "manager", 0],
  "copy-roster": ["KS AS KD", "manager", 0],
  "request-leave": [WORKING, "attendance manager", 0, "attendance"],
  "approve-leave": ["KS AS", "manager", 1],
  "reject-leave": ["KS AS", "manager", 1],
  "request-correction": [WORKING, "attendance manager", 0, "attendance"],
  "approve-correction": ["KS AS", "manager", 1],
  "reject-correction": ["KS AS", "manager", 1],
  "approve-overtime": ["KS AS", "manager", 1],
  "record-absence": ["", "", 0],
  "mark-incomplete": ["", "", 0],
  "draft-pay-period": ["AK", "manager", 0],
  "approve-head-pay": ["KS AS", "manager", 1],
  "approve-pay-period": ["KS", "manager", 1],
  "mark-pay-period-paid": ["AK", "manager", 0],

  "add-supplier": ["AK AS", "manager", 0],
  "change-supplier": ["AK AS", "manager", 0],
  "record-price-survey": ["AK AS", "manager", 0],
  "draft-purchase-plan": ["AK AS", "manager", 0],
  "approve-purchase-plan": ["KS", "manager", 1],
  "draft-order": ["AK AS", "manager", 0],
  "change-order": ["AK AS", "manager", 0],
  "submit-order": ["AK AS", "manager", 0],
  "approve-order": ["KS", "manager", 1],
  "reject-order": ["KS", "manager", 1],
  "send-order": ["AK AS", "manager", 0],
  "cancel-order": ["AK AS", "manager", 0],
  "close-order": ["AK AS", "manager", 0],
  "match-invoice": ["AK", "manager", 0],
  "approve-payment": ["KS", "manager", 1],
  "record-payment": ["AK", "manager", 0],
  "record-expense": ["AK", "manager", 0],

  "open-pairing-window": ["KS AS", "manager", 1],
  "close-pairing-window": ["KS AS", "manager", 0],
  "prepare-pairing": ["", "", 0],
  "request-pairing": ["", "", 0],
  "approve-pairing": ["KS AS", "manager", 1],
  "reject-pairing": ["KS AS", "manager", 0],
  "pair-device": ["", "", 0],
  "renew-device-token": ["", "", 0],
  "assign-device": ["KS AS", "manager", 0],
  "suspend-device": ["KS AS", "manager", 0],
  "resume-device": ["KS AS", "manager", 0],
  "revoke-device": ["KS AS", "manager", 1],
  "record-sound-test": [`${WORKING} PM`, "wall", 0, "wall"],
  "identify-device": ["KS AS", "manager", 0],
};

/** Signed only while the kitchen PC's clock is untrusted. */
const SIGNED_AT_TIMES: readonly string[] = ["start-cooking", "undo-stage"];

/** Signed by one person, and by a witness too where it costs much (DOMAIN.md §4.7, "two PINs above limit"). */
const WITNESSED_AT_TIMES: readonly string[] = ["discard-stock"];

let kitchen: PeopleKitchen;
const personByRole = new Map<SiteRole, TestPerson>();
const deviceByFace = new Map<Face, PairedDevice>();

beforeAll(async () => {
  kitchen = createPeopleKitchen();
  for (const role of ROLES) personByRole.set(role, await kitchen.person(`Orang ${role}`, [role]));
  for (const face of FACES) {
    deviceByFace.set(face, await kitchen.device(face, undefined, face === "tablet" ? "cook" : undefined));
  }
  // Who signs for food is checked in; an observer has no hours to punch.
  for (const role of ROLES.filter((known) => known !== "viewer")) {
    const scanned = kitchen.actorAt(device("attendance"), person(role), [person(role)]);
    await kitchen.accepted("record-punch", { punchId: kitchen.makeId("punch") }, { as: scanned });
  }
});
afterAll(() => kitchen.close());

const person = (role: SiteRole) => present(personByRole.get(role), role);
const device = (face: Face) => present(deviceByFace.get(face), face);
const witnessOf = (role: SiteRole) => person(role === "wash-staff" ? "delivery-staff" : "wash-staff");

function decide(definition: CommandDefinition, actor: Partial<SubmittedCommand["actor"]>, body: unknown = {}): string {
  const authorize = createAuthorize({ clock: kitchen.clock });
  const commandId = kitchen.makeId("command");
  const submitted = { commandId, type: definition.type, body, occurredAtMs: 0, actor: { ...TEST_ACTOR, ...actor } };
  const decided = authorize(kitchen.store.reader, definition, submitted);
  return decided.ok ? "yes" : decided.error.code;
}

function expectedOf(definition: CommandDefinition) {
  const [roles, faces, signatureCount, byDevice] = present(EXPECTED[definition.type], definition.type);
  return {
    roles: roles.split(" ").flatMap((short) => ROLE_BY_SHORT[short] ?? []),
    faces: faces.split(" "),
    signatureCount,
    byDevice,
  };
}

test("a number that signs only at times reaches the decision: a dish begun while the clock is untrusted", () => {
  const authorize = createAuthorize({ clock: kitchen.clock });
  const definition = present(
    allCommands.find(({ type }) => type === "start-cooking"),
    "start-cooking",
  );
  const cook = person("kitchen-staff");
  const acting = (signers: readonly TestPerson[]) => {
    const actor = { ...TEST_ACTOR, ...kitchen.actorAt(device("tablet"), cook, signers) };
    const submitted = { commandId: kitchen.makeId("command"), type: definition.type, body: {}, occurredAtMs: 0, actor };
    const decided = authorize(kitchen.store.reader, definition, submitted);
    return decided.ok ? decided.value.signatures.map(({ staffId }) => staffId) : decided.error.code;
  };
  expect(acting([])).toEqual([]);
  expect(acting([cook])).toEqual([cook.staffId]);
  expect(acting([person("viewer")])).toBe("signature-required");
});

test("every command of the kitchen is in the table", () => {
  const missing = allCommands.map((definition) => definition.type).filter((type) => EXPECTED[type] === undefined);
  expect(missing).toEqual([]);
});

/** Acts at a terminal whose person is named by a badge or a lone number (LAN9). */
const SCANNED: readonly string[] = [
  "record-punch",
  "request-leave",
  "request-correction",
  "acknowledge-review",
  "dispute-review",
];

describe.each(allCommands.map((definition) => [definition.type, definition] as const))("%s", (_type, definition) => {
  const expected = expectedOf(definition);
  const isSystemOnly = expected.roles.length === 0;

  test.each(ROLES)("from a %s at each face, signed as asked", (role) => {
    for (const face of FACES) {
      const signedBy = [person(role), witnessOf(role)].slice(0, expected.signatureCount);
      const answer = decide(definition, kitchen.actorAt(device(face), person(role), signedBy));
      const wanted = () => {
        if (isSystemOnly) return "not-permitted";
        if (!expected.faces.includes(face)) return "face-not-allowed";
        // What is signed at a terminal names who acts by that very number.
        const isScanned = face === "attendance" && SCANNED.includes(definition.type) && signedBy.length > 0;
        if ((face === "wall" || face === "attendance") && !isScanned) return "sign-in-required";
        return expected.roles.includes(role) ? "yes" : "not-permitted";
      };
      expect(`${role} at ${face}: ${answer}`).toBe(`${role} at ${face}: ${wanted()}`);
    }
  });

  test("unsigned, half signed, signed by somebody else", () => {
    const [role] = expected.roles;
    // A terminal or a wall has nobody signed in.
    if (role === undefined || expected.faces.every((face) => face === "attendance" || face === "wall")) return;
    const at = device(expected.faces.includes("tablet") ? "tablet" : "manager");
    const own = person(role);
    const other = witnessOf(role);
    const unsigned = expected.signatureCount === 0 ? "yes" : "signature-required";
    expect(decide(definition, kitchen.actorAt(at, own))).toBe(unsigned);
    const signedByOther = SIGNED_AT_TIMES.includes(definition.type) ? "signature-required" : unsigned;
    expect(decide(definition, kitchen.actorAt(at, own, [other, own]))).toBe(signedByOther);
    const once = expected.signatureCount < 2 ? "yes" : "signature-required";
    expect(decide(definition, kitchen.actorAt(at, own, [own]))).toBe(once);
    // A second number is a witness's, where one may be asked for.
    const mayBeWitnessed = expected.signatureCount === 2 || WITNESSED_AT_TIMES.includes(definition.type);
    const twice = mayBeWitnessed ? "own-work" : "yes";
    expect(decide(definition, kitchen.actorAt(at, own, [own, own]))).toBe(twice);
  });

  test("with nobody named", () => {
    for (const face of FACES) {
      const answer = decide(definition, kitchen.actorAt(device(face)));
      const wanted = () => {
        if (isSystemOnly) return "not-permitted";
        if (!expected.faces.includes(face)) return "face-not-allowed";
        return expected.byDevice === face ? "yes" : "sign-in-required";
      };
      expect(`${face}: ${answer}`).toBe(`${face}: ${wanted()}`);
    }
  });

  test("from the kitchen PC itself", () => {
    expect(decide(definition, SYSTEM)).toBe("yes");
  });
});

test("a number alone names who acts at a terminal, and only in these acts", () => {
  for (const definition of allCommands) {
    for (const role of ROLES) {
      const expected = expectedOf(definition);
      if (!expected.faces.includes("attendance")) continue;
      const actor = kitchen.actorAt(device("attendance"), person(role), [person(role)]);
      const isPermitted = SCANNED.includes(definition.type) && expected.roles.includes(role);
      const wanted = !SCANNED.includes(definition.type) ? "sign-in-required" : isPermitted ? "yes" : "not-permitted";
      expect(`${definition.type} ${role}: ${decide(definition, actor)}`).toBe(`${definition.type} ${role}: ${wanted}`);
    }
  }
});

/** Who signs these must be checked in (DOMAIN.md, top), by hand from DOMAIN.md §3 "Personal PIN". */
const NEEDS_PRESENCE: readonly string[] = [
  "hand-over-shift",
  "cancel-batch",
  "correct-check",
  "lift-hold",
  "reject-batch",
  "release-batch",
  "override-release",
  "dispose-sample",
  "verify-deviation",
  "finish-receipt",
  "discard-stock",
  "approve-adjustment",
  "reject-adjustment",
  "approve-count",
  "reject-count",
];

describe("who signs for food", () => {
  const release = present(
    allCommands.find((command) => command.type === "release-batch"),
    "release-batch",
  );

  test("must be checked in, in these acts and no others", () => {
    const asked = allCommands.filter(({ isPresenceNeeded }) => isPresenceNeeded).map(({ type }) => type);
    expect(asked.toSorted()).toEqual(NEEDS_PRESENCE.toSorted());
  });

  test("is refused while absent, once the kitchen has a terminal", async () => {
    const nutritionist = await kitchen.person("Siti", ["nutritionist"]);
    const terminal = device("attendance");
    const actor = kitchen.actorAt(device("tablet"), nutritionist, [nutritionist]);
    expect(decide(release, actor)).toBe("not-present");
    const scanned = kitchen.actorAt(terminal, nutritionist, [nutritionist]);
    await kitchen.accepted("record-punch", { punchId: kitchen.makeId("punch") }, { as: scanned });
    expect(decide(release, actor)).toBe("yes");
    kitchen.clock.advance(5 * 3_600_000);
    await kitchen.accepted("record-punch", { punchId: kitchen.makeId("punch") }, { as: scanned });
    expect(decide(release, actor)).toBe("not-present");
  });

  test("is not asked where no terminal is", async () => {
    const bare = createPeopleKitchen();
    const nutritionist = await bare.person("Siti", ["nutritionist"]);
    const tablet = await bare.device("tablet", "Tablet", "portion");
    const actor = { ...TEST_ACTOR, ...bare.actorAt(tablet, nutritionist, [nutritionist]) };
    const submitted = { commandId: bare.makeId("command"), type: release.type, body: {}, occurredAtMs: 0, actor };
    expect(createAuthorize({ clock: bare.clock })(bare.store.reader, release, submitted).ok).toBe(true);
    bare.close();
  });
});

describe("the device", () => {
  const definition = present(
    allCommands.find((command) => command.type === "start-cooking"),
    "start-cooking",
  );

  test("unknown, revoked or suspended sends nothing, whoever holds it", async () => {
    const cook = person("kitchen-staff");
    const unknown = { ...device("tablet"), deviceId: kitchen.makeId("device") };
    expect(decide(definition, kitchen.actorAt(unknown, cook))).toBe("device-revoked");
    const spare = await kitchen.device("tablet", "Tablet cadangan", "prepare");
    expect(decide(definition, kitchen.actorAt(spare, cook))).toBe("yes");
    await kitchen.accepted("suspend-device", { deviceId: spare.deviceId, reason: "dipinjam" }, { as: SYSTEM });
    expect(decide(definition, kitchen.actorAt(spare, cook))).toBe("device-suspended");
    await kitchen.accepted("revoke-device", { deviceId: spare.deviceId, reason: "hilang" }, { as: SYSTEM });
    expect(decide(definition, kitchen.actorAt(spare, cook))).toBe("device-revoked");
  });

  test("counts by the face it was paired with, not by the one it names", () => {
    const lying = { ...kitchen.actorAt(device("wall"), person("kitchen-head")), face: "manager" as const };
    const planDay = present(
      allCommands.find((command) => command.type === "plan-day"),
      "plan-day",
    );
    expect(decide(planDay, lying)).toBe("face-not-allowed");
  });
});

describe("the person", () => {
  const find = (type: string) =>
    present(
      allCommands.find((command) => command.type === type),
      type,
    );

  test("counts by the roles of now: a withdrawn role stops the next command", async () => {
    const cook = await kitchen.person("Dewi", ["kitchen-staff", "quality-officer"]);
    const actor = { ...kitchen.actorAt(device("tablet"), cook), roles: ["kitchen-staff", "kitchen-head"] as const };
    expect(decide(find("start-cooking"), actor)).toBe("yes");
    expect(decide(find("release-batch"), actor)).toBe("not-permitted");
    await kitchen.accepted("withdraw-role", { staffId: cook.staffId, role: "kitchen-staff" }, { as: SYSTEM });
    expect(decide(find("start-cooking"), actor)).toBe("not-permitted");
    expect(decide(find("record-check"), actor)).toBe("yes");
  });

  test("is handed to the decision as the kitchen knows them, not as the frame said", () => {
    const definition = find("assign-role");
    const head = person("kitchen-head");
    const signed = kitchen.actorAt(device("manager"), head, [head, witnessOf("kitchen-head")]);
    const said = {
      ...TEST_ACTOR,
      ...signed,
      roles: ["viewer"] as const,
      divisionCode: "pencucian",
      face: "wall" as const,
    };
    const commandId = kitchen.makeId("command");
    const submitted = { commandId, type: definition.type, body: {}, occurredAtMs: 0, actor: said };
    expect(createAuthorize({ clock: kitchen.clock })(kitchen.store.reader, definition, submitted)).toEqual({
      ok: true,
      value: {
        kind: "person",
        staffId: head.staffId,
        roles: ["kitchen-head"],
        divisionCode: "pengolahan",
        deviceId: device("manager").deviceId,
        face: "manager",
        signatures: signed.signatures?.slice(0, 1),
      },
    });
  });

  test("who left sends facts of before, and nothing else", async () => {
    const gone = await kitchen.person("Tono", ["kitchen-staff"]);
    const body = { staffId: gone.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
    await kitchen.accepted("end-staff", body, { as: SYSTEM });
    const actor = kitchen.actorAt(device("tablet"), gone);
    expect(decide(find("record-core-temperature"), actor)).toBe("yes");
    expect(decide(find("undo-stage"), actor)).toBe("sign-in-required");
    const nobody = { ...gone, staffId: kitchen.makeId("staff") };
    expect(decide(find("record-core-temperature"), kitchen.actorAt(device("tablet"), nobody))).toBe("sign-in-required");
  });

  test("a role with an end date holds on that date and not on the next", async () => {
    const guest = await kitchen.person("Ayu", ["viewer"]);
    const role = { staffId: guest.staffId, role: "kitchen-staff", untilDate: "2026-11-21" };
    await kitchen.accepted("assign-role", role, { as: SYSTEM });
    const actor = kitchen.actorAt(device("tablet"), guest);
    expect(decide(find("start-cooking"), actor)).toBe("yes");
    kitchen.clock.advance(24 * 3_600_000);
    expect(decide(find("start-cooking"), actor)).toBe("not-permitted");
    kitchen.clock.advance(-24 * 3_600_000);
  });

  test("a division lead reaches another division's matters in no command that names one", () => {
    const definition: CommandDefinition = { ...find("resolve-alert"), faces: ["tablet"] };
    const lead = kitchen.actorAt(device("tablet"), person("division-lead"));
    expect(decide(definition, lead, { divisionCode: "pengolahan" })).toBe("yes");
    expect(decide(definition, lead, { divisionCode: "pencucian" })).toBe("not-permitted");
    const head = kitchen.actorAt(device("tablet"), person("kitchen-head"));
    expect(decide(definition, head, { divisionCode: "pencucian" })).toBe("yes");
  });
});

describe("founding", () => {
  const find = (type: string) =>
    present(
      allCommands.find((command) => command.type === type),
      type,
    );

  test("a kitchen without a head is named, and its head added, from the kitchen PC's own manager window only", async () => {
    const fresh = createPeopleKitchen();
    const authorize = createAuthorize({ clock: fresh.clock });
    const answer = (type: string, at: PairedDevice) => {
      const actor = { ...TEST_ACTOR, ...fresh.actorAt(at) };
      const submitted = { commandId: fresh.makeId("command"), type, body: {}, occurredAtMs: 0, actor };
      const decided = authorize(fresh.store.reader, find(type), submitted);
      return decided.ok ? "yes" : decided.error.code;
    };
    const window = await fresh.device("manager");
    expect(answer("add-staff", window)).toBe("yes");
    expect(answer("update-site-profile", window)).toBe("yes");
    expect(answer("define-division", window)).toBe("sign-in-required");
    expect(answer("add-staff", await fresh.device("tablet", "T", "cook"))).toBe("face-not-allowed");
    const deviceId = fresh.makeId("device");
    const preset = { face: "manager", station: null, name: "Laptop" };
    const prepared = fresh.makeId("pairing");
    await fresh.accepted("prepare-pairing", { pairingId: prepared, preset }, { as: SYSTEM });
    const body = { deviceId, pairingId: prepared, preset, tokenDigest: "0".repeat(64) };
    await fresh.accepted("pair-device", body, { as: SYSTEM });
    expect(answer("add-staff", { ...window, deviceId })).toBe("sign-in-required");
    await fresh.person("Rina", ["kitchen-head"]);
    expect(answer("add-staff", window)).toBe("sign-in-required");
    expect(answer("update-site-profile", window)).toBe("sign-in-required");
    fresh.close();
  });
});

describe("reading", () => {
  const access = createReadAccess();
  const query = (permission: QueryDefinition["permission"], faces: readonly Face[]) =>
    ({ permission, faces }) as QueryDefinition; // the members that are read
  const sessionOf = (role: SiteRole) => ({
    staffId: person(role).staffId,
    name: role,
    roles: [role],
    divisionCode: "pengolahan",
    expiresAtMs: 0,
  });
  function answer(definition: QueryDefinition, face: Face, role?: SiteRole): string {
    const session = role === undefined ? undefined : sessionOf(role);
    const decided = access.authorizeQuery(definition, { device: device(face), session });
    return decided.ok ? "yes" : decided.error.code;
  }

  test("boards need no person but at the manager's face", () => {
    const board = query("kitchen.view", FACES);
    expect(FACES.map((face) => answer(board, face))).toEqual(["yes", "yes", "yes", "sign-in-required"]);
    expect(answer(board, "manager", "viewer")).toBe("yes");
    expect(answer(query("kitchen.view", ["manager"]), "wall")).toBe("face-not-allowed");
  });

  test("names and costs need the role", () => {
    expect(answer(query("people.view", ["manager"]), "manager")).toBe("sign-in-required");
    expect(answer(query("people.view", ["manager"]), "manager", "kitchen-staff")).toBe("not-permitted");
    expect(answer(query("people.view", ["manager"]), "manager", "division-lead")).toBe("yes");
    expect(answer(query("device", ["wall"]), "wall")).toBe("yes");
  });

  test("only the manager's face follows the events of people and devices", () => {
    expect(access.mayFollow("production", device("wall"))).toBe(true);
    expect(access.mayFollow("people", device("tablet"))).toBe(false);
    expect(access.mayFollow("devices", device("manager"))).toBe(true);
  });
});

describe("who was scanned at a terminal", () => {
  const cook = () => person("kitchen-staff");
  const at = (face: Face, by: TestPerson, signedBy: readonly TestPerson[]) =>
    decide(recordPunch, kitchen.actorAt(device(face), by, signedBy));

  test("acts by the number typed for this act, and by no other sign of being there", () => {
    expect(at("attendance", cook(), [cook()])).toBe("yes");
    expect(at("attendance", cook(), [])).toBe("sign-in-required");
    expect(at("attendance", cook(), [person("kitchen-head")])).toBe("sign-in-required");
    expect(at("wall", cook(), [cook()])).toBe("face-not-allowed");
    expect(decide(recordPunch, kitchen.actorAt(device("attendance")))).toBe("yes");
  });

  test("needs the permission like everybody, and sends only what is identified by scan", () => {
    expect(at("attendance", person("viewer"), [person("viewer")])).toBe("not-permitted");
    expect(decide(flipPunch, kitchen.actorAt(device("attendance"), cook(), [cook()]))).toBe("sign-in-required");
  });
});
