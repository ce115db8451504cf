import { createHash, createHmac } from "node:crypto";
import type { WritableDb } from "#main/store/readable-db.ts";
import { devicesSql } from "./tables.ts";

/** The digest under which a random secret of 128 bits or more lies in the database. */
export function secretDigest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** A typed code has forty bits: it is keyed, so that the database alone does not tell it even for its five minutes. */
export function typedCodeDigest(code: string, pepper: Uint8Array): Buffer {
  return createHmac("sha256", pepper).update(`typed-code:${code}`).digest();
}

/** Gives a device its one token; the former one is void. */
export function writeCredential(
  db: WritableDb,
  credential: { readonly deviceId: string; readonly tokenDigest: Uint8Array; readonly nowMs: number },
): void {
  removeCredential(db, credential.deviceId);
  db.run(
    devicesSql.insertInto("device_credential").values({
      token_digest: credential.tokenDigest,
      device_id: credential.deviceId,
      issued_at_ms: credential.nowMs,
      used_at_ms: null,
    }),
  );
}

/** Notes that a token was used: a waiting device cannot ask for another one with its poll secret any more. */
export function markTokenUsed(db: WritableDb, deviceId: string, nowMs: number): void {
  db.run(
    devicesSql
      .updateTable("device_credential")
      .set({ used_at_ms: nowMs })
      .where("device_id", "=", deviceId)
      .where("used_at_ms", "is", null),
  );
  db.run(devicesSql.deleteFrom("pairing_poll").where("device_id", "=", deviceId));
}

export function removeCredential(db: WritableDb, deviceId: string): void {
  db.run(devicesSql.deleteFrom("device_credential").where("device_id", "=", deviceId));
}

/** Keeps when devices were last heard, for the list of devices after a restart. */
export function writeDevicesSeen(
  db: WritableDb,
  seen: readonly { readonly deviceId: string; readonly seenAtMs: number; readonly version: string }[],
): void {
  for (const { deviceId, seenAtMs, version } of seen) {
    const values = { seen_at_ms: seenAtMs, client_version: version };
    db.run(
      devicesSql
        .insertInto("device_seen")
        .values({ device_id: deviceId, ...values })
        .onConflict((conflict) => conflict.column("device_id").doUpdateSet(values)),
    );
  }
}
