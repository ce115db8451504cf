import type { Cancel, ClientRuntime } from "#renderer/client/runtime.ts";

/** Named timers, one of each at a time: starting one anew ends the one before. */
export interface Timers {
  readonly start: (name: string, delayMs: number, run: () => void) => void;
  readonly stop: (name: string) => void;
}

export function createTimers({ after }: Pick<ClientRuntime, "after">): Timers {
  const cancelByName = new Map<string, Cancel>();
  const stop = (name: string) => {
    cancelByName.get(name)?.();
    cancelByName.delete(name);
  };
  return {
    stop,
    start: (name, delayMs, run) => {
      stop(name);
      cancelByName.set(
        name,
        after(Math.max(0, delayMs), () => {
          cancelByName.delete(name);
          run();
        }),
      );
    },
  };
}
