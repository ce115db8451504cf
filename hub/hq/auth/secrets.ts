import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

/** The key seals what must be read again (second factors); it is not in the database. 32 bytes. */
export const SECRET_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TOTP_SECRET_BYTES = 20;

/** A secret nobody guesses, as text of 43 characters, and what is kept of it. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(`bergizi-hq-token\n${token}`).digest();
}

/** AES-256-GCM; `of` is whose it is, so that a sealed value moved to another row opens nowhere. */
export function seal(key: Buffer, value: Buffer, of: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(of, "utf8"));
  const sealed = Buffer.concat([cipher.update(value), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

/** Null when it was sealed with another key, for another, or was changed. */
export function unseal(key: Buffer, sealed: Buffer, of: string): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(of, "utf8"))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The authenticator secret an invitation offers: the same each time it is looked at, another for every invitation. */
export function invitedSecret(key: Buffer, token: string): Buffer {
  return createHmac("sha256", key).update(`bergizi-hq-totp\n${token}`).digest().subarray(0, TOTP_SECRET_BYTES);
}

const RECOVERY_CODES_COUNT = 10;
const RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Codes for the day the telephone is lost: `abcd-efgh-ijkl`, some 59 bits each. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES_COUNT }, () => {
    const letters = Array.from({ length: 12 }, () => RECOVERY_LETTERS[randomBelow(RECOVERY_LETTERS.length)]).join("");
    return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
  });
}

export function recoveryCodeHash(code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return createHash("sha256").update(`bergizi-hq-recovery\n${plain}`).digest();
}

function randomBelow(bound: number): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    const [byte = 255] = randomBytes(1);
    if (byte < limit) return byte % bound;
  }
}
