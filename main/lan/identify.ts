import type { Face } from "#kernel/access.ts";
import type { DeviceId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { Numbers } from "#main/domains/people/numbers.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { Throttle, ThrottleSubject } from "./throttle.ts";

/** A number that opened nothing. */
export type NumberRefusal =
  /** `lockedUntilMs`: this try was the last before a pause. */
  | { readonly kind: "wrong"; readonly triesLeftCount: number; readonly lockedUntilMs: number | null }
  | { readonly kind: "locked"; readonly untilAtMs: number };

/** Tells whose number was typed at a device, counting wrong ones. */
export interface NumberCheck {
  /** `staffId`: who claims it, when a name was chosen; absent when the number alone identifies. */
  identify(typed: {
    readonly device: NumberDevice;
    readonly staffId?: string | undefined;
    readonly number: string;
  }): Result<string, NumberRefusal>;
}

/** Where a number was typed. */
export interface NumberDevice {
  readonly deviceId: DeviceId;
  readonly face: Face;
}

export function createNumberCheck(deps: {
  readonly reader: ReadableDb;
  readonly numbers: Numbers;
  readonly throttle: Throttle;
}): NumberCheck {
  const { throttle } = deps;
  return {
    identify: ({ device: { deviceId, face }, staffId, number }) => {
      const [keypad, ...keypadDay] = keypadSubjects(deviceId, face);
      const claimed: readonly ThrottleSubject[] = staffId === undefined ? [] : [`staff:${staffId}`];
      const lockedUntilMs = (...subjects: readonly ThrottleSubject[]) =>
        Math.max(...subjects.map((subject) => throttle.lockedUntilMs(subject) ?? 0));
      const untilAtMs = lockedUntilMs(keypad, ...keypadDay, ...claimed);
      // While locked even the right number is not tried, or the lock would tell it apart.
      if (untilAtMs > 0) return err({ kind: "locked", untilAtMs });
      const ownerId = deps.numbers.ownerOf(deps.reader, number);
      if (ownerId === null || (staffId !== undefined && ownerId !== staffId)) {
        // Counted against the device too: else one could lock out everybody by trying each name from one tablet.
        const { triesLeftCount } = throttle.wrong(keypad, ...keypadDay, ...claimed);
        const pausedUntilMs = lockedUntilMs(keypad, ...keypadDay);
        return err({ kind: "wrong", triesLeftCount, lockedUntilMs: pausedUntilMs === 0 ? null : pausedUntilMs });
      }
      throttle.right(`staff:${ownerId}`);
      return ok(ownerId);
    },
  };
}

/** Whose wrong tries a keypad's are: a terminal's serves everybody, and is counted over the service day as well. */
function keypadSubjects(deviceId: DeviceId, face: Face): readonly [ThrottleSubject, ...ThrottleSubject[]] {
  return face === "attendance" ? [`terminal:${deviceId}`, `terminal-day:${deviceId}`] : [`device:${deviceId}`];
}
