import type { Scheduler } from "#main/lan/scheduler.ts";

/** An event loop turned by hand: `turn` runs what was asked for "next" or "soon", `advance` lets time pass. */
export interface HandScheduler extends Scheduler {
  /** Runs the tasks now waiting; tasks they ask for wait for the next turn. Returns how many ran. */
  turn(): number;
  advance(byMs: number): void;
  readonly monotonicMs: () => number;
}

export function createHandScheduler(): HandScheduler {
  let nowMs = 0;
  let soon: (() => void)[] = [];
  let timers: { readonly atMs: number; readonly everyMs: number | undefined; readonly task: () => void }[] = [];
  const addTimer = (delayMs: number, task: () => void, everyMs?: number) => {
    const timer = { atMs: nowMs + delayMs, everyMs, task };
    timers.push(timer);
    let present = timer;
    return {
      renew: () => {
        present = { ...timer, atMs: nowMs + (everyMs ?? 0) };
        timers.push(present);
      },
      cancel: () => {
        timers = timers.filter((known) => known !== present);
      },
    };
  };
  return {
    monotonicMs: () => nowMs,
    next: (task) => void soon.push(task),
    soon: (task) => void soon.push(task),
    after: (delayMs, task) => addTimer(delayMs, task).cancel,
    every: (intervalMs, task) => {
      const handle = addTimer(
        intervalMs,
        () => {
          handle.renew();
          task();
        },
        intervalMs,
      );
      return () => handle.cancel();
    },
    turn: () => {
      const tasks = soon;
      soon = [];
      for (const task of tasks) task();
      return tasks.length;
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        const [next] = timers.filter((timer) => timer.atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        nowMs = next.atMs;
        timers = timers.filter((timer) => timer !== next);
        next.task();
      }
      nowMs = untilMs;
    },
  };
}
