import { fullJitterDelayMs, type BackoffBounds } from "#kernel/backoff.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import type { Connection } from "./connection.ts";
import type { OutboxRecord, OutboxStore } from "./outbox-store.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";
import { createSignal, type Signal } from "./signal.ts";

/** UX.md §3.3: from here the tablet asks to be brought near the Wi-Fi; capture goes on. */
export const OUTBOX_WARN_COUNT = 500;
/** Beyond this a device that nobody carried back for weeks refuses new records rather than losing old ones. */
export const OUTBOX_MAX_COUNT = 5_000;
/** An unanswered record is asked again after this; the kitchen answers a repeat as it answered first. */
export const ANSWER_WAIT_MAX_MS = 10_000;
/** So many attempts end without an answer while others are answered: the record is set aside, the rest goes on. */
export const ATTEMPTS_MAX_COUNT = 8;
/** UX.md §4.2: “Tercatat” stays this long. */
export const RECORDED_SHOWN_MS = 3_000;
const RETRY_PAUSE: BackoffBounds = { firstMs: 500, maxMs: 15_000 };
/** The kitchen could not take it now; the same command may succeed later. */
const PASSING_REJECTIONS: ReadonlySet<string> = new Set([
  "rate-limited",
  "store-full",
  "store-unavailable",
  "internal-error",
]);

/** `waiting`: on this device. `sending`: given to the kitchen, unanswered. `recorded`, `rejected`: answered. */
export type OutboxEntryState = "waiting" | "sending" | "recorded" | "rejected";

export interface OutboxEntry extends OutboxRecord {
  readonly state: OutboxEntryState;
  /** Monotonic time since when the entry is in this state; `recordMark` turns it into the mark of UX.md §4.2. */
  readonly sinceMonotonicMs: number;
  /** The last passing trouble, for the list behind the counter. */
  readonly lastTrouble: "no-answer" | "kitchen-away" | (string & {}) | null;
}

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

/** Sends facts oldest first, one at a time, across cuts and reloads, each applied once by its `commandId`. */
export async function createOutbox(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly store: OutboxStore;
}): Promise<Outbox> {
  const { connection, runtime, store } = deps;
  const kept = (await store.readAll()).toSorted((left, right) => left.ordinal - right.ordinal);
  const entries = createSignal<readonly OutboxEntry[]>(
    kept.map((record) => ({
      ...record,
      state: record.rejection === null ? "waiting" : "rejected",
      sinceMonotonicMs: runtime.monotonicMs(),
      lastTrouble: null,
    })),
  );
  const unsentCount = createSignal(0);
  const answeredById = new Map<string, (answer: FactAnswer) => void>();
  let nextOrdinal = (kept.at(-1)?.ordinal ?? 0) + 1;
  let cancelWait: Cancel | null = null;
  let sessionCount = 0;

  const publish = (next: readonly OutboxEntry[]) => {
    entries.set(next);
    unsentCount.set(next.filter(({ state }) => state === "waiting" || state === "sending").length);
  };
  const change = (commandId: string, part: Partial<OutboxEntry>) =>
    publish(
      entries.get().map((entry) => {
        if (entry.commandId !== commandId) return entry;
        const isMoved = part.state !== undefined && part.state !== entry.state;
        return { ...entry, ...part, ...(isMoved ? { sinceMonotonicMs: runtime.monotonicMs() } : {}) };
      }),
    );
  const forget = (commandId: string) => publish(entries.get().filter((entry) => entry.commandId !== commandId));
  const wait = (delayMs: number, run: () => void) => {
    cancelWait?.();
    cancelWait = runtime.after(delayMs, () => {
      cancelWait = null;
      run();
    });
  };

  const pump = () => {
    if (cancelWait !== null || entries.get().some(({ state }) => state === "sending")) return;
    const entry = entries.get().find(({ state }) => state === "waiting");
    if (entry === undefined) return;
    if (!connection.send(frameFromRecord(entry))) return;
    change(entry.commandId, { state: "sending", attemptCount: entry.attemptCount + 1 });
    wait(ANSWER_WAIT_MAX_MS, () => unanswered(entry.commandId));
  };

  const unanswered = (commandId: string) => {
    const entry = entries.get().find((each) => each.commandId === commandId);
    if (entry?.state !== "sending") return;
    if (entry.attemptCount >= ATTEMPTS_MAX_COUNT) {
      setAside(entry, { code: "no-answer" });
    } else change(commandId, { state: "waiting", lastTrouble: "no-answer" });
    pump();
  };

  const setAside = (entry: OutboxEntry, rejection: Rejection) => {
    change(entry.commandId, { state: "rejected", rejection });
    void store.put(recordFromEntry({ ...entry, rejection })).catch(() => {
      // Still shown from memory; after a reload the kitchen is asked once more and answers the same.
    });
    answeredById.get(entry.commandId)?.({ kind: "rejected", rejection });
    answeredById.delete(entry.commandId);
  };

  const received = (whole: ServerFrame) => {
    const frame = answerFromFrame(whole);
    if (frame === null) return;
    const entry = entries.get().find(({ commandId }) => commandId === frame.commandId);
    // An acceptance may still reach a record that was set aside for want of an answer.
    if (entry === undefined || entry.state === "recorded") return;
    if (entry.state === "rejected" && frame.kind === "rejected") return;
    if (entry.state === "sending") {
      cancelWait?.();
      cancelWait = null;
    }
    if (frame.kind === "accepted") {
      change(entry.commandId, { state: "recorded", lastTrouble: null });
      void store.remove(entry.commandId).catch(() => {
        // The record may be sent once more after a reload; its commandId makes that harmless.
      });
      runtime.after(RECORDED_SHOWN_MS, () => forget(entry.commandId));
      answeredById.get(entry.commandId)?.({ kind: "accepted", result: frame.result, seq: frame.seq });
      answeredById.delete(entry.commandId);
      pump();
    } else if (PASSING_REJECTIONS.has(frame.rejection.code)) {
      change(entry.commandId, { state: "waiting", lastTrouble: frame.rejection.code });
      wait(pauseAfter(frame.rejection, entry.attemptCount), pump);
    } else {
      setAside(entry, frame.rejection);
      pump();
    }
  };

  const pauseAfter = (rejection: Rejection, attemptCount: number) =>
    "retryAfterMs" in rejection && typeof rejection.retryAfterMs === "number"
      ? rejection.retryAfterMs
      : fullJitterDelayMs(attemptCount, RETRY_PAUSE, runtime.random);

  connection.onFrame(received);
  connection.state.subscribe(() => {
    const state = connection.state.get();
    if (state.phase === "open" && state.sessionCount === sessionCount) return;
    cancelWait?.();
    cancelWait = null;
    for (const entry of entries.get()) {
      if (entry.state === "sending") change(entry.commandId, { state: "waiting", lastTrouble: "kitchen-away" });
    }
    if (state.phase !== "open") return;
    sessionCount = state.sessionCount;
    pump();
  });
  publish(entries.get());

  return {
    entries,
    unsentCount,
    isDurable: store.isDurable,
    add: async (record, answered) => {
      if (entries.get().length >= OUTBOX_MAX_COUNT) return err({ code: "outbox-full", maxCount: OUTBOX_MAX_COUNT });
      const whole: OutboxRecord = { ...record, ordinal: nextOrdinal, attemptCount: 0, rejection: null };
      nextOrdinal += 1;
      try {
        await store.put(whole);
      } catch {
        return err({ code: "outbox-not-written" });
      }
      answeredById.set(record.commandId, answered);
      const entry: OutboxEntry = {
        ...whole,
        state: "waiting",
        sinceMonotonicMs: runtime.monotonicMs(),
        lastTrouble: null,
      };
      publish([...entries.get(), entry].toSorted((left, right) => left.ordinal - right.ordinal));
      pump();
      return ok(undefined);
    },
    discard: async (commandId) => {
      await store.remove(commandId);
      answeredById.delete(commandId);
      forget(commandId);
    },
    retry: async (commandId) => {
      const entry = entries.get().find((each) => each.commandId === commandId);
      if (entry?.state !== "rejected") return;
      const again: OutboxEntry = { ...entry, state: "waiting", rejection: null, attemptCount: 0, lastTrouble: null };
      await store.put(recordFromEntry(again));
      change(commandId, again);
      pump();
    },
    sendNow: () => {
      if (entries.get().some(({ state }) => state === "sending")) return;
      cancelWait?.();
      cancelWait = null;
      pump();
    },
    exportText: () =>
      JSON.stringify(
        { format: "bergizi-outbox", records: entries.get().filter(isUnanswered).map(recordFromEntry) },
        null,
        2,
      ),
  };
}

