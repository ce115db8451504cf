import { useSyncExternalStore } from "react";
import type { Commands } from "./commands.ts";
import { useKitchen } from "./kitchen-context.tsx";
import type { OutboxEntry } from "./outbox-queue.ts";

/**
 * The one door for writes.
 *
 *     const { recordFact, askGrant, makeId } = useCommand();
 *     const sent = recordFact(startPreparationFact, { batchId }, { staffId });
 *     const stored = await sent.stored;       // now on this device: the screen may react
 *     const answer = await sent.answered;     // the kitchen's answer, maybe much later
 *     const outcome = await askGrant(releaseBatchGrant, { batchId }, { staffId, signatures: [{ pin }] });
 */
export function useCommand(): Commands {
  return useKitchen().commands;
}

/** Records of this device the kitchen has not settled: the queue behind the counter, and the marks beside values. */
export function useOutbox(): { readonly entries: readonly OutboxEntry[]; readonly unsentCount: number } {
  const { outbox } = useKitchen().commands;
  const entries = useSyncExternalStore(outbox.entries.subscribe, outbox.entries.get);
  const unsentCount = useSyncExternalStore(outbox.unsentCount.subscribe, outbox.unsentCount.get);
  return { entries, unsentCount };
}
