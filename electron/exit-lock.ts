import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { afterWrongExitPin, exitLockedForMs, NO_EXIT_ATTEMPTS, recoveryCodeFrom, typedSecret } from "./exit-policy.ts";
import type { ShellSettingsFile } from "./shell-settings.ts";

export type UnlockOutcome =
  | { readonly kind: "open" }
  | { readonly kind: "wrong" }
  | { readonly kind: "locked"; readonly lockedForMs: number };

/** The exit PIN of this PC and the recovery code of whoever forgets it; neither is kept in the clear. */
export interface ExitLock {
  readonly hasPin: () => boolean;
  readonly lockedForMs: () => number;
  /**
   * Replaces the PIN; answers the new recovery code, to be shown once, or null when the disk did not take it and nothing changed.
   * Whoever calls has unlocked, or there was no PIN.
   */
  readonly choosePin: (pin: string) => Promise<string | null>;
  readonly unlock: (secret: string) => Promise<UnlockOutcome>;
}

const HASH_BYTES = 32;
/** About 100 ms on a kitchen PC. Six digits hold against the keypad's locks, not against who can read the disk. */
const SCRYPT_COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

export function createExitLock(settings: ShellSettingsFile, nowMs: () => number): ExitLock {
  return {
    hasPin: () => settings.get().exit !== null,
    lockedForMs: () => exitLockedForMs(settings.get().exitAttempts, nowMs()),
    choosePin: async (pin) => {
      const salt = randomBytes(HASH_BYTES).toString("base64");
      const recoveryCode = recoveryCodeFrom(randomBytes(HASH_BYTES));
      const [pinHash, recoveryHash] = await Promise.all([hashOf(pin, salt), hashOf(recoveryCode, salt)]);
      const { exit: before, exitAttempts } = settings.get();
      const exit = { salt, pinHash: pinHash.toString("base64"), recoveryHash: recoveryHash.toString("base64") };
      if (settings.change({ exit, exitAttempts: NO_EXIT_ATTEMPTS })) return recoveryCode;
      // A code somebody wrote down must hold after the next start too.
      settings.change({ exit: before, exitAttempts });
      return null;
    },
    unlock: async (secret) => {
      const { exit, exitAttempts } = settings.get();
      const lockedForMs = exitLockedForMs(exitAttempts, nowMs());
      if (lockedForMs > 0) return { kind: "locked", lockedForMs };
      if (exit === null) return { kind: "wrong" };
      // Counted before it is compared: two at once are two tries.
      settings.change({ exitAttempts: afterWrongExitPin(exitAttempts, nowMs()) });
      const hash = await hashOf(secret, exit.salt);
      const isRight = [exit.pinHash, exit.recoveryHash].some((kept) =>
        timingSafeEqual(hash, Buffer.from(kept, "base64")),
      );
      if (!isRight) return { kind: "wrong" };
      settings.change({ exitAttempts: NO_EXIT_ATTEMPTS });
      return { kind: "open" };
    },
  };
}

function hashOf(secret: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(typedSecret(secret), Buffer.from(salt, "base64"), HASH_BYTES, SCRYPT_COST, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
