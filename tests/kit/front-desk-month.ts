import { present } from "#kernel/assert.ts";
import { addDays, DAY_MS, HOUR_MS, MINUTE_MS, msFromLocal, SECOND_MS } from "#kernel/time.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import { createAttendanceWatcher } from "#main/domains/attendance/watcher.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "./people-kitchen.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { createTestClock, type TestClock } from "./test-kitchen.ts";

const ZONE = "Asia/Jakarta";
const PEOPLE_COUNT = 20;
const FIRST_DATE = "2026-11-02";
const DAY_COUNT = 30;
/** One roster is written when its shifts are already under way. */
const LATE_ROSTER_DATE = "2026-11-12";

export const attendanceShift = {
  name: "Masak malam",
  isStartOnEveBefore: false,
  earlyInMs: HOUR_MS,
  lateGraceMs: 10 * MINUTE_MS,
  earlyOutGraceMs: 10 * MINUTE_MS,
  overtimeAfterMs: 30 * MINUTE_MS,
  closeAfterMs: 4 * HOUR_MS,
  unpaidBreakMs: 30 * MINUTE_MS,
};
const SHIFTS = [
  { ...attendanceShift, shiftCode: "masak", startTime: "00:30", endTime: "08:30" },
  { ...attendanceShift, shiftCode: "cuci", name: "Cuci", startTime: "13:00", endTime: "20:00" },
] as const;
const shiftOf = (index: number) => present(SHIFTS[index % SHIFTS.length], "a shift");

export interface AttendanceMonth {
  readonly kitchen: PeopleKitchen;
  readonly clock: TestClock;
  readonly people: readonly TestPerson[];
  readonly head: TestPerson;
  /** Every stay of the month, asked person by person. */
  stays(): readonly StayRow[];
}

interface Act {
  readonly atMs: number;
  readonly run: () => Promise<unknown>;
}

/**
 * A month of twenty people with all that happens at a front desk: forgotten ends, swapped shifts, double taps, a terminal
 * that was cut off and one with a dead clock, corrections, leave, overtime, punches taken back and turned. Seeded: the same
 * month every time.
 */
