import type { SiteRole } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import { addDays, dayCountFromLocalDate, HOUR_MS, MINUTE_MS, msFromLocal, type LocalDate } from "#kernel/time.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createAttendanceWatcher } from "#main/domains/attendance/watcher.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { createDataFolder, dataFolderAt } from "#main/store/data-folder.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "./people-kitchen.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { createTestClock } from "./test-kitchen.ts";

const ZONE = "Asia/Makassar";

/** The shifts of an SPPG's night, by division; each paid day is eight hours at most. */
export const MONTH_SHIFTS = [
  {
    shiftCode: "siapkan",
    name: "Siapkan",
    divisionCode: "persiapan",
    startTime: "20:00",
    endTime: "03:30",
    isEve: true,
  },
  {
    shiftCode: "masak",
    name: "Masak malam",
    divisionCode: "pengolahan",
    startTime: "00:30",
    endTime: "08:30",
    isEve: false,
  },
  { shiftCode: "porsi", name: "Porsi", divisionCode: "pemorsian", startTime: "03:00", endTime: "10:00", isEve: false },
  { shiftCode: "kirim", name: "Kirim", divisionCode: "distribusi", startTime: "05:30", endTime: "12:30", isEve: false },
  { shiftCode: "cuci", name: "Cuci", divisionCode: "pencucian", startTime: "10:30", endTime: "17:30", isEve: false },
  { shiftCode: "kantor", name: "Kantor", divisionCode: "kantor", startTime: "07:00", endTime: "15:00", isEve: false },
] as const;

/** People a division: sixty in all. */
const HEAD_COUNTS = [
  ["kantor", 6],
  ["persiapan", 12],
  ["pengolahan", 14],
  ["pemorsian", 16],
  ["distribusi", 7],
  ["pencucian", 5],
] as const;

const FIRST_NAMES =
  "Agus Ani Ayu Bambang Budi Citra Dedi Dewi Dian Eka Endang Fajar Fitri Galih Hadi Hesti Indah Iwan Joko Kartika Lestari Maya Made Nia Nur Oki Putri Rahmat Ratna Rina Rizal Sari Siti Sri Suparman Taufik Tini Umi Wahyu Wati Wayan Yanti Yuli Yusuf Zainal".split(
    " ",
  );
const LAST_NAMES = "Santoso Wijaya Hidayat Lestari Pratama Kusuma Saputra Maulana Rahayu Siregar Nasution Wibowo".split(
  " ",
);

export interface MonthPerson extends TestPerson {
  readonly fullName: string;
  readonly divisionCode: string;
  readonly cardText: string;
}

/** What a generated month left in a data folder. */
export interface AttendanceMonth {
  readonly dates: readonly LocalDate[];
  /** When the month ends: where a server started on the folder takes over. */
  readonly endMs: number;
  readonly people: readonly MonthPerson[];
  readonly head: MonthPerson;
  readonly assistant: MonthPerson;
  /** Pictures named by the punches of the last day. */
  readonly photoIds: readonly string[];
  readonly punchCount: number;
}

/**
 * Plays a month of sixty people at the front desk into a data folder, deterministic by its seed: shifts across midnight, late
 * comers, forgotten ends, swapped shifts, short stays, double taps, sickness, leave and corrections. `toDate` is the last
 * service date, played until 06:00.
 */
