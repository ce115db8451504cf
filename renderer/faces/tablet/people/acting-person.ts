import type { StaffSession } from "#contract/lan-protocol.ts";

/** With several people at one tablet, a chip that nobody touched for this long no longer stands for who is there. */
export const ACTING_FORGOTTEN_AFTER_MS = 3 * 60_000;

/** Who the next act is written to, and when they last did something here. */
export interface ActingChoice {
  readonly staffId: string;
  /** Monotonic time of the last touch by this choice. */
  readonly touchedMonotonicMs: number;
}

/**
 * The person the next act belongs to. One person present needs no choosing; of several, the one whose chip was tapped
 * last, until the tablet lay untouched long enough for another to have come.
 */
export function actingPerson(options: {
  readonly present: readonly StaffSession[];
  readonly choice: ActingChoice | null;
  readonly nowMonotonicMs: number;
}): StaffSession | null {
  const { present, choice, nowMonotonicMs } = options;
  const [only] = present;
  if (present.length === 1 && only !== undefined) return only;
  if (choice === null) return null;
  if (nowMonotonicMs - choice.touchedMonotonicMs > ACTING_FORGOTTEN_AFTER_MS) return null;
  return present.find(({ staffId }) => staffId === choice.staffId) ?? null;
}

/** Sessions still running at a kitchen time; those kept on disk may have ended while the tablet was away. */
export function runningSessions(sessions: readonly StaffSession[], nowMs: number): readonly StaffSession[] {
  return sessions.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
}
