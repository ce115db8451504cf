import { err, ok, type Result } from "#kernel/result.ts";
import { SECRET_KEY_BYTES } from "./auth/secrets.ts";

/** Reads `HUB_SECRET_KEY`: 64 hexadecimal digits, from `openssl rand -hex 32`. */
export function secretKeyFrom(text: string): Result<Buffer, "secret-key-invalid"> {
  const key = Buffer.from(/^[0-9a-fA-F]+$/.test(text) ? text : "", "hex");
  return key.length === SECRET_KEY_BYTES && text.length === SECRET_KEY_BYTES * 2 ? ok(key) : err("secret-key-invalid");
}
