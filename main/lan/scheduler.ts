/** When work runs; handed in so tests can turn the event loop by hand. */
export interface Scheduler {
  /** Runs a task once the present turn's promises have settled, before waiting input and output is looked at. */
  next(task: () => void): void;
  /** Runs a task in a later turn of the event loop, after waiting input and output. */
  soon(task: () => void): void;
  /** Runs a task once after a delay; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Runs a task again and again; the returned function stops it. */
  every(intervalMs: number, task: () => void): () => void;
}

/** The event loop itself. */
export const systemScheduler: Scheduler = {
  next: (task) => process.nextTick(task),
  soon: (task) => void setImmediate(task),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  every: (intervalMs, task) => {
    const timer = setInterval(task, intervalMs);
    return () => clearInterval(timer);
  },
};
