import { HOUR_MS, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import { createPeopleKitchen, SYSTEM, type PeopleKitchen, type TestPerson } from "./people-kitchen.ts";
import { createTestClock, type TestClock } from "./test-kitchen.ts";

export const NIGHT_SHIFT = {
  shiftCode: "masak",
  name: "Masak malam",
  startTime: "00:30",
  endTime: "08:30",
  isStartOnEveBefore: false,
  earlyInMs: HOUR_MS,
  lateGraceMs: 10 * MINUTE_MS,
  earlyOutGraceMs: 10 * MINUTE_MS,
  overtimeAfterMs: 30 * MINUTE_MS,
  closeAfterMs: 4 * HOUR_MS,
  unpaidBreakMs: 30 * MINUTE_MS,
};

/** A kitchen with a terminal, a console, the night shift, and one cook with a card who is rostered for 21 November 2026. */
export interface AttendanceKitchen extends PeopleKitchen {
  readonly clock: TestClock;
  readonly terminal: PairedDevice;
  readonly desk: PairedDevice;
  readonly cook: TestPerson;
  readonly head: TestPerson;
  /** An instant by the kitchen's clock; of 21 November unless a date is named. */
  at(clockTime: string, date?: string): number;
  /** Moves the clock on to an instant, never back. */
  reach(atMs: number): void;
  /** A card read at a terminal at an instant, arriving then or now. */
  scan(
    atMs: number,
    more?: { readonly badge?: string; readonly device?: PairedDevice; readonly punchId?: string },
  ): ReturnType<PeopleKitchen["submit"]>;
  rosterOf(person: TestPerson, date: string, ...shiftCodes: string[]): Promise<unknown>;
  card(person: TestPerson, text: string): Promise<unknown>;
  staysOf(person: TestPerson): readonly StayRow[];
  countOf(type: string): number;
}

export const COOKS_CARD = "A3F20011";

export async function createAttendanceKitchen(
  options: {
    readonly timeZone?: TimeZone;
    readonly shift?: typeof NIGHT_SHIFT;
    readonly dataDir?: string;
    readonly startAt?: string;
  } = {},
): Promise<AttendanceKitchen> {
  const { timeZone = "Asia/Jakarta", shift = NIGHT_SHIFT, startAt = "2026-11-20" } = options;
  const clock = createTestClock(msFromLocal(startAt, "12:00", timeZone));
  const kitchen = createPeopleKitchen({ clock, ...(options.dataDir !== undefined && { dataDir: options.dataDir }) });
  const fields = { siteName: "SPPG Uji", timeZone, capacityClass: "regular" };
  await kitchen.accepted("update-site-profile", { fields }, { as: SYSTEM });
  const terminal = await kitchen.device("attendance", "Absensi 1");
  const desk = await kitchen.device("manager", "Konsol");
  const cook = await kitchen.person("Budi Santoso", ["kitchen-staff"]);
  const head = await kitchen.person("Rina Hartati", ["kitchen-head"]);
  await kitchen.accepted("define-shift", shift, { as: SYSTEM });

  function reach(atMs: number): void {
    if (atMs > clock.nowMs()) clock.advance(atMs - clock.nowMs());
  }
  const rosterOf: AttendanceKitchen["rosterOf"] = (person, serviceDate, ...shiftCodes) =>
    kitchen.accepted("set-roster", { serviceDate, entries: [{ staffId: person.staffId, shiftCodes }] }, { as: SYSTEM });
  const card: AttendanceKitchen["card"] = (person, text) =>
    kitchen.accepted(
      "issue-badge",
      { staffId: person.staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "card", text } },
      { as: SYSTEM },
    );
  await card(cook, COOKS_CARD);
  await rosterOf(cook, "2026-11-21", shift.shiftCode);
  return {
    ...kitchen,
    clock,
    terminal,
    desk,
    cook,
    head,
    at: (clockTime, date = "2026-11-21") => msFromLocal(date, clockTime, timeZone),
    reach,
    scan: (atMs, { badge = COOKS_CARD, device = terminal, punchId = kitchen.makeId("punch") } = {}) => {
      reach(atMs);
      return kitchen.submit("record-punch", { punchId, badge }, { as: kitchen.actorAt(device), occurredAtMs: atMs });
    },
    rosterOf,
    card,
    staysOf: ({ staffId }) =>
      kitchen.ask("stays", { fromDate: "2026-11-01", toDate: "2027-12-31", staffId }) as readonly StayRow[], // rows of the query
    countOf: (type) =>
      kitchen.store
        .readEvents({ sinceSeq: 0, domains: ["attendance"], limit: 10_000 })
        .filter((event) => event.type === type).length,
  };
}
