/** UX.md §8: after five wrong PINs the keypad rests 30 s, after every further five 5 min. */
export const EXIT_WRONG_MAX_COUNT = 5;
export const EXIT_LOCK_FIRST_MS = 30_000;
export const EXIT_LOCK_NEXT_MS = 5 * 60_000;
/** The panel closes by itself. */
export const EXIT_PANEL_CLOSES_MS = 20_000;

/** Wrong tries since the last right one; kept on disk, so that a restart forgives nothing. Wall-clock times. */
export interface ExitAttempts {
  readonly wrongCount: number;
  readonly lockedUntilMs: number;
}

export const NO_EXIT_ATTEMPTS: ExitAttempts = { wrongCount: 0, lockedUntilMs: 0 };

/** How long no PIN is taken. A clock set back makes nobody wait longer than the longest lock. */
export function exitLockedForMs(attempts: ExitAttempts, nowMs: number): number {
  return Math.min(Math.max(0, attempts.lockedUntilMs - nowMs), EXIT_LOCK_NEXT_MS);
}

export function afterWrongExitPin(attempts: ExitAttempts, nowMs: number): ExitAttempts {
  const wrongCount = attempts.wrongCount + 1;
  if (wrongCount % EXIT_WRONG_MAX_COUNT !== 0) return { ...attempts, wrongCount };
  const lockMs = wrongCount === EXIT_WRONG_MAX_COUNT ? EXIT_LOCK_FIRST_MS : EXIT_LOCK_NEXT_MS;
  return { wrongCount, lockedUntilMs: nowMs + lockMs };
}

/** Without letters and digits that look alike; read from paper and typed by hand. */
const RECOVERY_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const RECOVERY_LETTERS_COUNT = 12;

/** `ABCD-EFGH-JKMN` from random bytes, each used modulo the alphabet: 12 × log2(31) ≈ 59 bits. */
export function recoveryCodeFrom(bytes: Uint8Array): string {
  const letters = [...bytes.slice(0, RECOVERY_LETTERS_COUNT)].map((byte) =>
    RECOVERY_ALPHABET.charAt(byte % RECOVERY_ALPHABET.length),
  );
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join("")).join("-");
}

/** What was typed, as it is compared: case and dashes do not matter. */
export function typedSecret(text: string): string {
  return text.replaceAll(/[\s-]/g, "").toUpperCase();
}
