import { sql } from "kysely";
import type { HubDatabase } from "#hub/store/database.ts";

/**
 * Guessing is slow, at every node and after every restart: wrong attempts are counted by account and by address. An attempt is
 * counted before it is judged, so many at once do not slip through. From the limit on, each locks twice as long as the last.
 */
export const ATTEMPTS_BEFORE_LOCK = { account: 5, address: 20 } as const;
const LOCK_FIRST_MS = 30_000;
const LOCK_MOST_MS = 15 * 60_000;
/** Slips this far apart are forgotten. */
const FORGET_AFTER_MS = 60 * 60_000;
const FORGET_AT_ONCE_COUNT = 100;

export type AttemptKind = keyof typeof ATTEMPTS_BEFORE_LOCK;

/** Counts an attempt; answers for how long none is taken (then it was not counted), or null. */
export async function countAttempt(
  database: HubDatabase,
  kind: AttemptKind,
  subject: string,
  nowMs: number,
): Promise<number | null> {
  const limit = ATTEMPTS_BEFORE_LOCK[kind];
  const key = `${kind}:${subject}`.slice(0, 300);
  await dropForgotten(database, nowMs);
  return database.inScope({ kind: "console" }, async (db) => {
    await db
      .insertInto("hq_attempt")
      .values({ subject: key, failed_count: 0, last_at_ms: nowMs, locked_until_ms: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await db
      .selectFrom("hq_attempt")
      .selectAll()
      .where("subject", "=", key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.locked_until_ms !== null && row.locked_until_ms > nowMs) return row.locked_until_ms - nowMs;
    const before = nowMs - row.last_at_ms > FORGET_AFTER_MS ? 0 : row.failed_count;
    const failedCount = before + 1;
    const lockMs = Math.min(LOCK_MOST_MS, LOCK_FIRST_MS * 2 ** Math.min(20, failedCount - limit));
    const lockedUntilMs = failedCount >= limit ? nowMs + lockMs : null;
    await db
      .updateTable("hq_attempt")
      .set({ failed_count: failedCount, last_at_ms: nowMs, locked_until_ms: lockedUntilMs })
      .where("subject", "=", key)
      .execute();
    return null;
  });
}

/** Addresses anybody may invent do not pile up. */
async function dropForgotten(database: HubDatabase, nowMs: number): Promise<void> {
  await database.inScope({ kind: "console" }, (db) =>
    db
      .deleteFrom("hq_attempt")
      .where("subject", "in", (query) =>
        query
          .selectFrom("hq_attempt")
          .select("subject")
          .where("last_at_ms", "<", nowMs - FORGET_AFTER_MS)
          .limit(FORGET_AT_ONCE_COUNT)
          .forUpdate()
          .skipLocked(),
      )
      .execute(),
  );
}

/** It was right: what the account is charged with is forgotten, and the address gets this one attempt back. */
export async function forgetAttempts(database: HubDatabase, account: string, address: string): Promise<void> {
  await database.inScope({ kind: "console" }, async (db) => {
    await db
      .updateTable("hq_attempt")
      .set({ failed_count: 0, locked_until_ms: null })
      .where("subject", "=", `account:${account}`.slice(0, 300))
      .execute();
    await db
      .updateTable("hq_attempt")
      .set({ failed_count: sql`greatest(0, failed_count - 1)`, locked_until_ms: null })
      .where("subject", "=", `address:${address}`.slice(0, 300))
      .execute();
  });
}
