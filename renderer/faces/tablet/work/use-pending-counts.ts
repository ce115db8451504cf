import { useMemo, useRef } from "react";
import type { PortionCounts } from "#kernel/quantity.ts";
import { useOutbox } from "#renderer/client/use-command.ts";

/** A count on its way to the board. */
export interface PendingCount {
  readonly added: PortionCounts;
  readonly specialPackCount: number;
}

/**
 * Counts of a batch that the board does not hold yet: waiting, being sent, or recorded while the board still stands for an
 * older position of the log. A rejected count leaves at once, so the figure visibly goes back.
 */
export function usePendingCounts(batchId: string, rev: number | null): { readonly bodies: readonly PendingCount[] } {
  const { entries } = useOutbox();
  const revWhenRecorded = useRef(new Map<string, number | null>());
  return useMemo(() => {
    const bodies = entries.flatMap((entry) => {
      if (entry.type !== "record-portions" || entry.body["batchId"] !== batchId) return [];
      const seen = revWhenRecorded.current;
      if (entry.state === "rejected") return [];
      if (entry.state !== "recorded") seen.set(entry.commandId, rev);
      // Answers and patches come in order: a newer board than the one at sending time holds the count.
      else if (seen.get(entry.commandId) !== rev) return [];
      return isPendingCount(entry.body) ? [entry.body] : [];
    });
    return { bodies };
  }, [entries, batchId, rev]);
}

function isPendingCount(body: unknown): body is PendingCount {
  return typeof body === "object" && body !== null && "added" in body && "specialPackCount" in body;
}