/** The mark beside a record (UX.md §4.2): nothing for 400 ms, then “Mengirim…”, after 5 s “Di tablet”. */
export type RecordMark = "none" | "sending" | "on-device" | "recorded" | "rejected";

export const MARK_SENDING_AFTER_MS = 400;
export const MARK_ON_DEVICE_AFTER_MS = 5_000;

export function recordMark(options: {
  readonly state: OutboxEntryState;
  /** Monotonic time since the finger's touch. */
  readonly ageMs: number;
}): RecordMark {
  if (options.state === "recorded" || options.state === "rejected") return options.state;
  if (options.ageMs <= MARK_SENDING_AFTER_MS) return "none";
  return options.ageMs <= MARK_ON_DEVICE_AFTER_MS ? "sending" : "on-device";
}

function isUnanswered(entry: OutboxEntry): boolean {
  return entry.state !== "recorded";
}

type AnswerFrame = Extract<ServerFrame, { kind: "accepted" | "rejected" }>;

/** The kitchen's answer to a command; a frame it could not take is an answer too. */
function answerFromFrame(frame: ServerFrame): AnswerFrame | null {
  if (frame.kind === "accepted" || frame.kind === "rejected") return frame;
  if (frame.kind !== "error" || frame.commandId === undefined) return null;
  return { kind: "rejected", commandId: frame.commandId, rejection: { ...frame.data, code: frame.code } };
}

function frameFromRecord(record: OutboxRecord): ClientFrame {
  return {
    kind: "command",
    commandId: record.commandId,
    type: record.type,
    body: { ...record.body },
    occurredAtMs: record.occurredAtMs,
    ...(record.staffId === null ? {} : { staffId: record.staffId }),
    ...(record.expectedVersion === null ? {} : { expectedVersion: record.expectedVersion }),
  };
}

function recordFromEntry(entry: OutboxEntry): OutboxRecord {
  const { commandId, ordinal, type, body, staffId, expectedVersion, occurredAtMs, attemptCount, rejection } = entry;
  return { commandId, ordinal, type, body, staffId, expectedVersion, occurredAtMs, attemptCount, rejection };
}
