import type { StoredEvent } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { PipelineRejection } from "#kernel/rejections.ts";
import type { Clock } from "#kernel/time.ts";
import type { ClockWatch } from "./clock-watch.ts";
import type { CommandAnswer, CommandBus, SubmittedCommand } from "./command-answer.ts";
import { rejectedAnswer, type CommandPipeline, type ExecutedCommand } from "./command-pipeline.ts";
import { COMMAND_KEPT_MS, type CommandRecords } from "./command-records.ts";
import type { StoreDatabase } from "./database.ts";
import type { EventLog } from "./event-log.ts";
import { isDamageCode, isSpaceCode, sqliteCodeOf } from "./store-fault.ts";
import type { StreamStates } from "./stream-states.ts";

/** Commands that share one transaction and one flush to the disk. */
export const GROUP_COMMIT_MAX_COUNT = 64;
/** Commands waiting; beyond it a sender is told to come back. */
export const COMMAND_QUEUE_MAX_COUNT = 4_096;
const QUEUE_FULL_RETRY_MS = 1_000;
const PURGE_EVERY_MS = 60_000;

/** What one transaction did; for metrics. */
export interface CommitReport {
  readonly commandCount: number;
  readonly rejectedCount: number;
  readonly repeatCount: number;
  readonly eventCount: number;
  /** The whole transaction. */
  readonly durationMs: number;
  /** COMMIT alone: the flush to the disk. */
  readonly commitMs: number;
}

/** Why the store cannot write at present. */
export type StoreTrouble = "full" | "damaged";

export interface CommandBusDeps {
  readonly database: StoreDatabase;
  readonly log: EventLog;
  readonly states: StreamStates;
  readonly records: CommandRecords;
  readonly pipeline: CommandPipeline;
  readonly clock: Clock;
  readonly clockWatch: ClockWatch;
  readonly makeId: IdFactory;
  /** Called after COMMIT once the answers were handed out. */
  readonly publish: (events: readonly StoredEvent[]) => void;
  readonly onCommitted: (report: CommitReport) => void;
  readonly onBug: (bug: { readonly reference: string; readonly type: string; readonly error: unknown }) => void;
  /** Told of each transaction the disk refused. */
  readonly onTrouble: (trouble: StoreTrouble, error: unknown) => void;
  /** What stands in the way of writing this command now, asked before each transaction. */
  readonly troubleFor: (submitted: SubmittedCommand) => StoreTrouble | null;
}

interface Waiting {
  readonly submitted: SubmittedCommand;
  readonly resolve: (value: SubmitOutcome) => void;
  readonly reject: (error: unknown) => void;
}

type SubmitOutcome = Awaited<ReturnType<CommandBus["submit"]>>;

export interface ClosableCommandBus extends CommandBus {
  queueLength(): number;
  /** Takes no more commands and settles those waiting. */
  close(): void;
}

/**
 * The one writer. Waiting commands share a transaction, each in its own savepoint; answers go out after COMMIT. A turn of
 * the event loop takes at most one group, so reading sockets and writing the log alternate.
 */
