import { randomFillSync, randomInt } from "node:crypto";

/** Where secrets, codes and ids get their randomness; handed in at the edge so tests can fix it. */
export interface Randomness {
  readonly fill: (bytes: Uint8Array) => void;
  /** A whole number from 0 below the bound, each as likely. */
  readonly below: (bound: number) => number;
}

/** The machine's own cryptographic randomness. */
export const systemRandomness: Randomness = {
  fill: (bytes) => {
    randomFillSync(bytes);
  },
  below: (bound) => randomInt(bound),
};

/** A secret of 256 bits as text that survives addresses and headers. */
export function makeSecretText(randomness: Randomness): string {
  const bytes = new Uint8Array(32);
  randomness.fill(bytes);
  return Buffer.from(bytes).toString("base64url");
}

/** Bytes fetched from the machine at once for ids. */
const POOL_BYTES = 4_096;

/** The machine's own randomness for ids, fetched in larger pieces: fetching a few bytes costs as much as fetching many. */
export function createPooledFill(): (bytes: Uint8Array) => void {
  const pool = new Uint8Array(POOL_BYTES);
  let usedCount = POOL_BYTES;
  return (bytes) => {
    if (bytes.length > POOL_BYTES) {
      randomFillSync(bytes);
      return;
    }
    if (usedCount + bytes.length > POOL_BYTES) {
      randomFillSync(pool);
      usedCount = 0;
    }
    bytes.set(pool.subarray(usedCount, usedCount + bytes.length));
    // What was given out is not kept.
    pool.fill(0, usedCount, usedCount + bytes.length);
    usedCount += bytes.length;
  };
}
