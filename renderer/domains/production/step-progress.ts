/** Where a cook is in a recipe, kept on the device. */
export interface StepProgress {
  readonly stepIndex: number;
  /** Amounts already added: step and ingredient. */
  readonly ticked: readonly string[];
  /** Kitchen time a step's timer was started at. */
  readonly timerStartedAtMs: Readonly<Record<string, number>>;
}

export const NO_STEPS_DONE: StepProgress = { stepIndex: 0, ticked: [], timerStartedAtMs: {} };

export function withTurnedTick(progress: StepProgress, tick: string): StepProgress {
  const ticked = progress.ticked.includes(tick)
    ? progress.ticked.filter((other) => other !== tick)
    : [...progress.ticked, tick];
  return { ...progress, ticked };
}

export function withTimerStarted(progress: StepProgress, stepNumber: number, nowMs: number): StepProgress {
  return { ...progress, timerStartedAtMs: { ...progress.timerStartedAtMs, [String(stepNumber)]: nowMs } };
}

export type TimerState =
  | { readonly kind: "ready" }
  | { readonly kind: "running"; readonly leftMs: number }
  | { readonly kind: "over" };

/** A step's timer at a kitchen time; it goes on while the page is away. */
export function timerState(progress: StepProgress, stepNumber: number, durationMs: number, nowMs: number): TimerState {
  const startedAtMs = progress.timerStartedAtMs[String(stepNumber)];
  if (startedAtMs === undefined) return { kind: "ready" };
  const leftMs = startedAtMs + durationMs - nowMs;
  return leftMs > 0 ? { kind: "running", leftMs } : { kind: "over" };
}

/** Whether a value kept on the device is such progress. */
export function isStepProgress(value: unknown): value is StepProgress {
  if (typeof value !== "object" || value === null) return false;
  const { stepIndex, ticked, timerStartedAtMs } = value as Partial<StepProgress>; // checked in the next lines
  return (
    typeof stepIndex === "number" &&
    Array.isArray(ticked) &&
    ticked.every((tick) => typeof tick === "string") &&
    typeof timerStartedAtMs === "object" &&
    timerStartedAtMs !== null
  );
}
