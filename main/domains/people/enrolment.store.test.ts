import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PairedDevice } from "#main/lan/ports.ts";
import { MINUTE_MS, SECOND_MS } from "#kernel/time.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";

const CARD = "04:A2:F3:1B:90";
const DIGITS = "04A2F31B90";

let kitchen: PeopleKitchen;
let terminal: PairedDevice;
let manager: PairedDevice;
let head: TestPerson;
let sari: TestPerson;
let budi: TestPerson;

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  terminal = await kitchen.device("attendance", "Absensi depan");
  manager = await kitchen.device("manager");
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  budi = await kitchen.person("Budi Santoso", ["kitchen-staff"]);
});
afterEach(() => kitchen.close());

const asHead = (signedBy: readonly TestPerson[] = []) => kitchen.actorAt(manager, head, signedBy);
function open(person = sari) {
  const body = { staffId: person.staffId, enrolmentId: kitchen.makeId("enrolment") };
  return { body, answer: kitchen.submit("open-card-enrolment", body, { as: asHead() }) };
}
async function opened(person = sari) {
  const { body, answer } = open(person);
  expect(await answer).toMatchObject({ kind: "accepted" });
  return body;
}
const offer = (enrolment: object, text = CARD, device = terminal) =>
  kitchen.submit("offer-card", { ...enrolment, text }, { as: kitchen.actorAt(device) });
const issue = ({ staffId, enrolmentId }: { readonly staffId: string; readonly enrolmentId: string }) =>
  kitchen.submit(
    "issue-badge",
    { staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "offered-card", enrolmentId } },
    { as: asHead([head]) },
  );
const punch = (badge = CARD) =>
  kitchen.submit("record-punch", { punchId: kitchen.makeId("punch"), badge }, { as: kitchen.actorAt(terminal) });
const shown = () => kitchen.ask("card-enrolment", {});
const code = (expected: string) => ({ kind: "rejected", rejection: { code: expected } });

test("the next unknown card at a terminal becomes the person's once it is signed for", async () => {
  const enrolment = await opened();
  const expiresAtMs = kitchen.clock.nowMs() + MINUTE_MS;
  const waiting = { ...enrolment, name: "Sari", expiresAtMs, offeredAtMs: null, offeredAtDevice: null };
  expect(shown()).toEqual([waiting]);
  expect(await punch()).toMatchObject(code("badge-unknown"));
  expect(await issue(enrolment)).toMatchObject(code("enrolment-closed"));
  expect(await offer(enrolment)).toMatchObject({ kind: "accepted" });
  expect(shown()).toEqual([{ ...waiting, offeredAtMs: kitchen.clock.nowMs(), offeredAtDevice: "Absensi depan" }]);
  // Its signature may take longer than the wait for the card.
  kitchen.clock.advance(2 * MINUTE_MS);
  expect(await issue(enrolment)).toMatchObject({ kind: "accepted" });
  expect(shown()).toEqual([]);
  expect(await punch()).toMatchObject({ result: { staffId: sari.staffId, direction: "in" } });
});

test("a card's number is nowhere in the database's bytes: not in the log, the answers or the tables", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "enrolment-"));
  kitchen.close();
  kitchen = createPeopleKitchen({ dataDir });
  [terminal, manager] = [await kitchen.device("attendance"), await kitchen.device("manager")];
  head = await kitchen.person("Rina Hartati", ["kitchen-head"], "kantor");
  sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
  const enrolment = await opened();
  await punch();
  expect(await offer(enrolment)).toMatchObject({ kind: "accepted" });
  expect(await issue(enrolment)).toMatchObject({ kind: "accepted" });
  kitchen.close();
  const bytes = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "reserve.bin")
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1").toUpperCase())
    .join("\n");
  rmSync(dataDir, { recursive: true });
  expect(bytes).toContain("CARD-OFFERED");
  expect(bytes.includes(DIGITS)).toBe(false);
  expect(bytes.includes(CARD)).toBe(false);
});

test("a card somebody has, or had, is nobody else's", async () => {
  const badgeId = kitchen.makeId("badge");
  const badge = { badgeKind: "card", text: CARD };
  await kitchen.accepted("issue-badge", { staffId: budi.staffId, badgeId, badge }, { as: SYSTEM });
  const enrolment = await opened();
  const inUse = { kind: "rejected", rejection: { code: "badge-in-use", staffId: budi.staffId } };
  expect(await offer(enrolment)).toMatchObject(inUse);
  await kitchen.accepted("revoke-badge", { staffId: budi.staffId, badgeId }, { as: SYSTEM });
  expect(await offer(enrolment)).toMatchObject(inUse);
  // It is still waited for: the next card may be a new one.
  expect(await offer(enrolment, "11223344")).toMatchObject({ kind: "accepted" });
});

test("what comes too late, twice or for another enrolment is refused, and a QR code is no card", async () => {
  const enrolment = await opened();
  expect(await offer(enrolment, "S:ABCDEF.P.0123456789.01234567")).toMatchObject(code("invalid-body"));
  const other = { ...enrolment, enrolmentId: kitchen.makeId("enrolment") };
  expect(await offer(other)).toMatchObject(code("enrolment-closed"));
  expect(await offer(enrolment)).toMatchObject({ kind: "accepted" });
  expect(await offer(enrolment, "11223344")).toMatchObject(code("enrolment-closed"));
  const late = await opened();
  kitchen.clock.advance(MINUTE_MS);
  expect(await offer(late)).toMatchObject(code("enrolment-closed"));
});

test("one card is waited for at a time; the same person's is waited for anew", async () => {
  const first = await opened();
  const expiresAtMs = kitchen.clock.nowMs() + MINUTE_MS;
  expect(await open(budi).answer).toMatchObject({ rejection: { code: "enrolment-open", expiresAtMs } });
  const second = await opened();
  expect(await offer(first)).toMatchObject(code("enrolment-closed"));
  const cancel = () => kitchen.submit("cancel-card-enrolment", second, { as: asHead() });
  expect(await cancel()).toMatchObject({ kind: "accepted" });
  expect(await cancel()).toMatchObject(code("enrolment-closed"));
  expect(shown()).toEqual([]);
  expect(await open(budi).answer).toMatchObject({ kind: "accepted" });
});

test("a card that was read and not signed for within five minutes is tapped again", async () => {
  const enrolment = await opened();
  await offer(enrolment);
  kitchen.clock.advance(5 * MINUTE_MS + SECOND_MS);
  expect(await issue(enrolment)).toMatchObject(code("enrolment-closed"));
});

test("of somebody above, or with as many badges as anybody may have, none is waited for", async () => {
  const assistant = await kitchen.person("Joko", ["field-assistant"]);
  const above = { staffId: head.staffId, enrolmentId: kitchen.makeId("enrolment") };
  const asAssistant = { as: kitchen.actorAt(manager, assistant) };
  expect(await kitchen.submit("open-card-enrolment", above, asAssistant)).toMatchObject(code("role-above-own"));
  for (const text of ["AAAA1111", "AAAA2222", "AAAA3333"]) {
    const badge = { staffId: sari.staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "card", text } };
    await kitchen.accepted("issue-badge", badge, { as: SYSTEM });
  }
  expect(await open().answer).toMatchObject(code("out-of-range"));
});
