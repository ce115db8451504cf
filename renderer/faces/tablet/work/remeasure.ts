import { MINUTE_MS } from "#kernel/time.ts";

/** How long food is given before it is measured again (practice). */
export const REMEASURE_AFTER_MS = 5 * MINUTE_MS;

/** A dish to be measured again: set by an action on a low reading, ended by a newer reading. */
export interface Remeasure {
  readonly dishRunId: string;
  readonly dishName: string;
  /** Kitchen time of the low reading. */
  readonly fromAtMs: number;
}

const PREFIX = "bergizi.tablet.remeasure.";

export function setRemeasure(remeasure: Remeasure): void {
  try {
    localStorage.setItem(PREFIX + remeasure.dishRunId, JSON.stringify(remeasure));
  } catch {
    // Without storage there is no reminder; the dish still cannot be finished below its limit.
  }
}

/** The reminder of a dish, gone once a newer reading of it stands on the board. */
export function readRemeasure(run: {
  readonly dishRunId: string;
  readonly lastCoreAtMs: number | null;
  readonly lastCoreIsPass: boolean | null;
}): Remeasure | null {
  const kept = parsed(localStorage.getItem(PREFIX + run.dishRunId));
  if (kept === null) return null;
  const isMeasured = run.lastCoreIsPass === true || (run.lastCoreAtMs ?? 0) > kept.fromAtMs + MINUTE_MS;
  if (isMeasured) localStorage.removeItem(PREFIX + run.dishRunId);
  return isMeasured ? null : kept;
}

function parsed(text: string | null): Remeasure | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { dishRunId, dishName, fromAtMs } = value as Partial<Remeasure>; // checked in the next line
    return typeof dishRunId === "string" && typeof dishName === "string" && typeof fromAtMs === "number"
      ? { dishRunId, dishName, fromAtMs }
      : null;
  } catch {
    return null;
  }
}
