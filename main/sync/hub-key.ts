import { createPrivateKey, createPublicKey, sign } from "node:crypto";

/** PKCS #8 of an Ed25519 key up to its 32 bytes of seed (RFC 8410 §7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** What proves to the hub that it speaks with this PC. */
export interface HubKey {
  /** SPKI in DER, base64. */
  readonly publicKey: string;
  /** Ed25519 over the text's UTF-8 bytes, base64. */
  sign(text: string): string;
}

/** @param seed 32 random bytes, kept beside the store (`main/site-secrets.ts`) */
export function hubKeyFrom(seed: Uint8Array): HubKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(privateKey).export({ format: "der", type: "spki" }).toString("base64");
  return { publicKey, sign: (text) => sign(null, Buffer.from(text, "utf8"), privateKey).toString("base64") };
}
