import { DAY_MS, HOUR_MS, MINUTE_MS, type Clock, type LocalDate } from "#kernel/time.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

interface ThrottleTables {
  readonly attempt_throttle: {
    subject: string;
    wrong_count: number;
    wrong_at_ms: number;
    locked_until_ms: number;
  };
}
const throttleSql = createSqlBuilder<ThrottleTables>();

/** Who or what is counted: a person's number, a device's keypad, an address that names pairing codes. */
export type ThrottleSubject =
  | `staff:${string}`
  | `device:${string}`
  | `terminal:${string}`
  | `terminal-day:${string}`
  | `address:${string}`;

/**
 * Wrong tries are forgotten after this long without another. A person's count ends with a right number; a device's does
 * not, or whoever knows one number could guess others for ever.
 */
const QUIET_MS_BY_KIND: Readonly<Record<string, number>> = {
  staff: 12 * HOUR_MS,
  device: 15 * MINUTE_MS,
  terminal: 15 * MINUTE_MS,
  address: HOUR_MS,
};
/**
 * A terminal's keypad serves everybody: slips of a whole queue must not add up to a lock, so below a lock only wrong tries
 * close together count (UX.md §3.2: five in 60 s).
 */
const TERMINAL_SLIPS_MS = MINUTE_MS;
/**
 * Who guesses slowly enough never fills a minute: what a terminal is given wrong is counted over the service day too, and
 * from a number of tries no queue makes each further one locks, longer each time (decision 0021).
 */
const TERMINAL_DAY = "terminal-day";
const ROWS_KEPT_MS = DAY_MS;

/** The figures in force (`pin.tries`, `pin.lock`, `pin.terminal-day-tries`). */
export interface ThrottleLimits {
  readonly dayTriesCount: number;
  readonly mostLockMs: number;
  readonly triesCount: number;
  readonly firstLockMs: number;
  readonly nextLockMs: number;
}

/** Counts wrong numbers and codes durably: a restart of the kitchen PC forgives nothing. */
export interface Throttle {
  /** Until when nothing is tried for a subject; null when it may be. */
  lockedUntilMs(subject: ThrottleSubject): number | null;
  /** Counts one wrong try for each subject; gives the tries the first one has left. */
  wrong(...subjects: readonly [ThrottleSubject, ...ThrottleSubject[]]): { readonly triesLeftCount: number };
  /** A right number ends a person's count. */
  right(subject: ThrottleSubject): void;
}

interface Counted {
  readonly wrongCount: number;
  readonly wrongAtMs: number;
  readonly lockedUntilMs: number;
}

