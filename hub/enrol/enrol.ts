import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { enrolText, type EnrolAnswer, type EnrolBody, type EnrolRefusal } from "#contract/hub-protocol.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { joinCodeHash } from "./join-codes.ts";

/**
 * Enrols a kitchen: whoever holds a join code and a key. The same code with the same site and key again is answered the same, so a
 * lost answer does no harm; with anything else it is used. A kitchen that is enrolled already needs a code of its own to change
 * its key (a new PC for a dead one), and stays in its region.
 */
export async function enrolSite(
  database: HubDatabase,
  body: EnrolBody,
  nowMs: number,
): Promise<Result<EnrolAnswer, EnrolRefusal>> {
  if (!isSigned(body.publicKey, enrolText(body), body.signature)) return err("signature-wrong");
  const codeHash = joinCodeHash(body.joinCode);
  const publicKey = Buffer.from(body.publicKey, "base64");
  return database.inScope({ kind: "join-code", codeHash, siteId: body.siteId }, async (db) => {
    const code = await db
      .selectFrom("join_code")
      .selectAll()
      .where("code_hash", "=", codeHash)
      .forUpdate()
      .executeTakeFirst();
    if (code === undefined || code.revoked_at_ms !== null) return err("join-code-unknown");
    const known = await db
      .selectFrom("site")
      .selectAll()
      .where("site_id", "=", body.siteId)
      .forUpdate()
      .executeTakeFirst();
    const answer = { siteId: body.siteId, regionId: code.region_id, siteName: body.siteName };
    if (code.used_at_ms !== null) {
      const isRepeat = code.used_by_site_id === body.siteId && known?.public_key.equals(publicKey) === true;
      return isRepeat ? ok(answer) : err("join-code-used");
    }
    if (code.expires_at_ms <= nowMs) return err("join-code-expired");
    if (known !== undefined && known.region_id !== code.region_id) return err("site-enrolled-elsewhere");
    await db
      .insertInto("site")
      .values({
        site_id: body.siteId,
        name: body.siteName,
        region_id: code.region_id,
        time_zone: body.timeZone,
        public_key: publicKey,
        enrolled_at_ms: nowMs,
        epoch: null,
        acked_hash: null,
        last_contact_at_ms: null,
        clock_offset_ms: null,
        version: null,
      })
      .onConflict((conflict) =>
        conflict
          .column("site_id")
          .doUpdateSet({ name: body.siteName, time_zone: body.timeZone, public_key: publicKey }),
      )
      .execute();
    await db
      .updateTable("join_code")
      .set({ used_at_ms: nowMs, used_by_site_id: body.siteId })
      .where("code_hash", "=", codeHash)
      .execute();
    return ok(answer);
  });
}

/** Whether a text is signed with the Ed25519 key of these SPKI bytes (base64); a malformed key or signature signs nothing. */
export function isSigned(publicKey: string, text: string, signature: string): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  } catch {
    return false;
  }
  return (
    key.asymmetricKeyType === "ed25519" &&
    verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"))
  );
}
