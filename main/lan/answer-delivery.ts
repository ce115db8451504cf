import { answerFrame, patchBody, rowsBody, unchangedBody, type FrameBody } from "./answer-frames.ts";
import type { KnownRows, LiveAnswer, Subscriber } from "./live-answer.ts";
import type { RowDiff } from "#kernel/row-diff.ts";
import type { TextFrame } from "./text-frame.ts";

/** What handing out answers reports for `/metrics`. */
export interface DeliveryMeter {
  /** A frame was serialised; it may go to many sockets. */
  serialised(kind: FrameBody["kind"]): void;
  /** A serialised frame was handed to one socket. */
  delivered(kind: FrameBody["kind"]): void;
  /** A socket was skipped because it is slow. */
  skipped(): void;
}

export interface Delivery {
  readonly epoch: string;
  readonly meter: DeliveryMeter;
}

/**
 * Sends each subscriber what it needs after an evaluation: the patch to those who have the rows before, the rows to those
 * who missed something or when they are shorter than the patch. Serialised once per subscription id.
 */
export function distribute(delivery: Delivery, answer: LiveAnswer, change: RowDiff | "replaced" | undefined) {
  const patch = change === undefined || change === "replaced" ? undefined : patchBody(change, answer.rev);
  const isPatched = patch !== undefined && patch.tail.length < lengthOfRows(answer);
  for (const [subscriptionId, group] of answer.subscribersById) {
    let frame: TextFrame | undefined;
    for (const subscriber of group) {
      if (change !== undefined && !isPatched && subscriber.needs === "nothing") subscriber.needs = "rows";
      if (subscriber.needs !== "nothing") {
        serveOne(delivery, answer, subscriptionId, subscriber);
      } else if (isPatched) {
        frame ??= serialise(delivery, patch, subscriptionId);
        deliver(delivery, subscriber, frame, "patch");
      }
    }
  }
}

/** Gives one subscriber the rows as they are, or tells it that it has them (LAN25). */
export function serveOne(delivery: Delivery, answer: LiveAnswer, subscriptionId: string, subscriber: Subscriber) {
  if (subscriber.needs === "first" && hasRows(delivery, answer, subscriber.known)) {
    deliver(delivery, subscriber, serialise(delivery, unchangedBody(answer.rev), subscriptionId), "unchanged");
  } else {
    deliver(delivery, subscriber, rowsFrameOf(delivery, answer, subscriptionId), "rows");
  }
}

function hasRows(delivery: Delivery, answer: LiveAnswer, known: KnownRows | undefined): boolean {
  if (known === undefined || answer.asked.isVolatile) return false;
  return known.epoch === delivery.epoch && known.rev >= answer.changedRev && known.rev <= answer.rev;
}

function rowsFrameOf(delivery: Delivery, answer: LiveAnswer, subscriptionId: string): TextFrame {
  const { rows, rev } = answer;
  if (answer.rowsCache?.rev !== rev) {
    answer.rowsCache = { rev, body: rowsBody(rows, { epoch: delivery.epoch, rev }), frameById: new Map() };
  }
  const { body, frameById } = answer.rowsCache;
  const made = frameById.get(subscriptionId) ?? serialise(delivery, body, subscriptionId);
  frameById.set(subscriptionId, made);
  return made;
}

function serialise(delivery: Delivery, body: FrameBody, subscriptionId: string): TextFrame {
  delivery.meter.serialised(body.kind);
  return answerFrame(body, subscriptionId);
}

function deliver(delivery: Delivery, subscriber: Subscriber, frame: TextFrame, kind: FrameBody["kind"]) {
  if (subscriber.sink.offer(frame)) {
    subscriber.needs = "nothing";
    delivery.meter.delivered(kind);
    return;
  }
  delivery.meter.skipped();
  if (subscriber.needs === "nothing") subscriber.needs = "rows";
}

function lengthOfRows(answer: LiveAnswer): number {
  let length = 0;
  for (const text of answer.rows.rowTextByKey.values()) length += text.length + 1;
  return length;
}