export async function playAttendanceMonth(seed = 20_261_101): Promise<AttendanceMonth> {
  const random = createSeededRandom(seed);
  const clock = createTestClock(msFromLocal("2026-11-01", "12:00", ZONE));
  const kitchen = createPeopleKitchen({ clock });
  const fields = { siteName: "SPPG Uji", timeZone: ZONE, capacityClass: "regular" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  const terminals = [await kitchen.device("attendance", "Absensi 1"), await kitchen.device("attendance", "Absensi 2")];
  const desk = await kitchen.device("manager", "Konsol");
  const head = await kitchen.person("Rina Hartati", ["kitchen-head"]);
  for (const shift of SHIFTS) await kitchen.accepted("define-shift", shift, { as: SYSTEM });
  const people: TestPerson[] = [];
  for (let index = 0; index < PEOPLE_COUNT; index += 1) {
    const person = await kitchen.person(
      `Orang ${index}`,
      ["kitchen-staff"],
      index % 3 === 0 ? "pencucian" : "pengolahan",
    );
    const badge = { badgeKind: "card", text: cardOf(index) };
    const body = { staffId: person.staffId, badgeId: kitchen.makeId("badge"), badge };
    await kitchen.accepted("issue-badge", body, { as: SYSTEM });
    people.push(person);
  }
  const asHead = () => ({ as: kitchen.actorAt(desk, head, [head]) });
  const watcher = createAttendanceWatcher({
    store: kitchen.store,
    clock,
    makeId: kitchen.makeId,
    heard: () => ({ unsent: { count: 0, saidAtMs: clock.nowMs() } }),
    log: { warn: () => undefined },
  });
  /** Who typed the own number at a terminal. */
  function byNumber(index: number) {
    const person = present(people[index], "a person");
    return kitchen.actorAt(present(terminals[0], "a terminal"), person, [person]);
  }
  const acts: Act[] = [];
  const chance = (share: number) => random() < share;
  const near = (atMs: number, spreadMs: number) => atMs + Math.round((random() - 0.5) * 2 * spreadMs);

  function roster(date: string): void {
    const entries = people.map(({ staffId }, index) => ({ staffId, shiftCodes: [shiftOf(index).shiftCode] }));
    const atMs =
      date === LATE_ROSTER_DATE ? msFromLocal(date, "12:15", ZONE) : msFromLocal(addDays(date, -1), "12:00", ZONE);
    const run = () => kitchen.accepted("set-roster", { serviceDate: date, entries }, { as: SYSTEM });
    acts.push({ atMs, run });
  }

  /** A read of a card; some arrive hours later, some with a clock that was never set. */
  function read(
    person: number,
    atMs: number,
    more: { readonly terminal?: PairedDevice; readonly undo?: "flip" | "withdraw" } = {},
  ) {
    const terminal = more.terminal ?? present(terminals[person % 2], "a terminal");
    const punchId = kitchen.makeId("punch");
    const arrivesAtMs = more.undo === undefined && chance(0.08) ? atMs + Math.round(random() * 6 * HOUR_MS) : atMs;
    const occurredAtMs = chance(0.02) ? 3 * DAY_MS : chance(0.02) ? arrivesAtMs + 5 * HOUR_MS : atMs;
    const as = kitchen.actorAt(terminal);
    const body = { punchId, badge: cardOf(person) };
    acts.push({ atMs: arrivesAtMs, run: () => kitchen.accepted("record-punch", body, { as, occurredAtMs }) });
    if (more.undo === undefined) return;
    const { staffId } = present(people[person], "a person");
    const undone =
      more.undo === "flip"
        ? { type: "flip-punch", body: { staffId, punchId, direction: "out" } }
        : { type: "withdraw-punch", body: { staffId, punchId, reasonCode: "by-mistake" } };
    acts.push({ atMs: atMs + 10 * SECOND_MS, run: () => kitchen.submit(undone.type, undone.body, { as }) });
  }

  function day(person: number, date: string): void {
    if (chance(0.06)) return;
    // A swapped shift: the person comes for the other one, which no roster says.
    const shift = shiftOf(chance(0.05) ? person + 1 : person);
    const startMs = msFromLocal(date, shift.startTime, ZONE);
    const endMs = msFromLocal(date, shift.endTime, ZONE);
    const inAtMs = near(startMs - 25 * MINUTE_MS, 35 * MINUTE_MS);
    if (chance(0.04)) read(person, inAtMs - 5 * MINUTE_MS, { undo: "withdraw" });
    read(person, inAtMs, chance(0.02) ? { undo: "flip" } : {});
    if (chance(0.1))
      read(person, inAtMs + 20 * SECOND_MS, { terminal: present(terminals[(person + 1) % 2], "a terminal") });
    if (chance(0.06)) return askCorrection(person, date, endMs);
    read(person, near(endMs + (chance(0.1) ? 90 * MINUTE_MS : 5 * MINUTE_MS), 10 * MINUTE_MS));
  }

  /** Who forgot to check out asks the next noon; the head decides in the evening. */
  function askCorrection(person: number, date: string, outAtMs: number): void {
    const { staffId } = present(people[person], "a person");
    const correctionId = kitchen.makeId("correction");
    const as = byNumber(person);
    acts.push({
      atMs: msFromLocal(addDays(date, 1), "12:00", ZONE),
      run: async () => {
        const open = staysOf(staffId).find((stay) => stay.serviceDate === date && stay.outAtMs === null);
        if (open === undefined) return;
        const body = { correctionId, sessionId: open.sessionId, serviceDate: date, outAtMs, reasonCode: "forgot-out" };
        await kitchen.accepted("request-correction", body, { as });
      },
    });
    const isGranted = chance(0.7);
    acts.push({
      atMs: msFromLocal(addDays(date, 1), "21:00", ZONE),
      run: () =>
        isGranted
          ? kitchen.submit("approve-correction", { correctionId }, asHead())
          : kitchen.submit("reject-correction", { correctionId, reason: "Tidak terlihat" }, asHead()),
    });
  }

  function leave(person: number, fromDate: string): void {
    const leaveId = kitchen.makeId("leave");
    const as = byNumber(person);
    const body = { leaveId, kind: "sick", fromDate, toDate: addDays(fromDate, 1), reasonCode: "illness" };
    const atMs = msFromLocal(addDays(fromDate, -1), "09:00", ZONE);
    acts.push({ atMs, run: () => kitchen.accepted("request-leave", body, { as }) });
    acts.push({ atMs: atMs + HOUR_MS, run: () => kitchen.accepted("approve-leave", { leaveId }, asHead()) });
  }

  async function approveOvertime(date: string): Promise<void> {
    const rows = people.flatMap(({ staffId }) => staysOf(staffId)).filter((stay) => stay.serviceDate === date);
    for (const { staffId, sessionId, overtimeMs } of rows.filter((stay) => stay.overtimeMs > 0)) {
      await kitchen.accepted("approve-overtime", { staffId, sessionId, approvedMs: overtimeMs }, asHead());
    }
  }

  const staysOf = (staffId: string) =>
    kitchen.ask("stays", { fromDate: "2026-11-01", toDate: "2026-12-31", staffId }) as readonly StayRow[]; // rows of the query

  for (let index = 0; index < DAY_COUNT; index += 1) {
    const date = addDays(FIRST_DATE, index);
    roster(date);
    const isAway = (person: number) =>
      person < 3 && Math.abs(index - 7 * (person + 1)) <= 1 && index >= 7 * (person + 1);
    for (let person = 0; person < PEOPLE_COUNT; person += 1) if (!isAway(person)) day(person, date);
    acts.push({ atMs: msFromLocal(addDays(date, 1), "22:00", ZONE), run: () => approveOvertime(date) });
    for (const clockTime of ["04:00", "16:00", "23:00"]) {
      acts.push({ atMs: msFromLocal(addDays(date, 1), clockTime, ZONE), run: watcher.look });
    }
  }
  for (let person = 0; person < 3; person += 1) leave(person, addDays(FIRST_DATE, 7 * (person + 1)));
  for (const { atMs, run } of acts.toSorted((left, right) => left.atMs - right.atMs)) {
    if (atMs > clock.nowMs()) clock.advance(atMs - clock.nowMs());
    await run();
  }
  return { kitchen, clock, people, head, stays: () => people.flatMap(({ staffId }) => staysOf(staffId)) };
}

const cardOf = (index: number) => `A3F2${(0x1000 + index).toString(16).toUpperCase()}`;
