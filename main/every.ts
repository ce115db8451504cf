import type { Service } from "./service.ts";

/** A service that does something at once and then every `periodMs` of real time, one run after the other, until stopped. */
export function createPeriodicService(options: {
  readonly name: string;
  readonly periodMs: number;
  readonly work: () => void | Promise<void>;
  /** A failed run is reported and the next one comes; what must stop the kitchen is thrown by `onFailure`. */
  readonly onFailure: (cause: unknown) => void;
}): Service {
  return {
    name: options.name,
    run: async (signal) => {
      while (!signal.aborted) {
        try {
          await options.work();
        } catch (cause) {
          options.onFailure(cause);
        }
        await pause(options.periodMs, signal);
      }
    },
  };
}

function pause(realMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, realMs);
  signal.addEventListener("abort", () => resolve(), { once: true });
  if (signal.aborted) resolve();
  return promise.finally(() => {
    clearTimeout(timer);
  });
}