export function createThrottle(deps: {
  readonly reader: ReadableDb;
  readonly write: <Value>(work: (db: WritableDb) => Value) => Value;
  readonly clock: Pick<Clock, "nowMs">;
  readonly limits: () => ThrottleLimits;
  /** The service date of an instant. */
  readonly serviceDateAt: (atMs: number) => LocalDate;
  /** The disk refused to keep a count; it is kept in memory meanwhile. */
  readonly onUnwritten: (error: unknown) => void;
}): Throttle {
  /** Counts the disk refused; they hold until they can be written. */
  const unwritten = new Map<ThrottleSubject, Counted>();

  function read(subject: ThrottleSubject): Counted {
    const kept = unwritten.get(subject);
    if (kept !== undefined) return kept;
    const row = deps.reader.first(
      throttleSql.selectFrom("attempt_throttle").selectAll().where("subject", "=", subject),
    );
    return {
      wrongCount: row?.wrong_count ?? 0,
      wrongAtMs: row?.wrong_at_ms ?? 0,
      lockedUntilMs: row?.locked_until_ms ?? 0,
    };
  }

  function lockedUntilMs(subject: ThrottleSubject): number | null {
    const nowMs = deps.clock.nowMs();
    const { lockedUntilMs: untilMs } = read(subject);
    // Further away than any lock: the clock was set back, and nobody may stay locked out for years.
    return untilMs > nowMs && untilMs - nowMs <= longestLockMs(subject, deps.limits()) ? untilMs : null;
  }

  function counted(subject: ThrottleSubject, limits: ThrottleLimits): Counted {
    const nowMs = deps.clock.nowMs();
    const before = read(subject);
    const kind = kindOf(subject);
    if (kind === TERMINAL_DAY) {
      const isSameDay = deps.serviceDateAt(before.wrongAtMs) === deps.serviceDateAt(nowMs);
      return countedOfDay(isSameDay ? before.wrongCount + 1 : 1, limits, nowMs);
    }
    const isSlip = kind === "terminal" && before.wrongCount < limits.triesCount;
    const quietMs = isSlip ? TERMINAL_SLIPS_MS : (QUIET_MS_BY_KIND[kind] ?? 0);
    const isForgotten = Math.abs(nowMs - before.wrongAtMs) >= quietMs;
    const wrongCount = isForgotten ? 1 : before.wrongCount + 1;
    const isFull = wrongCount % limits.triesCount === 0;
    const lockMs = wrongCount === limits.triesCount ? limits.firstLockMs : limits.nextLockMs;
    return { wrongCount, wrongAtMs: nowMs, lockedUntilMs: isFull ? nowMs + lockMs : 0 };
  }

  function keep(changes: readonly (readonly [ThrottleSubject, Counted])[]): void {
    try {
      deps.write((db) => {
        for (const [subject, count] of changes) writeCount(db, subject, count);
        const beforeMs = deps.clock.nowMs() - ROWS_KEPT_MS;
        db.run(throttleSql.deleteFrom("attempt_throttle").where("wrong_at_ms", "<", beforeMs));
      });
      for (const [subject] of changes) unwritten.delete(subject);
    } catch (error) {
      for (const [subject, count] of changes) unwritten.set(subject, count);
      deps.onUnwritten(error);
    }
  }

  return {
    lockedUntilMs,
    wrong: (...subjects) => {
      const limits = deps.limits();
      const changes = subjects.map((subject) => [subject, counted(subject, limits)] as const);
      keep(changes);
      const wrongCount = changes[0]?.[1].wrongCount ?? 0;
      return { triesLeftCount: (limits.triesCount - (wrongCount % limits.triesCount)) % limits.triesCount };
    },
    right: (subject) => {
      if (read(subject).wrongCount === 0) return;
      keep([[subject, { wrongCount: 0, wrongAtMs: deps.clock.nowMs(), lockedUntilMs: 0 }]]);
    },
  };
}

/** Nothing but the day's end forgets: a right number is somebody else's, or a guesser's own. */
function countedOfDay(wrongCount: number, limits: ThrottleLimits, nowMs: number): Counted {
  const beyondCount = wrongCount - limits.dayTriesCount;
  const lockMs = Math.min(limits.mostLockMs, limits.nextLockMs * 2 ** beyondCount);
  return { wrongCount, wrongAtMs: nowMs, lockedUntilMs: beyondCount < 0 ? 0 : nowMs + lockMs };
}

function longestLockMs(subject: ThrottleSubject, { nextLockMs, mostLockMs }: ThrottleLimits): number {
  return kindOf(subject) === TERMINAL_DAY ? Math.max(nextLockMs, mostLockMs) : nextLockMs;
}

function kindOf(subject: ThrottleSubject): string {
  return subject.slice(0, subject.indexOf(":"));
}

function writeCount(db: WritableDb, subject: ThrottleSubject, count: Counted): void {
  const values = {
    wrong_count: count.wrongCount,
    wrong_at_ms: count.wrongAtMs,
    locked_until_ms: count.lockedUntilMs,
  };
  db.run(
    throttleSql
      .insertInto("attempt_throttle")
      .values({ subject, ...values })
      .onConflict((conflict) => conflict.column("subject").doUpdateSet(values)),
  );
}
