import { present } from "#kernel/assert.ts";
import type { SiteRole } from "#kernel/access.ts";
import { HOUR_MS, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { SiteSecrets } from "#main/site-secrets.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "./people-kitchen.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { createTestClock } from "./test-kitchen.ts";

/** A fortnight of one kitchen with all its mess, and what an independent slow model says it is worth. */

const ZONE: TimeZone = "Asia/Makassar";
export const FORTNIGHT = { fromDate: "2026-11-09", toDate: "2026-11-21" } as const;
const SUNDAY = "2026-11-15";
const DATES = Array.from({ length: 13 }, (_, index) => `2026-11-${String(9 + index).padStart(2, "0")}`);
const OVERTIME_HOUR_IDR = 15_001;
const BREAK_MS = 30 * MINUTE_MS;

interface Shift {
  readonly shiftCode: string;
  readonly startTime: string;
  readonly endTime: string;
}
const SHIFTS: readonly Shift[] = [
  { shiftCode: "masak", startTime: "00:30", endTime: "08:30" },
  { shiftCode: "pagi", startTime: "06:00", endTime: "14:00" },
];

/** One visit as it truly was; `isForgotten`: the check-out was only written by a correction. */
interface Visit {
  readonly personIndex: number;
  readonly date: string;
  readonly inAtMs: number;
  readonly outAtMs: number;
  readonly isForgotten: boolean;
  readonly isRostered: boolean;
  readonly approvedOvertimeMs: number;
}

export interface FortnightPerson extends TestPerson {
  readonly payBasis: "day" | "hour";
  readonly rateIdr: number;
}

export interface Fortnight {
  readonly kitchen: PeopleKitchen;
  readonly people: readonly FortnightPerson[];
  readonly head: TestPerson;
  readonly accountant: TestPerson;
  readonly fieldAssistant: TestPerson;
  /** What the slow model pays each person, before deductions; nobody who did not work. */
  readonly expectedIdrByStaff: ReadonlyMap<string, number>;
  readonly expectedWorkedMsByStaff: ReadonlyMap<string, number>;
}

/** Plays the fortnight through the kitchen's own commands: cards at a terminal, corrections, approvals. */
export async function playFortnight(
  options: {
    readonly peopleCount?: number;
    readonly seed?: number;
    /** A folder with its own secrets, for a server that opens the same kitchen afterwards. */
    readonly place?: { readonly dataDir: string; readonly secrets: SiteSecrets };
  } = {},
): Promise<Fortnight> {
  const { peopleCount = 60, seed = 417 } = options;
  const clock = createTestClock(at("2026-11-08", "16:00"));
  const kitchen = createPeopleKitchen({ clock, ...options.place });
  await found(kitchen);
  const head = await kitchen.person("Ibu Kepala", ["kitchen-head"]);
  const accountant = await kitchen.person("Rina Akuntan", ["accountant"]);
  const fieldAssistant = await kitchen.person("Anto Aslap", ["field-assistant"]);
  const people: FortnightPerson[] = [];
  for (let index = 0; index < peopleCount; index += 1) people.push(await employ(kitchen, index));
  const visits = visitsOf(peopleCount, createSeededRandom(seed));
  await rosterAll(kitchen, people);
  await playNights(kitchen, { people, visits, head });
  await approveOvertimes(kitchen, { people, visits, head });
  clock.advance(Math.max(0, at("2026-11-22", "16:00") - clock.nowMs()));
  const worked = people.map((person, index) =>
    slowModel(
      person,
      visits.filter((visit) => visit.personIndex === index),
    ),
  );
  const earning = worked.filter((each) => each.workedMs > 0);
  return {
    kitchen,
    people,
    head,
    accountant,
    fieldAssistant,
    expectedIdrByStaff: new Map(earning.map((each) => [each.staffId, each.amountIdr])),
    expectedWorkedMsByStaff: new Map(earning.map((each) => [each.staffId, each.workedMs])),
  };
}

function at(date: string, clockTime: string): number {
  return msFromLocal(date, clockTime, ZONE);
}

async function found(kitchen: PeopleKitchen): Promise<void> {
  const fields = { siteName: "SPPG Sentosa", siteCode: "SPPG-0417", timeZone: ZONE, capacityClass: "regular" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  const overtime = {
    settingKey: "pay.overtime-hour",
    value: OVERTIME_HOUR_IDR,
    source: "kesepakatan",
    effectiveFromDate: "2026-11-09",
    reason: "Lembur dibayar",
  };
  await kitchen.accepted("change-setting", overtime, { as: SYSTEM });
  for (const { shiftCode, startTime, endTime } of SHIFTS) {
    await kitchen.accepted(
      "define-shift",
      {
        shiftCode,
        name: shiftCode,
        startTime,
        endTime,
        isStartOnEveBefore: false,
        earlyInMs: HOUR_MS,
        lateGraceMs: 10 * MINUTE_MS,
        earlyOutGraceMs: 10 * MINUTE_MS,
        overtimeAfterMs: 30 * MINUTE_MS,
        closeAfterMs: 4 * HOUR_MS,
        unpaidBreakMs: BREAK_MS,
      },
      { as: SYSTEM },
    );
  }
}

async function employ(kitchen: PeopleKitchen, index: number): Promise<FortnightPerson> {
  const roles: readonly SiteRole[] = [index % 5 === 0 ? "delivery-staff" : "kitchen-staff"];
  const person = await kitchen.person(`Relawan ${String(index + 1).padStart(2, "0")}`, roles);
  const payBasis = index % 3 === 0 ? "hour" : "day";
  const rateIdr = payBasis === "hour" ? 12_001 + index : 100_001 + 137 * index;
  const pay = { payBasis, rateIdr, ...(index % 4 !== 0 && { bankAccount: `BRI 0417${1_000 + index}` }) };
  await kitchen.accepted("set-staff-pay", { staffId: person.staffId, pay }, { as: SYSTEM });
  const badge = { badgeKind: "card", text: cardOf(index) };
  const badgeId = kitchen.makeId("badge");
  await kitchen.accepted("issue-badge", { staffId: person.staffId, badgeId, badge }, { as: SYSTEM });
  return { ...person, payBasis, rateIdr };
}

function cardOf(index: number): string {
  return `CARD${String(10_000 + index)}`;
}
function shiftOf(personIndex: number): Shift {
  return present(SHIFTS[personIndex % SHIFTS.length], "a shift");
}

/** Late comers, half days, overtime approved in part, forgotten check-outs, people who do not come, two on a free Sunday. */
function visitsOf(peopleCount: number, random: () => number): readonly Visit[] {
  const visits: Visit[] = [];
  const minutes = (from: number, to: number) => Math.floor(from + random() * (to - from)) * MINUTE_MS;
  for (const date of DATES) {
    for (let personIndex = 0; personIndex < peopleCount; personIndex += 1) {
      const { startTime, endTime } = shiftOf(personIndex);
      const startMs = at(date, startTime);
      const endMs = at(date, endTime);
      const visit = { personIndex, date, isForgotten: false, isRostered: true, approvedOvertimeMs: 0 };
      const inAtMs = startMs + minutes(-20, 8);
      if (date === SUNDAY) {
        // Nobody is rostered: one comes for five hours, one for three.
        const staysMs = personIndex === 1 ? 5 * HOUR_MS : personIndex === 2 ? 3 * HOUR_MS : 0;
        if (staysMs > 0) visits.push({ ...visit, inAtMs: startMs, outAtMs: startMs + staysMs, isRostered: false });
        continue;
      }
      const chance = random();
      if (chance < 0.05) continue;
      if (chance < 0.13) visits.push({ ...visit, inAtMs: startMs + minutes(15, 60), outAtMs: endMs + minutes(0, 20) });
      else if (chance < 0.2) visits.push({ ...visit, inAtMs, outAtMs: inAtMs + minutes(120, 200) });
      else if (chance < 0.3) {
        const overtimeMs = minutes(45, 150);
        const approvedOvertimeMs = random() < 0.7 ? Math.floor(overtimeMs / 2) : 0;
        visits.push({ ...visit, inAtMs, outAtMs: endMs + overtimeMs, approvedOvertimeMs });
      } else if (chance < 0.36) visits.push({ ...visit, inAtMs, outAtMs: endMs, isForgotten: true });
      else visits.push({ ...visit, inAtMs, outAtMs: endMs + minutes(0, 20) });
    }
  }
  return visits;
}

async function rosterAll(kitchen: PeopleKitchen, people: readonly FortnightPerson[]): Promise<void> {
  for (const serviceDate of DATES) {
    if (serviceDate === SUNDAY) continue;
    const entries = people.map(({ staffId }, index) => ({ staffId, shiftCodes: [shiftOf(index).shiftCode] }));
    await kitchen.accepted("set-roster", { serviceDate, entries }, { as: SYSTEM });
  }
}

/** Everything at the terminal in the order it happened: cards, and an hour after a forgotten end the asking for it. */
async function playNights(
  kitchen: PeopleKitchen,
  parts: { readonly people: readonly FortnightPerson[]; readonly visits: readonly Visit[]; readonly head: TestPerson },
): Promise<void> {
  const terminal = await kitchen.device("attendance", "Absensi 1");
  const console = await kitchen.device("manager", "Konsol");
  const acts = parts.visits
    .flatMap((visit) => [
      { visit, atMs: visit.inAtMs, act: "punch" as const },
      visit.isForgotten
        ? { visit, atMs: visit.outAtMs + HOUR_MS, act: "ask" as const }
        : { visit, atMs: visit.outAtMs, act: "punch" as const },
    ])
    .toSorted((left, right) => left.atMs - right.atMs);
  for (const { visit, atMs, act } of acts) {
    kitchen.clock.advance(Math.max(0, atMs - kitchen.clock.nowMs()));
    const terminalAct = { as: kitchen.actorAt(terminal), occurredAtMs: atMs };
    const badge = cardOf(visit.personIndex);
    if (act === "punch") {
      await kitchen.accepted("record-punch", { punchId: kitchen.makeId("punch"), badge }, terminalAct);
      continue;
    }
    const { staffId } = present(parts.people[visit.personIndex], "the person");
    const stay = present(
      staysOf(kitchen, staffId).find((each) => each.serviceDate === visit.date),
      "the stay that was never ended",
    );
    const correctionId = kitchen.makeId("correction");
    const { sessionId, serviceDate } = stay;
    const asked = { correctionId, badge, sessionId, serviceDate, outAtMs: visit.outAtMs, reasonCode: "forgot-out" };
    await kitchen.accepted("request-correction", asked, terminalAct);
    const as = kitchen.actorAt(console, parts.head, [parts.head]);
    await kitchen.accepted("approve-correction", { correctionId }, { as });
  }
}

interface Stay {
  readonly sessionId: string;
  readonly serviceDate: string;
  readonly outAtMs: number | null;
  readonly overtimeMs: number;
}
function staysOf(kitchen: PeopleKitchen, staffId: string): readonly Stay[] {
  return kitchen.ask("stays", { ...FORTNIGHT, staffId }) as readonly Stay[]; // rows of the query
}

async function approveOvertimes(
  kitchen: PeopleKitchen,
  parts: { readonly people: readonly FortnightPerson[]; readonly visits: readonly Visit[]; readonly head: TestPerson },
): Promise<void> {
  const console = await kitchen.device("manager", "Konsol Kepala");
  for (const visit of parts.visits.filter((each) => each.approvedOvertimeMs > 0)) {
    const { staffId } = present(parts.people[visit.personIndex], "the person");
    const stay = present(
      staysOf(kitchen, staffId).find((each) => each.serviceDate === visit.date && each.overtimeMs > 0),
      "the stay with overtime",
    );
    const body = { staffId, sessionId: stay.sessionId, approvedMs: visit.approvedOvertimeMs };
    await kitchen.accepted("approve-overtime", body, { as: kitchen.actorAt(console, parts.head, [parts.head]) });
  }
}

/** Every half day and every millisecond paid by itself, in parts of a rupiah so small that each is a whole number of them. */
function slowModel(person: FortnightPerson, visits: readonly Visit[]) {
  const partsPerIdr = 2n * BigInt(HOUR_MS);
  let parts = 0n;
  let workedMs = 0;
  for (const visit of visits) {
    const staysMs = visit.outAtMs - visit.inAtMs - (visit.isRostered ? BREAK_MS : 0);
    workedMs += staysMs;
    // Less than half of a shift of eight hours less its break; outside the roster of a day of eight hours.
    const isHalf = staysMs < (visit.isRostered ? (8 * HOUR_MS - BREAK_MS) / 2 : 4 * HOUR_MS);
    if (person.payBasis === "day") parts += (isHalf ? 1n : 2n) * BigInt(person.rateIdr) * BigInt(HOUR_MS);
    else
      for (let minute = 0; minute < staysMs / MINUTE_MS; minute += 1)
        parts += BigInt(MINUTE_MS) * BigInt(person.rateIdr) * 2n;
    parts += BigInt(visit.approvedOvertimeMs) * BigInt(OVERTIME_HOUR_IDR) * 2n;
  }
  return { staffId: person.staffId, workedMs, amountIdr: Number(parts / partsPerIdr) };
}
