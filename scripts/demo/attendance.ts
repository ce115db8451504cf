import { MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import type { CastMember } from "./cast.ts";
import type { FloorDevice } from "./floor-device.ts";
import { minutes, until, type Night } from "./night-context.ts";

/** Somebody of the cast with the card they carry. */
export interface CardHolder {
  readonly member: CastMember;
  readonly staffId: string;
  readonly cardText: string;
}

interface DemoShift {
  readonly shiftCode: string;
  readonly name: string;
  readonly divisionCodes: readonly string[];
  readonly startTime: string;
  readonly endTime: string;
}

/** When the demo kitchen's divisions work: its own habit, not a rule. Nobody comes before the night begins to be played. */
export const DEMO_SHIFTS: readonly DemoShift[] = [
  { shiftCode: "kantor", name: "Kantor", divisionCodes: ["kantor"], startTime: "01:30", endTime: "09:30" },
  { shiftCode: "siapkan", name: "Persiapan", divisionCodes: ["persiapan"], startTime: "01:30", endTime: "09:00" },
  { shiftCode: "masak", name: "Pengolahan", divisionCodes: ["pengolahan"], startTime: "01:30", endTime: "09:30" },
  { shiftCode: "porsi", name: "Pemorsian", divisionCodes: ["pemorsian"], startTime: "03:30", endTime: "10:30" },
  { shiftCode: "kirim", name: "Distribusi", divisionCodes: ["distribusi"], startTime: "05:30", endTime: "12:30" },
  { shiftCode: "cuci", name: "Pencucian", divisionCodes: ["pencucian"], startTime: "11:00", endTime: "17:30" },
];

/** The body of `define-shift`: windows as the settings offer them (DOMAIN.md §8). */
export function shiftBody({ shiftCode, name, startTime, endTime }: DemoShift): Readonly<Record<string, unknown>> {
  return {
    shiftCode,
    name,
    startTime,
    endTime,
    isStartOnEveBefore: false,
    earlyInMs: 60 * MINUTE_MS,
    lateGraceMs: 10 * MINUTE_MS,
    earlyOutGraceMs: 10 * MINUTE_MS,
    overtimeAfterMs: 30 * MINUTE_MS,
    closeAfterMs: 240 * MINUTE_MS,
    unpaidBreakMs: 30 * MINUTE_MS,
  };
}

export function shiftOf(member: CastMember): DemoShift | undefined {
  return DEMO_SHIFTS.find(({ divisionCodes }) => divisionCodes.includes(member.divisionCode));
}

/** When somebody leaves at the earliest, of those who do; null for whoever has no shift. */
export function leavesAtMs(member: CastMember, serviceDate: string, timeZone: TimeZone): number | null {
  const shift = shiftOf(member);
  if (shift === undefined) return null;
  return msFromLocal(serviceDate, shift.endTime, timeZone) + (STORIES[member.key]?.staysMin ?? 0) * MINUTE_MS;
}

/** A card's number as a reader gives it: invented, the same for the same place in the cast. */
export function cardTextOf(index: number): string {
  return `04DE${String(index + 1).padStart(4, "0")}`;
}

/** What goes otherwise for one person; the others come in time and leave when their shift ends. */
interface ArrivalStory {
  readonly lateMin?: number;
  readonly isAbsent?: true;
  readonly isTappingTwice?: true;
  readonly isForgettingToLeave?: true;
  /** Works on that long after the shift's end. */
  readonly staysMin?: number;
  /** Took a colleague's card first: “Bukan saya”, then the own one. */
  readonly takesCardOf?: string;
}

const STORIES: Readonly<Record<string, ArrivalStory>> = {
  // Whoever releases and whoever packs stay until the second wave has left; a day of more than eight hours is not rostered.
  nutritionist: { staysMin: 90 },
  portion: { staysMin: 20 },
  "volunteer-2": { isTappingTwice: true },
  "volunteer-3": { lateMin: 14 },
  "volunteer-6": { isForgettingToLeave: true },
  "volunteer-7": { takesCardOf: "volunteer-12" },
  "volunteer-11": { isAbsent: true },
  "volunteer-17": { lateMin: 26 },
};

/** Plays everybody's coming and going at the front desk; resolves when the last has left. */
export async function playAttendance(
  night: Night,
  desk: { readonly terminal: FloorDevice; readonly people: readonly CardHolder[]; readonly timeZone: TimeZone },
): Promise<void> {
  const { terminal, people, timeZone } = desk;
  const cardByKey = new Map(people.map(({ member, cardText }) => [member.key, cardText]));
  await Promise.all(
    people.map(async ({ member, cardText }) => {
      const shift = shiftOf(member);
      const story = STORIES[member.key] ?? {};
      if (shift === undefined || story.isAbsent === true) return;
      const at = (clock: string) => msFromLocal(night.plan.serviceDate, clock, timeZone);
      const earlyMs = (2 + night.random() * 16) * MINUTE_MS;
      await until(night, at(shift.startTime) - earlyMs + earlyMs * Number(story.lateMin !== undefined));
      await minutes(night, story.lateMin ?? night.random() * 3);
      const wrongCard = cardByKey.get(story.takesCardOf ?? "");
      if (wrongCard !== undefined) await takeWrongCard(night, terminal, wrongCard);
      await punch(night, terminal, cardText);
      if (story.isTappingTwice === true) await punch(night, terminal, cardText);
      if (story.isForgettingToLeave === true) return;
      const leavesMs = leavesAtMs(member, night.plan.serviceDate, timeZone) ?? 0;
      await until(night, leavesMs + night.random() * 6 * MINUTE_MS);
      await punch(night, terminal, cardText);
    }),
  );
}

async function takeWrongCard(night: Night, terminal: FloorDevice, cardText: string): Promise<void> {
  const result = await punch(night, terminal, cardText);
  const { staffId, punchId } = result;
  if (staffId === undefined || punchId === undefined) return;
  const answer = await terminal.send({
    type: "withdraw-punch",
    body: { staffId, punchId, reasonCode: "wrong-person" },
  });
  const isWithdrawn = answer.kind === "accepted";
  night.say(isWithdrawn ? "absensi: kartu tertukar, “Bukan saya”" : `ditolak: ${JSON.stringify(answer.rejection)}`);
}

async function punch(
  night: Night,
  terminal: FloorDevice,
  cardText: string,
): Promise<Readonly<Record<string, unknown>>> {
  const body = { punchId: terminal.makeId("punch"), badge: cardText };
  const answer = await terminal.send({ type: "record-punch", body });
  if (answer.kind === "accepted") return answer.result;
  night.say(`absensi ditolak: ${JSON.stringify(answer.rejection)}`);
  return {};
}
