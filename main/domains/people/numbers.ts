import { createHmac } from "node:crypto";
import { isNumberTrivial, numberFromSerial, NUMBER_SERIALS_COUNT } from "#domains/people/personal-number.ts";
import { assert } from "#kernel/assert.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { peopleSql } from "./tables.ts";

/** Draws before giving up; with a few hundred numbers taken of a hundred thousand, a second draw is already rare. */
const DRAWS_MAX_COUNT = 200;

/** Personal numbers: made by the kitchen PC, kept only as digests keyed with the pepper outside the database. */
export interface Numbers {
  /** A number nobody has or had; the person's former one is retired. */
  issue(db: WritableDb, staffId: string, nowMs: number): string;
  /** Nobody identifies with this person's number any more. */
  retire(db: WritableDb, staffId: string, nowMs: number): void;
  /** Whose number this is, while it is in force. */
  ownerOf(db: ReadableDb, number: string): string | null;
}

export function createNumbers(deps: {
  readonly pepper: Uint8Array;
  /** A whole number from 0 below the bound. */
  readonly randomBelow: (bound: number) => number;
}): Numbers {
  const digestOf = (number: string) => createHmac("sha256", deps.pepper).update(`number:${number}`).digest();

  function freeNumber(db: ReadableDb): string {
    for (let drawCount = 0; drawCount < DRAWS_MAX_COUNT; drawCount += 1) {
      const number = numberFromSerial(deps.randomBelow(NUMBER_SERIALS_COUNT));
      if (!isNumberTrivial(number) && !isTaken(db, digestOf(number))) return number;
    }
    throw new Error("assertion failed: the kitchen has numbers left to give");
  }

  function retire(db: WritableDb, staffId: string, nowMs: number): void {
    db.run(
      peopleSql
        .updateTable("staff_number")
        .set({ retired_at_ms: nowMs })
        .where("staff_id", "=", staffId)
        .where("retired_at_ms", "is", null),
    );
  }

  return {
    retire,
    issue: (db, staffId, nowMs) => {
      retire(db, staffId, nowMs);
      const number = freeNumber(db);
      const inserted = db.run(
        peopleSql
          .insertInto("staff_number")
          .values({ number_digest: digestOf(number), staff_id: staffId, issued_at_ms: nowMs, retired_at_ms: null }),
      );
      assert(inserted.changedCount === 1, "a number was issued");
      return number;
    },
    ownerOf: (db, number) =>
      db.first(
        peopleSql
          .selectFrom("staff_number")
          .select("staff_id")
          .where("number_digest", "=", digestOf(number))
          .where("retired_at_ms", "is", null),
      )?.staff_id ?? null,
  };
}

/** Retired numbers stay taken: their former owner may still type one by habit. */
function isTaken(db: ReadableDb, digest: Uint8Array): boolean {
  const found = db.first(peopleSql.selectFrom("staff_number").select("staff_id").where("number_digest", "=", digest));
  return found !== undefined;
}
