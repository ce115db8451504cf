import type { OutboxEntryState } from "./outbox-queue.ts";

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
