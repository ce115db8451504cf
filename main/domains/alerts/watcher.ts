import { alertConditions, type HealthInput } from "#domains/alerts/conditions.ts";
import type { AlertCommand } from "#domains/alerts/commands.ts";
import { emptyWatchMemory, watchActs, type WatchAct } from "#domains/alerts/watch.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { Log } from "#main/log.ts";
import type { Service } from "#main/service.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { watchFigures } from "./facts.ts";
import { conditionFigures, conditionInputs, type WatchedBoards } from "./inputs.ts";
import { unresolvedAlerts } from "./queries.ts";

/** The watcher looks at least this often, real time (house rule). */
export const WATCH_EVERY_MS = 5_000;
/** After a commit it waits for more of them, so that a busy kitchen costs two looks a second at most (house rule). */
export const WATCH_AFTER_COMMIT_MS = 500;

/** When looks happen; handed in so tests can turn time by hand. */
export interface WatchScheduler {
  /** Runs a task once after a delay; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
  /** Runs a task again and again; the returned function stops it. */
  every(intervalMs: number, task: () => void): () => void;
}

export interface WatcherDeps {
  readonly store: Pick<KitchenStore, "bus" | "reader" | "onCommit">;
  readonly clock: Pick<Clock, "nowMs">;
  readonly scheduler: WatchScheduler;
  readonly makeId: IdFactory;
  readonly boards: WatchedBoards;
  readonly readHealth: () => HealthInput;
  readonly log: Pick<Log, "warn">;
}

export interface AlertWatcher extends Service {
  /** Looks once and waits for what it sent; for tests and for a look out of turn. */
  look(): Promise<void>;
}

/**
 * Raises, escalates and resolves alerts by commands of its own, after commits and on a timer. All it knows is in the store:
 * `decide` refuses what another watcher or an earlier life already did, so a restart or a twin changes nothing twice.
 */
export function createAlertWatcher(deps: WatcherDeps): AlertWatcher {
  let memory = emptyWatchMemory;
  let looking: Promise<void> | null = null;
  let isLookWanted = false;
  let cancelSoon: (() => void) | null = null;

  async function lookOnce(): Promise<void> {
    const { reader } = deps.store;
    const nowMs = deps.clock.nowMs();
    const read = settingReader(reader, serviceDateAt(reader, nowMs));
    const inputs = conditionInputs(reader, nowMs, { boards: deps.boards, health: deps.readHealth() });
    const conditions = alertConditions(inputs, conditionFigures(read), nowMs);
    const found = watchActs({ conditions, alerts: unresolvedAlerts(reader), nowMs }, memory, watchFigures(read));
    memory = found.memory;
    await Promise.all(found.acts.map(send));
  }

  async function send(act: WatchAct): Promise<void> {
    const command = commandFor(act, deps.makeId);
    const { answer } = await deps.store.bus.submit({
      ...command,
      commandId: deps.makeId("command"),
      occurredAtMs: deps.clock.nowMs(),
      actor: SYSTEM_ACTOR,
    });
    // Refused because a person or another watcher was quicker; the next look sees how it stands.
    if (answer.kind === "rejected") {
      deps.log.warn({ event: "watcher-refused", type: command.type, code: answer.rejection.code });
    }
  }

  /** One look at a time; one wanted meanwhile follows. */
  function look(): Promise<void> {
    isLookWanted = true;
    looking ??= lookWhileWanted().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookWhileWanted(): Promise<void> {
    while (isLookWanted) {
      isLookWanted = false;
      await lookOnce();
    }
  }

  function lookSoon(): void {
    cancelSoon ??= deps.scheduler.after(WATCH_AFTER_COMMIT_MS, () => {
      cancelSoon = null;
      lookAside();
    });
  }

  function lookAside(): void {
    look().catch((cause: unknown) => {
      deps.log.warn({ event: "watcher-failed", err: cause });
    });
  }

  return {
    name: "alert-watcher",
    look,
    run: async (signal) => {
      const stopped = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => stopped.resolve(), { once: true });
      const unsubscribe = deps.store.onCommit(lookSoon);
      const stopTimer = deps.scheduler.every(WATCH_EVERY_MS, lookAside);
      lookAside();
      if (!signal.aborted) await stopped.promise;
      stopTimer();
      unsubscribe();
      cancelSoon?.();
      isLookWanted = false;
      await looking?.catch(() => undefined);
    },
  };
}

function commandFor(act: WatchAct, makeId: IdFactory): AlertCommand {
  switch (act.kind) {
    case "raise":
      return { type: "raise-alert", body: { alertId: makeId("alert"), ...act.condition } };
    case "resolve":
      return { type: "resolve-alert", body: { alertId: act.alertId } };
    case "escalate":
      return { type: "escalate-alert", body: { alertId: act.alertId, toRole: act.toRole } };
  }
}
