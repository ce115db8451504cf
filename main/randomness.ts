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
