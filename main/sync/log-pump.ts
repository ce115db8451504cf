import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { nextBatch } from "./log-batches.ts";

/** Sends the log in order, never more pushes at once than the hub lent credits for. */
export interface LogPump {
  /** Where the hub holds the log, and how many pushes may be under way. */
  begin(ackedSeq: number, credits: number): void;
  /** One push was answered; `credits`: how many may be under way from now on, when the hub says so. */
  answered(credits?: number): void;
  /** There may be something new, or room for more. */
  pump(): void;
}

/** One push a turn of the event loop, so that a long catch-up never keeps the kitchen waiting. */
export function createLogPump(
  store: Pick<KitchenStore, "reader" | "epoch">,
  wire: { readonly isOpen: () => boolean; readonly send: (text: string) => void },
): LogPump {
  let sentSeq: number | null = null;
  let credits = 0;
  let underWayCount = 0;
  let isPumping = false;

  const pump = () => {
    if (isPumping || sentSeq === null || underWayCount >= credits || !wire.isOpen()) return;
    const batch = nextBatch(store.reader, sentSeq);
    const last = batch.at(-1);
    if (last === undefined) return;
    const events = batch.map(({ text }) => text).join(",");
    wire.send(`{"kind":"push","epoch":${JSON.stringify(store.epoch)},"events":[${events}]}`);
    sentSeq = last.seq;
    underWayCount += 1;
    isPumping = true;
    setImmediate(() => {
      isPumping = false;
      pump();
    });
  };
  return {
    begin: (ackedSeq, lentCredits) => {
      sentSeq = ackedSeq;
      credits = lentCredits;
      pump();
    },
    answered: (lentCredits = credits) => {
      credits = lentCredits;
      underWayCount -= 1;
      pump();
    },
    pump,
  };
}
