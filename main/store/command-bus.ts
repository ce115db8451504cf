import type { StoredEvent } from "#kernel/definition.ts";
import type { CommandBus, SubmittedCommand } from "./command-answer.ts";
import { unstoredRejection, type CommandPipeline } from "./command-pipeline.ts";
import type { CommitReport, GroupTransaction, StoreTrouble } from "./group-transaction.ts";
import { sqliteCodeOf } from "./store-fault.ts";

/** Commands that share one transaction and one flush to the disk. */
export const GROUP_COMMIT_MAX_COUNT = 64;
/** Commands waiting; beyond it a sender is told to come back. */
export const COMMAND_QUEUE_MAX_COUNT = 4_096;
const QUEUE_FULL_RETRY_MS = 1_000;

export interface CommandBusDeps {
  readonly transact: GroupTransaction;
  readonly pipeline: CommandPipeline;
  /** What stands in the way of writing this command now, asked before each transaction. */
  readonly troubleFor: (submitted: SubmittedCommand) => StoreTrouble | null;
  /** Told of each transaction the disk refused. */
  readonly onTrouble: (trouble: StoreTrouble, error: unknown) => void;
  readonly onCommitted: (report: CommitReport) => void;
  /** Called after COMMIT once the answers were handed out. */
  readonly publish: (events: readonly StoredEvent[]) => void;
}

export interface ClosableCommandBus extends CommandBus {
  queueLength(): number;
  /** Takes no more commands; those waiting are still carried out and answered. */
  close(): void;
}

type SubmitOutcome = Awaited<ReturnType<CommandBus["submit"]>>;

interface Waiting {
  readonly submitted: SubmittedCommand;
  readonly resolve: (outcome: SubmitOutcome) => void;
}

/**
 * The one writer. Waiting commands share a transaction and are answered after its COMMIT. One turn of the event loop takes
 * one group, so reading sockets and writing the log alternate.
 */
export function createCommandBus(deps: CommandBusDeps): ClosableCommandBus {
  const queue: Waiting[] = [];
  let isScheduled = false;
  let isClosed = false;

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      runGroup(deps, queue.splice(0, GROUP_COMMIT_MAX_COUNT));
      schedule();
    });
  }

  return {
    submit: (submitted) =>
      new Promise((resolve) => {
        if (isClosed) {
          resolve(unstoredRejection(submitted, { code: "store-unavailable" }));
        } else if (queue.length >= COMMAND_QUEUE_MAX_COUNT) {
          resolve(unstoredRejection(submitted, { code: "rate-limited", retryAfterMs: QUEUE_FULL_RETRY_MS }));
        } else {
          queue.push({ submitted, resolve });
          schedule();
        }
      }),
    recall: (command) => deps.pipeline.recall(command),
    queueLength: () => queue.length,
    close: () => {
      isClosed = true;
      while (queue.length > 0) runGroup(deps, queue.splice(0, GROUP_COMMIT_MAX_COUNT));
    },
  };
}

function runGroup(deps: CommandBusDeps, group: readonly Waiting[]): void {
  const writable = group.filter(({ submitted, resolve }) => {
    const trouble = deps.troubleFor(submitted);
    if (trouble !== null) resolve(answerInTrouble(deps.pipeline, submitted, trouble));
    return trouble === null;
  });
  if (writable.length === 0) return;
  const outcome = deps.transact(writable.map(({ submitted }) => submitted));
  switch (outcome.kind) {
    case "committed": {
      for (const [index, executed] of outcome.executed.entries()) writable[index]?.resolve(executed);
      deps.onCommitted(outcome.report);
      const events = outcome.executed.flatMap((executed) => executed.events);
      // After the microtasks that hand out the answers just resolved.
      if (events.length > 0) queueMicrotask(() => deps.publish(events));
      return;
    }
    case "refused":
      deps.onTrouble(outcome.trouble, outcome.error);
      for (const { submitted, resolve } of writable) {
        resolve(answerInTrouble(deps.pipeline, submitted, outcome.trouble));
      }
      return;
  }
}

/** While nothing can be written, what was answered before is still answered; the rest is told why and not stored. */
function answerInTrouble(pipeline: CommandPipeline, submitted: SubmittedCommand, trouble: StoreTrouble): SubmitOutcome {
  const code = trouble === "full" ? "store-full" : "store-unavailable";
  try {
    return pipeline.storedAnswer(submitted) ?? unstoredRejection(submitted, { code });
  } catch (error) {
    // A disk that does not even read cannot say whether this is a repeat.
    if (sqliteCodeOf(error) === null) throw error;
    return unstoredRejection(submitted, { code });
  }
}
