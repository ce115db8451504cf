import type { IdFactory } from "#kernel/ids.ts";
import { DAY_MS, MINUTE_MS, type Clock } from "#kernel/time.ts";
import type { ClockWatch } from "./clock-watch.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import { unstoredRejection, type CommandPipeline, type ExecutedCommand } from "./command-pipeline.ts";
import type { CommandRecords } from "./command-records.ts";
import type { StoreDatabase } from "./database.ts";
import { createHeadRecorder, type EventLog } from "./event-log.ts";
import { isDamageCode, isSpaceCode, sqliteCodeOf } from "./store-fault.ts";
import type { StreamStates } from "./stream-states.ts";

/** How long a repeated command gets its first answer again (ARCHITECTURE.md §3). */
export const COMMAND_KEPT_MS = 30 * DAY_MS;
const PURGE_EVERY_MS = MINUTE_MS;

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

/** Why the store cannot write: no room (or a disk that refuses), or content SQLite did not write. */
export type StoreTrouble = "full" | "damaged";

export type GroupOutcome =
  | { readonly kind: "committed"; readonly executed: readonly ExecutedCommand[]; readonly report: CommitReport }
  | { readonly kind: "refused"; readonly trouble: StoreTrouble; readonly error: unknown };

export interface GroupTransactionDeps {
  readonly database: StoreDatabase;
  readonly log: EventLog;
  readonly states: StreamStates;
  readonly records: CommandRecords;
  readonly pipeline: CommandPipeline;
  readonly clock: Clock;
  readonly clockWatch: ClockWatch;
  readonly makeId: IdFactory;
  readonly onBug: (bug: { readonly reference: string; readonly type: string; readonly error: unknown }) => void;
}

/** Runs a group of commands in one durable transaction, each in a savepoint of its own. */
export type GroupTransaction = (group: readonly SubmittedCommand[]) => GroupOutcome;

export function createGroupTransaction(deps: GroupTransactionDeps): GroupTransaction {
  const { connection } = deps.database;
  const { clock } = deps;
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const rollback = connection.prepare("ROLLBACK");
  const runInSavepoint = createSavepointRunner(deps);
  const recordHead = createHeadRecorder(connection);
  let purgedAtMonotonicMs = clock.monotonicMs();

  function purgeNowAndThen(): void {
    const monotonicMs = clock.monotonicMs();
    if (monotonicMs - purgedAtMonotonicMs < PURGE_EVERY_MS) return;
    purgedAtMonotonicMs = monotonicMs;
    // A clock years ahead would forget every answer at once.
    if (!deps.clockWatch.isUntrusted()) deps.records.purge(clock.nowMs() - COMMAND_KEPT_MS);
  }

  return (group) => {
    const headBefore = deps.log.head();
    try {
      const startedMs = clock.monotonicMs();
      begin.run();
      const executed = group.map(runInSavepoint);
      if (deps.log.head().seq !== headBefore.seq) recordHead(deps.log.head());
      purgeNowAndThen();
      const commitStartedMs = clock.monotonicMs();
      commit.run();
      const endedMs = clock.monotonicMs();
      deps.states.commit();
      const report = {
        ...countsOf(executed),
        durationMs: endedMs - startedMs,
        commitMs: endedMs - commitStartedMs,
      };
      return { kind: "committed", executed, report };
    } catch (error) {
      // SQLite may have rolled back already; what is in memory goes back in any case.
      if (connection.inTransaction) rollback.run();
      deps.log.rewind(headBefore);
      deps.states.rollbackTo(0);
      const trouble = troubleOf(error);
      if (trouble === null) throw error;
      return { kind: "refused", trouble, error };
    }
  };
}

function createSavepointRunner(deps: GroupTransactionDeps): (submitted: SubmittedCommand) => ExecutedCommand {
  const { connection } = deps.database;
  const savepoint = connection.prepare("SAVEPOINT command");
  const release = connection.prepare("RELEASE command");
  const rollback = connection.prepare("ROLLBACK TO command");
  return (submitted) => {
    const headBefore = deps.log.head();
    const statesMark = deps.states.mark();
    savepoint.run();
    try {
      const executed = deps.pipeline.execute(submitted);
      release.run();
      return executed;
    } catch (error) {
      // A fault of the disk ends the whole transaction.
      if (troubleOf(error) !== null) throw error;
      // A bug in one command takes back that command alone; unstored, it can be sent again once mended.
      rollback.run();
      release.run();
      deps.log.rewind(headBefore);
      deps.states.rollbackTo(statesMark);
      const reference = deps.makeId("bug");
      deps.onBug({ reference, type: submitted.type, error });
      return unstoredRejection(submitted, { code: "internal-error", reference });
    }
  };
}

function countsOf(executed: readonly ExecutedCommand[]) {
  let rejectedCount = 0;
  let repeatCount = 0;
  let eventCount = 0;
  for (const { answer, isRepeat, events } of executed) {
    if (isRepeat) repeatCount += 1;
    else if (answer.kind === "rejected") rejectedCount += 1;
    eventCount += events.length;
  }
  return { commandCount: executed.length, rejectedCount, repeatCount, eventCount };
}

/** Which trouble of the disk an error tells of; null for any other error. */
export function troubleOf(error: unknown): StoreTrouble | null {
  const code = sqliteCodeOf(error);
  if (code === null) return null;
  if (isSpaceCode(code)) return "full";
  return isDamageCode(code) ? "damaged" : null;
}
