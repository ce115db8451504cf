import { createHmac, timingSafeEqual } from "node:crypto";

/** Time-based one-time passwords (RFC 6238 over RFC 4226): HMAC-SHA-1, six digits, steps of 30 s, as authenticators expect. */
export const TOTP_STEP_MS = 30_000;
/** Steps around now that are taken: clocks of telephones differ by some seconds (RFC 6238 §5.2). */
const STEPS_AROUND_COUNT = 1;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code of a time step: `digitCount` digits. */
export function hotp(secret: Buffer, step: number, digitCount = 6): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** digitCount;
  return String(number).padStart(digitCount, "0");
}

/** The step a code belongs to, later than `afterStep` so that none is taken twice; null when it is of none near now. */
export function totpStepOf(secret: Buffer, code: string, nowMs: number, afterStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = Math.floor(nowMs / TOTP_STEP_MS);
  const said = Buffer.from(code, "utf8");
  let found: number | null = null;
  for (let step = current - STEPS_AROUND_COUNT; step <= current + STEPS_AROUND_COUNT; step += 1) {
    const isRight = timingSafeEqual(Buffer.from(hotp(secret, step), "utf8"), said);
    if (isRight && step > (afterStep ?? -1)) found = step;
  }
  return found;
}

/** RFC 4648 without padding, as authenticators take it. */
export function base32(bytes: Buffer): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  let text = "";
  for (let at = 0; at < bits.length; at += 5) text += BASE32[Number.parseInt(bits.slice(at, at + 5).padEnd(5, "0"), 2)];
  return text;
}

/** What an authenticator reads from a QR code. */
export function otpauthUri(secret: Buffer, email: string): string {
  const issuer = "Bergizi Pusat";
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}
