import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import type { SealedReference } from "#domains/people/events.ts";
import type { SealedId } from "#domains/people/ids.ts";

const FORM_VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose data lies under which id; bound into the seal, so that rows cannot be exchanged. */
interface SealLabel {
  readonly sealedId: SealedId;
  readonly staffId: string;
}

/** Seals what must not be read from the database alone, with the site's key: AES-256-GCM, one byte of version, nonce, ciphertext, tag. */
export interface Sealer {
  /** The same label and data give the same bytes, so the decision and the row that follows it agree. */
  seal(label: SealLabel, data: object): { readonly sealed: Uint8Array; readonly reference: SealedReference };
  /** The data as JSON; null when the bytes were not sealed here under this label. */
  open(label: { readonly sealedId: string; readonly staffId: string }, sealed: Uint8Array): string | null;
}

export function createSealer(siteKey: Uint8Array): Sealer {
  const encryptionKey = derivedKey(siteKey, "staff-private encryption");
  const nonceKey = derivedKey(siteKey, "staff-private nonce");

  return {
    seal: (label, data) => {
      const plain = Buffer.from(JSON.stringify(data), "utf8");
      const bound = labelBytes(label);
      // The nonce is a keyed digest of label and data: it repeats only when both do, and then the bytes are the same.
      const nonce = createHmac("sha256", nonceKey).update(bound).update(plain).digest().subarray(0, IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", encryptionKey, nonce, { authTagLength: TAG_BYTES }).setAAD(bound);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      const sealed = Buffer.concat([Buffer.of(FORM_VERSION), nonce, body, cipher.getAuthTag()]);
      const digest = createHash("sha256").update(sealed).digest("hex");
      return { sealed, reference: { sealedId: label.sealedId, digest } };
    },
    open: (label, sealed) => {
      if (sealed.length <= 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORM_VERSION) return null;
      const nonce = sealed.subarray(1, 1 + IV_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", encryptionKey, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(labelBytes(label)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        const body = sealed.subarray(1 + IV_BYTES, sealed.length - TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        // Another site's key, or damaged bytes: the person is shown by code instead.
        return null;
      }
    },
  };
}

function derivedKey(siteKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", siteKey, new Uint8Array(), purpose, 32));
}

function labelBytes(label: { readonly sealedId: string; readonly staffId: string }): Buffer {
  return Buffer.from(`${label.sealedId} ${label.staffId}`, "utf8");
}
