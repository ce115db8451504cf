import { createHash, randomInt } from "node:crypto";
import type { Transaction } from "kysely";
import type { HubDatabase, Scope } from "#hub/store/database.ts";
import type { HubTables } from "#hub/store/tables.ts";

/** How long a join code may be used (house rule: made while the two people are on the phone). */
export const JOIN_CODE_VALID_MS = 24 * 60 * 60 * 1000;
/** No I and no O, which read like digits. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A one-time join code for a kitchen of a region, shown once; the hub keeps its digest. */
export async function makeJoinCode(
  database: HubDatabase,
  scope: Scope,
  site: { readonly regionId: string; readonly siteName: string },
  nowMs: number,
): Promise<{ readonly joinCode: string; readonly expiresAtMs: number }> {
  const { joinCode, expiresAtMs } = await database.inScope(scope, (db) =>
    addJoinCode(db, { ...site, createdByName: null }, nowMs),
  );
  return { joinCode, expiresAtMs };
}

/** The same within somebody's transaction; `createdByName` is null at the command line. */
export async function addJoinCode(
  db: Transaction<HubTables>,
  site: { readonly regionId: string; readonly siteName: string; readonly createdByName: string | null },
  nowMs: number,
): Promise<{ readonly joinCodeId: string; readonly joinCode: string; readonly expiresAtMs: number }> {
  const letters = Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)] ?? "").join("");
  const joinCode = `${letters}-${String(randomInt(10_000)).padStart(4, "0")}`;
  const expiresAtMs = nowMs + JOIN_CODE_VALID_MS;
  const { join_code_id: joinCodeId } = await db
    .insertInto("join_code")
    .values({
      code_hash: joinCodeHash(joinCode),
      region_id: site.regionId,
      site_name: site.siteName,
      created_at_ms: nowMs,
      created_by_name: site.createdByName,
      expires_at_ms: expiresAtMs,
      used_at_ms: null,
      used_by_site_id: null,
    })
    .returning("join_code_id")
    .executeTakeFirstOrThrow();
  return { joinCodeId, joinCode, expiresAtMs };
}

export function joinCodeHash(joinCode: string): Buffer {
  return createHash("sha256").update(`bergizi-join-code\n${joinCode}`).digest();
}
