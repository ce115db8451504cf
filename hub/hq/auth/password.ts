import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** How dear a password is to try. */
export interface PasswordCost {
  /** scrypt's N, a power of two; memory is 128·N·r bytes. */
  readonly iterationCount: number;
}

/** OWASP Password Storage Cheat Sheet (2025): scrypt with N = 2^17, r = 8, p = 1. */
export const PASSWORD_COST: PasswordCost = { iterationCount: 2 ** 17 };
const BLOCK_COUNT = 8;
const DIGEST_BYTES = 32;
/** Each takes 128 MB while it runs; more wait, and beyond that people are asked to come again. */
const AT_ONCE_MAX_COUNT = 2;
const WAITING_MAX_COUNT = 16;

/** Computes password digests, few at once. */
export interface Passwords {
  /** `scrypt:<N>:<salt>:<digest>`. Null when too many wait. */
  digest(password: string): Promise<string | null>;
  /** Whether a password gives the digest; with none to compare it takes as long and is false. Null when too many wait. */
  matches(password: string, digest: string | null): Promise<boolean | null>;
}

export function createPasswords(cost: PasswordCost): Passwords {
  const waiting: (() => void)[] = [];
  let runningCount = 0;
  const inTurn = async <Value>(work: () => Promise<Value>): Promise<Value | null> => {
    if (runningCount >= AT_ONCE_MAX_COUNT) {
      if (waiting.length >= WAITING_MAX_COUNT) return null;
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else runningCount += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) runningCount -= 1;
      else next();
    }
  };
  return {
    digest: (password) =>
      inTurn(async () => {
        const salt = randomBytes(16);
        const digest = await derive(password, salt, cost.iterationCount);
        return `scrypt:${cost.iterationCount}:${salt.toString("base64url")}:${digest.toString("base64url")}`;
      }),
    matches: (password, digest) =>
      inTurn(async () => {
        const [, iterations, salt, said] = (digest ?? "").split(":");
        const derived = await derive(
          password,
          Buffer.from(salt ?? "", "base64url"),
          Number(iterations ?? cost.iterationCount),
        );
        const held = Buffer.from(said ?? "", "base64url");
        return held.length === derived.length && timingSafeEqual(held, derived);
      }),
  };
}

function derive(password: string, salt: Buffer, iterationCount: number): Promise<Buffer> {
  const options = { N: iterationCount, r: BLOCK_COUNT, p: 1, maxmem: 256 * iterationCount * BLOCK_COUNT };
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, DIGEST_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    ),
  );
}
