import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { metByRecall, standingRecallIds } from "./queries.ts";
import { recallFacts } from "./recall-facts.ts";

/** Real time between two looks; a delivery is looked at as it is finished. */
export const RECALLS_LOOK_EVERY_MS = 30_000;

/** After these a recall may meet lots or batches it had not met. */
export const RECALL_LOOK_EVENTS: ReadonlySet<string> = new Set([
  "goods-received",
  "stock-issued",
  "stock-backflushed",
  "recall-applied",
]);

/** Applies recalls that stand to what came or was used after they arrived. Remembers nothing: the log says what was met. */
export function createRecallWatcher(deps: {
  readonly store: Pick<KitchenStore, "bus" | "reader">;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly log: Pick<Log, "warn">;
}): { look(): Promise<void> } {
  const { store, clock, makeId, log } = deps;
  return {
    look: async () => {
      for (const publicationId of standingRecallIds(store.reader)) {
        const facts = recallFacts(store.reader, publicationId);
        const met = metByRecall(store.reader, publicationId);
        const isNew = [
          ...(facts?.lots ?? []).map(({ lotId }) => lotId),
          ...(facts?.batches ?? []).map(({ batchId }) => batchId),
        ];
        if (isNew.every((id) => met.has(id))) continue;
        const { answer } = await store.bus.submit({
          commandId: makeId("command"),
          type: "apply-recall",
          body: { publicationId },
          occurredAtMs: clock.nowMs(),
          actor: SYSTEM_ACTOR,
        });
        if (answer.kind === "rejected") log.warn({ event: "recall-not-applied", publicationId, ...answer.rejection });
      }
    },
  };
}
