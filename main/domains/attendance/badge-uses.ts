import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { attendanceSql } from "./tables.ts";

/** When a badge was last read for a punch; null for one never used. A punch its person took back was no use of it. */
export function badgeLastUsedAtMs(db: ReadableDb, badgeId: string): number | null {
  return db.first(selectLastUse({ badgeId }))?.at_ms ?? null;
}

const selectLastUse = createPreparedQuery<{ badgeId: string }, { readonly at_ms: number }>((value) =>
  attendanceSql
    .selectFrom("attendance_punch")
    .select("at_ms")
    .where("badge_id", "=", value("badgeId"))
    .where("is_withdrawn", "=", 0)
    .orderBy("at_ms", "desc")
    .limit(1),
);
