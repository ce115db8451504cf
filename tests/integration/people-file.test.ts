import { afterEach, beforeEach, expect, test } from "vitest";
import { LAN_COMMAND_PATH } from "#contract/lan-protocol.ts";
import { STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import { readPeopleFile, type ListedPerson } from "#renderer/faces/manager/people-file/read-people-file.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { messyPeopleRows, messyPeopleXlsx } from "#tests/kit/messy-people.ts";
import { createRealKitchen, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";

let kitchen: RealKitchen;
let desk: RealDevice;
let manager: LanClient;
let head: { readonly staffId: string; readonly number: string };

beforeEach(async () => {
  kitchen = await createRealKitchen();
  // The kitchen's first head is on the list as well.
  head = await kitchen.person("Ratna Sari Dewi", "kitchen-head");
  desk = await kitchen.device("manager", "Konsol");
  manager = await kitchen.connect(desk);
  await manager.signIn({ pin: head.number });
});
afterEach(() => kitchen.stop());

async function listed() {
  const read = await readPeopleFile(
    { name: "relawan.xlsx", bytes: await messyPeopleXlsx(messyPeopleRows()) },
    {
      today: "2026-11-21",
      joinDate: "2026-11-20",
      divisions: STANDARD_DIVISIONS,
      actorRoles: ["kitchen-head"],
      makeId: kitchen.makeId,
    },
  );
  if (!read.ok || read.value.people === null) throw new Error(JSON.stringify(read));
  return { ...read.value, people: read.value.people };
}
async function importPeople(people: readonly ListedPerson[], sha256: string) {
  const frame = {
    kind: "command",
    commandId: kitchen.makeId("command"),
    type: "import-staff",
    body: { fileName: "relawan.xlsx", sha256, people },
    occurredAtMs: Date.now(),
    staffId: head.staffId,
  };
  const response = await kitchen.post(LAN_COMMAND_PATH, frame, { authorization: `Bearer ${desk.deviceToken}` });
  expect(response.status).toBe(200);
  return (await response.json()) as { kind: string; result?: object; rejection?: object }; // an answer frame
}
interface StaffRow {
  readonly fullName: string;
  readonly staffCode: string;
  readonly numberIssuedAtMs: number | null;
}
async function staff(): Promise<readonly StaffRow[]> {
  const answer = await manager.watch({ query: "staff", params: {}, key: "staffId", staffId: head.staffId }).answered;
  if (answer.kind !== "rows") throw new Error(answer.kind);
  return answer.rows as unknown as readonly StaffRow[]; // rows of the query
}

test("a whole kitchen's list is taken in at once, its head passed over, and nobody has a number yet", async () => {
  const { people, sha256 } = await listed();
  const answer = await importPeople(people, sha256);
  expect(answer).toMatchObject({
    kind: "accepted",
    result: { addedCount: 50, known: [{ staffId: people[0]?.staffId, knownStaffId: head.staffId }] },
  });
  const rows = await staff();
  expect(rows).toHaveLength(51);
  expect(rows.filter((row) => row.numberIssuedAtMs === null)).toHaveLength(50);
  expect(rows.at(-1)?.staffCode).toBe("STAFF-051");
  expect(rows.map((row) => row.fullName)).toContain("Fitri Handayani, S.Gz");
  // The same list again adds nobody.
  const again = await listed();
  expect(await importPeople(again.people, again.sha256)).toMatchObject({
    kind: "rejected",
    rejection: { code: "nobody-to-import" },
  });
  // A number is made when its owner stands there, and opens a session.
  const cook = people.at(-1);
  const reset = await manager.command({
    type: "reset-pin",
    body: { staffId: cook?.staffId },
    staffId: head.staffId,
    signatures: [{ pin: head.number }],
  });
  const shown = await kitchen.reveal(desk, reset.kind === "accepted" ? reset.result?.["revealId"] : "");
  expect(shown).toMatchObject({ kind: "number", staffId: cook?.staffId });
  const number = shown.kind === "number" ? shown.number : "";
  const tablet = await kitchen.connect(await kitchen.device("tablet", "Tablet", "cook"));
  expect(await tablet.signIn({ pin: number })).toMatchObject({ staffId: cook?.staffId });
});

test("the kitchen judges the list again: one bad person, and nobody is added", async () => {
  const { people, sha256 } = await listed();
  const spoiled = people.map((person, index) => {
    if (index === 5) return { ...person, divisionCode: "gudang-lama" };
    if (index === 6) return { ...person, personal: { ...person.personal, birthDate: "2015-01-01" } };
    return person;
  });
  expect(await importPeople(spoiled, sha256)).toMatchObject({
    kind: "rejected",
    rejection: {
      code: "people-refused",
      people: [
        { staffId: people[5]?.staffId, refusal: { code: "not-found", kind: "division" } },
        { staffId: people[6]?.staffId, refusal: { code: "too-young", ageMinCount: 17 } },
      ],
    },
  });
  expect(await staff()).toHaveLength(1);
});
