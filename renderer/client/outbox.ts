import type { Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { Connection } from "./connection.ts";
import { createOutboxQueue, recordFromEntry, setAsideWith, type OutboxEntry } from "./outbox-queue.ts";
import { createOutboxSender } from "./outbox-sender.ts";
import type { OutboxRecord, OutboxStore } from "./outbox-store.ts";
import type { ClientRuntime } from "./runtime.ts";
import type { Signal } from "./signal.ts";

/** UX.md §3.3: from here the tablet asks to be brought near the Wi-Fi; capture goes on. */
export const OUTBOX_WARN_COUNT = 500;
/** Beyond this a device that nobody carried back for weeks refuses new records rather than losing old ones. */
export const OUTBOX_MAX_COUNT = 5_000;
/** UX.md §4.2: “Tercatat” stays this long. */
export const RECORDED_SHOWN_MS = 3_000;

export type FactAnswer =
  | { readonly kind: "accepted"; readonly result: Readonly<Record<string, unknown>>; readonly seq: number }
  | { readonly kind: "rejected"; readonly rejection: Rejection };

export interface Outbox {
  /** Oldest first; recorded ones stay `RECORDED_SHOWN_MS`. */
  readonly entries: Signal<readonly OutboxEntry[]>;
  /** Records the kitchen has not answered yet. */
  readonly unsentCount: Signal<number>;
  readonly isDurable: boolean;
  /** Resolves once the record is on the disk of this device; only then may the screen react. */
  readonly add: (
    record: Omit<OutboxRecord, "ordinal" | "attemptCount" | "rejection">,
    answered: (answer: FactAnswer) => void,
  ) => Promise<Result<void, OutboxRefusal>>;
  /** The person gives up a rejected record (“Buang isian”). */
  readonly discard: (commandId: string) => Promise<void>;
  /** Asks the kitchen about a set-aside record again, as a new attempt of the same command. */
  readonly retry: (commandId: string) => Promise<void>;
  /** “Kirim sekarang”: ends the pause after a passing trouble. */
  readonly sendNow: () => void;
  /** Everything unanswered as JSON text, for a device that was revoked or broke. */
  readonly exportText: () => string;
}

export type OutboxRefusal =
  | { readonly code: "outbox-full"; readonly maxCount: number }
  | { readonly code: "outbox-not-written" };

/** Keeps facts on this device until the kitchen answered: across cuts and reloads, each applied once by its `commandId`. */
export async function createOutbox(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly store: OutboxStore;
}): Promise<Outbox> {
  const { connection, runtime, store } = deps;
  const queue = createOutboxQueue(await store.readAll(), runtime.monotonicMs);
  const answeredById = new Map<string, (answer: FactAnswer) => void>();
  const answer = (commandId: string, given: FactAnswer) => {
    answeredById.get(commandId)?.(given);
    answeredById.delete(commandId);
  };
  const sender = createOutboxSender({
    connection,
    runtime,
    queue,
    accepted: ({ commandId }, { result, seq }) => {
      queue.change(commandId, { state: "recorded", rejection: null, lastTrouble: null });
      // Should the disk fail here, the record is sent once more after a reload; its commandId makes that harmless.
      void store.remove(commandId).catch(() => {});
      runtime.after(RECORDED_SHOWN_MS, () => queue.forget(commandId));
      answer(commandId, { kind: "accepted", result, seq });
    },
    setAside: (entry, rejection) => {
      queue.change(entry.commandId, setAsideWith(rejection));
      // Should the disk fail here, the kitchen is asked once more after a reload, and answers the same.
      void store.put(recordFromEntry({ ...entry, rejection })).catch(() => {});
      answer(entry.commandId, { kind: "rejected", rejection });
    },
  });

  return {
    entries: queue.entries,
    unsentCount: queue.unsentCount,
    isDurable: store.isDurable,
    add: async (record, answered) => {
      if (queue.entries.get().length >= OUTBOX_MAX_COUNT) {
        return err({ code: "outbox-full", maxCount: OUTBOX_MAX_COUNT });
      }
      const whole: OutboxRecord = { ...record, ordinal: queue.nextOrdinal(), attemptCount: 0, rejection: null };
      try {
        await store.put(whole);
      } catch {
        return err({ code: "outbox-not-written" });
      }
      answeredById.set(record.commandId, answered);
      queue.add(whole);
      sender.pump();
      return ok(undefined);
    },
    discard: async (commandId) => {
      await store.remove(commandId);
      answeredById.delete(commandId);
      queue.forget(commandId);
    },
    retry: async (commandId) => {
      const entry = queue.find(commandId);
      if (entry?.state !== "rejected") return;
      const again: OutboxEntry = { ...entry, state: "waiting", rejection: null, attemptCount: 0, lastTrouble: null };
      await store.put(recordFromEntry(again));
      queue.change(commandId, again);
      sender.pump();
    },
    sendNow: sender.sendNow,
    exportText: () => {
      const records = queue.entries.get().filter(({ state }) => state !== "recorded");
      return JSON.stringify({ format: "bergizi-outbox", records: records.map(recordFromEntry) }, null, 2);
    },
  };
}
