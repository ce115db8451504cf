import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import { sha256Hex } from "#renderer/client/sha256.ts";

/** A front desk at 00:47 of the service day 21 November. */
export const DESK_NOW_MS = msFromLocal("2026-11-21", "00:47", "Asia/Jakarta");

type Command = Extract<ClientFrame, { kind: "command" }>;

export const deskStaffId = (index: number) => `staff_${index.toString(16).padStart(32, "0")}`;

export const DESK_PEOPLE = [
  { name: "Siti A.", badge: "A3F20011" },
  { name: "Budi S.", badge: "482913" },
  { name: "Muhammad Abdurrahman Wahid Kusumawardhana", badge: "S:AB12CD.P.0123456789.ABCDEFGH" },
] as const;

export function deskRoster() {
  return DESK_PEOPLE.map(({ name, badge }, index) => ({
    staffId: deskStaffId(index + 1),
    name,
    badgeDigests: [sha256Hex(badge)],
    openSinceAtMs: null,
  }));
}

export function deskWelcome(): Partial<Extract<ServerFrame, { kind: "welcome" }>> {
  return { face: "attendance", station: null, deviceName: "Absensi depan", sessions: [] };
}

/** The kitchen's answer to a punch of one of the people; `part` says what was different. */
export function punchAccepted(
  command: Command,
  part: Readonly<Record<string, unknown>> = {},
): Extract<ServerFrame, { kind: "accepted" }> {
  const { badge, punchId } = command.body;
  const index = Math.max(
    0,
    DESK_PEOPLE.findIndex((person) => person.badge === badge),
  );
  const result = {
    outcome: "recorded",
    punchId,
    sessionId: String(punchId).replace("punch_", "attendance_session_"),
    staffId: deskStaffId(index + 1),
    name: DESK_PEOPLE[index]?.name,
    direction: "in",
    atMs: command.occurredAtMs,
    serviceDate: "2026-11-21",
    shift: { name: "Pengolahan", startTime: "00:30", endTime: "08:30" },
    lateMs: 0,
    earlyLeaveMs: 0,
    workedMs: 0,
    overtimeMs: 0,
    isShortStay: false,
    isUnrostered: false,
    isClockReplaced: false,
    otherTerminalName: null,
    ...part,
  };
  return { kind: "accepted", commandId: command.commandId, seq: 1, streamId: "s", streamVersion: 1, result };
}

/** A week of one person, as `my-hours` tells it. */
export function deskHours() {
  const week = [
    { day: 16, part: {} },
    { day: 17, part: { status: "late", lateMs: 12 * MINUTE_MS } },
    { day: 18, part: { isCorrected: true } },
    { day: 19, part: { status: "half-day" } },
    { day: 20, part: { status: "incomplete", outAtMs: null } },
    { day: 21, part: { outAtMs: null } },
  ];
  return week.map(({ day, part }) => {
    const inAtMs = DESK_NOW_MS - (21 - day) * DAY_MS;
    return {
      sessionId: `attendance_session_${day.toString(16).padStart(32, "0")}`,
      staffId: deskStaffId(1),
      serviceDate: `2026-11-${day}`,
      shiftCode: "masak",
      inAtMs,
      outAtMs: inAtMs + 8 * HOUR_MS,
      originalInAtMs: inAtMs,
      originalOutAtMs: inAtMs + 8 * HOUR_MS,
      method: "qr",
      status: "present",
      lateMs: 0,
      earlyLeaveMs: 0,
      workedMs: 7.5 * HOUR_MS,
      overtimeMs: 0,
      approvedOvertimeMs: null,
      explanation: null,
      flags: [],
      inPhotoId: null,
      outPhotoId: null,
      isCorrected: false,
      ...part,
    };
  });
}

/** Signs in the first person with any number but 111111. */
export function deskSignedIn(signIn: Extract<ClientFrame, { kind: "sign-in" }>): ServerFrame {
  const { requestId, pin } = signIn;
  if (pin === "111111") return { kind: "error", requestId, code: "sign-in-wrong", data: { triesLeftCount: 4 } };
  const expiresAtMs = DESK_NOW_MS + MINUTE_MS;
  const staff = { staffId: deskStaffId(1), name: DESK_PEOPLE[0].name, roles: [], divisionCode: null, expiresAtMs };
  return { kind: "signed-in", requestId, staff, expiresAtMs };
}
