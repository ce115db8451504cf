import { hkdfSync, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

const KEY_BYTES = 32;
/** Only the account the kitchen server runs under reads its secrets. */
const SECRET_FILE_MODE = 0o600;

/** Keys and secrets of one kitchen, kept beside the database and never inside it. */
export interface SiteSecrets {
  /** Seals personal data (`staff_private`). Without it the names are gone. */
  readonly siteKey: Uint8Array;
  /** Peppers personal numbers and typed codes, so that the database alone does not tell them. */
  readonly pepper: Uint8Array;
  /** Keys the digests of command bodies in the store; made from the pepper, so there is no further file to lose. */
  readonly commandKey: Uint8Array;
  /** Seed of the Ed25519 key that proves to the hub it speaks with this PC; another PC makes its own. */
  readonly hubSeed: Uint8Array;
  /** Lets windows of this machine pair themselves. */
  readonly shellSecret: string;
  /** Lets the administration commands of this machine reach the running server. */
  readonly adminSecret: string;
}

/** The file the shell reads to pair its own windows. */
export function shellSecretPath(dataDir: string): string {
  return join(dataDir, "shell-secret");
}

/** The file the administration commands read to reach a running server. */
export function adminSecretPath(dataDir: string): string {
  return join(dataDir, "admin-secret");
}

/** Reads the secrets of a data folder, making those that are absent. */
export function loadSiteSecrets(dataDir: string): SiteSecrets {
  const pepper = keyFrom(join(dataDir, "pepper-key"));
  return {
    siteKey: keyFrom(join(dataDir, "site-key")),
    pepper,
    commandKey: commandKeyFrom(pepper),
    hubSeed: keyFrom(join(dataDir, "hub-key")),
    shellSecret: secretFrom(shellSecretPath(dataDir)),
    adminSecret: secretFrom(adminSecretPath(dataDir)),
  };
}

/** Secrets of a kitchen that lives in memory only. */
export function createPassingSecrets(fill: (bytes: Uint8Array) => void): SiteSecrets {
  const made = () => {
    const bytes = new Uint8Array(KEY_BYTES);
    fill(bytes);
    return bytes;
  };
  const text = () => Buffer.from(made()).toString("base64url");
  const siteKey = made();
  const pepper = made();
  const commandKey = commandKeyFrom(pepper);
  return { siteKey, pepper, commandKey, hubSeed: made(), shellSecret: text(), adminSecret: text() };
}

function commandKeyFrom(pepper: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", pepper, new Uint8Array(), "command body digest", KEY_BYTES));
}

function keyFrom(path: string): Uint8Array {
  const key = Buffer.from(secretFrom(path), "base64url");
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes`);
  return key;
}

function secretFrom(path: string): string {
  const known = readSecret(path);
  if (known !== null) return known;
  writeSecret(path, randomBytes(KEY_BYTES).toString("base64url"));
  const written = readSecret(path);
  if (written === null) throw new Error(`${path} could not be written`);
  return written;
}

function readSecret(path: string): string | null {
  try {
    // A file copied by hand may have lost its mode; the secret is worth nothing if others can read it.
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, SECRET_FILE_MODE);
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Whole or not at all: a power cut must not leave an empty key, and of two starting processes one wins. */
function writeSecret(path: string, secret: string): void {
  const partial = `${path}.${randomBytes(6).toString("hex")}`;
  const file = openSync(partial, "wx", SECRET_FILE_MODE);
  try {
    writeSync(file, `${secret}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(partial, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    unlinkSync(partial);
  }
}
