import { fullJitterDelayMs, type BackoffBounds } from "#kernel/backoff.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import type { Connection } from "./connection.ts";
import type { OutboxEntry, OutboxQueue } from "./outbox-queue.ts";
import type { OutboxRecord } from "./outbox-store.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";

/** An unanswered record is asked again after this; the kitchen answers a repeat as it answered first. */
export const ANSWER_WAIT_MAX_MS = 10_000;
/** So many attempts end without an answer while others are answered: the record is set aside, the rest goes on. */
export const ATTEMPTS_MAX_COUNT = 8;
const RETRY_PAUSE: BackoffBounds = { firstMs: 500, maxMs: 15_000 };
/** The kitchen could not take it now; the same command may succeed later. */
const PASSING_REJECTIONS: ReadonlySet<string> = new Set([
  "rate-limited",
  "store-full",
  "store-unavailable",
  "internal-error",
]);

type AcceptedFrame = Extract<ServerFrame, { kind: "accepted" }>;
type RejectedFrame = Extract<ServerFrame, { kind: "rejected" }>;

export interface OutboxSender {
  /** Sends the oldest waiting record, unless one is on its way or a pause runs. */
  readonly pump: () => void;
  /** Ends a pause after passing trouble. */
  readonly sendNow: () => void;
}

/** Gives the kitchen one record at a time, oldest first, again and again until it is answered. */
export function createOutboxSender(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly queue: OutboxQueue;
  readonly accepted: (entry: OutboxEntry, frame: AcceptedFrame) => void;
  readonly setAside: (entry: OutboxEntry, rejection: Rejection) => void;
}): OutboxSender {
  const { connection, runtime, queue } = deps;
  const pause = createPause(runtime);
  let sessionCount = 0;

  const pump = () => {
    const entry = queue.first("waiting");
    // While one record is on its way the pause for its answer runs.
    if (pause.isRunning() || entry === undefined) return;
    if (!connection.send(frameFromRecord(entry))) return;
    queue.change(entry.commandId, { state: "sending", attemptCount: entry.attemptCount + 1 });
    pause.begin(ANSWER_WAIT_MAX_MS, () => unanswered(entry.commandId));
  };
  const unanswered = (commandId: string) => {
    const entry = queue.find(commandId);
    if (entry?.state !== "sending") return;
    if (entry.attemptCount >= ATTEMPTS_MAX_COUNT) deps.setAside(entry, { code: "no-answer" });
    else queue.change(commandId, { state: "waiting", lastTrouble: "no-answer" });
    pump();
  };
  const received = (frame: AcceptedFrame | RejectedFrame, entry: OutboxEntry) => {
    if (entry.state === "sending") pause.end();
    if (frame.kind === "accepted") deps.accepted(entry, frame);
    else if (PASSING_REJECTIONS.has(frame.rejection.code)) {
      queue.change(entry.commandId, { state: "waiting", lastTrouble: frame.rejection.code });
      pause.begin(pauseAfter(frame.rejection, entry.attemptCount, runtime), pump);
    } else deps.setAside(entry, frame.rejection);
    pump();
  };

  connection.onFrame((whole) => {
    const frame = answerFromFrame(whole);
    const entry = frame === null ? undefined : queue.find(frame.commandId);
    if (frame === null || entry === undefined || entry.state === "recorded") return;
    // An acceptance may still reach a record that was set aside for want of an answer; a second rejection says nothing new.
    if (entry.state === "rejected" && frame.kind === "rejected") return;
    received(frame, entry);
  });
  connection.state.subscribe(() => {
    const state = connection.state.get();
    if (state.phase === "open" && state.sessionCount === sessionCount) return;
    pause.end();
    const unansweredEntry = queue.first("sending");
    if (unansweredEntry !== undefined) {
      queue.change(unansweredEntry.commandId, { state: "waiting", lastTrouble: "kitchen-away" });
    }
    if (state.phase !== "open") return;
    sessionCount = state.sessionCount;
    pump();
  });
  return {
    pump,
    sendNow: () => {
      if (queue.first("sending") === undefined) pause.end();
      pump();
    },
  };
}

/** One timer at a time: while it runs, nothing is sent. */
function createPause(runtime: ClientRuntime) {
  let cancel: Cancel | null = null;
  const end = () => {
    cancel?.();
    cancel = null;
  };
  return {
    isRunning: () => cancel !== null,
    end,
    begin: (delayMs: number, over: () => void) => {
      end();
      cancel = runtime.after(delayMs, () => {
        cancel = null;
        over();
      });
    },
  };
}

function pauseAfter(rejection: Rejection, attemptCount: number, { random }: ClientRuntime): number {
  const hasPause = "retryAfterMs" in rejection && typeof rejection.retryAfterMs === "number";
  return hasPause ? Number(rejection.retryAfterMs) : fullJitterDelayMs(attemptCount, RETRY_PAUSE, random);
}

/** The kitchen's answer to a command; a frame it could not take is an answer too. */
function answerFromFrame(frame: ServerFrame): AcceptedFrame | RejectedFrame | null {
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
