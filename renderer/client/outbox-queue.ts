import type { Rejection } from "#kernel/rejections.ts";
import type { OutboxRecord } from "./outbox-store.ts";
import { createSignal, type Signal } from "./signal.ts";

/** `waiting`: on this device. `sending`: given to the kitchen, unanswered. `recorded`, `rejected`: answered. */
export type OutboxEntryState = "waiting" | "sending" | "recorded" | "rejected";

export interface OutboxEntry extends OutboxRecord {
  readonly state: OutboxEntryState;
  /** Monotonic time since when the entry is in this state; `recordMark` turns it into the mark of UX.md §4.2. */
  readonly sinceMonotonicMs: number;
  /** The last passing trouble, for the list behind the counter. */
  readonly lastTrouble: "no-answer" | "kitchen-away" | (string & {}) | null;
}

/** The records of this device in memory, oldest first. Nothing here touches the disk or the network. */
export interface OutboxQueue {
  readonly entries: Signal<readonly OutboxEntry[]>;
  /** Records the kitchen has not answered yet. */
  readonly unsentCount: Signal<number>;
  readonly find: (commandId: string) => OutboxEntry | undefined;
  readonly first: (state: OutboxEntryState) => OutboxEntry | undefined;
  readonly add: (record: OutboxRecord) => void;
  readonly change: (commandId: string, part: Partial<OutboxEntry>) => void;
  readonly forget: (commandId: string) => void;
  readonly nextOrdinal: () => number;
}

export function createOutboxQueue(kept: readonly OutboxRecord[], monotonicMs: () => number): OutboxQueue {
  const entryOf = (record: OutboxRecord): OutboxEntry => ({
    ...record,
    state: record.rejection === null ? "waiting" : "rejected",
    sinceMonotonicMs: monotonicMs(),
    lastTrouble: null,
  });
  const byOrdinal = (left: OutboxEntry, right: OutboxEntry) => left.ordinal - right.ordinal;
  const entries = createSignal<readonly OutboxEntry[]>(kept.map(entryOf).toSorted(byOrdinal));
  const unsentCount = createSignal(0);
  let lastOrdinal = entries.get().at(-1)?.ordinal ?? 0;

  const publish = (next: readonly OutboxEntry[]) => {
    entries.set(next);
    unsentCount.set(next.filter(({ state }) => state === "waiting" || state === "sending").length);
  };
  publish(entries.get());
  return {
    entries,
    unsentCount,
    find: (commandId) => entries.get().find((entry) => entry.commandId === commandId),
    first: (state) => entries.get().find((entry) => entry.state === state),
    nextOrdinal: () => {
      lastOrdinal += 1;
      return lastOrdinal;
    },
    add: (record) => publish([...entries.get(), entryOf(record)].toSorted(byOrdinal)),
    change: (commandId, part) =>
      publish(
        entries.get().map((entry) => {
          if (entry.commandId !== commandId) return entry;
          const isMoved = part.state !== undefined && part.state !== entry.state;
          return { ...entry, ...part, ...(isMoved ? { sinceMonotonicMs: monotonicMs() } : {}) };
        }),
      ),
    forget: (commandId) => publish(entries.get().filter((entry) => entry.commandId !== commandId)),
  };
}

export function recordFromEntry(entry: OutboxEntry): OutboxRecord {
  const { commandId, ordinal, type, body, staffId, expectedVersion, occurredAtMs, attemptCount, rejection } = entry;
  return { commandId, ordinal, type, body, staffId, expectedVersion, occurredAtMs, attemptCount, rejection };
}

/** The part of an entry that sets it aside. */
export function setAsideWith(rejection: Rejection): Partial<OutboxEntry> {
  return { state: "rejected", rejection };
}
