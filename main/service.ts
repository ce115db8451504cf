/** Something long-lived: started and stopped only by a composition root. `run` resolves after `signal` aborted and all is closed. */
export interface Service {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

/** A group of services running together. */
export interface RunningServices {
  /** Stops all in reverse order of start and waits for each. */
  stop(): Promise<void>;
  /** Resolves with the first service that ended by itself, which is a fault the composition root must act on. */
  readonly failed: Promise<{ readonly name: string; readonly cause: unknown }>;
}

/** Starts services in order. */
export function runServices(services: readonly Service[]): RunningServices {
  const running: { readonly stop: () => Promise<void> }[] = [];
  let isStopping = false;
  const failed = new Promise<{ readonly name: string; readonly cause: unknown }>((resolve) => {
    for (const service of services) {
      const controller = new AbortController();
      const ended = service.run(controller.signal).then(
        () => {
          if (!isStopping) resolve({ name: service.name, cause: "ended" });
        },
        (cause: unknown) => {
          resolve({ name: service.name, cause });
        },
      );
      running.push({
        stop: async () => {
          controller.abort();
          await ended;
        },
      });
    }
  });
  return {
    failed,
    stop: async () => {
      isStopping = true;
      for (const service of running.toReversed()) await service.stop();
    },
  };
}