export async function playAttendanceMonth(options: {
  readonly dataDir: string;
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
  readonly seed?: number;
}): Promise<AttendanceMonth> {
  const { dataDir, fromDate, toDate } = options;
  createDataFolder(dataFolderAt(dataDir));
  const clock = createTestClock(msFromLocal(addDays(fromDate, -1), "12:00", ZONE));
  const kitchen = createPeopleKitchen({ dataDir, clock, secrets: loadSiteSecrets(dataDir) });
  const random = createSeededRandom(options.seed ?? 20_261_128);
  const dates: LocalDate[] = [];
  for (let date = fromDate; date <= toDate; date = addDays(date, 1)) dates.push(date);
  try {
    const terminal = await foundKitchen(kitchen);
    const people = await addPeople(kitchen);
    const head = present(people[0], "the head");
    const assistant = present(people[1], "the field assistant");
    await writeRoster(kitchen, people, dates);
    const watcher = createAttendanceWatcher({
      store: kitchen.store,
      clock,
      makeId: kitchen.makeId,
      heard: () => ({ unsent: { count: 0, saidAtMs: clock.nowMs() } }),
      log: { warn: () => undefined },
    });
    const endMs = msFromLocal(toDate, "06:00", ZONE);
    const played = await playDays({ kitchen, terminal, people, dates, endMs, random, look: watcher.look });
    return { dates, endMs, people, head, assistant, ...played };
  } finally {
    kitchen.close();
  }
}

