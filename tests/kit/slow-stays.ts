import { MINUTE_MS } from "#kernel/time.ts";

/** A punch of the slow model, at a whole minute. */
export interface MinutePunch {
  readonly name: string;
  readonly minute: number;
  /** What the person said; absent where nobody said. */
  readonly chosen?: "in" | "out";
}

export interface SlowStay {
  readonly names: readonly string[];
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

/**
 * Stays by walking the clock minute by minute and asking at each one who stands in the kitchen: written apart from
 * `core/domains/attendance/stays.ts` and sharing nothing with it, so that a mistake would have to be made twice. At most
 * one punch a minute.
 */
export function walkMinutes(punches: readonly MinutePunch[], sessionMaxMs: number): readonly SlowStay[] {
  const byMinute = new Map(punches.map((punch) => [punch.minute, punch]));
  const minutes = [...byMinute.keys()];
  const done: SlowStay[] = [];
  let names: string[] = [];
  let sinceMinute = 0;
  const isInside = () => names.length > 0;
  const walkOut = (toMinute: number | null) => {
    done.push({ names, fromMinute: sinceMinute, toMinute });
    names = [];
  };
  for (let minute = Math.min(...minutes); minute <= Math.max(...minutes); minute += 1) {
    // Too long inside: nobody knows when they left.
    if (isInside() && (minute - sinceMinute) * MINUTE_MS > sessionMaxMs) walkOut(null);
    const punch = byMinute.get(minute);
    if (punch === undefined) continue;
    const isLeaving = punch.chosen === undefined ? isInside() : punch.chosen === "out";
    if (isLeaving && isInside()) {
      names.push(punch.name);
      walkOut(minute);
    } else if (isLeaving) {
      done.push({ names: [punch.name], fromMinute: null, toMinute: minute });
    } else {
      if (isInside()) walkOut(null);
      names = [punch.name];
      sinceMinute = minute;
    }
  }
  if (isInside()) walkOut(null);
  return done;
}
