import { sessionMaxMs } from "#domains/attendance/settings.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { addDays, type Clock, type LocalDate } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import { attendanceTerminals } from "#main/domains/devices/queries.ts";
import { personOn } from "#main/domains/people/queries.ts";
import { rosteredShift } from "#domains/attendance/shift-match.ts";
import { approvedLeaves, openStays, unansweredRoster } from "./queries.ts";
import { shiftOn } from "./shifts.ts";

/** Real time between two looks; a demo kitchen's hours pass in seconds (house rule). */
export const ATTENDANCE_LOOK_EVERY_MS = 5_000;
/** Service dates behind today that are still looked at: a terminal's queue is believed for seven days. */
const DAYS_BACK_COUNT = 7;

/** What a terminal last said of the records it still holds. */
export interface TerminalHeard {
  /** Null until the terminal has said so on its present connection. */
  readonly unsent: { readonly count: number; readonly saidAtMs: number } | null;
}

export interface AttendanceWatcherDeps {
  readonly store: Pick<KitchenStore, "bus" | "reader" | "status">;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly heard: (deviceId: string) => TerminalHeard | undefined;
  readonly log: Pick<Log, "warn">;
}

export interface AttendanceWatcher {
  look(): Promise<void>;
}

/**
 * What nobody punches (DOMAIN.md §4.4): an open stay that outlived `attendance.session-max` has no end, and a rostered shift
 * whose window has closed without a punch is an absence, once every terminal has delivered what it held. Remembers nothing:
 * the store says what was recorded, so a restart repeats nothing.
 */
export function createAttendanceWatcher(deps: AttendanceWatcherDeps): AttendanceWatcher {
  const { store, clock, makeId, log } = deps;

  async function submit(type: string, body: object): Promise<void> {
    const { answer } = await store.bus.submit({
      commandId: makeId("command"),
      type,
      body,
      occurredAtMs: clock.nowMs(),
      actor: SYSTEM_ACTOR,
    });
    if (answer.kind === "rejected") log.warn({ event: "attendance-not-recorded", type, code: answer.rejection.code });
  }

  return {
    look: async () => {
      const nowMs = clock.nowMs();
      const { reader } = store;
      // A clock that jumped would end stays and call people absent that are not.
      if (!siteProfile(reader).isFounded || store.status().isClockUntrusted) return;
      const today = serviceDateAt(reader, nowMs);
      const maxMs = settingReader(reader, today)(sessionMaxMs).value;
      for (const stay of openStays(reader)) {
        const isOver = stay.inAtMs !== null && nowMs - stay.inAtMs > maxMs;
        if (isOver) await submit("mark-incomplete", { staffId: stay.staffId, sessionId: stay.sessionId });
      }
      for (const absence of absencesDue(deps, today, nowMs)) await submit("record-absence", absence);
    },
  };
}

interface AbsenceDue {
  readonly staffId: string;
  readonly serviceDate: LocalDate;
  readonly shiftCode: string;
}

/** Rostered shifts whose window has closed without a stay, a leave or an absence. */
function absencesDue(deps: AttendanceWatcherDeps, today: LocalDate, nowMs: number): readonly AbsenceDue[] {
  const { reader } = deps.store;
  const fromDate = addDays(today, -DAYS_BACK_COUNT);
  const unanswered = unansweredRoster(reader, fromDate, today);
  if (unanswered.length === 0) return [];
  const leaves = approvedLeaves(reader, fromDate, today);
  return unanswered.filter(({ staffId, serviceDate, shiftCode }) => {
    const known = shiftOn(reader, shiftCode, serviceDate);
    if (known === undefined) return false;
    // Who has left is still on rosters written before.
    const endDate = personOn(reader, staffId, serviceDate)?.endDate ?? null;
    if (endDate !== null && serviceDate > endDate) return false;
    const isOnLeave = leaves.some(
      (leave) => leave.staffId === staffId && leave.fromDate <= serviceDate && leave.toDate >= serviceDate,
    );
    const closesAtMs = rosteredShift(known.shift, serviceDate).endAtMs + known.shift.closeAfterMs;
    return !isOnLeave && nowMs > closesAtMs && haveAllDelivered(deps, closesAtMs);
  });
}

/**
 * Whether every terminal in use has said since an instant that it has nothing left to send (UX.md §5.9). A kitchen without a
 * terminal cannot know who came: nobody is called absent there.
 */
function haveAllDelivered({ store, heard }: AttendanceWatcherDeps, sinceMs: number): boolean {
  const terminals = attendanceTerminals(store.reader);
  return (
    terminals.length > 0 &&
    terminals.every((deviceId) => {
      // When it said so, not when it was last seen: a connection found broken later says nothing of what was held.
      const terminal = heard(deviceId);
      return terminal?.unsent?.count === 0 && terminal.unsent.saidAtMs > sinceMs;
    })
  );
}