async function foundKitchen(kitchen: PeopleKitchen): Promise<PairedDevice> {
  const fields = { siteName: "SPPG Contoh", timeZone: ZONE, capacityClass: "certified-cook" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  for (const [divisionCode, targetHeadCount] of HEAD_COUNTS) {
    const name = divisionCode[0]?.toUpperCase() + divisionCode.slice(1);
    await kitchen.accepted("define-division", { divisionCode, name, targetHeadCount }, { as: SYSTEM });
  }
  for (const { isEve, ...shift } of MONTH_SHIFTS) {
    const figures = { earlyInMs: HOUR_MS, lateGraceMs: 10 * MINUTE_MS, earlyOutGraceMs: 10 * MINUTE_MS };
    const ends = { overtimeAfterMs: 30 * MINUTE_MS, closeAfterMs: 4 * HOUR_MS, unpaidBreakMs: 30 * MINUTE_MS };
    await kitchen.accepted(
      "define-shift",
      { ...shift, isStartOnEveBefore: isEve, ...figures, ...ends },
      { as: SYSTEM },
    );
  }
  return kitchen.device("attendance", "Absensi depan");
}

async function addPeople(kitchen: PeopleKitchen): Promise<readonly MonthPerson[]> {
  const people: MonthPerson[] = [];
  for (const [divisionCode, count] of HEAD_COUNTS) {
    for (let index = 0; index < count; index += 1) {
      const number = people.length;
      const fullName = `${FIRST_NAMES[number % FIRST_NAMES.length]} ${LAST_NAMES[(number * 7 + 3) % LAST_NAMES.length]}`;
      const person = await kitchen.person(fullName, rolesOf(divisionCode, index), divisionCode);
      const cardText = (0xa000_0000 + number * 65_537).toString(16).toUpperCase();
      await kitchen.accepted(
        "issue-badge",
        {
          staffId: person.staffId,
          badgeId: kitchen.makeId("badge"),
          badge: { badgeKind: "card", text: cardText },
        },
        { as: SYSTEM },
      );
      people.push({ ...person, fullName, divisionCode, cardText });
    }
  }
  return people;
}

const OFFICE_ROLES: readonly SiteRole[] = [
  "kitchen-head",
  "field-assistant",
  "accountant",
  "nutritionist",
  "quality-officer",
  "storekeeper",
];

function rolesOf(divisionCode: string, index: number): readonly SiteRole[] {
  if (divisionCode === "kantor") return [OFFICE_ROLES[index] ?? "kitchen-staff"];
  if (index === 0) return ["division-lead"];
  if (divisionCode === "distribusi") return ["delivery-staff"];
  return [divisionCode === "pencucian" ? "wash-staff" : "kitchen-staff"];
}

/** Monday to Saturday; everybody's second day off falls by turns. */
async function writeRoster(
  kitchen: PeopleKitchen,
  people: readonly MonthPerson[],
  dates: readonly LocalDate[],
): Promise<void> {
  for (const date of dates) {
    const entries = people.flatMap((person, index) =>
      isRostered(index, date) ? [{ staffId: person.staffId, shiftCodes: [shiftOf(person).shiftCode] }] : [],
    );
    if (entries.length > 0) {
      await kitchen.accepted("set-roster", { serviceDate: date, entries }, { as: SYSTEM });
    }
  }
}

function shiftOf(person: MonthPerson): (typeof MONTH_SHIFTS)[number] {
  return present(
    MONTH_SHIFTS.find((shift) => shift.divisionCode === person.divisionCode),
    "the division's shift",
  );
}

function isRostered(personIndex: number, date: LocalDate): boolean {
  const dayOfWeek = (dayCountFromLocalDate(date) + 4) % 7;
  return dayOfWeek !== 0 && (dayOfWeek + personIndex) % 9 !== 0;
}

interface Touch {
  readonly atMs: number;
  readonly person: MonthPerson;
  readonly photoId?: string;
}
/** Whole days of sickness and leave, asked for and granted beforehand. */
const LEAVES = [
  { personIndex: 9, kind: "sick", reasonCode: "illness", fromDay: 4, dayCount: 3 },
  { personIndex: 23, kind: "leave", reasonCode: "family", fromDay: 11, dayCount: 2 },
  { personIndex: 40, kind: "leave", reasonCode: "religious", fromDay: 16, dayCount: 1 },
  { personIndex: 51, kind: "sick", reasonCode: "illness", fromDay: 18, dayCount: 2 },
] as const;

async function playDays(run: {
  readonly kitchen: PeopleKitchen;
  readonly terminal: PairedDevice;
  readonly people: readonly MonthPerson[];
  readonly dates: readonly LocalDate[];
  readonly endMs: number;
  readonly random: () => number;
  readonly look: () => Promise<void>;
}): Promise<{ readonly photoIds: readonly string[]; readonly punchCount: number }> {
  const { kitchen, terminal, people, dates, endMs, random } = run;
  const away = await grantLeaves(run);
  const touches = dates
    .flatMap((date) =>
      people.flatMap((person, index): readonly Touch[] =>
        isRostered(index, date) && !away.has(`${date}/${index}`) ? touchesOf(person, date, random) : [],
      ),
    )
    .filter(({ atMs }) => atMs <= endMs)
    .toSorted((left, right) => left.atMs - right.atMs);
  const photoIds: string[] = [];
  let lookedAtMs = kitchen.clock.nowMs();
  for (const { atMs, person } of touches) {
    if (atMs > kitchen.clock.nowMs()) kitchen.clock.advance(atMs - kitchen.clock.nowMs());
    if (atMs - lookedAtMs > 3 * HOUR_MS) {
      await run.look();
      lookedAtMs = atMs;
    }
    const photoId = kitchen.makeId("photo");
    if (endMs - atMs < 12 * HOUR_MS) photoIds.push(photoId);
    const punchId = kitchen.makeId("punch");
    await kitchen.accepted(
      "record-punch",
      { punchId, badge: person.cardText, photoId },
      { as: kitchen.actorAt(terminal) },
    );
  }
  kitchen.clock.advance(Math.max(0, endMs - kitchen.clock.nowMs()));
  await run.look();
  await askCorrections(run);
  return { photoIds, punchCount: touches.length };
}

async function grantLeaves(run: {
  readonly kitchen: PeopleKitchen;
  readonly terminal: PairedDevice;
  readonly people: readonly MonthPerson[];
  readonly dates: readonly LocalDate[];
}): Promise<ReadonlySet<string>> {
  const { kitchen, people, dates } = run;
  const away = new Set<string>();
  const office = await kitchen.device("manager", "Konsol kantor");
  const assistant = present(people[1], "the field assistant");
  for (const { personIndex, kind, reasonCode, fromDay, dayCount } of LEAVES) {
    const [fromDate, toDate] = [dates[fromDay], dates[fromDay + dayCount - 1]];
    const person = people[personIndex];
    if (fromDate === undefined || toDate === undefined || person === undefined) continue;
    const leaveId = kitchen.makeId("leave");
    await kitchen.accepted(
      "request-leave",
      { leaveId, badge: person.cardText, kind, fromDate, toDate, reasonCode },
      { as: kitchen.actorAt(run.terminal) },
    );
    await kitchen.accepted("approve-leave", { leaveId }, { as: kitchen.actorAt(office, assistant, [assistant]) });
    for (let day = fromDay; day < fromDay + dayCount; day += 1) away.add(`${dates[day]}/${personIndex}`);
  }
  return away;
}

/** One person's touches of the terminal on one service date; chance decides what goes wrong. */
function touchesOf(person: MonthPerson, date: LocalDate, random: () => number): readonly Touch[] {
  const shift = shiftOf(person);
  const startMs = msFromLocal(shift.isEve ? addDays(date, -1) : date, shift.startTime, ZONE);
  const endMs = msFromLocal(date, shift.endTime, ZONE);
  const chance = random();
  const minutes = (count: number) => Math.round(count * MINUTE_MS);
  const inAtMs = startMs - minutes(2 + random() * 20);
  const outAtMs = endMs + minutes(random() * 14);
  const touch = (atMs: number): Touch => ({ atMs, person });
  if (chance < 0.02) return [];
  if (chance < 0.1) return [touch(startMs + minutes(12 + random() * 50)), touch(outAtMs)];
  if (chance < 0.115) return [touch(inAtMs)];
  if (chance < 0.125) return [touch(inAtMs), touch(inAtMs + minutes(45 + random() * 60))];
  if (chance < 0.14) return [touch(inAtMs), touch(inAtMs + 20_000), touch(outAtMs)];
  if (chance < 0.17) return [touch(inAtMs), touch(endMs + minutes(40 + random() * 80))];
  if (chance < 0.18) return [touch(startMs + 6 * HOUR_MS), touch(startMs + 13 * HOUR_MS)];
  if (chance < 0.2) return [touch(inAtMs), touch(startMs + minutes(200))];
  return [touch(inAtMs), touch(outAtMs)];
}

/** Who forgot an end within the last days asks for a correction; one asks for leave. */
async function askCorrections(run: {
  readonly kitchen: PeopleKitchen;
  readonly terminal: PairedDevice;
  readonly people: readonly MonthPerson[];
  readonly dates: readonly LocalDate[];
}): Promise<void> {
  const { kitchen, people, dates } = run;
  const toDate = present(dates.at(-1), "the last date");
  const stays = kitchen.ask("stays", { fromDate: addDays(toDate, -6), toDate: addDays(toDate, -1) }) as ReadonlyArray<{
    readonly staffId: string;
    readonly sessionId: string;
    readonly serviceDate: string;
    readonly status: string;
    readonly inAtMs: number;
  }>; // rows of the query as defined
  for (const stay of stays.filter(({ status }) => status === "incomplete").slice(0, 3)) {
    const person = present(
      people.find(({ staffId }) => staffId === stay.staffId),
      "the person of a stay",
    );
    await kitchen.accepted(
      "request-correction",
      {
        correctionId: kitchen.makeId("correction"),
        badge: person.cardText,
        sessionId: stay.sessionId,
        serviceDate: stay.serviceDate,
        outAtMs: stay.inAtMs + 8 * HOUR_MS,
        reasonCode: "forgot-out",
        note: "Terburu-buru naik mobil antar",
      },
      { as: kitchen.actorAt(run.terminal) },
    );
  }
  const asker = present(people[33], "somebody who asks for leave");
  await kitchen.accepted(
    "request-leave",
    {
      leaveId: kitchen.makeId("leave"),
      badge: asker.cardText,
      kind: "leave",
      fromDate: addDays(toDate, 2),
      toDate: addDays(toDate, 3),
      reasonCode: "family",
      note: "Nikahan adik",
    },
    { as: kitchen.actorAt(run.terminal) },
  );
}