export function createCommandBus(deps: CommandBusDeps): ClosableCommandBus {
  const { connection } = deps.database;
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const rollback = connection.prepare("ROLLBACK");
  const savepoint = connection.prepare("SAVEPOINT command");
  const release = connection.prepare("RELEASE command");
  const rollbackSavepoint = connection.prepare("ROLLBACK TO command");
  const queue: Waiting[] = [];
  let isScheduled = false;
  let isClosed = false;
  let purgedAtMonotonicMs = deps.clock.monotonicMs();

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      runGroup(queue.splice(0, GROUP_COMMIT_MAX_COUNT));
      schedule();
    });
  }

  function runGroup(group: readonly Waiting[]): void {
    const writable = group.filter((waiting) => {
      const trouble = deps.troubleFor(waiting.submitted);
      if (trouble !== null) waiting.resolve(answerInTrouble(waiting.submitted, trouble));
      return trouble === null;
    });
    if (writable.length === 0) return;
    const headBefore = deps.log.head();
    try {
      const { outcomes, report } = transact(writable);
      deps.states.commit();
      settle(writable, outcomes);
      deps.onCommitted(report);
      const events = outcomes.flatMap((outcome) => outcome.events);
      if (events.length > 0) queueMicrotask(() => deps.publish(events));
    } catch (error) {
      if (connection.inTransaction) rollback.run();
      deps.log.rewind(headBefore);
      deps.states.rollbackTo(0);
      const trouble = troubleOf(error);
      // Anything else here is a bug outside any command: the senders are told, the process must not go on as if well.
      if (trouble === null) for (const waiting of writable) waiting.reject(error);
      if (trouble === null) throw error;
      deps.onTrouble(trouble, error);
      for (const waiting of writable) waiting.resolve(answerInTrouble(waiting.submitted, trouble));
    }
  }

  function transact(group: readonly Waiting[]) {
    const startedMs = deps.clock.monotonicMs();
    begin.run();
    const outcomes = group.map((waiting) => runInSavepoint(waiting.submitted));
    purgeNowAndThen();
    const commitStartedMs = deps.clock.monotonicMs();
    commit.run();
    const endedMs = deps.clock.monotonicMs();
    const report: CommitReport = {
      commandCount: outcomes.length,
      rejectedCount: outcomes.filter((outcome) => outcome.answer.kind === "rejected" && !outcome.isRepeat).length,
      repeatCount: outcomes.filter((outcome) => outcome.isRepeat).length,
      eventCount: outcomes.reduce((count, outcome) => count + outcome.events.length, 0),
      durationMs: endedMs - startedMs,
      commitMs: endedMs - commitStartedMs,
    };
    return { outcomes, report };
  }

  function runInSavepoint(submitted: SubmittedCommand): ExecutedCommand {
    const headBefore = deps.log.head();
    const statesMark = deps.states.mark();
    savepoint.run();
    try {
      const executed = deps.pipeline.execute(submitted);
      release.run();
      return executed;
    } catch (error) {
      // A fault of the disk ends the whole transaction; SQLite may have rolled it back already.
      if (sqliteCodeOf(error) !== null && troubleOf(error) !== null) throw error;
      rollbackSavepoint.run();
      release.run();
      deps.log.rewind(headBefore);
      deps.states.rollbackTo(statesMark);
      return answerBug(submitted, error);
    }
  }

  /** A bug in one command takes back that command alone; it is not stored, so it can be sent again once mended. */
  function answerBug(submitted: SubmittedCommand, error: unknown): ExecutedCommand {
    const reference = deps.makeId("bug");
    deps.onBug({ reference, type: submitted.type, error });
    return unstored(submitted, { code: "internal-error", reference });
  }

  /** While nothing can be written, what was answered before is still answered, and the rest is told why. */
  function answerInTrouble(submitted: SubmittedCommand, trouble: StoreTrouble): SubmitOutcome {
    const code = trouble === "full" ? "store-full" : "store-unavailable";
    try {
      return deps.pipeline.storedAnswer(submitted) ?? unstored(submitted, { code });
    } catch (error) {
      if (sqliteCodeOf(error) === null) throw error;
      return unstored(submitted, { code });
    }
  }

  function purgeNowAndThen(): void {
    const monotonicMs = deps.clock.monotonicMs();
    if (monotonicMs - purgedAtMonotonicMs < PURGE_EVERY_MS) return;
    purgedAtMonotonicMs = monotonicMs;
    // A clock years ahead would forget every answer at once.
    if (!deps.clockWatch.isUntrusted()) deps.records.purge(deps.clock.nowMs() - COMMAND_KEPT_MS);
  }

  return {
    submit: (submitted) =>
      new Promise<SubmitOutcome>((resolve, reject) => {
        if (isClosed) {
          resolve(unstored(submitted, { code: "store-unavailable" }));
        } else if (queue.length >= COMMAND_QUEUE_MAX_COUNT) {
          resolve(unstored(submitted, { code: "rate-limited", retryAfterMs: QUEUE_FULL_RETRY_MS }));
        } else {
          queue.push({ submitted, resolve, reject });
          schedule();
        }
      }),
    recall: (command) => deps.pipeline.recall(command),
    queueLength: () => queue.length,
    close: () => {
      isClosed = true;
      for (const waiting of queue.splice(0)) {
        waiting.resolve(unstored(waiting.submitted, { code: "store-unavailable" }));
      }
    },
  };
}

function settle(group: readonly Waiting[], outcomes: readonly ExecutedCommand[]): void {
  for (const [index, waiting] of group.entries()) {
    const outcome = outcomes[index];
    if (outcome !== undefined) waiting.resolve(outcome);
  }
}

function unstored(submitted: SubmittedCommand, rejection: PipelineRejection): ExecutedCommand {
  const answer: CommandAnswer = rejectedAnswer(submitted, rejection);
  return { answer, text: JSON.stringify(answer), isRepeat: false, events: [] };
}

function troubleOf(error: unknown): StoreTrouble | null {
  const code = sqliteCodeOf(error);
  if (code === null) return null;
  if (isSpaceCode(code)) return "full";
  return isDamageCode(code) ? "damaged" : null;
}
