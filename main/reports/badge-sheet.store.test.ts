import { afterAll, beforeAll, expect, test } from "vitest";
import { createBadges } from "#main/domains/people/badges.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
import { printedQrCodes, printedWords } from "#tests/kit/read-pdf.ts";
import { nameLook } from "./badge-sheet-pdf.ts";
import { makeReport } from "./make-report.ts";
import { createReportSource } from "./report-source.ts";

const NAMES = [
  "Siti Aminah",
  "I Gusti Ngurah Agung Wirawan Kusumadiningrat Putra",
  "Budi",
  "Muhammad Rizqi Ramadhan Al-Fatih",
  "Ni Luh Putu Ayu",
  "Yohanes Wangsadinata",
  "Dewi Sri Rejeki",
  "Agus Salim",
  "Maria Goreti",
  "Wirawanasentosakusumaningrat Ratu",
  "Slamet Riyadi",
  "Fitri Handayani",
];

let kitchen: PeopleKitchen;
let people: readonly TestPerson[];
let cardless: TestPerson;
let ended: TestPerson;
beforeAll(async () => {
  kitchen = createPeopleKitchen();
  const fields = { siteName: "SPPG Uji", timeZone: "Asia/Jakarta", capacityClass: "regular" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  const added: TestPerson[] = [];
  for (const name of NAMES) added.push(await kitchen.person(name, ["kitchen-staff"]));
  people = added;
  for (const { staffId } of people) await issueQr(staffId);
  cardless = await kitchen.person("Tanpa Kartu", ["kitchen-staff"]);
  ended = await kitchen.person("Sudah Pergi", ["kitchen-staff"]);
  await issueQr(ended.staffId);
  const leaving = { staffId: ended.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
  await kitchen.accepted("end-staff", leaving, { as: SYSTEM });
});
afterAll(() => kitchen.close());

const issueQr = (staffId: string) => {
  const badge = { staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "qr" } };
  return kitchen.accepted("issue-badge", badge, { as: SYSTEM });
};

async function sheet(staffIds?: readonly TestPerson["staffId"][]) {
  const queries = kitchen.modules.flatMap((module) => module.queries);
  const badges = createBadges(kitchen.secrets.siteKey);
  const source = createReportSource({
    db: kitchen.store.reader,
    queries,
    badges,
    viewerStaffId: null,
    nowMs: kitchen.clock.nowMs(),
  });
  return makeReport(source, {
    request: { report: "badge-sheet", ...(staffIds !== undefined && { staffIds: [...staffIds] }) },
    format: "pdf",
    documentCode: "DOK-20261121-01",
    requestedByStaffId: null,
    printedAtMs: kitchen.clock.nowMs(),
    isDemo: false,
  });
}

test("every QR of a printed sheet is read, and the terminal takes it for its owner", async () => {
  const { bytes, rowCount } = await sheet();
  const codes = await printedQrCodes(bytes);
  expect(rowCount).toBe(NAMES.length);
  expect(codes.map(({ page }) => page)).toEqual([...Array<number>(10).fill(1), 2, 2]);
  // UX.md §6: module ≥ 0.5 mm.
  for (const { moduleMm } of codes) expect(moduleMm).toBeGreaterThan(1);
  const terminal = await kitchen.device("attendance");
  const punched = new Set<unknown>();
  for (const { text } of codes) {
    const body = { punchId: kitchen.makeId("punch"), badge: text };
    const answer = await kitchen.accepted("record-punch", body, { as: kitchen.actorAt(terminal) });
    expect(answer.result).toMatchObject({ outcome: "recorded", direction: "in" });
    punched.add(answer.result["staffId"]);
  }
  expect(punched).toEqual(new Set(people.map(({ staffId }) => staffId)));
});

test("a sheet says whose card each is and who has none, and holds nobody's number", async () => {
  const words = await printedWords((await sheet()).bytes);
  expect(words).toContain("Siti Aminah");
  expect(words).toContain("SPPG Uji");
  expect(words).toMatch(/Tidak dicetak\s+Tanpa Kartu · STAFF-013 – belum punya kartu QR/);
  expect(words).not.toContain("Sudah Pergi");
  const digits = words.replaceAll(/\s/g, "");
  for (const { number } of [...people, cardless, ended]) expect(digits).not.toContain(number);
});

test("chosen people alone are printed; one who left is named", async () => {
  const [first] = people;
  const { bytes, rowCount } = await sheet([first?.staffId ?? cardless.staffId, ended.staffId]);
  expect(rowCount).toBe(1);
  expect(await printedQrCodes(bytes)).toHaveLength(1);
  expect(await printedWords(bytes)).toMatch(/Sudah Pergi · STAFF-014 – sudah keluar/);
});

test.each(NAMES)("the name %s is whole and takes no more room than its card has", (name) => {
  const { text, size } = nameLook(name);
  expect(text.replaceAll(/- (?=\S)/g, "").replaceAll(/\s/g, "")).toBe(name.replaceAll(/\s/g, ""));
  expect(size).toBeGreaterThanOrEqual(8);
});

test("somebody the kitchen does not have is not found, and no file is promised", async () => {
  const manager = await kitchen.device("manager");
  const head = await kitchen.person("Ibu Kepala", ["kitchen-head"], "kantor");
  const ask = (staffId: string) => {
    const body = {
      exportId: kitchen.makeId("export"),
      format: "pdf",
      request: { report: "badge-sheet", staffIds: [staffId] },
    };
    return kitchen.submit("export-report", body, { as: kitchen.actorAt(manager, head, [head]) });
  };
  const unknownId = `staff_${"9".repeat(32)}`;
  expect(await ask(unknownId)).toMatchObject({ rejection: { code: "not-found", kind: "staff", id: unknownId } });
  expect(await ask(cardless.staffId)).toMatchObject({ result: { fileName: "dapur_kartu_2026-11-21.pdf" } });
});
