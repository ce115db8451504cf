import { HOUR_MS, localFromMs, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";

/** A wall that was off at its hour tests itself within this time after it, and then not before the next day. */
export const SOUND_TEST_WINDOW_MS = 30 * MINUTE_MS;
/** Tests are a day apart; this much less, since the hour may be moved. */
const SOUND_TEST_GAP_MS = 12 * HOUR_MS;

/** Whether a wall sounds its self-test tone now (UX.md §2.4): once a day, at the quiet hour, never over an open alarm. */
export function isSoundTestDue(at: {
  readonly nowMs: number;
  readonly timeZone: TimeZone;
  /** `wall.sound-test-at`. */
  readonly clock: string;
  /** The last one the kitchen has on record. */
  readonly testedAtMs: number | null;
  readonly isAlarmOpen: boolean;
}): boolean {
  if (at.isAlarmOpen) return false;
  const sinceMs = at.nowMs - msFromLocal(localFromMs(at.nowMs, at.timeZone).date, at.clock, at.timeZone);
  const isTested = at.testedAtMs !== null && at.nowMs - at.testedAtMs < SOUND_TEST_GAP_MS;
  return sinceMs >= 0 && sinceMs < SOUND_TEST_WINDOW_MS && !isTested;
}
